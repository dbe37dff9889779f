// The table of operations: what each computes, and how a gradient goes back through it. The Python twin is the part of
// lecture_lib/autodiff/vjps.py that expressions use, line by line.

import { sigmoid, sigmoidDerivative, tanhDerivative } from "../shared/activations.js";
import { FORWARD, power } from "./operations.js";

// What of g goes to a in max(a, b): all if a > b, half if a = b, nothing if a < b.
const largerShare = (g, a, b) => (a < b ? 0 : a === b ? 0.5 * g : g);

/** name: [...vjps], where vjps[i](g, out, ...values) is the gradient of operand i. */
const VJPS = {
  add: [],
  sub: [(g) => g, (g) => -g],
  mul: [(g, out, a, b) => g * b, (g, out, a) => g * a],
  div: [(g, out, a, b) => g / b, (g, out, a, b) => -g * (a / b / b)],
  pow: [
    (g, out, a, b) => (b === 0 ? 0 : g * (b * power(a, b - 1))),
    (g, out, a, b) => (a === 0 && b >= 0 ? 0 : g * (out * Math.log(a))),
  ],
  maximum: [(g, out, a, b) => largerShare(g, a, b), (g, out, a, b) => largerShare(g, b, a)],
  minimum: [(g, out, a, b) => largerShare(g, b, a), (g, out, a, b) => largerShare(g, a, b)],
  neg: [(g) => -g],
  exp: [(g, out) => g * out],
  log: [(g, out, a) => g / a],
  sqrt: [(g, out) => g / (2 * out)],
  sin: [(g, out, a) => g * Math.cos(a)],
  cos: [(g, out, a) => -g * Math.sin(a)],
  abs: [(g, out, a) => g * (Number(a > 0) - Number(a < 0))],
  relu: [(g, out) => (out <= 0 ? 0 : g)],
  sigmoid: [(g, out, a) => g * sigmoidDerivative(a)],
  tanh: [(g, out, a) => g * tanhDerivative(a)],
  softplus: [(g, out, a) => g * sigmoid(a)],
};

/** name: [forward(...values), ...vjps]. */
export const OPS = Object.fromEntries(Object.entries(VJPS).map(([op, vjps]) => [op, [FORWARD[op], ...vjps]]));

/** What flows back from a node to its operand at `position` when `g` has arrived at the node. */
export function pullBack({ op, args }, position, g, out, values) {
  if (op === "add") return g; // of any number of operands
  return OPS[op][1 + position](g, out, ...args.map((arg) => values[arg]));
}
