// The function, its derivative, and the tangent at a point that is dragged; at a kink, the fan of subgradients.
import { cached } from "../shared/cached.js";
import { h } from "../shared/element.js";
import { Handle } from "../shared/handle.js";
import { formatNumber, hundredths } from "../shared/numbers.js";
import { Plot, dots, frame, path } from "../shared/plot.js";
import { lowered } from "./lesson.js";
import { activationOf } from "./math.js";
import { curvesOf, rangeOf } from "./own_curves.js";
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

const SAMPLES = Array.from({ length: 201 }, (_, i) => -FAR + (2 * FAR * i) / 200);

/** The points of both curves, and the kinks [place, slope on its left, on its right]. */
function curves({ f, slope, kink }) {
  const jump = kink ? [[0, ...kink]] : [];
  const ends = kink && [
    [-FAR, kink[0]],
    [0, kink[0]],
    [0, Number.NaN],
    [0, kink[1]],
    [FAR, kink[1]],
  ];
  return { values: SAMPLES.map((a) => [a, f(a)]), slopes: ends ?? SAMPLES.map((a) => [a, slope(a)]), jumps: jump };
}

/** Both curves and their names: all that depends on the function alone. */
function Curves({ drawn: { values, slopes, jumps }, box }) {
  const { sx, sy } = box;
  const jump = jumps
    .map(([a, left, right]) =>
      path(
        [
          [a, left],
          [a, right],
        ],
        sx,
        sy,
      ),
    )
    .join("");
  return h(
    "g",
    null,
    h("path", { class: "ae-zero", d: `M${sx(-FAR)} ${sy(0)}H${sx(FAR)}M${sx(0)} ${sy.span}` }),
    jump && h("path", { class: "ae-jump", d: jump }),
    h("path", { class: "lw-curve lw-backward ae-slope", d: path(slopes, sx, sy) }),
    h("path", { class: "lw-curve lw-forward", d: path(values, sx, sy) }),
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
  const fan = !(from < to) ? [] : Array.from({ length: 11 }, (_, i) => from + ((to - from) * i) / 10);
  return h(
    "g",
    null,
    fan.length > 0 && h("path", { class: "ae-fan", d: fan.map((slope) => line(slope)).join("") }),
    h("path", { class: "ae-tangent", d: line(derivative) }),
  );
}

/** Where the names of one's own function and of its slope stand: at the right end and at the left end, near their curves. */
function ownNames({ values, slopes }, { sy, top, height, bottom }) {
  const near = (points, fallback) => {
    const y = sy(points.find(([, value]) => Number.isFinite(value))?.[1] ?? fallback);
    return sy.invert(Math.min(Math.max(y - 8, top + 30), height - bottom - 34));
  };
  return { f: [4.9, near([...values].reverse(), 0), "end"], slope: [-4.9, near(slopes, 0), "start"] };
}

/** The panel. `numbers` is the lesson, `layers` as many of its layers as are chosen. */
export function Picture({ state, numbers, layers, memo, uid, onMove }) {
  const { function: name, x, formula } = state;
  const isOwn = name === "own";
  const activation = activationOf(state);
  const { sign } = activation;
  const which = isOwn ? `own ${formula}` : name;
  const drawn = cached(memo, "points", which, () =>
    isOwn ? curvesOf(activation.compiled, SAMPLES) : curves(activation),
  );
  const y = cached(memo, "range", which, () => (isOwn ? rangeOf(drawn) : (RANGES[name] ?? RAMP)));
  const box = cached(memo, "frame", which, () => {
    const made = frame({ width: 340, height: 292, x: X, y, margin: { top: 20, left: 40 } });
    Object.assign(made.sy, { span: `${made.sy(y.domain[0])}V${made.sy(y.domain[1])}` });
    return made;
  });
  const { sx, sy } = box;
  const names = isOwn ? ownNames(drawn, box) : (NAMES[name] ?? RAMP_NAMES);
  const label = ([a, value, anchor], words, hue) =>
    h("text", { x: sx(a), y: sy(value), "text-anchor": anchor, class: `lw-name ${hue}` }, words);
  const {
    value,
    derivative,
    subdifferential: [from, to],
  } = numbers;
  const inside = (number) => number >= y.domain[0] && number <= y.domain[1];
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
        from < to &&
          label(
            isOwn ? [0, sy.invert(box.top + 12), "middle"] : [-0.35, 1.55, "end"],
            `slopes ${formatNumber(from)} to ${formatNumber(to)}`,
            "lw-third",
          ),
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
        inside(derivative) && h("circle", { class: "ae-foot", cx: sx(x), cy: sy(derivative), r: 4.5 }),
        h(Handle, {
          control: "point",
          x,
          // where there is no value, or none that has a place, the point stands at the nearest one
          y: Number.isNaN(value) ? 0 : Math.min(Math.max(value, y.domain[0]), y.domain[1]),
          sx,
          sy,
          step: STEP,
          label: "Point on the curve",
          text: `a = ${formatNumber(x)}`,
          onMove: (a) => onMove(Number((Math.round(a / STEP) * STEP).toFixed(2))),
        }),
      ),
    },
    cached(memo, "curves", which, () => h(Curves, { drawn, box })),
    Number.isFinite(value + derivative) && h(Tangents, { x, numbers, box }),
    inside(value) &&
      inside(derivative) &&
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
