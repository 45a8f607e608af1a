"""Flat field as an own script makes it: flat_astropy.py OUT OFF… -- ON…

Combines frames by their median, subtracts those with the lamp off, takes off the lamp's spectrum by a running median along the
dispersion, and writes one extension for each angle and detector. It measures no slitlet edges and no noise.
"""

import collections
import os
import sys

import numpy as np
from astropy.io import fits
from scipy.ndimage import median_filter

out = sys.argv[1]
middle = sys.argv.index("--")
off_files, on_files = sys.argv[2:middle], sys.argv[middle + 1:]
angles = collections.defaultdict(list)
for name in on_files:
    angles[fits.getheader(name)["ESO OCS ROT NAANGLE"] % 360].append(name)


def median(names, detector):
    return np.median([fits.getdata(name, detector) for name in names], axis=0)


off = {detector: median(off_files, detector) for detector in (1, 2, 3)}
hdus = fits.HDUList([fits.PrimaryHDU()])
for angle in sorted(angles):
    for detector in (1, 2, 3):
        light = median(angles[angle], detector) - off[detector]
        spectrum = median_filter(np.median(light, axis=1) + 1e-6, 61)
        flat = (light / spectrum[:, None]).astype(np.float32)
        hdus.append(fits.ImageHDU(flat, name=f"DET.{detector}.DATA"))
hdus.writeto(os.path.join(out, "MASTER_FLAT.fits"), overwrite=True)
