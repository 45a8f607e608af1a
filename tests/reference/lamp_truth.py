"""MASTER_FLAT against response of the detector x image of the lamp / spectrum of the lamp."""
import os
import re

import numpy
from astropy.io import fits
from scipy.interpolate import LSQUnivariateSpline
from scipy.signal import lfilter

from truth_files import PER_DETECTOR, SLICES, product, response_of, stacked, tell

# useful ranges of the bands, um, between whose ends throughputs of IFUs are linear
LIMITS = {"IZ": (0.779, 1.079), "YJ": (1.025, 1.344), "H": (1.456, 1.846), "K": (1.934, 2.460), "HK": (1.484, 2.442)}


def blur_kernel(width, step):
    """The blur along slitlets of a full width in pixels, seen by a pixel; by steps of places.

    It is a squared hyperbolic secant, spread by a box of half the width: tanh(3 q) = 2 tanh(q) where q is a quarter of the width.
    """
    x = numpy.arange(-numpy.ceil(8 / step), numpy.ceil(8 / step) + 1)
    kernel = 1 / numpy.cosh(x * step / width * 4 * numpy.arctanh(numpy.sqrt(0.2))) ** 2
    for box in (width / 2, 1):
        kernel = numpy.convolve(kernel, numpy.clip(box / 2 / step + 0.5 - numpy.abs(x), 0, 1), mode="same")
    return kernel / kernel.sum()


def exponentials(image, length):
    """Sums along x of exponentials around each pixel, on which each is one."""
    keep = [1, -numpy.exp(-1 / length)]
    return lfilter([1], keep, image, axis=-1) + lfilter([1], keep, image[..., ::-1], axis=-1)[..., ::-1] - image


def spread(image, share):
    """Cross-talk: a share of the light spreads along x by exponentials of 7 (70 % of it) and 60 pixels; no light is lost."""
    if share == 0:
        return image
    lit = image[:, 4:-4]
    total = (1 - share) * lit
    for length, part in ((7, 0.7), (60, 0.3)):
        total += share * part * exponentials(lit / exponentials(numpy.ones(lit.shape[1]), length), length)
    return numpy.pad(total, ((0, 0), (4, 4)))


def strength(night, key):
    """A parameter of the simulation."""
    with open(os.path.join(night, "truth/night.yaml")) as text:
        return float(re.search(rf"^  {re.escape(key)}: (.*)$", text.read(), re.M).group(1))


