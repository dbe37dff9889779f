// What the picture shows of an activation function: the mathematics of lecture_lib.activations.
import { ACTIVATIONS } from "../shared/activations.js";

export { ACTIVATIONS } from "../shared/activations.js";

/** The derivative, with `subgradient` in its place at the kink of ReLU. */
export function slopeAt(name, a, subgradient) {
  return name === "relu" && a === 0 ? subgradient : ACTIVATIONS[name].slope(a);
}

/** All slopes of lines through the point that stay below the function, as [low, high]. */
export function subdifferential(name, a) {
  const { kink, slope } = ACTIVATIONS[name];
  return kink && a === 0 ? kink : [slope(a), slope(a)];
}

/** z_k = f(a_k), a_{k+1} = w z_k, and dz_k/da_1, for the layers k = 1, …, depth. */
export function chain(name, a, depth, weight, subgradient) {
  const layers = [];
  let product = 1;
  for (let k = 1; k <= depth; k += 1) {
    const slope = slopeAt(name, a, subgradient);
    product = k === 1 ? slope : product * (weight * slope);
    const z = ACTIVATIONS[name].f(a);
    layers.push({ a, z, slope, product });
    a = weight * z;
  }
  return layers;
}

/** What no product of `depth` layers can exceed. */
export function largestProduct(name, depth, weight) {
  const { steepest } = ACTIVATIONS[name];
  return steepest * (Math.abs(weight) * steepest) ** (depth - 1);
}
