// Paths of ten thousand points as short texts that look the same: what falls on one spot is drawn once.

const LINE = 60;
const CELL = 3;
/** Widths on the axis of times: of what falls on one spot, and of what is averaged. */
const SPOT = 1.5;
const STRETCH = 9;

/** The first points of a path as a line. */
export function track({ x, y }, sx, sy) {
  let text = "";
  for (let k = 0; k < Math.min(x.length, LINE + 1); k += 1) {
    // A path that leaves the picture for good leaves it at once.
    const [px, py] = [sx(x[k]), sy(y[k])];
    text += `${k ? "L" : "M"}${px.toFixed(1)} ${py.toFixed(1)}`;
    if (Math.abs(px) > 1e4 || Math.abs(py) > 1e4) break;
  }
  return text;
}

/** All later points, as dots: one for each cell of the picture that was visited. */
export function cloud({ x, y }, sx, sy, width, height) {
  const columns = Math.ceil(width / CELL);
  const seen = new Uint8Array(columns * Math.ceil(height / CELL));
  const [x0, xs, y0, ys] = [sx(0), sx(1) - sx(0), sy(0), sy(1) - sy(0)];
  let text = "";
  for (let k = LINE + 1; k < x.length; k += 1) {
    const [px, py] = [x0 + xs * x[k], y0 + ys * y[k]];
    if (!(px > 0 && px < width && py > 0 && py < height)) continue;
    const cell = Math.floor(px / CELL) + columns * Math.floor(py / CELL);
    if (!seen[cell]) {
      seen[cell] = 1;
      text += `M${px.toFixed(1)} ${py.toFixed(1)}h0`;
    }
  }
  return text;
}

/**
 * Values over times (rising, positive from index 1 on) on a logarithmic axis of times, as two curves. `all` shows of the points
 * on one spot the first, the lowest, the highest and the last; with `stairs` a value stands until the next time. `mean` joins
 * the means over stretches of the axis; `end` is its last height.
 */
export function curve(times, values, sx, sy, stairs) {
  const [start, stop] = sx.domain;
  const low = sy(sy.domain[0]) + 40;
  const place = (value) => (value > 0 ? Math.min(low, sy(value)) : low);
  const first = `M${sx(start).toFixed(1)} ${place(values[0]).toFixed(1)}`;
  const along = stairs ? (px, py) => `H${px}V${py}` : (px, py) => `L${px} ${py}`;
  let all = first;
  let mean = first;
  let end = place(values[0]);
  let [k, sum, count] = [1, 0, 0];
  let stretch = 0;
  while (k < values.length) {
    const px = sx(times[k]);
    const until = sx.invert(px + SPOT);
    let last = k;
    let lowest = k;
    let highest = k;
    let total = values[k];
    while (last + 1 < values.length && times[last + 1] < until) {
      last += 1;
      total += values[last];
      if (values[last] < values[lowest]) lowest = last;
      else if (values[last] > values[highest]) highest = last;
    }
    const at = px.toFixed(1);
    let before = -1;
    for (const i of [k, Math.min(lowest, highest), Math.max(lowest, highest), last]) {
      if (i !== before) all += along(at, place(values[i]).toFixed(1));
      before = i;
    }
    sum += total;
    count += last + 1 - k;
    if (px >= stretch || last + 1 === values.length) {
      end = place(sum / count);
      mean += along(at, end.toFixed(1));
      [sum, count, stretch] = [0, 0, px + STRETCH];
    }
    k = last + 1;
  }
  const rest = stairs ? `H${sx(stop).toFixed(1)}` : "";
  return { all: all + rest, mean: mean + rest, end };
}

/** Heights at least `apart` from each other and within [top, base], each near where it was, in the given order. */
export function spread(heights, apart, top, base) {
  const order = heights.map((_, i) => i).sort((i, j) => heights[i] - heights[j]);
  const placed = [];
  order.forEach((i, n) => {
    placed[i] = Math.max(heights[i], n ? placed[order[n - 1]] + apart : top);
  });
  for (let n = order.length - 1; n >= 0; n -= 1) {
    const most = n === order.length - 1 ? base : placed[order[n + 1]] - apart;
    placed[order[n]] = Math.min(placed[order[n]], most);
  }
  return placed;
}
