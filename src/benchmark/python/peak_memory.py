"""Peak memory of KernelJ and of scipy's fftconvolve, side by side: MiB of resident size less input and output.

A cube of 256³ floats and kernels of 9³ and 15³ random taps, with one and two threads, each run in a process of its own:
Java with -Xmx as given below and no other flag. For Linux. In the project's directory, once its classes are compiled
(mvn -q -Pbenchmarks compile dependency:build-classpath -Dmdep.outputFile=target/classpath):

    python3 src/benchmark/python/peak_memory.py
"""

import pathlib
import subprocess
import sys

SIZE = 256
HEAP = "192m"
PEER = """
import resource, numpy, scipy.fft
from scipy import signal
def cube(n): return numpy.random.default_rng(1).random((n, n, n), dtype=numpy.float32)
image, kernel = cube({size}), cube({taps})
with scipy.fft.set_workers({threads}):
    result = signal.fftconvolve(image, kernel, mode="same")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def mebibytes(*command):
    peak = int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return (peak - 2 * 4 * SIZE**3) / 2**20


def main():
    class_path = "target/classes:" + pathlib.Path("target/classpath").read_text().strip()
    print(f"Java with -Xmx{HEAP}; MiB beyond input and output")
    print("kernel threads   ours  scipy  ratio")
    for taps in (9, 15):
        for threads in (1, 2):
            java = ("java", f"-Xmx{HEAP}", "-cp", class_path, "io.github.kernelj.benchmark.PeakMemory")
            ours = mebibytes(*java, str(SIZE), str(taps), str(threads))
            peer = mebibytes(sys.executable, "-c", PEER.format(size=SIZE, taps=taps, threads=threads))
            print(f"{taps:4}³ {threads:7} {ours:7.0f} {peer:6.0f} {ours / peer:6.2f}")


main()
