// What the picture shows, in words and numbers.
import { isConvex, POINTS } from "../formula/survey.js";
import { formatNumber } from "../shared/numbers.js";
import { domain, functionOf, holds, leastL, place, sides } from "./math.js";

/** Why each function is convex or not, and for which L it is smooth. */
const REASONS = {
  square: {
    convex: "f is convex, since f″ = 2 ≥ 0",
    smooth: "On the whole line L = 2 is enough, and no less, since f″ = 2",
  },
  huber: {
    convex: "f is convex, since f′ never decreases",
    smooth: "On the whole line L = 1 is enough, and no less, since f″ is 1 or 0",
  },
  softplus: {
    convex: "f is convex, since f″ = σ(1 − σ) > 0",
    smooth: "On the whole line L = 0.25 is enough, and no less, since f″ = σ(1 − σ) ≤ ¼",
  },
  abs: {
    convex: "f is convex, by the triangle inequality",
    smooth: "No L is enough: f′ jumps at 0, and pairs close to it fail",
  },
  double_well: {
    convex: "f is not convex, since f″(0) = −2 < 0",
    smooth: "On the whole line no L is enough, since f″ = 12x² − 2 has no bound",
  },
  sine: {
    convex: "f is not convex, since f″ = −sin x < 0 between 0 and π",
    smooth: "On the whole line L = 1 is enough, and no less, since |f″| = |sin x| ≤ 1",
  },
  exp: {
    convex: "f is convex, since f″ = eˣ > 0",
    smooth: "On the whole line no L is enough, since f″ = eˣ has no bound",
  },
};

const n = (x) => formatNumber(x, 4);

const points = ({ low, high }) => `${POINTS} points from ${n(low)} to ${n(high)}`;

/** Where a function of one's own has no value, or too large a one; empty if nowhere on its interval. */
function undefinedAt(missing) {
  if (!missing.length) return "";
  const [[from, to], ...more] = missing;
  const where = from === to ? `at ${n(from)}` : `from ${n(from)} to ${n(to)}`;
  return `f is no finite number ${where}${more.length ? ", and elsewhere" : ""}. `;
}

/** What speaks for and against convexity of a function of one's own, as far as it was looked at. */
function seenConvex(seen) {
  const { kinks, least, leastAt, undefined: missing } = seen;
  const fall = kinks.find(({ before, after }) => before > after);
  const gaps = undefinedAt(missing);
  if (fall)
    return `${gaps}f is not convex: at x = ${n(fall.x)} its slope falls from ${n(fall.before)} to ${n(fall.after)}`;
  if (isConvex({ ...seen, undefined: [] })) {
    const rise = kinks.length ? ", and its slope rises at each kink" : "";
    return `${gaps}At ${points(seen)} f″ is at least ${n(least)}${rise}: as far as they show, f is convex there${gaps ? ", on each part where it is finite" : ""}`;
  }
  if (Number.isNaN(least)) return `${gaps}At no point is f″ a finite number`;
  return `${gaps}f is not convex, since f″(${n(leastAt)}) = ${n(least)} < 0`;
}

/** Which L is enough for a function of one's own, as far as it was looked at. */
function seenSmooth({ kinks, L, LAt, undefined: missing, low, high }) {
  const gaps = undefinedAt(missing);
  if (kinks.length) {
    const [{ x, before, after }] = kinks;
    return `${gaps}No L is enough: f′ jumps at x = ${n(x)}, from ${n(before)} to ${n(after)}, and pairs close to it fail`;
  }
  if (!Number.isFinite(L)) return `${gaps}No L is enough, as far as is seen: |f″| has no bound near x = ${n(LAt)}`;
  return `${gaps}From ${n(low)} to ${n(high)}, L = ${n(L)} is enough, and no less, as far as ${POINTS} points and a search between them show: |f″| is largest at x = ${n(LAt)}`;
}

