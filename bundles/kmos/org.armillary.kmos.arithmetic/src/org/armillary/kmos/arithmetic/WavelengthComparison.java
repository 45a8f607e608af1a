package org.armillary.kmos.arithmetic;

import java.util.Locale;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.Message;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.Wcs;
import org.armillary.kmos.SampleGrid;

/** Compares the wavelengths of two operands, which must agree pixel by pixel. */
final class WavelengthComparison {

	/** Largest difference, in pixels. */
	private static final double TOLERANCE = 0.01;
	/** Largest relative difference of a single pixel, which has no step. */
	private static final double TOLERANCE_OF_ONE = 1e-6;

	private WavelengthComparison() {
	}

	/**
	 * Refuses operands of different wavelengths; images have none.
	 *
	 * @return a caveat if only one of them says which wavelengths it has
	 */
	static Optional<Message> check(SampleGrid first, String firstLabel, SampleGrid second, String secondLabel)
			throws ActorException, FitsException {
		if (first.axes() == 2 || second.axes() == 2) {
			return Optional.empty();
		}
		int axis = first.axes();
		int secondAxis = second.axes();
		boolean described = isDescribed(first.header(), axis);
		if (described != isDescribed(second.header(), secondAxis)) {
			return Optional.of(ArithmeticMessage.GRID_UNKNOWN.with(firstLabel, secondLabel));
		}
		if (!described) {
			return Optional.empty();
		}
		boolean sameKind = text(first.header(), "CTYPE", axis).equals(text(second.header(), "CTYPE", secondAxis))
				&& text(first.header(), "CUNIT", axis).equals(text(second.header(), "CUNIT", secondAxis));
		int length = first.length(axis);
		double[] one = sameKind ? Wcs.axis(first.header(), axis, length)
				: Wcs.wavelengthsMicron(first.header(), axis, length);
		double[] other = sameKind ? Wcs.axis(second.header(), secondAxis, length)
				: Wcs.wavelengthsMicron(second.header(), secondAxis, length);
		boolean air = Wcs.isAir(first.header(), axis);
		boolean otherAir = Wcs.isAir(second.header(), secondAxis);
		if (air != otherAir || !agree(one, other)) {
			String unit = sameKind ? text(first.header(), "CUNIT", axis) : "um";
			throw new ActorException(Kind.DATA, ArithmeticMessage.GRIDS_DIFFER.with(firstLabel,
					words(one, unit, air), secondLabel, words(other, unit, otherAir)));
		}
		return Optional.empty();
	}

	private static boolean agree(double[] one, double[] other) {
		for (int i = 0; i < one.length; i++) {
			double step = one.length == 1 ? one[0] * TOLERANCE_OF_ONE / TOLERANCE
					: i + 1 < one.length ? one[i + 1] - one[i] : one[i] - one[i - 1];
			if (!(Math.abs(one[i] - other[i]) <= TOLERANCE * Math.abs(step))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isDescribed(FitsHeader header, int axis) {
		return header.contains("CRVAL" + axis) || header.contains("CTYPE" + axis);
	}

	private static String text(FitsHeader header, String stem, int axis) throws FitsException {
		return header.findText(stem + axis).orElse("").strip().toUpperCase(Locale.ROOT);
	}

	private static String words(double[] grid, String unit, boolean air) {
		return grid[0] + " to " + grid[grid.length - 1] + " " + unit.toLowerCase(Locale.ROOT)
				+ (air ? " in air" : "") + " in " + grid.length + " pixels";
	}
}
