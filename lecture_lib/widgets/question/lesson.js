// What a question says: the right answer in words, and the verdict on the reader's.
import { formatNumber } from "../shared/numbers.js";
import { count, filled, LETTERS, numbers, shownOrder, value } from "./draws.js";
import { judge } from "./verdicts.js";

const sized = (sizes) => sizes.map((size) => String(size).replaceAll("*", "·")).join(" × ");

/** The right answer, as the pieces of a text. */
export function rightAnswer(question, key, draw) {
  const drawn = numbers(question, key, draw);
  const { kind, shown, answer, options, digits, items } = question;
  if (shown) return filled(shown, drawn);
  const letter = (place) => LETTERS[shownOrder(question, key).indexOf(place)];
  if (kind === "number") return [formatNumber(value(answer, drawn), digits)];
  if (kind === "formula") return [["code", filled(String(answer), drawn)]];
  if (kind === "choice") return [`${letter(answer)}: `, ...options[answer]];
  if (kind === "order") return [items.map((_, i) => letter(i)).join(" ")];
  return [sized(answer)];
}

/** The texts of a question with the numbers of a draw in them. */
export function asked(question, key, draw) {
  const drawn = numbers(question, key, draw);
  const { prompt, hint, because } = question;
  return { prompt: filled(prompt, drawn), hint: filled(hint, drawn), because: filled(because, drawn) };
}

/** What is said of an answer: {right, word, text}, `text` being pieces. */
export function spoken(question, key, answer, draw) {
  const { right, said, wrong } = judge(question, key, answer, draw);
  const drawn = numbers(question, key, draw);
  const reason = wrong === null ? question.because : question.wrong[wrong].why;
  return {
    right,
    word: { true: "Right.", false: "No." }[String(right)] ?? "",
    text: said ? [said] : filled(reason, drawn),
  };
}

export { count, judge };
