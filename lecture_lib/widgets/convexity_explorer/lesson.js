// What the picture shows, in words and numbers.
import { formatNumber } from "../shared/numbers.js";
import { domain, FUNCTIONS, holds, leastL, sides } from "./math.js";

/** The names of the functions, why each is convex or not, and for which L it is smooth. */
export const NAMES = {
  square: { name: "x²", convex: "f″ = 2 ≥ 0 proves it for all", smooth: "f″ = 2: L = 2 is enough everywhere, and no less" },
  huber: { name: "Huber", convex: "f′ never decreases, which proves it for all", smooth: "f″ is 1 or 0: L = 1 is enough everywhere, and no less" },
  softplus: { name: "log(1 + eˣ)", convex: "f″ = σ(1 − σ) > 0 proves it for all", smooth: "f″ = σ(1 − σ) ≤ ¼: L = 0.25 is enough everywhere, and no less" },
  abs: { name: "|x|", convex: "the triangle inequality proves it for all", smooth: "f′ jumps at 0: for every L, pairs close to 0 fail" },
  double_well: { name: "x⁴ − x²", convex: "f″(0) = −2 < 0: not convex", smooth: "f″ = 12x² − 2 grows without bound: no L is enough everywhere" },
  sine: { name: "sin x", convex: "f″ = −sin x is negative between 0 and π: not convex", smooth: "|f″| ≤ 1: L = 1 is enough everywhere, and no less" },
  exp: { name: "eˣ", convex: "f″ = eˣ > 0 proves it for all", smooth: "f″ = eˣ grows without bound: no L is enough everywhere" },
};

export const INEQUALITIES = {
  chord: { name: "chord", left: "f((1 − t) x₁ + t x₂)", right: "(1 − t) f(x₁) + t f(x₂)" },
  tangent: { name: "tangent", left: "f(x₂) + f′(x₂)(x₁ − x₂)", right: "f(x₁)" },
  upper: { name: "upper bound", left: "f(x₁)", right: "f(x₂) + f′(x₂)(x₁ − x₂) + (L/2)(x₁ − x₂)²" },
};

const n = (x) => formatNumber(x, 4);

function here(state) {
  const { left, right } = INEQUALITIES[state.inequality];
  const both = sides(state);
  const spare = both.right - both.left;
  const claim = `${left} ≤ ${right}`;
  const needed = state.inequality === "upper" ? leastL(state) : null;
  const pair = needed === null ? "" : ` This pair needs L ≥ ${n(needed)}.`;
  const numbers = `${n(both.left)} ≤ ${n(both.right)}`;
  if (!holds(both)) return `${claim}: ${numbers} is false. It fails by ${n(-spare)}.${pair}`;
  const room = spare <= 1e-12 * (1 + Math.abs(both.left) + Math.abs(both.right)) ? "with equality" : `with ${n(spare)} to spare`;
  return `${claim}: ${numbers} holds, ${room}.${pair}`;
}

function everywhere(state, { failing, worst, pairs }) {
  const [low, high] = domain(state);
  const where = `Of ${pairs} pairs between ${n(low)} and ${n(high)}`;
  const reason = NAMES[state.function][state.inequality === "upper" ? "smooth" : "convex"];
  const why = `${reason[0].toUpperCase()}${reason.slice(1)}.`;
  if (!failing) return `${where}, none fails; that alone would prove nothing. ${why}`;
  const fail = failing === 1 ? "1 fails" : `${failing} fail`;
  return `${where}, ${fail}, most at x₁ = ${n(worst.x1)}, x₂ = ${n(worst.x2)}: by ${n(worst.left - worst.right)}. ${why}`;
}

/** The sentences under the picture: this pair, and all pairs. */
export const sentences = (state, found) => [here(state), everywhere(state, found)];

/** The points of another function that stand at the same part of its picture. */
export function moved(state, to) {
  const [from, until] = FUNCTIONS[state.function].span;
  const [low, high] = FUNCTIONS[to].span;
  const map = (x) => Number(Math.min(6, Math.max(-6, low + ((x - from) / (until - from)) * (high - low))).toFixed(2));
  return { function: to, x1: map(state.x1), x2: map(state.x2) };
}
