"""Reads every image of a FITS file into new float32 arrays of native byte order with astropy: open, all images, close.

usage: read_astropy.py FILE memmap|read [REPETITIONS]

Once for each line of standard input, see worker.py. With REPETITIONS it reads so many times by itself and prints the
median time in milliseconds.
"""

import statistics
import sys
import time

import numpy
from astropy.io import fits

import worker


def read_all():
    check = 0.0
    with fits.open(sys.argv[1], memmap=sys.argv[2] == "memmap") as hdus:
        arrays = [hdu.data.astype(numpy.float32) for hdu in hdus if hdu.is_image and hdu.data is not None]
    for array in arrays:
        pixels = array.reshape(-1)
        check += float(pixels[0]) + float(pixels[pixels.size // 2]) + float(pixels[-1])
    return check


def milliseconds():
    start = time.perf_counter()
    read_all()
    return 1e3 * (time.perf_counter() - start)


if len(sys.argv) > 3:
    read_all()
    print("%.3f" % statistics.median(milliseconds() for _ in range(int(sys.argv[3]))))
else:
    worker.serve(read_all)
