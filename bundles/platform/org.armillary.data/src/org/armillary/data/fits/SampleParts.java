package org.armillary.data.fits;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.Mask;
import org.armillary.data.Pixels;

/** Writes what images, cubes and spectra have in common: values, noise and mask, an extension each. */
final class SampleParts {

	private static final String DATA = "DATA";
	private static final OptionalInt NO_BLANK = OptionalInt.empty();

	private SampleParts() {
	}

	/** What names of values, noise and mask begin with, dot included: nothing for a name that is {@code DATA} alone. */
	static String stem(String name) {
		String upper = name.toUpperCase(Locale.ROOT);
		if (upper.equals(DATA)) {
			return "";
		}
		return upper.endsWith("." + DATA) ? name.substring(0, name.length() - DATA.length()) : name + ".";
	}

	/**
	 * Writes the values alone as extension {@code name}; with variance or mask as {@code name.DATA}, {@code name.NOISE}
	 * and {@code name.MASK}.
	 */
	static void write(FitsWriter writer, String name, FitsHeader header, String unit, Pixels values,
			Optional<Pixels> variance, Optional<Mask> mask, long... dimensions) throws FitsException {
		int bitpix = PixelEncoders.bitpix(values);
		int count = values.length();
		boolean alone = variance.isEmpty() && mask.isEmpty();
		String stem = stem(name);
		writer.image(alone ? name : stem + DATA, header, unit, bitpix, NO_BLANK, count, PixelEncoders.of(values),
				dimensions);
		if (variance.isPresent()) {
			writer.image(stem + "NOISE", header, unit, bitpix, NO_BLANK, count,
					PixelEncoders.noise(variance.get(), bitpix), dimensions);
		}
		if (mask.isPresent()) {
			FitsHeader.Builder named = header.toBuilder();
			mask.get().flags()
					.forEach(flag -> named.set(FitsWriter.FLAG + flag.bit(), flag.name(), flag.description()));
			int maskBits = PixelEncoders.bitpix(mask.get());
			writer.image(stem + "MASK", named.build(), "", maskBits, NO_BLANK, count,
					PixelEncoders.mask(mask.get(), maskBits), dimensions);
		}
	}
}
