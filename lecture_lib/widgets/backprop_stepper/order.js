// The order of the slots in each column of a layered drawing, with few crossings of their links.
import { Mulberry32 } from "../shared/random.js";

/** Depth-first order from the result: the order in which a tree has no crossing at all. */
function firstOrder({ slots, routes }, root) {
  const columns = Array.from({ length: slots[root].rank + 1 }, () => []);
  const seen = new Set();
  const place = (slot) => {
    if (!seen.has(slot)) columns[slots[slot].rank].push(slot);
    seen.add(slot);
  };
  const incoming = new Map();
  for (const { target, route } of routes) {
    incoming.set(target, [...(incoming.get(target) ?? []), route]);
  }
  const stack = [root];
  while (stack.length) {
    const slot = stack.pop();
    if (seen.has(slot)) continue;
    place(slot);
    const inputs = incoming.get(slot) ?? [];
    // The first operand is to be visited first, so it goes on the stack last.
    for (const route of [...inputs].reverse()) stack.push(...route.slice(0, -1));
  }
  return columns;
}

function neighbours({ slots, links }) {
  const incoming = slots.map(() => []);
  const outgoing = slots.map(() => []);
  for (const [from, to] of links) {
    outgoing[from].push(to);
    incoming[to].push(from);
  }
  return { incoming, outgoing };
}

/** The place of every slot within its column. */
function positions(columns, count) {
  const place = new Int32Array(count);
  for (const column of columns)
    column.forEach((slot, i) => {
      place[slot] = i;
    });
  return place;
}

/** How many links of `a` cross links of `b` on one side, if `a` stands above `b`. */
function crossingsBetween(ends, a, b, place) {
  let count = 0;
  for (const i of ends[a]) for (const j of ends[b]) if (place[i] > place[j]) count += 1;
  return count;
}

/** Crossings in the whole drawing, for columns given as lists of slots from top to bottom. */
function totalCrossings(columns, { incoming, outgoing }) {
  const place = positions(columns, incoming.length);
  let count = 0;
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      for (let j = i + 1; j < column.length; j++) {
        count += crossingsBetween(outgoing, column[i], column[j], place);
      }
    }
  }
  return count;
}

/** Order each column by the mean position of what it is linked to on one side. */
function sweep(columns, { incoming, outgoing }, forward) {
  const indices = columns.map((_, c) => c);
  for (const c of forward ? indices.slice(1) : indices.slice(0, -1).reverse()) {
    const fixed = new Map(columns[forward ? c - 1 : c + 1].map((slot, i) => [slot, i]));
    const links = forward ? incoming : outgoing;
    const key = new Map(
      columns[c].map((slot, i) => {
        const ends = links[slot];
        return [slot, ends.length ? ends.reduce((s, e) => s + fixed.get(e), 0) / ends.length : i];
      }),
    );
    columns[c] = [...columns[c]].sort((a, b) => key.get(a) - key.get(b));
  }
}

/** Move single slots within their column for as long as that removes a crossing. */
function sift(columns, { incoming, outgoing }) {
  const place = positions(columns, incoming.length);
  /** What it saves to let `lower` pass above `upper`. */
  const saved = (upper, lower) =>
    crossingsBetween(outgoing, upper, lower, place) -
    crossingsBetween(outgoing, lower, upper, place) +
    crossingsBetween(incoming, upper, lower, place) -
    crossingsBetween(incoming, lower, upper, place);
  for (let improved = true; improved; ) {
    improved = false;
    for (const column of columns) {
      for (const slot of [...column]) {
        const from = place[slot];
        let [best, to] = [0, from];
        for (let i = from - 1, gain = 0; i >= 0; i--) {
          gain += saved(column[i], slot);
          if (gain > best) [best, to] = [gain, i];
        }
        for (let i = from + 1, gain = 0; i < column.length; i++) {
          gain += saved(slot, column[i]);
          if (gain > best) [best, to] = [gain, i];
        }
        if (best === 0) continue;
        column.splice(from, 1);
        column.splice(to, 0, slot);
        column.forEach((other, i) => {
          place[other] = i;
        });
        improved = true;
      }
    }
  }
}

/** Orders with as few crossings as a handful of restarts finds; the first order if it has none. */
export function order(graph, root) {
  const links = neighbours(graph);
  const first = firstOrder(graph, root);
  let best = first;
  let fewest = totalCrossings(first, links);
  const rng = new Mulberry32(1);
  for (let attempt = 0; attempt < 12 && fewest > 0; attempt++) {
    const shuffled = (column) => rng.permutation(column.length).map((i) => column[i]);
    const columns = first.map((column) => (attempt > 1 ? shuffled(column) : [...column]));
    for (let pass = 0; attempt > 0 && pass < 6; pass++) sweep(columns, links, pass % 2 === 0);
    sift(columns, links);
    const count = totalCrossings(columns, links);
    if (count < fewest) [best, fewest] = [columns, count];
  }
  return { columns: best, crossings: fewest };
}
