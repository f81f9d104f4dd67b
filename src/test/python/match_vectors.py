"""Writes what skimage.feature.match_template makes of small seeded images: vectors for the tests of template finding.

Usage: /usr/bin/python3 match_vectors.py > ../resources/io/github/kernelj/match/skimage-match.json
"""

import json
import sys

import numpy
import skimage
from skimage.feature import match_template


def numbers(array):
    return [float(value) for value in array.ravel()]


def shape(array):
    return (1,) * (3 - array.ndim) + array.shape


def case(image, template):
    scores = match_template(image, template)
    return {
        "imageShape": shape(image),
        "image": numbers(image),
        "templateShape": shape(template),
        "template": numbers(template),
        "scoreShape": shape(scores),
        "scores": [round(value, 9) for value in numbers(scores)],
    }


def main():
    random = numpy.random.default_rng(20261123)
    cases = []
    for image_shape, template_shape in [((14, 16), (5, 4)), ((20, 18), (8, 9)), ((10, 30), (10, 7)), ((7, 9, 8), (3, 4, 2))]:
        image = random.integers(0, 256, size=image_shape).astype(float)
        corner = tuple(slice(1, 1 + k) if k < n else slice(0, k) for k, n in zip(template_shape, image_shape))
        cases.append(case(image, image[corner].copy()))
        cases.append(case(image, random.integers(0, 256, size=template_shape).astype(float)))
    versions = f"scikit-image {skimage.__version__}, numpy {numpy.__version__}, Python {sys.version.split()[0]}"
    json.dump({"source": versions, "script": "src/test/python/match_vectors.py", "cases": cases}, sys.stdout)


main()
