#!/usr/bin/env python3
"""Compares calibrations of a simulated night with its truth, with numpy, scipy and astropy alone.

usage: calibration_truth.py NIGHT PRODUCTS [--angles 0,60] [--only edges,flat,bad,wave,lsf,shift,illumination]

NIGHT is a folder of ‘armillary simulate kmos’ (one band, maps=states), PRODUCTS holds MASTER_FLAT, XCAL, YCAL, BADPIXEL_FLAT,
FLAT_EDGE, LCAL, LSF_MAP, ILLUM_CORR, SKYFLAT_EDGE as *_CATEGORY.fits. Prints a JSON line for each quantity, angle and detector:
  edges         fitted trace - true edge, pixel, rows 4 to 2043, without one constant per detector (constant): rms, mean of the
                worst edge (worst), of the worst within 200 rows of an end (worstEnd)
  bad           share of true defects that are found (found): a true dark more than 1.1 thresholds above the mean in the dark
                frames, or a true response below 0.9 cold limits of its surroundings; share of pixels 1 pixel inside the edges
                that are called bad, are no defect by 0.9 and 1.1 limits, and have fewer than 5 bad neighbours (false)
  flat          MASTER_FLAT over response x image of the lamp (with cross-talk) / spectrum of the lamp, without a constant and
                one smooth function of wavelength (its rms in per cent: common) for each detector; unflagged pixels 1 pixel
                inside with more than 20 % of the slitlet's median light: rms over noise (rms), robust sigma of the pulls
                (pulls), in per cent the largest deviation of means of slitlet x 64 rows, their rms and the share of them above
                0.1 % (blocks, blocksRms, blocksAbove), and the largest, and share above 0.3 %, in the 100 rows beside the
                ends of the light (blocksEnd, endAbove); blocks against the image without cross-talk (blocksBare). The image of
                the lamp is that in truth/components, if there (components=true), else it follows from field, throughput and
                blur
  wave          LCAL - truth in pixel, 1 pixel inside the true edges: median and 95 % of the absolute values between the lines
                (median, p95), 95 % beyond them (outside), share of pixels with a value (filled)
  lsf           relative rms of the FWHM (rms), mean of the deviation (mean), mean and rms deviation of the skewness (skew,
                skewRms), share of slitlets and rows with a value (filled)
  shift         SKYFLAT_EDGE - true edges of the sky flats, pixel: largest of both half segments (worst), rms of edges (rms)
  illumination  ILLUM_CORR over truth, a constant for each detector, per cent: worst rms of an IFU but for the outermost rows
                (rms), worst deviation in the outermost rows (outermost), rms of the means of IFUs (ifus)
"""
import argparse
import glob
import os
import re

import numpy
from astropy.io import fits
from scipy.ndimage import gaussian_filter1d, uniform_filter

from lamp_truth import flat
from truth_files import (PER_DETECTOR, SLICES, Geometry, darks_used, exposures, product, response_of, stacked, tell,
                         unused)


def residuals(tables, detector, truth, unlit, rows, angle=None):
    """Traced edges - true edges, pixel, 224 edges x rows."""
    residual = numpy.full((224, rows.size), numpy.nan)
    for hdu in tables[1:]:
        ifu = int(re.fullmatch(r"IFU\.(\d+)\.EDGES", hdu.name).group(1))
        apart = 0 if angle is None else abs((hdu.header["ESO PRO ROT NAANGLE"] - angle + 180) % 360 - 180)
        if (ifu - 1) // 8 != detector - 1 or ifu in unlit or apart > 1 or hdu.data is None:
            continue
        names = [n for n in hdu.data.columns.names if re.fullmatch(r"A\d+", n)]
        for row in hdu.data:
            index = ((ifu - 1) % 8 * SLICES + row["SLITLET"] - 1) * 2 + (row["SIDE"].strip() == "R")
            residual[index] = numpy.polynomial.polynomial.polyval(rows + 1.0, [row[n] for n in names]) - truth[index, rows]
    return residual


def edges(products, geometry, angle, unlit):
    rows = numpy.arange(4, 2044)
    with fits.open(product(products, "FLAT_EDGE")) as tables:
        for detector in (1, 2, 3):
            residual = residuals(tables, detector, geometry(detector, "EDGES"), unlit, rows, angle)
            measured = numpy.isfinite(residual[:, 0])
            constant = numpy.clip(numpy.nanmean(residual), -0.01, 0.01)
            residual = residual[measured] - constant
            ends = numpy.concatenate([numpy.mean(residual[:, :200], 1), numpy.mean(residual[:, -200:], 1)])
            tell(what="edges", angle=angle, detector=detector, edges=int(measured.sum()), constant=constant,
                 rms=numpy.sqrt(numpy.mean(residual**2)), worst=numpy.max(numpy.abs(numpy.mean(residual, 1))),
                 worstEnd=numpy.max(numpy.abs(ends)))


