// One step as an equation between matrices, each with its numbers, its name and its shape.
import { cached } from "../shared/cached.js";
import { h } from "../shared/element.js";
import { superscript } from "../shared/numbers.js";
import { box, cellTexts, cells, framed, grid, nameAt, powerOf, shaded } from "./heat.js";
import { chosen, resultOf } from "./lesson.js";
import { transpose } from "./math.js";
import { isNarrow, scales } from "./net_picture.js";

const HEIGHT = 218;
const MIDDLE = 106;
const ROOM = 166; // for the rows of a matrix
const SIGNS = { "=": 26, "←": 32, "− η": 46, "⊙": 28, "(": 13, ")": 13, σ: 17, "": 9 }; // with the room that each takes
const column = (values) => values.map((value) => [value]);
const shapeOf = (matrix) => `${matrix.length}×${matrix[0].length}`;
const powerText = (power) => `· 10${superscript(String(-power))}`;

/** The operands of a step in the order of its formula, with the signs between them; the result comes first. */
export function equation(net, step, largest) {
  const { kind, layer: i } = step;
  const L = net.W.length - 1;
  const z = (k) => ({ name: k ? "z" : "x", layer: k || undefined, matrix: column(net.z[k]), largest: largest("z1") });
  const across = (block) => ({ ...block, matrix: transpose(block.matrix), transposed: true });
  const delta = (k) => ({ name: "δ", layer: k, matrix: column(net.delta[k]), largest: largest("delta1") });
  const W = (k) => ({ name: "W", layer: k, matrix: net.W[k], largest: largest("w") });
  const w = { name: "w", matrix: column(net.w), largest: largest("w") };
  const slope = () => ({ name: "σ′(a", layer: i, after: ")", matrix: column(net.slopes[i]), largest: 1 });
  const right = {
    a: () => [W(i), "", z(i - 1)],
    z: () => ["σ", "(", { name: "a", layer: i, matrix: column(net.a[i]), largest: largest("z1") }, ")"],
    f: () => [across(w), "", z(L)],
    dw: () => [z(L)],
    last: () => [w, "⊙", slope()],
    delta: () => ["(", across(W(i + 1)), "", delta(i + 1), ")", "⊙", slope()],
    dW: () => [delta(i), "", across(z(i - 1))],
    dx: () => [across(W(1)), "", delta(1)],
  }[kind]();
  const [name, layer] = {
    a: ["a", i],
    z: ["z", i],
    f: ["f"],
    dw: ["∂f/∂w"],
    last: ["δ", i],
    delta: ["δ", i],
    dW: ["∂f/∂W", i],
    dx: ["∂f/∂x"],
  }[kind];
  return [{ name, layer, matrix: resultOf(net, step), largest: largest(step.makes), made: true }, "=", ...right];
}

/** Side by side, centred: blocks and signs with their places. */
export function inARow(parts, width) {
  const blocks = parts.filter((part) => part.matrix);
  const columns = blocks.reduce((sum, { matrix }) => sum + matrix[0].length, 0);
  const rows = Math.max(...blocks.map(({ matrix }) => matrix.length));
  const signs = parts.reduce((sum, part) => sum + (SIGNS[part] ?? 0), 0);
  const w = Math.min(58, (width - signs - 36) / columns); // the last name may be wider than its column
  const height = Math.min(36, ROOM / rows);
  let x = (width - signs - columns * w) / 2;
  return parts.map((part) => {
    const wide = part.matrix ? part.matrix[0].length * w : SIGNS[part];
    const place = part.matrix
      ? { ...part, x, y: MIDDLE - (part.matrix.length * height) / 2, w, height }
      : { sign: part, x, wide, high: rows * height };
    x += wide;
    return place;
  });
}

/** The outer product as a table: the column at the left, the row on top, the product where they meet. */
/** @type {(parts: any[], width: number) => any[]} */
function asATable([product, , left, , top], width) {
  const [rows, columns] = [left.matrix.length, top.matrix[0].length];
  const w = Math.min(54, (width - 90) / (columns + 1));
  const height = Math.min(30, 162 / (rows + 1));
  const gap = 9;
  const x = (width - (columns + 1) * w - gap - 66) / 2;
  const y = MIDDLE - ((rows + 1) * height + gap) / 2 + 4;
  const inner = { x: x + w + gap, y: y + height + gap, w, height };
  const beside = inner.x + columns * w + 8;
  return [
    { ...product, ...inner, name: "∂f/∂W", label: [beside, inner.y + (rows * height) / 2] },
    { ...left, ...inner, x },
    { ...top, ...inner, y, label: [beside, y + height / 2 - 1] },
  ];
}

/** What the step combines to get the chosen entry: places [block, row, column], the result's first. */
function combined(kind, blocks, [j, k]) {
  const all = (block, row) =>
    blocks[block].matrix
      .flatMap((cells, r) => cells.map((_, c) => [block, r, c]))
      .filter(([, r]) => row === null || r === row);
  const product = [...all(1, j), ...(blocks[2] ? all(2, null) : [])];
  return [
    [0, j, k],
    ...{
      a: () => product,
      f: () => product,
      dx: () => product,
      z: () => [[1, j, 0]],
      dw: () => [[1, j, 0]],
      last: () => [
        [1, j, 0],
        [2, j, 0],
      ],
      delta: () => [...product, [3, j, 0]],
      dW: () => [
        [1, j, 0],
        [2, 0, k],
      ],
    }[kind](),
  ];
}

