"""Writes the .npy files that NpyFileTest reads: python3 npy_files.py FOLDER

Every file holds the whole numbers 0, 1, 2 ... in C order, whatever the order in which they lie in the file.
"""
import sys

import numpy as np

folder = sys.argv[1]


def save(name, array, version=(1, 0)):
    with open(f"{folder}/{name}.npy", "wb") as file:
        np.lib.format.write_array(file, array, version=version)


def counting(*shape, dtype="<f4"):
    return np.arange(np.prod(shape)).reshape(shape).astype(dtype)


for dtype in ["<f4", ">f4", "<f8", ">f8", "i1", "u1", "<i2", ">i2", "<u2", ">u2", "<i4", ">i4", "<u4", ">u4",
              "<i8", ">i8", "<u8", ">u8"]:
    save("plane-" + dtype.replace("<", "little-").replace(">", "big-"), counting(2, 3, dtype=dtype))
for version in [(1, 0), (2, 0), (3, 0)]:
    save(f"version-{version[0]}", counting(2, 3), version)
save("line", counting(4))
save("volume", counting(2, 3, 4))
save("bank-of-planes", counting(2, 3, 4, 5))
save("bank-of-volumes", counting(2, 3, 2, 3, 2))
for name, shape in {"plane": (2, 3), "volume": (2, 3, 4), "bank": (2, 3, 4, 5)}.items():
    save(f"fortran-{name}", np.asfortranarray(counting(*shape)))
# What isn't a kernel.
save("scalar", np.float32(1))
save("empty", np.zeros((0, 3), "<f4"))
save("six-axes", counting(1, 1, 1, 1, 1, 1))
save("half", counting(2, 3, dtype="<f2"))
save("complex", counting(2, 3, dtype="<c8"))
save("records", np.zeros(3, dtype=[("a", "<f4"), ("b", "<i4")]))
save("not-finite", np.array([1, np.nan], "<f4"))
