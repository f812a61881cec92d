// Notes when a key went down, when the number that follows from it changed, and when anything last changed in the page:
// text, elements, and the drawing of charts. Times are milliseconds since the page was asked for.
(() => {
  const seen = window.__seenByBench = {pressed: 0, number: 0, changed: 0, first: 0};
  const shown = () => document.querySelector(window.__numberOfBench)?.textContent ?? '';
  let before = '';
  const note = () => {
    seen.changed = performance.now();
    const now = shown();
    if (now && !seen.first) seen.first = seen.changed;
    if (seen.pressed && !seen.number && now !== before) seen.number = seen.changed;
  };
  addEventListener('keydown', () => {
    before = shown();
    Object.assign(seen, {pressed: performance.now(), number: 0, changed: 0});
  }, true);
  new MutationObserver(note).observe(document,
    {subtree: true, childList: true, characterData: true, attributeFilter: ['d', 'transform', 'x', 'y']});
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) { note(); return clear.apply(this, box); };
})();
