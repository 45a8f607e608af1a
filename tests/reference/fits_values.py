#!/usr/bin/env python3
"""Reads FITS files with astropy and prints what their data are, for comparison with org.armillary.data.fits.

usage: fits_values.py < LIST_OF_FILES

A line "file PATH" for each file, then one for each HDU: number, name in capitals, "none"; or "image", dimensions with
NAXIS1 first, and a digest of the pixels; or "table", NAXIS1 and NAXIS2. Below a table one line for each column that has
elements: "column", name, elements in each row (0 if rows differ), what they are, and a digest.

A digest is SHA-256 over all values in order: numbers and integers as big-endian binary64 and int64, NaN always as
7ff8000000000000; complex numbers as pairs; logical values as one byte; texts in UTF-8, each ended by a NUL byte. Of rows
that differ first come the numbers of elements of all rows as big-endian int64.
"""
import hashlib
import sys
import warnings

import numpy
from astropy.io import fits

warnings.simplefilter("ignore")


def digest(*parts):
    sha = hashlib.sha256()
    for part in parts:
        sha.update(part)
    return sha.hexdigest()


def number_bytes(values):
    doubles = numpy.asarray(values).astype(">f8")
    doubles[numpy.isnan(doubles)] = numpy.nan
    bits = doubles.view(">u8").copy()
    bits[numpy.isnan(doubles)] = 0x7FF8000000000000
    return bits.tobytes()


def text_of(value):
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def contents(array):
    """Kind and bytes of an array of one type."""
    kind = array.dtype.kind
    if kind == "b":
        return "logical values", array.astype("u1").tobytes()
    if kind == "i":
        return "integers", array.astype(">i8").tobytes()
    if kind == "u":
        if array.dtype.itemsize == 8 and (array > numpy.iinfo("i8").max).any():
            return "numbers", number_bytes(array)
        return "integers", array.astype(">i8").tobytes()
    if kind == "f":
        return "numbers", number_bytes(array)
    if kind == "c":
        return "complex numbers", number_bytes(array.astype("c16").ravel().view("f8"))
    texts = [text_of(value).split("\0")[0].rstrip(" ") for value in array.ravel()]
    return "text", b"".join(text.encode("utf-8") + b"\0" for text in texts)


def column(table, definition):
    values = table.field(definition.name)
    width = int(numpy.prod(values.shape[1:], dtype=int))
    if values.dtype.kind != "O":
        kind, data = contents(values)
        return [width, kind, digest(data)]
    rows = [numpy.asarray(row) for row in values]
    if "A" in definition.format.split("(")[0]:
        texts = ["".join(text_of(letter) for letter in row).split("\0")[0].rstrip(" ") for row in rows]
        return [1, "text", digest(b"".join(text.encode("utf-8") + b"\0" for text in texts))]
    kind, data = contents(numpy.concatenate(rows))
    return [0, "lists of " + kind, digest(numpy.array([row.size for row in rows], ">i8").tobytes(), data)]


def describe(index, hdu):
    start = [index, hdu.name.upper()]
    if isinstance(hdu, (fits.BinTableHDU, fits.TableHDU)) and not hdu.is_image:
        yield start + ["table", hdu.header["NAXIS1"], hdu.header["NAXIS2"]]
        for definition in hdu.columns:
            if hdu.data.dtype[definition.name].itemsize > 0:
                yield ["column", definition.name] + column(hdu.data, definition)
    elif hdu.data is None:
        yield start + ["none"]
    else:
        yield start + ["image", "x".join(map(str, reversed(hdu.data.shape))), digest(number_bytes(hdu.data.ravel()))]


for path in sys.stdin.read().splitlines():
    print("file", path)
    with fits.open(path, memmap=False) as hdus:
        for index, hdu in enumerate(hdus):
            for line in describe(index, hdu):
                print(*line)
