"""Zarr 2 arrays by zarr-python, and zarr-python's reading of ours.

    python3 zarr_peer.py write FOLDER       writes arrays and what they are, index.json
    python3 zarr_peer.py check FOLDER       reads the arrays that FOLDER/index.json names; fails if one differs

The element with the C-order number i is (37 i + 11) mod 201, less 100 where the type has a sign. Where "missing" is true
the last chunk isn't there, and its elements are the fill value, 7. zarr-v2.zip was made by "write" with the versions that
its index.json tells.
"""

import json
import os
import sys

import numcodecs
import numpy as np
import zarr

SHAPE, CHUNKS = (2, 5, 19, 33), (1, 3, 16, 20)
BLOSC = numcodecs.Blosc


def cases():
    codecs = [None, numcodecs.GZip(5), numcodecs.Zlib(1), numcodecs.Zstd(3), numcodecs.LZ4()]
    codecs += [BLOSC(name, 5, shuffle) for name in ("lz4", "lz4hc", "zstd", "zlib") for shuffle in (0, 1, 2, -1)]
    for i, codec in enumerate(codecs):
        yield dict(dtype="<u2", compressor=codec, separator="/." [i % 2], order="C", missing=False)
    types = "|i1 |u1 <i2 >i2 >u2 <i4 >i4 <u4 >u4 <i8 >i8 <u8 >u8 <f2 >f2 <f4 >f4 <f8 >f8"
    for i, dtype in enumerate(types.split()):
        yield dict(dtype=dtype, compressor=BLOSC("lz4", 5, -1) if i % 2 else None, separator="./" [i % 2],
                   order="CF" [i % 3 == 2], missing=i % 2 == 0)
    yield dict(dtype="<u2", compressor=BLOSC("zstd", 3, 2), separator="/", order="C", missing=False,
               shape=(1, 8, 300, 256), chunks=(1, 8, 300, 256))
    yield dict(dtype="<f4", compressor=BLOSC("lz4", 5, 1, blocksize=65536), separator="/", order="C", missing=False,
               shape=(1, 8, 300, 256), chunks=(1, 8, 300, 256))


def values(dtype, shape):
    number = np.arange(np.prod(shape), dtype=np.int64).reshape(shape) * 37 + 11
    number %= 201
    return (number if np.dtype(dtype).kind == "u" else number - 100).astype(dtype)


def write(folder):
    index = dict(source="zarr %s, numcodecs %s, numpy %s" % (zarr.__version__, numcodecs.__version__, np.__version__),
                 cases=[])
    for number, case in enumerate(cases()):
        shape, chunks = case.pop("shape", SHAPE), case.pop("chunks", CHUNKS)
        name = "case%d" % number
        store = zarr.DirectoryStore(os.path.join(folder, name), dimension_separator=case["separator"])
        array = zarr.create(store=store, shape=shape, chunks=chunks, dtype=case["dtype"], fill_value=7,
                            compressor=case["compressor"], order=case["order"])
        array[...] = values(case["dtype"], shape)
        if case["missing"]:
            last = case["separator"].join(str((n - 1) // c) for n, c in zip(shape, chunks))
            os.remove(os.path.join(folder, name, last))
        index["cases"].append(dict(name=name, signed=np.dtype(case["dtype"]).kind != "u", missing=case["missing"],
                                   shape=shape, chunks=chunks, what="%(dtype)s %(compressor)s %(order)s" % case))
    with open(os.path.join(folder, "index.json"), "w") as out:
        json.dump(index, out)


def check(folder):
    with open(os.path.join(folder, "index.json")) as text:
        index = json.load(text)
    for case in index["cases"]:
        array = zarr.open(os.path.join(folder, case["name"]), mode="r")
        assert array.shape == tuple(case["shape"]), case
        assert array.chunks == tuple(case["chunks"]), case
        assert array.dtype == np.dtype(case["dtype"]), (case, array.dtype)
        assert (array[...] == values(case["dtype"], array.shape)).all(), case
    print("checked", len(index["cases"]))


{"write": write, "check": check}[sys.argv[1]](sys.argv[2])
