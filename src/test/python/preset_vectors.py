"""Writes preset-vectors.json, the weights that scipy gives for the presets of KernelJ.

    python3 src/test/python/preset_vectors.py > src/test/resources/io/github/kernelj/kernel/preset-vectors.json

A filter's cross-correlation weights are the answers to an impulse, turned around along every axis.
scikit-image and OpenCV aren't needed: their formulas are written out below, with their names.
"""
import json
import sys

import numpy as np
import scipy
from scipy import ndimage, signal


def weights(function, shape):
    """The correlation weights of a linear filter, on a kernel of this shape (odd extents, z, y, x)."""
    impulse = np.zeros([3 * n for n in shape])
    impulse[tuple(n + n // 2 for n in shape)] = 1
    answer = function(impulse)
    inner = answer[tuple(slice(n, 2 * n) for n in shape)]
    assert np.isclose(np.abs(answer).sum(), np.abs(inner).sum(), rtol=1e-12), "the kernel is larger than said"
    return inner[tuple(slice(None, None, -1) for _ in shape)]


def gabor(wavelength, theta, sigma_x, sigma_y, offset):
    """skimage.filters.gabor_kernel, real part, n_stds=3, bandwidth unused; y points down and theta runs clockwise."""
    frequency = 1 / wavelength
    x0 = np.ceil(max(abs(3 * sigma_x * np.cos(theta)), abs(3 * sigma_y * np.sin(theta)), 1))
    y0 = np.ceil(max(abs(3 * sigma_y * np.cos(theta)), abs(3 * sigma_x * np.sin(theta)), 1))
    y, x = np.mgrid[-y0:y0 + 1, -x0:x0 + 1]
    rotx = x * np.cos(theta) + y * np.sin(theta)
    roty = -x * np.sin(theta) + y * np.cos(theta)
    g = np.exp(-0.5 * (rotx ** 2 / sigma_x ** 2 + roty ** 2 / sigma_y ** 2)) / (2 * np.pi * sigma_x * sigma_y)
    return g * np.cos(2 * np.pi * frequency * rotx + offset)


def disk(radius, dimensions):
    """skimage.morphology.disk and ball, divided by the sum."""
    r = np.arange(-radius, radius + 1)
    squares = sum(np.meshgrid(*[r ** 2] * dimensions))
    inside = (squares <= radius ** 2).astype(float)
    return inside / inside.sum()


def opencv_scharr():
    """cv2.Scharr: cv2.getDerivKernels(1, 0, cv2.FILTER_SCHARR) without normalisation."""
    return np.outer([3, 10, 3], [-1, 0, 1]).astype(float)


def savgol(size, degree, derivative=0):
    return signal.savgol_coeffs(size, degree, deriv=derivative, use="dot", pos=size // 2)


def gaussian(shape, sigma, order=0):
    return weights(lambda image: ndimage.gaussian_filter(image, sigma, order=order, mode="constant"), shape)


vectors = {
    "gaussian": gaussian((9, 9), 1),
    "gaussian(2)": gaussian((17, 17), 2),
    "gaussian(0.7, dimensions=1)": gaussian((7,), 0.7),
    "gaussian(sigma=1 2)": gaussian((17, 9), (2, 1)),
    "gaussian(sigma=1 1.5 0.5)": gaussian((5, 13, 9), (0.5, 1.5, 1)),
    "gaussian(sigma=2, size=7)": weights(
        lambda image: ndimage.gaussian_filter(image, 2, radius=3, mode="constant"), (7, 7)),
    "gaussian-derivative(1.5)": gaussian((13, 13), 1.5, (0, 1)),
    "gaussian-derivative(1.5, direction=y)": gaussian((13, 13), 1.5, (1, 0)),
    "gaussian-derivative(1.5, order=2)": gaussian((13, 13), 1.5, (0, 2)),
    "gaussian-derivative(1, order=3, dimensions=1)": gaussian((9,), 1, 3),
    "gaussian-derivative(1, order=1 1)": gaussian((9, 9), 1, (1, 1)),
    "gaussian-derivative(1, direction=z)": gaussian((9, 9, 9), 1, (1, 0, 0)),
    "log(1.5)": weights(lambda image: ndimage.gaussian_laplace(image, 1.5, mode="constant"), (13, 13)),
    "log(1, dimensions=3)": weights(lambda image: ndimage.gaussian_laplace(image, 1, mode="constant"), (9, 9, 9)),
    # Both as far as the wide one reaches.
    "dog(1, 2)": weights(
        lambda image: ndimage.gaussian_filter(image, 1, radius=8, mode="constant")
        - ndimage.gaussian_filter(image, 2, radius=8, mode="constant"), (17, 17)),
    "laplacian(2)": weights(lambda image: ndimage.laplace(image, mode="constant"), (3,)),
    "laplacian": weights(lambda image: ndimage.laplace(image, mode="constant"), (3, 3)),
    "laplacian(6)": weights(lambda image: ndimage.laplace(image, mode="constant"), (3, 3, 3)),
    "box(5)": weights(lambda image: ndimage.uniform_filter(image, 5, mode="constant"), (5, 5)),
    "moving-average(7)": weights(lambda image: ndimage.uniform_filter(image, 7, mode="constant"), (7,)),
    "scharr-x": opencv_scharr(),
    "scharr-y": opencv_scharr().T,
    "disk(3)": disk(3, 2),
    "disk(5)": disk(5, 2),
    "ball(3)": disk(3, 3),
    "gabor": gabor(8, 0, 4, 4, 0),
    "gabor(6, angle=-30, sigma=3, aspect=0.5, phase=90)": gabor(6, np.pi / 6, 3, 6, np.pi / 2),
    "savitzky-golay": savgol(5, 2),
    "savitzky-golay(11, 3)": savgol(11, 3),
    "savitzky-golay(11, 3, 1)": savgol(11, 3, 1),
    "savitzky-golay(11, 4, 2)": savgol(11, 4, 2),
    "savitzky-golay(6, 2)": savgol(6, 2),
    "savitzky-golay(101, 8, 3)": savgol(101, 8, 3),
    "savitzky-golay(size=7 9, degree=3)": np.outer(savgol(9, 3), savgol(7, 3)),
}
for name, function in [("sobel", ndimage.sobel), ("prewitt", ndimage.prewitt)]:
    for axis, letter in enumerate("xyz"):
        volume = weights(lambda image: function(image, axis=2 - axis, mode="constant"), (3, 3, 3))
        vectors[f"{name}-{letter}(3)"] = volume
        if letter != "z":
            vectors[f"{name}-{letter}"] = weights(lambda image: function(image, axis=1 - axis, mode="constant"), (3, 3))

json.dump(
    {
        "about": "weights by scipy for the presets of KernelJ, written by src/test/python/preset_vectors.py",
        "versions": {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__},
        "vectors": {
            name: {"shape_zyx": list(np.shape(array)), "weights": [float(w) for w in np.ravel(array)]}
            for name, array in vectors.items()
        },
    },
    sys.stdout,
    indent=1,
)
