#!/usr/bin/env python3
"""What astropy reads of a simulated night of KMOS, and what follows from its headers alone.

usage: night_headers.py FOLDER

Prints one JSON line for each file that truth/night.json lists and that can be read to its end: name, category worked out
from DPR and PRO keywords, difference of MJD-OBS and DATE-OBS in seconds, name, shape and type of each extension, number of
cards of the primary header, and the largest distance in arcseconds between an arm and the mean of all arms.
"""
import json
import math
import pathlib
import sys
import warnings

from astropy.io import fits
from astropy.time import Time

CLASSES = {
    "DARK": "DARK", "FLAT,OFF": "FLAT_OFF", "FLAT,LAMP": "FLAT_ON", "WAVE,OFF": "ARC_OFF", "WAVE,LAMP": "ARC_ON",
    "FLAT,SKY": "FLAT_SKY", "OBJECT,SKY,STD,FLUX": "STD"}


def category(header):
    if "ESO PRO CATG" in header:
        return header["ESO PRO CATG"]
    kind = header["ESO DPR CATG"]
    return {"SCIENCE": "SCIENCE", "ACQUISITION": "ACQ"}.get(kind) or CLASSES.get(header["ESO DPR TYPE"], "")


def degrees(packed):
    """Degrees, or hours, of a number such as 123456.7 for 12:34:56.7."""
    size = abs(packed)
    whole = math.floor(size / 10000)
    minutes = math.floor((size - 10000 * whole) / 100)
    seconds = size - 10000 * whole - 100 * minutes
    return math.copysign(whole + minutes / 60 + seconds / 3600, packed)


def spread(header):
    arms = [n for n in range(1, 25) if f"ESO OCS ARM{n} ALPHA" in header]
    if not arms:
        return 0
    alphas = [15 * degrees(header[f"ESO OCS ARM{n} ALPHA"]) for n in arms]
    deltas = [degrees(header[f"ESO OCS ARM{n} DELTA"]) for n in arms]
    first = alphas[0]
    alphas = [(alpha - first + 180) % 360 - 180 for alpha in alphas]
    alpha, delta = sum(alphas) / len(arms), sum(deltas) / len(arms)
    return 3600 * max(max(abs(a - alpha), abs(d - delta)) for a, d in zip(alphas, deltas))


def main():
    warnings.simplefilter("error")
    folder = pathlib.Path(sys.argv[1])
    truth = json.loads((folder / "truth" / "night.json").read_text())
    for file in truth["files"]:
        if {"truncated", "not-fits"} & set(file["faults"]):
            continue
        with fits.open(folder / file["name"]) as hdus:
            hdus.verify("exception")
            header = hdus[0].header
            difference = 0
            if "MJD-OBS" in header:
                # leap seconds of far years are unknown, and astropy says so
                warnings.simplefilter("ignore")
                difference = (header["MJD-OBS"] - Time(header["DATE-OBS"], scale="utc").mjd) * 86400
                warnings.simplefilter("error")
            extensions = [[hdu.name, list(hdu.shape), str(hdu.data.dtype), float(hdu.data[-1, -1])] for hdu in hdus[1:]]
            print(json.dumps({
                "name": file["name"], "category": category(header), "clockDifference": difference,
                "extensions": extensions, "cards": len(header.cards), "spread": spread(header)}))


if __name__ == "__main__":
    main()
