// The curves by step, and the lines of both pictures.
import { cached } from "../shared/cached.js";
import { h } from "../shared/element.js";
import { Plot, frame } from "../shared/plot.js";
import { EndLabels } from "./labels.js";
import { RACERS } from "./names.js";
import { edges, lastSeen, trail } from "./trails.js";

const CURVES = { width: 296, height: 336, margin: { top: 20, right: 96, bottom: 38, left: 46 } };

/** Lines given as `{ id, method, key, dash, draw }`; one is drawn anew only when its key has changed. */
export const Lines = ({ lines, memo }) =>
  h(
    "g",
    { class: "or-fine" },
    lines.map(({ id, method, key, dash, draw }) =>
      cached(memo, `line-${id}`, key, () =>
        h("path", { key: id, class: `lw-curve or-line ${RACERS[method].hue}`, "stroke-dasharray": dash, d: draw() }),
      ),
    ),
  );

const LEAST = 1e-16;

/** The decades in which curves begin and end, two at least. What grows past 100 times the first leaves at the top. */
export function decades(series) {
  const firsts = series.map((numbers) => numbers[0]).filter((x) => x > LEAST);
  const most = 100 * Math.max(...firsts, LEAST);
  const lasts = series.map((numbers) => Math.max(numbers[numbers.length - 1], LEAST));
  const kept = [...firsts, ...lasts.filter((x) => x < most)];
  if (!kept.length) return [0.1, 10];
  const [a, b] = [Math.floor(Math.log10(Math.min(...kept)) + 1e-9), Math.ceil(Math.log10(Math.max(...kept)) - 1e-9)];
  return [10 ** Math.min(a, b - 2), 10 ** b];
}

/** Numbers by step as points of a line; one that is not positive has no place on a logarithmic axis. */
function pairs(numbers, first) {
  const points = new Float64Array(2 * numbers.length);
  numbers.forEach((number, i) => {
    points[2 * i] = i + first;
    points[2 * i + 1] = number > 0 ? number : NaN;
  });
  return points;
}

/** A plot by step on a logarithmic axis; `series` have a method, an id, a key, numbers by step, and a text. */
export function Curves({ series, title, label, steps, memo, uid, first = 0 }) {
  const domain = decades(series.map(({ numbers }) => numbers));
  const size = `${domain} ${steps} ${title}`;
  const { box, x, y } = cached(memo, "curves", size, () => {
    const [across, up] = [
      { domain: [first, Math.max(steps, first + 1)], label: "step" },
      { domain, label: title, log: true },
    ];
    return { box: frame({ ...CURVES, x: across, y: up }), x: across, y: up };
  });
  const [{ sx, sy }, inside] = [box, edges(box)];
  const drawn = series.map((one) =>
    cached(memo, `pairs-${one.id}`, `${one.key} ${size}`, () => {
      const [points, last] = [pairs(one.numbers, first), one.numbers.length - 1];
      return {
        end: lastSeen(points, last, sx, sy, inside) ?? { x: inside.left, y: inside.top },
        draw: () => trail(points, last, sx, sy),
      };
    }),
  );
  return h(
    Plot,
    {
      frame: box,
      x,
      y,
      uid,
      name: "curves",
      label,
      over: h(EndLabels, {
        ends: series.map(({ id, method, text }, i) => ({ id, method, text, ...drawn[i].end })),
        box: { ...inside, right: Infinity },
      }),
    },
    h(Lines, {
      memo,
      lines: series.map(({ id, method, key, dash }, i) => ({
        id,
        method,
        key: `${key} ${size}`,
        dash,
        draw: drawn[i].draw,
      })),
    }),
  );
}
