#!/usr/bin/env python3
"""Compares the world coordinates and values of two image extensions by astropy.

usage: same_sky.py FILE EXTENSION OTHER EXTENSION [--shift DX,DY,DZ] [--factor F]

OTHER shows what FILE shows from pixel (1 + DX, 1 + DY, 1 + DZ) on, its values times F. Prints JSON: largest difference
of right ascension times cos(declination) and of declination in degrees, of wavelength in metres, over all corners and
the middle of OTHER, and the largest difference of the values relative to the largest value.
"""
import argparse
import itertools
import json
import warnings

import numpy
from astropy.io import fits
from astropy.wcs import WCS


def extension(text):
    return int(text) if text.isdigit() else text


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("extension", type=extension)
    parser.add_argument("other")
    parser.add_argument("other_extension", type=extension)
    parser.add_argument("--shift", default="0,0,0")
    parser.add_argument("--factor", type=float, default=1)
    options = parser.parse_args()
    shift = [int(part) for part in options.shift.split(",")]
    warnings.simplefilter("ignore")
    with fits.open(options.file) as file, fits.open(options.other) as other:
        one, two = file[options.extension], other[options.other_extension]
        shape = two.data.shape[::-1]
        pixels = numpy.array(list(itertools.product(*[(1, (length + 1) / 2, length) for length in shape])))
        there = WCS(two.header).wcs_pix2world(pixels, 1)
        here = WCS(one.header).wcs_pix2world(pixels + shift[:len(shape)], 1)
        cut = tuple(slice(first, first + length) for first, length in zip(shift, shape))[::-1]
        expected = one.data[cut].astype(float) * options.factor
        # zeros of other pipelines' cubes mean "no data"
        expected[expected == 0] = numpy.nan
        found = two.data.astype(float)
        found[found == 0] = numpy.nan
        difference = numpy.abs(found - expected)
        print(json.dumps({
            "sky": float(max(numpy.max(numpy.abs((there - here)[:, 0] * numpy.cos(numpy.radians(here[:, 1])))),
                             numpy.max(numpy.abs((there - here)[:, 1])))),
            "wave": float(numpy.max(numpy.abs((there - here)[:, 2]))) if len(shape) == 3 else 0.0,
            "values": float(numpy.nanmax(difference) / numpy.nanmax(numpy.abs(expected))),
            "blanks": int(numpy.sum(numpy.isnan(found) != numpy.isnan(expected))),
        }))


if __name__ == "__main__":
    main()
