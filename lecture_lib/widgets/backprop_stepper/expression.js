// Text -> the graph of an expression. The Python twin is lecture_lib/expression.py with grammar.py: both accept and
// refuse the same texts, with the same columns and messages.

import { fromSuperscript } from "./notation.js";

export { canonicalText, formatNumber, prettyName } from "./notation.js";

export const MAX_LENGTH = 2000;
export const MAX_NODES = 200;
export const MAX_NESTING = 50;
export const MAX_NAME = 20;

const FUNCTIONS = new Map([
  ["sigmoid", "sigmoid"], ["σ", "sigmoid"], ["tanh", "tanh"], ["relu", "relu"], ["ReLU", "relu"], ["exp", "exp"],
  ["log", "log"], ["ln", "log"], ["sqrt", "sqrt"], ["√", "sqrt"], ["softplus", "softplus"], ["max", "maximum"],
]);
const FUNCTION_NAMES = "sigmoid (or σ), tanh, relu, exp, log (or ln), sqrt, softplus and max";
const OPERAND = "a number, a name, a function or '('";

const SPACES = /[ \t\r\u00a0\u2009\u202f\u2061\u2062]+/y;
const NUMBER = /(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+\-−–]?[0-9]+)?/y;
const NAME = /√|([A-Za-zΑ-ΡΣ-Ωα-ωµϑϕϵ]+)(?:_?([0-9]+|[₀-₉]+))?/y;
const SUPERSCRIPT = /⁻?[⁰¹²³⁴-⁹]+/y;
const OPERATOR = /\*\*|[-+−–*·×⋅∗/÷∕^(),=;\n]/y;
const MEANING = {
  "−": "-", "–": "-", "·": "*", "×": "*", "⋅": "*", "∗": "*", "÷": "/", "∕": "/", "**": "^", "\n": ";",
  µ: "μ", ϑ: "θ", ϕ: "φ", ϵ: "ε",
};

/** A text that is no expression: `column` counts code points from 1, the message says what is allowed. */
export class ExpressionError extends Error {
  constructor(column, message) {
    super(`column ${column}: ${message}`);
    this.name = "ExpressionError";
    this.column = column;
  }
}

