// The RegressionExplorer's front end.
import { cached } from "../shared/cached.js";
import { Check, Segments, Slider } from "../shared/controls.js";
import { h } from "../shared/element.js";
import { Handle } from "../shared/handle.js";
import { widget } from "../shared/mount.js";
import { formatNumber as format } from "../shared/numbers.js";
import { Plot, dots, frame, path, scale } from "../shared/plot.js";
import { steady } from "../shared/steady.js";
import * as math from "./math.js";

const TRAITS = ["kappa", "angle", "step", "epsilon", "start", "deficient", "frame", "axis"];
const PLANE = frame({ width: 340, height: 330, x: { domain: [-3, 3] }, y: { domain: [-3, 3] }, margin: { left: 30, right: 10, top: 22 } });
const AXES = {
  weights: { x: { label: "w₁" }, y: { label: "w₂" } },
  eigenvectors: { x: { label: "c₁, along v₁" }, y: { label: "c₂, along v₂" } },
};
const CURVES = { width: 380, height: 330, margin: { left: 46, right: 20, top: 22 } };
/** Rows under the level ε, one for each count. */
const ROWS = 3;
const ROW = 17;
const DRAWN_STEPS = 300;
const FRAMES = [["weights", "weights"], ["eigenvectors", "eigenvectors"]];
const AXES_OF_T = [["log", "log"], ["linear", "linear"]];
const LEVELS = [0.02, 0.1, 0.3, 0.7, 1.3, 2.2, 3.4, 5, 7];

