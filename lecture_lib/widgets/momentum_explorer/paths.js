// The paths of both methods on level lines: on those of the quadratic, or of one's own function.
import { h } from "../shared/element.js";
import { Handle } from "../shared/handle.js";
import { formatNumber } from "../shared/numbers.js";
import { Plot, dots, frame, path } from "../shared/plot.js";
import { steady } from "../shared/steady.js";

const SIZE = { width: 340, height: 292, margin: { top: 20, left: 34 } };
const HALF = { momentum: 42, "gradient descent": 66 };

/** The frame of a part of the plane with the axes `x` and `y`; in `unit` it reaches about as far as 1 from the middle. */
export const placeOf = (x, y, unit) => ({ x, y, unit, box: frame({ ...SIZE, x, y }) });

/** The iterates up to the first that is far outside the picture: no screen has room for the rest. */
function inSight(points, unit) {
  const [far, farthest] = [40 * unit, 99 * unit];
  const end = points.findIndex(([x, y]) => !(x * x + y * y < far * far));
  if (end < 0) return points;
  const within = (x) => Math.min(Math.max(x, -farthest), farthest);
  return points.slice(0, Math.max(end, 1) + 1).map((point) => point.map(within));
}

/** Where a name has the most room: above or below one of the first iterates, off both paths. */
function roomFor(name, own, other, taken, box) {
  const { sx, sy } = box;
  const half = HALF[name];
  const near = [...own.slice(0, 16), ...other.slice(0, 24)].map(([x, y]) => [sx(x), sy(y)]);
  let best = null;
  for (const [x, y] of own.slice(1, 9)) {
    for (const shift of [-15, 20, -30, 34]) {
      const px = Math.min(Math.max(sx(x), box.left + half), box.width - box.right - half);
      const py = sy(y) + shift;
      if (py < box.top + 12 || py > box.height - box.bottom - 8) continue;
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
  return best ?? { x: box.width - box.right - half, y: taken ? box.top + 36 : box.top + 14 };
}

const Run = steady(({ points, hue, box: { sx, sy } }) =>
  h(
    "g",
    null,
    h("path", { class: `lw-curve me-run ${hue}`, d: path(points, sx, sy) }),
    h("path", { class: `lw-curve me-dots ${hue}`, d: dots(points, sx, sy) }),
  ),
);

/**
 * Both paths on a `ground`, in a `place` as `placeOf` gives it; the start is dragged, as finely as `grain` has it. `what` says
 * of what the level lines are.
 */
export function Paths({ momentum, descent, start, place, ground, grain, what, uid, onMove }) {
  const { x, y, unit, box } = place;
  const [ours, theirs] = [inSight(momentum, unit), inSight(descent, unit)];
  const first = roomFor("momentum", ours, theirs, null, box);
  const second = roomFor("gradient descent", theirs, ours, first, box);
  const round = (number) => Number(number.toFixed(grain.digits));
  return h(
    Plot,
    {
      frame: box,
      x,
      y,
      uid,
      name: "paths",
      label: `Level lines of ${what}, with the paths of gradient descent and of momentum from the same start`,
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
          sx: box.sx,
          sy: box.sy,
          step: grain.step,
          label: "Start",
          className: "me-start",
          text: `start at ${formatNumber(start[0])}, ${formatNumber(start[1])}`,
          onMove: (x, y) => onMove([round(x), round(y)]),
        }),
      ),
    },
    ground,
    h(Run, { points: theirs, hue: "lw-forward", box }),
    h(Run, { points: ours, hue: "me-momentum", box }),
  );
}
