// Parabolas of one's own, their mean f, and where on the axis of w the last steps of each method lie.
import { ticks } from "d3-array";
import { h } from "../shared/element.js";
import { Handle } from "../shared/handle.js";
import { formatNumber } from "../shared/numbers.js";
import { frame, Plot, path } from "../shared/plot.js";
import { nameOf } from "./lesson.js";
import { ORDER, TONES } from "./pictures.js";

const SIZE = { width: 340, height: 300, margin: { left: 38, right: 10, top: 20 } };
const SPAN = [-3, 3];
/** A row for the points of each method, under the axis of f = 0. */
const ROWS = 3;
const ROW = 17;
const SAMPLES = 60;

const grid = Array.from({ length: SAMPLES + 1 }, (_, i) => SPAN[0] + ((SPAN[1] - SPAN[0]) * i) / SAMPLES);

/** The points of the last tenth of a run, one for each pixel. */
function lastPoints({ x, taken }, sx, y) {
  const seen = new Set();
  for (let k = taken - Math.floor(taken / 10); k <= taken; k += 1) {
    if (x[k] >= SPAN[0] && x[k] <= SPAN[1]) seen.add(Math.round(sx(x[k])));
  }
  return [...seen].map((px) => `M${px} ${y}h0`).join("");
}

export function Functions({ state, run, set, uid }) {
  const { problem, runs, shown } = run;
  const top = 1.05 * Math.max(problem.value(SPAN[0]), problem.value(SPAN[1]));
  const x = { domain: SPAN, label: "w" };
  const y = { domain: [0, top], label: "f, and the fᵢ" };
  const box = frame({ ...SIZE, x, y: { domain: [(-top * ROWS * ROW) / (SIZE.height - 58 - ROWS * ROW), top] } });
  const { sx, sy } = box;
  const zero = sy(0);
  const parabola = (f) =>
    path(
      grid.map((w) => [w, f(w)]),
      sx,
      sy,
    );
  const rows = ORDER.filter((key) => shown.includes(key));
  const start = state.start[0];
  return h(
    Plot,
    {
      frame: box,
      x,
      y: { ...y, ticks: ticks(0, top, 4) },
      uid,
      name: "functions",
      label: "The functions, their mean, and the last steps of each method",
      over: h(
        "g",
        null,
        rows.map((key, i) =>
          h(
            "text",
            { key, class: `lw-name lw-${TONES[key]}`, x: box.left + 4, y: zero + ROW * (i + 1) - 3 },
            nameOf(key, runs[key].b),
          ),
        ),
        h(Handle, {
          control: "start",
          x: start,
          y: Math.min(top, problem.value(start)),
          sx,
          sy,
          step: 0.1,
          label: "Start of the descents",
          className: "sa-start",
          text: `w₀ = ${formatNumber(start)}`,
          onMove: (to) => set({ start: [to, state.start[1]] }),
        }),
      ),
    },
    problem.centres.map((c, i) =>
      h("path", { key: i, class: "lw-level", d: parabola((w) => 0.5 * problem.curvatures[i] * (w - c) * (w - c)) }),
    ),
    h("path", { class: "lw-curve", d: parabola(problem.value) }),
    rows.map((key, i) =>
      h("path", {
        key: `${key} row`,
        class: `sa-row sa-${key}`,
        d: lastPoints(runs[key], sx, zero + ROW * (i + 1) - 8),
      }),
    ),
    h("path", { class: "sa-star", d: `M${sx(problem.wStar[0])} ${zero - 7}v14` }),
  );
}
