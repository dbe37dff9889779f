// The whole net from left to right, and under each quantity the derivative of f by it, as far as the steps have come.
import { cached } from "../shared/cached.js";
import { h } from "../shared/element.js";
import { Handle } from "../shared/handle.js";
import { hundredths } from "../shared/numbers.js";
import { scale } from "../shared/plot.js";
import { box, cellTexts, cells, framed, grid, largestOf, nameAt, shaded } from "./heat.js";
import { cellName } from "./cell_names.js";

export const HEIGHT = 294;
const ROW = 15.5; // height of a cell
const TOP = 34; // of the forward pass
const BACK = 182; // top of the backward pass
const LETTERS = 11.5; // size of a number in a cell
const NARROWEST = 11; // column that still has room for its name
/** Whether a picture of this width is the one for a phone. */
export const isNarrow = (width) => width < 500;
const toWidth = scale([1, 6], [TOP + ROW + 13, TOP + 6 * ROW + 13]);
const column = (values) => values.map((value) => [value]);
/** Whether a block is given: x, or weights. */
export const isGiven = (key) => key === "z0" || /^w/i.test(key);

/** The quantities from left to right, each with its derivative under it; `near` stands close to the one before. */
function quantities(net) {
  const L = net.sizes.length - 1;
  /** @type {{ key: string, name: string, matrix: number[][], layer?: number, transposed?: boolean, near?: boolean, below?: object }[]} */
  const list = [
    { key: "z0", name: "x", matrix: column(net.z[0]), below: { key: "delta0", name: "x", matrix: column(net.dx) } },
  ];
  for (let i = 1; i <= L; i += 1) {
    list.push({
      key: `W${i}`,
      name: "W",
      layer: i,
      matrix: net.W[i],
      below: { key: `dW${i}`, name: "W", layer: i, matrix: net.dW[i] },
    });
    list.push({
      key: `a${i}`,
      name: "a",
      matrix: column(net.a[i]),
      below: { key: `delta${i}`, name: "δ", matrix: column(net.delta[i]) },
    });
    list.push({ key: `z${i}`, name: "z", matrix: column(net.z[i]), near: true });
  }
  list.push({
    key: "w",
    name: "w",
    transposed: true,
    matrix: [net.w],
    below: { key: "dw", name: "w", transposed: true, matrix: [net.dw] },
  });
  list.push({ key: "f", name: "f", matrix: [[net.f]] });
  return list;
}

/** What colours mean: one scale for the values, one for the derivatives by values, and so on. */
export function scales(net) {
  const values = largestOf([net.z[0], ...net.a.slice(1), ...net.z.slice(1), net.f]);
  const gradients = largestOf([...net.delta.slice(1), net.dx]);
  const weights = largestOf([...net.W.slice(1), net.w]);
  const weightGradients = largestOf([...net.dW.slice(1), net.dw]);
  return (key) =>
    key.startsWith("d") ? (key.startsWith("delta") ? gradients : weightGradients) : /^w/i.test(key) ? weights : values;
}

/** Where everything is in a picture of this width: blocks, and the middle of the input and of each layer. */
export function layout(net, width) {
  const list = quantities(net);
  const gap = isNarrow(width) ? 6 : 13;
  const gaps = list.slice(1).reduce((sum, { near }) => sum + (near ? 1 : gap), 0);
  const thick = list.map(({ matrix }) => matrix[0].length).filter((n, i) => !/^w/i.test(list[i].key)).length;
  const wide = list.reduce((sum, { matrix }) => sum + matrix[0].length, 0);
  const even = Math.min(40, (width - gaps - 4) / wide);
  const vector = Math.max(even, NARROWEST);
  const weight = Math.min(even, (width - gaps - 4 - thick * vector) / (wide - thick));
  const largest = scales(net);
  const blocks = [];
  const middles = [];
  let x =
    (width -
      gaps -
      list.reduce((sum, { key, matrix }) => sum + matrix[0].length * (/^w/i.test(key) ? weight : vector), 0)) /
    2;
  list.forEach(({ near, below, ...block }, i) => {
    if (i) x += near ? 1 : gap;
    const w = /^w/i.test(block.key) ? weight : vector;
    const place = (part, y, backward) =>
      blocks.push({
        ...part,
        x,
        y,
        w,
        height: ROW,
        wide: part.matrix[0].length * w,
        high: part.matrix.length * ROW,
        backward,
        largest: largest(part.key),
      });
    place(block, TOP, false);
    if (below) place(below, BACK, true);
    if (block.key === "z0") middles.push(x + w / 2);
    if (near) middles.push(x - 0.5);
    x += block.matrix[0].length * w;
  });
  return { blocks, middles, end: Math.min(x + 4, width) };
}

