// The two plots: the run on the function, and the gap under its bounds.
import { cached } from "../shared/cached.js";
import { h } from "../shared/element.js";
import { dots, frame, path, Plot } from "../shared/plot.js";
import { low } from "./lesson.js";
import { exampleOf, nameOf, STEPS } from "./math.js";

const SIZE = { width: 340, height: 280, margin: { top: 26 } };
/** How far the picture reaches on both sides of 0, at least. */
const WINDOWS = { quadratic: 2.6, Huber: 2.6, "log-cosh": 2.6, "double well": 1.1, "absolute value": 1.3 };
const GRID = 100;
/** The least gap that the ladder shows. */
const LEAST = 1e-3;

/** The lowest top among powers of ten for values up to `largest`, but at least 10. */
const top = (largest) => Math.max(10, 10 ** Math.ceil(Math.log10(largest)));

/** The interval of one's own function, and what a run outside of it needs; its values, but for those that run off. */
function ownWindow(value, interval, run) {
  const x = [Math.min(interval[0], ...run), Math.max(interval[1], ...run)];
  const all = Array.from({ length: GRID + 1 }, (_, i) => value(x[0] + ((x[1] - x[0]) * i) / GRID));
  const sorted = all.filter(Number.isFinite).sort((a, b) => a - b);
  const at = (part) => sorted[Math.round(part * (sorted.length - 1))];
  const isWild = sorted.length < all.length || at(1) - at(0) > 25 * (at(0.96) - at(0.04));
  const shown = [...(isWild ? [at(0.04), at(0.96)] : [at(0), at(1)]), ...run.map((w) => value(w))];
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  const room = high - low || 1;
  return { x, y: [low - 0.06 * room, high + 0.02 * room] };
}

/** What is shown at step t: it widens with a run that leaves it. */
function windowOf(state, [w, next]) {
  const { function: name, h: stepTimesL } = state;
  const { value, fStar, interval } = exampleOf(state);
  if (interval) return ownWindow(value, interval, [w, next]);
  const reach = 1.12 * Math.max(Math.abs(w), Math.abs(next));
  const wide = Math.max(WINDOWS[name], reach);
  const high = name === "double well" ? 0.35 : Math.max(value(0.95 * wide, stepTimesL), 0.12);
  return { x: [-wide, wide], y: [fStar - 0.06 * (high - fStar), high] };
}

/** f, the path, and at step t the parabola that L allows above f. */
export function Run({ state, id, step, run, memo, uid }) {
  const { h: stepTimesL } = state;
  const { L, value, start } = exampleOf(state);
  const { x, y } = windowOf(state, [run.w[step], run.w[step + 1]]);
  const high = y[1];
  const margin = { ...SIZE.margin, left: high > 1e5 ? 56 : 46 };
  const box = frame({ ...SIZE, margin, x: { domain: x }, y: { domain: y } });
  const { sx, sy } = box;
  const shown = `${id} ${x}`;
  const [w, next] = [run.w[step], run.w[step + 1]];
  const [fw, g] = [run.f[step], run.g[step]];
  const points = Array.from({ length: GRID + 1 }, (_, i) => x[0] + ((x[1] - x[0]) * i) / GRID);
  const visited = run.w.map((v, t) => [v, run.f[t]]);
  const parabola = points.map((v) => [v, fw + g * (v - w) + (L / 2) * (v - w) ** 2]);
  const inside = (v, f) => v >= x[0] && v <= x[1] && f <= high;
  const apart = Math.hypot(sx(next) - sx(w), sy(run.f[step + 1]) - sy(fw)) > 34;
  const tag = (v, f, t) =>
    inside(v, f) &&
    h(
      "text",
      {
        class: "lw-name lw-forward",
        x: Math.min(sx(v), SIZE.width - 26),
        y: Math.max(sy(f) - 11, 26),
        "text-anchor": "middle",
      },
      `w${low(t)}`,
    );
  return h(
    Plot,
    {
      frame: box,
      x: { label: "w" },
      y: { label: "f" },
      uid,
      name: "run",
      label: `${nameOf(state)}, and gradient descent on it from w₀ = ${start}`,
      over: [tag(w, fw, step), apart && tag(next, run.f[step + 1], step + 1)],
    },
    h("path", { class: "lw-curve lw-dashed pe-bound", d: path(parabola, sx, sy) }),
    cached(memo, "curve", shown, () =>
      h("path", {
        class: "lw-curve",
        d: path(
          points.map((v) => [v, value(v, stepTimesL)]),
          sx,
          sy,
        ),
      }),
    ),
    cached(memo, "run", shown, () =>
      h(
        "g",
        null,
        h("path", { class: "lw-curve lw-faint", d: path(visited, sx, sy) }),
        h("path", { class: "pe-dots", d: dots(visited, sx, sy) }),
      ),
    ),
    h("path", {
      class: "lw-curve lw-forward",
      d: path(
        [
          [w, fw],
          [next, run.f[step + 1]],
        ],
        sx,
        sy,
      ),
    }),
    h("circle", { class: "pe-now", cx: sx(w), cy: sy(fw), r: 6 }),
    h("circle", { class: "pe-next", cx: sx(next), cy: sy(run.f[step + 1]), r: 5 }),
  );
}

