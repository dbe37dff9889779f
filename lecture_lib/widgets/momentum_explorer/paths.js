// The paths of both methods on the level lines of the quadratic.
import { h } from "../shared/element.js";
import { Handle } from "../shared/handle.js";
import { formatNumber } from "../shared/numbers.js";
import { Plot, dots, frame, path } from "../shared/plot.js";
import { steady } from "../shared/steady.js";
import TRAITS from "./traits.json";

const [ACROSS, UP] = TRAITS.start.bounds;
const X = { domain: ACROSS, label: "x₁, the flat direction", ticks: [-1, 0, 1] };
const Y = { domain: UP, label: "x₂, the steep direction", ticks: [-1, 0, 1] };
const BOX = frame({ width: 340, height: 292, x: X, y: Y, margin: { top: 20, left: 34 } });
const { sx, sy } = BOX;
const HEIGHTS = [0.03, 0.08, 0.16, 0.28, 0.44, 0.64, 0.88, 1.16, 1.48];
const HALF = { momentum: 42, "gradient descent": 66 };

/** The level lines, where the steep direction reaches `HEIGHTS`. */
const Levels = steady(({ condition }) =>
  h(
    "g",
    null,
    HEIGHTS.map((height) =>
      h("ellipse", {
        key: height,
        class: "lw-level",
        cx: sx(0),
        cy: sy(0),
        rx: sx(height * Math.sqrt(condition)) - sx(0),
        ry: sy(0) - sy(height),
      }),
    ),
  ),
);

/** The iterates up to the first that is far outside the picture: no screen has room for the rest. */
export function inSight(points) {
  const end = points.findIndex(([x, y]) => !(x * x + y * y < 40 * 40));
  return end < 0
    ? points
    : points.slice(0, Math.max(end, 1) + 1).map((point) => point.map((x) => Math.min(Math.max(x, -99), 99)));
}

/** Where a name has the most room: above or below one of the first iterates, off both paths. */
export function roomFor(name, own, other, taken) {
  const half = HALF[name];
  const near = [...own.slice(0, 16), ...other.slice(0, 24)].map(([x, y]) => [sx(x), sy(y)]);
  let best = null;
  for (const [x, y] of own.slice(1, 9)) {
    for (const shift of [-15, 20, -30, 34]) {
      const px = Math.min(Math.max(sx(x), BOX.left + half), BOX.width - BOX.right - half);
      const py = sy(y) + shift;
      if (py < BOX.top + 12 || py > BOX.height - BOX.bottom - 8) continue;
      if (taken && Math.abs(px - taken.x) < HALF.momentum + HALF["gradient descent"] && Math.abs(py - taken.y) < 20)
        continue;
      let square = Infinity;
      for (let i = 0; i < near.length; i += 1) {
        const across = Math.max(0, Math.abs(near[i][0] - px) - half);
        const up = near[i][1] - (py - 4);
        square = Math.min(square, across * across + up * up);
      }
      const score = Math.min(Math.sqrt(square), 24) - Math.abs(shift) / 20;
      if (!best || score > best.score) best = { x: px, y: py, score };
    }
  }
  // All iterates are out of the picture: the name goes to a corner.
  return best ?? { x: BOX.width - BOX.right - half, y: taken ? BOX.top + 36 : BOX.top + 14 };
}

const Run = steady(({ points, hue }) =>
  h(
    "g",
    null,
    h("path", { class: `lw-curve me-run ${hue}`, d: path(points, sx, sy) }),
    h("path", { class: `lw-curve me-dots ${hue}`, d: dots(points, sx, sy) }),
  ),
);

/** Both paths; the start is dragged. */
export function Paths({ momentum, descent, start, condition, uid, onMove }) {
  const [ours, theirs] = [inSight(momentum), inSight(descent)];
  const first = roomFor("momentum", ours, theirs, null);
  const second = roomFor("gradient descent", theirs, ours, first);
  return h(
    Plot,
    {
      frame: BOX,
      x: X,
      y: Y,
      uid,
      name: "paths",
      label: "Level lines of the quadratic, with the paths of gradient descent and of momentum from the same start",
      over: h(
        "g",
        null,
        h(
          "text",
          { ...second, score: undefined, "text-anchor": "middle", class: "lw-name lw-forward" },
          "gradient descent",
        ),
        h("text", { ...first, score: undefined, "text-anchor": "middle", class: "lw-name me-momentum" }, "momentum"),
        h(Handle, {
          control: "start",
          x: start[0],
          y: start[1],
          sx,
          sy,
          step: 0.05,
          label: "Start",
          className: "me-start",
          text: `start at ${formatNumber(start[0])}, ${formatNumber(start[1])}`,
          onMove: (x, y) => onMove([Number(x.toFixed(3)), Number(y.toFixed(3))]),
        }),
      ),
    },
    h(Levels, { condition }),
    h("path", { class: "me-cross", d: `M${sx(0) - 5} ${sy(0)}h10M${sx(0)} ${sy(0) - 5}v10` }),
    h(Run, { points: theirs, hue: "lw-forward" }),
    h(Run, { points: ours, hue: "me-momentum" }),
  );
}
