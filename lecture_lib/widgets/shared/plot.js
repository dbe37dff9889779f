// A small plot: a frame with two axes, and whatever is drawn into it. One unit is one pixel at the width it is made for.
import { ticks } from "d3-array";
import { h } from "./element.js";
import { formatNumber, hundredths, superscript } from "./numbers.js";
import { steady } from "./steady.js";

const MARGIN = { top: 14, right: 14, bottom: 38, left: 46 };

/**
 * A map from numbers to places; `log` for equal factors at equal distances.
 *
 * @param {number[]} domain
 * @param {number[]} places
 */
export function scale([from, to], [start, end], log = false) {
  const f = log ? Math.log10 : (x) => x;
  const slope = (end - start) / (f(to) - f(from));
  const map = (x) => start + slope * (f(x) - f(from));
  map.domain = [from, to];
  map.log = log;
  map.invert = (place) => {
    const x = f(from) + (place - start) / slope;
    return log ? 10 ** x : x;
  };
  return map;
}

/** Round numbers for an axis: powers of ten on a logarithmic one. */
export function tickValues({ domain: [from, to], log }, count) {
  if (!log) return ticks(from, to, count);
  const [low, high] = [Math.ceil(Math.log10(from) - 1e-9), Math.floor(Math.log10(to) + 1e-9)];
  const stride = Math.max(1, Math.ceil((high - low + 1) / (count + 1)));
  const powers = [];
  for (let i = low; i <= high; i += 1) if ((i - low) % stride === 0) powers.push(10 ** i);
  return powers;
}

const tickText = (x, log) =>
  log && (x < 0.01 || x > 1000) ? `10${superscript(String(Math.round(Math.log10(x))))}` : formatNumber(x);

/** The path through points given as pairs; a point that is not finite makes a gap. */
export function path(points, sx, sy) {
  let text = "";
  let pen = "M";
  for (let i = 0; i < points.length; i += 1) {
    const x = sx(points[i][0]);
    const y = sy(points[i][1]);
    if (Number.isFinite(x) && Number.isFinite(y)) {
      text += `${pen}${hundredths(x)} ${hundredths(y)}`;
      pen = "L";
    } else pen = "M";
  }
  return text;
}

/** Dots at points given as pairs, for a line with round ends; where a point is not finite there is none. */
export function dots(points, sx, sy) {
  let text = "";
  for (let i = 0; i < points.length; i += 1) {
    const x = sx(points[i][0]);
    const y = sy(points[i][1]);
    if (Number.isFinite(x) && Number.isFinite(y)) text += `M${hundredths(x)} ${hundredths(y)}h0`;
  }
  return text;
}

/** Places for the x and the y axis of a plot of this size. */
export function frame({ width, height, x, y, margin = {} }) {
  const { top, right, bottom, left } = { ...MARGIN, ...margin };
  return {
    width,
    height,
    top,
    right,
    bottom,
    left,
    sx: scale(x.domain, [left, width - right], x.log),
    sy: scale(y.domain, [height - bottom, top], y.log),
  };
}

/** The axes of a `frame` with their names; `x` and `y` may give their `ticks`. */
export const Axes = steady(({ frame: { width, height, top, right, bottom, left, sx, sy }, x, y }) => {
  const base = height - bottom;
  const inside =
    (s, [a, b]) =>
    (value) =>
      s(value) >= Math.min(a, b) - 0.5 && s(value) <= Math.max(a, b) + 0.5;
  const xs = (x.ticks ?? tickValues(sx, (width - left - right) / 70)).filter(inside(sx, [left, width - right]));
  const ys = (y.ticks ?? tickValues(sy, (base - top) / 45)).filter(inside(sy, [base, top]));
  return h(
    "g",
    { class: "lw-axes", "aria-hidden": "true" },
    h("path", { d: `M${left} ${top}V${base}H${width - right}` }),
    xs.map((value) =>
      h(
        "g",
        { key: `x${value}` },
        h("path", { d: `M${sx(value)} ${base}v4` }),
        h("text", { x: sx(value), y: base + 18, "text-anchor": "middle" }, tickText(value, sx.log)),
      ),
    ),
    ys.map((value) =>
      h(
        "g",
        { key: `y${value}` },
        h("path", { d: `M${left} ${sy(value)}h-4` }),
        h("text", { x: left - 7, y: sy(value) + 4, "text-anchor": "end" }, tickText(value, sy.log)),
      ),
    ),
    x.label && h("text", { class: "lw-axis-name", x: width - right, y: height - 5, "text-anchor": "end" }, x.label),
    y.label && h("text", { class: "lw-axis-name", x: 2, y: 10, "text-anchor": "start" }, y.label),
  );
});

/**
 * A plot. `label` says in words what it shows; `children` is a function of the frame's scales.
 * What a curve draws outside the frame is cut off; labels and handles belong into `over`, which is not.
 */
export function Plot({ frame: box, x, y, label, uid, name, children, over, ...rest }) {
  const { width, height, top, right, bottom, left } = box;
  const clip = `${uid}-${name}`;
  return h(
    "svg",
    {
      class: `lw-plot lw-plot-${name}`,
      viewBox: `0 0 ${width} ${height}`,
      role: "group",
      "aria-label": label,
      ...rest,
    },
    h(
      "clipPath",
      { id: clip },
      h("rect", { x: left, y: top, width: width - left - right, height: height - top - bottom }),
    ),
    h(Axes, { frame: box, x, y }),
    h("g", { "clip-path": `url(#${clip})` }, children),
    over,
  );
}
