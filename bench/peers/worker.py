"""The peers' side of the protocol: say "ready", then work once for each line of standard input."""

import sys
import time

import astropy
import numpy


def serve(work, warm_runs=2):
    """Answers each line with the seconds that work() took and the number that it returned."""
    for _ in range(warm_runs):
        work()
    print(f"ready astropy {astropy.__version__}, numpy {numpy.__version__}", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        check = work()
        seconds = time.perf_counter() - start
        print(f"{seconds:.9f} {float(check)!r}", flush=True)
