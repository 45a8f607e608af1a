#!/usr/bin/env python3
"""Compares a master dark with the truth of the simulated frames it was made from, with numpy and astropy alone.

usage: dark_truth.py TRUTH MASTER_DARK BADPIXEL_DARK [--threshold 50]

Prints one JSON line for each detector:
  level       mean of (product - truth) over good pixels, in units of the standard error that the product states
  current     (dark current in the header - true dark current of ordinary pixels) in units of its stated error
  sigma       standard deviation that the header states as unit of the thresholds, over that of the truth
  noise       largest |read noise / truth - 1| of the 32 read-out channels
  found       share of pixels with a true excess of at least 1.1 x threshold that are marked bad
  false       share of pixels with a true excess of at most 0.9 x threshold that are marked bad
  pulls       (84th - 16th percentile) / 2 of (product - truth) / noise over good pixels
  student     largest distance between the distribution of the pulls and Student's t with n - 1 degrees of freedom
  cosmics     share of the hits above 10 sigma that are left in the product: those on pixels that are hit once and have
              no defect, where the product lies nearer to the mean with the hit than to that without
  rejected    share of all samples that were rejected
The thresholds are those of the truth: --threshold times the true standard deviation of the master dark.
"""
import argparse
import json

import numpy
from astropy.io import fits

REFERENCE = 4


def student_distribution(x, degrees):
    """Cumulative distribution of Student's t by integrating its density."""
    grid = numpy.linspace(-200, 200, 4_000_001)
    density = (1 + grid**2 / degrees) ** (-(degrees + 1) / 2)
    cumulative = numpy.concatenate([[0], numpy.cumsum((density[1:] + density[:-1]) / 2)])
    return numpy.interp(x, grid, cumulative / cumulative[-1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("truth")
    parser.add_argument("master")
    parser.add_argument("bad_pixels")
    parser.add_argument("--threshold", type=float, default=50)
    arguments = parser.parse_args()
    with fits.open(arguments.truth) as truth, fits.open(arguments.master) as master, fits.open(
            arguments.bad_pixels) as bad_pixels:
        primary = truth[0].header
        dit, integrations = primary["ESO DET SEQ1 DIT"], primary["ESO DET NDIT"]
        exposures = primary["ESO SIM NEXP"]
        for number in (1, 2, 3):
            chip = truth[f"CHIP{number}.RATE"]
            gain = chip.header["ESO SIM GAIN"]
            data = master[f"DET.{number}.DATA"]
            level = data.data.astype(float)
            noise = master[f"DET.{number}.NOISE"].data.astype(float)
            good = bad_pixels[f"DET.{number}.DATA"].data == 1
            inner = numpy.zeros(level.shape, bool)
            inner[REFERENCE:-REFERENCE, REFERENCE:-REFERENCE] = True
            expected = chip.data.astype(float) * dit
            cold = truth[f"CHIP{number}.COLD"].data
            expected[cold["Y"] - 1, cold["X"] - 1] += cold["OFFSET"]
            saturated = expected > 0.9 * primary["ESO SIM SATUR"]

            channels = truth[f"CHIP{number}.CHANNELS"].data
            read_noise = numpy.array([data.header[f"ESO QC RON CHAN{i + 1}"] for i in range(32)])
            read_noise *= numpy.sqrt(integrations)

            # of a master of these frames; the truth states it for five frames of 60 s
            dark = chip.header["ESO SIM DARK MEAN"]
            one_frame_variance = (chip.header["ESO SIM RON RMS"] ** 2 + dark * gain * dit) / gain ** 2 / integrations
            sigma = numpy.sqrt(one_frame_variance / exposures)
            excess = expected - chip.header["ESO SIM DARK MEAN"] * dit
            clearly_bad = inner & (numpy.abs(excess) >= 1.1 * arguments.threshold * sigma)
            clearly_good = inner & (numpy.abs(excess) <= 0.9 * arguments.threshold * sigma)

            judged = inner & good & ~saturated
            difference = (level - expected)[judged]
            pulls = numpy.sort(difference / noise[judged])
            low, high = numpy.percentile(pulls, [15.865525, 84.134475])
            rank = (numpy.arange(pulls.size) + 0.5) / pulls.size

            cosmics = truth[f"CHIP{number}.COSMICS"].data
            place = (cosmics["Y"] - 1, cosmics["X"] - 1)
            hits = numpy.zeros(level.shape, int)
            numpy.add.at(hits, place, 1)
            ordinary = (truth[f"CHIP{number}.CLASS"].data == 0) & (hits == 1)
            one_frame = channels["NOISE"][(cosmics["X"] - 1) // (level.shape[1] // 32)]
            strong = (cosmics["SIGNAL"] > 10 * one_frame) & ordinary[place]
            lift = numpy.minimum(cosmics["SIGNAL"], primary["ESO SIM SATUR"]) / exposures
            kept = (level - expected)[place][strong] > 0.5 * lift[strong]
            current_error = data.header["ESO QC DARKCUR ERR"]
            print(json.dumps({
                "level": float((numpy.mean(difference)) / data.header["ESO QC DARK ERR"]),
                "current": float((data.header["ESO QC DARKCUR"] - dark * gain) / current_error),
                "sigma": float(data.header["ESO QC DARK SIGMA"] / sigma),
                "noise": float(numpy.max(numpy.abs(read_noise / channels["RON"] - 1))),
                "found": float(1 - good[clearly_bad].mean()) if clearly_bad.any() else 1.0,
                "false": float(1 - good[clearly_good].mean()),
                "pulls": float((high - low) / 2),
                "student": float(numpy.max(numpy.abs(rank - student_distribution(pulls, exposures - 1)))),
                "cosmics": float(kept.mean()) if kept.size else 0.0,
                "rejected": data.header["ESO QC REJECTED"] / 100,
                "hot": int(clearly_bad.sum()),
                "hits": int(strong.sum()),
            }))


if __name__ == "__main__":
    main()
