// While a thumb is dragged or a key is held, what follows from the settings follows in the same frame: the server answers
// when it is let go. Formulas, sentences and the rule of rounding come from the server, in `data-live` (telling/live.py says
// how they are written); here they are worked out, without eval. Nothing leaves the reader's browser.
(() => {
  if (window.followsTheHand) return; // this element may be drawn again
  window.followsTheHand = true;
  const SLIDERS = "[data-testid=stSlider] input[type=range]", moved = new WeakSet(); // the inputs that the reader has moved
  const all = (name, then) => document.querySelectorAll(`[data-live-${name}]`).forEach((e) => then(e, e.getAttribute(`data-live-${name}`)));

  // Formulas: a number, a name, or [operator, ...formulas]. What is divided by zero is not limited.
  const OPERATORS = {
    "+": (a, b) => a + b, "-": (a, b) => a - b, x: (a, b) => a * b, "/": (a, b) => (b === 0 ? Infinity : a / b),
    smallest: Math.min, within: (a, low, high) => Math.min(high, Math.max(low, a)), "above zero": (a, b) => (a > 0 ? b : 0),
  };
  const value = (formula, known) => typeof formula === "string" ? known[formula] : !Array.isArray(formula) ? formula
    : OPERATORS[formula[0]](...formula.slice(1).map((part) => value(part, known)));
  const run = (data, settings) => {
    const known = { ...settings };
    for (const [name, formula] of data.steps) known[name] = value(formula, known);
    const least = known[data.total] * (1 + data.rule.tie);
    return { known, own: known[data.own], holds: data.limits.filter(([name]) => known[name] <= least) };
  };

  // Rounding, as words.py has it: once, of the number as it is written, half away from zero. 0.05 is [5n, -2]: 5 hundredths.
  const written = (number) => {
    const [digits, power] = number.toExponential().split("e"), [one, rest = ""] = digits.split(".");
    return [BigInt(one + rest), power - rest.length];
  };
  const nearest = ([digits, at], place) => { // how many times 10 ** place
    if (at >= place) return digits * 10n ** BigInt(at - place);
    const whole = 10n ** BigInt(place - at);
    return (2n * digits + whole) / (2n * whole);
  };
  const text = (count, place, decimals) => { // count times 10 ** place, of whose digits no more than `decimals` are not zero
    const digits = (place > 0 ? count * 10n ** BigInt(place) : count).toString().padStart(1 - place, "0"), point = digits.length + Math.min(place, 0);
    const whole = digits.slice(0, point).replace(/\B(?=(\d{3})+$)/g, ",");
    return decimals ? `${whole}.${digits.slice(point, point + decimals)}` : whole;
  };
  const decimals = (number, places, shift = 0) => {
    const [digits, at] = written(number);
    return text(nearest([digits, at + shift], -places), -places, places);
  };
  const rounded = (number, { rule, words }) => {
    if (number === Infinity) return words.noLimit;
    if (number < rule.smallest) return "0";
    const exact = written(number), size = String(exact[0]).length - 1 + exact[1], place = size === 1 ? 0 : size + 1 - rule.digits;
    const count = nearest(exact, place), now = String(count).length - 1 + place;
    return text(count, place, now < 1 ? rule.digits - 1 - now : 0);
  };
  const percent = (share, { rule, words }) => {
    if (share === Infinity) return words.noLimit;
    if (share >= rule.nearly && share < rule.whole) return `${decimals(Math.min(share, rule.most), 1, 2)}%`;
    return `${share > 0 && share < rule.little ? decimals(Math.max(share, rule.least), 1, 2) : decimals(share, 0, 2)}%`;
  };

  // Words and places, by the names that telling/live.py gives them.
  const fill = (sentence, ...given) => sentence.replace(/{}/g, () => given.shift());
  const listed = (items, [between, last]) => items.length < 2 ? items.join() : items.slice(0, -1).join(between) + last + items.at(-1);
  const same = (a, b, { rule }) => a === b || Math.abs(a - b) <= rule.tie * Math.max(Math.abs(a), Math.abs(b));
  const share = (own, data) => {
    const { rule, words } = data;
    if (!data.goal) return words.noShare;
    const [low, high] = data.goal, ratio = own / high;
    if (own >= rule.manyTimes * low) return fill(words.share.many, fill(words.times, decimals(ratio, ratio >= rule.many ? 0 : 1)));
    const [first, last] = [percent(ratio, data), percent(own / low, data)];
    return first === last ? fill(words.share.one, first) : fill(words.share.two, first, last);
  };
  const effect = (was, now, changed, data) => {
    const names = (of) => of.holds.map(([name]) => name).join(), told = data.words.moved, [of, per] = data.words.of;
    const held = [listed(now.holds.map(([, name]) => name), data.words.listed), rounded(now.known[data.total], data)];
    if (!data.arrests && names(was) !== names(now)) return fill(told.crossed, ...held);
    if (same(was.own, now.own, data)) {
      if (changed.every((knob) => data.free.includes(knob))) return told["fast start"];
      if (data.arrests && !changed.some((knob) => data.staffing.includes(knob))) return told["not staffing"];
      if (!data.arrests && !data.limits.every(([name]) => same(was.known[name], now.known[name], data))) return fill(told.kept, ...held);
      return changed.length > 1 ? told.together : told.zero;
    }
    const [before, after] = [rounded(was.own, data), rounded(now.own, data)], by = rounded(Math.abs(now.own - was.own), data);
    if (before !== after) return fill(told.told, of, before, after, per);
    return fill(now.own > was.own ? told.up : told.down, of, by === "0" ? by : fill(data.words.about, by), per);
  };
  const follows = (was, now, changed, data) => {
    const { words, line } = data, own = rounded(now.own, data), before = rounded(was.own, data), up = (amount, top) => Math.min(100, Math.max(0, amount / top * 100));
    const [low, high] = line || [now.own, now.own], missing = rounded(Math.max(low - now.own, now.own - high, 0), data), short = now.own < low;
    const [bottom, upper] = (short ? [now.own, low] : now.own > high ? [high, now.own] : [now.own, now.own]).map((end) => up(end, data.top));
    const held = listed(now.holds.map(([, name]) => name), words.listed);
    const texts = {
      own, share: share(now.own, data), number: own === "0" ? own : fill(words.number, own), what: "", advice: "",
      beside: fill(words.beside, rounded(now.known[data.beside], data)), ghost: before === own ? "" : fill(words.ghost, before),
      held: data.arrests ? fill(words.held, rounded(now.known[data.total], data), held) : fill(words.held, held),
      gap: missing === "0" ? "" : fill(short ? words.gap.short : words.gap.more, missing), moved: effect(was, now, changed, data),
    };
    const places = { own: up(now.own, data.top), "gap-from": bottom, gap: upper - bottom, ghost: up(was.own, data.top) };
    for (const [name, , formula] of data.limits) {
      const amount = value(formula, now.known);
      texts[`limit-${name}`] = rounded(amount, data);
      places[`limit-${name}`] = up(amount, data.limitsTop);
    }
    return { texts, places, more: now.own > high, min: now.holds.map(([name]) => name) };
  };
})();