function describe(character) {
  const code = character.codePointAt(0);
  if (code > 0x20 && (code < 0x7f || (code > 0xa0 && code < 0xd800))) return `'${character}'`;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

function refuseCharacter(text, start) {
  const character = String.fromCodePoint(text.codePointAt(start));
  const messages = {
    _: "'_' stands only between the letters and the number of a name, as in x_3",
    "⁻": "'⁻' needs raised digits after it, as in x⁻¹",
    ".": "'.' needs a digit beside it, as in 0.5",
  };
  if (/[₀-₉]/.test(character)) {
    throw new ExpressionError(start + 1, `'${character}' stands only right after the letters of a name, as in x₃`);
  }
  throw new ExpressionError(start + 1, messages[character] ?? `${describe(character)} is not allowed; allowed are `
    + `numbers, names such as x3 or w₃, + - * / ^ = ( ) , ; and the functions ${FUNCTION_NAMES}`);
}

function readNumber(typed, column) {
  const value = Number(typed.replace(/[−–]/, "-"));
  if (!Number.isFinite(value)) {
    throw new ExpressionError(column, `${typed} is too large for a floating-point number; the largest is 1.79e308`);
  }
  if (value === 0 && /^[0.]*[1-9]/.test(typed)) {
    throw new ExpressionError(column, `${typed} is too small for a floating-point number; the smallest is 5e-324`);
  }
  return value;
}

function readName(typed, letters, digits, column) {
  if (letters === undefined) return typed; // √
  const number = (digits ?? "").replace(/[₀-₉]/g, (digit) => "₀₁₂₃₄₅₆₇₈₉".indexOf(digit));
  const name = letters.replace(/[µϑϕϵ]/g, (letter) => MEANING[letter]) + number;
  if (name.length > MAX_NAME) {
    throw new ExpressionError(column, `the name is too long; at most ${MAX_NAME} letters and digits are allowed`);
  }
  return name;
}

// Every character outside the plane of the first 65536 is refused, so positions before it are code points.
function tokenize(text) {
  const tokens = [];
  let start = 0;
  const match = (pattern) => {
    pattern.lastIndex = start;
    return pattern.exec(text);
  };
  while (start < text.length) {
    const column = start + 1;
    let found;
    if ((found = match(SPACES))) {
      // nothing to keep
    } else if ((found = match(NUMBER))) {
      tokens.push({ kind: "number", typed: found[0], column, value: readNumber(found[0], column) });
    } else if ((found = match(NAME))) {
      tokens.push({ kind: "name", typed: found[0], column, value: readName(found[0], found[1], found[2], column) });
    } else if ((found = match(SUPERSCRIPT))) {
      tokens.push({ kind: "raised", typed: found[0], column, value: fromSuperscript(found[0]) });
    } else if ((found = match(OPERATOR))) {
      tokens.push({ kind: MEANING[found[0]] ?? found[0], typed: found[0], column, value: null });
    } else {
      refuseCharacter(text, start);
    }
    start += found[0].length;
  }
  tokens.push({ kind: "end", typed: "", column: start + 1, value: null });
  return tokens;
}

class Parser {
  constructor(tokens) {
    this.tokens = tokens;
    this.position = 0;
    this.nesting = 0;
    this.nodes = [];
    this.names = new Map(); // name -> {node, column, defined, used}
  }

  get token() {
    return this.tokens[this.position];
  }

  fail(message, { column } = this.token) {
    throw new ExpressionError(column, message);
  }

  accept(kind) {
    if (this.token.kind !== kind) return false;
    this.position += 1;
    return true;
  }

  emit(op, args = [], value = null) {
    if (this.nodes.length === MAX_NODES) this.fail(`the expression is too large; at most ${MAX_NODES} nodes are allowed`);
    this.nodes.push({ op, args, name: null, value });
    return this.nodes.length - 1;
  }

  // program: statements ended by ";" or a new line; the last one is the result.
  program() {
    let bare = null;
    let last = null;
    while (this.token.kind !== "end") {
      if (this.accept(";")) continue;
      if (bare) this.fail("only the last line may go without a name; write name = ... here", bare);
      last = this.token;
      bare = this.statement() ? null : last;
    }
    if (!last) this.fail("the expression is empty; write for example x1 - x2");
    if (bare) this.nameResult(bare);
    for (const [name, { node, column, defined, used }] of this.names) {
      if (defined && !used && node !== this.nodes.length - 1) {
        this.fail(`${name} is defined, but the result on the last line does not use it`, { column });
      }
    }
    if (!this.nodes.some(({ op }) => op === "leaf")) {
      this.fail("the expression has no variable; use at least one name such as x1", last);
    }
    return this.nodes;
  }

  // statement: [name "="] sum
  statement() {
    const start = this.token;
    const named = start.kind === "name" && this.tokens[this.position + 1].kind === "=";
    if (named) this.position += 2;
    if (named && FUNCTIONS.has(start.value)) {
      this.fail(`${start.typed} is a function; a definition needs another name`, start);
    }
    if (named && this.names.get(start.value)?.defined) {
      this.fail(`${start.value} is defined twice; every name has one definition`, start);
    }
    const first = this.token;
    const node = this.sum();
    if (this.token.kind !== ";" && this.token.kind !== "end") this.refuse();
    if (this.nodes[node].op === "leaf" || this.nodes[node].op === "const" || this.nodes[node].name !== null) {
      this.fail("an operation is needed here, as in x1 - x2; a name or a number alone is none", first);
    }
    if (named) this.define(start, node);
    return named;
  }

  define(start, node) {
    const name = start.value;
    const leaf = this.names.get(name);
    if (leaf && leaf.column > start.column) this.fail(`${name} is used in its own definition`, leaf);
    if (leaf) this.fail(`${name} is used before it is defined here; definitions come first`, start);
    this.names.set(name, { node, column: start.column, defined: true, used: false });
    this.nodes[node].name = name;
  }

  nameResult(start) {
    const taken = this.names.get("f");
    if (taken) this.fail("f is the name of the result; use another name here, or name the result, as in y = ...", taken);
    this.nodes[this.nodes.length - 1].name = "f";
    this.names.set("f", { node: this.nodes.length - 1, column: start.column, defined: true, used: false });
  }

  // sum: product (("+" | "-") product)*; a run of additions is one node.
  sum() {
    let left = this.product();
    for (;;) {
      if (this.token.kind === "+") {
        const operands = this.summands(left);
        while (this.accept("+")) operands.push(...this.summands(this.product()));
        left = this.emit("add", operands);
      } else if (this.accept("-")) {
        left = this.emit("sub", [left, this.product()]);
      } else {
        return left;
      }
    }
  }

  // An unnamed sum is always the newest node: it is taken apart, and its operands join the longer sum.
  summands(node) {
    const { op, args, name } = this.nodes[node];
    if (op !== "add" || name !== null) return [node];
    this.nodes.pop();
    return [...args];
  }

  // product: unary (("*" | "/") unary | power)*
  product() {
    let left = this.unary();
    let divided = false;
    for (;;) {
      const { kind, typed } = this.token;
      if (kind === "*" || kind === "/") {
        this.position += 1;
        left = this.emit(kind === "*" ? "mul" : "div", [left, this.unary()]);
        divided = kind === "/";
      } else if (kind === "number") {
        this.fail(`the number ${typed} cannot follow without a sign; write * or another sign before it, or put it first`);
      } else if (kind === "name" || kind === "(") {
        if (divided) this.fail("a product without a sign after '/' has two readings; write * or parentheses");
        left = this.emit("mul", [left, this.power()]);
      } else {
        return left;
      }
    }
  }

  // unary: ("-" | "+") unary | power; a minus sign and a number are one number, unless a power follows.
  unary() {
    this.nesting += 1;
    if (this.nesting > MAX_NESTING) this.fail(`the nesting is too deep; at most ${MAX_NESTING} levels are allowed`);
    let node;
    if (this.accept("-")) {
      const { kind, value } = this.token;
      const next = this.tokens[this.position + 1]?.kind;
      if (kind === "number" && next !== "^" && next !== "raised") {
        this.position += 1;
        node = this.emit("const", [], -value);
      } else {
        node = this.emit("neg", [this.unary()]);
      }
    } else {
      node = this.accept("+") ? this.unary() : this.power();
    }
    this.nesting -= 1;
    return node;
  }

  // power: atom ["^" unary | raised digits]
  power() {
    const base = this.atom();
    const { kind, value } = this.token;
    if (this.accept("^")) return this.emit("pow", [base, this.unary()]);
    if (kind !== "raised") return base;
    this.position += 1;
    const node = this.emit("pow", [base, this.emit("const", [], value)]);
    if (this.token.kind === "^" || this.token.kind === "raised") {
      this.fail("a power of a power has two readings; write parentheses");
    }
    return node;
  }

  // atom: number | name | function "(" sum ("," sum)* ")" | "(" sum ")"
  atom() {
    const start = this.token;
    if (this.accept("number")) return this.emit("const", [], start.value);
    if (this.accept("(")) {
      const node = this.sum();
      this.close(start);
      return node;
    }
    if (this.accept("name")) return FUNCTIONS.has(start.value) ? this.call(start) : this.variable(start);
    if (start.kind === "end" || start.kind === ";") this.fail(`${OPERAND} is missing before the end of the line`);
    return this.fail(`${OPERAND} is expected here, not '${start.typed}'`);
  }

  call(start) {
    const open = this.token;
    if (!this.accept("(")) this.fail(`${start.typed} is a function; write ${start.typed}(...)`, start);
    const args = [this.sum()];
    while (this.accept(",")) args.push(this.sum());
    this.close(open);
    const op = FUNCTIONS.get(start.value);
    const arity = op === "maximum" ? 2 : 1;
    if (args.length !== arity) {
      this.fail(`${start.typed} takes ${arity === 1 ? "1 argument" : "2 arguments"}, not ${args.length}`, start);
    }
    return this.emit(op, args);
  }

  variable(start) {
    const name = start.value;
    if (this.token.kind === "(") {
      this.fail(`${start.typed} is no function; the functions are ${FUNCTION_NAMES}; `
        + `for a product write ${start.typed}*(...)`, start);
    }
    const known = this.names.get(name);
    if (known) {
      known.used = true;
      return known.node;
    }
    const node = this.emit("leaf");
    this.nodes[node].name = name;
    this.names.set(name, { node, column: start.column, defined: false, used: true });
    return node;
  }

  close(open) {
    if (this.accept(")")) return;
    const { kind } = this.token;
    if (kind === "end" || kind === ";") this.fail(`')' is missing for the '(' at column ${open.column}`);
    this.refuse();
  }

  refuse() {
    const { kind, typed } = this.token;
    if (kind === ")") this.fail("')' has no '(' before it");
    if (kind === ",") this.fail("',' stands only between the two arguments of max; decimals have a point, as in 0.5");
    if (kind === "=") this.fail("'=' stands only after the name that begins a definition, as in x2 = x3 + x4");
    this.fail(`'${typed}' is not expected here`);
  }
}

/**
 * Text -> {nodes, leaves, text}: the graph in the order of evaluation, the output last.
 * A node is {op, args, name, value}; `args` are indices of earlier nodes. Throws ExpressionError.
 */
export function parse(text) {
  if (typeof text !== "string") throw new TypeError("an expression is a text, such as \"x1 - x2\"");
  const length = [...text].length;
  if (length > MAX_LENGTH) {
    throw new ExpressionError(MAX_LENGTH + 1, `the text is too long; at most ${MAX_LENGTH} characters are allowed`);
  }
  const nodes = new Parser(tokenize(text)).program();
  return { nodes, leaves: nodes.filter(({ op }) => op === "leaf").map(({ name }) => name), text };
}
