// What the picture shows, in words and numbers.
import { formatNumber, superscript } from "../shared/numbers.js";
import { ACTIVATIONS, chain, largestProduct, slopeAt, subdifferential } from "./math.js";
import TRAITS from "./traits.json";

export const LAYERS = TRAITS.depth.max;

/** The numbers at the point and through depth. */
export function lesson(state) {
  const { function: name, x, depth, weight, subgradient } = state;
  const layers = chain(name, x, LAYERS, weight, subgradient);
  return {
    value: ACTIVATIONS[name].f(x),
    derivative: slopeAt(name, x, subgradient),
    subdifferential: subdifferential(name, x),
    layers,
    product: layers[depth - 1].product,
    largest: largestProduct(name, depth, weight),
  };
}

const n = (x) => formatNumber(x, 4);

/** A number as an index: ₁₀. */
export const lowered = (number) => String(number).replace(/[0-9]/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]);
const power = (base, exponent) => (exponent === 0 ? "" : exponent === 1 ? base : base + superscript(String(exponent)));

function point({ function: name, x }, { value, derivative, subdifferential: [from, to] }) {
  const { sign } = ACTIVATIONS[name];
  if (from === to) return `${sign}(${n(x)}) = ${n(value)}, with slope ${sign}′\u2060(${n(x)}) = ${n(derivative)}.`;
  return `${sign}(0) = 0, at a kink: every slope from ${n(from)} to ${n(to)} is a subgradient. In use: ${n(derivative)}${derivative === 0 ? ", the slide’s choice" : ""}.`;
}

function depths({ depth, weight }, { product, layers }) {
  const what = `dz${lowered(depth)}/da₁`;
  const through = `${depth === 1 ? "One layer" : `Layers 1 to ${depth} with w = ${n(weight)}`}: ${what}`;
  if (product === 0) {
    const first = layers.findIndex(({ slope }) => slope === 0) + 1;
    if (first > 0) return `${through} = 0, since the slope of layer ${first} is 0.`;
    return `${through} is too small for a floating-point number.`;
  }
  const mean = depth === 1 ? "" : `, a factor of ${n(Math.abs(product) ** (1 / depth))} per layer`;
  return `${through} = ${n(product)}${mean}.`;
}

function bound({ function: name, depth }, { largest }) {
  const { sign, steepest } = ACTIVATIONS[name];
  const formula = power("M", depth) + power("w", depth - 1);
  return `At most ${formula} = ${n(largest)}, where M\u00a0=\u00a0${n(steepest)} is the largest slope of ${sign}.`;
}

/** The sentences under the picture: the point, the layers, and the most they could give. */
export function sentences(state, shown = lesson(state)) {
  return [point(state, shown), depths(state, shown), bound(state, shown)];
}
