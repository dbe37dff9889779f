// A landscape of one's own: a typed f(x, y), with a box, a start and learning rates for it. The rules are those of own.py.
import { compile } from "../formula/compiled.js";
import { criticalPoints, STARTS } from "./critical.js";
import TABLE from "./methods.json";

export const NAMES = ["x", "y"];

const REACHES = [2, 4, 8, 16, 32];
const [HALVINGS, PART] = [5, 0.25];
const NEAR = [
  [-0.7, 0.6],
  [0.7, 0.6],
  [0.7, -0.6],
  [-0.7, -0.6],
];
const PLACES = [...NEAR, ...NEAR.map(([x, y]) => [x / 4, y / 4])];
const [CURVATURE, REACH] = [20, 2];
const BY_CURVATURE = ["SGD", "Momentum", "Nesterov"];

const boxOf = (reach) => [
  [-reach, reach],
  [-reach, reach],
];

/** In which part of a box f is finite, by 15 × 15 points. */
export function definedPart(f, box) {
  const [xs, ys] = box.map(([low, high]) =>
    Array.from({ length: STARTS }, (_, i) => low + ((high - low) * (i + 0.5)) / STARTS),
  );
  return f.grid(xs, ys).filter(Number.isFinite).length / STARTS ** 2;
}

/** How far the box reaches, and the critical points in it. */
function reached(f) {
  const found = new Map();
  const hasMinimum = (reach) => {
    found.set(reach, criticalPoints(f, boxOf(reach)));
    return found.get(reach).some(({ kind }) => kind === "minimum");
  };
  const some = REACHES.find(hasMinimum) ?? REACHES.find((reach) => found.get(reach).length > 0) ?? REACHES[0];
  for (let k = 0; k <= HALVINGS; k += 1) {
    const reach = some / 2 ** k;
    if (definedPart(f, boxOf(reach)) >= PART) return [reach, k ? criticalPoints(f, boxOf(reach)) : found.get(some)];
  }
  return [some, found.get(some)];
}

function startOf(f, reach) {
  const g = [0, 0];
  let [best, highest] = [PLACES[0], -Infinity];
  for (const place of PLACES) {
    const [x, y] = place.map((part) => part * reach);
    f.partials(x, y, g);
    const value = f.value(x, y);
    if (![value, ...g].every(Number.isFinite) || g.every((part) => part === 0)) continue;
    // of places that are as high, up to rounding, the first
    if (highest === -Infinity || value > highest + 1e-9 * Math.abs(highest)) [best, highest] = [place, value];
  }
  return best.map((part) => part * reach);
}

/** The larger size of the Hessian's eigenvalues; 0 where it is not finite. */
export function curvatureAt(f, [x, y]) {
  const k = [0, 0, 0];
  f.hessian(x, y, k);
  const size = Math.abs((k[0] + k[2]) / 2) + Math.hypot((k[0] - k[2]) / 2, k[1]);
  return Number.isFinite(size) ? size : 0;
}

/** The largest of 1, 2 and 5 times powers of ten up to x, which is positive. */
function roundDown(x) {
  const power = Math.floor(Math.log10(x) + 1e-9);
  const first = x / Number(`1e${power}`);
  const digit = [5, 2, 1].find((each) => first >= each - 1e-6) ?? 1;
  return Number(`${digit}e${power}`);
}

function made(text) {
  const f = compile(text, NAMES);
  const scene = {
    value: f.value,
    partials: f.partials,
    grid: f.grid,
    hessian(x, y, k) {
      const [[xx, xy], [, yy]] = f.hessian(x, y);
      k[0] = xx;
      k[1] = xy;
      k[2] = yy;
    },
  };
  const [reach, critical] = reached(scene);
  const start = startOf(scene, reach);
  const minima = critical.filter(({ kind }) => kind === "minimum");
  const curvature = Math.max(...[start, ...minima.map(({ x, y }) => [x, y])].map((place) => curvatureAt(scene, place)));
  return {
    ...scene,
    name: "f",
    isOwn: true,
    fStar: 0,
    minimisers: [],
    x: [-reach, reach],
    y: [-reach, reach],
    start,
    minima,
    lowest: Math.min(...minima.map(({ x, y }) => f.value(x, y))),
    curvature: curvature > 0 ? curvature : 1,
  };
}

let last = { text: null, scene: null };

/** What is found of the function that a text is; that of the last one is kept. */
export function own(text) {
  if (last.text !== text) last = { text, scene: made(text) };
  return last.scene;
}

/** The learning rate of a method on it: that of the aligned quadratic, scaled by the curvature or by the box. */
export function ownRate(method, { curvature, x: [, reach] }) {
  const { kind, rates } = TABLE.methods[method];
  const [base] = Object.values(rates);
  return Math.min(roundDown(base * (BY_CURVATURE.includes(kind) ? CURVATURE / curvature : reach / REACH)), 10);
}
