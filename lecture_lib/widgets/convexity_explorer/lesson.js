// What the picture shows, in words and numbers.
import { formatNumber } from "../shared/numbers.js";
import { domain, FUNCTIONS, holds, leastL, sides } from "./math.js";

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

/** Both sides of each inequality, left ≤ right. */
const INEQUALITIES = {
  chord: { left: "f((1 − t) x₁ + t x₂)", right: "(1 − t) f(x₁) + t f(x₂)" },
  tangent: { left: "f(x₂) + f′(x₂)(x₁ − x₂)", right: "f(x₁)" },
  upper: { left: "f(x₁)", right: "f(x₂) + f′(x₂)(x₁ − x₂) + (L/2)(x₁ − x₂)²" },
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
  const room =
    spare <= 1e-12 * (1 + Math.abs(both.left) + Math.abs(both.right)) ? "with equality" : `with ${n(spare)} to spare`;
  return `${claim}: ${numbers} holds, ${room}.${pair}`;
}

function everywhere(state, { failing, worst, pairs }) {
  const [low, high] = domain(state);
  const where = `Of ${pairs} pairs between ${n(low)} and ${n(high)}`;
  const reason = REASONS[state.function][state.inequality === "upper" ? "smooth" : "convex"];
  if (!failing) return `${where}, none fails; that alone proves nothing. ${reason}.`;
  const fail = failing === 1 ? "1 fails" : `${failing} fail`;
  return `${where}, ${fail}, most at x₁ = ${n(worst.x1)}, x₂ = ${n(worst.x2)}: by ${n(worst.left - worst.right)}. ${reason}.`;
}

// No line breaks between a sign and the number after it.
const glued = (text) => text.replace(/ ([≤≥<>=]) (?=[−0-9e¼])/g, "\u00a0$1\u00a0");

/** The sentences under the picture: this pair, and all pairs. */
export const sentences = (state, found) => [here(state), everywhere(state, found)].map(glued);

/** The points of another function that stand at the same part of its picture. */
export function moved(state, to) {
  const [from, until] = FUNCTIONS[state.function].span;
  const [low, high] = FUNCTIONS[to].span;
  const map = (x) => Number(Math.min(6, Math.max(-6, low + ((x - from) / (until - from)) * (high - low))).toFixed(2));
  return { function: to, x1: map(state.x1), x2: map(state.x2) };
}
