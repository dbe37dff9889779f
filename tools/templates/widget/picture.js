// The curve, its tangent, and the point, which is dragged.
import { h } from "../shared/element.js";
import { Handle } from "../shared/handle.js";
import { formatNumber } from "../shared/numbers.js";
import { frame, path, Plot } from "../shared/plot.js";
import { steady } from "../shared/steady.js";
import { slope, value } from "./math.js";
import TRAITS from "./traits.json";

const { min, max, label, slider } = TRAITS.x;
const X = { domain: [min, max], ticks: [-2, -1, 0, 1, 2], label: "x" };
const Y = { domain: [-1, 4], ticks: [0, 1, 2, 3, 4], label: "f(x) = x²" };
const BOX = frame({ width: 340, height: 292, x: X, y: Y, margin: { top: 20, left: 40 } });
const { sx, sy } = BOX;
const POINTS = Array.from({ length: 101 }, (_, i) => min + ((max - min) * i) / 100).map((x) => [x, value(x)]);

/** What never changes is drawn once. */
const Curve = steady(() => h("path", { class: "lw-curve lw-forward", d: path(POINTS, sx, sy) }));

export function Picture({ x, uid, onMove }) {
  const tangent = [min, max].map((at) => [at, value(x) + slope(x) * (at - x)]);
  return h(
    Plot,
    {
      frame: BOX,
      x: X,
      y: Y,
      uid,
      name: "curve",
      label: "The curve of f, and its tangent at the point",
      over: h(Handle, {
        control: "point",
        x,
        y: value(x),
        sx,
        sy,
        step: slider.step,
        label,
        text: `x = ${formatNumber(x)}`,
        onMove: (to) => onMove(Number(to.toFixed(3))),
      }),
    },
    h(Curve, {}),
    h("path", { class: "tangent-picture-line", d: path(tangent, sx, sy) }),
  );
}
