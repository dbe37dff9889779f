// What the picture shows of an activation function: the mathematics of lecture_lib.activations, and of a function of one's own.
import { compile } from "../formula/compiled.js";
import { ACTIVATIONS } from "../shared/activations.js";
import { oneSidedSlopes } from "./kinks.js";

export { ACTIVATIONS } from "../shared/activations.js";

/** Where the slopes of one's own function are looked at: 2001 points from −5 to 5. */
const GRID = Array.from({ length: 2001 }, (_, i) => (i - 1000) / 200);

let last = { formula: null, own: null };

/** What is typed, with `steepest` the largest slope that is seen, which is no bound, and `compiled`. */
function ownOf(formula) {
  if (last.formula === formula) return last.own;
  const compiled = compile(formula, ["a"]);
  const sides = (a) => oneSidedSlopes(compiled, a);
  const slope = (a) => {
    const [left, right] = sides(a);
    return left === right ? right : compiled.slope(a);
  };
  const steepest = GRID.reduce((most, a) => {
    const size = Math.abs(compiled.slope(a));
    return Number.isFinite(size) && size > most ? size : most;
  }, 0);
  last = { formula, own: { f: compiled.value, slope, sides, steepest, sign: "f", compiled } };
  return last.own;
}

/** The activation of a state: its value, slope and sign, and `sides`, the slopes from the left and from the right. */
export function activationOf({ function: name, formula, subgradient }) {
  if (name === "own") return ownOf(formula);
  const known = ACTIVATIONS[name];
  const slope = name === "relu" ? (a) => (a === 0 ? subgradient : known.slope(a)) : known.slope;
  return { ...known, slope, sides: (a) => (known.kink && a === 0 ? known.kink : [slope(a), slope(a)]) };
}

/** z_k = f(a_k), a_{k+1} = w z_k, and dz_k/da_1, for the layers k = 1, …, depth. */
export function chain({ f, slope: slopeAt }, a, depth, weight) {
  const layers = [];
  let product = 1;
  for (let k = 1; k <= depth; k += 1) {
    const slope = slopeAt(a);
    product = k === 1 ? slope : product * (weight * slope);
    const z = f(a);
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
