#!/usr/bin/env python3
"""World coordinates by astropy.wcs (wcslib), beside which org.armillary.data.Wcs and SkyWcs are held.

usage: wcs_reference.py FILE [-- X,Y,... ...]

FILE is a text of header cards, one a line, and is evaluated at the pixels given; or it has one JSON object a line with
"cards" (records of 80 characters in one text) and "pixels" (a list of positions). Pixels are counted as in FITS, the
centre of the first being 1. Prints one JSON line for each header: the coordinates of each pixel in the order of the
axes, in full precision, in the units into which wcslib turns them (deg, m).
"""
import argparse
import json
import warnings

from astropy.io import fits
from astropy.wcs import WCS


def coordinates(cards, pixels):
    header = fits.Header.fromstring(cards)
    # files without END, and units such as micron that wcslib corrects
    warnings.simplefilter("ignore")
    wcs = WCS(header)
    wcs.fix()
    return wcs.wcs_pix2world(pixels, 1).tolist()


def main():
    parser = argparse.ArgumentParser(description="world coordinates of pixels")
    parser.add_argument("file")
    parser.add_argument("pixels", nargs="*")
    options = parser.parse_args()
    with open(options.file, encoding="ascii") as file:
        lines = file.read().splitlines()
    if lines and lines[0].startswith("{"):
        for line in lines:
            request = json.loads(line)
            print(json.dumps(coordinates(request["cards"], request["pixels"])))
    else:
        cards = "".join("%-80s" % line for line in lines)
        print(json.dumps(coordinates(cards, [[float(p) for p in pixel.split(",")] for pixel in options.pixels])))


if __name__ == "__main__":
    main()
