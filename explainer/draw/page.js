// One step of history for one change, and charts saved as pictures. Nothing leaves the reader's browser.
(() => {
  if (window.goalsAndRecord) return;
  window.goalsAndRecord = true;

  // Streamlit writes each setting of a starting point into the address by itself, which would make a step of history of
  // each. Steps that follow within BURST milliseconds belong to one change, so that "back" undoes all of it.
  const BURST = 1500;
  const push = history.pushState.bind(history);
  let before = -Infinity;
  history.pushState = (...step) => {
    const now = performance.now();
    (now - before < BURST ? history.replaceState.bind(history) : push)(...step);
    before = now;
  };

  // A chart as SVG or PNG with its title, what is counted, its sources and the link inside the picture.
  const NS = "http://www.w3.org/2000/svg";

  const wrapped = (text, most) => {
    const lines = [""];
    for (const word of text.split(/\s+/)) {
      const last = lines.length - 1;
      if (lines[last] && lines[last].length + word.length + 1 > most) lines.push(word);
      else lines[last] = (lines[last] + " " + word).trim();
    }
    return lines.filter((line) => line);
  };

  const picture = (button) => {
    // The button stands behind its chart: of all charts before it, the last.
    const chart = [...document.querySelectorAll(".stVegaLiteChart svg")]
      .filter((svg) => svg.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING).at(-1);
    if (!chart) return null;
    const copy = chart.cloneNode(true);
    const texts = chart.querySelectorAll("text");
    copy.querySelectorAll("text").forEach((text, i) => text.setAttribute("fill", getComputedStyle(texts[i]).fill));
    const page = getComputedStyle(document.querySelector(".stApp"));
    const width = Math.max(chart.clientWidth, 360), pad = 16;
    const svg = document.createElementNS(NS, "svg");
    let y = pad;
    const write = (text, size, weight) => {
      for (const line of wrapped(text, Math.floor((width - 2 * pad) / (size * 0.52)))) {
        const node = document.createElementNS(NS, "text");
        y += size * 1.3;
        Object.entries({ x: pad, y, "font-size": size, "font-weight": weight, fill: page.color }).forEach(([k, v]) => node.setAttribute(k, v));
        node.textContent = line;
        svg.append(node);
      }
    };
    write(button.dataset.finding, 18, 600);
    write(button.dataset.counts, 12, 400);
    y += pad;
    copy.setAttribute("x", 0);
    copy.setAttribute("y", y);
    copy.setAttribute("width", chart.clientWidth);
    copy.setAttribute("height", chart.clientHeight);
    svg.append(copy);
    y += chart.clientHeight;
    if (button.dataset.sources) write("Sources: " + button.dataset.sources, 11, 400);
    write(button.dataset.link || location.href, 10, 400);
    y += pad;
    Object.entries({ xmlns: NS, width, height: y, viewBox: `0 0 ${width} ${y}`, "font-family": "Source Sans, Arial, sans-serif" })
      .forEach(([k, v]) => svg.setAttribute(k, v));
    const ground = document.createElementNS(NS, "rect");
    Object.entries({ width: "100%", height: "100%", fill: page.backgroundColor }).forEach(([k, v]) => ground.setAttribute(k, v));
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
    const button = event.target.closest && event.target.closest("[data-picture]");
    const made = button && picture(button);
    if (!made) return;
    const svg = new Blob([made.text], { type: "image/svg+xml" });
    if (button.dataset.picture === "svg") return save(svg, button.dataset.figure + ".svg");
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = made.width * 2;
      canvas.height = made.height * 2;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((png) => save(png, button.dataset.figure + ".png"));
    };
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(made.text);
  });
})();
