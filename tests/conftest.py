"""What all tests share: no windows for pictures, and property tests that CI repeats exactly."""

import os

from hypothesis import settings

os.environ.setdefault("MPLBACKEND", "Agg")

# A deadline would fail a test because the machine is busy. CI draws the same examples every time;
# a person's runs draw new ones and keep those that fail.
settings.register_profile("person", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "person")
