// The whole net in small: values, weights and gradients of every layer, as far as the steps have come.
import { h } from "preact";
import { Handle } from "../shared/handle.js";
import { scale } from "../shared/plot.js";
import { Cells, Name, boxes, cellsOf, largestOf } from "./heat.js";

export const SIZE = { width: 340, height: 286 };
const ROW = 14; // height of a cell of a, z, delta
const TOP = 36;
const FLAT = 7;
const WEIGHTS = 164; // top of the matrices W
const GRADIENTS = 240; // and of their gradients
const column = (values) => values.map((value) => [value]);

/** Where everything is: by name the matrix, its corner and its cells, its name and the layer it belongs to. */
export function layout(net) {
  const L = net.sizes.length - 1;
  const group = SIZE.width / (L + 2);
  const w = Math.min(22, (group - 4) / 3);
  const small = Math.min(12, (group - 6) / 6); // width of a cell of W; its height leaves room for six
  const parts = [];
  const put = (key, matrix, x, y, cw, ch, name, layer, backward, transposed) =>
    parts.push({ key, matrix, x, y, cw, ch, name, layer, backward, transposed, width: matrix[0].length * cw, height: matrix.length * ch });
  const middle = (i) => group * (i + 0.5);
  for (let i = 0; i <= L; i += 1) {
    const x = middle(i);
    if (i === 0) {
      put("z0", column(net.z[0]), x - w - 1, TOP, w, ROW, "x", undefined, false);
      put("delta0", column(net.dx), x + 1, TOP, w, ROW, "∂x", undefined, true);
      continue;
    }
    put(`a${i}`, column(net.a[i]), x - 1.5 * w - 1, TOP, w, ROW, "a", undefined, false);
    put(`z${i}`, column(net.z[i]), x - 0.5 * w, TOP, w, ROW, "z", undefined, false);
    put(`delta${i}`, column(net.delta[i]), x + 0.5 * w + 1, TOP, w, ROW, "δ", undefined, true);
    const left = x - (net.sizes[i - 1] * small) / 2;
    put(`W${i}`, net.W[i], left, WEIGHTS, small, FLAT, "W", i, false);
    put(`dW${i}`, net.dW[i], left, GRADIENTS, small, FLAT, "∂W", i, true);
  }
  const x = middle(L + 1);
  const left = x - (net.sizes[L] * small) / 2;
  put("f", [[net.f]], x - w / 2, TOP, w, ROW, "f", undefined, false);
  put("w", [net.w], left, WEIGHTS, small, FLAT, "w", undefined, false, true);
  put("dw", [net.dw], left, GRADIENTS, small, FLAT, "∂w", undefined, true);
  return { parts, group, middle, w };
}

/** What colours mean: one scale for the values, one for the gradients of values, and so on. */
export function scales(net) {
  const values = largestOf([net.z[0], ...net.a.slice(1), ...net.z.slice(1), net.f]);
  const gradients = largestOf([...net.delta.slice(1), net.dx]);
  const weights = largestOf([...net.W.slice(1), net.w]);
  const weightGradients = largestOf([...net.dW.slice(1), net.dw]);
  return (key) => (key.startsWith("d") ? (key.startsWith("delta") ? gradients : weightGradients)
    : /^w/i.test(key) ? weights : values);
}

const isGiven = (key) => key === "z0" || /^w/i.test(key);

/** `taken` are the names of what has been computed, `step` is the last step, `where` goes to the step that makes a part. */
export function NetPicture({ net, taken, step, uid, where, onWidth }) {
  const { parts, group, middle } = layout(net);
  const L = net.sizes.length - 1;
  const largest = scales(net);
  const known = parts.filter(({ key }) => isGiven(key) || taken.has(key));
  const rest = parts.filter((part) => !known.includes(part));
  const cells = known.flatMap(({ key, matrix, x, y, cw, ch }) => {
    const whole = largest(key);
    return cellsOf(matrix.map((row) => row.map((value) => value / whole)), x, y, cw, ch);
  });
  const outline = ({ x, y, width, height }, name) =>
    h("rect", { class: name, x: x - 1.5, y: y - 1.5, width: width + 3, height: height + 3, rx: 2 });
  const toWidth = scale([1, 6], [TOP + ROW + 13, TOP + 6 * ROW + 13]);
  const nowhere = scale([0, 1], [0, 1]);
  return h("svg", {
    class: "lw-plot dn-net", viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, role: "group",
    "aria-label": `The net, layer by layer, with widths ${net.sizes.join(", ")} and one output; computed so far: ${taken.size} of ${4 * L + 3}`,
  },
  h("g", { "aria-hidden": "true" },
    h("text", { class: "dn-layer", x: middle(0), y: 10, "text-anchor": "middle" }, "input"),
    net.sizes.slice(1).map((_, i) => h("text", { class: "dn-layer", key: i, x: middle(i + 1), y: 10, "text-anchor": "middle" },
      L > 5 ? i + 1 : `layer ${i + 1}`)),
    h("text", { class: "dn-layer", x: middle(L + 1), y: 10, "text-anchor": "middle" }, "output"),
    h("path", {
      class: "dn-empty", d: boxes(rest.flatMap(({ matrix, x, y, cw, ch }) => cellsOf(matrix, x, y, cw, ch))),
    }),
    h(Cells, { cells, largest: 1, dashes: true }),
    parts.map((part) => h(Name, {
      key: part.key, x: part.x + part.width / 2, y: part.y - 5, name: part.name, layer: part.layer, transposed: part.transposed,
      hue: known.includes(part) ? (part.backward ? "lw-backward" : isGiven(part.key) ? "" : "lw-forward") : "lw-quiet",
    })),
    parts.filter(({ key }) => /^w/i.test(key)).map(({ key, matrix, x, y, width, height }) => h("text", {
      key, class: "dn-shape", x: x + width / 2, y: y + height + 12, "text-anchor": "middle",
    }, `${matrix.length}×${matrix[0].length}`)),
    step && parts.filter(({ key }) => step.uses.includes(key)).map((part) => h("g", { key: part.key }, outline(part, "dn-used"))),
    step && parts.filter(({ key }) => key === step.makes).map((part) =>
      h("g", { key: "made" }, outline(part, step.backward ? "dn-made lw-stroke-backward" : "dn-made lw-stroke-forward")))),
  parts.filter(({ key }) => !isGiven(key)).map(({ key, x, y, width, height }) => h("rect", {
    key, class: "dn-touch", "data-part": key, x: x - 1, y: y - 1, width: width + 2, height: height + 2, onClick: () => where(key),
  })),
  net.sizes.map((size, i) => h(Handle, {
    key: i, control: `width${i}`, x: 0.5, y: size, sx: scale([0, 1], [middle(i) - group / 2, middle(i) + group / 2]),
    sy: toWidth, step: 1, radius: 8.5, label: `Width of ${i ? `layer ${i}` : "the input"}`, text: `d${i} = ${size}`,
    onMove: (_, y) => onWidth(i, Math.round(y)),
  })),
  net.sizes.map((size, i) => h("text", {
    key: i, class: "dn-width", x: middle(i), y: toWidth(size) + 4, "text-anchor": "middle", "aria-hidden": "true",
  }, size)));
}
