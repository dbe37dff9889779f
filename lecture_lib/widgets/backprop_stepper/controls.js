// Everything under the picture that a reader can touch. Returns virtual DOM; `act` holds the actions.
import { Button, Check, Transport } from "../shared/controls.js";
import { h } from "../shared/element.js";
import { steady } from "../shared/steady.js";
import { FormulaInput } from "../formula/field.js";
import { formatNumber, prettyName } from "../formula/notation.js";
import { LEVELS } from "./drill.js";
import { summary } from "./tally.js";

const option = (value, label, chosen) => h("option", { value, selected: value === chosen }, label);

export function Choice({ state: { presets, expression, level, seed }, draft, error, act }) {
  const preset = presets.findIndex((known) => known.expression === expression);
  const chosen = seed ? `level ${level}` : preset < 0 ? "own" : String(preset);
  return h(
    "div",
    { class: "bs-choice" },
    h(
      "label",
      { class: "lw-field" },
      h("span", null, "Function"),
      h(
        "select",
        {
          "data-control": "preset",
          value: chosen,
          onChange: ({ currentTarget: { value } }) => {
            const [, drawn] = value.split(" ");
            if (drawn) act.draw(Number(drawn));
            else if (value !== "own") act.choose(presets[value]);
          },
        },
        chosen === "own" && option("own", "your own", chosen),
        presets.map(({ label }, i) => option(String(i), label, chosen)),
        h(
          "optgroup",
          { label: "Practice, drawn at random" },
          LEVELS.map((name, i) => option(`level ${i + 1}`, `Level ${i + 1} · ${name}`, chosen)),
        ),
      ),
    ),
    h(Button, {
      control: "draw",
      label: `Practise at level ${level}`,
      text: "Another graph",
      onClick: () => act.draw(level),
    }),
    h(FormulaInput, {
      control: "expression",
      label: "or your own",
      value: draft ?? expression,
      isBad: error,
      className: "bs-expression",
      onInput: act.draftExpression,
      onChange: act.edit,
    }),
    h("p", { class: "lw-error", role: "alert" }, error),
  );
}

export function Walk({ step, count, playing, predict, pass, act }) {
  return h(
    "div",
    { class: "bs-walk" },
    h(Transport, { step, count, playing, words: pass, act }),
    h(Check, { control: "predict", label: "Predict each number", checked: predict, onChange: act.setPredict }),
  );
}

/** What is asked next. */
function Asked({ question, draft, act }) {
  return [
    h(
      "label",
      { class: "lw-field", key: "field" },
      h("span", null, question.text),
      h("input", {
        type: "text",
        autocomplete: "off",
        "data-control": "answer",
        value: draft,
        onInput: (event) => act.draftAnswer(event.currentTarget.value),
      }),
    ),
    h(
      "div",
      { class: "lw-buttons", key: "buttons" },
      h("button", { type: "submit", "data-control": "check", class: "lw-primary" }, "Check"),
      h(Button, { control: "hint", label: "Show a hint", text: "Hint", onClick: act.hint }),
      h(Button, { control: "reveal", label: "Show the number and go on", text: "Show", onClick: act.reveal }),
    ),
  ];
}

/** How the graph went, and what comes after its last step. */
function Done({ tally: { round }, count, level, seed, act }) {
  const isWhole = round?.right === count;
  const how =
    round?.asked === count
      ? `This graph: ${isWhole ? "all" : `${round.right} of`} ${count} right at the first try.`
      : "This was the last number.";
  const next = seed && isWhole && level < LEVELS.length ? ` Level ${level + 1} is ${LEVELS[level]}.` : "";
  return [
    h("span", { key: "how" }, how + next),
    h(Button, {
      key: "again",
      control: "again",
      text: seed ? "Another graph" : "Once more",
      primary: true,
      onClick: act.again,
    }),
  ];
}

