// The landscapes of the race: values, partial derivatives written into g, and second ones (xx, xy, yy) written into k, as in
// lecture_lib.problems; and the windows that they are seen in.
import { RACERS } from "./names.js";
import { own, ownRate } from "./own.js";
import TABLE from "./methods.json";

const SPECTRUM = [1, 20];

function put(k, xx, xy, yy) {
  k[0] = xx;
  k[1] = xy;
  k[2] = yy;
}

function quadratic(angle) {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const [a, b] = SPECTRUM;
  const [h00, h11] = [c * a * c + s * b * s, s * a * s + c * b * c];
  const h01 = (s * a * c - c * b * s + (c * a * s - s * b * c)) / 2;
  return {
    value: (x, y) => {
      const u = x * c + y * s;
      const v = y * c - x * s;
      return 0.5 * (u * u * a + v * v * b);
    },
    partials: (x, y, g) => {
      g[0] = h00 * x + h01 * y;
      g[1] = h01 * x + h11 * y;
    },
    hessian: (x, y, k) => put(k, h00, h01, h11),
    fStar: 0,
    minimisers: [[0, 0]],
    x: [-2.4, 2.4],
    y: [-2.3, 2.3],
    levels: [0.1, 0.5, 1.5, 4, 9, 18, 32, 50],
  };
}

const rosenbrock = {
  value: (x, y) => {
    const u = 1 - x;
    const v = y - x * x;
    return u * u + 100 * v * v;
  },
  partials: (x, y, g) => {
    const v = 200 * (y - x * x);
    g[0] = -2 * (1 - x) - 2 * x * v;
    g[1] = v;
  },
  hessian: (x, y, k) => put(k, 2 - 400 * (y - 3 * x * x), -400 * x, 200),
  fStar: 0,
  minimisers: [[1, 1]],
  x: [-2, 2],
  y: [-0.9, 2.9],
  levels: [0.5, 2, 8, 30, 100, 300, 800, 1600],
};

const beale = {
  value: (x, y) => {
    let sum = 0;
    let power = 1;
    for (const target of [1.5, 2.25, 2.625]) {
      power *= y;
      const r = target + x * (power - 1);
      sum += r * r;
    }
    return sum;
  },
  partials: (x, y, g) => {
    const y2 = y * y;
    const [p, q, s] = [y - 1, y2 - 1, y2 * y - 1];
    const [r1, r2, r3] = [1.5 + x * p, 2.25 + x * q, 2.625 + x * s];
    g[0] = 2 * (r1 * p + r2 * q + r3 * s);
    g[1] = 2 * x * (r1 + 2 * y * r2 + 3 * y2 * r3);
  },
  hessian(x, y, k) {
    put(k, 0, 0, 0);
    for (const [n, target] of [1.5, 2.25, 2.625].entries()) {
      const [lowest, lower] = [n * y ** Math.max(n - 1, 0), (n + 1) * y ** n];
      const slope = y ** (n + 1) - 1;
      const r = target + x * slope;
      k[0] += 2 * slope * slope;
      k[1] += 2 * (slope * x * lower + r * lower);
      k[2] += 2 * (x * lower * x * lower + r * (n + 1) * x * lowest);
    }
  },
  fStar: 0,
  minimisers: [[3, 0.5]],
  x: [-0.5, 4.5],
  y: [-2.4, 2.4],
  levels: [0.1, 0.5, 2, 6, 15, 40, 150, 1000],
};

const saddle = {
  value: (x, y) => {
    const y2 = y * y;
    return 0.5 * x * x - 0.5 * y2 + 0.25 * y2 * y2;
  },
  partials: (x, y, g) => {
    g[0] = x;
    g[1] = y * (y * y - 1);
  },
  hessian: (x, y, k) => put(k, 1, 0, 3 * y * y - 1),
  fStar: -0.25,
  minimisers: [
    [0, 1],
    [0, -1],
  ],
  x: [-2.1, 2.1],
  y: [-2, 2],
  levels: [0.02, 0.1, 0.25, 0.45, 0.8, 1.4, 2.2, 3.2],
};

export const LANDSCAPES = {
  aligned: { ...quadratic(0), name: "aligned quadratic", start: [-2, 1.2] },
  rotated: { ...quadratic(0.6), name: "rotated quadratic", start: [-2.3, -0.1] },
  rosenbrock: { ...rosenbrock, name: "Rosenbrock’s valley", start: [-1.2, 1] },
  beale: { ...beale, name: "Beale’s function", start: [1, 1.5] },
  saddle: { ...saddle, name: "saddle", start: [1.5, 0.01] },
  noisy: { ...quadratic(0), name: "quadratic with noise", start: [-2, 1.2], noisy: true },
};

/** The landscape that is typed. */
export const OWN = "own";
export const EVERY = [...Object.keys(LANDSCAPES), OWN];

/** All that is shown and asked of a landscape; `key` is another one for another function. */
export const sceneOf = ({ landscape, formula = "" }) =>
  landscape === OWN
    ? { ...own(formula), id: OWN, key: `own ${formula}`, axes: ["x", "y"] }
    : { ...LANDSCAPES[landscape], id: landscape, key: landscape, axes: ["θ₁", "θ₂"], isOwn: false, lowest: 0 };

/** What a landscape begins with. */
export const freshOf = (scene) => ({
  start: scene.start,
  box: null,
  settings: settingsOf(scene),
  critical: scene.isOwn,
});

/** What each racer starts with on a landscape: a second one with half the learning rate of the first. */
export const settingsOf = (scene) =>
  Object.fromEntries(
    Object.entries(RACERS).map(([racer, { method, isSecond }]) => {
      const { settings, conventions, rates } = TABLE.methods[method];
      const lr = scene.isOwn ? ownRate(method, scene) : (rates[scene.id] ?? Object.values(rates)[0]);
      return [
        racer,
        {
          lr: isSecond ? lr / 2 : lr,
          weight_decay: 0,
          ...settings,
          ...(conventions && { convention: conventions[0][0] }),
        },
      ];
    }),
  );
