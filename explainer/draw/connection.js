// Says in one sentence that the server does not answer, and that it answers again; asks again for what was lost on the way.
// Nothing leaves the reader's browser.
(() => {
  if (window.tellsConnection) return; // this element may be drawn again
  window.tellsConnection = true;
  const ANSWERS_WITHIN = 2500, BACK_WITHIN = 1000, LOOKS = 250, BACK_SHOWN = 4000, LOST_AFTER = 1000; // milliseconds
  const AWAY = "The page’s server does not answer: what you set is kept, and the numbers follow once it does.";
  const app = () => document.querySelector("[data-testid=stApp]")?.dataset ?? {};
  const now = () => performance.now();

  // A network that swallows all leaves the socket open: what was sent and not answered tells it.
  let heard = now(), unanswered = null, left = null; // when a message came, the first was sent after it, the socket closed
  const hears = new WeakSet(), send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (...given) {
    if (!hears.has(this)) this.addEventListener("message", () => { [heard, unanswered] = [now(), null]; });
    hears.add(this);
    unanswered ??= now();
    return send.apply(this, given);
  };

  // A restarted server does not know the part of the page that a slider runs again: each connection after the first asks
  // for one whole run, with all values, by Streamlit's own key for it, which is not heard while a run is under way.
  let asks = false;
  const ask = () => {
    const { testConnectionState: connection, testScriptState: script } = app();
    if (!asks || connection !== "CONNECTED" || script !== "notRunning") return;
    asks = false;
    for (const type of ["keydown", "keyup"]) {
      document.dispatchEvent(new KeyboardEvent(type, { key: "r", code: "KeyR", keyCode: 82, which: 82, bubbles: true }));
    }
  };
  new MutationObserver(() => {
    const connected = app().testConnectionState === "CONNECTED";
    if (connected) left = null;
    else [asks, left, unanswered] = [true, left ?? now(), null];
    if (connected && asks) setTimeout(ask, 100); // a run that Streamlit asks for itself has begun by then
  }).observe(document.body, { subtree: true, attributeFilter: ["data-test-connection-state", "data-test-script-state"] });

  // On a server that is slow and busy Streamlit may lose a part between two runs (1 of 500 tries): a whole run brings it back.
  const PARTS = [".record-picture", ".result", "#needs", ".st-key-closer-follow", "[data-testid=stSlider]"], seen = new Set();
  let lost = null; // since when one that was there is there no more, and no run is under way
  const lookForLost = () => {
    for (const part of PARTS) if (document.querySelector(part)) seen.add(part);
    const gone = [...seen].filter((part) => !document.querySelector(part));
    lost = gone.length && app().testScriptState === "notRunning" ? lost ?? now() : null;
    if (lost === null || now() - lost < LOST_AFTER) return;
    for (const part of gone) seen.delete(part); // asked for once
    asks = true;
    ask();
  };

  const place = document.createElement("p");
  place.className = "connection";
  place.setAttribute("role", "status");
  document.body.append(place);
  const say = (words) => { if (place.textContent !== words) place.textContent = words; };
  let away = false, goes = null;
  setInterval(() => {
    const since = unanswered ?? (app().testScriptState === "running" ? heard : null);
    const is = (left !== null && now() - left > BACK_WITHIN) || (left === null && since !== null && now() - since > ANSWERS_WITHIN);
    if (is) { clearTimeout(goes); say(AWAY); } else if (away) {
      say("The page’s server answers again.");
      goes = setTimeout(() => say(""), BACK_SHOWN);
    }
    away = is;
    lookForLost();
  }, LOOKS);
})();