export function Prediction({ question, count, state: { score, level, seed }, tally, feedback, draft, act }) {
  return h(
    "form",
    {
      class: "bs-predict",
      onSubmit: (event) => {
        event.preventDefault();
        act.answer(draft);
      },
    },
    question && h(Asked, { question, draft, act }),
    h("p", { class: "bs-feedback", role: "status" }, feedback),
    !question && h(Done, { tally, count, level, seed, act }),
    h(
      "p",
      { class: "lw-small" },
      h("b", { "data-score": true, translate: "no" }, `${score.right} of ${score.asked}`),
      " right at the first try. ",
      h("span", { "data-tally": true }, `${summary(tally)} `),
      "An answer counts within 1 %, or 0.005 for small numbers.",
    ),
  );
}

const agree = (a, b) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));

/** The name of a leaf and the fields that change its value. */
const Fields = steady(({ name, value, draft, error, act }) => {
  const shown = prettyName(name);
  return [
    h("th", { scope: "row", key: "name", translate: "no" }, shown),
    h(
      "td",
      { key: "number" },
      h("input", {
        type: "number",
        step: 0.1,
        value: draft ?? value,
        "aria-label": `Value of ${shown}`,
        "aria-invalid": error ? "true" : undefined,
        "data-control": `values.${name}`,
        // A "-" is no number yet, and no fault.
        onInput: ({ currentTarget: { value: text, validity } }) => act.setValue(name, text, validity.badInput),
        onBlur: () => act.settle(name),
      }),
    ),
    h(
      "td",
      { class: "bs-slider", key: "slider" },
      h("input", {
        type: "range",
        min: Math.min(-4, value),
        max: Math.max(4, value),
        step: 0.01,
        value,
        "aria-label": `Slide ${shown}`,
        "data-control": `slider.${name}`,
        onInput: (event) => act.setValue(name, event.currentTarget.value),
      }),
    ),
  ];
});

/** The gradient of a leaf, once it is known, and its check. */
const Gradient = steady(({ name, gradient, difference, digits }) => {
  const number = (x) => (x === null ? "" : digits ? String(x).replace("-", "−") : formatNumber(x));
  const [sign, word] = agree(gradient, difference) ? ["✓", " agree"] : ["≠", " differ"];
  return [
    h(
      "td",
      { key: "gradient", class: "bs-number bs-gradient-cell", "data-gradient": name, translate: "no" },
      number(gradient),
    ),
    h("td", { key: "difference", class: "bs-number", "data-difference": name, translate: "no" }, number(difference)),
    h("td", { key: "verdict", class: "bs-agree" }, gradient !== null && [sign, h("span", { class: "bs-word" }, word)]),
  ];
});

const Leaf = steady(({ name, value, draft, error, gradient, difference, digits, act }) =>
  h(
    "tr",
    { "data-leaf": name },
    h(Fields, { name, value, draft, error, act }),
    h(Gradient, { name, gradient, difference, digits }),
  ),
);

const Head = steady(({ result }) =>
  h(
    "thead",
    null,
    h(
      "tr",
      null,
      h("th", { scope: "col" }, "leaf"),
      h("th", { scope: "col" }, "value"),
      h("td", { class: "bs-slider" }),
      h("th", { scope: "col", class: "bs-number", translate: "no" }, `∂${result}/∂leaf`),
      h("th", { scope: "col", class: "bs-number" }, "finite difference"),
      h("th", { scope: "col", class: "bs-agree" }, h("span", { class: "bs-word" }, "check")),
    ),
  ),
);

/** The leaves: their values to change, their gradients once known, finite differences to check them. */
export function Leaves({ leaves, result, values, drafts, errors, known, difference, digits, act }) {
  return h(
    "div",
    { class: "bs-leaves" },
    h(
      "table",
      null,
      h(Head, { result }),
      h(
        "tbody",
        null,
        leaves.map(({ name, node }) => {
          const gradient = known[node];
          return h(Leaf, {
            key: name,
            name,
            value: values[name],
            draft: drafts.get(name),
            error: errors.get(name),
            gradient,
            difference: gradient === null ? null : difference(name),
            digits,
            act,
          });
        }),
      ),
    ),
    h(
      "p",
      { class: "bs-digits" },
      h(Button, {
        control: "digits",
        label: "Show every digit",
        text: digits ? "fewer digits" : "all digits",
        pressed: digits,
        onClick: act.toggleDigits,
      }),
    ),
    h("p", { class: "lw-error", role: "alert" }, errors.values().next().value),
  );
}
