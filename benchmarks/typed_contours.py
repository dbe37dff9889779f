"""The level lines of typed landscapes beside those of the landscapes that are built in.

A grid of 200 by 150 values and its eight level lines, by the OptimizerRace's own script in a bare
V8; the landscapes take turns in one process. What is typed has about 30 nodes.
"""

import json
import statistics

from py_mini_racer import MiniRacer

from lecture_lib.expression import parse_function
from lecture_lib.widgets import OptimizerRace
from lecture_lib.widgets.scripts import whole_script

ROUNDS = 30
BUILT_IN = ("rosenbrock", "beale", "saddle")
TYPED = {
    "polynomial": "(x^2 + y - 11)^2 + (x + y^2 - 7)^2 + x*y/2 + 3*x - 2*y + x^2*y^2/10",
    "functions": "sin(3*x)*cos(2*y) + exp(-(x-1)^2 - (y+1)^2) + x^2/10 + log(1 + y^2)",
    "both": "(x^2 + y - 11)^2 + (x + y^2 - 7)^2 + sin(3*x)*cos(2*y) + exp(-x^2/2)/2 + x*y",
}

SCRIPT = """
function spent(state) {
  const { sceneOf, levelsOf, levelGround } = OptimizerRace.math;
  const { value, grid, x, y } = sceneOf(state);
  const scale = ([a, b]) => Object.assign((v) => 300 * (v - a) / (b - a), { domain: [a, b] });
  const sides = [scale(x), scale(y), 198, 148];
  const begin = Date.now();
  for (let i = 0; i < 5; i += 1) levelGround(grid ?? value, levelsOf, ...sides, Boolean(grid));
  return (Date.now() - begin) / 5;
}
"""


def main() -> None:
    """Print the milliseconds of each landscape, and ratios to the slowest one built in."""
    states = {name: {"landscape": name} for name in BUILT_IN}
    states |= {name: {"landscape": "own", "formula": text} for name, text in TYPED.items()}
    with MiniRacer() as engine:
        engine.eval(whole_script(OptimizerRace.folder))
        engine.eval(SCRIPT)
        times: dict[str, list[float]] = {name: [] for name in states}
        for _ in range(ROUNDS):
            for name, state in states.items():
                times[name].append(float(engine.eval(f"spent({json.dumps(state)})")))
    medians = {name: statistics.median(each) for name, each in times.items()}
    slowest = max(medians[name] for name in BUILT_IN)
    for name, median in medians.items():
        line = f"{name:12} {median:6.2f} ms"
        if name in TYPED:
            nodes = len(parse_function(TYPED[name], ["x", "y"]).formula.nodes)
            line += f", typed, {nodes} nodes: {median / slowest:.2f} of the slowest built in"
        print(line)


if __name__ == "__main__":
    main()
