// The hyper-parameters of one method: the usual ones at hand, the others behind a native disclosure.
import { Button, Choice, Slider } from "../shared/controls.js";
import { h } from "../shared/element.js";
import { formatNumber } from "../shared/numbers.js";
import { steady } from "../shared/steady.js";
import { CONVENTIONS, MORE, NUMBERS, RACERS } from "./names.js";
import TRAITS from "./traits.json";

function Number_({ name, value, onInput }) {
  const { sign, label, min, max, open, ...how } = NUMBERS[name];
  return h(Slider, {
    control: `settings.${name}`,
    name: sign,
    label: `${label}, ${sign}`,
    value,
    min,
    max,
    ...how,
    range: label,
    onInput,
  });
}

/** What the folded part holds, in short, so that nothing is hidden that matters. */
function folded(names, settings, method) {
  return names
    .map((name) =>
      name === "convention"
        ? CONVENTIONS[method].find(([key]) => key === settings.convention)[1]
        : `${NUMBERS[name].sign} = ${formatNumber(settings[name])}`,
    )
    .join(", ");
}

/** Of the racers in `list` one's settings: `onChange` takes new ones, `onChoose` another racer, `onSecond` adds or removes one. */
export const Tuning = steady(({ racer, list, settings, onChange, onChoose, onSecond }) => {
  const { method, name, isSecond } = RACERS[racer];
  const change = (name) => (value) => onChange({ ...settings, [name]: value });
  const names = [...Object.keys(NUMBERS), "convention"].filter((name) => name in settings);
  const numbers = (list) =>
    list
      .filter((name) => name !== "convention")
      .map((name) => h(Number_, { key: name, name, value: settings[name], onInput: change(name) }));
  const rare = names.filter((name) => MORE.includes(name));
  return h(
    "div",
    { class: "or-tuning" },
    h(
      "div",
      { class: "lw-controls" },
      h(
        "div",
        { class: "lw-field or-tune" },
        h(Choice, {
          control: "tuned",
          label: TRAITS.tuned.label,
          value: racer,
          options: list.map((one) => [one, RACERS[one].name]),
          translate: "no",
          onChange: onChoose,
        }),
        h(Button, { control: "second", text: isSecond ? "Remove" : "A second", onClick: onSecond }),
      ),
      numbers(names.filter((name) => !MORE.includes(name))),
    ),
    h(
      "details",
      { class: "or-more" },
      h("summary", null, h("b", null, `More of ${name}`), ` ${folded(rare, settings, method)}`),
      h(
        "div",
        { class: "lw-controls" },
        numbers(rare),
        rare.includes("convention") &&
          h(Choice, {
            control: "settings.convention",
            label: "form",
            value: settings.convention,
            options: CONVENTIONS[method],
            onChange: change("convention"),
          }),
      ),
    ),
  );
});
