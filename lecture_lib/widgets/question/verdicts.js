// An answer, which is a text, -> {right, said, wrong}: right or not, or null where it could not be read; a sentence about
// it, or which of the listed wrong answers it is. The Python twin is lecture_lib/questions/verdicts.py.
import { evaluateFormula, greek, parseFormula } from "../formula/formula.js";
import { ExpressionError } from "../formula/tokens.js";
import { difference, equal } from "./comparison.js";
import { byGreek, LETTERS, numbers, rightOrders, same, seedOf, shownOrder, value } from "./draws.js";

/** A number this close to a listed one, relative to it, is taken for it with too few digits. */
const NEAR = 2e-3;
/** Between which numbers the letters of shapes are compared. */
const SIZES = [2, 9];
export const MAX_ANSWER = 500;

const BLANKS = /[ \t\r\n\u00a0\u2009\u202f]+/g;
/** What stands between rows and columns; of these the first that cuts in two. */
const BETWEEN = ["×", ",", ";", " by ", " x ", "*", "x"];

const verdict = (right, said = "", wrong = null) => ({ right, said, wrong });
const unread = (said) => verdict(null, said);
const wrongFor = (i) => verdict(false, "", i);
const listed = (letters) => `${letters.slice(0, -1).join(", ")} and ${letters.at(-1)}`;

function number(question, key, answer, draw) {
  const given = evaluateFormula(parseFormula(answer), {}).value;
  if (!Number.isFinite(given)) return unread("That is no finite number; one such as 0.5, 3/4 or 2*exp(-1) is.");
  const drawn = numbers(question, key, draw);
  const right = value(question.answer, drawn);
  const reach = question.tolerance ?? 0;
  if (Math.abs(given - right) <= Math.max(reach, 1e-9 * Math.abs(right))) return verdict(true);
  const known = [right, ...question.wrong.map((wrong) => value(wrong.value, drawn))];
  const apart = known.map((x) => Math.abs(given - x));
  const nearest = apart.indexOf(Math.min(...apart));
  if (apart[nearest] > Math.max(reach, NEAR * Math.abs(known[nearest]), 1e-9)) return verdict(false, "That is not it.");
  if (nearest > 0) return wrongFor(nearest - 1);
  return unread("Close, but not exact enough: write more digits, or a fraction such as 3/4.");
}

function formula(question, key, answer, draw) {
  const given = byGreek(numbers(question, key, draw));
  const domain = byGreek(question.domain);
  const names = Object.keys({ ...domain, ...given });
  const typed = parseFormula(answer, question.variables);
  const known = [question.answer, ...question.wrong.map((wrong) => wrong.value)].map((text) =>
    parseFormula(String(text), names),
  );
  const found = known.findIndex((one) => equal(typed, one, domain, seedOf(key), given));
  if (found === 0) return verdict(true);
  if (found > 0) return wrongFor(found - 1);
  return verdict(false, difference(typed, known[0], domain, seedOf(key), given));
}

function choice(question, key, answer) {
  const order = shownOrder(question, key);
  const letters = [...LETTERS].slice(0, order.length);
  const place = letters.indexOf(answer.toLowerCase());
  if (place < 0) return unread(`An answer is one of the letters ${listed(letters)}.`);
  if (order[place] === question.answer) return verdict(true);
  return wrongFor(question.wrong.findIndex((wrong) => wrong.value === order[place]));
}

function order(question, key, answer) {
  const start = shownOrder(question, key);
  const letters = [...LETTERS].slice(0, start.length);
  const typed = [...answer.toLowerCase().replace(/[ ,;]/g, "")];
  if (!same([...typed].sort(), letters)) return unread(`An answer has each of the letters ${listed(letters)} once.`);
  const given = typed.map((letter) => start[letters.indexOf(letter)]);
  const right = rightOrders(question);
  if (right.some((one) => same(one, given))) return verdict(true);
  const found = question.wrong.findIndex((wrong) => same(wrong.value, given));
  if (found >= 0) return wrongFor(found);
  const place = Math.max(...right.map((one) => one.findIndex((item, i) => item !== given[i])));
  if (place === 0) return verdict(false, "Something else comes first.");
  return verdict(
    false,
    `The first ${place === 1 ? "place is" : `${place} places are`} right, then something else comes.`,
  );
}

/** What stands on the two sides of a shape; undefined if there are not two. */
export function sides(answer) {
  const plain = /^(\(.*\)|\[.*\])$/s.test(answer) ? answer.slice(1, -1) : answer;
  return BETWEEN.map((sign) => plain.split(sign)).find((cut) => cut.length === 2);
}

function shape(question, key, answer) {
  const parts = sides(answer);
  if (!parts) return unread("A shape is rows by columns, such as 3 × 4.");
  const { letters } = question;
  const domain = Object.fromEntries(letters.map((letter) => [greek(letter), SIZES]));
  const typed = parts.map((part) => parseFormula(part, letters));
  const fits = (sizes) =>
    sizes.map((size, i) => equal(typed[i], parseFormula(String(size), letters), domain, seedOf(key)));
  const [rows, columns] = fits(question.answer);
  if (rows && columns) return verdict(true);
  const found = question.wrong.findIndex((wrong) => fits(wrong.value).every(Boolean));
  if (found >= 0) return wrongFor(found);
  if (!rows && !columns) return verdict(false, "Neither the rows nor the columns are right.");
  const [good, bad] = rows ? ["rows", "columns"] : ["columns", "rows"];
  return verdict(false, `The ${good} are right, the ${bad} are not.`);
}

const JUDGES = { number, formula, choice, order, shape };

/** The verdict on an answer to the question with this key, chapter/id, in this draw of its numbers. */
export function judge(question, key, answer, draw = 0) {
  if ([...answer].length > MAX_ANSWER)
    return unread(`The answer is too long; at most ${MAX_ANSWER} characters are read.`);
  const plain = answer.replace(BLANKS, " ").replace(/^ +| +$/g, "");
  if (!plain) return unread("Write an answer first.");
  try {
    return JUDGES[question.kind](question, key, plain, draw);
  } catch (problem) {
    if (!(problem instanceof ExpressionError)) throw problem;
    const { message } = problem;
    return unread(message[0].toUpperCase() + message.slice(1) + (message.endsWith("?") ? "" : "."));
  }
}
