// Gradient descent on functions of one variable: lecture_lib.problems, lecture_lib.instances, lecture_lib.rates.
import { compile } from "../formula/compiled.js";
import { isConvex, isSmooth, lowest, survey } from "../formula/survey.js";
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

/** Functions of one's own: so many are kept as they were made last. */
const KEPT = 8;
const made = new Map();

function looked(formula, interval) {
  const key = `${interval} ${formula}`;
  if (!made.has(key)) {
    if (made.size === KEPT) made.clear();
    const f = compile(formula, ["w"]);
    made.set(key, { f, seen: survey(f, ...interval) });
  }
  return made.get(key);
}

/**
 * A function of one's own. The L to argue with is the largest |f″| that was seen, or 1 as a claim where there is none; where no
 * minimiser was seen the start stands in its place.
 */
function ownExample({ formula, interval, start }) {
  const { f, seen } = looked(formula, interval);
  const low = lowest(seen, start);
  return {
    formula,
    L: Number.isFinite(seen.L) && seen.L > 0 ? seen.L : 1,
    start,
    wStar: low ? low.x : start,
    fStar: low ? low.value : f.value(start),
    covered: isSmooth(seen) && isConvex(seen) && low?.inside === true,
    value: (w) => f.value(w),
    slope: (w) => f.slope(w),
    interval,
    seen,
    low,
  };
}

/** The function of a state. */
export const exampleOf = (state) => (state.function === "own" ? ownExample(state) : EXAMPLES[state.function]);

/** Whether there is a minimiser, of which Step II speaks: of a function of one's own it has to be seen. */
export const hasMinimiser = ({ seen, low }) => !seen || low?.inside === true;

/** Whether a place lies where a function was looked at: everywhere, if it is not one's own. */
export const isInside = ({ interval }, w) => !interval || (w >= interval[0] && w <= interval[1]);

/** The function in words: its formula, or Huber's threshold, which depends on h. */
export const nameOf = (state) =>
  state.function === "Huber"
    ? `Huber, δ = ${formatNumber(threshold(state.h), 3)}`
    : `f(w) = ${exampleOf(state).formula}`;

/** The run w_0 ... w_20 with step size h/L, with values and slopes; it ends before what is no finite number. */
export function descend({ L, start, value, slope }, h) {
  const eta = h / L;
  const [w, f] = [[], []];
  for (let t = 0, next = start; t <= STEPS; t += 1) {
    if (!Number.isFinite(next) || !Number.isFinite(value(next, h))) break;
    w.push(next);
    f.push(value(next, h));
    next -= eta * slope(next, h);
  }
  return { eta, w, f, g: w.map((x) => slope(x, h)) };
}

/** Bounds on the gap after 1, ..., 20 steps of a run; null where there is no theorem. */
export function bounds(example, h, run) {
  const { L, start, wStar } = example;
  const covered = example.covered && run.w.every((w) => isInside(example, w));
  const R2 = (start - wStar) ** 2;
  const counts = Array.from({ length: STEPS }, (_, i) => i + 1);
  return {
    lecture: covered && h <= GOLDEN_RATIO ? counts.map((T) => (L * R2) / (2 * h * T)) : null,
    exact:
      covered && h <= 2 ? counts.map((T) => ((L * R2) / 2) * Math.max(1 / (2 * T * h + 1), (1 - h) ** (2 * T))) : null,
  };
}
