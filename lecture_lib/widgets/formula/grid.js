// The nodes of a formula over whole rows of numbers: a grid of points node by node, not point by point.
import { FORWARD } from "./operations.js";

/** @type {Record<string, (out: Float64Array, n: number, a: Float64Array, b: Float64Array) => void>} */
const LOOPS = {
  add: (out, n, a, b) => {
    for (let i = 0; i < n; i += 1) out[i] = a[i] + b[i];
  },
  sub: (out, n, a, b) => {
    for (let i = 0; i < n; i += 1) out[i] = a[i] - b[i];
  },
  mul: (out, n, a, b) => {
    for (let i = 0; i < n; i += 1) out[i] = a[i] * b[i];
  },
  div: (out, n, a, b) => {
    for (let i = 0; i < n; i += 1) out[i] = a[i] / b[i];
  },
  neg: (out, n, a) => {
    for (let i = 0; i < n; i += 1) out[i] = -a[i];
  },
  square: (out, n, a) => {
    for (let i = 0; i < n; i += 1) out[i] = a[i] * a[i];
  },
};

const looped = (forward) => (out, n, a, b) => {
  for (let i = 0; i < n; i += 1) out[i] = forward(a[i], b[i]);
};
const loops = Object.fromEntries(Object.entries(FORWARD).map(([op, forward]) => [op, LOOPS[op] ?? looped(forward)]));

/** Whether a node is the square of its first operand. */
export const isSquare = ({ op, args }, nodes) => op === "pow" && nodes[args[1]].value === 2;

/** Computes row k of `rows`, n numbers, from those of its operands. */
function fill(nodes, k, rows, n) {
  const node = nodes[k];
  const [a, b = a, ...more] = node.args;
  const loop = isSquare(node, nodes) ? LOOPS.square : loops[node.op];
  loop(rows[k], n, rows[a], rows[b]);
  for (const arg of more) LOOPS.add(rows[k], n, rows[k], rows[arg]);
}

/** For each node the set of axes (0, 1, ...) on which it depends, as bits. */
function axesOf(nodes, names) {
  const axes = [];
  for (const { op, args, name } of nodes) {
    axes.push(op === "leaf" ? 1 << names.indexOf(name) : args.reduce((all, arg) => all | axes[arg], 0));
  }
  return axes;
}

/**
 * The values of a formula {nodes, result} at all points of xs and ys, row by row of ys; at xs alone if it has one name.
 *
 * @param {{ nodes: any[], result: number }} formula
 * @param {string[]} names
 * @param {ArrayLike<number>} xs
 * @param {ArrayLike<number>} [ys]
 */
export function overGrid({ nodes, result }, names, xs, ys = [0]) {
  const axes = axesOf(nodes, names);
  const [width, height] = [xs.length, ys.length];
  const longest = Math.max(width, height);
  // What does not depend on both axes is computed once: along x, along y, or as numbers.
  const rows = nodes.map(() => new Float64Array(longest));
  const columns = nodes.map((_, k) => (axes[k] === 2 ? new Float64Array(height) : rows[k]));
  nodes.forEach(({ op, value }, k) => {
    if (axes[k] === 3) return;
    const own = axes[k] === 2 ? columns : rows;
    if (op === "const") own[k].fill(value);
    else if (op === "leaf") own[k].set(axes[k] === 1 ? xs : ys);
    else fill(nodes, k, own, axes[k] === 0 ? longest : axes[k] === 1 ? width : height);
  });
  const mixed = nodes.flatMap((_, k) => (axes[k] === 3 ? [k] : []));
  const needed = new Set([result, ...mixed.flatMap((k) => nodes[k].args)]);
  const spread = [...needed].filter((k) => axes[k] === 2);
  const values = new Float64Array(width * height);
  for (let j = 0; j < height; j += 1) {
    for (const k of spread) rows[k].fill(columns[k][j]);
    for (const k of mixed) fill(nodes, k, rows, width);
    values.set(width === longest ? rows[result] : rows[result].subarray(0, width), j * width);
  }
  return values;
}
