// What neither Streamlit nor CSS does, each piece with its reason. Nothing leaves the reader's browser.
(() => {
  if (window.goalsAndRecord) return; // this element may be drawn again
  window.goalsAndRecord = true;

  // Streamlit adds a step of history for each change of the address; "back" shall leave the page in one step. And Safari
  // takes a hundred changes in ten seconds, while a held key makes more: the last one of each moment is written.
  const MOMENT = 150, write = history.replaceState.bind(history); // milliseconds
  let address = null, wrote = -MOMENT;
  const writeIt = () => {
    if (address) write(...address);
    [address, wrote] = [null, performance.now()];
  };
  history.pushState = history.replaceState = (...given) => {
    if (!address) setTimeout(writeIt, wrote + MOMENT - performance.now());
    address = given;
  };
  // Streamlit does not write an address that the window still has, but says each one in words, a moment later: the last of
  // them is right, though the moment of an earlier one may end between two.
  addEventListener("message", ({ source, data }) => {
    if (source !== window || data?.type !== "SET_QUERY_PARAM") return;
    const told = location.pathname + data.queryParams;
    if (address) address[2] = told;
    else if (new URL(told, location).search !== location.search) history.replaceState(history.state, "", told);
  });
  addEventListener("pagehide", writeIt);

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
    stayAt(find, 2500, (at) => { // a part that is opened only now is there a moment later
      if (at.tabIndex < 0) at.setAttribute("tabindex", "-1");
      at.focus({ preventScroll: true });
    });
  };

  // A button that goes with what it did, or can do no more, hands the focus to the next one; a menu that chose, to its button.
  let pressed = null, others = [], menu = null;
  document.addEventListener("focusin", ({ target }) => {
    const key = target.closest("[data-testid=stMain] [data-testid=stMenuButton]")?.parentElement.className.match(/st-key-[\w-]+/);
    if (key || target.closest("[data-testid=stMain]")) menu = key && `.${key[0]} button`;
  });
  document.addEventListener("click", ({ target }) => {
    pressed = target.closest?.("[data-testid=stMain] button");
    const all = [...document.querySelectorAll("[data-testid=stMain] :is(button, input)")], at = all.indexOf(pressed);
    others = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0)).reverse()];
  }, true);
  for (const act of ["keydown", "pointerdown"]) addEventListener(act, () => { pressed = null; }, true);
  addEventListener("pointerdown", ({ target }) => { if (!target.closest("[role=menu], [data-testid=stMenuButton]")) menu = null; }, true);
  const handOn = () => {
    const at = document.activeElement; // a button that can do no more keeps the focus until the next frame
    if (menu && at === document.body) document.querySelector(menu)?.focus({ preventScroll: true });
    if (!pressed || (pressed.isConnected && !pressed.disabled) || (at !== document.body && !at.disabled)) return;
    others.find((next) => next.isConnected && !next.disabled && next.getClientRects().length)?.focus({ preventScroll: true });
  };
  // Streamlit gives its containers no role: the calculator is a region, named by its heading.
  const nameCalculator = () => {
    const place = document.querySelector(".st-key-calculator");
    if (!place || place.hasAttribute("role")) return;
    place.setAttribute("role", "region");
    place.setAttribute("aria-labelledby", "calculator");
  };

  const follow = () => { speak(); hear(); placeNeeds(); goThere(); handOn(); nameCalculator(); };
  new MutationObserver(follow).observe(document.body, {
    subtree: true, childList: true, characterData: true,
    attributeFilter: ["aria-valuetext", "aria-labelledby", "aria-describedby", "disabled"],
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

  // A part that an address or the contents name is kept in view while the parts above it are drawn, until the reader acts.
  const stayAt = (find, lasts, reached) => {
    let until = performance.now() + lasts;
    for (const act of ["wheel", "touchstart", "pointerdown", "keydown"]) {
      addEventListener(act, () => { until = 0; }, { once: true, passive: true });
    }
    const stay = () => {
      const place = find();
      if (place) {
        reached?.(place);
        reached = null;
      }
      if (place && Math.abs(place.getBoundingClientRect().top) > 4) place.scrollIntoView();
      if (performance.now() < until) setTimeout(stay, 150);
    };
    stay();
  };
  const anchor = decodeURIComponent(location.hash.slice(1));
  if (anchor) stayAt(() => document.getElementById(anchor), 8000);
})();
