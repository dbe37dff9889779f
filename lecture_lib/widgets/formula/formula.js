// Formulas in given names, and plain numbers: what a reader types as an answer. The Python twin is
// lecture_lib/expression/formula.py.
import { Definitions } from "./definitions.js";
import { CONSTANTS, meant } from "./functions.js";
import { prettyName } from "./notation.js";
import { FORWARD } from "./operations.js";
import { tokenize } from "./tokens.js";

/** Spelled letters that may be typed for Greek ones; pi is a number, and sigma a function. */
const SPELLED = "alpha beta gamma delta epsilon eta theta kappa lambda mu nu rho tau phi omega".split(" ");
const LETTERS = "αβγδεηθκλμνρτφω";

/** A name with its spelled Greek letter as such: eta1 -> η1. */
export function greek(name) {
  const [, letters, digits] = name.match(/^(.*?)([0-9]*)$/);
  const place = SPELLED.indexOf(letters);
  return place < 0 ? name : LETTERS[place] + digits;
}

/** The known names that stand side by side in a longer one: wx -> w, x; null if it is no such row. */
function split(name, known) {
  if (!name) return [];
  for (const first of known) {
    const rest = name.startsWith(first) ? split(name.slice(first.length), known) : null;
    if (rest) return [first, ...rest];
  }
  return null;
}

/** Reads a formula in given names. */
export class FormulaParser extends Definitions {
  constructor(tokens, names) {
    super(tokens);
    this.allowed = names.map(greek);
  }

  formula() {
    if (this.token.kind === "name" && this.tokens[1].kind === "=") this.position = 2;
    if (this.token.kind === "end") this.fail("nothing is written yet");
    const result = this.sum();
    if (this.token.kind !== "end") this.refuse();
    return { nodes: this.nodes, result };
  }

  variable(start) {
    const name = greek(start.value);
    const isKnown = this.allowed.includes(name) || CONSTANTS.has(name) || this.names.has(name);
    if (!isKnown) this.fail(this.question(name, start.typed), start);
    return super.variable({ ...start, value: name });
  }

  question(name, typed) {
    if (!this.allowed.length) return `${typed} is a name; a number is asked for, such as 0.5, 3/4 or 2*exp(-1)`;
    const near = this.allowed.find((known) => known.toLowerCase() === name.toLowerCase());
    if (near) return `Did you mean ${prettyName(near)}?`;
    const parts = split(name, this.allowed);
    if (parts) return `Did you mean ${parts.map(prettyName).join("*")}?`;
    const other = meant(name);
    if (other) return other;
    return `${typed} is ${this.otherwise()}`;
  }

  otherwise() {
    return `no name of this question; its names are ${this.allowed.map(prettyName).join(", ")}`;
  }
}

/** The formula {nodes, result} in these names that a text is; without names, the number. Throws ExpressionError. */
export function parseFormula(text, names = []) {
  return new FormulaParser(tokenize(text), names).formula();
}

/** {value, size}: the value of a formula, and the largest size of any finite number on the way to it. */
export function evaluateFormula({ nodes, result }, values) {
  const found = [];
  for (const { op, args, name, value } of nodes) {
    if (op === "leaf") found.push(values[name]);
    else if (op === "const") found.push(value);
    else found.push(FORWARD[op](...args.map((arg) => found[arg])));
  }
  return { value: found[result], size: Math.max(0, ...found.map(Math.abs).filter(Number.isFinite)) };
}
