"""The level lines of a typed function beside those of the race's landscapes, in one run of Node.

A grid of 200 x 150 values and eight level lines in it, as the picture of a race draws them. Before
it is timed, the grid of a typed Rosenbrock function is compared with that of the landscape.
"""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WIDGETS = ROOT / "lecture_lib" / "widgets"

SCRIPT = """
import { contours } from "d3-contour";
import { compile } from "./formula/compiled.js";
import { LANDSCAPES } from "./optimizer_race/landscapes.js";

const [WIDTH, HEIGHT, ROUNDS] = [200, 150, 101];
const TYPED = {
  "polynomial of Himmelblau, and more":
    "(x^2 + y - 11)^2 + (x + y^2 - 7)^2 + 0.5*x*y + 3*x - 2*y + x^2*y^2/10",
  "sin, cos, exp and log": "sin(3*x)*cos(2*y) + exp(-(x-1)^2 - (y+1)^2) + 0.1*x^2 + log(1 + y^2)",
};
const axis = ([low, high], n) =>
  Float64Array.from({ length: n }, (_, i) => low + ((high - low) * i) / (n - 1));
const lines = contours().size([WIDTH, HEIGHT]).thresholds([0.1, 0.5, 2, 6, 15, 40, 150, 1000]);

function builtIn({ value, x, y }) {
  const [xs, ys] = [axis(x, WIDTH), axis(y, HEIGHT)];
  return () => {
    const grid = new Float64Array(WIDTH * HEIGHT);
    let k = 0;
    for (const b of ys) for (const a of xs) grid[k++] = value(a, b);
    return grid;
  };
}

function typed(text, x = [-3, 3], y = [-3, 3]) {
  const f = compile(text, ["x", "y"]);
  const [xs, ys] = [axis(x, WIDTH), axis(y, HEIGHT)];
  return { nodes: f.formula.nodes.length, grid: () => f.grid(xs, ys) };
}

const { rosenbrock } = LANDSCAPES;
const known = builtIn(rosenbrock)();
const same = typed("(1-x)^2 + 100*(y - x^2)^2", rosenbrock.x, rosenbrock.y).grid();
known.forEach((value, k) => {
  const apart = Math.abs(value - same[k]);
  if (apart > 1e-12 * (1 + value)) throw new Error(`${value} is not ${same[k]}`);
});

const contenders = [
  ...Object.entries(LANDSCAPES).map(([name, landscape]) => [name, builtIn(landscape)]),
  ...Object.entries(TYPED).map(([name, text]) => {
    const { nodes, grid } = typed(text);
    return [`typed: ${name} (${nodes} nodes)`, grid];
  }),
];
const times = contenders.map(() => [[], []]);
const timed = (list, run) => {
  const start = performance.now();
  const result = run();
  list.push(performance.now() - start);
  return result;
};
for (let round = 0; round < ROUNDS; round += 1) {
  contenders.forEach(([, grid], i) => {
    const values = timed(times[i][0], grid);
    timed(times[i][1], () => lines(values));
  });
}
const median = (list) => list.sort((a, b) => a - b)[ROUNDS >> 1];
contenders.forEach(([name], i) => {
  const [grid, drawn] = times[i].map(median);
  const all = (grid + drawn).toFixed(2);
  console.log(`${name}: grid ${grid.toFixed(2)} ms, with level lines ${all} ms`);
});
"""


def main() -> None:
    """Bundle the script with what it imports, and let Node run it."""
    bundled = subprocess.run(
        [ROOT / "node_modules" / ".bin" / "esbuild", "--bundle", "--format=esm", "--loader=js"],
        input=SCRIPT,
        cwd=WIDGETS,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    node = ROOT / ".venv" / "bin" / "node"
    subprocess.run([node, "--input-type=module", "-"], input=bundled, text=True, check=True)


if __name__ == "__main__":
    main()
