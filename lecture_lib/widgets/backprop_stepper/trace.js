// A graph -> the forward and backward steps that a reader walks through. The Python twin is lecture_lib/expression/trace.py.

import { OPS, pullBack } from "../formula/vjps.js";

export * from "./chain_rule.js";
export * from "./formulas.js";

function checkLeaf({ leaves }, name) {
  if (!leaves.includes(name)) {
    throw new RangeError(`${name} is no variable of the expression; its variables are ${leaves.join(", ")}`);
  }
}

function checkValues(expression, values) {
  for (const name of Object.keys(values)) checkLeaf(expression, name);
  for (const name of expression.leaves) {
    if (!Object.hasOwn(values, name)) {
      throw new RangeError(`the value of ${name} is missing; needed are ${expression.leaves.join(", ")}`);
    }
    if (typeof values[name] !== "number") throw new TypeError(`the value of ${name} is not a number`);
  }
}

/** The value of every node; `values` has one number for each leaf: {x1: 3, ...}. */
export function evaluate(expression, values) {
  checkValues(expression, values);
  const result = [];
  for (const { op, args, name, value } of expression.nodes) {
    if (op === "leaf") result.push(values[name]);
    else if (op === "const") result.push(value);
    else result.push(OPS[op][0](...args.map((arg) => result[arg])));
  }
  return result;
}

const EMPTY_STEP = {
  operand: null,
  position: null,
  upstream: null,
  local: null,
  contribution: null,
  total: null,
  branch: null,
  branches: null,
};

/**
 * {expression, values, gradients, steps}: the value and the gradient of every node (null where no leaf is below), and all
 * steps of the forward and the backward pass.
 *
 * A step is {kind, node, operand, position, upstream, local, contribution, total, branch, branches}. Kind "forward": the
 * value of `node` is computed. Kind "seed": the gradient of the output is 1. Kind "backward": `node` passes upstream ×
 * local = contribution back to the node `operand`, which stands at `position` among its operands; `total` is the gradient
 * of the operand after this contribution, number `branch` of `branches`. What a kind has no use for is null.
 */
export function trace(expression, values) {
  const { nodes } = expression;
  const last = nodes.length - 1;
  const nodeValues = evaluate(expression, values);
  const gradients = nodes.map(() => null);
  const steps = [];
  nodes.forEach(({ args }, node) => {
    if (args.length) steps.push({ ...EMPTY_STEP, kind: "forward", node });
  });
  gradients[last] = 1;
  steps.push({ ...EMPTY_STEP, kind: "seed", node: last, contribution: 1, total: 1 });

  const active = [];
  for (const { op, args } of nodes) active.push(op === "leaf" || args.some((arg) => active[arg]));
  const branches = nodes.map(() => 0);
  for (const { args } of nodes) for (const arg of args) branches[arg] += 1;
  const arrived = nodes.map(() => 0);
  for (let node = last; node >= 0; node -= 1) {
    if (!active[node]) continue;
    nodes[node].args.forEach((operand, position) => {
      if (!active[operand]) return;
      const upstream = gradients[node];
      const local = pullBack(nodes[node], position, 1, nodeValues[node], nodeValues);
      const contribution = pullBack(nodes[node], position, upstream, nodeValues[node], nodeValues);
      gradients[operand] = gradients[operand] === null ? contribution : gradients[operand] + contribution;
      arrived[operand] += 1;
      steps.push({
        kind: "backward",
        node,
        operand,
        position,
        upstream,
        local,
        contribution,
        total: gradients[operand],
        branch: arrived[operand],
        branches: branches[operand],
      });
    });
  }
  return { expression, values: nodeValues, gradients, steps };
}

/** Central difference (f(x + h) - f(x - h)) / 2h of the output by one leaf, with h = cbrt(eps) max(1, |x|). */
export function finiteDifference(expression, values, leaf) {
  checkLeaf(expression, leaf);
  const x = values[leaf];
  const h = Math.cbrt(Number.EPSILON) * Math.max(1, Math.abs(x));
  const output = (point) => evaluate(expression, { ...values, [leaf]: point }).at(-1);
  return (output(x + h) - output(x - h)) / (x + h - (x - h));
}
