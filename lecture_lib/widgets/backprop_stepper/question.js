// What Predict mode asks before a step, and what is said of the answer.
import { Parser } from "../formula/grammar.js";
import { formatNumber } from "../formula/notation.js";
import { ExpressionError, tokenize } from "../formula/tokens.js";
import { completes, mistakes } from "./mistakes.js";
import { displayName, edgeFactor, evaluate, formula, formulaText, gradientName, held } from "./trace.js";

const KINDS = { add: "sums", sub: "minus signs", neg: "minus signs", mul: "products", div: "products" };

/** The slope of a function whose symbol does not say it, by the function's value; tanh is squared, so its size will do. */
const SLOPES = { sigmoid: (y) => `${y} × (1 − ${y})`, tanh: (y) => `1 − ${y}²` };

/** What a step needs, by the name of a kind; null where the backward pass begins. */
export function kindOf({ expression }, step) {
  if (step.kind === "seed") return null;
  return completes(step) ? "contributions that add up" : (KINDS[expression.nodes[step.node].op] ?? "functions");
}

/** What is asked before step `number` is taken, with the right answer and a hint. */
export function question(trace, number) {
  const step = trace.steps[number - 1];
  const { expression, values } = trace;
  const name = displayName(expression, step.node);
  if (step.kind === "forward") {
    const [, ...sides] = formulaText(trace, step.node).split(" = ");
    const how = formula(expression, step.node);
    return {
      text: name === how ? `What is ${name}?` : `What is ${name} = ${how}?`,
      hint: `Put the values in: ${sides.slice(0, -1).at(-1) ?? how}.`,
      answer: values[step.node],
    };
  }
  if (step.kind === "seed") {
    return {
      text: `Where the backward pass begins: what is ∂${name}/∂${name}?`,
      hint: `How much does ${name} grow when ${name} grows by one?`,
      answer: 1,
    };
  }
  const operand = displayName(expression, step.operand);
  const { symbol } = edgeFactor(trace, step);
  const slope = SLOPES[expression.nodes[step.node].op]?.(formatNumber(Math.abs(values[step.node])));
  const product = `${formatNumber(step.upstream)} × ${held(symbol)}${slope ? `, where ${symbol} = ${slope}` : ""}`;
  if (completes(step)) {
    const before = formatNumber(step.total - step.contribution);
    return {
      text: `The last of ${step.branches} branches, from ${name}: what is all of ${gradientName(expression, step.operand)}?`,
      hint: `So far it is ${before}; this branch adds upstream times local: ${product}.`,
      answer: step.total,
    };
  }
  const branch = step.branches > 1 ? ` (branch ${step.branch} of ${step.branches})` : "";
  return {
    text: `What does ${name} pass back to ${operand}${branch}?`,
    hint: `Upstream times local: ${product}.`,
    answer: step.contribution,
  };
}

/** An answer is right within 1 % of the number, or within 0.005 where the number is small. */
export const isRight = (given, answer) =>
  Object.is(given, answer) || Math.abs(given - answer) <= Math.max(0.005, 0.01 * Math.abs(answer));

/** What to say of a wrong answer: the usual mistake that gives it, or else the hint. */
export function reply(trace, number, given) {
  const { answer, hint } = question(trace, number);
  const found = mistakes(trace, trace.steps[number - 1]).find(
    ([wrong]) => isRight(given, wrong) && !isRight(wrong, answer),
  );
  return found ? `Not ${formatNumber(given)}: ${found[1]}.` : `Not ${formatNumber(given)}. ${hint}`;
}

/** The number that a text is, such as -0.5, 3/4 or 2*exp(-1); NaN if it is none. */
export function numberIn(text) {
  const parser = new Parser([]);
  try {
    parser.tokens = tokenize(text);
    parser.sum();
    if (parser.token.kind !== "end") return NaN;
  } catch (problem) {
    if (problem instanceof ExpressionError) return NaN;
    throw problem;
  }
  return evaluate({ nodes: parser.nodes, leaves: [] }, {}).at(-1) ?? NaN;
}
