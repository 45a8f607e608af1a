#!/usr/bin/env python3
"""Writes FITS files of every kind of image, compression and table column with astropy, for tests of the reader.

usage: make_fits.py FOLDER [SEED]
"""
import gzip
import sys
import warnings
from pathlib import Path

import numpy
from astropy.io import fits

warnings.simplefilter("ignore")
folder = Path(sys.argv[1])
random = numpy.random.default_rng(int(sys.argv[2]) if len(sys.argv) > 2 else 1)


def integers(kind, shape):
    """Smooth with steps, constant stretches and the extremes of the type."""
    limits = numpy.iinfo(kind)
    noise = random.normal(0, 9, shape) + numpy.arange(numpy.prod(shape)).reshape(shape) % 61
    values = numpy.clip(noise, limits.min, limits.max).astype(kind)
    flat = values.reshape(-1)
    flat[7:60] = 5
    flat[100:104] = limits.max
    flat[104:108] = limits.min
    flat[200:240] = random.integers(limits.min, limits.max, 40, dtype=kind, endpoint=True)
    return values


def reals(kind, shape):
    values = random.normal(100, 3, shape).astype(kind)
    flat = values.reshape(-1)
    flat[11:40] = numpy.nan
    flat[50:90] = 0
    return values


def images(name, compressions):
    hdus = [fits.PrimaryHDU()]
    for number, (data, options) in enumerate(compressions):
        hdus.append(fits.CompImageHDU(data, name="C%d" % number, **options))
    fits.HDUList(hdus).writeto(folder / name)


plain = [fits.ImageHDU(integers(kind, (3, 17, 29)), name=kind.__name__) for kind in (
    numpy.uint8, numpy.int16, numpy.int32, numpy.int64, numpy.int8, numpy.uint16, numpy.uint32)]
# 64-bit unsigned integers above 2^53 lose their last bits on the way to a double, once and to nearest
plain.append(fits.ImageHDU(integers(numpy.uint64, (19, 23)), name="uint64"))
plain += [fits.ImageHDU(reals(kind, (5, 31, 7)), name=kind.__name__) for kind in (numpy.float32, numpy.float64)]
plain.append(fits.ImageHDU(name="IFU.3.DATA"))
fits.HDUList([fits.PrimaryHDU(integers(numpy.int16, (300,)))] + plain).writeto(folder / "plain.fits")
whole = (folder / "plain.fits").read_bytes()
(folder / "plain.fits.gz").write_bytes(gzip.compress(whole))
# two members, cut within a header
(folder / "members.gz").write_bytes(gzip.compress(whole[:4001]) + gzip.compress(b"") + gzip.compress(whole[4001:]))

shapes = [((40, 53), None), ((40, 53), (53, 1)), ((40, 53), (20, 16)), ((40, 53), (53, 40)), ((5, 21, 33), (33, 1, 1)),
          ((5, 21, 33), (7, 4, 3)), ((4, 11, 19), (19, 5, 4)), ((2000,), (300,))]
for algorithm in ("RICE_1", "GZIP_1", "GZIP_2"):
    cases = []
    for kind in (numpy.uint8, numpy.int16, numpy.int32, numpy.uint16, numpy.uint32):
        cases += [(integers(kind, shape), {"compression_type": algorithm, "tile_size": tile})
                  for shape, tile in shapes]
    images("integers_%s.fits" % algorithm, cases)
    cases = []
    for kind in (numpy.float32, numpy.float64):
        for method in (-1, 1, 2):
            for level in (16.0, 4.0, -0.01):
                options = {"compression_type": algorithm, "quantize_level": level, "quantize_method": method}
                if method > 0:
                    options["dither_seed"] = int(random.integers(1, 10001))
                cases += [(reals(kind, shape), {**options, "tile_size": tile}) for shape, tile in shapes]
        if algorithm != "RICE_1":
            cases += [(reals(kind, shape), {"compression_type": algorithm, "quantize_level": 0, "tile_size": tile})
                      for shape, tile in shapes]
    images("reals_%s.fits" % algorithm, cases)
# one long tile: the random numbers begin again after 10 000; wild values that cannot be quantised stand as they are
wild = random.normal(0, 1, (60, 500)) * 10.0 ** random.uniform(-30, 30, (60, 500))
images("wild.fits", [
    (reals(numpy.float32, (300, 400)), {"compression_type": "RICE_1", "tile_size": (400, 300), "quantize_method": 1,
                                        "dither_seed": 9999}),
    (wild.astype(numpy.float32), {"compression_type": "RICE_1"}), (wild, {"compression_type": "GZIP_2"}),
    (numpy.full((20, 30), numpy.nan, numpy.float32), {"compression_type": "RICE_1"}),
    (numpy.zeros((20, 30), numpy.float32), {"compression_type": "RICE_1", "quantize_method": 2, "dither_seed": 3})])

