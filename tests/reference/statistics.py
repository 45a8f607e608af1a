#!/usr/bin/env python3
"""An independent twin, in numpy alone, of org.armillary.numerics.RobustStatistics, whose javadoc has the definitions.

usage: statistics.py FILE [--mask FILE] [--negative-kappa 3] [--positive-kappa 3] [--iterations 3]

Prints one JSON line for each image extension of a FITS file that holds pixels: name and 11 values in full precision
(NaN as null). A mask file has either one image, used for all extensions of the same size, or as many as FILE; pixels
where it is 1 (above 0.5) are included.
"""
import argparse
import json
import math

import numpy

TYPES = {8: ">u1", 16: ">i2", 32: ">i4", 64: ">i8", -32: ">f4", -64: ">f8"}


def value_of(field):
    field = field.strip()
    if field.startswith("'"):
        end = 1
        while True:
            end = field.index("'", end)
            if field[end:end + 2] != "''":
                break
            end += 2
        return field[1:end].replace("''", "'").rstrip()
    token = field.split("/")[0].strip()
    if token in ("T", "F"):
        return token == "T"
    try:
        return int(token)
    except ValueError:
        try:
            return float(token.replace("D", "E"))
        except ValueError:
            return token


def images(path):
    """Yields name and pixels, as float64, of all images with pixels."""
    with open(path, "rb") as file:
        content = file.read()
    offset = 0
    index = 0
    while offset < len(content) and (index == 0 or content[offset:offset + 8] == b"XTENSION"):
        cards = {}
        while True:
            card = content[offset:offset + 80].decode("latin-1")
            offset += 80
            if card.startswith("END     "):
                break
            if card[8:10] == "= ":
                cards.setdefault(card[:8].strip(), value_of(card[10:]))
        offset = -(-offset // 2880) * 2880
        shape = [cards["NAXIS%d" % (i + 1)] for i in range(cards["NAXIS"])]
        size = int(numpy.prod(shape, dtype=numpy.int64)) if shape else 0
        bytes_ = abs(cards["BITPIX"]) // 8 * cards.get("GCOUNT", 1) * (cards.get("PCOUNT", 0) + size)
        if cards.get("XTENSION", "IMAGE") == "IMAGE" and size:
            stored = numpy.frombuffer(content, TYPES[cards["BITPIX"]], size, offset)
            pixels = stored.astype(numpy.float64) * cards.get("BSCALE", 1) + cards.get("BZERO", 0)
            if cards["BITPIX"] > 0 and "BLANK" in cards:
                pixels[stored == cards["BLANK"]] = numpy.nan
            if cards["BITPIX"] == -32:
                pixels = pixels.astype(numpy.float32).astype(numpy.float64)
            yield cards.get("EXTNAME", "PRIMARY" if index == 0 else ""), pixels
        offset += -(-bytes_ // 2880) * 2880
        index += 1


def deviation(values):
    return float(numpy.std(values, ddof=1)) if values.size > 1 else math.nan


def clipped(values, negative_kappa, positive_kappa, iterations):
    left = values
    centre = numpy.median(left)
    low, high = numpy.percentile(left, [15.865525393145707, 84.13447460685429])
    spread = (high - low) / 2
    if not spread > 0:
        spread = deviation(left)
    for _ in range(iterations):
        if not spread > 0:
            break
        kept = left[(left >= centre - negative_kappa * spread) & (left <= centre + positive_kappa * spread)]
        if kept.size == left.size:
            break
        left = kept
        centre = numpy.mean(left)
        spread = deviation(left)
    return left


def mode(values):
    lo, hi = values.min(), values.max()
    if not hi > lo:
        return float(lo)
    bins = 1 + (values.size - 1).bit_length()
    places = numpy.minimum(bins - 1, numpy.floor((values - lo) * (bins / (hi - lo))).astype(int))
    counts = numpy.concatenate(([0], numpy.bincount(places, minlength=bins), [0]))
    peak = int(numpy.argmax(counts))
    before, top, after = (int(count) for count in counts[peak - 1:peak + 2])
    offset = 0.5 * (before - after) / (before - 2 * top + after)
    return float(lo + (peak - 1 + 0.5 + offset) * ((hi - lo) / bins))


def statistics(values, negative_kappa, positive_kappa, iterations):
    finite = values[numpy.isfinite(values)]
    counts = {"count": int(values.size), "finiteCount": int(finite.size)}
    names = ("mean", "standardDeviation", "clippedMean", "clippedStandardDeviation", "median", "mode", "noise", "minimum",
             "maximum")
    if not finite.size:
        return {**counts, **dict.fromkeys(names, math.nan)}
    left = clipped(finite, negative_kappa, positive_kappa, iterations)
    peak = mode(left) if left.size else math.nan
    below = left[left < peak]
    noise = math.sqrt(numpy.mean((below - peak) ** 2)) if below.size else 0.0 if left.size else math.nan
    numbers = (numpy.mean(finite), deviation(finite), numpy.mean(left) if left.size else math.nan, deviation(left),
               numpy.median(finite), peak, noise, finite.min(), finite.max())
    return {**counts, **dict(zip(names, map(float, numbers)))}


def main():
    parser = argparse.ArgumentParser(description="statistics of each image of a FITS file")
    parser.add_argument("file")
    parser.add_argument("--mask")
    parser.add_argument("--negative-kappa", type=float, default=3)
    parser.add_argument("--positive-kappa", type=float, default=3)
    parser.add_argument("--iterations", type=int, default=3)
    options = parser.parse_args()
    extensions = list(images(options.file))
    masks = [pixels > 0.5 for _, pixels in images(options.mask)] if options.mask else []
    for index, (name, pixels) in enumerate(extensions):
        if masks:
            pixels = pixels[masks[0] if len(masks) == 1 else masks[index]]
        result = statistics(pixels, options.negative_kappa, options.positive_kappa, options.iterations)
        print(json.dumps({"name": name, **{key: None if value != value else value for key, value in result.items()}}))


if __name__ == "__main__":
    main()
