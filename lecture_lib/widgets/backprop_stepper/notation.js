// Names, numbers and formulas as text. The Python twin is lecture_lib/notation.py: same functions, same strings.

const DIGITS = "0123456789";
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

// How tightly a piece of text holds together; a piece is [text, level].
export const SUM = 1;
export const PRODUCT = 2;
export const NEGATIVE = 3;
export const POWER = 4;
export const ATOM = 5;

/** The name as the lecture prints it: "w3" -> "w₃". */
export function prettyName(name) {
  return name.replace(/[0-9]/g, (digit) => SUBSCRIPTS[digit]);
}

/** The integer, given as text, raised: "-12" -> "⁻¹²". */
export function superscript(text) {
  return text.replace(/[-−]/, "⁻").replace(/[0-9]/g, (digit) => SUPERSCRIPTS[digit]);
}

/** The integer that raised digits stand for: "⁻¹²" -> -12. */
export function fromSuperscript(text) {
  return Number([...text].map((sign) => DIGITS[SUPERSCRIPTS.indexOf(sign)] ?? "-").join(""));
}

/** Four significant digits, ties away from zero; 1.234×10⁻⁵ below 1e-4 and from 1e6 on. */
export function formatNumber(x) {
  if (Number.isNaN(x)) return "NaN";
  const sign = x < 0 ? "−" : "";
  if (!Number.isFinite(x)) return `${sign}∞`;
  const [mantissa, power] = Math.abs(x).toExponential(3).split("e");
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return sign + String(Number(`${mantissa}e${power}`));
  return `${sign}${Number(mantissa)}×10${superscript(String(exponent))}`;
}

/** Every digit of a number, in plain text that the parser reads back. */
export function exactNumber(x) {
  return Object.is(x, -0) ? "-0" : String(x);
}

/** A number that is shown, with its level. */
export function numberPiece(text) {
  return [text, /^[-−]/.test(text) ? NEGATIVE : text.includes("×") ? PRODUCT : ATOM];
}

// A minus sign never follows another sign directly: what comes later stands in parentheses.
function hold([text, level], needed, first = false) {
  return level < needed || (!first && /^[-−]/.test(text)) ? `(${text})` : text;
}

const PRETTY_FUNCTIONS = { sigmoid: "σ", relu: "ReLU", sqrt: "√", maximum: "max" };

/** Pieces are joined into formulas for readers: x₁ − σ(w₃x₃). */
export const pretty = {
  sum: (parts) => [parts.map((part, i) => hold(part, i ? PRODUCT : SUM, !i)).join(" + "), SUM],
  minus: (a, b) => [`${hold(a, SUM, true)} − ${hold(b, PRODUCT)}`, SUM],
  times(a, b) {
    const [left, right] = [hold(a, PRODUCT, true), hold(b, NEGATIVE)];
    const close = /^[^/^×]*[0-9₀-₉⁰¹²³⁴-⁹)]$/.test(left);
    const letters = /^[^0-9.(\[]/.test(right);
    const group = right.startsWith("(") && !/[₀-₉]$/.test(left);
    return [`${left}${close && (letters || group) ? "" : " × "}${right}`, PRODUCT];
  },
  over: (a, b) => [`${hold(a, PRODUCT, true)}/${hold(b, POWER)}`, PRODUCT],
  negative: (a) => [`−${hold(a, NEGATIVE)}`, NEGATIVE],
  power(a, b) {
    const raised = /^−?[0-9]+$/.test(b[0]) ? superscript(b[0]) : `^${hold(b, NEGATIVE)}`;
    return [hold(a, ATOM) + raised, POWER];
  },
  call: (op, args) => [`${PRETTY_FUNCTIONS[op] ?? op}(${args.map(([text]) => text).join(", ")})`, ATOM],
};

/** The same with numbers in the place of names: every product has its sign. */
export const numeric = {
  ...pretty,
  times: (a, b) => [`${hold(a, PRODUCT, true)} × ${hold(b, PRODUCT)}`, PRODUCT],
  over: (a, b) => [`${hold(a, PRODUCT, true)} / ${hold(b, POWER)}`, PRODUCT],
};

/** The same as plain text that the parser reads back: x1 - sigmoid(w3*x3). */
export const plain = {
  sum: pretty.sum,
  minus: (a, b) => [`${hold(a, SUM, true)} - ${hold(b, PRODUCT)}`, SUM],
  times: (a, b) => [`${hold(a, PRODUCT, true)}*${hold(b, NEGATIVE)}`, PRODUCT],
  over: (a, b) => [`${hold(a, PRODUCT, true)}/${hold(b, NEGATIVE)}`, PRODUCT],
  // -(2) is the negative of the number 2; -2 is one number.
  negative: (a) => [`-${/^[0-9.]+(e.*)?$/.test(a[0]) ? `(${a[0]})` : hold(a, NEGATIVE)}`, NEGATIVE],
  power: (a, b) => [`${hold(a, ATOM)}^${hold(b, NEGATIVE)}`, POWER],
  call: (op, args) => [`${op === "maximum" ? "max" : op}(${args.map(([text]) => text).join(", ")})`, ATOM],
};

/** The operation of one node, written with the pieces of its operands. */
export function writeOperation(style, op, args) {
  switch (op) {
    case "add": return style.sum(args);
    case "sub": return style.minus(...args);
    case "mul": return style.times(...args);
    case "div": return style.over(...args);
    case "pow": return style.power(...args);
    case "neg": return style.negative(...args);
    default: return style.call(op, args);
  }
}

/** The canonical text of an expression; it parses to the same expression. */
export function canonicalText({ nodes }) {
  const last = nodes.length - 1;
  const pieces = [];
  const lines = [];
  nodes.forEach(({ op, args, name, value }, i) => {
    if (op === "leaf") pieces.push([name, ATOM]);
    else if (op === "const") pieces.push(numberPiece(exactNumber(value)));
    else {
      const piece = writeOperation(plain, op, args.map((arg) => pieces[arg]));
      pieces.push(name === null ? piece : [name, ATOM]);
      if (name !== null) lines.push(i === last && name === "f" && !lines.length ? piece[0] : `${name} = ${piece[0]}`);
    }
  });
  return lines.join("; ");
}
