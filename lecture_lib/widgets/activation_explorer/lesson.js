// What the picture shows, in words and numbers.
import { formatNumber, superscript } from "../shared/numbers.js";
import { activationOf, chain, largestProduct } from "./math.js";
import TRAITS from "./traits.json";

export const LAYERS = TRAITS.depth.max;

/** The numbers at the point and through depth; of one's own function nobody knows the `largest` product. */
export function lesson(state) {
  const { function: name, x, depth, weight } = state;
  const activation = activationOf(state);
  const layers = chain(activation, x, LAYERS, weight);
  const [left, right] = activation.sides(x);
  return {
    value: activation.f(x),
    derivative: activation.slope(x),
    sides: [left, right],
    subdifferential: right < left ? [right, left] : [left, right],
    layers,
    product: layers[depth - 1].product,
    largest: name === "own" ? null : largestProduct(name, depth, weight),
  };
}

const n = (x) => formatNumber(x, 4);

/** A number as an index: ₁₀. */
export const lowered = (number) => String(number).replace(/[0-9]/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]);
const power = (base, exponent) => (exponent === 0 ? "" : exponent === 1 ? base : base + superscript(String(exponent)));

/** What is said of one's own function where it has no value, no slope, or a kink; null elsewhere. */
function ownPoint(x, { value, derivative, sides: [left, right], subdifferential: [from, to] }) {
  if (Number.isNaN(value)) return `f has no value at ${n(x)}.`;
  if (!Number.isFinite(value)) return `f(${n(x)}) = ${n(value)}: too large for a floating-point number.`;
  if (!Number.isFinite(left) || !Number.isFinite(right))
    return `f(${n(x)}) = ${n(value)}, where f has no finite slope.`;
  if (left === right) return null;
  const isAmong = derivative >= from && derivative <= to;
  return `f(${n(x)}) = ${n(value)}, at a kink: slope ${n(left)} from the left, ${n(right)} from the right, and all between are Clarke’s subdifferential. In use: ${n(derivative)}, the engine’s convention${isAmong ? "" : ", which is none of them"}.`;
}

function point(state, shown) {
  const { x } = state;
  const { value, derivative, subdifferential } = shown;
  const { sign } = activationOf(state);
  const own = state.function === "own" && ownPoint(x, shown);
  if (own) return own;
  const [from, to] = subdifferential;
  if (from === to) return `${sign}(${n(x)}) = ${n(value)}, with slope ${sign}′\u2060(${n(x)}) = ${n(derivative)}.`;
  return `${sign}(0) = 0, at a kink: every slope from ${n(from)} to ${n(to)} is a subgradient. In use: ${n(derivative)}${derivative === 0 ? ", the slide’s choice" : ""}.`;
}

function depths({ depth, weight }, { product, layers }) {
  const what = `dz${lowered(depth)}/da₁`;
  const through = `${depth === 1 ? "One layer" : `Layers 1 to ${depth} with w = ${n(weight)}`}: ${what}`;
  const lost = layers.slice(0, depth).findIndex((layer) => !Number.isFinite(layer.z) || !Number.isFinite(layer.slope));
  if (lost >= 0) return `${through} has no value: layer ${lost + 1} has no finite value or slope.`;
  if (!Number.isFinite(product)) return `${through} is too large for a floating-point number.`;
  if (product === 0) {
    const first = layers.findIndex(({ slope }) => slope === 0) + 1;
    if (first > 0) return `${through} = 0, since the slope of layer ${first} is 0.`;
    return `${through} is too small for a floating-point number.`;
  }
  const mean = depth === 1 ? "" : `, a factor of ${n(Math.abs(product) ** (1 / depth))} per layer`;
  return `${through} = ${n(product)}${mean}.`;
}

function bound(state, { largest }) {
  const { sign, steepest } = activationOf(state);
  if (largest === null)
    return `The largest |f′| at 2001 points from −5 to 5 is ${n(steepest)}; between and beyond them f may be steeper, so no bound is drawn.`;
  const formula = power("M", state.depth) + power("w", state.depth - 1);
  return `At most ${formula} = ${n(largest)}, where M\u00a0=\u00a0${n(steepest)} is the largest slope of ${sign}.`;
}

/** The sentences under the picture: the point, the layers, and the most they could give. */
export function sentences(state, shown = lesson(state)) {
  return [point(state, shown), depths(state, shown), bound(state, shown)];
}
