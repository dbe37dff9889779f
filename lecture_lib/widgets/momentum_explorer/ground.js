// The level lines that the paths are drawn on, with the minimum.
import { cached } from "../shared/cached.js";
import { levelGround } from "../shared/contours.js";
import { h } from "../shared/element.js";
import { steady } from "../shared/steady.js";
import { grain, levelsOf, windowOf } from "../optimizer_race/box.js";
import { placeOf } from "./paths.js";
import TRAITS from "./traits.json";

const [ACROSS, UP] = TRAITS.start.bounds;
const QUADRATIC = placeOf(
  { domain: ACROSS, label: "x₁, the flat direction", ticks: [-1, 0, 1] },
  { domain: UP, label: "x₂, the steep direction", ticks: [-1, 0, 1] },
  1,
);
const HEIGHTS = [0.03, 0.08, 0.16, 0.28, 0.44, 0.64, 0.88, 1.16, 1.48];

const cross = (x, y, className = "me-cross") =>
  h("path", { key: `${x} ${y}`, class: className, d: `M${x - 5} ${y}h10M${x} ${y - 5}v10` });

/** The level lines of the quadratic, where the steep direction reaches `HEIGHTS`. */
const Ellipses = steady(({ condition }) => {
  const { sx, sy } = QUADRATIC.box;
  return h(
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
    cross(sx(0), sy(0)),
  );
});

function Levels({ scene, minimum, box: { sx, sy } }) {
  const { lines, blank } = levelGround(scene.grid, levelsOf, sx, sy, 90, 80, true);
  return h(
    "g",
    null,
    blank && h("path", { d: blank, fill: "currentColor", "fill-opacity": 0.07, "fill-rule": "evenodd" }),
    lines.map((d, i) => h("path", { key: i, class: "lw-level", d })),
    scene.minima.map((point) =>
      cross(sx(point.x), sy(point.y), point === minimum ? "me-cross me-looked-at" : "me-cross"),
    ),
  );
}

/** What the paths of a state stand on: `place`, `ground`, `what` it is, the `start`, its trait, and how finely it is dragged. */
export function groundOf(state, { scene, near }, memo) {
  if (state.function !== "own") {
    return {
      place: QUADRATIC,
      ground: h(Ellipses, { condition: state.condition }),
      what: "the quadratic",
      start: state.start,
      trait: "start",
      grain: { digits: 3, step: 0.05 },
    };
  }
  const { formula, own_start: start } = state;
  const seen = windowOf(scene, start, null);
  const [x0, x1, y0, y1] = seen;
  const place = cached(memo, "place", String(seen), () =>
    placeOf({ domain: [x0, x1], label: "x" }, { domain: [y0, y1], label: "y" }, Math.max(...seen.map(Math.abs))),
  );
  const { minimum } = near;
  const key = `${seen} ${minimum?.x} ${minimum?.y} ${formula}`;
  return {
    place,
    ground: cached(memo, "ground", key, () => h(Levels, { scene, minimum, box: place.box })),
    what: "your function",
    start,
    trait: "own_start",
    grain: grain(seen),
  };
}
