// A line through one's own points, found by gradient descent on J(w) = (1/n) Σ loss(w₀ + w₁u − y), with u the feature
// as it is, or standardised. The Python twin is fit.py; the bounds are those of lecture_lib/rates.
import { gradient, lossOf, mean, minimiser, objective } from "./losses.js";
import { firstWhere } from "./math.js";

/** So many steps are taken. */
export const STEPS = 100;
/** Of how many steps it is still said that they are needed. */
const MOST = 1e9;

/** Mean and mean square around it. @type {(u: number[]) => [number, number]} */
function moments(u) {
  const m = mean(u);
  return [m, mean(u.map((value) => (value - m) * (value - m)))];
}

/** The eigenvalues of (1/n) Σ (1, u)(1, u)' = [[1, m], [m, v + m²]], the larger first; their product is v. */
function eigenvalues(m, v) {
  const q = v + m * m;
  const larger = 0.5 * (1 + q + Math.sqrt((1 - q) * (1 - q) + 4 * m * m));
  return [larger, v / larger];
}

const size = (a, b) => Math.sqrt(a * a + b * b);

/** All that a state with points of one's own says of them. */
export function fit({ data, loss: name, delta, standardise, start_line: [a, b], step }) {
  const [x, y] = [data.map(([value]) => value), data.map(([, value]) => value)];
  const [centre, square] = moments(x);
  const spread = Math.sqrt(square);
  const z = x.map((value) => (value - centre) / spread);
  const u = standardise ? z : x;
  const [m, v] = moments(u);
  const [large, small] = eigenvalues(m, v);
  const loss = lossOf(name, delta);
  const [level, rise] = minimiser(z, y, name, delta);
  const best = standardise ? [level, rise] : [level - (rise / spread) * centre, rise / spread];
  const start = standardise ? [a + b * centre, b * spread] : [a, b];
  const R = size(start[0] - best[0], start[1] - best[1]);
  // The mean length of (1, u): no subgradient of absolute values is longer.
  const G = name === "absolute" ? mean(u.map((value) => size(1, value))) : null;
  const eta = G === null ? step / large : (step * R) / (G * Math.sqrt(STEPS));
  const iterates = [start];
  for (let t = 0; t < STEPS; t += 1) {
    const w = iterates[t];
    const g = gradient(w, u, y, loss);
    iterates.push([w[0] - eta * g[0], w[1] - eta * g[1]]);
  }
  const losses = iterates.map((w) => objective(w, u, y, loss));
  const found = { name, loss, x, y, u, centre, spread, standardise, step, m, v, large, small, start, R, G, eta };
  const least = objective(best, u, y, loss);
  return { ...found, kappa: large / small, wStar: best, least, iterates, losses };
}

/** κ of the feature as it is, and standardised. */
export function conditions(data) {
  const x = data.map(([value]) => value);
  const [centre, square] = moments(x);
  const spread = Math.sqrt(square);
  return [x, x.map((value) => (value - centre) / spread)].map((u) => {
    const [large, small] = eigenvalues(...moments(u));
    return large / small;
  });
}

/** Intercept and slope of the line of the weights w in the plane of the points. @type {(run: any, w: number[]) => number[]} */
export function lineOf({ standardise, centre, spread }, [a, b]) {
  return standardise ? [a - (b / spread) * centre, b / spread] : [a, b];
}

/** J(w) − J*. Of squares without a difference of large numbers; else rounding may not go below 0. */
export function gap(run, w) {
  const [p, q] = [w[0] - run.wStar[0], w[1] - run.wStar[1]];
  if (run.name === "square") return 0.5 * ((p + run.m * q) * (p + run.m * q) + run.v * q * q);
  return Math.max(0, objective(w, run.u, run.y, run.loss) - run.least);
}

/** The smallest J(w) − J* of the steps up to t, which is what is promised for absolute values. */
export const bestGap = (run, t) => Math.min(...run.iterates.slice(0, t + 1).map((w) => gap(run, w)));

/** By what a step multiplies the gap of squares at worst. */
export function rate({ eta, large, small }) {
  const [p, q] = [1 - eta * large, 1 - eta * small];
  return Math.max(p * p, q * q);
}

/**
 * What is promised after t steps, t ≥ 1; null where nothing is. Squares: the rate, to the power of t, times the first
 * gap. Huber: R²/2ηt, if η ≤ 1/L. Absolute values, of the best so far: (R² + tη²G²)/2ηt.
 */
export function promised(run, t) {
  const { name, eta, R, G, step } = run;
  if (name === "square") return rate(run) ** t * gap(run, run.start);
  if (name === "huber") return step <= 1 ? (R * R) / (2 * eta * t) : null;
  return R > 0 ? (R * R + t * eta * eta * G * G) / (2 * eta * t) : 0;
}

/** Whether the gap of squares after t steps, by its parts along the eigenvectors, is a hundredth of the first or less. */
function nearBySquares(run) {
  const { m, v, large, small, eta, start, wStar } = run;
  const q = v + m * m;
  const along = q >= 1 ? [m, large - 1] : [large - q, m];
  const length = size(along[0], along[1]);
  const [c, s] = length > 0 ? [along[0] / length, along[1] / length] : [1, 0];
  const [a, b] = [start[0] - wStar[0], start[1] - wStar[1]];
  const parts = [0.5 * large * (c * a + s * b) * (c * a + s * b), 0.5 * small * (c * b - s * a) * (c * b - s * a)];
  const factors = [(1 - eta * large) * (1 - eta * large), (1 - eta * small) * (1 - eta * small)];
  const after = (t) => factors[0] ** t * parts[0] + factors[1] ** t * parts[1];
  return (t) => after(t) <= 0.01 * after(0);
}

/** The first t at which the gap is a hundredth of the first; null if there is none up to 100, of squares up to 10⁹. */
export function hundredth(run) {
  if (run.name !== "square") {
    const goal = 0.01 * gap(run, run.start);
    const t = run.iterates.findIndex((w) => gap(run, w) <= goal);
    return t < 0 ? null : t;
  }
  const isNear = nearBySquares(run);
  if (isNear(0)) return 0;
  if (rate(run) >= 1) return null;
  return firstWhere(isNear, MOST);
}

/** The points without number `index`; null where no line is left. */
export function without(data, index, least) {
  const rest = data.filter((_, i) => i !== index);
  const x = rest.map(([value]) => value);
  return rest.length >= 2 && Math.max(...x) - Math.min(...x) >= least ? rest : null;
}
