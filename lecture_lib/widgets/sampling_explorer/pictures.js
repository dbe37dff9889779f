// The SamplingExplorer's three pictures: the paths, which examples SGD draws, and the gaps with the floors of the noise.
import { cached } from "../shared/cached.js";
import { levelLines } from "../shared/contours.js";
import { h } from "../shared/element.js";
import { Handle } from "../shared/handle.js";
import { formatNumber } from "../shared/numbers.js";
import { Plot, frame, path } from "../shared/plot.js";
import { nameOf } from "./lesson.js";
import * as math from "./math.js";
import { indexRule, stepSizes } from "./runs.js";
import { cloud, curve, spread, track } from "./thin.js";

const [W1, W2] = ["w₁", "w₂"].map((label) => ({ domain: [-3, 3], label }));
const PLANE = frame({ width: 340, height: 300, x: W1, y: W2, margin: { left: 32, right: 10, top: 20 } });
const DRAWS = { width: 340, height: 124, margin: { left: 32, right: 10, top: 22 } };
const CURVES = { width: 340, height: 424, margin: { left: 38, right: 46, top: 20 } };
const GAPS = [1e-4, 30];
const LEVELS = [0.02, 0.1, 0.3, 0.7, 1.3, 2.2, 3.4];
export const TONES = { gd: "forward", sgd: "backward", minibatch: "third" };
const APART = 17;
/** Of SGD's draws, so many are shown. */
const FIRST = 40;
/** 0, 1, 2, ..., the numbers of the steps. */
const NUMBERS = Int32Array.from({ length: 10001 }, (_, k) => k);
/** The noisiest path lies at the bottom. */
export const ORDER = ["sgd", "minibatch", "gd"];

/** The name of each path beside its end, where that lies in the picture. */
function Ends({ runs, shown, b }) {
  const { sx, sy } = PLANE;
  const ends = shown
    .map((key) => [key, sx(runs[key].x.at(-1)), sy(runs[key].y.at(-1))])
    .filter(
      ([, x, y]) => x > PLANE.left && x < PLANE.width - PLANE.right && y > PLANE.top && y < PLANE.height - PLANE.bottom,
    );
  const heights = spread(
    ends.map(([, , y]) => y + 4),
    APART,
    PLANE.top + 12,
    PLANE.height - PLANE.bottom - 6,
  );
  const rightmost = Math.max(...ends.map(([, x]) => x));
  const toLeft = rightmost > PLANE.width - 75;
  const column = toLeft ? Math.min(...ends.map(([, x]) => x)) - 22 : rightmost + 22;
  return ends.map(([key, x, y], i) =>
    h(
      "g",
      { key, class: `sa-end lw-${TONES[key]}` },
      h("path", { d: `M${x} ${y}L${column + (toLeft ? 3 : -3)} ${heights[i] - 4}` }),
      h("circle", { cx: x, cy: y, r: 4.5 }),
      h(
        "text",
        { class: `lw-name lw-${TONES[key]}`, x: column, y: heights[i], "text-anchor": toLeft ? "end" : "start" },
        nameOf(key, b),
      ),
    ),
  );
}

/** The paths over the level lines of f: their first steps as lines, later points as dots. */
export function Plane({ state, run, set, uid, memo }) {
  const { sx, sy } = PLANE;
  const [width, height] = [PLANE.width - PLANE.right, PLANE.height - PLANE.bottom];
  const drawn = (key) =>
    cached(memo, `${key} path`, run.runs[key].key, () =>
      h(
        "g",
        { key },
        h("path", { class: `sa-cloud sa-${key}`, d: cloud(run.runs[key], sx, sy, width, height) }),
        h("path", { class: `lw-curve lw-${TONES[key]} sa-track sa-${key}`, d: track(run.runs[key], sx, sy) }),
      ),
    );
  return h(
    Plot,
    {
      frame: PLANE,
      x: W1,
      y: W2,
      uid,
      name: "plane",
      label: "Paths over the level lines of f",
      over: [
        h(Ends, { key: "ends", ...run, b: state.batch_size }),
        h(Handle, {
          key: "start",
          control: "start",
          x: state.start[0],
          y: state.start[1],
          sx,
          sy,
          step: 0.1,
          label: "Start of the descents",
          className: "sa-start",
          text: `w₀ = (${formatNumber(state.start[0])}, ${formatNumber(state.start[1])})`,
          onMove: (x, y) => set({ start: [x, y] }),
        }),
      ],
    },
    cached(memo, "levels", "", () =>
      h(
        "g",
        null,
        levelLines(math.gap, LEVELS, sx, sy).map((d) => h("path", { class: "lw-level", d })),
      ),
    ),
    ORDER.filter((key) => run.shown.includes(key)).map(drawn),
    h("path", { class: "sa-star", d: `M${sx(math.W_STAR[0]) - 6} ${sy(math.W_STAR[1])}h12m-6 -6v12` }),
  );
}

