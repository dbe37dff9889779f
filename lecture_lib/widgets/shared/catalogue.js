// The one list of activation functions, the twin of lecture_lib.activations.catalogue.
import {
  gelu, geluDerivative, leakyRelu, leakyReluDerivative, relu, reluDerivative, sigmoid, sigmoidDerivative, silu,
  siluDerivative, softplus, tanhDerivative,
} from "./activations.js";

/**
 * All of them in the order of Python's catalogue, each with its sign in a formula, its name, the least upper bound of its
 * slopes, and the ends of the subdifferential at a kink. Each widget that offers activations takes them from here.
 */
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
