// Says in one sentence that the server does not answer, and that it answers again; asks again for what was lost on the way.
// Nothing leaves the reader's browser.
(() => {
  if (window.tellsConnection) return; // this element may be drawn again
  window.tellsConnection = true;
  const ANSWERS_WITHIN = 2500, BACK_WITHIN = 1000, LOOKS = 250, BACK_SHOWN = 4000; // milliseconds
  const AWAY = "The page’s server does not answer: what you set is kept, and the numbers follow once it does.";
  const app = () => document.querySelector("[data-testid=stApp]")?.dataset ?? {};
  const now = () => performance.now();

  // A network that swallows all leaves the socket open: what was sent and not answered tells it.
  let heard = now(), unanswered = null, left = null; // when a message came, the first was sent after it, the socket closed
  const hears = new WeakSet(), send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (...given) {
    if (!hears.has(this)) {
      this.addEventListener("message", hear);
      this.addEventListener("close", () => { runs = false; });
    }
    hears.add(this);
    unanswered ??= now();
    return send.apply(this, given);
  };

  // Where a run begins just as another ends, Streamlit drops what the other has not handed over yet, and does not say that
  // it has ended: what it drew last is lost.
  const BEGINS = 4, ENDS = 6; // fields of Streamlit's ForwardMsg that say what a message is; before them its hash and metadata
  const what = (message) => {
    const bytes = new Uint8Array(message);
    let at = 0;
    for (let length, digit; at < bytes.length && bytes[at] >> 3 < 3; at += length + 1) {
      [length, digit] = [0, 0];
      do length |= (bytes[++at] & 127) << 7 * digit++; while (bytes[at] & 128);
    }
    return bytes[at] >> 3;
  };
  let runs = false;
  const hear = ({ data }) => {
    [heard, unanswered] = [now(), null];
    const told = what(data);
    if (told === BEGINS) [asks, runs] = [asks || runs, true];
    if (told === ENDS) runs = false;
  };

  // A restarted server does not know the part of the page that a slider runs again: each connection after the first, and a
  // loss, ask for one whole run, with all values, by Streamlit's own key for it, not heard while a run is under way.
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
  }, LOOKS);
})();
