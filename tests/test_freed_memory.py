"""Memory that was freed is there for the next array, without a page fault."""

import platform
import subprocess
import sys

import pytest

# prints how often a page was missing while ten times 16 arrays of 1 MiB were filled and freed
COUNT_FAULTS = """
import resource
import sys

import numpy as np

if "with" in sys.argv:
    import lecture_lib


def work():
    arrays = [np.ones(2**17) for _ in range(16)]


work()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(10):
    work()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def faults(library: str) -> int:
    command = [sys.executable, "-c", COUNT_FAULTS, library]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="a matter of glibc, of Linux")
def test_arrays_come_in_pages_that_are_there():
    assert faults("with") < faults("without") / 100
