// While a thumb is dragged or a key is held, what follows from the settings follows in the same frame; the server
// answers when it is let go. Formulas, sentences and the rule of rounding come from it, in `data-live`, as
// telling/live.py says; here they are worked out, without eval. Nothing leaves the reader's browser.
(() => {
  if (window.followsTheHand) return; // this element may be drawn again
  window.followsTheHand = true;
  let element = null, data = null, start = null; // where the server's answer stands, what it says, what follows of it

  // Formulas: a number, a name, or [operator, ...formulas]. What is divided by zero has no limit; of that nothing is nothing.
  const OPERATORS = {
    "+": (a, b) => a + b, "-": (a, b) => a - b, x: (a, b) => a * b || 0, "/": (a, b) => (b === 0 ? Infinity : a / b),
    smallest: Math.min, within: (a, low, high) => Math.min(high, Math.max(low, a)),
    "above zero": (a, b) => (a > 0 ? b : 0),
  };
  const value = (formula, known) => (typeof formula === "string" ? known[formula] : !Array.isArray(formula) ? formula
    : OPERATORS[formula[0]](...formula.slice(1).map((part) => value(part, known))));
  const run = (settings) => {
    const known = { ...settings };
    for (const [name, formula] of data.steps) known[name] = value(formula, known);
    const holds = data.limits.filter(([name]) => known[name] <= known[data.total] * (1 + data.rule.together));
    return { known, own: known[data.own], total: known[data.total], names: holds.map(([name]) => name),
      holds: listed(holds.map(([, title]) => title)) };
  };

  // The rule of words.py: rounded once, as the number is written, half away from zero. 0.05 is written [5n, -2].
  const written = (number) => {
    const [digits, power] = number.toExponential().split("e"), [one, rest = ""] = digits.split(".");
    return [BigInt(one + rest), power - rest.length];
  };
  const nearest = ([digits, at], place) => { // how many times 10 ** place
    if (at >= place) return digits * 10n ** BigInt(at - place);
    const whole = 10n ** BigInt(place - at);
    return (2n * digits + whole) / (2n * whole);
  };
  const text = (count, place, decimals) => { // of count times 10 ** place
    const digits = String(place > 0 ? count * 10n ** BigInt(place) : count).padStart(1 - place, "0");
    const point = digits.length + Math.min(place, 0), whole = digits.slice(0, point).replace(/\B(?=(\d{3})+$)/g, ",");
    return decimals ? `${whole}.${digits.slice(point, point + decimals)}` : whole;
  };
  const fixed = (number, decimals, shift = 0) => {
    const [digits, at] = written(number);
    return text(nearest([digits, at + shift], -decimals), -decimals, decimals);
  };
  const rounded = (number) => {
    if (number === Infinity) return data.words.noLimit;
    if (number < data.rule.smallest) return "0";
    const exact = written(number), more = data.rule.digits - 1, size = String(exact[0]).length - 1 + exact[1];
    const place = size === 1 ? 0 : size - more, count = nearest(exact, place), now = String(count).length - 1 + place;
    return text(count, place, now < 1 ? more - now : 0);
  };
  const percent = (share) => {
    const { nearly, whole, most, little, least } = data.rule;
    if (share === Infinity) return data.words.noLimit;
    if (share >= nearly && share < whole) return `${fixed(Math.min(share, most), 1, 2)}%`;
    return `${share > 0 && share < little ? fixed(Math.max(share, least), 1, 2) : fixed(share, 0, 2)}%`;
  };

  // What follows, by the names of telling/live.py.
  const fill = (sentence, ...given) => sentence.replace(/{}/g, () => given.shift());
  const listed = (items) => {
    const [between, last] = data.words.listed;
    return items.length < 2 ? items.join() : items.slice(0, -1).join(between) + last + items.at(-1);
  };
  const same = (a, b) => a === b || (isFinite(a - b) && Math.abs(a - b) <= data.rule.tie * Math.max(a, b));
  const share = (own) => {
    if (!data.goal) return data.words.noShare;
    const { rule, words: { share: { one, two, many }, times } } = data, [low, high] = data.goal, ratio = own / high;
    if (own >= rule.manyTimes * low) return fill(many, fill(times, fixed(ratio, ratio < rule.many ? 1 : 0)));
    const ends = [percent(ratio), percent(own / low)];
    return ends[0] === ends[1] ? fill(one, ends[0]) : fill(two, ...ends);
  };
  const effect = (now, knobs) => {
    const { moved, of: [of, per] } = data.words, arrests = data.own !== data.total, none = same(start.own, now.own);
    const held = [now.holds, rounded(now.total)], told = [rounded(start.own), rounded(now.own)];
    if (!arrests && start.holds !== now.holds) return fill(moved.crossed, ...held);
    if (none && knobs.every((knob) => data.free.includes(knob))) return moved["fast start"];
    if (none && arrests && !knobs.some((knob) => data.staffing.includes(knob))) return moved["not staffing"];
    if (none && (arrests || data.limits.every(([name]) => same(start.known[name], now.known[name]))))
      return knobs.length > 1 ? moved.together : moved.zero;
    if (none) return fill(moved.kept, ...held);
    if (told[0] !== told[1]) return fill(moved.numbers, of, ...told, per);
    const by = rounded(Math.abs(now.own - start.own));
    return fill(now.own > start.own ? moved.up : moved.down, of, by === "0" ? by : fill(data.words.about, by), per);
  };
  const follows = (now, knobs) => {
    const { words, top } = data, { own } = now, [low, high] = data.line || [own, own];
    const told = rounded(own), before = rounded(start.own);
    const apart = Math.floor(Math.max(low - own, own - high, 0) + 0.5), missing = apart < 10 ? `${apart}` : rounded(apart);
    const up = (amount, end) => Math.min(100, (amount / end) * 100);
    const from = up(Math.min(own, high), top), to = up(Math.max(own, low), top); // of the gap
    const texts = {
      number: told === "0" ? told : fill(words.number, told), own: told, share: share(own), what: "", advice: "",
      beside: fill(words.beside, rounded(now.known[data.beside])), moved: effect(now, knobs),
      held: fill(words.held, ...(data.own === data.total ? [] : [rounded(now.total)]), now.holds),
      gap: missing === "0" || (own > high && told === rounded(high)) ? "" : fill(own < low ? words.gap.short : words.gap.more, missing),
      ghost: told === before ? "" : fill(words.ghost, before),
    };
    const places = { own: up(own, top), "gap-from": from, gap: to - from, ghost: up(start.own, top) };
    for (const [name, , formula] of data.limits) {
      const amount = value(formula, now.known);
      texts[`limit-${name}`] = rounded(amount);
      places[`limit-${name}`] = up(amount, data.top);
    }
    return { texts, places, more: own > high, names: now.names };
  };

  // The page: what the server wrote is kept, for a thumb that comes back to where it was.
  const moved = new WeakSet(), kept = new Map(); // inputs that the reader has moved; elements as they were
  const SLIDERS = "[data-testid=stSlider] input[type=range]";
  const each = (name, change) => document.querySelectorAll(`[data-live-${name}]`).forEach((at) => {
    if (!kept.has(at)) kept.set(at, [at.textContent, at.hidden, at.className, at.style.cssText]);
    change(at, at.getAttribute(`data-live-${name}`));
  });
  const show = ({ texts, places, more, names }) => {
    each("text", (at, name) => { if (at.textContent !== texts[name]) at.textContent = texts[name]; });
    each("shown", (at, name) => { at.hidden = !texts[name]; });
    for (const side of ["height", "bottom", "width", "left"])
      each(side, (at, name) => { at.style[side] = `${places[name].toFixed(2)}%`; });
    each("min", (at, name) => at.classList.toggle("min", names.includes(name)));
    each("more", (at) => at.classList.toggle("more", more));
  };
  const putBack = () => {
    for (const [at, [words, hidden, classes, style]] of kept) {
      if (at.hasAttribute("data-live-text")) at.textContent = words;
      Object.assign(at, { hidden, className: classes });
      at.style.cssText = style;
    }
    kept.clear();
  };
  const follow = () => {
    const answer = document.querySelector("[data-live]");
    if (!answer) return;
    if (answer !== element) {
      [element, data] = [answer, JSON.parse(answer.dataset.live)];
      start = run(data.settings);
    }
    const settings = { ...data.settings };
    for (const input of document.querySelectorAll(SLIDERS)) {
      const { classList } = input.closest("[data-testid=stElementContainer]");
      const knob = [...classList].map((name) => data.sliders[name]).find(Boolean);
      // The attribute, since a browser brings what an input holds to a whole step.
      if (knob && moved.has(input)) settings[knob] = Number(input.getAttribute("value"));
    }
    const knobs = Object.keys(settings).filter((knob) => settings[knob] !== data.settings[knob]);
    element.toggleAttribute("data-hand", knobs.length > 0);
    if (knobs.length) show(follows(run(settings), knobs));
    else putBack();
    watch.takeRecords(); // what was written here needs no second look
  };
  const watch = new MutationObserver((records) => {
    const hand = records.filter(({ type, target }) => type === "attributes" && target.matches(SLIDERS));
    hand.forEach(({ target }) => moved.add(target));
    const ahead = element?.hasAttribute("data-hand"); // an answer in parts: each is older than the hand
    if (hand.length || ahead || document.querySelector("[data-live]") !== element) follow();
  });
  watch.observe(document.body, { subtree: true, childList: true, attributeFilter: ["value"] });
  follow();
})();
