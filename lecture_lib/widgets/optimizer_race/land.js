// The landscape with the paths, in the box that is shown.
import { cached } from "../shared/cached.js";
import { levelGround } from "../shared/contours.js";
import { h } from "../shared/element.js";
import { Handle } from "../shared/handle.js";
import { formatNumber } from "../shared/numbers.js";
import { Plot, frame } from "../shared/plot.js";
import { grain, levelsOf } from "./box.js";
import { Lines } from "./curves.js";
import { CriticalMarks, CriticalNames, kindsPlaced } from "./kinds.js";
import { blocks, EndLabels } from "./labels.js";
import { RACERS } from "./names.js";
import { edges, lastSeen, trail } from "./trails.js";
import { Ground } from "./zoom.js";

const LAND = { width: 388, height: 336, margin: { top: 20, right: 10, bottom: 38, left: 36 } };

/** The frame of a box `[x0, x1, y0, y1]`, with its axes. */
export function frameOf([x0, x1, y0, y1], [across, up]) {
  const axes = { x: { domain: [x0, x1], label: across }, y: { domain: [y0, y1], label: up } };
  const box = frame({ ...LAND, ...axes });
  return { ...axes, box, inside: edges(box) };
}

function Levels({ scene, isOwnBox, sx, sy }) {
  const { value, grid, fStar, levels, minimisers } = scene;
  const chosen = isOwnBox ? levelsOf : levels;
  const { lines, blank } = levelGround(
    grid ?? ((x, y) => value(x, y) - fStar),
    chosen,
    sx,
    sy,
    110,
    110,
    Boolean(grid),
  );
  return h(
    "g",
    null,
    blank && h("path", { d: blank, fill: "currentColor", "fill-opacity": 0.07, "fill-rule": "evenodd" }),
    lines.map((d, i) => h("path", { key: i, class: "lw-level", d })),
    minimisers.map(([x, y]) =>
      h("path", { key: `${x} ${y}`, class: "or-goal", d: `M${sx(x) - 6} ${sy(y)}h12M${sx(x)} ${sy(y) - 6}v12` }),
    ),
  );
}

/**
 * `scene` is the landscape, `seen` the box that is shown, with its `place` as `frameOf` gives it; `critical` are the critical
 * points to mark. `onMove` takes another start, `onBox` another box.
 */
export function Landscape({ scene, seen, place, isOwnBox, critical, start, runs, steps, memo, uid, onMove, onBox }) {
  const { x, y, box, inside } = place;
  const { sx, sy } = box;
  const size = `${scene.key} ${seen}`;
  const ends = runs.flatMap(({ method, points, taken }) => {
    const end = lastSeen(points, Math.min(steps, taken), sx, sy, inside);
    return end ? [{ id: method, method, text: RACERS[method].name, ...end }] : [];
  });
  const lines = runs.map(({ method, key, points, taken, diverged }) => ({
    id: `land-${method}`,
    method,
    key: `${key} ${size} ${steps}`,
    dash: RACERS[method].dash,
    draw: () => trail(points, Math.min(steps, taken), sx, sy, diverged === null ? null : inside),
  }));
  const first = { x: sx(start[0]), y: sy(start[1]) };
  const isInside =
    first.x >= inside.left && first.x <= inside.right && first.y >= inside.top && first.y <= inside.bottom;
  const { digits, step } = grain(seen);
  const round = (number) => Number(number.toFixed(digits));
  const names = critical.length
    ? kindsPlaced(
        critical.map((point) => ({ ...point, x: sx(point.x), y: sy(point.y) })),
        [
          ...blocks(ends, inside, first),
          ...[first, ...ends].map((spot) => ({
            left: spot.x - 8,
            right: spot.x + 8,
            top: spot.y - 8,
            bottom: spot.y + 8,
          })),
        ],
        inside,
      )
    : [];
  return h(
    Plot,
    {
      frame: box,
      x,
      y,
      uid,
      name: "land",
      label: `Level lines of ${scene.name} with the path of each method`,
      over: h(
        "g",
        null,
        h(CriticalNames, { names }),
        h(EndLabels, { ends, box: inside, start: first }),
        isInside &&
          h(Handle, {
            control: "start",
            x: start[0],
            y: start[1],
            sx,
            sy,
            step,
            label: "Start",
            className: "or-start",
            radius: 7,
            text: `start at ${formatNumber(start[0])}, ${formatNumber(start[1])}`,
            onMove: (x, y) => onMove([round(x), round(y)]),
          }),
      ),
    },
    cached(memo, `ground-${scene.id}`, `${size} ${isOwnBox}`, () => h(Levels, { scene, isOwnBox, sx, sy })),
    cached(memo, "critical-marks", `${size} ${critical.length}`, () => h(CriticalMarks, { points: critical, sx, sy })),
    h(Ground, { frame: box, seen, onBox }),
    h(Lines, { lines, memo }),
  );
}
