#!/usr/bin/python3
"""Collects the real images of test-images/ from Debian packages that carry them.

    apt-get install python3-skimage python3-nibabel python3-tifffile python3-pil
    /usr/bin/python3 src/test/python/collect_test_images.py [folder]

camera.png and cell.png are copied byte for byte. The others are cropped, shrunk or converted as told below; their
pixels are reproducible, their bytes depend on the versions of Pillow and zlib (test-images/README.md holds the
checksums of the files as they are distributed). The made images come from GenerateTestImages.java.
"""

import os
import shutil
import sys

import nibabel
import numpy
import skimage
import tifffile
from PIL import Image

SKIMAGE = os.path.join(os.path.dirname(skimage.__file__), "data")
NIBABEL = os.path.join(os.path.dirname(nibabel.__file__), "tests", "data")


def copy(name, folder):
    shutil.copyfile(os.path.join(SKIMAGE, name), os.path.join(folder, name))


def crop(name, folder, left, top, width, height):
    """A part of a grayscale image; no pixel is changed."""
    image = Image.open(os.path.join(SKIMAGE, name)).convert("L")
    image.crop((left, top, left + width, top + height)).save(os.path.join(folder, name), optimize=True)


def shrink(name, folder, target, factor):
    """Means over factor x factor pixels, rounded half up; what is left over at the right and lower edge is cut off."""
    pixels = numpy.asarray(Image.open(os.path.join(SKIMAGE, name)).convert("RGB"), dtype=numpy.int64)
    height, width = (extent // factor for extent in pixels.shape[:2])
    blocks = pixels[: height * factor, : width * factor].reshape(height, factor, width, factor, 3)
    area = factor * factor
    means = (2 * blocks.sum(axis=(1, 3)) + area) // (2 * area)
    Image.fromarray(means.astype(numpy.uint8)).save(os.path.join(folder, target), optimize=True)


def mr_volume(name, folder, target):
    """The first volume of a NIfTI series as a Deflate-compressed 16-bit TIFF that ImageJ opens with its spacing.

    The series is stored left, anterior, superior; rows are turned so that the front of the head is on top.
    """
    series = nibabel.load(os.path.join(NIBABEL, name))
    assert nibabel.aff2axcodes(series.affine) == ("L", "A", "S")
    volume = numpy.asarray(series.dataobj)[..., 0]
    assert volume.min() >= 0
    planes = volume.transpose(2, 1, 0)[:, ::-1, :].astype(numpy.uint16)
    width, height, depth = (round(float(zoom), 4) for zoom in series.header.get_zooms()[:3])
    assert width == height
    description = (
        f"ImageJ=1.54p\nimages={len(planes)}\nslices={len(planes)}\nunit=mm\nspacing={depth}\nloop=false\n"
        f"min={planes.min()}.0\nmax={planes.max()}.0\n"
    )
    with tifffile.TiffWriter(os.path.join(folder, target), byteorder=">") as tiff:
        for i, plane in enumerate(planes):
            tiff.write(
                plane,
                compression="zlib",
                compressionargs={"level": 9},
                predictor=True,
                rowsperstrip=plane.shape[0],
                resolution=(1 / width, 1 / height, "NONE"),
                description=description if i == 0 else None,
                metadata=None,
                software=False,
                photometric="minisblack",
            )


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else "test-images"
    os.makedirs(folder, exist_ok=True)
    copy("camera.png", folder)
    copy("cell.png", folder)
    crop("brick.png", folder, 128, 128, 256, 256)
    crop("grass.png", folder, 128, 128, 256, 256)
    shrink("coffee.png", folder, "coffee.png", 2)
    shrink("retina.jpg", folder, "retina.png", 4)
    mr_volume("example4d.nii.gz", folder, "mr-head.tif")


if __name__ == "__main__":
    main()