/** Which of the m examples the first steps of SGD draw; copies of one lie in one band. */
export function Draws({ state, run, uid, memo }) {
  const { rule, seed, copies } = state;
  const { count } = run.problem;
  return cached(memo, "draws", JSON.stringify([rule, seed, copies, count]), () => {
    const m = count * copies;
    const x = { domain: [0.5, FIRST + 0.5], ticks: [1, 10, 20, 30, 40], label: "step k of SGD" };
    const y = {
      domain: [m + 0.5, 0.5],
      ticks: [1, m],
      label: copies > 1 ? `example drawn (${copies} copies a band)` : "example drawn",
    };
    // Four digits of parabolas of one's own take more room.
    const box = frame({ ...DRAWS, x, y, margin: { ...DRAWS.margin, left: m > 999 ? 40 : DRAWS.margin.left } });
    const { sx, sy } = box;
    const batch = new Int32Array(1);
    const next = indexRule(state, m, 1, batch);
    let dots = "";
    for (let k = 1; k <= FIRST; k += 1) {
      next();
      dots += `M${sx(k).toFixed(1)} ${sy(batch[0] + 1).toFixed(1)}h0`;
    }
    let bands = "";
    for (let i = 0; i < count; i += 2)
      bands += `M${box.left} ${sy(i * copies + 0.5)}H${DRAWS.width - box.right}V${sy((i + 1) * copies + 0.5)}H${box.left}Z`;
    let epochs = "";
    if (rule !== "randomized")
      for (let k = m; k < FIRST; k += m) epochs += `M${sx(k + 0.5)} ${box.top}V${DRAWS.height - box.bottom}`;
    return h(
      Plot,
      {
        frame: box,
        x,
        y,
        uid,
        name: "draws",
        label: `The examples, 1 to ${m}, that the first ${FIRST} steps of SGD draw by the ${rule} rule`,
      },
      h("path", { class: "sa-bands", d: bands }),
      h("path", { class: "sa-epochs", d: epochs }),
      h("path", { class: "sa-dots", d: dots }),
    );
  });
}

/** The floor of each noisy method at the step size of every moment, as a path and the height of its top. */
function floorLine(key, state, run, sx, sy) {
  const { b, steps } = run.runs[key];
  const size = stepSizes(state, steps);
  const perStep = state.axis === "evaluations" ? b : 1;
  const [from, to] = sx.domain.map(sx);
  const at = (px) =>
    run.problem.floor(size(Math.min(steps, Math.max(1, Math.ceil(sx.invert(px) / perStep)))), b, state.copies);
  const stride = state.schedule === "constant" ? to - from : (to - from) / 48;
  const points = Array.from({ length: Math.round((to - from) / stride) + 1 }, (_, i) => [
    from + i * stride,
    at(from + i * stride),
  ]);
  const top = points.reduce((best, point) => (point[1] < GAPS[1] && !(point[1] <= best[1]) ? point : best), [from, -1]);
  return {
    key,
    d: path(
      points,
      (px) => px,
      (value) => (value > 0 ? sy(value) : NaN),
    ),
    at: top[0],
    value: top[1],
  };
}

/** The gap of each method against iterations or gradients: means over stretches, with bands of what lies around them. */
export function Curves({ state, run, uid, memo }) {
  const byCost = state.axis === "evaluations";
  const { box, x, y } = cached(memo, "curves frame", `${byCost} ${state.budget}`, () => {
    const axes = {
      x: { domain: [1, state.budget], log: true, label: byCost ? "gradients of single examples" : "iteration k" },
      y: { domain: GAPS, log: true, label: "f(w) − f*" },
    };
    return { ...axes, box: frame({ ...CURVES, ...axes }) };
  });
  const { sx, sy } = box;
  const [right, base] = [CURVES.width - box.right, CURVES.height - box.bottom];
  const drawn = run.shown.map((key) => {
    const { key: version, gaps, evaluations, b, diverged } = run.runs[key];
    const how = { stairs: byCost && b > 1 && diverged === null, band: key !== "gd" };
    const line = () => curve(byCost ? evaluations : NUMBERS, gaps, sx, sy, how);
    return { key, diverged, ...cached(memo, `${key} curve`, `${version} ${byCost} ${state.budget}`, line) };
  });
  const heights = spread(
    drawn.map(({ end, diverged }) => (diverged === null ? end + 4 : box.top + 4)),
    APART,
    box.top + 4,
    base + 2,
  );
  const floors = Object.keys(run.floors).map((key) => floorLine(key, state, run, sx, sy));
  const named = floors.filter(({ value }) => value > GAPS[0]);
  // SGD's floor is the higher one: its name stands above its line, the other's below.
  const names = spread(
    named.map(({ key, value }) => sy(value) + (key === "sgd" ? -5 : 14)),
    APART,
    box.top + 12,
    base - 5,
  );
  return h(
    Plot,
    {
      frame: box,
      x,
      y,
      uid,
      name: "curves",
      label: "The gap of each method against its cost",
      over: [
        ...drawn.map(({ key, diverged }, i) => {
          const gone = diverged !== null;
          // The longer name of a run that has left the picture ends where the picture does.
          const place = gone ? { x: CURVES.width, "text-anchor": "end" } : { x: right + 6 };
          const name = `${nameOf(key, run.runs[key].b)}${gone ? " ↑" : ""}`;
          return h("text", { key, class: `lw-name lw-${TONES[key]}`, y: heights[i], ...place }, name);
        }),
        ...named.map(({ key, at, value }, i) =>
          h(
            "text",
            {
              key: `floor ${key}`,
              class: `lw-name lw-${TONES[key]}`,
              y: names[i],
              x: Math.min(at + 6, right),
              "text-anchor": at > (box.left + right) / 2 ? "end" : "start",
            },
            `floor ${formatNumber(value, 2)}`,
          ),
        ),
      ],
    },
    ORDER.map((key) => drawn.find((one) => one.key === key))
      .filter(Boolean)
      .map(({ key, band, line }) =>
        h(
          "g",
          { key },
          h("path", { class: `sa-band sa-${key}`, d: band }),
          h("path", { class: `lw-curve lw-${TONES[key]}`, d: line }),
        ),
      ),
    floors.map(({ key, d }) =>
      h("path", { key: `floor ${key}`, class: `lw-curve lw-dashed lw-${TONES[key]} sa-floor`, d }),
    ),
  );
}
