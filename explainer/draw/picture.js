// A chart as a picture to take away, PNG or SVG, wide or square: page, finding, unit, chart, sources and a short link.
(() => {
  if (window.goalsPictures) return; // this element may be drawn again
  window.goalsPictures = true;
  const NS = "http://www.w3.org/2000/svg", FONT = "Arial, Helvetica, sans-serif", EDGE = 40;
  const SIZES = { wide: [1200, 675], square: [1080, 1080] };
  const NAMES = ["record", "faint", "yours", "ink", "quiet", "line", "ground"]; // of the page's colors
  const COPIED = ["fill", "stroke", "stroke-width", "stroke-linejoin", "paint-order"];
  const BLOCKED = "This browser does not let a page read a picture that it drew, so the picture was saved as SVG.";
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const set = (node, attributes) => Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  const make = (name, attributes) => {
    const node = document.createElementNS(NS, name);
    set(node, attributes);
    return node;
  };

  // The page's colors by name, as they are now and as they are on paper.
  const colors = (scheme) => {
    const probe = document.createElement("span");
    document.querySelector("[data-testid=stApp]").append(probe);
    if (scheme) probe.style.colorScheme = scheme;
    const found = NAMES.map((name) => { probe.style.color = `var(--${name})`; return getComputedStyle(probe).color; });
    probe.remove();
    return found;
  };

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

  // The chart as it stands, in the colors of paper. A picture has not the page's font: all labels are set smaller by as
  // much as the widest of them needs to be no wider than on the page.
  const copied = (chart) => {
    const now = colors(), paper = colors("light"), copy = chart.cloneNode(true);
    const onPaper = (color) => (now.includes(color) ? paper[now.indexOf(color)] : color);
    const shown = chart.querySelectorAll("*");
    const fits = [...chart.querySelectorAll("text")].flatMap((text) => {
      const style = getComputedStyle(text), lines = [...text.querySelectorAll("tspan")];
      pen.font = `${style.fontWeight} ${parseFloat(style.fontSize)}px ${FONT}`;
      return (lines.length ? lines : [text]).map((line) => line.getComputedTextLength() / pen.measureText(line.textContent).width);
    });
    const smaller = Math.min(1, ...fits.filter((share) => share > 0));
    copy.querySelectorAll("*").forEach((node, i) => {
      const style = getComputedStyle(shown[i]), words = node.tagName === "text";
      for (const name of words ? COPIED : ["fill", "stroke"]) {
        if (words || node.hasAttribute(name)) node.setAttribute(name, onPaper(style.getPropertyValue(name)));
      }
      if (node.closest(".role-axis-grid, .role-axis-domain") && node.hasAttribute("stroke")) {
        node.setAttribute("stroke", paper[NAMES.indexOf("line")]);
      }
      if (!words || !node.textContent) return;
      set(node, { "font-family": FONT, "font-weight": style.fontWeight });
      set(node, { "font-size": `${parseFloat(style.fontSize) * smaller}px` });
      node.removeAttribute("style");
    });
    return copy;
  };

  // Streamlit draws a chart anew when its place has another width, and it then fills the picture.
  const drawnAt = async (chart, width) => {
    const place = chart.closest(".stVegaLiteChart"), before = chart.clientWidth;
    const now = () => place.querySelector("svg");
    place.style.cssText = `width: ${width}px; min-width: ${width}px; max-width: none; overflow: hidden`;
    for (let i = 0; i < 40 && (!now() || now().clientWidth === before); i++) {
      await new Promise((done) => setTimeout(done, 50));
    }
    return { drawn: now(), back: () => { place.style.cssText = ""; } };
  };

  const picture = async (said, shape) => {
    // The buttons stand behind their chart: of all charts before them, the last.
    const chart = [...document.querySelectorAll(".stVegaLiteChart svg")]
      .filter((svg) => svg.compareDocumentPosition(said) & Node.DOCUMENT_POSITION_FOLLOWING).at(-1);
    if (!chart) return null;
    const of = said.dataset, [width, height] = SIZES[shape], inside = width - 2 * EDGE;
    const paper = Object.fromEntries(colors("light").map((color, i) => [NAMES[i], color]));
    const svg = make("svg", { xmlns: NS, width, height, viewBox: `0 0 ${width} ${height}`, "font-family": FONT });
    svg.append(make("rect", { width, height, fill: paper.ground }));
    const lines = (text, size, weight) => {
      pen.font = `${weight} ${size}px ${FONT}`;
      return wrapped(text, inside * 0.96);
    };
    const write = (text, size, weight, fill, top) => {
      let y = top;
      for (const line of lines(text, size, weight)) {
        y += size * 1.25;
        const node = make("text", { x: EDGE, y, "font-size": size, "font-weight": weight, fill });
        node.textContent = line;
        svg.append(node);
      }
      return y;
    };
    let top = write(of.page, 17, 400, paper.quiet, EDGE - 14);
    top = write(of.finding, lines(of.finding, 32, 700).length > 2 ? 26 : 32, 700, paper.ink, top + 4);
    top = write(of.counts, 18, 400, paper.quiet, top + 4) + 18;
    const foot = [`Sources: ${of.sources}`, `${of.date} ${of.link}`];
    const room = height - EDGE - top - foot.reduce((sum, text) => sum + lines(text, 15, 400).length * 15 * 1.25, 0);
    const fills = Math.round(Math.min(1100, Math.max(360, (chart.clientHeight * inside) / room)));
    const { drawn, back } = await drawnAt(chart, fills), wide = drawn.clientWidth, high = drawn.clientHeight;
    const copy = copied(drawn), scale = Math.min(inside / wide, room / high);
    back();
    set(copy, { x: EDGE, y: top + (room - high * scale) / 2, width: wide * scale, height: high * scale });
    set(copy, { viewBox: `0 0 ${wide} ${high}`, overflow: "visible" });
    copy.removeAttribute("style");
    svg.append(copy);
    let below = top + room + 12;
    for (const text of foot) below = write(text, 15, 400, paper.quiet, below);
    return { text: new XMLSerializer().serializeToString(svg), width, height };
  };

  // Browsers that protect against fingerprints give back other pixels than were drawn.
  const canRead = () => {
    pen.fillStyle = "rgb(20, 120, 220)";
    pen.fillRect(0, 0, 16, 16);
    try {
      const pixels = [...pen.getImageData(0, 0, 16, 16).data], drawn = [20, 120, 220, 255];
      return pixels.every((value, i) => Math.abs(value - drawn[i % 4]) < 8);
    } catch { return false; }
  };

  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-picture]"), said = button?.closest("[data-figure]");
    const made = said && (await picture(said, button.dataset.shape));
    if (!made) return;
    const name = `${said.dataset.figure}-${button.dataset.shape}`, readable = canRead();
    const asSvg = () => save(new Blob([made.text], { type: "image/svg+xml" }), `${name}.svg`);
    said.querySelector("[role=status]").textContent = button.dataset.picture === "png" && !readable ? BLOCKED : "";
    if (button.dataset.picture === "svg" || !readable) { asSvg(); return; }
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      set(canvas, { width: made.width * 2, height: made.height * 2 });
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((png) => (png ? save(png, `${name}.png`) : asSvg()));
    };
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(made.text)}`;
  });
})();
