// The landscape with the paths, and the curves by step.
import { cached } from "../shared/cached.js";
import { levelLines } from "../shared/contours.js";
import { h } from "../shared/element.js";
import { Handle } from "../shared/handle.js";
import { formatNumber } from "../shared/numbers.js";
import { Plot, frame } from "../shared/plot.js";
import { EndLabels } from "./labels.js";
import { LANDSCAPES } from "./landscapes.js";
import { RACERS } from "./names.js";
import { edges, lastSeen, trail } from "./trails.js";

const LAND = { width: 388, height: 336, margin: { top: 20, right: 10, bottom: 38, left: 36 } };
const CURVES = { width: 296, height: 336, margin: { top: 20, right: 96, bottom: 38, left: 46 } };

/** The window of a landscape, made wider if the start lies outside it. */
function windowOf(landscape, start) {
  const { x, y } = LANDSCAPES[landscape];
  const hold = ([low, high], value) => [value < low ? value - 0.3 : low, value > high ? value + 0.3 : high];
  return [hold(x, start[0]), hold(y, start[1])];
}

/** @param {number[][]} seen */
function frameOf([across, up]) {
  const axes = { x: { domain: across, label: "θ₁" }, y: { domain: up, label: "θ₂" } };
  const box = frame({ ...LAND, ...axes });
  return { ...axes, box, inside: edges(box) };
}

/** Lines given as `{ id, method, key, dash, draw }`; one is drawn anew only when its key has changed. */
const Lines = ({ lines, memo }) =>
  h(
    "g",
    { class: "or-fine" },
    lines.map(({ id, method, key, dash, draw }) =>
      cached(memo, `line-${id}`, key, () =>
        h("path", { key: id, class: `lw-curve or-line ${RACERS[method].hue}`, "stroke-dasharray": dash, d: draw() }),
      ),
    ),
  );

function Ground({ landscape, sx, sy }) {
  const { value, fStar, levels, minimisers } = LANDSCAPES[landscape];
  return h(
    "g",
    null,
    levelLines((x, y) => value(x, y) - fStar, levels, sx, sy, 110, 110).map((d, i) =>
      h("path", { key: i, class: "lw-level", d }),
    ),
    minimisers.map(([x, y]) =>
      h("path", { key: `${x} ${y}`, class: "or-goal", d: `M${sx(x) - 6} ${sy(y)}h12M${sx(x)} ${sy(y) - 6}v12` }),
    ),
  );
}

export function Landscape({ landscape, start, runs, steps, memo, uid, onMove }) {
  const seen = windowOf(landscape, start);
  const size = `${landscape} ${seen}`;
  const { x, y, box, inside } = cached(memo, "land", size, () => frameOf(seen));
  const { sx, sy } = box;
  const ends = runs.map(({ method, points, taken }) => ({
    id: method,
    method,
    text: RACERS[method].name,
    ...lastSeen(points, Math.min(steps, taken), sx, sy, inside),
  }));
  const lines = runs.map(({ method, key, points, taken, diverged }) => ({
    id: `land-${method}`,
    method,
    key: `${key} ${size} ${steps}`,
    dash: RACERS[method].dash,
    draw: () => trail(points, Math.min(steps, taken), sx, sy, diverged === null ? null : inside),
  }));
  return h(
    Plot,
    {
      frame: box,
      x,
      y,
      uid,
      name: "land",
      label: `Level lines of ${LANDSCAPES[landscape].name} with the path of each method`,
      over: h(
        "g",
        null,
        h(EndLabels, { ends, box: inside, start: { x: sx(start[0]), y: sy(start[1]) } }),
        h(Handle, {
          control: "start",
          x: start[0],
          y: start[1],
          sx,
          sy,
          step: 0.05,
          label: "Start",
          className: "or-start",
          radius: 7,
          text: `start at ${formatNumber(start[0])}, ${formatNumber(start[1])}`,
          onMove: (x, y) => onMove([Number(x.toFixed(3)), Number(y.toFixed(3))]),
        }),
      ),
    },
    cached(memo, `ground-${landscape}`, size, () => h(Ground, { landscape, sx, sy })),
    h(Lines, { lines, memo }),
  );
}

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
      return { end: lastSeen(points, last, sx, sy, inside), draw: () => trail(points, last, sx, sy) };
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