/** The numbers of a block, or null if not all of them have room. */
function textsOf({ matrix, w }) {
  const texts = cellTexts(matrix, w, LETTERS);
  return texts.some((row) => row.includes(null)) ? null : texts;
}

/** A dash on whatever is negative. */
const dashes = ({ matrix, x, y, w }) =>
  matrix
    .flatMap((row, j) =>
      row.map((value, k) =>
        value < 0 ? `M${hundredths(x + (k + 0.25) * w)} ${hundredths(y + (j + 0.5) * ROW)}h${hundredths(0.5 * w)}` : "",
      ),
    )
    .join("");

/** The name above a block: of a derivative ∂f/∂W⁽¹⁾ where there is room for it, else as a fraction of two lines. */
function nameOf({ name, layer, transposed, backward, wide }, hue) {
  const isDerivative = backward && name !== "δ";
  const inALine = isDerivative && wide > (layer ? 58 : 34);
  const by = inALine ? "∂f/∂" : isDerivative ? "∂" : "";
  return h(
    "g",
    null,
    isDerivative &&
      !inALine &&
      h("text", { class: `dn-name dn-over ${hue}`, x: "50%", y: -21, "text-anchor": "middle" }, "∂f"),
    nameAt({ x: "50%", y: -6, name: by + name, layer: wide > 34 ? layer : undefined, transposed, hue }),
  );
}

const shapeOf = ({ matrix, high }) =>
  h(
    "text",
    { class: "dn-shape", x: "50%", y: high + 13, "text-anchor": "middle" },
    `${matrix.length}×${matrix[0].length}`,
  );

/** The cell of a given block under a pointer. */
function cellAt({ currentTarget, clientX, clientY }, { key, matrix }) {
  const box = currentTarget.getBoundingClientRect();
  const part = (place, from, size, count) =>
    Math.min(Math.max(Math.floor((count * (place - from)) / size), 0), count - 1);
  return {
    key,
    row: part(clientY, box.top, box.height, matrix.length),
    column: part(clientX, box.left, box.width, matrix[0].length),
  };
}

/** A corner in each cell that has a number of the reader's own. */
const corners = (blocks, own) =>
  blocks
    .filter(({ key }) => /^w/i.test(key))
    .flatMap(({ key, matrix, x, y, w }) =>
      matrix.flatMap((row, j) =>
        row.map((_, k) =>
          cellName(key, j, k) in own ? `M${hundredths(x + k * w)} ${hundredths(y + j * ROW)}h5l-5 5z` : "",
        ),
      ),
    )
    .join("");

