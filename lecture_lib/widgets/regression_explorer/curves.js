// The gap after t iterations, the two bounds on it, and when each is at most ε.
import { cached } from "../shared/cached.js";
import { h } from "../shared/element.js";
import { Plot, frame, path, scale } from "../shared/plot.js";
import { formatNumber, whole } from "./lesson.js";
import * as math from "./math.js";

const CURVES = { width: 380, height: 330, margin: { left: 46, right: 20, top: 22 } };
/** Rows under the level ε, one for each count. */
const ROWS = 3;
const ROW = 17;

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
  return h(
    "g",
    { class: `re-count lw-${tone}` },
    h("path", { d: `M${x} ${level}V${y - 4}h${toLeft ? -4 : 4}` }),
    h("circle", { cx: x, cy: level, r: 4 }),
    h(
      "text",
      { class: `lw-name lw-${tone}`, x: x + (toLeft ? -7 : 7), y, "text-anchor": toLeft ? "end" : "start" },
      text,
    ),
  );
}

export function Curves({ state, run, memo, uid }) {
  const log = state.axis === "log";
  const last = horizon(state, run);
  const times = cached(memo, "times", `${last} ${log}`, () => sampleTimes(last, log));
  const gaps = times.map((t) => math.gap(run.eigen, math.descend(run.eigen, run.start, run.eta, t)));
  const bound =
    run.sublinear === null ? [] : times.filter((t) => t > 0).map((t) => [t, run.R ** 2 / (2 * run.eta * t)]);
  const floor = run.needed === null ? Math.min(...gaps.filter((g) => g > 0)) / 3 : run.epsilon;
  const top = Math.max(10 * floor, 2 * run.first, ...(run.needed === null ? gaps : []));
  const x = { domain: [log ? 1 : 0, last], log, label: "iteration t" };
  const y = { domain: [floor, top], log: true, label: "gap f(w) − f*" };
  const box = frame({ ...CURVES, x, y });
  const level = CURVES.height - box.bottom - ROW * ROWS - 10;
  box.sy = scale(y.domain, [level, box.top], true);
  const { sx, sy } = box;
  const counts =
    run.needed === null
      ? []
      : [
          [run.needed, `needed: ${whole(run.needed)}`, "forward"],
          [run.linear, `log 1/ε bound: ${whole(run.linear)}`, "third"],
          [run.sublinear, run.sublinear === null ? "" : `1/ε bound: ${whole(run.sublinear)}`, "backward"],
        ];
  return h(
    "figure",
    { class: "lw-panel" },
    h(
      "figcaption",
      null,
      run.needed === null
        ? "The gap does not tend to zero"
        : `How long until the gap is ε = ${formatNumber(run.epsilon)}?`,
    ),
    h(
      Plot,
      {
        frame: box,
        x,
        y,
        uid,
        name: "curves",
        label: "The gap after t iterations, and two bounds on it",
        over: [
          run.needed !== null &&
            h("path", { class: "re-level", d: `M${box.left} ${level}H${CURVES.width - box.right}` }),
          ...counts.map(
            ([t, text, tone], row) => t !== null && t <= last && h(Count, { key: tone, row, t, text, tone, sx, level }),
          ),
          ...counts.map(
            ([t, text, tone], row) =>
              t !== null &&
              t > last &&
              h(
                "text",
                {
                  key: `far ${tone}`,
                  class: `lw-name lw-${tone}`,
                  x: CURVES.width - box.right,
                  y: level + ROW * (row + 1) + 4,
                  "text-anchor": "end",
                },
                `${text} →`,
              ),
          ),
        ],
      },
      h("clipPath", { id: `${uid}-above` }, h("rect", { x: box.left, y: 0, width: CURVES.width, height: level })),
      h(
        "g",
        { "clip-path": `url(#${uid}-above)` },
        run.needed !== null &&
          h("path", {
            class: "lw-curve lw-third lw-dashed",
            d: path(
              times.map((t) => [t, run.first * run.rho ** t]),
              sx,
              sy,
            ),
          }),
        h("path", { class: "lw-curve lw-backward lw-dashed", d: path(bound, sx, sy) }),
        h("path", {
          class: "lw-curve lw-forward",
          d: path(
            times.map((t, i) => [t, gaps[i]]),
            sx,
            sy,
          ),
        }),
      ),
    ),
  );
}
