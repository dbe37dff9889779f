// Three inequalities for functions of one variable. The Python twins are lecture_lib.convexity and
// lecture_lib.problems.
import { compile } from "../formula/compiled.js";
import { survey } from "../formula/survey.js";
import { sigmoid, softplus } from "../shared/activations.js";

const huber = (x) => {
  const inside = Math.min(Math.abs(x), 1);
  return 0.5 * inside * inside + (Math.abs(x) - inside);
};

/** Each function with its slope and the part of the line that its picture shows. */
export const FUNCTIONS = {
  square: { f: (x) => x * x, slope: (x) => 2 * x, span: [-2, 2] },
  huber: { f: huber, slope: (x) => Math.min(Math.max(x, -1), 1), span: [-3, 3] },
  softplus: { f: softplus, slope: sigmoid, span: [-5, 5] },
  abs: { f: Math.abs, slope: Math.sign, span: [-2, 2] },
  double_well: { f: (x) => x * x * (x * x - 1), slope: (x) => x * (4 * x * x - 2), span: [-1.25, 1.25] },
  sine: { f: Math.sin, slope: Math.cos, span: [-5, 5] },
  exp: { f: Math.exp, slope: Math.exp, span: [-3, 2] },
};

/** Functions of one's own: so many are kept as they were made last. */
const KEPT = 8;
const made = new Map();

function ownFunction({ formula, interval }) {
  const key = `${interval} ${formula}`;
  if (!made.has(key)) {
    if (made.size === KEPT) made.clear();
    const f = compile(formula, ["x"]);
    made.set(key, { f: f.value, slope: f.slope, atKink: f.atKink, span: interval, seen: survey(f, ...interval) });
  }
  return made.get(key);
}

/** The function of a state: `f`, `slope` and `span`; and of one's own, what is `seen` of it on its interval. */
export const functionOf = (state) => (state.function === "own" ? ownFunction(state) : FUNCTIONS[state.function]);

export const GRID = 81;
const ROUNDING = 1e-12;

/** Whether left ≤ right, up to rounding; not where one of them is undefined. */
export const holds = ({ left, right }) => left - right <= ROUNDING * (1 + Math.abs(left) + Math.abs(right));

const parabola = (value, slope, step, curvature) => value + slope * step + 0.5 * curvature * (step * step);

/** The chord's value at weight t, or the tangent or the parabola at x₂, where it stands over x. */
export function line(state, x) {
  const { inequality, x1, x2, L } = state;
  const { f, slope } = functionOf(state);
  if (inequality !== "chord") return parabola(f(x2), slope(x2), x - x2, inequality === "upper" ? L : 0);
  return x1 === x2 ? f(x1) : f(x1) + ((f(x2) - f(x1)) * (x - x1)) / (x2 - x1);
}

/** Where the gap between both sides stands. */
export const place = ({ inequality, x1, x2, weight }) =>
  inequality === "chord" ? (1 - weight) * x1 + weight * x2 : x1;

/** Both sides of the inequality; the claim is left ≤ right. */
export function sides(state) {
  const { inequality, x1, x2, weight, L } = state;
  const { f, slope } = functionOf(state);
  const tidy = (left, right) => ({ left: left + 0, right: right + 0 }); // no −0
  if (inequality === "chord") return tidy(f(place(state)), (1 - weight) * f(x1) + weight * f(x2));
  if (inequality === "tangent") return tidy(parabola(f(x2), slope(x2), x1 - x2, 0), f(x1));
  return tidy(f(x1), parabola(f(x2), slope(x2), x1 - x2, L));
}

/** The least L with which the upper bound holds for this pair; null for a point with itself. */
export function leastL(state) {
  const { x1, x2 } = state;
  const { f, slope } = functionOf(state);
  if (x1 === x2) return null;
  return Math.max(0, (2 * (f(x1) - f(x2) - slope(x2) * (x1 - x2))) / (x1 - x2) ** 2);
}

/** What the picture shows: the function's span, widened to hold both points. */
export function domain(state) {
  const { x1, x2 } = state;
  const [low, high] = functionOf(state).span;
  return [Math.min(low, x1, x2), Math.max(high, x1, x2)];
}

/** Evenly spaced points over the picture. */
export function grid(state) {
  const [low, high] = domain(state);
  return Array.from({ length: GRID }, (_, i) => low + ((high - low) * i) / (GRID - 1));
}

/**
 * All pairs of grid points: how many fail, at how many a side is no finite number, the worst of them, { x1, x2, left, right } or null, and for each
 * pair, row by row of x₂, (left − right)/(x₁ − x₂)². It is positive where the pair fails, and without a jump
 * where x₁ and x₂ meet: there it is the mean of the pairs on both sides.
 */
export function search(state) {
  const { inequality, weight, L } = state;
  const { f, slope } = functionOf(state);
  const points = grid(state);
  const values = points.map((x) => f(x));
  const slopes = points.map((x) => slope(x));
  const curvature = inequality === "upper" ? L : 0;
  const excess = new Float64Array(GRID * GRID);
  let worst = null;
  let most = 0;
  let failing = 0;
  let missing = 0;
  for (let j = 0; j < GRID; j += 1) {
    for (let i = 0; i < GRID; i += 1) {
      if (i === j) continue;
      let [left, right] = [0, 0];
      if (inequality === "chord") {
        left = f((1 - weight) * points[i] + weight * points[j]);
        right = (1 - weight) * values[i] + weight * values[j];
      } else {
        left = parabola(values[j], slopes[j], points[i] - points[j], curvature);
        right = values[i];
        if (inequality === "upper") [left, right] = [right, left];
      }
      const rounding = ROUNDING * (1 + Math.abs(left) + Math.abs(right));
      const surplus = left - right - rounding;
      if (!(Number.isFinite(left) && Number.isFinite(right))) missing += 1;
      excess[j * GRID + i] = Number.isNaN(surplus) ? -1 : surplus / (points[i] - points[j]) ** 2;
      if (!(surplus > 0)) continue;
      failing += 1;
      if (left - right > most) {
        most = left - right;
        worst = { x1: points[i], x2: points[j], left, right };
      }
    }
    const row = j * GRID;
    const [before, after] = [excess[row + Math.max(j - 1, 0)], excess[row + Math.min(j + 1, GRID - 1)]];
    excess[row + j] = j === 0 ? after : j === GRID - 1 ? before : (before + after) / 2;
  }
  return { failing, missing, excess, worst, pairs: GRID * (GRID - 1) };
}
