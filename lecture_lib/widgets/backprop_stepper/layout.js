// A layered drawing of an expression: leaves in the first column, the result in the last.
// Pure: it knows nothing of pixels across (the view stretches the columns to the room there is);
// heights are in the units of `GAP`.
import { order } from "./order.js";

/** Smallest vertical distance between neighbours in a column, by how many of the two are nodes. */
const GAP = [18, 46, 84];
/** How much more the two ends of a stretch of a long edge want one height than a node its neighbours'. */
const STRAIGHT = 1e5;

const isSource = (node) => node.op === "leaf" || node.op === "const";

/** Column of every node: leaves in the first, constants just before their consumer. */
function ranks(nodes) {
  const rank = nodes.map(() => 0);
  nodes.forEach((node, i) => {
    if (!isSource(node)) rank[i] = 1 + Math.max(...node.args.map((a) => rank[a]));
  });
  nodes.forEach((node, i) => {
    if (node.op === "const") {
      const consumers = nodes.flatMap((n, j) => (n.args.includes(i) ? [rank[j]] : []));
      rank[i] = Math.max(0, Math.min(...consumers) - 1);
    }
  });
  return rank;
}

/**
 * Slots (nodes, and the bends that carry long edges past a column) and the links between
 * neighbouring columns. All long edges out of one node share one trunk.
 */
function layered(nodes) {
  const rank = ranks(nodes);
  const slots = nodes.map((_, i) => ({ node: i, rank: rank[i] }));
  const bends = new Map();
  const links = new Map();
  const link = (from, to) => links.set(`${from},${to}`, [from, to]);
  const routes = [];

  const slotAt = (source, column) => {
    if (column === rank[source]) return source;
    const key = `${source},${column}`;
    if (!bends.has(key)) {
      bends.set(key, slots.length);
      slots.push({ node: null, rank: column });
      link(slotAt(source, column - 1), bends.get(key));
    }
    return bends.get(key);
  };
  nodes.forEach((node, target) => {
    node.args.forEach((source, operand) => {
      const route = [];
      for (let column = rank[source]; column < rank[target]; column++) {
        route.push(slotAt(source, column));
      }
      link(route.at(-1), target);
      routes.push({ source, target, operand, route: [...route, target] });
    });
  });
  return { slots, links: [...links.values()], routes, rank };
}

/**
 * Moves `wanted` to the nearest heights (in weighted squares) that keep the order and lie at least
 * the differences of `offsets` apart: isotonic regression by pooling adjacent violators.
 */
function separate(wanted, weights, offsets) {
  const [sums, totals, sizes] = [[], [], []];
  for (let i = 0; i < wanted.length; i++) {
    let sum = weights[i] * (wanted[i] - offsets[i]);
    let total = weights[i];
    let size = 1;
    while (sums.length && sums.at(-1) * total > sum * totals.at(-1)) {
      sum += sums.pop();
      total += totals.pop();
      size += sizes.pop();
    }
    sums.push(sum);
    totals.push(total);
    sizes.push(size);
  }
  for (let pool = 0, i = 0; pool < sums.length; pool++) {
    for (let k = 0; k < sizes[pool]; k++, i++) wanted[i] = sums[pool] / totals[pool] + offsets[i];
  }
}

/** Height of every slot: near the mean of its neighbours, of its operands above all; long edges straight. */
function heights({ slots, links, routes }, columns) {
  const isBend = (slot) => slots[slot].node === null;
  const near = slots.map(() => []);
  for (const [from, to] of links) {
    const straight = isBend(from) || isBend(to);
    near[from].push([to, straight ? STRAIGHT : 1]);
    near[to].push([from, straight ? STRAIGHT : 4]);
  }
  // Along bend after bend a leaf and its only reader would learn of each other only slowly.
  for (const { source, target, route } of routes) {
    if (route.length === 2 || near[source].length > 1) continue;
    near[source].push([target, STRAIGHT]);
    near[target].push([source, STRAIGHT]);
  }
  const total = near.map((ends) => ends.reduce((sum, [, pull]) => sum + pull, 0) || 1);
  const weights = columns.map((column) => column.map((slot) => total[slot]));
  const offsets = columns.map((column) => {
    let offset = 0;
    return column.map((slot, i) => (offset += i ? GAP[2 - Number(isBend(slot)) - Number(isBend(column[i - 1]))] : 0));
  });
  const y = new Float64Array(slots.length);
  for (const [c, column] of columns.entries()) {
    for (const [i, slot] of column.entries()) y[slot] = offsets[c][i];
  }
  for (let pass = 0; pass < 40; pass++) {
    for (let k = 0; k < columns.length; k++) {
      const c = pass % 2 ? columns.length - 1 - k : k;
      const wanted = columns[c].map((slot) => {
        let sum = near[slot].length ? 0 : y[slot];
        for (const [other, pull] of near[slot]) sum += pull * y[other];
        return sum / total[slot];
      });
      separate(wanted, weights[c], offsets[c]);
      columns[c].forEach((slot, i) => {
        y[slot] = wanted[i];
      });
    }
  }
  const top = Math.min(...y);
  return y.map((value) => value - top);
}

/**
 * Where everything stands.
 *
 * Returns `column[i]` and `y[i]` of every node, the number of `columns`, the `height` from the
 * first centre to the last, the number of `crossings`, and for every operand an edge with the
 * `column`s and `y`s that it passes and the share of its `port`s at both ends.
 */
export function layout(nodes) {
  const graph = layered(nodes);
  const { columns, crossings } = order(graph, nodes.length - 1);
  const y = heights(graph, columns);
  const twins = (edge) => graph.routes.filter((other) => other.source === edge.source && other.target === edge.target);
  const edges = graph.routes.map((edge) => {
    const same = twins(edge);
    return {
      source: edge.source,
      target: edge.target,
      operand: edge.operand,
      points: edge.route.map((slot) => ({ column: graph.slots[slot].rank, y: y[slot] })),
      // Two edges between the same nodes (x·x) part by this much instead of lying on each other.
      shift: (same.indexOf(edge) - (same.length - 1) / 2) * 14,
    };
  });
  return {
    column: graph.rank,
    y: nodes.map((_, i) => y[i]),
    columns: columns.length,
    height: Math.max(...y),
    crossings,
    edges,
  };
}
