// Paths of ten thousand points as short texts that look the same: what falls on one spot is drawn once.

const LINE = 60;
const CELL = 3;

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
 * Values over times (rising, positive from index 1 on) as a curve on a logarithmic axis of times: of the points on one pixel, the first,
 * the lowest, the highest and the last. With `stairs` a value stands until the next time.
 */
export function curve(times, values, sx, sy, stairs) {
  const [start, base] = sx.domain;
  const low = sy(sy.domain[0]) + 40;
  const place = (value) => (value > 0 ? Math.min(low, sy(value)) : low);
  let last = place(values[0]);
  let text = `M${sx(start).toFixed(1)} ${last.toFixed(1)}`;
  const add = (px, value) => {
    const py = place(value);
    text += stairs ? `H${px}V${py.toFixed(1)}` : `L${px} ${py.toFixed(1)}`;
    last = py;
  };
  let k = 1;
  while (k < values.length) {
    const px = sx(times[k]);
    const until = sx.invert(px + 1.5);
    let [end, lowest, highest] = [k, k, k];
    while (end + 1 < values.length && times[end + 1] < until) {
      end += 1;
      if (values[end] < values[lowest]) lowest = end;
      if (values[end] > values[highest]) highest = end;
    }
    const shown = [...new Set([k, lowest, highest, end])].sort((i, j) => i - j);
    const at = px.toFixed(1);
    for (const i of shown) add(at, values[i]);
    k = end + 1;
  }
  return { text: stairs ? `${text}H${sx(base).toFixed(1)}` : text, end: last };
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
