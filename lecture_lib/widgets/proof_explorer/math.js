// Gradient descent on five functions of one variable: lecture_lib.problems, lecture_lib.instances, lecture_lib.rates.
import { formatNumber } from "../shared/numbers.js";
import TRAITS from "./traits.json";

export const STEPS = TRAITS.step.max + 1;
export const GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

const BOTTOM = Math.sqrt(0.5);
const threshold = (h) => 2 / (2 * STEPS * h + 1);

/** f, its slope, the L to argue with, start, minimiser, minimum, and whether f is convex and L-smooth. */
export const EXAMPLES = {
  quadratic: {
    formula: "½ w²",
    L: 1,
    start: 2,
    wStar: 0,
    fStar: 0,
    covered: true,
    value: (w) => 0.5 * (w * w),
    slope: (w) => w,
  },
  Huber: {
    L: 1,
    start: 2,
    wStar: 0,
    fStar: 0,
    covered: true,
    value: (w, h) => {
      const inside = Math.min(Math.abs(w), threshold(h));
      return 0.5 * (inside * inside) + threshold(h) * (Math.abs(w) - inside);
    },
    slope: (w, h) => w * (threshold(h) / Math.max(Math.abs(w), threshold(h))),
  },
  "log-cosh": {
    formula: "log cosh w",
    L: 1,
    start: 2,
    wStar: 0,
    fStar: 0,
    covered: true,
    value: (w) => {
      const size = Math.abs(w);
      if (size >= 2) return size - Math.LN2 + Math.log1p(Math.exp(-2 * size));
      const s = Math.sinh(size / 2);
      return Math.log1p(2 * (s * s));
    },
    slope: Math.tanh,
  },
  "double well": {
    formula: "w⁴ − w²",
    L: 4,
    start: 0.1,
    wStar: BOTTOM,
    fStar: -0.25,
    covered: false,
    value: (w) => w * w * (w * w - 1),
    slope: (w) => w * (4 * w * w - 2),
  },
  "absolute value": {
    formula: "|w|",
    L: 1,
    start: 0.93,
    wStar: 0,
    fStar: 0,
    covered: false,
    value: Math.abs,
    slope: Math.sign,
  },
};

/** The function in words: its formula, or Huber's threshold, which depends on h. */
export const nameOf = (name, h) =>
  name === "Huber" ? `Huber, δ = ${formatNumber(threshold(h), 3)}` : `f(w) = ${EXAMPLES[name].formula}`;

/** The run w_0 ... w_20 with step size h/L, with values and slopes. */
export function descend(name, h) {
  const { L, start, value, slope } = EXAMPLES[name];
  const eta = h / L;
  const w = [start];
  for (let t = 0; t < STEPS; t += 1) w.push(w[t] - eta * slope(w[t], h));
  return { eta, w, f: w.map((x) => value(x, h)), g: w.map((x) => slope(x, h)) };
}

/** Bounds on the gap after 1, ..., 20 steps; null where there is no theorem. */
export function bounds(name, h) {
  const { L, start, wStar, covered } = EXAMPLES[name];
  const R2 = (start - wStar) ** 2;
  const counts = Array.from({ length: STEPS }, (_, i) => i + 1);
  return {
    lecture: covered && h <= GOLDEN_RATIO ? counts.map((T) => (L * R2) / (2 * h * T)) : null,
    exact:
      covered && h <= 2 ? counts.map((T) => ((L * R2) / 2) * Math.max(1 / (2 * T * h + 1), (1 - h) ** (2 * T))) : null,
  };
}