function reason(state, isSmooth) {
  if (state.function !== "own") return REASONS[state.function][isSmooth ? "smooth" : "convex"];
  const { seen } = functionOf(state);
  if (Number.isNaN(seen.L))
    return `On the whole interval, from ${n(seen.low)} to ${n(seen.high)}, f is no finite number`;
  return isSmooth ? seenSmooth(seen) : seenConvex(seen);
}

/** Both sides of each inequality, left ≤ right. */
const INEQUALITIES = {
  chord: { left: "f((1 − t) x₁ + t x₂)", right: "(1 − t) f(x₁) + t f(x₂)" },
  tangent: { left: "f(x₂) + f′(x₂)(x₁ − x₂)", right: "f(x₁)" },
  upper: { left: "f(x₁)", right: "f(x₂) + f′(x₂)(x₁ − x₂) + (L/2)(x₁ − x₂)²" },
};

/** What of an inequality has no number, and where; null if all of it has. */
function unknown(state) {
  const { x1, x2, inequality } = state;
  const { f, slope } = functionOf(state);
  const named = [
    ["x₁ =", x1],
    ["x₂ =", x2],
    ["the place between them,", place(state)],
  ];
  for (const [name, x] of named) if (!Number.isFinite(f(x))) return `f is no finite number at ${name} ${n(x)}`;
  if (inequality !== "chord" && !Number.isFinite(slope(x2))) return `f has no slope at x₂ = ${n(x2)}`;
  return null;
}

/** The slope at a kink of a function of one's own is a convention. */
const convention = (state) =>
  state.inequality !== "chord" && functionOf(state).atKink?.(state.x2)
    ? ` At x₂ is a kink; as its slope ${n(functionOf(state).slope(state.x2))} is taken.`
    : "";

function here(state) {
  const { left, right } = INEQUALITIES[state.inequality];
  const both = sides(state);
  const spare = both.right - both.left;
  const claim = `${left} ≤ ${right}`;
  const missing = unknown(state);
  if (missing) return `${claim}: ${missing}, so there is nothing to compare.`;
  const needed = state.inequality === "upper" ? leastL(state) : null;
  const pair = (needed === null ? "" : ` This pair needs L ≥ ${n(needed)}.`) + convention(state);
  const numbers = `${n(both.left)} ≤ ${n(both.right)}`;
  if (!holds(both)) return `${claim}: ${numbers} is false. It fails by ${n(-spare)}.${pair}`;
  const room =
    spare <= 1e-12 * (1 + Math.abs(both.left) + Math.abs(both.right)) ? "with equality" : `with ${n(spare)} to spare`;
  return `${claim}: ${numbers} holds, ${room}.${pair}`;
}

function everywhere(state, { failing, missing, worst, pairs }) {
  const [low, high] = domain(state);
  const gaps = missing ? `, at ${missing} of which a side is no finite number` : "";
  const where = `Of ${pairs} pairs between ${n(low)} and ${n(high)}${gaps}`;
  const why = reason(state, state.inequality === "upper");
  if (!failing) return `${where}, none fails; that alone proves nothing. ${why}.`;
  const fail = failing === 1 ? "1 fails" : `${failing} fail`;
  return `${where}, ${fail}, most at x₁ = ${n(worst.x1)}, x₂ = ${n(worst.x2)}: by ${n(worst.left - worst.right)}. ${why}.`;
}

// No line breaks between a sign and the number after it.
const glued = (text) => text.replace(/ ([≤≥<>=]) (?=[−0-9e¼])/g, "\u00a0$1\u00a0");

/** The sentences under the picture: this pair, and all pairs. */
export const sentences = (state, found) => [here(state), everywhere(state, found)].map(glued);

/** Another function, or another interval, with the points at the same part of its picture. */
export function moved(state, changes) {
  const [from, until] = functionOf(state).span;
  const [low, high] = functionOf({ ...state, ...changes }).span;
  const map = (x) => Number(Math.min(6, Math.max(-6, low + ((x - from) / (until - from)) * (high - low))).toFixed(2));
  return { ...changes, x1: map(state.x1), x2: map(state.x2) };
}
