"""Freed memory stays with the process, where the next array finds it.

Linux's C library, glibc, gives memory of 128 KiB or more back to the system as soon as it is freed,
and the next array comes in fresh pages, each of which costs a fault. A step of training frees and
takes such arrays all the time: with fresh pages it takes up to twice as long.
"""

import numpy as np

__all__ = ["keep_freed_memory"]

LARGEST = 31 * 2**20  # bytes: glibc lets its limit grow up to 32 MiB


def keep_freed_memory() -> None:
    """Raise the size from which glibc gives freed memory back, from 128 KiB to 31 MiB.

    glibc raises that limit itself to the size of a larger block that is freed; so one is taken and
    freed, of which no page is ever touched. A limit that the environment sets stays, and other
    C libraries notice nothing. `lecture_lib` calls this when it is imported.

    Notes
    -----
    At most twice the limit stays with the process. Source: mallopt(3), M_MMAP_THRESHOLD.

    Examples
    --------
    >>> keep_freed_memory()
    """
    np.empty(LARGEST, dtype=np.uint8)
