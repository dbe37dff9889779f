"""How long `import lecture_lib` takes, against `import numpy`, each in fresh interpreters."""

import statistics
import subprocess
import sys

ROUNDS = 15
TIMED = "import time; start = time.perf_counter(); import {}; print(time.perf_counter() - start)"


def milliseconds(module: str) -> float:
    """Import one module in a new interpreter."""
    command = [sys.executable, "-c", TIMED.format(module)]
    return 1000 * float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def main() -> None:
    """Print the table."""
    times: dict[str, list[float]] = {"numpy": [], "lecture_lib": []}
    for _ in range(ROUNDS):
        for module, values in times.items():
            values.append(milliseconds(module))
    print("\nimport        ms: best  median   ratio to numpy")
    best, median = min(times["numpy"]), statistics.median(times["numpy"])
    for module, values in times.items():
        row = f"  {module:14}{min(values):6.1f}{statistics.median(values):8.1f}"
        print(f"{row}{min(values) / best:10.2f}{statistics.median(values) / median:6.2f}")


if __name__ == "__main__":
    main()
