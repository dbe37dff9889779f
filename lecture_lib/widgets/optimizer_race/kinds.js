// Critical points in the picture: a mark for each, and its kind beside it where there is room.
import { h } from "../shared/element.js";

const MARKS = {
  minimum: "M-6 0h12M0-6v12",
  saddle: "M-4.5-4.5l9 9M-4.5 4.5l9-9",
  maximum: "M0-5L5 4h-10Z",
  degenerate: "M0-4.5L4.5 0 0 4.5-4.5 0Z",
};
/** How high a name is, and how far from its mark; more points than these have no names. */
const [HIGH, AWAY, MOST] = [14, 9, 12];

export const CriticalMarks = ({ points, sx, sy }) =>
  h(
    "g",
    null,
    points.map(({ x, y, kind }, i) =>
      h("path", { key: i, class: "or-critical", d: MARKS[kind], transform: `translate(${sx(x)} ${sy(y)})` }),
    ),
  );

const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Where the name of a point's kind stands free of what is `taken`, inside the frame; null if nowhere. */
function placed({ x, y, kind }, taken, frame) {
  const width = 8.8 * kind.length;
  const at = (left, middle) => ({ left, right: left + width, top: middle - HIGH / 2, bottom: middle + HIGH / 2 });
  const places = [at(x + AWAY, y), at(x - AWAY - width, y), at(x - width / 2, y - 15), at(x - width / 2, y + 15)];
  const isFree = (place) =>
    place.left >= frame.left &&
    place.right <= frame.right &&
    place.top >= frame.top &&
    place.bottom <= frame.bottom &&
    !taken.some((other) => meet(place, other));
  return places.find(isFree) ?? null;
}

/** The kinds of points, beside them; `taken` are rectangles of other names, `frame` is the inside of the picture. */
export function kindsPlaced(points, taken, frame) {
  if (points.length > MOST) return [];
  const marks = points.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));
  const all = [...taken, ...marks];
  return points.flatMap((point) => {
    const place = placed(point, all, frame);
    if (!place) return [];
    all.push(place);
    return [{ kind: point.kind, x: place.left, y: (place.top + place.bottom) / 2 + 4.2 }];
  });
}

export const CriticalNames = ({ names }) =>
  h(
    "g",
    null,
    names.map(({ kind, x, y }, i) => h("text", { key: i, class: "or-kind", x: x.toFixed(1), y: y.toFixed(1) }, kind)),
  );
