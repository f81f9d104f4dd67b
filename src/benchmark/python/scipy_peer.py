"""The scipy side of the benchmarks: does on request, says how long it took.

Reads lines `WORK SIZE TAPS THREADS` from standard input, WORK being `correlate` (scipy.ndimage) or `fftconvolve`
(scipy.signal, with that many scipy.fft workers), on a cube of SIZE³ floats and TAPS³ taps; answers each with the
nanoseconds of one run. `memory` instead of a work answers with this process's peak resident size in bytes.
"""

import resource
import sys
import time

import numpy
import scipy.fft
from scipy import ndimage, signal


def main():
    cubes = {}
    for line in sys.stdin:
        if line.strip() == "memory":
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, flush=True)
            continue
        work, size, taps, threads = line.split()
        image = cubes.setdefault(("image", size), random(int(size)))
        kernel = cubes.setdefault(("kernel", taps), random(int(taps)))
        start = time.perf_counter_ns()
        if work == "correlate":
            ndimage.correlate(image, kernel, mode="nearest")
        else:
            with scipy.fft.set_workers(int(threads)):
                signal.fftconvolve(image, kernel, mode="same")
        print(time.perf_counter_ns() - start, flush=True)


def random(size):
    return numpy.random.default_rng(1).random((size, size, size), dtype=numpy.float32)


main()
