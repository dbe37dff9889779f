// A typed f near one of its minima, and the runs of both methods on f itself. The rules are those of near.py.
import { curvatureAt, own } from "../optimizer_race/own.js";
import { run } from "../optimizer_race/race.js";

/** Steps of the slow descent at most. */
export const DESCENT = 400;
const [LONGEST, SHORTEST, CLOSE] = [0.02, 1e-6, 0.1];
const SAME = 1e-6;

/** Where slow gradient descent ends; null if it leaves the box or where f is defined. */
function downhill(scene, start) {
  const reach = scene.x[1];
  const bound = Math.max(reach, ...start.map(Math.abs));
  const g = [0, 0];
  let [x, y] = start;
  for (let i = 0; i < DESCENT; i += 1) {
    scene.partials(x, y, g);
    const [slope, curvature] = [Math.hypot(g[0], g[1]), curvatureAt(scene, [x, y])];
    if (!(Number.isFinite(slope) && Math.max(Math.abs(x), Math.abs(y)) <= bound)) return null;
    if (slope === 0) break;
    const length = Math.min(curvature ? slope / curvature : Infinity, LONGEST * reach);
    x -= (length * g[0]) / slope;
    y -= (length * g[1]) / slope;
    if (length <= SHORTEST * reach) break;
  }
  return [x, y];
}

/** Where the least number stands, the first of those that are the same. */
const least = (numbers, same) => numbers.reduce((best, number, i) => (number < numbers[best] - same ? i : best), 0);

const distances = (minima, /** @type {number[]} */ [x, y]) =>
  minima.map((point) => Math.hypot(x - point.x, y - point.y));

function found(scene, start) {
  const { minima, value, curvature } = scene;
  if (!minima.length) return { minimum: null, isBelow: false, L: curvature };
  const reach = scene.x[1];
  const end = downhill(scene, start);
  const far = end ? distances(minima, end) : minima.map(() => Infinity);
  const nearest = least(far, SAME * reach);
  const isBelow = far[nearest] <= CLOSE * reach;
  const heights = minima.map(({ x, y }) => value(x, y));
  const lowest = least(heights, SAME * Math.max(...heights.map(Math.abs)));
  const minimum = minima[isBelow ? nearest : lowest];
  return { minimum, isBelow, L: minimum.curvatures[1] };
}

let last = { key: null, found: null };

/** The minimum of a typed f that is looked at, or null, whether slow descent from the start leads to it, and the scale L. */
export function near(text, start) {
  const key = `${start} ${text}`;
  if (last.key !== key) last = { key, found: found(own(text), start) };
  return last.found;
}

/** Momentum's run on f, or that of gradient descent if beta is 0: its points, and the step at which it diverged or left f. */
export function runFrom(text, start, stepSize, beta, steps) {
  const settings = { lr: stepSize, beta, convention: "lecture", weight_decay: 0 };
  const { points, taken, diverged, left } = run(own(text), "momentum", settings, start, { noise: 0, seed: 0, steps });
  const pairs = Array.from({ length: taken + 1 }, (_, t) => [points[2 * t], points[2 * t + 1]]);
  return { points: pairs, diverged, left };
}

/** The minimum that is nearest to a point. */
export const nearestTo = (minima, point) => minima[least(distances(minima, point), 0)];
