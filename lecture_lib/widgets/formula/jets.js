// First and second derivatives, carried forward through the nodes of a formula. The Python twin is
// lecture_lib/expression/jets.py, where the formulas are written down.
import { sigmoidDerivative, tanhDerivative } from "../shared/activations.js";
import { power } from "./operations.js";
import { OPS } from "./vjps.js";

/** @type {Record<string, Record<string, (out: number, a: number, b: number) => number>>} By pair of operands; the others are 0. */
export const SECOND = {
  mul: { "0 1": () => 1 },
  div: { "0 1": (out, a, b) => -(1 / b / b), "1 1": (out, a, b) => 2 * (a / b / b / b) },
  pow: {
    "0 0": (out, a, b) => (b === 0 || b === 1 ? 0 : b * (b - 1) * power(a, b - 2)),
    "0 1": (out, a, b) => (a === 0 && b > 1 ? 0 : power(a, b - 1) * (1 + b * Math.log(a))),
    "1 1": (out, a, b) => (a === 0 && b > 0 ? 0 : out * Math.log(a) ** 2),
  },
  exp: { "0 0": (out) => out },
  log: { "0 0": (out, a) => -(1 / a / a) },
  sqrt: { "0 0": (out, a) => -0.25 / (a * out) },
  sin: { "0 0": (out) => -out },
  cos: { "0 0": (out) => -out },
  sigmoid: { "0 0": (out, a) => -Math.tanh(0.5 * a) * sigmoidDerivative(a) },
  tanh: { "0 0": (out, a) => -2 * out * tanhDerivative(a) },
  softplus: { "0 0": (out, a) => sigmoidDerivative(a) },
};

const present = (terms) => terms.filter((term) => term !== null);
const times = (count, make) => Array.from({ length: count }, (_, i) => make(i));

/** What adds up terms, each a function without arguments; null if there are none. */
function total(terms) {
  const [first, second, ...more] = terms;
  if (!first) return null;
  if (!second) return first;
  if (!more.length) return () => first() + second();
  return () => {
    let sum = first() + second();
    for (const term of more) sum += term();
    return sum;
  };
}

/** The derivative of a node in its operand at `position`, times what `moves` holds of that operand. */
function pushed({ op, args }, k, position, v, moves) {
  const at = args[position];
  const [a, b = a] = args;
  switch (op) {
    case "add":
      return () => moves[at];
    case "sub":
      return position ? () => -moves[at] : () => moves[at];
    case "mul": {
      const other = args[1 - position];
      return () => moves[at] * v[other];
    }
    default: {
      const vjp = OPS[op][1 + position];
      return () => vjp(moves[at], v[k], v[a], v[b]);
    }
  }
}

/** The second derivatives of an operation itself, in variables i and j: terms as for `total`. */
function bent({ op, args }, k, v, first, i, j) {
  const [a, b = a] = args;
  return present(
    Object.entries(SECOND[op] ?? {}).map(([pair, second]) => {
      const [p, q] = pair.split(" ").map((position) => args[Number(position)]);
      const ways =
        pair === "0 1"
          ? [
              [i, j],
              [j, i],
            ]
          : [[i, j]];
      const products = ways
        .filter(([s, t]) => first[s].active[p] && first[t].active[q])
        .map(
          ([s, t]) =>
            () =>
              first[s].moves[p] * first[t].moves[q],
        );
      const product = total(products);
      return product && (() => second(v[k], v[a], v[b]) * product());
    }),
  );
}

/** Numbers of all nodes, and of which of them they can differ from 0. */
const column = (count) => ({ moves: new Float64Array(count), active: new Array(count).fill(false), steps: [] });

/**
 * The derivatives of `nodes` in `names`, given the values `v` of all nodes: `first`, a column {moves, active, steps} for
 * each name, and `second`, one for each pair (0, 0), (0, 1), ... To run all `steps` of the columns, in their order,
 * puts into `moves` the derivative of each node.
 */
export function jets(nodes, names, v) {
  const first = names.map((name) => {
    const own = column(nodes.length);
    nodes.forEach((node, k) => {
      const moving = node.args.map((arg, p) => (own.active[arg] ? pushed(node, k, p, v, own.moves) : null));
      const step = total(present(moving));
      own.active[k] = step !== null || (node.op === "leaf" && node.name === name);
      if (step) own.steps.push(() => (own.moves[k] = step()));
      else if (own.active[k]) own.moves[k] = 1;
    });
    return own;
  });
  const pairs = names.flatMap((_, i) => times(names.length - i, (offset) => [i, i + offset]));
  const second = pairs.map(([i, j]) => {
    const own = column(nodes.length);
    nodes.forEach((node, k) => {
      const moving = node.args.map((arg, p) => (own.active[arg] ? pushed(node, k, p, v, own.moves) : null));
      const step = total([...present(moving), ...bent(node, k, v, first, i, j)]);
      own.active[k] = step !== null;
      if (step) own.steps.push(() => (own.moves[k] = step()));
    });
    return { ...own, i, j };
  });
  return { first, second };
}
