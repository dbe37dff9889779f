// What each operation of an expression computes. The Python twin is the part of lecture_lib/autodiff/vjps.py that
// expressions use; how a gradient goes back stands in vjps.js.
import { sigmoid, softplus } from "../shared/activations.js";

// IEEE: 1 to any power, and −1 to an infinite one, are 1; JavaScript alone says NaN.
export const power = (a, b) => (a === 1 || (a === -1 && Math.abs(b) === Infinity) ? 1 : a ** b);

const maximum = (a, b) => (a >= b || Number.isNaN(a) ? a : b);

/** @type {Record<string, (...values: number[]) => number>} */
export const FORWARD = {
  add: (...values) => values.reduce((a, b) => a + b),
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  pow: power,
  maximum,
  minimum: (a, b) => (a <= b || Number.isNaN(a) ? a : b),
  neg: (a) => -a,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  sin: Math.sin,
  cos: Math.cos,
  abs: Math.abs,
  relu: (a) => maximum(a, 0),
  sigmoid,
  tanh: Math.tanh,
  softplus,
};
