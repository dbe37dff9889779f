// The product of slopes after each layer, on a logarithmic axis, with the most it could be.
import { cached } from "../shared/cached.js";
import { h } from "../shared/element.js";
import { Handle } from "../shared/handle.js";
import { formatNumber } from "../shared/numbers.js";
import { Plot, dots, frame, path, scale } from "../shared/plot.js";
import { LAYERS } from "./lesson.js";
import { largestProduct } from "./math.js";

const X = { domain: [0, 20.6], ticks: [1, 5, 10, 15, 20], label: "layer k" };
const SIZE = { width: 340, height: 292, margin: { top: 20, left: 46 } };
// Powers of ten at which an axis may end.
const LOWEST = [6, 12, 18, 24, 48];
const HIGHEST = [2, 8];
const boxes = new Map();

/** The shortest of a few axes that hold all `sizes`: powers of ten with 1 among the ticks. */
function axisFor(sizes) {
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)].map(Math.log10);
  const low = LOWEST.find((power) => -power <= least) ?? LOWEST.at(-1);
  const high = HIGHEST.find((power) => power >= most) ?? HIGHEST.at(-1);
  const key = `${low} ${high}`;
  if (!boxes.has(key)) {
    const stride = [2, 4, 6, 12].find((powers) => 6 * powers >= low + high);
    const ticks = [];
    for (let power = -Math.floor(low / stride) * stride; power <= high; power += stride) ticks.push(10 ** power);
    const y = { domain: [10 ** -low, 10 ** high], log: true, ticks, label: "|dzₖ/da₁|" };
    boxes.set(key, { key, y, lowest: y.domain[0], box: frame({ ...SIZE, x: X, y }) });
  }
  return boxes.get(key);
}
const BOX = frame({ ...SIZE, x: X, y: X });
const { sx } = BOX;
const BASE = BOX.height - BOX.bottom;
const HANDLE = scale([1, LAYERS], [sx(1), sx(LAYERS)]);

/** What depends on function and weight alone: the line of 1, and the bound with its name. */
function Bound({ name, weight, sy }) {
  const points = Array.from({ length: LAYERS }, (_, i) => [i + 1, largestProduct(name, i + 1, weight)]);
  const [k, most] = points[13];
  return h(
    "g",
    null,
    h("path", { class: "lw-curve lw-faint", d: `M${sx(0)} ${sy(1)}H${BOX.width - BOX.right}` }),
    h("path", { class: "lw-curve lw-dashed ae-most", d: path(points, sx, sy) }),
    h(
      "text",
      {
        x: sx(k),
        y: sy(most) + (sy(most) < 44 ? 18 : -14),
        "text-anchor": most > 1 ? "end" : "start",
        class: "lw-name lw-quiet",
      },
      "at most",
    ),
  );
}

/** The panel; the chosen layer is dragged. */
export function Depth({ state, numbers: { layers, product }, memo, uid, onMove }) {
  const { function: name, weight, depth } = state;
  const isOwn = name === "own";
  const sizes = layers.map((layer) => Math.abs(layer.product)).filter((size) => size > 0 && size < Infinity);
  const most = isOwn ? [] : [largestProduct(name, LAYERS, weight)];
  const { key, y: Y, box, lowest } = axisFor([1, ...most, ...sizes]);
  const { sy } = box;
  const zero = layers.findIndex((layer) => layer.product === 0);
  const low = layers.findIndex((layer) => Math.abs(layer.product) < lowest);
  const points = layers.slice(0, zero < 0 ? LAYERS : zero).map((layer, i) => [i + 1, Math.abs(layer.product)]);
  // What has no place on this axis has its handle at the bottom or at the top, and a sentence.
  const isKnown = !Number.isNaN(product);
  const y = !isKnown || Math.abs(product) < lowest ? BASE - 6 : Math.max(BOX.top, sy(Math.abs(product)));
  const missing = zero >= 0 && zero === low ? "exactly 0" : `< ${formatNumber(lowest, 1).replace("1×", "")}`;
  // right of a curve that falls fast, or under one that falls slowly
  const corner = low < 13 ? { x: sx(20.4), y: BASE - 90, "text-anchor": "end" } : { x: sx(0.4), y: BASE - 10 };
  const right = depth > 9;
  const words = !isKnown ? "none" : product === 0 ? "0" : formatNumber(product);
  const below = y + 22 > BASE - 4 ? Math.min(y - 12, BASE - 26) : y + 22;
  return h(
    Plot,
    {
      frame: box,
      x: X,
      y: Y,
      uid,
      name: "depth",
      label: `Size of the product of slopes after each of ${LAYERS} layers; after ${depth} it is ${words}`,
      over: h(
        "g",
        null,
        low >= 0 && h("text", { ...corner, class: "lw-name lw-quiet" }, `${missing} from k = ${low + 1}`),
        h(
          "text",
          {
            x: sx(depth) + (right ? -4 : 4),
            y: below,
            "text-anchor": right ? "end" : "start",
            class: "lw-name lw-backward",
          },
          words,
        ),
        h(Handle, {
          control: "layer",
          x: depth,
          y: 1,
          sx: HANDLE,
          sy: Object.assign(() => y, { domain: [0, 1], invert: () => 0 }),
          step: 1,
          label: "Number of layers",
          text: `${depth} layers`,
          className: "lw-backward",
          radius: 7,
          onMove: (k) => onMove(Math.round(k)),
        }),
      ),
    },
    isOwn
      ? h("path", { key: "one", class: "lw-curve lw-faint", d: `M${sx(0)} ${sy(1)}H${BOX.width - BOX.right}` })
      : cached(memo, "bound", `${name} ${weight} ${key}`, () => h(Bound, { name, weight, sy })),
    h("path", { class: "ae-drop", d: `M${sx(depth)} ${y}V${BASE}` }),
    h("path", { class: "lw-curve lw-backward ae-run", d: path(points, sx, sy) }),
    h("path", { class: "lw-curve lw-backward ae-marks", d: dots(points, sx, sy) }),
  );
}
