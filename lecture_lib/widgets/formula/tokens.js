// The tokens of an expression: numbers, names, signs; and the error that says what is allowed. The Python twin is
// lecture_lib/expression/tokens.py.

import { FUNCTION_NAMES } from "./functions.js";
import { fromSubscript, fromSuperscript } from "./notation.js";

export const MAX_LENGTH = 20000;
export const MAX_NAME = 20;

const SPACES = /[ \t\r\u00a0\u2009\u202f\u2061\u2062]+/y;
const NUMBER = /(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+\-−–]?[0-9]+)?/y;
const NAME = /√|([A-Za-zΑ-ΡΣ-Ωα-ωµϑϕϵ]+)(?:_?([0-9]+|[₀-₉]+))?/y;
const SUPERSCRIPT = /⁻?[⁰¹²³⁴-⁹]+/y;
const OPERATOR = /\*\*|[-+−–*·×⋅∗/÷∕^(),=;\n]/y;
const MEANING = {
  "−": "-",
  "–": "-",
  "·": "*",
  "×": "*",
  "⋅": "*",
  "∗": "*",
  "÷": "/",
  "∕": "/",
  "**": "^",
  "\n": ";",
  µ: "μ",
  ϑ: "θ",
  ϕ: "φ",
  ϵ: "ε",
};

/** A text that is no expression: `column` counts code points from 1, the message says what is allowed. */
export class ExpressionError extends Error {
  constructor(column, message) {
    super(`column ${column}: ${message}`);
    this.name = "ExpressionError";
    this.column = column;
  }
}

/** What is said of a text that is no formula; empty if it is one. `parse` throws an ExpressionError. */
export function wrong(text, parse) {
  try {
    parse(text);
    return "";
  } catch (problem) {
    if (!(problem instanceof ExpressionError)) throw problem;
    return `${problem.message}. The picture keeps the last good expression.`;
  }
}

function describe(character) {
  const code = character.codePointAt(0);
  if (code < 0xd800 && /[\p{L}\p{N}\p{P}\p{S}]/u.test(character)) return `'${character}'`;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** @returns {never} */
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
  throw new ExpressionError(
    start + 1,
    messages[character] ??
      `${describe(character)} is not allowed; allowed are ` +
        `numbers, names such as x3 or w₃, + - * / ^ = ( ) , ; and the functions ${FUNCTION_NAMES}`,
  );
}

function readNumber(text, typed, column) {
  const value = Number(text);
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
  const name = letters.replace(/[µϑϕϵ]/g, (letter) => MEANING[letter]) + fromSubscript(digits ?? "");
  if (name.length > MAX_NAME) {
    throw new ExpressionError(column, `the name is too long; at most ${MAX_NAME} letters and digits are allowed`);
  }
  return name;
}

/**
 * What may stand in a text, and the token that it is; of spaces there is none.
 *
 * @type {{ pattern: RegExp, token(found: string[], column: number): { kind: string, value: number | string } }[]}
 */
const FORMS = [
  { pattern: SPACES, token: () => null },
  {
    pattern: NUMBER,
    token: ([typed], column) => ({ kind: "number", value: readNumber(typed.replace(/[−–]/, "-"), typed, column) }),
  },
  {
    pattern: NAME,
    token: ([typed, letters, digits], column) => ({ kind: "name", value: readName(typed, letters, digits, column) }),
  },
  {
    pattern: SUPERSCRIPT,
    token: ([typed], column) => ({ kind: "raised", value: readNumber(fromSuperscript(typed), typed, column) }),
  },
  { pattern: OPERATOR, token: ([typed]) => ({ kind: MEANING[typed] ?? typed, value: null }) },
];

/** What stands in a text from `start` on, {typed, token}; null where nothing may. */
function formAt(text, start) {
  for (const { pattern, token } of FORMS) {
    pattern.lastIndex = start;
    const found = pattern.exec(text);
    if (found) return { typed: found[0], token: token(found, start + 1) };
  }
  return null;
}

/** The tokens {kind, typed, column, value} of a text; the last one is its end. Throws ExpressionError. */
export function tokenize(text) {
  if ([...text].length > MAX_LENGTH) {
    throw new ExpressionError(MAX_LENGTH + 1, `the text is too long; at most ${MAX_LENGTH} characters are allowed`);
  }
  const tokens = [];
  let start = 0; // counts code points as well: characters of two code units are refused
  while (start < text.length) {
    const column = start + 1;
    const form = formAt(text, start) ?? refuseCharacter(text, start);
    if (form.token) tokens.push({ ...form.token, typed: form.typed, column });
    start += form.typed.length;
  }
  tokens.push({ kind: "end", typed: "", column: start + 1, value: null });
  return tokens;
}
