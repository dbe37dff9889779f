// One step as a picture: every operand and the result as a matrix with its numbers, name and shape.
import { h } from "preact";
import { superscript } from "../shared/numbers.js";
import { Cells, Name, cellText, cellsOf, powerOf } from "./heat.js";
import { chosen, resultOf } from "./lesson.js";
import { transpose } from "./math.js";
import { scales } from "./net_picture.js";

export const SIZE = { width: 340, height: 286 };
const MIDDLE = 140;
const SIGN = 17; // width of = and ⊙
const column = (values) => values.map((value) => [value]);

/** The operands of a step in order, with what stands before each, and the result at the end. */
export function operands(net, step, largest) {
  const { kind, layer: i } = step;
  const L = net.W.length - 1;
  const z = (k) => ({ name: k ? "z" : "x", layer: k || undefined, matrix: column(net.z[k]), largest: largest("z1") });
  const delta = (k) => ({ name: "δ", layer: k, matrix: column(net.delta[k]), largest: largest("delta1") });
  const slope = { name: "σ′(a", layer: i, after: ")", matrix: column(net.slopes[i] ?? [0]), largest: 1, before: "⊙" };
  const back = (k) => ({ name: "W", layer: k, transposed: true, matrix: transpose(net.W[k]), largest: largest("w") });
  const a = { name: "a", layer: i, matrix: column(net.a[i] ?? [0]), largest: largest("z1") };
  const w = { name: "w", matrix: column(net.w), largest: largest("w") };
  const inputs = {
    a: () => [{ name: "W", layer: i, matrix: net.W[i], largest: largest("w") }, z(i - 1)],
    z: () => [{ ...a, before: "σ" }],
    f: () => [{ name: "w", transposed: true, matrix: [net.w], largest: largest("w") }, z(L)],
    dw: () => [z(L)],
    last: () => [w, slope],
    delta: () => [back(i + 1), delta(i + 1), slope],
    dW: () => [delta(i), { name: i > 1 ? "z" : "x", layer: i > 1 ? i - 1 : undefined, transposed: true, matrix: [net.z[i - 1]], largest: largest("z1") }],
    dx: () => [back(1), delta(1)],
  }[kind]();
  const made = {
    a: ["a", i], z: ["z", i], f: ["f"], dw: ["∂f/∂w"], last: ["δ", i], delta: ["δ", i], dW: ["∂f/∂W", i], dx: ["∂f/∂x"],
  }[kind];
  return [...inputs, {
    name: made[0], layer: made[1], matrix: resultOf(net, step), largest: largest(step.makes), before: "=", made: true,
  }];
}

const shapeOf = (matrix) => `${matrix.length}×${matrix[0].length}`;
const powerText = ({ power }) => `× 10${superscript(String(-power))}`;
const TIGHT = 38; // a cell narrower than this has no room for a 0 before the point

/** Side by side, centred: [x, y] of each block, with the size of a cell. */
function inARow(blocks) {
  const columns = blocks.reduce((sum, { matrix }) => sum + matrix[0].length, 0);
  const rows = Math.max(...blocks.map(({ matrix }) => matrix.length));
  const signs = blocks.reduce((sum, { before }) => sum + (before ? SIGN : 7), 0);
  const w = Math.min(48, (SIZE.width - signs - 4) / columns);
  const height = Math.min(34, 214 / rows);
  let x = (SIZE.width - signs - columns * w) / 2;
  return blocks.map((block) => {
    x += block.before ? SIGN : 7;
    const place = { ...block, x, y: MIDDLE - (block.matrix.length * height) / 2, w, height };
    x += block.matrix[0].length * w;
    return place;
  });
}

/** The outer product as a table: the column at the left, the row on top, the product where they meet. */
function asATable([left, top, product]) {
  const [rows, columns] = [left.matrix.length, top.matrix[0].length];
  const w = Math.min(44, 250 / (columns + 1));
  const height = Math.min(30, 190 / rows);
  const gap = 12;
  const x = (SIZE.width - (columns + 1) * w - gap) / 2 + 24;
  const y = 60;
  return [
    { ...left, x, y, w, height },
    { ...top, x: x + w + gap, y: y - gap - height, w, height, aside: true },
    { ...product, x: x + w + gap, y, w, height, before: undefined },
  ];
}

