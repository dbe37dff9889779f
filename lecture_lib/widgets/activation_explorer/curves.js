// The function, its derivative, and the tangent at a point that is dragged; at a kink, the fan of subgradients.
import { cached } from "../shared/cached.js";
import { h } from "../shared/element.js";
import { Handle } from "../shared/handle.js";
import { formatNumber, hundredths } from "../shared/numbers.js";
import { Plot, dots, frame, path } from "../shared/plot.js";
import { lowered } from "./lesson.js";
import { ACTIVATIONS } from "./math.js";
import TRAITS from "./traits.json";

const FAR = TRAITS.x.max;
const STEP = TRAITS.x.slider.step;

const X = { domain: [-FAR, FAR], ticks: [-4, -2, 0, 2, 4], label: "a" };
const RAMP = { domain: [-1, 5], ticks: [-1, 0, 1, 2, 3, 4, 5] };
const RANGES = {
  sigmoid: { domain: [-0.2, 1.2], ticks: [0, 0.25, 0.5, 0.75, 1] },
  tanh: { domain: [-1.25, 1.25], ticks: [-1, -0.5, 0, 0.5, 1] },
};
// Where the names of a function and of its derivative stand: clear of each other and of both curves.
const RAMP_NAMES = { f: [3.3, 4.35, "end"], slope: [4.95, 0.52, "end"] };
const NAMES = {
  sigmoid: { f: [4.9, 1.07, "end"], slope: [2.9, 0.13, "start"] },
  tanh: { f: [4.9, 1.09, "end"], slope: [2.5, 0.18, "start"] },
};

const yOf = (name) => RANGES[name] ?? RAMP;
const SAMPLES = Array.from({ length: 201 }, (_, i) => -FAR + (2 * FAR * i) / 200);

/** Both curves and their names: all that depends on the function alone. */
function Curves({ name, box }) {
  const { f, slope, kink } = ACTIVATIONS[name];
  const { sx, sy } = box;
  const slopes = SAMPLES.map((a) => [a, kink && a === 0 ? NaN : slope(a)]);
  const jump = kink && [
    [
      [-FAR, kink[0]],
      [0, kink[0]],
    ],
    [
      [0, kink[1]],
      [FAR, kink[1]],
    ],
  ];
  return h(
    "g",
    null,
    h("path", { class: "ae-zero", d: `M${sx(-FAR)} ${sy(0)}H${sx(FAR)}M${sx(0)} ${sy.span}` }),
    jump &&
      h("path", {
        class: "ae-jump",
        d: path(
          [
            [0, kink[0]],
            [0, kink[1]],
          ],
          sx,
          sy,
        ),
      }),
    h("path", {
      class: "lw-curve lw-backward ae-slope",
      d: jump ? jump.map((piece) => path(piece, sx, sy)).join("") : path(slopes, sx, sy),
    }),
    h("path", {
      class: "lw-curve lw-forward",
      d: path(
        SAMPLES.map((a) => [a, f(a)]),
        sx,
        sy,
      ),
    }),
  );
}

/** The tangent, or every tenth of the subgradients with the one in use among them. */
function Tangents({
  x,
  numbers: {
    value,
    derivative,
    subdifferential: [from, to],
  },
  box: { sx, sy },
}) {
  const line = (slope, a = -FAR, b = FAR) =>
    path(
      [
        [a, value + slope * (a - x)],
        [b, value + slope * (b - x)],
      ],
      sx,
      sy,
    );
  const fan = from === to ? [] : Array.from({ length: 11 }, (_, i) => from + ((to - from) * i) / 10);
  return h(
    "g",
    null,
    fan.length > 0 && h("path", { class: "ae-fan", d: fan.map((slope) => line(slope)).join("") }),
    h("path", { class: "ae-tangent", d: line(derivative) }),
  );
}

/** The panel. `numbers` is the lesson, `layers` as many of its layers as are chosen. */
export function Picture({ name, x, numbers, layers, memo, uid, onMove }) {
  const { sign } = ACTIVATIONS[name];
  const y = yOf(name);
  const box = cached(memo, "frame", name, () => {
    const made = frame({ width: 340, height: 292, x: X, y, margin: { top: 20, left: 40 } });
    Object.assign(made.sy, { span: `${made.sy(y.domain[0])}V${made.sy(y.domain[1])}` });
    return made;
  });
  const { sx, sy } = box;
  const names = NAMES[name] ?? RAMP_NAMES;
  const label = ([a, value, anchor], words, hue) =>
    h("text", { x: sx(a), y: sy(value), "text-anchor": anchor, class: `lw-name ${hue}` }, words);
  const {
    value,
    derivative,
    subdifferential: [from, to],
  } = numbers;
  const later = layers.slice(1).filter(({ a }) => Math.abs(a) <= FAR);
  const base = box.height - box.bottom;
  const middle = later.reduce((sum, { a }) => sum + a / later.length, 0);
  return h(
    Plot,
    {
      frame: box,
      x: X,
      y,
      uid,
      name: "curves",
      label: `${sign} and its derivative, with the tangent at ${formatNumber(x)}`,
      over: h(
        "g",
        null,
        label(names.f, `${sign}(a)`, "lw-forward"),
        label(names.slope, `${sign}′(a)`, "lw-backward"),
        from !== to && label([-0.35, 1.55, "end"], `slopes ${formatNumber(from)} to ${formatNumber(to)}`, "lw-third"),
        later.length > 0 &&
          h(
            "text",
            {
              x: Math.min(Math.max(sx(middle), 66), 300),
              y: base - 13,
              "text-anchor": "middle",
              class: "lw-name lw-backward ae-inputs",
            },
            layers.length === 2 ? "a₂" : `a₂ … a${lowered(layers.length)}`,
          ),
        h("circle", { class: "ae-foot", cx: sx(x), cy: sy(derivative), r: 4.5 }),
        h(Handle, {
          control: "point",
          x,
          y: value,
          sx,
          sy,
          step: STEP,
          label: "Point on the curve",
          text: `a = ${formatNumber(x)}`,
          onMove: (a) => onMove(Number((Math.round(a / STEP) * STEP).toFixed(2))),
        }),
      ),
    },
    cached(memo, "curves", name, () => h(Curves, { name, box })),
    h(Tangents, { x, numbers, box }),
    h("path", { class: "ae-plumb", d: `M${sx(x)} ${sy(value)}V${sy(derivative)}` }),
    // What goes into the layers after the first: ticks on the axis, and their slopes on the curve.
    h("path", { class: "ae-later", d: later.map(({ a }) => `M${hundredths(sx(a))} ${base}v-9`).join("") }),
    h("path", {
      class: "ae-dots",
      d: dots(
        later.map(({ a, slope }) => [a, slope]),
        sx,
        sy,
      ),
    }),
  );
}
