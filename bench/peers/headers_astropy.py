"""Reads the primary header of every FITS file of a folder with astropy's getheader, and of each a few keywords.

usage: headers_astropy.py FOLDER
"""

import pathlib
import sys

from astropy.io import fits

KEYWORDS = ["OBJECT", "INSTRUME", "MJD-OBS", "ESO DPR TYPE", "ESO TPL START"] + [
    f"ESO OCS ARM{arm} NAME" for arm in range(1, 25)]

found = []
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.fits")):
    header = fits.getheader(path)
    found.append([header.get(keyword) for keyword in KEYWORDS])
print(len(found))
