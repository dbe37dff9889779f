// The controls under a picture: native elements with labels. Each has its trait's name as data-control.
// By the mark @__PURE__ those that a widget does not use stay out of its bundle.
import { h } from "./element.js";
import { formatNumber } from "./numbers.js";
import { steady } from "./steady.js";

const ICONS = {
  first: "M4 3v10M13 3L6 8l7 5Z",
  back: "M11 3L4 8l7 5Z",
  play: "M4 2.5L13 8l-9 5.5Z",
  pause: "M5 3v10M11 3v10",
  forward: "M5 3l7 5-7 5Z",
  last: "M12 3v10M3 3l7 5-7 5Z",
};

/** A button with an icon, a text, or both; a label is needed where there is no text. */
export const Button = /* @__PURE__ */ steady(({ control, icon, label, text, disabled, onClick, pressed, primary }) =>
  h(
    "button",
    {
      type: "button",
      "data-control": control,
      "aria-label": text ? undefined : label,
      title: label,
      disabled,
      onClick,
      "aria-pressed": pressed,
      class: primary ? "lw-primary" : undefined,
    },
    icon &&
      h("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, h("path", { d: ICONS[icon] })),
    text && h("span", null, text),
  ),
);

/**
 * A slider under its name and value: **η = 0.1**, and its range in small print.
 *
 * With `log`, equal ways of the thumb are equal factors, in `steps` steps (100); `min` must be positive.
 * A value outside the range, as Python may set it, widens the range. `range` is the small print. A widget's `main` control is
 * the one that a presenter's keys move; where there is a Transport, it is that.
 */
export const Slider = /* @__PURE__ */ steady(
  ({ control, name, label, value, min, max, step, log, steps = 100, range, format = formatNumber, main, onInput }) => {
    const [low, high] = [Math.min(min, value), Math.max(max, value)];
    const place = log ? Math.round((steps * Math.log(value / low)) / Math.log(high / low)) : value;
    // Two digits more than the slider can tell apart, so that the number shown is the number used.
    const at = (i) => (i === 0 ? low : i === steps ? high : Number((low * (high / low) ** (i / steps)).toPrecision(3)));
    return h(
      "label",
      { class: "lw-slider" },
      h(
        "span",
        { class: "lw-slider-name" },
        h("b", { translate: "no" }, `${name} = ${format(value)}`),
        h("span", { class: "lw-small" }, range ?? `${formatNumber(min)} to ${formatNumber(max)}`),
      ),
      h("input", {
        type: "range",
        min: log ? 0 : low,
        max: log ? steps : high,
        step: log ? 1 : step,
        value: place,
        "data-control": control,
        "data-main": main,
        "aria-label": label ?? name,
        "aria-valuetext": `${name} = ${format(value)}`,
        onInput: (event) => {
          const number = Number(event.currentTarget.value);
          onInput(log ? at(number) : number);
        },
      }),
    );
  },
);

/** A choice of one of several `options`, pairs of value and text; `translate: "no"` where the texts are names or formulas. */
export const Choice = /* @__PURE__ */ steady(({ control, label, value, options, translate, onChange }) =>
  h(
    "label",
    { class: "lw-field" },
    h("span", null, label),
    h(
      "select",
      {
        "data-control": control,
        value: String(value),
        translate,
        onChange: (event) => onChange(options[event.currentTarget.selectedIndex][0]),
      },
      options.map(([option, text]) =>
        h("option", { key: option, value: String(option), selected: option === value }, text),
      ),
    ),
  ),
);

/** The same choice as a row of radio buttons, for few and short options. */
export const Segments = /* @__PURE__ */ steady(({ control, label, value, options, translate, uid, onChange }) =>
  h(
    "fieldset",
    { class: "lw-segments" },
    h("legend", null, label),
    options.map(([option, text]) =>
      h(
        "label",
        { key: option, class: option === value ? "lw-chosen" : undefined },
        h("input", {
          type: "radio",
          name: `${uid}-${control}`,
          value: String(option),
          checked: option === value,
          "data-control": control,
          onChange: () => onChange(option),
        }),
        h("span", { translate }, text),
      ),
    ),
  ),
);

/** A box to tick. */
export const Check = /* @__PURE__ */ steady(({ control, label, checked, onChange }) =>
  h(
    "label",
    { class: "lw-check" },
    h("input", {
      type: "checkbox",
      "data-control": control,
      checked,
      onChange: (event) => onChange(event.currentTarget.checked),
    }),
    label,
  ),
);

/** First, back, play, forward, last, and a slider over all `count` steps, with `words` beside the number. */
export const Transport = /* @__PURE__ */ steady(({ step, count, playing, words, control = "step", act }) => {
  const atEnd = step === count;
  return h(
    "div",
    { class: "lw-transport" },
    h(
      "div",
      { class: "lw-buttons" },
      h(Button, { control: "first", icon: "first", label: "First step", disabled: step === 0, onClick: act.first }),
      h(Button, { control: "back", icon: "back", label: "Step back", disabled: step === 0, onClick: act.back }),
      h(Button, {
        control: "play",
        icon: playing ? "pause" : "play",
        label: playing ? "Pause" : "Play",
        disabled: atEnd && !playing,
        onClick: act.play,
      }),
      h(Button, {
        control: "forward",
        icon: "forward",
        label: "Step forward",
        text: "Step",
        primary: true,
        disabled: atEnd,
        onClick: act.forward,
      }),
      h(Button, { control: "last", icon: "last", label: "Last step", disabled: atEnd, onClick: act.last }),
    ),
    h(
      "label",
      { class: "lw-scrub" },
      h("span", null, h("b", { translate: "no" }, `${step} / ${count}`), ` ${words}`),
      h("input", {
        type: "range",
        min: 0,
        max: count,
        step: 1,
        value: step,
        "data-control": control,
        "data-main": true,
        "aria-label": "Step",
        "aria-valuetext": `step ${step} of ${count}, ${words}`,
        onInput: (event) => act.goTo(Number(event.currentTarget.value)),
      }),
    ),
  );
});

/** The `act` of a Transport over `count` steps; `ui` keeps the timer, which `close` of the widget clears (`clearInterval(ui.timer)`). */
export function player({ step, count, ui, goTo, redraw, interval = 700 }) {
  // What was made at the first call outlives it, as the timer does: it reads from `ui` what is current.
  ui.player = { step, count, goTo };
  ui.act ??= playing(ui, redraw, interval);
  return ui.act;
}

function playing(ui, redraw, interval) {
  const stop = () => {
    clearInterval(ui.timer);
    ui.playing = false;
    redraw();
  };
  const jump = (number) => {
    if (ui.playing) stop();
    ui.player.goTo(number);
  };
  return {
    goTo: jump,
    first: () => jump(0),
    back: () => jump(ui.player.step - 1),
    forward: () => jump(ui.player.step + 1),
    last: () => jump(ui.player.count),
    play: () => {
      if (ui.playing) return stop();
      ui.playing = true;
      ui.player.goTo(ui.player.step + 1);
      ui.timer = setInterval(() => {
        const { step, count, goTo } = ui.player;
        if (step < count) goTo(step + 1);
        if (step + 1 >= count) stop();
      }, interval);
    },
  };
}
