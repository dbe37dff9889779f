// The links of Step I and Step II along a run: lecture_lib.proofs.

/** Of the links that are no identities: key, name, and statement. */
export const LINKS = [
  ["I.1", "quadratic upper bound", "f(w₊) ≤ f(w) + g·(w₊ − w) + L/2 ‖w₊ − w‖²"],
  ["I.3", "short step", "f(w) − η(1 − Lη/2) ‖g‖² ≤ f(w) − η/2 ‖g‖²"],
  ["I.4", "Step I", "f(w₊) ≤ f(w) − η/2 ‖g‖²"],
  ["II.1", "convexity", "f(w) ≤ f* + g·(w − w*)"],
  ["II.4", "one step", "f(w₊) − f* ≤ (‖w − w*‖² − ‖w₊ − w*‖²)/(2η)"],
  ["II.7", "sum of gaps", "Σ (f(w_s) − f*) ≤ ‖w₀ − w*‖²/(2η)"],
  ["II.8", "the last is the least", "T (f(w_T) − f*) ≤ Σ (f(w_s) − f*)"],
  ["II.9", "the rate", "f(w_T) − f* ≤ ‖w₀ − w*‖²/(2ηT)"],
];

/** By key: [lhs, rhs, scale] for each step. `scale` is the size of the terms, by which rounding is judged. */
export function evaluate({ L, wStar, fStar }, { eta, w, f, g }) {
  const sides = Object.fromEntries(LINKS.map(([key]) => [key, []]));
  const near0 = (w[0] - wStar) ** 2;
  const budget = near0 / (2 * eta);
  let sum = 0;
  let allValues = 0;
  for (let t = 0; t + 1 < w.length; t += 1) {
    const T = t + 1;
    const [x, y, fx, fy, slope] = [w[t], w[T], f[t], f[T], g[t]];
    const move = y - x;
    const square = slope * slope;
    const linear = slope * move;
    const bend = (L / 2) * (move * move);
    const sharp = fx - eta * (1 - (L * eta) / 2) * square;
    const short = fx - (eta / 2) * square;
    const size =
      Math.abs(fx) +
      Math.abs(fy) +
      Math.abs(linear) +
      bend +
      eta * (1 + (L * eta) / 2) * square +
      (Math.abs(slope) + L * Math.abs(move)) * (Math.abs(x) + Math.abs(y));
    const [away, next] = [x - wStar, y - wStar];
    const gap = fy - fStar;
    const fall = (away * away - next * next) / (2 * eta);
    const places = Math.abs(x) + Math.abs(y) + Math.abs(wStar);
    const sizes = Math.abs(slope * away) + (eta / 2) * square + Math.abs(slope) * places;
    const values = Math.abs(fx) + Math.abs(fy) + Math.abs(fStar);
    const spans = (places * (Math.abs(away) + Math.abs(next))) / (2 * eta) + sizes;
    sum += gap;
    allValues += values;
    sides["I.1"].push([fy, fx + linear + bend, size]);
    sides["I.3"].push([sharp, short, size]);
    sides["I.4"].push([fy, short, size]);
    sides["II.1"].push([fx, fStar + slope * away, values + sizes]);
    sides["II.4"].push([gap, fall, values + spans]);
    sides["II.7"].push([sum, budget, allValues + budget]);
    sides["II.8"].push([T * gap, sum, allValues + T * values]);
    sides["II.9"].push([gap, budget / T, values + budget / T]);
  }
  return sides;
}

/** Whether lhs <= rhs, up to rounding. */
export const holds = ([lhs, rhs, scale]) => rhs - lhs >= -1e-12 * scale;

/** Whether both sides are finite numbers. */
export const isComparable = ([lhs, rhs]) => Number.isFinite(lhs) && Number.isFinite(rhs);

/** The links of Step I alone, which needs no minimiser. */
export const stepI = (sides) => Object.fromEntries(Object.entries(sides).filter(([key]) => key.startsWith("I.")));

/** The link that fails at the earliest step, the first of the chain among several: { key, name, step }, or null. */
export function firstBroken(sides) {
  let first = null;
  for (const [key, name] of LINKS.filter(([key]) => key in sides)) {
    const step = sides[key].findIndex((side) => !holds(side));
    if (step >= 0 && (!first || step < first.step)) first = { key, name, step };
  }
  return first;
}
