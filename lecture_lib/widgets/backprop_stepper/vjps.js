// The table of operations: what each computes, and how a gradient goes back through it. The Python twin is the part of
// lecture_lib/autodiff/vjps.py that expressions use, line by line.

import { sigmoid, sigmoidDerivative, softplus, tanhDerivative } from "../shared/activations.js";

// IEEE: 1 to any power, and −1 to an infinite one, are 1; JavaScript alone says NaN.
const power = (a, b) => (a === 1 || (a === -1 && Math.abs(b) === Infinity) ? 1 : a ** b);

const maximum = (a, b) => (a >= b || Number.isNaN(a) ? a : b);
const minimum = (a, b) => (a <= b || Number.isNaN(a) ? a : b);

// What of g goes to a in max(a, b): all if a > b, half if a = b, nothing if a < b.
const largerShare = (g, a, b) => (a < b ? 0 : a === b ? 0.5 * g : g);

/** name: [forward(...values), ...vjps], where vjps[i](g, out, ...values) is the gradient of operand i. */
export const OPS = {
  add: [(...values) => values.reduce((a, b) => a + b)],
  sub: [(a, b) => a - b, (g) => g, (g) => -g],
  mul: [(a, b) => a * b, (g, out, a, b) => g * b, (g, out, a) => g * a],
  div: [(a, b) => a / b, (g, out, a, b) => g / b, (g, out, a, b) => -g * (a / b / b)],
  pow: [
    power,
    (g, out, a, b) => (b === 0 ? 0 : g * (b * power(a, b - 1))),
    (g, out, a, b) => (a === 0 && b >= 0 ? 0 : g * (out * Math.log(a))),
  ],
  maximum: [maximum, (g, out, a, b) => largerShare(g, a, b), (g, out, a, b) => largerShare(g, b, a)],
  minimum: [minimum, (g, out, a, b) => largerShare(g, b, a), (g, out, a, b) => largerShare(g, a, b)],
  neg: [(a) => -a, (g) => -g],
  exp: [Math.exp, (g, out) => g * out],
  log: [Math.log, (g, out, a) => g / a],
  sqrt: [Math.sqrt, (g, out) => g / (2 * out)],
  sin: [Math.sin, (g, out, a) => g * Math.cos(a)],
  cos: [Math.cos, (g, out, a) => -g * Math.sin(a)],
  abs: [Math.abs, (g, out, a) => g * (Number(a > 0) - Number(a < 0))],
  relu: [(a) => maximum(a, 0), (g, out) => (out <= 0 ? 0 : g)],
  sigmoid: [sigmoid, (g, out, a) => g * sigmoidDerivative(a)],
  tanh: [Math.tanh, (g, out, a) => g * tanhDerivative(a)],
  softplus: [softplus, (g, out, a) => g * sigmoid(a)],
};

/** What flows back from a node to its operand at `position` when `g` has arrived at the node. */
export function pullBack({ op, args }, position, g, out, values) {
  if (op === "add") return g; // of any number of operands
  return OPS[op][1 + position](g, out, ...args.map((arg) => values[arg]));
}
