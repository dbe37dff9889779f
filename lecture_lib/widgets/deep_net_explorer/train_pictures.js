// What training does: the loss after each step, and f over the square of two inputs.
import { contours } from "d3-contour";
import { ticks } from "d3-array";
import { cached } from "../shared/cached.js";
import { h } from "../shared/element.js";
import { Handle } from "../shared/handle.js";
import { formatNumber, hundredths } from "../shared/numbers.js";
import { dots, frame, path, Plot } from "../shared/plot.js";
import { valueAt } from "./math.js";
import TRAITS from "./traits.json";

const figure = (caption, picture) => h("figure", { class: "lw-panel" }, h("figcaption", null, caption), picture);

const STEPS = { label: "steps of training" };

/** The loss before training and after each step, and hollow what the next one gives. */
export function Losses({ net: { run }, uid }) {
  const { losses, after } = run;
  const taken = losses.length - 1;
  const known = losses.map((loss, k) => [k, loss]);
  const most = Math.max(...losses, after ?? 0) || 1;
  const last = [10, 20, 50, 101].find((steps) => steps > taken);
  const x = { domain: [0, last], ...STEPS };
  const y = { domain: [0, 1.05 * most], label: "ℓ" };
  const box = frame({ width: 340, height: 250, x, y, margin: { top: 22, left: 62 } });
  const { sx, sy } = box;
  return figure(
    "The loss after each step, and after the next one",
    h(
      Plot,
      {
        frame: box,
        x,
        y,
        uid,
        name: "losses",
        label: `The loss after 0 to ${taken} steps of training; now ${formatNumber(losses[taken])}`,
        over: [
          h("path", { key: "dots", class: "dn-dots", d: dots(known, sx, sy) }),
          after !== null &&
            h("circle", {
              key: "next",
              class: "dn-next",
              cx: hundredths(sx(taken + 1)),
              cy: hundredths(sy(after)),
              r: 4,
            }),
        ],
      },
      h("path", { class: "lw-curve lw-backward", d: path(known, sx, sy) }),
    ),
  );
}

const [LOW, HIGH] = TRAITS.x.bounds[0];
const X = { domain: [LOW, HIGH], label: "x₁", ticks: [-2, -1, 0, 1, 2] };
const Y = { domain: [LOW, HIGH], label: "x₂", ticks: [-2, -1, 0, 1, 2] };
const SQUARE = frame({ width: 340, height: 320, x: X, y: Y, margin: { top: 22 } });
const CELLS = 32;

/** The paths of {f ≥ level} over the square, from values of f at CELLS × CELLS points and one more on each side. */
function areas(values, levels) {
  const { sx, sy } = SQUARE;
  const wide = CELLS + 2;
  const place = (i) => LOW + ((HIGH - LOW) * (i - 1)) / CELLS;
  const ring = (points) =>
    `M${points.map(([i, j]) => `${sx(place(i)).toFixed(1)} ${sy(place(j)).toFixed(1)}`).join("L")}Z`;
  return contours()
    .size([wide, wide])
    .thresholds(levels)(values)
    .map(({ coordinates }) => coordinates.flat().map(ring).join(""));
}

/** Of the largest |f|, where a hue begins: on a plateau of zeros, as ReLUs have them, there is no line f = 0. */
const FAINT = 0.03;

/** f over x₁ and x₂, in the hues of the cells: bands between round numbers, and lines where f = 0 and where f = y. */
function ground({ net, x, activation, target }) {
  const values = [];
  const at = (i) => LOW + ((HIGH - LOW) * (i - 0.5)) / CELLS;
  for (let j = 0; j < CELLS + 2; j += 1)
    for (let i = 0; i < CELLS + 2; i += 1) values.push(valueAt(net, [at(i), at(j), ...x.slice(2)], activation));
  const largest = Math.max(...values.map(Math.abs));
  const levels = [FAINT * largest, ...ticks(0, largest, 6).filter((level) => level > FAINT * largest)];
  const isFlat = values.filter((value) => value === 0).length > CELLS / 4;
  const line = (name, level) => h("path", { class: name, d: areas(values, [level])[0] });
  const bands = (name, sign) =>
    areas(
      values.map((value) => sign * value),
      levels,
    ).map((d, i) => h("path", { key: name + i, class: `dn-${name} dn-band`, d }));
  const picture = h(
    "g",
    null,
    largest > 0 && [bands("plus", 1), bands("minus", -1)],
    isFlat ? null : line("dn-zero", 0),
    target === null || (isFlat && target === 0) ? null : line("dn-level", target),
  );
  return { picture, isFlat };
}

/** f over the square of the first two inputs, with x to drag; a third input is held. */
export function Surface({ state, net, memo, uid, onMove }) {
  const { activation, criterion } = state;
  const x = net.z[0];
  const target = criterion === "square" ? state.target : null;
  const { W, w } = net;
  const key = JSON.stringify([W, w, x[2], activation, target]);
  const words = `x₁ = ${formatNumber(x[0])}, x₂ = ${formatNumber(x[1])}`;
  const held = x.length > 2 ? `, where x₃ = ${formatNumber(x[2])}` : "";
  const dashed = target === null ? "" : `, dashed f = y = ${formatNumber(target)}`;
  const { picture, isFlat } = cached(memo, "surface", key, () => ground({ net, x, activation, target }));
  return figure(
    `f for every x₁ and x₂${held}: ${isFlat ? "f = 0 where there is no hue" : "the line is f = 0"}${dashed}`,
    h(
      Plot,
      {
        frame: SQUARE,
        x: X,
        y: Y,
        uid,
        name: "surface",
        label: `f over the square of x₁ and x₂ from −2 to 2${held}; f = ${formatNumber(net.f)} at ${words}`,
        over: h(Handle, {
          control: "point",
          x: x[0],
          y: x[1],
          sx: SQUARE.sx,
          sy: SQUARE.sy,
          step: 0.1,
          label: "The input x",
          text: words,
          onMove: (x1, x2) => onMove(Number(x1.toFixed(2)), Number(x2.toFixed(2))),
        }),
      },
      picture,
    ),
  );
}
