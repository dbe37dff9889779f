// Where an answer is given: a field, two of them, options, or a list to put in order. What is typed is `draft`, a text.
import { h } from "../shared/element.js";
import { prettyName } from "../formula/notation.js";
import { LETTERS } from "./draws.js";
import { OrderedList } from "./ordered_list.js";
import { pieces } from "./texts.js";
import { sides } from "./verdicts.js";

const listed = (words) => (words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : words[0]);

/** What an answer looks like: it stands where the verdict will. */
export const FORMS = {
  number: () => "A number; a fraction such as 3/4 will do.",
  formula: ({ variables }) => `A formula in ${listed(variables.map(prettyName))}; * is times, ^ to the power of.`,
  choice: () => "One of these answers is right.",
  order: () => "Drag the letters, or move a line by its arrows.",
  shape: ({ letters }) => `Rows and columns, in ${listed(letters.map(prettyName))} or in numbers.`,
};

const field = ({ label, value, onInput, mode = "text", name = "answer" }) =>
  h(
    "label",
    { class: `lw-field q-field q-field-${name}` },
    h("span", null, label),
    h("input", {
      type: "text",
      inputmode: mode,
      "data-control": name,
      value,
      translate: "no",
      spellcheck: false,
      autocomplete: "off",
      autocapitalize: "off",
      onInput: (event) => onInput(event.currentTarget.value),
    }),
  );

const Typed = ({ draft, act }) => field({ label: "Your answer", value: draft, onInput: act.draft });

function Shape({ draft, act }) {
  const [rows, columns] = sides(draft) ?? [draft, ""];
  const change = (a, b) => act.draft(a.trim() || b.trim() ? `${a} × ${b}` : "");
  return h(
    "div",
    { class: "q-shape" },
    field({ label: "Rows", name: "rows", value: rows.trim(), onInput: (text) => change(text, columns) }),
    h("span", { "aria-hidden": "true" }, "×"),
    field({ label: "Columns", name: "columns", value: columns.trim(), onInput: (text) => change(rows, text) }),
  );
}

const Choice = ({ question, order, draft, act, uid }) =>
  h(
    "div",
    { class: "q-options" },
    order.map((option, i) =>
      h(
        "label",
        { key: option, class: "q-option" },
        h("input", {
          type: "radio",
          name: `${uid}-answer`,
          value: LETTERS[i],
          checked: draft.toLowerCase() === LETTERS[i],
          "data-control": "answer",
          onChange: () => act.draft(LETTERS[i]),
        }),
        h("span", { class: "q-letter", translate: "no" }, LETTERS[i]),
        h("span", { class: "q-words" }, ...pieces(question.options[option])),
      ),
    ),
  );

/** The control of each kind of question. */
export const ANSWERS = { number: Typed, formula: Typed, choice: Choice, order: OrderedList, shape: Shape };
