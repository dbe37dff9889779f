// The landscape with the paths, and the curves by step.
import { h } from "preact";
import { cached } from "../shared/cached.js";
import { levelLines } from "../shared/contours.js";
import { Handle } from "../shared/handle.js";
import { formatNumber } from "../shared/numbers.js";
import { Plot, frame, path } from "../shared/plot.js";
import { EndLabels } from "./labels.js";
import { LANDSCAPES } from "./landscapes.js";
import { METHODS } from "./names.js";

const LAND = { width: 412, height: 322, margin: { top: 18, right: 94, bottom: 36, left: 38 } };
const CURVES = { width: 332, height: 322, margin: { top: 18, right: 94, bottom: 36, left: 48 } };

/** The window of a landscape, made wider if the start lies outside it. */
export function frameOf(landscape, start) {
  const { x, y } = LANDSCAPES[landscape];
  const hold = ([low, high], value) => [value < low ? value - 0.3 : low, value > high ? value + 0.3 : high];
  const [across, up] = [{ domain: hold(x, start[0]), label: "θ₁" }, { domain: hold(y, start[1]), label: "θ₂" }];
  return { box: frame({ ...LAND, x: across, y: up }), across, up };
}

/** Where a path is last seen in the frame: at its end, or where it leaves for good. */
export function lastSeen(points, sx, sy, { left, right, top, bottom, width, height }) {
  const [low, high] = [[left, top], [width - right, height - bottom]];
  const seen = (place) => place.every((p, k) => p >= low[k] - 1e-6 && p <= high[k] + 1e-6);
  let out = null;
  for (let i = points.length - 1; i >= 0; i -= 1) {
    const place = [sx(points[i][0]), sy(points[i][1])];
    if (!place.every(Number.isFinite)) continue;
    if (!seen(place)) {
      out = place;
      continue;
    }
    // the part of the way out that is still inside
    const parts = out ? out.map((p, k) => (p === place[k] ? 1 : ((p > place[k] ? high[k] : low[k]) - place[k]) / (p - place[k]))) : [1];
    const part = Math.min(1, ...parts);
    const [x, y] = out ? place.map((p, k) => p + part * (out[k] - p)) : place;
    return { x, y };
  }
  return { x: left, y: top };
}

/** The points of a run up to the step shown; of one that diverges no more than up to where it leaves the frame for good. */
function shownPoints({ points, diverged }, steps, { sx, sy, left, right, top, bottom, width, height }) {
  const shown = points.slice(0, steps + 1);
  if (diverged === null) return shown;
  const last = shown.findLastIndex(([x, y]) =>
    sx(x) >= left && sx(x) <= width - right && sy(y) >= top && sy(y) <= height - bottom);
  return shown.slice(0, last + 2);
}

/** The path of a run: points that no eye can tell apart are drawn once, and what is far outside not where it is. */
function trail(points, sx, sy) {
  const far = 9999;
  let text = "";
  let [lastX, lastY] = [NaN, NaN];
  points.forEach(([x, y], i) => {
    const [px, py] = [Math.min(Math.max(sx(x), -far), far), Math.min(Math.max(sy(y), -far), far)];
    if (Math.abs(px - lastX) + Math.abs(py - lastY) < 0.3 && i + 1 < points.length) return;
    text += `${i ? "L" : "M"}${px.toFixed(1)} ${py.toFixed(1)}`;
    [lastX, lastY] = [px, py];
  });
  return text;
}

function lines(runs, shown, draw, memo, id) {
  return runs.map(({ method, key, ...rest }) => cached(memo, `${id}-${method}`, `${key} ${shown}`, () =>
    h("path", {
      key: method, class: `lw-curve or-line or-${method}`, "stroke-dasharray": METHODS[method].dash, d: draw(rest),
    })));
}

