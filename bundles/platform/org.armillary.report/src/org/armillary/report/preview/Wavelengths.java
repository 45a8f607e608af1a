package org.armillary.report.preview;

import java.util.Arrays;
import java.util.Locale;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.Wcs;
import org.armillary.report.plot.Axis;

/**
 * Where the pixels of a spectrum stand, in the unit that its file uses.
 *
 * @param values
 *            coordinate of each pixel
 * @param axis
 *            what they are
 */
record Wavelengths(double[] values, Axis axis) {

	private static final double NANOMETRES = 1e3;
	private static final double ANGSTROMS = 1e4;

	/** The coordinates along an axis; pixels from 1 where the header does not tell. */
	static Wavelengths of(FitsHeader header, int axis, int length) {
		try {
			if (header.contains("CRVAL" + axis)) {
				return known(header, axis, length);
			}
		} catch (FitsException _) {
			// an axis of another kind: its pixels are counted, and the title of the axis says so
			return pixels(length);
		}
		return pixels(length);
	}

	/** Wavelengths that a table has. */
	static Wavelengths of(double[] values, String name, String unit) {
		return new Wavelengths(values, Axis.of(name, symbol(unit)));
	}

	private static Wavelengths known(FitsHeader header, int axis, int length) throws FitsException {
		String type = header.findText("CTYPE" + axis).orElse("").strip();
		String unit = symbol(header.findText("CUNIT" + axis).orElse(""));
		if (!isWavelength(header, axis)) {
			return new Wavelengths(Wcs.axis(header, axis, length),
					Axis.of(type.isEmpty() ? "Coordinate " + axis : type, unit));
		}
		double[] micron = Wcs.wavelengthsMicron(header, axis, length);
		double factor = unit.equals("nm") ? NANOMETRES : unit.equals("Å") ? ANGSTROMS : 1;
		return new Wavelengths(Arrays.stream(micron).map(value -> value * factor).toArray(),
				Axis.of(Wcs.isAir(header, axis) ? "Wavelength in air" : "Wavelength", factor == 1 ? "µm" : unit));
	}

	private static boolean isWavelength(FitsHeader header, int axis) {
		try {
			Wcs.wavelengthsMicron(header, axis, 2);
			return true;
		} catch (FitsException _) {
			// it says that the axis is something else, which is the answer
			return false;
		}
	}

	private static Wavelengths pixels(int length) {
		double[] values = new double[length];
		Arrays.setAll(values, i -> i + 1);
		return new Wavelengths(values, Axis.of("Pixel", ""));
	}

	private static String symbol(String unit) {
		return switch (unit.strip().toLowerCase(Locale.ROOT)) {
		case "angstrom", "angstroms", "ang", "a", "0.1nm" -> "Å";
		case "um", "micron", "microns", "micrometer", "micrometre" -> "µm";
		case "nanometer", "nanometre" -> "nm";
		default -> unit.strip();
		};
	}
}