const formatNumber = (x) => format(x).replace(/^1×/, "");
const degrees = (x) => `${formatNumber(x)}°`;
const whole = (n) => (n < 1e6 ? String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f") : formatNumber(n));

/** All that depends on the state: eigen-coordinates of the start, counts, the path. */
function follow(state) {
  const eigen = math.spectrum(state);
  const start = math.coordinates(eigen, state.start);
  const { step: eta, epsilon } = state;
  const rho = math.rate(eigen, eta);
  const needed = math.iterations(eigen, start, eta, epsilon);
  const drawn = Math.min(DRAWN_STEPS, needed ?? 12);
  const steps = Array.from({ length: drawn + 1 }, (_, t) => math.descend(eigen, start, eta, t));
  return {
    eigen, start, eta, epsilon, rho, needed, steps, first: math.gap(eigen, start), R: math.distance(eigen, start),
    sublinear: math.sublinearIterations(eigen, start, eta, epsilon),
    linear: math.linearIterations(eigen, start, eta, epsilon),
  };
}

/** The level lines {½(pc₁² + qc₂²) = level}: ellipses, or pairs of parallel lines, around (x, y), turned by `turn` degrees. */
const Levels = steady(({ p, q, x, y, unit, turn }) => {
  const shapes = LEVELS.map((level) => {
    const long = q > 0 ? Math.sqrt((2 * level) / q) * unit : null;
    const short = Math.sqrt((2 * level) / p) * unit;
    if (long !== null) return h("ellipse", { class: "lw-level", rx: short, ry: long });
    return h("path", { class: "lw-level", d: `M${short} -900V900M${-short} -900V900` });
  });
  return h("g", { transform: `translate(${x} ${y}) rotate(${turn})` }, shapes);
});

function Plane({ state, run, set, uid }) {
  const inEigen = state.frame === "eigenvectors";
  const { sx, sy } = PLANE;
  const place = (c) => (inEigen ? c : math.point(run.eigen, c));
  const turn = inEigen ? 0 : -state.angle;
  const origin = place([0, 0]);
  const [p, q] = run.eigen.eigenvalues;
  const unit = sx(1) - sx(0);
  const arm = (c) => { const [x, y] = place(c); return [sx(x), sy(y)]; };
  // The name of an eigenvector stands at the end of its line that the descent does not come from.
  const nameAt = (i) => {
    const away = run.start[i] > 0 ? -1 : 1;
    const [x, y] = arm([0, 0]);
    const [toX, toY] = arm(i === 0 ? [away, 0] : [0, away]);
    const room = (from, step, low, high) => (Math.abs(step) < 1e-9 ? Infinity : ((step > 0 ? high : low) - from) / step);
    const reach = Math.min(
      room(x, toX - x, PLANE.left + 14, PLANE.width - PLANE.right - 14), room(y, toY - y, PLANE.top + 14, PLANE.height - PLANE.bottom - 14),
    );
    return [x + reach * (toX - x), y + reach * (toY - y)];
  };
  const places = run.steps.map(place);
  const handle = place(run.start);
  const minimiser = place([0, state.deficient ? run.start[1] : 0]);
  const line = (c) => `M${arm(c.map((x) => -9 * x)).join(" ")}L${arm(c.map((x) => 9 * x)).join(" ")}`;
  const flat = state.deficient ? "0" : formatNumber(1 / state.kappa);
  return h("figure", { class: "lw-panel" },
    h("figcaption", null, `λ₁ = 1 along v₁, λ₂ = ${flat} along v₂`),
    h(Plot, {
      frame: PLANE, ...AXES[state.frame], uid, name: "plane",
      label: "The path of gradient descent over the level lines of f",
      over: ["v₁", "v₂"].map((text, i) => {
        const [x, y] = nameAt(i);
        return h("text", { key: i, class: `lw-name ${i && state.deficient ? "lw-third" : "lw-quiet"}`, x, y: y + 4, "text-anchor": "middle" }, text);
      }).concat(h(Handle, {
        control: "start", x: handle[0], y: handle[1], sx, sy, step: 0.1, label: "Start of the descent",
        text: `w₀ = (${formatNumber(state.start[0])}, ${formatNumber(state.start[1])})`,
        onMove: (x, y) => {
          const w = inEigen ? math.point(run.eigen, [x, y]) : [x, y];
          // In eigen-coordinates a corner of the picture lies outside the square that w may fill.
          if (w.every((value) => Math.abs(value) <= 3)) set({ start: w });
        },
      })),
    },
    h(Levels, { p, q, x: sx(origin[0]), y: sy(origin[1]), unit, turn }),
    h("path", { class: "re-arm", d: line([1, 0]) }),
    h("path", { class: state.deficient ? "re-valley" : "re-arm", d: line([0, 1]) }),
    h("path", { class: "lw-curve lw-forward re-path", d: path(places, sx, sy) }),
    h("path", { class: "re-dots", d: dots(places.slice(1, 80), sx, sy) }),
    h("circle", { class: "re-star", cx: sx(minimiser[0]), cy: sy(minimiser[1]), r: 5 })));
}

/** The last iteration that the curves show. */
function horizon(state, run) {
  if (run.needed === null) return 30;
  if (state.axis === "linear") return Math.max(10, Math.ceil(1.15 * run.needed));
  return 10 ** Math.ceil(Math.log10(Math.max(10, run.needed, run.sublinear ?? 0, run.linear ?? 0)));
}

const sampleTimes = (last, log) => {
  const times = [];
  const count = 140;
  for (let i = 0; i <= count; i += 1) {
    const t = log ? Math.round(last ** (i / count)) : Math.round((last * i) / count);
    if (t !== times.at(-1)) times.push(t);
  }
  return times;
};

/** A count of iterations under the level ε, on a row of its own. */
function Count({ row, t, text, tone, sx, level }) {
  const x = sx(Math.max(t, sx.domain[0]));
  const toLeft = x > 210;
  const y = level + ROW * (row + 1) + 4;
  return h("g", { class: `re-count lw-${tone}` },
    h("path", { d: `M${x} ${level}V${y - 4}h${toLeft ? -4 : 4}` }),
    h("circle", { cx: x, cy: level, r: 4 }),
    h("text", { class: `lw-name lw-${tone}`, x: x + (toLeft ? -7 : 7), y, "text-anchor": toLeft ? "end" : "start" }, text));
}

function Curves({ state, run, memo, uid }) {
  const log = state.axis === "log";
  const last = horizon(state, run);
  const times = cached(memo, "times", `${last} ${log}`, () => sampleTimes(last, log));
  const gaps = times.map((t) => math.gap(run.eigen, math.descend(run.eigen, run.start, run.eta, t)));
  const bound = run.sublinear === null ? [] : times.filter((t) => t > 0).map((t) => [t, run.R ** 2 / (2 * run.eta * t)]);
  const floor = run.needed === null ? Math.min(...gaps.filter((g) => g > 0)) / 3 : run.epsilon;
  const top = Math.max(10 * floor, 2 * run.first, ...(run.needed === null ? gaps : []));
  const x = { domain: [log ? 1 : 0, last], log, label: "iteration t" };
  const y = { domain: [floor, top], log: true, label: "gap f(w) − f*" };
  const box = frame({ ...CURVES, x, y });
  const level = CURVES.height - box.bottom - ROW * ROWS - 10;
  box.sy = scale(y.domain, [level, box.top], true);
  const { sx, sy } = box;
  const counts = run.needed === null ? [] : [
    [run.needed, `needed: ${whole(run.needed)}`, "forward"],
    [run.linear, `log 1/ε bound: ${whole(run.linear)}`, "third"],
    [run.sublinear, run.sublinear === null ? "" : `1/ε bound: ${whole(run.sublinear)}`, "backward"],
  ];
  return h("figure", { class: "lw-panel" },
    h("figcaption", null, run.needed === null ? "The gap does not tend to zero" : `How long until the gap is ε = ${formatNumber(run.epsilon)}?`),
    h(Plot, {
      frame: box, x, y, uid, name: "curves", label: "The gap after t iterations, and two bounds on it",
      over: [
        run.needed !== null && h("path", { class: "re-level", d: `M${box.left} ${level}H${CURVES.width - box.right}` }),
        ...counts.map(([t, text, tone], row) =>
          t !== null && t <= last && h(Count, { key: tone, row, t, text, tone, sx, level })),
        ...counts.map(([t, text, tone], row) => t !== null && t > last && h("text", {
          key: `far ${tone}`, class: `lw-name lw-${tone}`, x: CURVES.width - box.right, y: level + ROW * (row + 1) + 4, "text-anchor": "end",
        }, `${text} →`)),
      ],
    },
    h("clipPath", { id: `${uid}-above` }, h("rect", { x: box.left, y: 0, width: CURVES.width, height: level })),
    h("g", { "clip-path": `url(#${uid}-above)` },
      run.needed !== null && h("path", {
        class: "lw-curve lw-third lw-dashed", d: path(times.map((t) => [t, run.first * run.rho ** t]), sx, sy),
      }),
      h("path", { class: "lw-curve lw-backward lw-dashed", d: path(bound, sx, sy) }),
      h("path", { class: "lw-curve lw-forward", d: path(times.map((t, i) => [t, gaps[i]]), sx, sy) }))));
}

/** The state in words and numbers; no line ends between a sign and the number after it. */
const sentence = (state, run) => inWords(state, run).replace(/ ([=>]) (?=[−0-9])/g, "\u00a0$1\u00a0");

function inWords(state, run) {
  const factor = (value) => formatNumber(1 - run.eta * value);
  const steps = (n) => `${whole(n)} step${n === 1 ? "" : "s"}`;
  const [steep, flat] = run.eigen.eigenvalues.map(factor);
  const along = state.deficient
    ? `A step multiplies the distance along v₁ by 1 − ηλ₁ = ${steep} and moves nothing along v₂: `
      + "every point of the dashed line is optimal, and descent comes to the one nearest to its start."
    : `A step multiplies the distance from w* by 1 − ηλ₁ = ${steep} along v₁ and by 1 − ηλ₂ = ${flat} along v₂.`;
  if (run.needed === null) {
    const size = run.rho > 1 ? "is larger than 1 in size: the descent diverges from its first step on" : "has size 1: the descent swings for ever";
    return `${along} The factor ${steep} ${size}, because η ${run.rho > 1 ? ">" : "="} 2/λ₁.`;
  }
  const lecture = run.sublinear === null
    ? "The lecture’s bound says nothing, since η > 1/λ₁."
    : `The lecture’s bound R²/2ηε asks for ${whole(run.sublinear)}.`;
  return `${along} The gap is at most ε = ${formatNumber(state.epsilon)} after ${steps(run.needed)}; `
    + `the linear rate promises it after ${whole(run.linear)}. ${lecture}`;
}

function View({ state, set, memo, uid }) {
  const run = cached(memo, "run", JSON.stringify(state), () => follow(state));
  return h("div", { class: "lw lw-view re", "data-widget": "RegressionExplorer" },
    h("div", { class: "lw-shown" },
      h("div", { class: "lw-panels" }, h(Plane, { state, run, set, uid }), h(Curves, { state, run, memo, uid })),
      h("p", { class: "lw-says", "aria-live": "polite" }, sentence(state, run))),
    h("div", { class: "lw-controls" },
      h(Slider, { control: "kappa", name: "κ", label: "Condition number", value: state.kappa, min: 1, max: 1000, log: true, steps: 120, onInput: (kappa) => set({ kappa }) }),
      h(Slider, { control: "angle", name: "angle", value: state.angle, min: -90, max: 90, step: 1, format: degrees, range: "−90° to 90°", label: "Angle of the first eigenvector", onInput: (angle) => set({ angle }) }),
      h(Slider, { control: "step", main: true, name: "η λ₁", label: "Step size times largest eigenvalue", value: state.step, min: 0.05, max: 2.2, step: 0.01, onInput: (step) => set({ step }) }),
      h(Slider, { control: "epsilon", name: "ε", label: "Gap asked for", value: state.epsilon, min: 1e-12, max: 0.1, log: true, steps: 110, range: "10⁻¹² to 0.1", format: formatNumber, onInput: (epsilon) => set({ epsilon }) })),
    h("div", { class: "lw-row" },
      h(Segments, { control: "frame", label: "picture along", value: state.frame, options: FRAMES, uid, onChange: (value) => set({ frame: value }) }),
      h(Segments, { control: "axis", label: "axis of t", value: state.axis, options: AXES_OF_T, uid, onChange: (axis) => set({ axis }) }),
      h(Check, { control: "deficient", label: "λ₂ = 0", checked: state.deficient, onChange: (deficient) => set({ deficient }) })));
}

const front = widget({ traits: TRAITS, View });
export const { still } = front;
export { math };
export default { render: front.render };