def lamp_image(night, band, exposure, geometry, detector):
    """Image of the lamp before cross-talk, and the lamp's spectrum at the wavelength of each pixel."""
    with fits.open(os.path.join(night, exposure["truth"])) as hdus:
        field, light = hdus["FIELD"].data.astype(float), hdus["LIGHT"].data
        micron, lamp = light["WAVELENGTH"].astype(float), light["LAMP"].astype(float)
    wave, edge = geometry(detector, "WAVE").astype(float), geometry(detector, "EDGES")
    with fits.open(os.path.join(night, f"truth/instrument-{band}.fits")) as hdus:
        factors, ifus = hdus["SLITLETS"].data["FACTOR"], hdus["IFUS"].data
        shares = numpy.array([ifus[key] for key in ("FIRST", "MIDDLE", "LAST")], float)
    limits = LIMITS[band][0], sum(LIMITS[band]) / 2, LIMITS[band][1]
    component = os.path.join(night, "truth/components", exposure["file"])
    exact = fits.getdata(component, f"CHIP{detector}.LAMP").astype(float) if os.path.exists(component) else None
    blur = strength(night, "profile.blur")
    image, spectrum = numpy.zeros((2048, 2048)), numpy.full((2048, 2048), numpy.nan)
    for s in range(PER_DETECTOR):
        number = PER_DETECTOR * (detector - 1) + s
        left, right = edge[2 * s], edge[2 * s + 1]
        from_x, to_x = max(0, int(left.min()) - 5), min(2048, int(right.max()) + 6)
        x = numpy.arange(from_x + 1, to_x + 1)[None, :]
        # wavelengths along a row by a parabola through those inside
        own = wave[:, from_x:to_x].copy()
        own[(x < left[:, None]) | (x > right[:, None])] = numpy.nan
        own = continued(own, x - (left + right)[:, None] / 2)
        # fine places along the slitlet: ten for each pixel, dark beyond its ends
        width = numpy.mean(right - left)
        padded = numpy.pad(field[number // SLICES, number % SLICES], 80)
        seen = numpy.convolve(padded, blur_kernel(blur, width / 136), mode="same")
        place = (x - left[:, None]) / (right - left)[:, None] * 136 - 0.5 + 80
        share = numpy.interp(place, numpy.arange(seen.size), seen, left=0, right=0)
        throughput = numpy.interp(own, limits, shares[:, number // SLICES])
        bright = numpy.interp(own, micron, lamp)
        belongs = numpy.isfinite(wave[:, from_x:to_x]) & (x >= left[:, None]) & (x <= right[:, None])
        spectrum[:, from_x:to_x] = numpy.where(belongs, bright, spectrum[:, from_x:to_x])
        mine = factors[number] * share * throughput * bright * numpy.gradient(own, axis=0) / (right - left)[:, None]
        image[:, from_x:to_x] += numpy.nan_to_num(mine)
    return (image if exact is None else exact), spectrum


def continued(wave, x):
    """Rows of wavelengths with a straight line through them where they are missing."""
    have = numpy.isfinite(wave)
    count = numpy.maximum(have.sum(1), 1)
    origin = (numpy.where(have, x, 0).sum(1) / count)[:, None]
    mean = (numpy.where(have, wave, 0).sum(1) / count)[:, None]
    slope = numpy.where(have, (x - origin) * (wave - mean), 0).sum(1) / numpy.maximum(
        numpy.where(have, (x - origin) ** 2, 0).sum(1), 1e-9)
    line = numpy.where(count[:, None] > 3, mean + slope[:, None] * (x - origin), numpy.nan)
    return numpy.where(have, wave, line)


def smooth_function(x, y, knots):
    """Of all values by wavelength: their means in bins that are narrower than the distance of knots, then a cubic spline."""
    bins = numpy.linspace(x.min(), x.max(), 8 * knots + 1)
    place = numpy.clip(numpy.digitize(x, bins) - 1, 0, bins.size - 2)
    count = numpy.bincount(place, minlength=bins.size - 1)
    middle = numpy.bincount(place, x, bins.size - 1) / numpy.maximum(count, 1)
    median = numpy.median(y)
    mean = numpy.bincount(place, numpy.clip(y, 0.8 * median, 1.2 * median), bins.size - 1) / numpy.maximum(count, 1)
    fine = count > 20
    inner = numpy.linspace(x.min(), x.max(), knots + 1)[1:-1]
    inner = inner[(inner > middle[fine][4]) & (inner < middle[fine][-5])]
    return LSQUnivariateSpline(middle[fine], mean[fine], inner, w=numpy.sqrt(count[fine]))(x)


def flat(night, band, products, geometry, angle, exposure, unlit):
    with fits.open(os.path.join(night, "truth/detectors.fits")) as hdus:
        cross_talk = hdus[0].header["ESO SIM CROSS"]
    with fits.open(product(products, "MASTER_FLAT")) as master, fits.open(product(products, "BADPIXEL_FLAT")) as masks:
        for detector in (1, 2, 3):
            value = stacked(master, "DATA", detector, angle).data.astype(float)
            noise = stacked(master, "NOISE", detector, angle).data.astype(float)
            good = stacked(masks, "DATA", detector, angle).data == 1
            slitlet, wave = geometry(detector, "SLITLET"), geometry(detector, "WAVE")
            index = numpy.where(slitlet > 0, slitlet - 1 - PER_DETECTOR * (detector - 1), -1)
            inside = geometry.inside(detector, 1) & ~numpy.isin((slitlet - 1) // 14 + 1, unlit)
            response = response_of(night, detector)[0]
            bare, spectrum = lamp_image(night, band, exposure, geometry, detector)
            image = spread(bare, cross_talk)
            enough = numpy.zeros(inside.shape, bool)
            for s in range(PER_DETECTOR):
                columns = geometry.columns(detector, s)
                mine = inside[:, columns] & (index[:, columns] == s)
                if mine.any():
                    enough[:, columns] |= mine & (image[:, columns] > 0.2 * numpy.median(image[:, columns][mine]))
            use = enough & good & numpy.isfinite(value) & (response > 0) & (spectrum > 0)
            error = noise[use] / numpy.abs(value[use])
            result = {}
            for name, light in (("", image), ("Bare", bare)):
                ratio = value[use] / (response[use] * light[use] / spectrum[use])
                ratio /= numpy.median(ratio)
                smooth = smooth_function(wave[use], ratio, 60)
                relative = numpy.full(use.shape, numpy.nan)
                relative[use] = ratio / smooth - 1
                inner, outer = block_means(relative, use, noise / numpy.abs(value), index, geometry, detector)
                if name:
                    result["blocks" + name] = 100 * numpy.max(numpy.abs(inner))
                    continue
                pull = relative[use] / error
                result.update(rms=numpy.sqrt(numpy.mean(relative[use] ** 2) / numpy.mean(error**2)),
                              pulls=(numpy.percentile(pull, 84.13) - numpy.percentile(pull, 15.87)) / 2,
                              blocks=100 * numpy.max(numpy.abs(inner)), blocksRms=100 * numpy.std(inner),
                              blocksAbove=numpy.mean(numpy.abs(inner) > 0.001),
                              blocksEnd=100 * numpy.max(numpy.abs(outer), initial=0),
                              endAbove=numpy.mean(numpy.abs(outer) > 0.003) if outer.size else 0.0,
                              common=100 * numpy.std(smooth))
            tell(what="flat", angle=angle, detector=detector, **result)


def block_means(relative, use, error, index, geometry, detector):
    """Weighted means of slitlet x 64 rows: those away from the ends of the light, and those within 100 rows of them."""
    inner, outer = [], []
    for s in range(PER_DETECTOR):
        columns = geometry.columns(detector, s)
        mine = use[:, columns] & (index[:, columns] == s)
        lit = numpy.flatnonzero(mine.any(1))
        if lit.size < 200:
            continue
        for first in range(lit[0], lit[-1] - 62, 64):
            some = mine[first:first + 64]
            if some.sum() > 300:
                weights = error[first:first + 64, columns][some] ** -2
                mean = numpy.average(relative[first:first + 64, columns][some], weights=weights)
                (outer if first < lit[0] + 100 or first + 64 > lit[-1] - 99 else inner).append(mean)
    return numpy.array(inner), numpy.array(outer)
