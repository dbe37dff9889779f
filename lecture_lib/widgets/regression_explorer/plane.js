// The path of descent over the level lines.
import { h } from "../shared/element.js";
import { Handle } from "../shared/handle.js";
import { Plot, dots, frame, path } from "../shared/plot.js";
import { steady } from "../shared/steady.js";
import { formatNumber } from "./lesson.js";
import * as math from "./math.js";

const PLANE = frame({
  width: 340,
  height: 330,
  x: { domain: [-3, 3] },
  y: { domain: [-3, 3] },
  margin: { left: 30, right: 10, top: 22 },
});
const AXES = {
  weights: { x: { label: "w₁" }, y: { label: "w₂" } },
  eigenvectors: { x: { label: "c₁, along v₁" }, y: { label: "c₂, along v₂" } },
};
const LEVELS = [0.02, 0.1, 0.3, 0.7, 1.3, 2.2, 3.4, 5, 7];

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

export function Plane({ state, run, set, uid }) {
  const inEigen = state.frame === "eigenvectors";
  const { sx, sy } = PLANE;
  const place = (c) => (inEigen ? c : math.point(run.eigen, c));
  const turn = inEigen ? 0 : -state.angle;
  const origin = place([0, 0]);
  const [p, q] = run.eigen.eigenvalues;
  const unit = sx(1) - sx(0);
  const arm = (c) => {
    const [x, y] = place(c);
    return [sx(x), sy(y)];
  };
  // The name of an eigenvector stands at the end of its line that the descent does not come from.
  const nameAt = (i) => {
    const away = run.start[i] > 0 ? -1 : 1;
    const [x, y] = arm([0, 0]);
    const [toX, toY] = arm(i === 0 ? [away, 0] : [0, away]);
    const room = (from, step, low, high) =>
      Math.abs(step) < 1e-9 ? Infinity : ((step > 0 ? high : low) - from) / step;
    const reach = Math.min(
      room(x, toX - x, PLANE.left + 14, PLANE.width - PLANE.right - 14),
      room(y, toY - y, PLANE.top + 14, PLANE.height - PLANE.bottom - 14),
    );
    return [x + reach * (toX - x), y + reach * (toY - y)];
  };
  const places = run.steps.map(place);
  const handle = place(run.start);
  const minimiser = place([0, state.deficient ? run.start[1] : 0]);
  const line = (c) => `M${arm(c.map((x) => -9 * x)).join(" ")}L${arm(c.map((x) => 9 * x)).join(" ")}`;
  const flat = state.deficient ? "0" : formatNumber(1 / state.kappa);
  return h(
    "figure",
    { class: "lw-panel" },
    h("figcaption", null, `λ₁ = 1 along v₁, λ₂ = ${flat} along v₂`),
    h(
      Plot,
      {
        frame: PLANE,
        ...AXES[state.frame],
        uid,
        name: "plane",
        label: "The path of gradient descent over the level lines of f",
        over: ["v₁", "v₂"]
          .map((text, i) => {
            const [x, y] = nameAt(i);
            return h(
              "text",
              {
                key: i,
                class: `lw-name ${i && state.deficient ? "lw-third" : "lw-quiet"}`,
                x,
                y: y + 4,
                "text-anchor": "middle",
              },
              text,
            );
          })
          .concat(
            h(Handle, {
              control: "start",
              x: handle[0],
              y: handle[1],
              sx,
              sy,
              step: 0.1,
              label: "Start of the descent",
              text: `w₀ = (${formatNumber(state.start[0])}, ${formatNumber(state.start[1])})`,
              onMove: (x, y) => {
                const w = inEigen ? math.point(run.eigen, [x, y]) : [x, y];
                // In eigen-coordinates a corner of the picture lies outside the square that w may fill.
                if (w.every((value) => Math.abs(value) <= 3)) set({ start: w });
              },
            }),
          ),
      },
      h(Levels, { p, q, x: sx(origin[0]), y: sy(origin[1]), unit, turn }),
      h("path", { class: "re-arm", d: line([1, 0]) }),
      h("path", { class: state.deficient ? "re-valley" : "re-arm", d: line([0, 1]) }),
      h("path", { class: "lw-curve lw-forward re-path", d: path(places, sx, sy) }),
      h("path", { class: "re-dots", d: dots(places.slice(1, 80), sx, sy) }),
      h("circle", { class: "re-star", cx: sx(minimiser[0]), cy: sy(minimiser[1]), r: 5 }),
    ),
  );
}