def shift(night, products, all_exposures):
    """Edges that were measured on the sky flats, against those of the frames that were used."""
    path = product(products, "SKYFLAT_EDGE")
    if path is None:
        return
    rows = numpy.arange(4, 2044)
    with fits.open(path) as tables:
        header = tables[0].header
        names = [header[key] for key in header if re.fullmatch(r"ESO PRO REC1 RAW\d+ NAME", key)]
        used = [e for e in all_exposures if e["file"] in names]
        geometry = Geometry(night, used[0]["geometry"])
        unlit = unused(night, used[0]["file"])
        moved = numpy.mean([e["fromMap"] for e in used], axis=0)[:, 0]
        for detector in (1, 2, 3):
            truth = geometry(detector, "EDGES") + numpy.repeat(moved[2 * detector - 2:2 * detector], 112)[:, None]
            residual = residuals(tables, detector, truth, unlit, rows)
            means = residual.mean(axis=1)
            halves = [half[numpy.isfinite(half)] for half in (means[:112], means[112:])]
            offsets = [half.mean() if half.size else 0.0 for half in halves]
            tell(what="shift", detector=detector, edges=int(numpy.isfinite(means).sum()), worst=numpy.max(numpy.abs(offsets)),
                 rms=numpy.sqrt(numpy.nanmean(means**2)), first=offsets[0], second=offsets[1])


def dark_excess(night, detector, darks, sigmas=50):
    """True dark above its mean in units of the threshold of a master of the dark frames, and pixels with an offset."""
    with fits.open(os.path.join(night, "truth/detectors.fits")) as hdus:
        rate = hdus[f"CHIP{detector}.DARK"].data.astype(float)
        noise = hdus[f"CHIP{detector}.CHANNELS"].data["RON"]
        facts = hdus["DETECTORS"].data[detector - 1]
        kind = hdus[f"CHIP{detector}.CLASS"]
        offset = (kind.data & kind.header["ESO SIM CLASS COLD"]) > 0
    dit, ndit, gain = darks[0]["dit"], darks[0]["ndit"], facts["GAIN"]
    read = numpy.mean((noise * darks[0]["readNoise"] / 10) ** 2)
    sigma = numpy.sqrt((read + facts["DARK"] * gain * dit) / gain**2 / ndit / len(darks))
    return (rate - facts["DARK"]) * dit / (sigmas * sigma), offset


