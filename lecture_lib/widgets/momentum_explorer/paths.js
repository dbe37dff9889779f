// The paths of both methods on the level lines of the quadratic.
import { h } from "preact";
import { Handle } from "../shared/handle.js";
import { formatNumber } from "../shared/numbers.js";
import { Plot, frame, path } from "../shared/plot.js";

export const BOUNDS = [[-1.2, 1.2], [-1, 1]];

const X = { domain: BOUNDS[0], label: "x₁, the flat direction", ticks: [-1, 0, 1] };
const Y = { domain: BOUNDS[1], label: "x₂, the steep direction", ticks: [-1, 0, 1] };
const BOX = frame({ width: 340, height: 292, x: X, y: Y, margin: { top: 20, left: 34 } });
const { sx, sy } = BOX;
const HEIGHTS = [0.03, 0.08, 0.16, 0.28, 0.44, 0.64, 0.88, 1.16, 1.48];
const HALF = { momentum: 42, "gradient descent": 66 };

/** The level lines, where the steep direction reaches `HEIGHTS`. */
export function Levels({ condition }) {
  return h("g", null, HEIGHTS.map((height) => h("ellipse", {
    key: height, class: "lw-level", cx: sx(0), cy: sy(0),
    rx: sx(height * Math.sqrt(condition)) - sx(0), ry: sy(0) - sy(height),
  })));
}

/** The iterates up to the first that is far outside the picture: no screen has room for the rest. */
export function inSight(points) {
  const end = points.findIndex((point) => !(Math.hypot(...point) < 40));
  return end < 0 ? points : points.slice(0, Math.max(end, 1) + 1).map((point) => point.map((x) => Math.min(Math.max(x, -99), 99)));
}

/** Where a name has the most room: above or below one of the first iterates, off both paths. */
export function roomFor(name, own, other, taken) {
  const near = [...own.slice(0, 16), ...other.slice(0, 24)].map(([x, y]) => [sx(x), sy(y)]);
  let best = null;
  for (const [x, y] of own.slice(1, 9)) {
    for (const shift of [-15, 20, -30, 34]) {
      const [px, py] = [Math.min(Math.max(sx(x), BOX.left + HALF[name]), BOX.width - BOX.right - HALF[name]), sy(y) + shift];
      if (py < BOX.top + 12 || py > BOX.height - BOX.bottom - 8) continue;
      if (taken && Math.abs(px - taken.x) < HALF.momentum + HALF["gradient descent"] && Math.abs(py - taken.y) < 20) continue;
      const room = Math.min(...near.map(([qx, qy]) => Math.hypot(Math.max(0, Math.abs(qx - px) - HALF[name]), qy - (py - 4))));
      const score = Math.min(room, 24) - Math.abs(shift) / 20;
      if (!best || score > best.score) best = { x: px, y: py, score };
    }
  }
  // All iterates are out of the picture: the name goes to a corner.
  return best ?? { x: BOX.width - BOX.right - HALF[name], y: taken ? BOX.top + 36 : BOX.top + 14 };
}

const dots = (points) => points.map(([x, y]) => `M${sx(x).toFixed(2)} ${sy(y).toFixed(2)}h0`).join("");

function Run({ points, hue }) {
  return h("g", null,
    h("path", { class: `lw-curve me-run ${hue}`, d: path(points, sx, sy) }),
    h("path", { class: `lw-curve me-dots ${hue}`, d: dots(points) }));
}

/** Both paths; the start is dragged. `levels` are the level lines, drawn once for a condition number. */
export function Paths({ momentum, descent, start, levels, uid, onMove }) {
  const [ours, theirs] = [inSight(momentum), inSight(descent)];
  const first = roomFor("momentum", ours, theirs, null);
  const second = roomFor("gradient descent", theirs, ours, first);
  return h(Plot, {
    frame: BOX, x: X, y: Y, uid, name: "paths",
    label: "Level lines of the quadratic, with the paths of gradient descent and of momentum from the same start",
    over: h("g", null,
      h("text", { ...second, score: undefined, "text-anchor": "middle", class: "lw-name lw-backward" }, "gradient descent"),
      h("text", { ...first, score: undefined, "text-anchor": "middle", class: "lw-name lw-forward" }, "momentum"),
      h(Handle, {
        control: "start", x: start[0], y: start[1], sx, sy, step: 0.05, label: "Start", className: "me-start",
        text: `start at ${formatNumber(start[0])}, ${formatNumber(start[1])}`,
        onMove: (x, y) => onMove([Number(x.toFixed(3)), Number(y.toFixed(3))]),
      })),
  },
  levels,
  h("path", { class: "me-cross", d: `M${sx(0) - 5} ${sy(0)}h10M${sx(0)} ${sy(0) - 5}v10` }),
  h(Run, { points: theirs, hue: "lw-backward" }),
  h(Run, { points: ours, hue: "lw-forward" }));
}