function signAt({ sign, x, wide, high }, key) {
  const middle = x + wide / 2;
  if (sign !== "(" && sign !== ")")
    return h("text", { key, class: "dn-sign", x: middle, y: MIDDLE + 7, "text-anchor": "middle" }, sign);
  const [half, turn] = [high / 2 + 2, sign === "(" ? -8 : 8];
  return h("path", {
    key,
    class: "dn-bracket",
    d: `M${middle - turn / 4} ${MIDDLE - half}q${turn} ${half} 0 ${2 * half}`,
  });
}

function titleOf({ name, layer, transposed, after, matrix, x, y, w, height, made, label, power }, key, hue) {
  const [left, top] = label ?? [x + (matrix[0].length * w) / 2, y - 8];
  const anchor = label ? "start" : "middle";
  const under = label ? top + 15 : y + matrix.length * height + 15;
  return h(
    "g",
    { key },
    nameAt({ x: left, y: top, name, layer, transposed, after, anchor, hue: made ? hue : "" }),
    h("text", { class: "dn-shape", x: left, y: under, "text-anchor": anchor }, shapeOf(matrix)),
    power ? h("text", { class: "dn-shape", x: left, y: under + 14, "text-anchor": anchor }, powerText(power)) : null,
  );
}

/** The blocks among placed parts; their numbers are shown with powers of ten, unless the result is `pending`. */
export const blocksOf = (placed, pending = false) =>
  placed
    .filter(({ matrix }) => matrix)
    .map((block) => ({ ...block, power: block.made && pending ? 0 : powerOf(block.matrix) }));

/** The size of letters in blocks, in a picture of this width. */
const lettersIn = (blocks, width) =>
  Math.min(isNarrow(width) ? 11.5 : 13.5, 0.38 * Math.min(...blocks.map(({ w }) => w)));

/** An equation between matrices: blocks with their numbers and names, and the signs between; while `pending`, its result is empty. */
export function drawn(placed, blocks, width, hue, pending = false) {
  const size = lettersIn(blocks, width);
  const filled = pending ? blocks.slice(1) : blocks;
  return h(
    "g",
    null,
    shaded(filled),
    pending && h("path", { class: "dn-empty", d: grid(blocks[0]) }),
    h(
      "g",
      { "font-size": size.toFixed(1) },
      filled.map((block, b) =>
        framed(
          { ...block, key: b, wide: block.matrix[0].length * block.w, high: block.matrix.length * block.height },
          cells(
            cellTexts(block.matrix, block.w, size, block.power).map((row) => row.map((number) => number ?? "≈0")),
            block.height,
            size,
            "dn-number",
          ),
        ),
      ),
    ),
    placed.map((part, i) => part.sign && signAt(part, i)),
    blocks.map((block, b) => titleOf(block, b, hue)),
  );
}

/** What is drawn of blocks, as a key: it changes when they do. */
export const keyOf = (blocks) => blocks.map(({ matrix, x, largest }) => `${x} ${largest} ${matrix.join()}`).join();

/** Blocks in words. */
export const wordsOf = (blocks) =>
  blocks.map(({ name, layer, matrix }) => `${name}${layer ? ` of layer ${layer}` : ""}, ${shapeOf(matrix)}`).join("; ");

/** The outline of places [block, row, column]. */
export const outline = (blocks, places) =>
  places
    .map(([b, r, c]) => {
      const { x, y, w, height } = blocks[b];
      return box(x + c * w, y + r * height, w, height);
    })
    .join("");

/** The picture of a step; while `pending`, its result is empty. */
export function StepPicture({ net, width, step, pending, entry, memo, onEntry }) {
  const parts = equation(net, step, scales(net));
  const placed = step.kind === "dW" ? asATable(parts, width) : inARow(parts, width);
  const blocks = blocksOf(placed, pending);
  const [own, ...others] = combined(step.kind, blocks, chosen(blocks[0].matrix, entry));
  const hue = step.backward ? "backward" : "forward";
  const { matrix: result, x: left, y: top, w, height: high } = blocks[0];
  const columns = result[0].length;
  const still = cached(memo, `step ${width}`, `${step.makes} ${pending} ${keyOf(blocks)}`, () =>
    drawn(placed, blocks, width, `lw-${hue}`, pending),
  );
  return h(
    "svg",
    { class: "lw-plot dn-step", viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", "aria-label": wordsOf(blocks) },
    h(
      "g",
      { "aria-hidden": "true" },
      still,
      h("path", { class: "dn-chosen", d: outline(blocks, others) }),
      h("path", { class: `dn-chosen dn-own lw-stroke-${hue}`, d: outline(blocks, [own]) }),
    ),
    h("rect", {
      class: "dn-touch",
      "data-result": step.makes,
      x: left,
      y: top,
      width: columns * w,
      height: result.length * high,
      onClick: (event) => {
        const box = event.currentTarget.getBoundingClientRect();
        const [j, k] = [
          ((event.clientY - box.top) / box.height) * result.length,
          ((event.clientX - box.left) / box.width) * columns,
        ];
        onEntry(Math.floor(j) * columns + Math.floor(k) + 1);
      },
    }),
  );
}
