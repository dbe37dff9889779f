// What the picture shows of an activation function: the mathematics of lecture_lib.activations.
import {
  gelu, geluDerivative, leakyRelu, leakyReluDerivative, relu, reluDerivative, sigmoid, sigmoidDerivative, silu,
  siluDerivative, softplus, tanhDerivative,
} from "../shared/activations.js";

/** Each with its sign in a formula, its name, and the least upper bound of its slopes. */
export const ACTIVATIONS = {
  relu: { f: relu, slope: reluDerivative, steepest: 1, sign: "ReLU", name: "ReLU", kink: [0, 1] },
  sigmoid: { f: sigmoid, slope: sigmoidDerivative, steepest: 0.25, sign: "σ", name: "sigmoid" },
  tanh: { f: Math.tanh, slope: tanhDerivative, steepest: 1, sign: "tanh", name: "tanh" },
  leaky_relu: {
    f: leakyRelu, slope: leakyReluDerivative, steepest: 1, sign: "LReLU", name: "leaky ReLU", kink: [leakyReluDerivative(-1), 1],
  },
  softplus: { f: softplus, slope: sigmoid, steepest: 1, sign: "softplus", name: "softplus" },
  gelu: { f: gelu, slope: geluDerivative, steepest: geluDerivative(Math.SQRT2), sign: "GELU", name: "GELU" },
  silu: { f: silu, slope: siluDerivative, steepest: siluDerivative(2.399357280520547), sign: "SiLU", name: "SiLU" },
};

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
