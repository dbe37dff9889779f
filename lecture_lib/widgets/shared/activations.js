// Activation functions and their derivatives. The Python twin is lecture_lib.activations, and each
// form is explained there.

export function sigmoid(x) {
  const e = Math.exp(-Math.abs(x));
  return (x < 0 ? e : 1) / (1 + e);
}

export function sigmoidDerivative(x) {
  const e = Math.exp(-Math.abs(x));
  return e / (1 + e) ** 2;
}

export function tanhDerivative(x) {
  const e = Math.exp(-2 * Math.abs(x));
  return (4 * e) / (1 + e) ** 2;
}

export const softplus = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

export const relu = (x) => (x > 0 || Number.isNaN(x) ? x : 0);

export const reluDerivative = (x) => (Number.isNaN(x) ? x : x > 0 ? 1 : 0);

const LEAK = 0.01;

export const leakyRelu = (x) => Math.max(x, LEAK * x);

export const leakyReluDerivative = (x) => (Number.isNaN(x) ? x : x > 0 ? 1 : LEAK);

const TAIL = [
  0.461974212072185681, -0.0651652023949126306, -0.00545878150113656722, 0.0122961990455634396, -0.00647087291570368799,
  0.00224073552241683054, -0.000563862377465197372, 0.0000998403108292581157, -9.84951484316849337e-6,
  -4.03249423304521713e-7, 2.99023962013034016e-7, -3.03207074844281387e-8, -4.61766571392902726e-9,
  1.32982880083826921e-9, 3.00724271901904484e-11, -4.42995372553281566e-11, 1.39998571470181507e-12,
  1.47189570289125704e-12, -9.32595311916537195e-14, -5.29468116906769519e-14, 3.95818841441451708e-15,
  2.10482146429631938e-15, -1.34567128613614392e-16, -9.09761491449583243e-17,
];

/** exp(t²/2) P(Z > t) for a standard normal Z. */
function scaledTail(t) {
  const s = (t - 5) / (t + 5);
  let [b1, b2] = [TAIL[TAIL.length - 1], 0];
  for (let i = TAIL.length - 2; i > 0; i -= 1) [b1, b2] = [2 * s * b1 - b2 + TAIL[i], b1];
  return (s * b1 - b2 + TAIL[0]) / (1 + t);
}

// exp(−t²/4), whose square is exp(−t²/2) without the rounding error of t².
function rootOfBell(t) {
  const high = Math.round(16 * t) / 16;
  return Math.exp((-high * high) / 4) * Math.exp((-(t - high) * (t + high)) / 4);
}

export function gelu(x) {
  const t = Math.min(Math.abs(x), 64);
  const [root, tail] = [rootOfBell(t), scaledTail(t)];
  return x < 0 ? -t * tail * root * root : x * (1 - tail * root * root);
}

export function geluDerivative(x) {
  const t = Math.min(Math.abs(x), 64);
  const root = rootOfBell(t);
  const below = (scaledTail(t) - t / Math.sqrt(2 * Math.PI)) * root * root;
  return x < 0 ? below : 1 - below;
}

export function silu(x) {
  const t = Math.min(Math.abs(x), 1024);
  const r = Math.exp(-t / 2);
  return (x < 0 ? -t * r * r : x) / (1 + r * r);
}

export function siluDerivative(x) {
  const t = Math.min(Math.abs(x), 1024);
  const r = Math.exp(-t / 2);
  const below = ((1 + r * r - t) * r * r) / (1 + r * r) ** 2;
  return x < 0 ? below : 1 - below;
}

/**
 * All of them in the order of Python's catalogue, each with its sign in a formula, its name, the least upper bound of its
 * slopes, and the ends of the subdifferential at a kink. Each widget that offers activations takes them from here.
 */
export const ACTIVATIONS = {
  relu: { f: relu, slope: reluDerivative, steepest: 1, sign: "ReLU", name: "ReLU", kink: [0, 1] },
  sigmoid: { f: sigmoid, slope: sigmoidDerivative, steepest: 0.25, sign: "σ", name: "sigmoid" },
  tanh: { f: Math.tanh, slope: tanhDerivative, steepest: 1, sign: "tanh", name: "tanh" },
  leaky_relu: {
    f: leakyRelu,
    slope: leakyReluDerivative,
    steepest: 1,
    sign: "LReLU",
    name: "leaky ReLU",
    kink: [LEAK, 1],
  },
  softplus: { f: softplus, slope: sigmoid, steepest: 1, sign: "softplus", name: "softplus" },
  gelu: {
    f: gelu,
    slope: geluDerivative,
    steepest: /* @__PURE__ */ geluDerivative(Math.SQRT2),
    sign: "GELU",
    name: "GELU",
  },
  silu: {
    f: silu,
    slope: siluDerivative,
    steepest: /* @__PURE__ */ siluDerivative(2.399357280520547),
    sign: "SiLU",
    name: "SiLU",
  },
};
