"""Files of a simulated night and of its calibrations, as the comparisons with its truth read them."""
import glob
import json
import os
import re

import numpy
from astropy.io import fits

SLICES, PER_DETECTOR = 14, 112


def exposures(night):
    """The exposures of a night: file, class, angle, map and shift from it."""
    with open(os.path.join(night, "truth/night.yaml")) as text:
        blocks = text.read().split("\nexposures:")[1].split("\n  - file:")[1:]
    found = []
    for block in blocks:
        def value(key):
            match = re.search(rf"^    {key}: (.*)$", block, re.M)
            return match.group(1).strip('"') if match else ""
        angle, number = value("angle"), lambda key: float(value(key) or 0)
        found.append({"file": block.split('"')[1], "class": value("class"), "geometry": value("geometry"),
                      "angle": float(angle) if angle else 0.0, "truth": value("truth"),
                      "dit": number("dit"), "ndit": number("ndit"), "readNoise": number("readNoise"),
                      "fromMap": json.loads(value("fromMap") or "[]")})
    return found


def product(folder, category):
    files = glob.glob(os.path.join(folder, "**", f"*{category}.fits"), recursive=True)
    files = [f for f in files if fits.getheader(f).get("ESO PRO CATG") == category]
    return sorted(files)[0] if files else None


def stacked(hdus, name, detector, angle):
    """The extension of a detector whose angle is the nearest."""
    best = None
    for hdu in hdus[1:]:
        if hdu.name == f"DET.{detector}.{name}":
            apart = abs((hdu.header["ESO PRO ROT NAANGLE"] - angle + 180) % 360 - 180)
            if best is None or apart < best[0]:
                best = (apart, hdu)
    return best[1]


def tell(**values):
    print(json.dumps({k: (float(v) if isinstance(v, numpy.floating) else v) for k, v in values.items()}), flush=True)


class Geometry:
    """The maps of a state of the instrument."""

    def __init__(self, night, file):
        self.hdus = fits.open(os.path.join(night, file))

    def __call__(self, detector, name):
        return self.hdus[f"CHIP{detector}.{name}"].data

    def inside(self, detector, margin):
        """Pixels so far inside of both edges."""
        slitlet = self(detector, "SLITLET")
        edges = self(detector, "EDGES")
        index = numpy.clip(slitlet - 1 - PER_DETECTOR * (detector - 1), 0, PER_DETECTOR - 1)
        rows = numpy.arange(2048)[:, None]
        x = numpy.arange(1, 2049)[None, :]
        lit = slitlet > 0
        inside = lit & (x - edges[2 * index, rows] >= margin) & (edges[2 * index + 1, rows] - x >= margin)
        inside[:4] = inside[-4:] = False
        return inside

    def columns(self, detector, slitlet, margin=0):
        """The columns that a slitlet reaches."""
        edges = self(detector, "EDGES")
        left, right = numpy.min(edges[2 * slitlet]), numpy.max(edges[2 * slitlet + 1])
        return slice(max(0, int(left) - 1 - margin), min(2048, int(right) + 1 + margin))


def response_of(night, detector):
    """Response of a detector, and that over the median of its surroundings."""
    with fits.open(os.path.join(night, "truth/detectors.fits")) as hdus:
        response = hdus[f"CHIP{detector}.RESPONSE"].data.astype(float)
    medians = numpy.median(response.reshape(64, 32, 64, 32).swapaxes(1, 2).reshape(64, 64, 1024), axis=2)
    return response, response / numpy.repeat(numpy.repeat(medians, 32, 0), 32, 1)


def unused(night, file):
    header = fits.getheader(os.path.join(night, file))
    return [ifu for ifu in range(1, 25) if f"ESO OCS ARM{ifu} NOTUSED" in header]


def darks_used(products, all_exposures):
    """The dark frames of the mask that the flat was given; all of the night if its header does not tell."""
    darks = [e for e in all_exposures if e["class"] == "DARK"]
    header = fits.getheader(product(products, "BADPIXEL_FLAT"))
    masks = [header[f"ESO PRO REC1 CAL{i} NAME"] for i in range(1, 99)
             if header.get(f"ESO PRO REC1 CAL{i} CATG") == "BADPIXEL_DARK"]
    files = [f for mask in masks for f in glob.glob(os.path.join(products, "**", mask), recursive=True)]
    names = [value for f in files for key, value in fits.getheader(f).items()
             if re.fullmatch(r"ESO PRO REC1 RAW\d+ NAME", key)]
    return [dark for dark in darks if dark["file"] in names] or darks
