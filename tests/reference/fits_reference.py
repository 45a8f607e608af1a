#!/usr/bin/env python3
"""What astropy.io.fits reads of a file: the independent reader beside which org.armillary.data.fits.FitsWriter is held.

usage: fits_reference.py FILE

Prints one JSON line for each HDU: name, version, BITPIX, whether CHECKSUM and DATASUM are right, all keywords with
their values (the first where one is repeated), and the data: dimensions in the order of FITS, sum of the finite values,
number of values that are not finite, first and last value; of tables the names of the columns with their values. NaN is
null.
"""
import json
import sys
import warnings

import numpy
from astropy.io import fits


def plain(value):
    """Something that JSON can hold."""
    if isinstance(value, numpy.ndarray):
        return [plain(element) for element in value]
    if isinstance(value, numpy.generic):
        value = value.item()
    if isinstance(value, float) and value != value:
        return None
    return value if isinstance(value, (bool, int, float, str)) else str(value)


def describe(hdu):
    found = {"name": hdu.name, "version": hdu.ver, "bitpix": hdu.header["BITPIX"],
             "keywords": {key: plain(hdu.header[key]) for key in hdu.header if key}}
    if isinstance(hdu, fits.BinTableHDU):
        found["columns"] = {name: plain(hdu.data[name]) for name in hdu.columns.names}
    elif hdu.data is not None:
        pixels = numpy.asarray(hdu.data, dtype=numpy.float64)
        finite = pixels[numpy.isfinite(pixels)]
        found.update(dimensions=list(pixels.shape[::-1]), sum=float(finite.sum()),
                     missing=int(pixels.size - finite.size), first=plain(pixels.flat[0]), last=plain(pixels.flat[-1]))
    return found


def main():
    # anything that astropy finds strange ends the program
    warnings.simplefilter("error")
    # the sums are those of the pixels as they are stored
    with fits.open(sys.argv[1]) as file, fits.open(sys.argv[1], do_not_scale_image_data=True) as stored:
        for hdu, raw in zip(file, stored):
            hdu.verify("exception")
            sums = raw.verify_checksum() == 1 and raw.verify_datasum() == 1
            print(json.dumps({**describe(hdu), "sums": bool(sums)}))


if __name__ == "__main__":
    main()
