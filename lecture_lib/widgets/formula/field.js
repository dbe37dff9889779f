// Where a formula is typed: a field that says what is wrong with a text, and at which column.
import { Button } from "../shared/controls.js";
import { h } from "../shared/element.js";
import { remembering } from "../shared/remembering.js";
import { parseFunction } from "./function.js";
import { readInterval } from "./interval.js";
import { wrong } from "./tokens.js";

/**
 * The field of a formula; `isBad` if what stands in it cannot be read. `onInput` gets each text that is typed, `onChange`
 * the one with which the field is left, or the Enter key pressed.
 */
export const FormulaInput = ({ control, label, value, isBad, className = "", onInput, onChange }) =>
  h(
    "label",
    { class: `lw-field lw-formula ${className}`.trim() },
    h("span", null, label),
    h("input", {
      type: "text",
      "data-control": control,
      value,
      spellcheck: false,
      autocomplete: "off",
      autocapitalize: "off",
      "aria-invalid": isBad ? "true" : undefined,
      onInput: (event) => onInput(event.currentTarget.value),
      onChange: (event) => onChange(event.currentTarget.value),
      onKeyDown: (event) => event.key === "Enter" && onChange(event.currentTarget.value),
    }),
  );

/**
 * A function of one's own: `label` is what stands before it, "f(x) =", `names` its variables, `examples` a few texts to
 * choose, `onChange` gets each text that can be read. While another one stands in the field, nothing changes.
 */
export const FunctionField = /* @__PURE__ */ remembering(
  () => ({ draft: null, over: "", error: "" }),
  ({ control, label, value, names, examples = [], className, onChange }, kept, redraw) => {
    if (kept.over !== value) Object.assign(kept, { draft: null, over: value, error: "" });
    const settle = (text, says) => {
      const error = wrong(text, (typed) => parseFunction(typed, names));
      Object.assign(kept, { draft: error ? text : null, error: says ? error : "" });
      if (!error && text !== value) onChange(text);
      else redraw();
    };
    return h(
      "div",
      { class: "lw-own" },
      h(FormulaInput, {
        control,
        label: h("span", { translate: "no" }, label),
        value: kept.draft ?? value,
        isBad: kept.error !== "",
        className,
        onInput: (text) => settle(text, false),
        onChange: (text) => settle(text, true),
      }),
      examples.length > 0 &&
        h(
          "div",
          { class: "lw-buttons", role: "group", "aria-label": "Examples" },
          examples.map((text) =>
            h(Button, {
              key: text,
              control: `${control}-example`,
              text: h("span", { translate: "no" }, text),
              pressed: text === value,
              onClick: () => settle(text, true),
            }),
          ),
        ),
      h("p", { class: "lw-error", role: "alert" }, kept.error),
    );
  },
);

/** The two ends of an interval, each within `bounds`; `onChange` gets each pair that is one. */
export const IntervalField = /* @__PURE__ */ remembering(
  () => ({ drafts: null, over: null, error: "" }),
  ({ control, label, value, bounds, onChange }, kept, redraw) => {
    if (kept.over !== value) Object.assign(kept, { drafts: null, over: value, error: "" });
    const texts = kept.drafts ?? value.map(String);
    const change = (i, text) => {
      const drafts = texts.map((other, k) => (k === i ? text : other));
      const read = readInterval(drafts, bounds);
      const isBad = typeof read === "string";
      Object.assign(kept, { drafts, error: isBad ? read : "" });
      if (isBad) return redraw();
      kept.over = read;
      onChange(read);
    };
    const end = (i, name) =>
      h("input", {
        type: "number",
        step: 0.5,
        value: texts[i],
        "aria-label": name,
        "aria-invalid": kept.error ? "true" : undefined,
        "data-control": `${control}.${i}`,
        onInput: (event) => change(i, event.currentTarget.value),
      });
    return h(
      "div",
      { class: "lw-interval" },
      h("span", { class: "lw-small" }, label),
      end(0, "Begin of the interval"),
      h("span", { class: "lw-small" }, "to"),
      end(1, "End of the interval"),
      h("p", { class: "lw-error", role: "alert" }, kept.error),
    );
  },
);

/**
 * The fields of a function of one's own, made from what a widget's traits.json tells of `formula` and `interval`:
 * `typedFields(TRAITS, EXAMPLES)` once, then as those of shared/fields.js.
 */
export const typedFields =
  (traits, examples) =>
  ({ state, set }) => {
    const told = (control) => ({ control, label: traits[control].label, value: state[control] });
    return {
      formula: (given) => {
        const onChange = (formula) => set({ formula });
        return h(FunctionField, { ...told("formula"), names: traits.formula.variables, examples, onChange, ...given });
      },
      interval: (given) => {
        const onChange = (interval) => set({ interval });
        return h(IntervalField, { ...told("interval"), bounds: traits.interval.interval, onChange, ...given });
      },
    };
  };
