"""Writes what scipy.ndimage and scipy.signal make of small seeded images: vectors for the engine's tests.

Usage: python3 correlation_vectors.py > ../resources/io/github/kernelj/engine/scipy-correlation.json
"""

import json
import sys

import numpy
import scipy
from scipy import ndimage, signal

MODES = {"nearest": "nearest", "reflect": "reflect", "mirror": "mirror", "wrap": "wrap", "constant": "constant"}


def numbers(array):
    return [float(value) for value in array.ravel()]


def case(operation, extent, border, constant, image, kernel, anchor, output):
    depth_first = lambda array: (1,) * (3 - array.ndim) + array.shape
    return {
        "operation": operation,
        "extent": extent,
        "border": border,
        "constant": constant,
        "imageShape": depth_first(image),
        "image": numbers(image),
        "kernelShape": depth_first(kernel),
        "kernel": numbers(kernel),
        "anchor": anchor,
        "outputShape": depth_first(output),
        "output": numbers(output),
    }


def main():
    random = numpy.random.default_rng(20261122)
    cases = []
    shapes = [((7,), (3,)), ((9,), (4,)), ((6, 8), (3, 3)), ((6, 7), (4, 2)), ((5, 4), (9, 7)), ((4, 5, 6), (3, 2, 3)),
              ((3, 4, 4), (5, 4, 1))]
    for image_shape, kernel_shape in shapes:
        image = numpy.round(random.normal(size=image_shape), 3)
        kernel = numpy.round(random.normal(size=kernel_shape), 3).astype(numpy.float32).astype(float)
        image = image.astype(numpy.float32).astype(float)
        for border, mode in MODES.items():
            constant = 1.5 if border == "constant" else 0.0
            same = ndimage.correlate(image, kernel, mode=mode, cval=constant)
            cases.append(case("correlation", "same", border, constant, image, kernel, None, same))
            convolved = ndimage.convolve(image, kernel, mode=mode, cval=constant)
            cases.append(case("convolution", "same", border, constant, image, kernel, None, convolved))
        # scipy's origin moves the anchor to k // 2 + origin.
        origin = [-(k // 2) for k in kernel_shape]
        moved = ndimage.correlate(image, kernel, mode="mirror", origin=origin)
        cases.append(case("correlation", "same", "mirror", 0.0, image, kernel, [0, 0, 0], moved))
        full = signal.convolve(image, kernel, mode="full", method="direct")
        cases.append(case("convolution", "full", "constant", 0.0, image, kernel, None, full))
        flipped = kernel[tuple(slice(None, None, -1) for _ in kernel_shape)]
        correlated = signal.convolve(image, flipped, mode="full", method="direct")
        cases.append(case("correlation", "full", "constant", 0.0, image, kernel, None, correlated))
        if all(k <= n for k, n in zip(kernel_shape, image_shape)):
            valid = signal.convolve(image, flipped, mode="valid", method="direct")
            cases.append(case("correlation", "valid", "nearest", 0.0, image, kernel, None, valid))
    versions = f"scipy {scipy.__version__}, numpy {numpy.__version__}, Python {sys.version.split()[0]}"
    json.dump({"source": versions, "script": "src/test/python/correlation_vectors.py", "cases": cases}, sys.stdout)


main()