export function Landscape({ landscape, start, runs, steps, memo, uid, onMove }) {
  const { box, across, up } = frameOf(landscape, start);
  const { value, fStar, levels, minimisers, name } = LANDSCAPES[landscape];
  const { sx, sy } = box;
  const size = `${landscape} ${sx.domain} ${sy.domain}`;
  const level = cached(memo, "levels", size, () => h("g", null,
    levelLines((x, y) => value(x, y) - fStar, levels, sx, sy, 110, 110).map((d, i) => h("path", { key: i, class: "lw-level", d })),
    minimisers.map(([x, y]) => h("path", { key: `${x} ${y}`, class: "or-goal", d: `M${sx(x) - 6} ${sy(y)}h12M${sx(x)} ${sy(y) - 6}v12` }))));
  const ends = runs.map(({ method, points }) => ({ id: method, method, text: METHODS[method].name, ...lastSeen(points.slice(0, steps + 1), sx, sy, box) }));
  return h(Plot, {
    frame: box, x: across, y: up, uid, name: "land", label: `Level lines of ${name} with the path of each method`,
    over: h("g", null,
      h(EndLabels, { ends, left: LAND.width - LAND.margin.right + 12, top: LAND.margin.top, bottom: LAND.height - LAND.margin.bottom - 4 }),
      h(Handle, {
        control: "start", x: start[0], y: start[1], sx, sy, step: 0.05, label: "Start", className: "or-start", radius: 7,
        text: `start at ${formatNumber(start[0])}, ${formatNumber(start[1])}`,
        onMove: (x, y) => onMove([Number(x.toFixed(3)), Number(y.toFixed(3))]),
      })),
  },
  level,
  lines(runs, `${size} ${steps}`, (one) => trail(shownPoints(one, steps, box), sx, sy), memo, "path"));
}

const LEAST = 1e-16;

/** The decades in which curves begin and end, two at least. What grows past 100 times the first leaves at the top. */
export function decades(series) {
  const firsts = series.map((numbers) => numbers[0]).filter((x) => x > LEAST);
  const most = 100 * Math.max(...firsts, LEAST);
  const lasts = series.map((numbers) => Math.max(numbers.at(-1), LEAST));
  const kept = [...firsts, ...lasts.filter((x) => x < most)];
  if (!kept.length) return [0.1, 10];
  const [a, b] = [Math.floor(Math.log10(Math.min(...kept)) + 1e-9), Math.ceil(Math.log10(Math.max(...kept)) - 1e-9)];
  return [10 ** Math.min(a, b - 2), 10 ** b];
}

/** A plot by step on a logarithmic axis; `series` have a method, an id, numbers by step, and a text. */
export function Curves({ series, title, label, steps, memo, uid, first = 0 }) {
  const domain = decades(series.map(({ numbers }) => numbers));
  const key = `${domain} ${steps} ${title}`;
  const { box, x, y } = cached(memo, "curves", key, () => {
    const [across, up] = [{ domain: [first, Math.max(steps, first + 1)], label: "step" }, { domain, label: title, log: true }];
    return { box: frame({ ...CURVES, x: across, y: up }), x: across, y: up };
  });
  const points = (numbers) => numbers.map((number, i) => [i + first, number > 0 ? number : NaN]);
  const runs = series.map((one) => ({ ...one, pairs: points(one.numbers) }));
  return h(Plot, {
    frame: box, x, y, uid, name: "curves", label,
    over: h(EndLabels, {
      ends: runs.map(({ id, method, text, pairs }) => ({ id, method, text, ...lastSeen(pairs, box.sx, box.sy, box) })),
      left: CURVES.width - CURVES.margin.right + 12, top: CURVES.margin.top, bottom: CURVES.height - CURVES.margin.bottom - 4,
    }),
  },
  runs.map(({ id, method, key: own, dash, pairs }) => cached(memo, `curve-${id}`, `${own} ${key}`, () =>
    h("path", {
      key: id, class: `lw-curve or-line or-${method}`, "stroke-dasharray": dash, d: path(pairs, box.sx, box.sy),
    }))));
}
