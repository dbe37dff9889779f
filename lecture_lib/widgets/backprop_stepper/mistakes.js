// Usual mistakes of a step: the wrong numbers that they give, and what is to be said of each.
import { nodeSigns } from "../formula/functions.js";
import { displayName } from "./trace.js";

const FORGOTTEN = "the minus sign is forgotten";
const TURNED = "the size is right, the sign is not";
const NOT_ADDED = "the two are multiplied, not added";
const alone = (part) => `that is ${part} alone`;

/** Whether what a step passes back is the last of several contributions to a gradient. */
export const completes = ({ branch, branches }) => branches > 1 && branch === branches;

function ofValue({ expression, values }, node) {
  const { op, args } = expression.nodes[node];
  const [a, b] = args.map((arg) => values[arg]);
  const own = {
    sub: [
      [a + b, FORGOTTEN],
      [b - a, "that is the other way round"],
    ],
    neg: [[a, FORGOTTEN]],
    mul: [[a + b, NOT_ADDED]],
    pow: [[a * b, "that is a multiple, not a power"]],
  };
  const under = op in nodeSigns ? [[a, `that is ${displayName(expression, args[0])}, before the function`]] : [];
  return [...(own[op] ?? under), [-values[node], TURNED]];
}

// `before` is what other branches have contributed already, where the whole sum is asked.
function ofGradient({ expression, values }, { node, operand, position, upstream, local, contribution }, before) {
  const { op } = expression.nodes[node];
  const [itself, other] = op in nodeSigns ? [node, "slope"] : [operand, "other factor"];
  return [
    [-contribution, op === "neg" || (op === "sub" && position === 1) ? FORGOTTEN : TURNED],
    [local, alone("the local derivative")],
    [upstream, alone("upstream")],
    [
      op === "mul" || itself === node ? upstream * values[itself] : NaN,
      `that takes ${displayName(expression, itself)}, not the ${other}`,
    ],
    [upstream + local, NOT_ADDED],
  ].map(([wrong, reason]) => [before + wrong, reason]);
}

/** The wrong numbers of a step, each with its reason, the likeliest first. */
export function mistakes(trace, step) {
  if (step.kind === "forward") return ofValue(trace, step.node);
  if (step.kind === "seed") return [[trace.values[step.node], "that is its value, not how it grows"]];
  if (!completes(step)) return ofGradient(trace, step, 0);
  const before = step.total - step.contribution;
  return [
    [step.contribution, alone("this branch")],
    [before, alone("what came before")],
    ...ofGradient(trace, step, before),
  ];
}