/** What the step multiplies to get the chosen entry: rows and columns to be outlined, as [block, row, column]. */
function used(kind, blocks, [j, k]) {
  const all = (block, r, c) => blocks[block].matrix.flatMap((row, rr) => row.map((_, cc) => [block, rr, cc]))
    .filter(([, rr, cc]) => (r === null || rr === r) && (c === null || cc === c));
  const own = [blocks.length - 1, j, k];
  const inputs = {
    a: () => [...all(0, j, null), ...all(1, null, null)], z: () => [[0, j, 0]], f: () => [...all(0, null, null), ...all(1, null, null)],
    dw: () => [[0, j, 0]], last: () => [[0, j, 0], [1, j, 0]],
    delta: () => [...all(0, j, null), ...all(1, null, null), [2, j, 0]], dW: () => [[0, j, 0], [1, 0, k]],
    dx: () => [...all(0, j, null), ...all(1, null, null)],
  }[kind]();
  return { inputs, own };
}

/** The picture of a step; while `pending`, its result is empty. */
export function StepPicture({ net, step, pending, entry, onEntry }) {
  const blocks = operands(net, step, scales(net)).map((block) => (pending && block.made
    ? { ...block, matrix: block.matrix.map((row) => row.map(() => null)) } : block));
  const places = (step.kind === "dW" ? asATable(blocks) : inARow(blocks))
    .map((place) => ({ ...place, power: powerOf(place.matrix) }));
  const at = chosen(blocks.at(-1).matrix, entry);
  const { inputs, own } = used(step.kind, blocks, at);
  const cell = ([b, r, c]) => {
    const { x, y, w, height } = places[b];
    return [x + c * w, y + r * height, w, height];
  };
  const frame = (d) => d.map((address) => cell(address)).map(([x, y, w, height]) => `M${x} ${y}h${w}v${height}h${-w}z`).join("");
  const hue = step.backward ? "lw-backward" : "lw-forward";
  const columns = places.at(-1).matrix[0].length;
  return h("svg", {
    class: "lw-plot dn-step", viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, role: "img",
    "aria-label": `${places.map(({ name, layer, matrix }) => `${name}${layer ? ` of layer ${layer}` : ""}, ${shapeOf(matrix)}`).join("; ")}`,
  },
  h("g", { "aria-hidden": "true" },
    places.map(({ matrix, x, y, w, height, largest }, b) =>
      h(Cells, { key: b, cells: cellsOf(matrix, x, y, w, height), largest, strength: 0.55 })),
    h("path", { class: "dn-chosen", d: frame(inputs) }),
    h("path", { class: `dn-chosen dn-own lw-stroke-${step.backward ? "backward" : "forward"}`, d: frame([own]) }),
    places.map(({ matrix, x, y, w, height, power }, b) => matrix.map((row, j) => row.map((value, k) => {
      const text = value === null ? "" : cellText(value, power, w < TIGHT);
      const fit = w < TIGHT ? (text.length > 4 ? "dn-tight dn-long" : "dn-tight") : "";
      return h("text", {
        key: `${b}.${j}.${k}`, class: `dn-number ${fit}`, "text-anchor": "middle",
        x: x + (k + 0.5) * w, y: y + (j + 0.5) * height + 4,
      }, text);
    }))),
    places.map((place, b) => {
      const { name, layer, transposed, after, matrix, x, y, w, height, before, made, aside } = place;
      const centre = x + (matrix[0].length * w) / 2;
      const below = y + matrix.length * height + 15;
      const table = step.kind === "dW";
      const [nameX, nameY, anchor] = aside ? [x - 8, y + height / 2 + 2, "end"] : [centre, table ? below + 1 : y - 7, "middle"];
      const shapeY = aside || table ? nameY + 14 : below;
      return h("g", { key: b },
        before && h("text", { class: "dn-sign", x: x - SIGN / 2, y: MIDDLE + 5, "text-anchor": "middle" }, before),
        h(Name, { x: nameX, y: nameY, name, layer, transposed, after, anchor, hue: made ? hue : "" }),
        h("text", { class: "dn-shape", x: nameX, y: shapeY, "text-anchor": anchor },
          shapeOf(matrix), aside && place.power ? ` ${powerText(place)}` : ""),
        !aside && place.power ? h("text", { class: "dn-shape", x: nameX, y: shapeY + 14, "text-anchor": anchor }, powerText(place)) : null);
    })),
  places.slice(-1).map(({ matrix, x, y, w, height }) => matrix.map((row, j) => row.map((_, k) => h("rect", {
    key: `${j}.${k}`, class: "dn-touch", "data-entry": j * columns + k + 1, x: x + k * w, y: y + j * height, width: w, height, onClick: () => onEntry(j * columns + k + 1),
  })))));
}
