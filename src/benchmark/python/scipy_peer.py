"""The scipy side of the benchmarks: does on request, says how long it took.

Reads lines `WORK IMAGE KERNEL THREADS` from standard input, shapes written DEPTHxHEIGHTxWIDTH and THREADS being
scipy.fft's workers; answers each with the nanoseconds of one run on random floats. WORK is

    correlate     scipy.ndimage.correlate
    correlate1d   scipy.ndimage.correlate1d along the axis of a kernel that has one only, and for others one axis after
                  the other with the kernel's middle lines
    fftconvolve   scipy.signal.fftconvolve
    oaconvolve    scipy.signal.oaconvolve

`memory` instead of a line answers with this process's peak resident size in bytes. By itself,

    python3 src/benchmark/python/scipy_peer.py correlate1d 1x2048x2048 1x15x15 1

prints the milliseconds of the best of five runs.
"""

import functools
import resource
import sys
import time

import numpy
import scipy.fft
from scipy import ndimage, signal


def main():
    if len(sys.argv) > 1:
        print(min(nanoseconds(*sys.argv[1:]) for _ in range(5)) / 1e6, "ms")
        return
    for line in sys.stdin:
        if line.strip() == "memory":
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, flush=True)
        else:
            print(nanoseconds(*line.split()), flush=True)


def nanoseconds(work, image_shape, kernel_shape, threads):
    image = random(image_shape)
    kernel = random(kernel_shape)
    start = time.perf_counter_ns()
    if work == "correlate":
        ndimage.correlate(image, kernel, mode="nearest")
    elif work == "correlate1d":
        for axis, taps in enumerate(kernel.shape):
            if taps > 1:
                middle = [slice(None) if a == axis else kernel.shape[a] // 2 for a in range(kernel.ndim)]
                image = ndimage.correlate1d(image, kernel[tuple(middle)], axis, mode="nearest")
    else:
        with scipy.fft.set_workers(int(threads)):
            getattr(signal, work)(image, kernel, mode="same")
    return time.perf_counter_ns() - start


@functools.lru_cache(maxsize=4)
def random(shape):
    """Floats from 0 to 1."""
    extents = [int(extent) for extent in shape.split("x")]
    return numpy.random.default_rng(1).random(extents, dtype=numpy.float32)


main()
