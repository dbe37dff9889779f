// The bowl J(w) in which the line descends: its level lines, the path, and w*.
import { h } from "../shared/element.js";
import { Handle } from "../shared/handle.js";
import { dots, frame, Plot, path } from "../shared/plot.js";
import { gap } from "./fit.js";
import { formatNumber } from "./lesson.js";

const SIZE = { width: 340, height: 330, margin: { left: 46, right: 12, top: 22 } };
/** Levels, as those of the points so far from w* to the line y = 0. */
const LEVELS = [0.12, 0.3, 0.5, 0.75, 1, 1.4, 1.9];
const [RAYS, SAMPLES] = [120, 24];

/**
 * The point at the place (p, k) of coordinates from w* in which the square bowl is round: what one step along them
 * does to the line is as far from the points in every direction.
 */
const around = ({ wStar, m, v }, p, k) => {
  const d = k / Math.sqrt(v);
  return [wStar[0] + p - m * d, wStar[1] + d];
};

/** How far w is from w* in these coordinates. */
function distance({ wStar, m, v }, w) {
  const [a, b] = [w[0] - wStar[0], w[1] - wStar[1]];
  return Math.sqrt((a + m * b) * (a + m * b) + v * b * b);
}

/** The radius of what is shown: as far as the line y = 0 is from the best one, or as the points are from that. */
function reach(run) {
  const far = distance(run, [0, 0]);
  return far > 1e-9 * Math.max(...run.y.map(Math.abs)) ? far : Math.sqrt(2 * run.least) || 1;
}

/** The part of the plane of w that is shown: all that is so far from w*, and the start. */
export function window(run) {
  const radius = 1.15 * reach(run);
  const halves = [radius * Math.sqrt(1 + (run.m * run.m) / run.v), radius / Math.sqrt(run.v)];
  const out = halves.map((half, k) => Math.abs(run.start[k] - run.wStar[k]) / half);
  const more = Math.max(1, ...out.map((part) => part * 1.1));
  return halves.map((half, k) => [run.wStar[k] - more * half, run.wStar[k] + more * half]);
}

/** The level lines. J is convex: from w* it rises along every ray, where its value is looked up among samples. */
export function rings(run) {
  const radius = reach(run);
  // Between two samples the root of squares is straight, and so are absolute values.
  const shape = run.name === "absolute" ? (value) => value : Math.sqrt;
  const at = (angle, r) => around(run, r * Math.cos(angle), r * Math.sin(angle));
  const w = [run.wStar[0] + radius, run.wStar[1]];
  const levels = LEVELS.map((part) => shape(gap(run, [run.wStar[0] + part * (w[0] - run.wStar[0]), w[1]])));
  const found = levels.map(() => []);
  for (let ray = 0; ray <= RAYS; ray += 1) {
    const angle = (2 * Math.PI * ray) / RAYS;
    let [level, before, r] = [0, 0, 0];
    for (let j = 1; j <= SAMPLES && level < levels.length; j += 1) {
      const next = 3 * radius * (j / SAMPLES) ** 2;
      const now = shape(gap(run, at(angle, next)));
      while (level < levels.length && now >= levels[level]) {
        const part = now > before ? (levels[level] - before) / (now - before) : 1;
        found[level].push(at(angle, r + part * (next - r)));
        level += 1;
      }
      [before, r] = [now, next];
    }
    for (; level < levels.length; level += 1) found[level].push([Number.NaN, Number.NaN]);
  }
  return found;
}

export function Bowl({ run, t, caption, onStart, uid }) {
  const [x, y] = window(run);
  const index = run.standardise ? " (of standardised x)" : "";
  const axes = { x: { domain: x, label: "w₀" }, y: { domain: y, label: `w₁${index}` } };
  const box = frame({ ...SIZE, ...axes });
  const { sx, sy } = box;
  const walked = run.iterates.slice(0, t + 1);
  const [cx, cy] = [sx(run.wStar[0]), sy(run.wStar[1])];
  const now = run.iterates[t];
  return h(
    "figure",
    { class: "lw-panel" },
    h("figcaption", null, caption),
    h(
      Plot,
      {
        frame: box,
        ...axes,
        uid,
        name: "bowl",
        label: "The level lines of J, and the path of descent",
        over: h(Handle, {
          control: "start_line",
          x: run.start[0],
          y: run.start[1],
          sx,
          sy,
          step: (x[1] - x[0]) / 100,
          stepUp: (y[1] - y[0]) / 100,
          label: "Start of the descent",
          text: `w = (${formatNumber(run.start[0])}, ${formatNumber(run.start[1])})`,
          onMove: (...w) => onStart(w, [x[1] - x[0], y[1] - y[0]]),
        }),
      },
      rings(run).map((points, i) => h("path", { key: i, class: "lw-level", d: path(points, sx, sy) })),
      h("path", { class: "lw-curve lw-forward re-path", d: path(walked, sx, sy) }),
      h("path", { class: "re-dots", d: dots(walked.slice(1), sx, sy) }),
      h("circle", { class: "re-star", cx, cy, r: 5 }),
      h("circle", { class: "re-now", cx: sx(now[0]), cy: sy(now[1]), r: 6 }),
    ),
  );
}
