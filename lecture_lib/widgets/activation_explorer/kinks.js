// Slopes from the left and from the right, exactly, and where a typed function has kinks. The Python twin is kinks.py.
import { compile, KINKED } from "../formula/compiled.js";

/** Slopes that differ by less, beside their size, differ by rounding alone. */
const ROUNDING = 1e-12;

const isKinked = ({ op, args }) => KINKED.has(op) && args[0] !== args[1];

/** The branch of a node at its kink whose operands move so: `maximum` of the same twice is that. */
function taken(node, [move, other]) {
  const { op, args } = node;
  const is = (arg) => ({ op: "maximum", args: [arg, arg] });
  if (Number.isNaN(move) || Number.isNaN(other)) return node;
  if (op === "abs" && move < 0) return { op: "neg", args };
  if (op === "relu" && move <= 0) return { op: "sub", args: [args[0], args[0]] };
  if (other !== undefined && move < other === (op === "maximum")) return is(args[1]);
  return is(args[0]);
}

/** What the function is between `a` and the next point that way, −1 or 1. */
function branch({ formula: { nodes, result }, names }, a, way) {
  const own = [];
  for (const node of nodes) {
    own.push(node);
    if (!isKinked(node)) continue;
    const parts = node.args.map((arg) => compile({ nodes: [...own], result: arg }, names));
    const [value, other = 0] = parts.map((part) => part.value(a));
    if (value === other)
      own[own.length - 1] = taken(
        node,
        parts.map((part) => way * part.slope(a)),
      );
  }
  return compile({ nodes: own, result }, names);
}

/** [f′(a−), f′(a+)] of a compiled function of one variable; the same number twice where f′ exists. */
export function oneSidedSlopes(f, a) {
  if (!f.atKink(a)) return [f.slope(a), f.slope(a)];
  const [left, right] = [-1, 1].map((way) => branch(f, a, way).slope(a));
  return Math.abs(left - right) <= ROUNDING * Math.max(1, Math.abs(left), Math.abs(right))
    ? [right, right]
    : [left, right];
}

const HALVINGS = 60;
/** So far beside a kink its slopes are looked at. */
const BESIDE = 1e-9;

/** Where a function has kinks, as far as its operations tell: { a, left, right }, in their order, found between the points `xs`. */
export function kinksOf(f, xs) {
  const { nodes } = f.formula;
  const places = new Set();
  for (const node of nodes.filter(isKinked)) {
    const [first, second] = node.args.map((arg) => compile({ nodes, result: arg }, f.names));
    const gap = (a) => first.value(a) - (second?.value(a) ?? 0);
    const gaps = xs.map(gap);
    for (let i = 0; i < xs.length; i += 1) {
      if (gaps[i] === 0) places.add(xs[i]);
      if (!(gaps[i] * gaps[i + 1] < 0)) continue;
      let [low, high] = [xs[i], xs[i + 1]];
      for (let k = 0; k < HALVINGS; k += 1) {
        const middle = (low + high) / 2;
        if (gap(middle) * gaps[i] > 0) low = middle;
        else high = middle;
      }
      places.add((low + high) / 2);
    }
  }
  return [...places]
    .sort((a, b) => a - b)
    .map((a) => ({ a, left: f.slope(a - BESIDE), right: f.slope(a + BESIDE) }))
    .filter(({ left, right }) => Math.abs(left - right) > 1e-6 * (1 + Math.abs(left) + Math.abs(right)));
}
