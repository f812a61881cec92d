// What neither Streamlit nor CSS does, each piece with its reason. Nothing leaves the reader's browser.
(() => {
  if (window.goalsAndRecord) return; // this element may be drawn again
  window.goalsAndRecord = true;
  const app = () => document.querySelector("[data-testid=stApp]");

  // Streamlit adds a step of history for each change of the address; "back" shall leave the page in one step.
  history.pushState = history.replaceState.bind(history);

  // Streamlit replaces elements, and a replaced live region is often not heard: this one stays, and takes the words over.
  const live = document.createElement("div");
  live.setAttribute("role", "status");
  live.setAttribute("aria-live", "polite");
  live.className = "unseen";
  document.body.append(live);
  let spoken = null;
  const speak = () => {
    const now = document.querySelector("[data-spoken]")?.textContent;
    if (now === undefined || now === spoken) return;
    if (spoken !== null) live.textContent = now; // not at first load
    spoken = now;
  };

  // Streamlit names a slider by its group and by itself, which is heard twice; its unit and its evidence stand beside it.
  const hear = () => {
    for (const input of document.querySelectorAll("[data-testid=stSlider] input[type=range]")) {
      const group = input.closest("[role=group]");
      const reads = input.closest("[data-testid=stElementContainer]")?.nextElementSibling?.querySelector(".reads");
      if (group?.hasAttribute("aria-label")) group.removeAttribute("aria-label");
      if (input.hasAttribute("aria-labelledby")) input.removeAttribute("aria-labelledby");
      if (!reads) continue;
      if (input.getAttribute("aria-describedby") !== reads.id) input.setAttribute("aria-describedby", reads.id);
      const told = input.getAttribute("aria-valuetext"), unit = reads.dataset.unit;
      if (unit && told && !told.endsWith(unit)) input.setAttribute("aria-valuetext", `${told} ${unit}`);
    }
  };
  // What the goal needs moves with other settings than the slider's own, which is not drawn again: its mark goes there.
  const placeNeeds = () => {
    const told = document.querySelector("[data-needs]")?.dataset.needs, needs = told ? JSON.parse(told) : {};
    for (const place of document.querySelectorAll("[data-need]")) {
      const need = needs[place.dataset.need], words = place.querySelector("p.wanted");
      if (!need || !words) continue;
      if (place.style.getPropertyValue("--wanted") !== `${need.at}%`) place.style.setProperty("--wanted", `${need.at}%`);
      if (words.textContent !== need.text) words.textContent = need.text;
    }
  };
  // A value between two steps stands at the nearest one of them, and a key takes it one farther: that step is taken back
  // where it went past the next one.
  const KEYS = { ArrowRight: "ArrowLeft", ArrowUp: "ArrowDown", ArrowLeft: "ArrowRight", ArrowDown: "ArrowUp" };
  document.addEventListener("keydown", (event) => {
    const input = event.target, back = KEYS[event.key];
    if (!back || event.shiftKey || !event.isTrusted || !input.matches?.("[data-testid=stSlider] input[type=range]")) return;
    const told = input.getAttribute("aria-valuetext") ?? "", shown = parseFloat(told.replaceAll(",", "")) / (told.includes("%") ? 100 : 1);
    const past = (Number(input.value) - shown) * (/Right|Up/.test(event.key) ? 1 : -1);
    if (past > 1e-9 * Math.max(1, Math.abs(shown))) setTimeout(() => input.dispatchEvent(new KeyboardEvent("keydown", { key: back, bubbles: true })));
  }, true);

  // Streamlit cannot scroll: the contents write where to go, and the page goes there, with the focus.
  let turn = null;
  const goThere = () => {
    const want = document.querySelector("[data-goto]");
    if (!want || want.dataset.turn === turn) return;
    const first = turn === null;
    turn = want.dataset.turn;
    if (first) return;
    const find = () => document.getElementById(want.dataset.goto);
    stayAt(find, 2500);
    const at = find();
    if (at && at.tabIndex < 0) at.setAttribute("tabindex", "-1");
    at?.focus({ preventScroll: true });
  };

  const follow = () => { speak(); hear(); placeNeeds(); goThere(); };
  new MutationObserver(follow).observe(document.body, {
    subtree: true, childList: true, characterData: true,
    attributeFilter: ["aria-valuetext", "aria-labelledby", "aria-describedby"],
  });
  follow();

  // A finger that comes down on a thumb holds it still until it has clearly moved sideways: a swipe scrolls, changing nothing.
  const CLEARLY = 8; // pixels
  let finger = null;
  addEventListener("pointerdown", (event) => {
    finger = event.pointerType === "touch" && event.target.closest?.("[data-testid=stSlider]") ? event : null;
  }, true);
  addEventListener("pointermove", (event) => {
    if (!finger || event.pointerId !== finger.pointerId) return;
    const x = Math.abs(event.clientX - finger.clientX), y = Math.abs(event.clientY - finger.clientY);
    if (x > CLEARLY && x > y) finger = null;
    else event.stopImmediatePropagation();
  }, true);

  // A restarted server does not know the part of the page that a slider runs again, and a move may be lost on the way:
  // each connection after the first asks for one whole run, with all values, by Streamlit's own key for it. It is not
  // heard while a run is under way, and a run that was cut off ends by itself.
  let asking = null;
  const rerun = () => {
    const { testConnectionState: connection, testScriptState: script } = app()?.dataset ?? {};
    if (connection !== "CONNECTED" || script !== "notRunning") { asking = setTimeout(rerun, 100); return; }
    for (const type of ["keydown", "keyup"]) {
      document.dispatchEvent(new KeyboardEvent(type, { key: "r", code: "KeyR", keyCode: 82, which: 82, bubbles: true }));
    }
  };
  window.WebSocket = class extends window.WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("open", () => { clearTimeout(asking); asking = setTimeout(rerun, 100); });
    }
  };

  // A part that an address or the contents name is kept in view while the parts above it are drawn, until the reader acts.
  const stayAt = (find, lasts) => {
    let until = performance.now() + lasts;
    for (const act of ["wheel", "touchstart", "pointerdown", "keydown"]) {
      addEventListener(act, () => { until = 0; }, { once: true, passive: true });
    }
    const stay = () => {
      const place = find();
      if (place && Math.abs(place.getBoundingClientRect().top) > 4) place.scrollIntoView();
      if (performance.now() < until) setTimeout(stay, 150);
    };
    stay();
  };
  const anchor = decodeURIComponent(location.hash.slice(1));
  if (anchor) stayAt(() => document.getElementById(anchor), 8000);

  // A chart as SVG or PNG with its title, what is counted, its sources and the link inside the picture.
  const NS = "http://www.w3.org/2000/svg", FONT = "Arial, Helvetica, sans-serif", PAD = 16;
  const pen = document.createElement("canvas").getContext("2d");
  const set = (node, attributes) => Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));

  // Lines no wider than `most` pixels; a word without spaces that is wider, such as a link, is broken.
  const wrapped = (text, most) => {
    const lines = [""];
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (pen.measureText(longer).width <= most) { lines[lines.length - 1] = longer; continue; }
      if (lines.at(-1)) lines.push("");
      for (const letter of word) {
        if (pen.measureText(lines.at(-1) + letter).width > most) lines.push("");
        lines[lines.length - 1] += letter;
      }
    }
    return lines.filter(Boolean);
  };

  // The chart as it stands, but with the page's colors written down, and each label kept at its width on the page,
  // since a picture has not the page's font.
  const copied = (chart, y) => {
    const copy = chart.cloneNode(true), shown = chart.querySelectorAll("text, tspan");
    copy.querySelectorAll("text, tspan").forEach((text, i) => {
      const width = shown[i].getComputedTextLength(), style = getComputedStyle(shown[i]);
      for (const name of ["fill", "stroke", "stroke-width", "stroke-linejoin", "paint-order"]) text.setAttribute(name, style.getPropertyValue(name));
      if (width && !text.querySelector("tspan")) set(text, { textLength: width, lengthAdjust: "spacingAndGlyphs" });
    });
    set(copy, { x: 0, y, width: chart.clientWidth, height: chart.clientHeight, overflow: "visible" });
    return copy;
  };

  const picture = (button) => {
    // The button stands behind its chart: of all charts before it, the last.
    const chart = [...document.querySelectorAll(".stVegaLiteChart svg")]
      .filter((svg) => svg.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING).at(-1);
    if (!chart) return null;
    const page = getComputedStyle(app()), width = Math.max(chart.clientWidth, 360), svg = document.createElementNS(NS, "svg");
    let y = PAD;
    const write = (text, size, weight = 400) => {
      pen.font = `${weight} ${size}px ${FONT}`;
      for (const line of wrapped(text, (width - 2 * PAD) * 0.95)) {
        const node = document.createElementNS(NS, "text");
        y += size * 1.3;
        set(node, { x: PAD, y, "font-size": size, "font-weight": weight, fill: page.color });
        node.textContent = line;
        svg.append(node);
      }
    };
    write(button.dataset.finding, 18, 600);
    write(button.dataset.counts, 12);
    y += PAD;
    svg.append(copied(chart, y));
    y += chart.clientHeight;
    if (button.dataset.sources) write(`Sources: ${button.dataset.sources}`, 11);
    write(button.dataset.link || location.href, 10);
    y += PAD;
    set(svg, { xmlns: NS, width, height: y, viewBox: `0 0 ${width} ${y}`, "font-family": FONT });
    const ground = document.createElementNS(NS, "rect");
    set(ground, { width: "100%", height: "100%", fill: page.backgroundColor });
    svg.prepend(ground);
    return { text: new XMLSerializer().serializeToString(svg), width, height: y };
  };

  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-picture]");
    const made = button && picture(button);
    if (!made) return;
    const name = `${button.dataset.figure}.${button.dataset.picture}`;
    if (button.dataset.picture === "svg") { save(new Blob([made.text], { type: "image/svg+xml" }), name); return; }
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      set(canvas, { width: made.width * 2, height: made.height * 2 });
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((png) => save(png, name));
    };
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(made.text)}`;
  });
})();