def bad(night, products, geometry, angle, unlit, darks, cold=0.35):
    with fits.open(product(products, "BADPIXEL_FLAT")) as hdus:
        for detector in (1, 2, 3):
            good = stacked(hdus, "DATA", detector, angle).data == 1
            inside = geometry.inside(detector, 1) & ~numpy.isin((geometry(detector, "SLITLET") - 1) // 14 + 1, unlit)
            response = response_of(night, detector)[1]
            excess, offset = dark_excess(night, detector, darks)
            hot, dead = inside & (excess > 1.1), inside & (response < 0.9 * cold)
            neighbours = numpy.rint(uniform_filter((~good).astype(float), 3) * 9 - ~good)
            wrong = ~good & inside & (excess < 0.9) & ~offset & (response > 1.1 * cold) & (neighbours < 5)
            tell(what="bad", angle=angle, detector=detector, found=((hot | dead) & ~good).sum() / (hot | dead).sum(),
                 hot=(hot & ~good).sum() / max(1, hot.sum()), dead=(dead & ~good).sum() / max(1, dead.sum()),
                 defects=int((hot | dead).sum()), false=wrong.sum() / inside.sum())


def wave(products, geometry, angle, unlit):
    with fits.open(product(products, "LCAL")) as hdus:
        for detector in (1, 2, 3):
            found = stacked(hdus, "DATA", detector, angle).data.astype(float)
            outside = stacked(hdus, "MASK", detector, angle).data != 0
            truth = geometry(detector, "WAVE")
            inside = geometry.inside(detector, 1) & ~numpy.isin((geometry(detector, "SLITLET") - 1) // 14 + 1, unlit)
            delta = numpy.abs(found - truth) / numpy.gradient(truth, axis=0)
            have = inside & numpy.isfinite(delta)
            tell(what="wave", angle=angle, detector=detector, median=numpy.median(delta[have & ~outside]),
                 p95=numpy.percentile(delta[have & ~outside], 95), filled=have.sum() / inside.sum(),
                 outside=numpy.percentile(delta[have & outside], 95) if (have & outside).any() else 0.0,
                 share=(have & outside).sum() / have.sum())


def lsf(products, geometry, angle, unlit):
    path = product(products, "LSF_MAP")
    if path is None:
        return
    with fits.open(path) as hdus:
        for detector in (1, 2, 3):
            cube = stacked(hdus, "LSF", detector, angle).data.astype(float)
            truth = geometry(detector, "FWHMROWS").astype(float)
            skewness = geometry(detector, "SKEWNESS").astype(float)
            if truth.shape == cube.shape[:0:-1]:
                truth, skewness = truth.T, skewness.T
            lit = numpy.isfinite(truth) & (truth > 0)
            lit[[i for i in range(PER_DETECTOR) if 8 * (detector - 1) + i // SLICES + 1 in unlit]] = False
            have = lit & numpy.isfinite(cube[1])
            relative = (cube[1] / truth - 1)[have]
            skew = (cube[5] - skewness)[have]
            tell(what="lsf", angle=angle, detector=detector, rms=numpy.sqrt(numpy.mean(relative**2)), mean=numpy.mean(relative),
                 worst=numpy.max(numpy.abs(relative)), skew=numpy.nanmean(skew), skewRms=numpy.sqrt(numpy.nanmean(skew**2)),
                 filled=have.sum() / lit.sum())


def illumination(night, band, products, unlit, sky):
    with fits.open(os.path.join(night, f"truth/instrument-{band}.fits")) as hdus:
        even, lamp, ifus = hdus["EVEN"].data, hdus["FLAT"].data, hdus["IFUS"].data
    files = [f for f in sorted(glob.glob(os.path.join(products, "**", "*ILLUM_CORR.fits"), recursive=True))
             if (fits.getheader(f)["ESO DPR TYPE"] == "FLAT,SKY") == sky]
    if not files:
        return
    with fits.open(files[0]) as hdus:
        result = {}
        for ifu in range(1, 25):
            hdu = hdus[f"IFU.{ifu}.DATA"]
            if ifu in unlit or hdu.data is None:
                continue
            blurred = [gaussian_filter1d(m[ifu - 1].astype(float), 1.3 / 2.3548 * 10, axis=1, mode="nearest")
                       for m in (even, lamp)]
            share = blurred[0] / blurred[1]
            truth = numpy.array([[numpy.interp((k + 0.5) / 14 * 136 - 0.5, numpy.arange(136), share[s])
                                  for k in range(14)] for s in range(14)])
            orientation = ifus["ORIENTATION"][ifu - 1].strip()
            along_y = orientation.startswith("SWAPPED")
            if orientation == "SWAPPED":
                image = truth.T
            elif orientation == "SWAPPED_FLIPPED":
                image = truth.T[::-1, ::-1]
            elif orientation == "FLIPPED_Y":
                image = truth[::-1]
            else:
                image = truth[:, ::-1]
            result[ifu] = (hdu.data.astype(float) / image, along_y)
        for detector in (1, 2, 3):
            mine = {i: r for i, r in result.items() if (i - 1) // 8 == detector - 1}
            if not mine:
                continue
            constant = numpy.nanmean([numpy.nanmean(r[1:-1, 1:-1]) for r, _ in mine.values()])
            means, rms, outer, every = [], [], [], []
            for ratio, along_y in mine.values():
                ratio = ratio / constant
                mean = numpy.nanmean(ratio[1:-1, 1:-1])
                means.append(mean - 1)
                every.append(ratio - 1)
                # the ends of the slitlets are the outermost rows
                middle = ratio[1:-1] if along_y else ratio[:, 1:-1]
                rims = ratio[[0, -1]] if along_y else ratio[:, [0, -1]]
                rms.append(numpy.sqrt(numpy.nanmean((middle / mean - 1)**2)))
                outer.append(numpy.sqrt(numpy.nanmean((rims / mean - 1)**2)))
            tell(what="illumination", sky=sky, detector=detector, rms=100 * max(rms), outermost=100 * max(outer),
                 all=100 * numpy.sqrt(numpy.nanmean(numpy.square(every))), median=100 * numpy.median(rms),
                 ifus=100 * numpy.sqrt(numpy.mean(numpy.square(means))), missing=8 - len(mine))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("night")
    parser.add_argument("products")
    parser.add_argument("--angles", default="")
    parser.add_argument("--only", default="edges,bad,flat,wave,lsf,shift,illumination")
    arguments = parser.parse_args()
    only = arguments.only.split(",")
    wanted = [float(a) for a in arguments.angles.split(",") if a]
    band = re.search(r"instrument-(\w+)\.fits", glob.glob(os.path.join(arguments.night, "truth/instrument-*.fits"))[0]).group(1)
    all_exposures = exposures(arguments.night)
    darks = darks_used(arguments.products, all_exposures) if "bad" in only else []
    seen = set()
    for exposure in all_exposures:
        angle = exposure["angle"]
        if exposure["class"] not in ("FLAT_ON",) or angle in seen or (wanted and angle not in wanted):
            continue
        seen.add(angle)
        geometry = Geometry(arguments.night, exposure["geometry"])
        unlit = unused(arguments.night, exposure["file"])
        if "edges" in only:
            edges(arguments.products, geometry, angle, unlit)
        if "bad" in only:
            bad(arguments.night, arguments.products, geometry, angle, unlit, darks)
        if "flat" in only:
            flat(arguments.night, band, arguments.products, geometry, angle, exposure, unlit)
        if "wave" in only:
            wave(arguments.products, geometry, angle, unlit)
        if "lsf" in only:
            lsf(arguments.products, geometry, angle, unlit)
    if "shift" in only:
        shift(arguments.night, arguments.products, all_exposures)
    if "illumination" in only:
        sky_frame = [e for e in all_exposures if e["class"] == "FLAT_SKY"][-1]
        for sky in (True, False):
            illumination(arguments.night, band, arguments.products, unused(arguments.night, sky_frame["file"]), sky)


if __name__ == "__main__":
    main()
