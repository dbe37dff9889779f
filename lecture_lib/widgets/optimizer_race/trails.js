// From points to lines: the text of a path, and where it is last seen. Points are flat arrays, x and y in turn.

/** How many parts of a unit a path is drawn in: whole numbers are the fastest to write and to read. */
export const FINE = 10;

/** Points nearer than this to the last one drawn, in those parts, are left out. */
const NEAR = 7;

/** The edges of a frame. */
export const edges = ({ left, right, top, bottom, width, height }) => ({
  left,
  right: width - right,
  top,
  bottom: height - bottom,
});

const seen = (x, y, { left, right, top, bottom }) =>
  x >= left - 1e-6 && x <= right + 1e-6 && y >= top - 1e-6 && y <= bottom + 1e-6;

/** Where the line through the points 0 to `last` is last seen: at its end, or where it leaves for good; null if it is not. */
export function lastSeen(points, last, sx, sy, box) {
  let out = null;
  for (let i = last; i >= 0; i -= 1) {
    const [x, y] = [sx(points[2 * i]), sy(points[2 * i + 1])];
    if (!(Number.isFinite(x) && Number.isFinite(y))) continue;
    if (seen(x, y, box)) {
      if (!out) return { x, y };
      // the part of the way out that is still inside
      const part = (from, to, low, high) => (to === from ? 1 : ((to > from ? high : low) - from) / (to - from));
      const inside = Math.min(1, part(x, out[0], box.left, box.right), part(y, out[1], box.top, box.bottom));
      return { x: x + inside * (out[0] - x), y: y + inside * (out[1] - y) };
    }
    out = [x, y];
  }
  return null;
}

/**
 * The path through the points 0 to `last`, in parts of a unit. Points that no eye can tell apart are drawn once, and what
 * is far outside not where it is; a point that is not finite makes a gap. With a `box`, no more is drawn than up to where
 * the line leaves it for good.
 */
export function trail(points, last, sx, sy, box = null) {
  const far = 999999 * FINE;
  let end = last;
  if (box) {
    while (end > 0 && !seen(sx(points[2 * end]), sy(points[2 * end + 1]), box)) end -= 1;
    end = Math.min(end + 1, last);
  }
  let text = "";
  let isDrawing = false;
  let [lastX, lastY] = [0, 0];
  for (let i = 0; i <= end; i += 1) {
    const x = Math.round(Math.max(-far, Math.min(FINE * sx(points[2 * i]), far)));
    const y = Math.round(Math.max(-far, Math.min(FINE * sy(points[2 * i + 1]), far)));
    if (Number.isNaN(x) || Number.isNaN(y)) {
      isDrawing = false;
      continue;
    }
    if (!isDrawing) text += `M${x} ${y}`;
    else if (Math.abs(x - lastX) + Math.abs(y - lastY) >= NEAR || i === end) text += `l${x - lastX} ${y - lastY}`;
    else continue;
    isDrawing = true;
    lastX = x;
    lastY = y;
  }
  return text;
}