rows = 37
columns = [
    fits.Column("logical", "L", array=random.integers(0, 2, rows).astype(bool)),
    fits.Column("logicals", "3L", array=random.integers(0, 2, (rows, 3)).astype(bool)),
    fits.Column("bits", "11X", array=random.integers(0, 2, (rows, 11)).astype(bool)),
    fits.Column("byte", "B", array=random.integers(0, 256, rows).astype("u1")),
    fits.Column("short", "I", array=integers(numpy.int16, (400,))[:rows], null=-99),
    fits.Column("ushort", "I", bzero=32768, array=integers(numpy.uint16, (400,))[190:190 + rows]),
    fits.Column("int", "2J", array=integers(numpy.int32, (400, 2))[90:90 + rows]),
    fits.Column("uint", "J", bzero=2 ** 31, array=integers(numpy.uint32, (400,))[190:190 + rows]),
    fits.Column("long", "K", array=integers(numpy.int64, (400,))[90:90 + rows]),
    fits.Column("ulong", "K", bzero=2 ** 63, array=integers(numpy.uint64, (400,))[190:190 + rows]),
    fits.Column("ulong_small", "K", bzero=2 ** 63, array=numpy.arange(rows, dtype=numpy.uint64) + 2 ** 60),
    fits.Column("text", "7A", array=numpy.array(["a%d " % i for i in range(rows)])),
    fits.Column("texts", "12A", dim="(4,3)", array=numpy.array([["x%d" % i, "", "yz "] for i in range(rows)])),
    fits.Column("single", "E", unit="km/s", array=reals("f4", (200,))[:rows]),
    fits.Column("double", "6D", dim="(3,2)", array=reals("f8", (rows, 2, 3))),
    fits.Column("scaled", "I", unit="m", array=numpy.arange(rows)),
    fits.Column("complex", "C", array=(reals("f4", (200,)) + 1j * reals("f4", (200,)))[:rows].astype("c8")),
    fits.Column("complexes", "2M", array=reals("f8", (rows, 2)) - 2j * reals("f8", (rows, 2))),
    fits.Column("empty", "0D")]


def ragged(kind, make):
    lengths = random.integers(0, 9, rows)
    lengths[:2] = 0, 300
    rows_of = numpy.empty(rows, dtype=object)
    for i, length in enumerate(lengths):
        rows_of[i] = make(kind, (max(length, 300),))[:length]
    return rows_of


lists = [
    fits.Column("lists_B", "PB()", array=ragged(numpy.uint8, integers)),
    fits.Column("lists_I", "QI()", array=ragged(numpy.int16, integers)),
    fits.Column("lists_J", "PJ()", array=ragged(numpy.int32, integers)),
    fits.Column("number", "J", array=numpy.arange(rows)),
    fits.Column("lists_K", "QK()", array=ragged(numpy.int64, integers)),
    fits.Column("lists_E", "PE()", unit="Jy", array=ragged("f4", reals)),
    fits.Column("lists_D", "PD()", array=ragged("f8", reals)),
    fits.Column("lists_C", "PC()", array=ragged("c8", reals)),
    fits.Column("lists_M", "QM()", array=ragged("c16", reals)),
    fits.Column("lists_A", "PA()", array=numpy.array(["", "long text " * 30] + ["t%d" % i for i in range(rows - 2)],
                                                    dtype=object))]
text_table = [
    fits.Column("name", "A9", array=numpy.array(["row %d" % i for i in range(rows)])),
    fits.Column("integer", "I11", array=integers(numpy.int32, (400,))[90:90 + rows]),
    fits.Column("fixed", "F12.5", array=random.normal(0, 100, rows)),
    fits.Column("single", "E15.7", array=random.normal(0, 1e-20, rows)),
    fits.Column("double", "D25.17", array=random.normal(0, 1e100, rows))]
fits.HDUList([fits.PrimaryHDU(), fits.BinTableHDU.from_columns(columns, name="FIXED"),
              fits.BinTableHDU.from_columns(lists, name="LISTS"),
              fits.TableHDU.from_columns(text_table, name="TEXT")]).writeto(folder / "tables.fits")
names = [definition.name for definition in columns]
for keyword, value in (("TSCAL", 0.5), ("TZERO", 100.0)):
    fits.setval(folder / "tables.fits", "%s%d" % (keyword, names.index("scaled") + 1), value=value, ext=1)