/**
 * Names where they are free: each tries its places in turn, first those off all `curves`, lists of points, and
 * is left out if each lies on another name.
 */
function placeNames(names, curves, box) {
  const taken = [];
  const points = curves.flatMap((curve) =>
    curve.flatMap(([x, y], i) => {
      const [nextX, nextY] = curve[i + 1] ?? [x, y];
      return [0, 0.25, 0.5, 0.75].map((part) => [x + part * (nextX - x), y + part * (nextY - y)]);
    }),
  );
  return names.map(({ text, className, places }) => {
    const width = text.length * 7.2;
    const areas = places
      .map(([x, y]) => ({ left: x, right: x + width, top: y - 13, bottom: y + 5 }))
      .filter(
        (area) =>
          area.left > box.left &&
          area.right < box.width - 2 &&
          area.top > box.top - 8 &&
          area.bottom < box.height - box.bottom &&
          taken.every((t) => area.right < t.left || area.left > t.right || area.bottom < t.top || area.top > t.bottom),
      );
    const isClear = ({ left, right, top, bottom }) =>
      points.every(([x, y]) => x < left || x > right || y < top || y > bottom);
    const area = areas.find(isClear) ?? areas[0];
    if (!area) return null;
    taken.push(area);
    return h("text", { key: text, class: `lw-name ${className}`, x: area.left, y: area.bottom - 5 }, text);
  });
}

const LADDER = { x: { label: "steps T" }, y: { label: "f(w) − f*" } };

/** All of the ladder that is the same at every step: its frame, the gaps, the curves and their names. */
function rungs({ fStar, run, limits, claimed }) {
  const gaps = run.f.map((f) => f - fStar);
  const box = frame({ ...SIZE, x: { domain: [0, STEPS] }, y: { domain: [LEAST, top(Math.max(...gaps))], log: true } });
  const { sx, sy } = box;
  const lecture = limits.lecture ?? claimed;
  const numbered = (list) => list.map((value, i) => [i + 1, value]);
  const shown = (value) => value >= LEAST;
  const at = (list, t, dx, dy) => [sx(t) + dx, sy(Math.max(list[t - 1], LEAST)) + dy];
  const names = [
    {
      text: limits.lecture ? "lecture’s bound" : "no theorem here",
      className: limits.lecture ? "lw-backward" : "lw-quiet",
      places: [
        at(lecture, 9, 0, -9),
        at(lecture, 5, 4, -12),
        at(lecture, 11, 0, -9),
        at(lecture, 9, 0, -24),
        at(lecture, 8, 0, 26),
        at(lecture, 8, 0, 44),
        [150, box.top + 20],
      ],
    },
    limits.exact && {
      text: "exact worst case",
      className: "lw-third",
      places: [
        at(limits.exact, 8, -4, 27),
        at(limits.exact, 9, -4, 20),
        at(limits.exact, 2, -10, 24),
        at(limits.exact, 9, 0, -10),
        at(limits.exact, 12, -70, -8),
      ],
    },
    {
      text: "gap",
      className: "lw-forward",
      places: [3, 5, 8, 12, 16, 2, 18, 1]
        .filter((t) => t < gaps.length && shown(gaps[t]))
        .flatMap((t) => [18, 30, -10, -22].map((dy) => [sx(t) + 2, sy(gaps[t]) + dy])),
    },
  ].filter(Boolean);
  const curves = h(
    "g",
    null,
    h("path", {
      class: `lw-curve ${limits.lecture ? "lw-backward" : "lw-faint"} lw-dashed`,
      d: path(numbered(lecture), sx, sy),
    }),
    limits.exact && h("path", { class: "lw-curve lw-third", d: path(numbered(limits.exact), sx, sy) }),
    h("path", {
      class: "lw-curve lw-forward",
      d: path(
        gaps.map((gap, t) => [t, gap]),
        sx,
        sy,
      ),
    }),
  );
  return {
    box,
    gaps,
    curves,
    names: placeNames(
      names,
      [lecture, limits.exact ?? [], gaps.slice(1)].map((list) =>
        numbered(list).map(([t, value]) => [sx(t), sy(Math.max(value, 1e-4))]),
      ),
      box,
    ),
  };
}

/** The gap after each step on a logarithmic axis, with the bounds above it. */
export function Ladder({ fStar, id, step, run, limits, claimed, memo, uid }) {
  const { box, gaps, curves, names } = cached(memo, "rungs", id, () => rungs({ fStar, run, limits, claimed }));
  const { sx, sy } = box;
  return h(
    Plot,
    {
      frame: box,
      ...LADDER,
      uid,
      name: "ladder",
      label: `The gap after each of ${STEPS} steps on a logarithmic axis, and the bounds on it`,
      over: names,
    },
    curves,
    gaps[step + 1] >= LEAST && h("circle", { class: "pe-now", cx: sx(step + 1), cy: sy(gaps[step + 1]), r: 5 }),
  );
}