/** `own` are the weights typed, `onCell` is called with the given cell that is clicked; `taken` are the names of what has been computed, `step` is the last step, `where` goes to the step that makes a part. */
export function NetPicture({ net, width, own, taken, step, memo, where, onCell, onWidth }) {
  const { blocks, middles, end } = layout(net, width);
  const L = net.sizes.length - 1;
  const is = (key) => isGiven(key) || taken.has(key);
  const known = blocks.filter(({ key }) => is(key));
  const texts = new Map(
    (isNarrow(width) ? blocks : known).map((block) => [
      block.key,
      cached(memo, `${width} ${block.key}`, `${block.w} ${block.matrix.length} ${block.matrix}`, () => textsOf(block)),
    ]),
  );
  // In a narrow picture all blocks have room for their numbers, or none has its numbers.
  if (isNarrow(width) && [...texts.values()].includes(null)) texts.clear();
  const dash = known.map((block) => (texts.get(block.key) ? "" : dashes(block))).join("");
  const framedBlock = (block) => {
    const { key, x, wide, high, backward } = block;
    const hue = !is(key) ? "lw-quiet" : isGiven(key) ? "" : backward ? "lw-backward" : "lw-forward";
    const rows = is(key) && texts.get(key);
    const written = `${high} ${block.matrix[0].length} ${rows}`;
    return cached(memo, `${width} frame ${key}`, `${L} ${x} ${wide} ${hue} ${written}`, () =>
      framed(
        block,
        rows && cached(memo, `${width} numbers ${key}`, written, () => cells(rows, ROW, LETTERS, "dn-small")),
        nameOf(block, hue),
        /w/i.test(key) && shapeOf(block),
        h("rect", {
          class: `dn-touch ${isGiven(key) ? "dn-given" : ""}`,
          "data-part": key,
          width: "100%",
          height: "100%",
          onClick: (event) => (isGiven(key) ? onCell(cellAt(event, block)) : where(key)),
        }),
      ),
    );
  };
  const active = step ? blocks.filter(({ key }) => key === step.makes || step.uses.includes(key)) : [];
  const hue = step?.backward ? "backward" : "forward";
  const pitch = middles[1] - middles[0];
  const around = (which, by) =>
    active
      .filter(({ key }) => which(key))
      .map(({ x, y, wide, high }) => box(x - by, y - by, wide + 2 * by, high + 2 * by))
      .join("");
  return h(
    "svg",
    {
      class: "lw-plot dn-net",
      viewBox: `0 0 ${width} ${HEIGHT}`,
      role: "group",
      "aria-label": `The net, layer by layer, with widths ${net.sizes.join(", ")} and one output; computed so far: ${taken.size} of ${4 * L + 3}`,
    },
    h(
      "g",
      { "aria-hidden": "true" },
      h("path", { class: `dn-halo dn-${hue}`, d: around(() => true, 4) }),
      h("text", { class: "dn-layer", x: Math.max(0, blocks[0].x - 4), y: 11 }, pitch < 56 ? "in" : "input"),
      middles
        .slice(1)
        .map((middle, i) =>
          h(
            "text",
            { class: "dn-layer", key: i, x: middle, y: 11, "text-anchor": "middle" },
            pitch < 56 ? i + 1 : `layer ${i + 1}`,
          ),
        ),
      h("text", { class: "dn-layer", x: end, y: 11, "text-anchor": "end" }, pitch < 56 ? "out" : "output"),
      h("path", {
        class: "dn-empty",
        d: blocks
          .filter(({ key }) => !is(key))
          .map(grid)
          .join(""),
      }),
      shaded(known),
      h("path", { class: "dn-corner", d: corners(known, own) }),
      h("path", { class: "dn-dash", d: dash }),
      dash ? h("text", { class: "dn-layer", x: end, y: HEIGHT - 10, "text-anchor": "end" }, "− below 0") : null,
      blocks.map(framedBlock),
      h("path", { class: "dn-used", d: around((key) => key !== step.makes, 1.5) }),
      h("path", { class: `dn-made lw-stroke-${hue}`, d: around((key) => key === step.makes, 1.5) }),
    ),
    net.sizes.map((size, i) =>
      h(Handle, {
        key: i,
        control: `width${i}`,
        x: 0.5,
        y: size,
        sy: toWidth,
        sx: cached(memo, `${width} around ${i}`, middles[i], () => scale([0, 1], [middles[i] - 12, middles[i] + 12])),
        upright: true,
        step: 1,
        radius: 8.5,
        label: `Width of ${i ? `layer ${i}` : "the input"}`,
        text: `d${i} = ${size}`,
        onMove: (_, y) => onWidth(i, Math.round(y)),
      }),
    ),
    net.sizes.map((size, i) =>
      h(
        "text",
        {
          key: i,
          class: "dn-width",
          x: middles[i],
          y: toWidth(size) + 4,
          "text-anchor": "middle",
          "aria-hidden": "true",
        },
        size,
      ),
    ),
  );
}
