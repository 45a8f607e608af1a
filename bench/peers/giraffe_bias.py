"""Makes bias frames that GIRAFFE's master bias recipe takes: giraffe_bias.py FOLDER COUNT

One detector of 2148 x 4096 pixels, unsigned 16-bit integers, with overscan of 50 columns on either side.
"""

import sys
from pathlib import Path

import numpy as np
from astropy.io import fits

ROWS, COLUMNS, OVERSCAN = 4096, 2148, 50
LEVEL, READ_NOISE, HOT_PIXELS = 200.0, 4.0, 400

CARDS = {
    "ORIGIN": "ESO",
    "TELESCOP": "ESO-VLT-U2",
    "INSTRUME": "GIRAFFE",
    "OBJECT": "BIAS",
    "EXPTIME": 0.0,
    "ESO DPR CATG": "CALIB",
    "ESO DPR TYPE": "BIAS",
    "ESO DPR TECH": "IMAGE",
    "ESO OBS ID": 1,
    "ESO INS MODE": "MED",
    "ESO INS EXP MODE": "H525.8B",
    "ESO DET CHIPS": 1,
    "ESO DET OUTPUTS": 1,
    "ESO DET CHIP1 ID": "CCID01",
    "ESO DET CHIP1 DATE": "2008-01-01",
    "ESO DET CHIP1 NX": COLUMNS - 2 * OVERSCAN,
    "ESO DET CHIP1 NY": ROWS,
    "ESO DET CHIP1 PSZX": 15.0,
    "ESO DET CHIP1 PSZY": 15.0,
    "ESO DET OUT1 X": 1,
    "ESO DET OUT1 Y": 1,
    "ESO DET OUT1 NX": COLUMNS - 2 * OVERSCAN,
    "ESO DET OUT1 NY": ROWS,
    "ESO DET OUT1 PRSCX": OVERSCAN,
    "ESO DET OUT1 OVSCX": OVERSCAN,
    "ESO DET OUT1 PRSCY": 0,
    "ESO DET OUT1 OVSCY": 0,
    "ESO DET OUT1 RON": READ_NOISE,
    "ESO DET OUT1 CONAD": 0.6,
    "ESO DET OUT1 GAIN": 1.7,
    "ESO DET WIN1 BINX": 1,
    "ESO DET WIN1 BINY": 1,
    "ESO DET WIN1 NX": COLUMNS,
    "ESO DET WIN1 NY": ROWS,
    "ESO DET WIN1 DIT1": 0.0,
    "ESO DET READ SPEED": "225kHz",
    "ESO DET READ CLOCK": "225kHz",
    "ESO DET READ MODE": "225kHz 1x1 Low",
}


def write(path, number, random):
    pixels = random.normal(LEVEL, READ_NOISE, (ROWS, COLUMNS)).astype(np.float32)
    pixels[random.integers(0, ROWS, HOT_PIXELS), random.integers(0, COLUMNS, HOT_PIXELS)] += 5000
    hdu = fits.PrimaryHDU(np.clip(np.rint(pixels), 0, 65535).astype(np.uint16))
    for keyword, value in CARDS.items():
        hdu.header[f"HIERARCH {keyword}" if keyword.startswith("ESO ") else keyword] = value
    hdu.header["MJD-OBS"] = 61041.0 + number / 1440
    hdu.header["DATE-OBS"] = f"2026-01-01T00:{number:02d}:00.000"
    # CPL refuses these two as integers
    hdu.header["BZERO"] = 32768.0
    hdu.header["BSCALE"] = 1.0
    hdu.writeto(path, overwrite=True)


def main():
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    random = np.random.default_rng(1)
    for number in range(count):
        write(folder / f"bias-{number + 1}.fits", number, random)


main()
