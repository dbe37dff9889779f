"""Print a random sample of the faults that Cosmic Ray can plant in Python files, as JSON.

    python_faults.py COUNT SEED ROOT FILE...

Each fault is ``{"file", "line", "kind", "text"}``: `text` is the whole file with the fault in it.
Annotations are left alone: they are not run, and mypy holds them.
"""

import ast
import json
import random
import sys
from pathlib import Path

import cosmic_ray.plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

UNWANTED = {"core/NoOp"}


def operators():
    """Yield name and instance of every operator that needs no arguments."""
    for name in cosmic_ray.plugins.operator_names():
        operator = cosmic_ray.plugins.get_operator(name)
        if name not in UNWANTED and not operator.arguments():
            yield name, operator()


def annotated(source):
    """Return the spans of annotations, as ((line, column), (line, column))."""
    spans = []
    for node in ast.walk(ast.parse(source)):
        for part in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if part is not None:
                end = (part.end_lineno, part.end_col_offset)
                spans.append(((part.lineno, part.col_offset), end))
    return spans


def places(source):
    """Yield (operator's name, occurrence, line) for everything that can be changed."""
    tree = get_ast(source)
    spans = annotated(source)
    for name, operator in operators():
        found = (
            start for node in ast_nodes(tree) for start, _ in operator.mutation_positions(node)
        )
        for occurrence, start in enumerate(found):
            if not any(first <= start < last for first, last in spans):
                yield name, occurrence, start[0]


def main():
    """Read the command line, draw, and print."""
    count, seed, root, *names = sys.argv[1:]
    sources = {name: (Path(root) / name).read_text(encoding="utf-8") for name in names}
    everything = [(name, *place) for name in names for place in places(sources[name])]
    drawn = random.Random(int(seed)).sample(everything, min(int(count), len(everything)))
    faults = []
    for name, kind, occurrence, line in drawn:
        text = mutate_code(sources[name], cosmic_ray.plugins.get_operator(kind)(), occurrence)
        faults.append({"file": name, "line": line, "kind": kind, "text": text})
    json.dump({"of": len(everything), "faults": faults}, sys.stdout)


if __name__ == "__main__":
    main()
