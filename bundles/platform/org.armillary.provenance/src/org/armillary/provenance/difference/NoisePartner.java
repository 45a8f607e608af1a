package org.armillary.provenance.difference;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;

/**
 * The extension that holds the noise of another one: {@code DET.1.NOISE} of {@code DET.1.DATA}, as KMOS files have it, and the
 * names that other instruments use.
 *
 * @param hdu
 *            the extension
 * @param form
 *            what its values are
 */
record NoisePartner(Hdu hdu, Form form) {

	/** What values of noise are. */
	enum Form {
		/** Standard deviations. */
		DEVIATION,
		/** Variances. */
		VARIANCE,
		/** Inverse variances. */
		WEIGHT;

		/** The standard deviation; NaN where the value says none. */
		double deviation(double value) {
			return switch (this) {
			case DEVIATION -> value;
			case VARIANCE -> Math.sqrt(value);
			case WEIGHT -> 1 / Math.sqrt(value);
			};
		}
	}

	/** A name that extensions of noise end in. */
	private record Ending(String name, Form form) {
	}

	private static final List<Ending> ENDINGS = List.of(new Ending("NOISE", Form.DEVIATION),
			new Ending("ERR", Form.DEVIATION), new Ending("ERROR", Form.DEVIATION),
			new Ending("SIGMA", Form.DEVIATION), new Ending("STAT", Form.VARIANCE), new Ending("VAR", Form.VARIANCE),
			new Ending("VARIANCE", Form.VARIANCE), new Ending("IVAR", Form.WEIGHT));
	/** Names that extensions of values end in. */
	private static final List<String> VALUES = List.of("DATA", "SCI", "FLUX");

	/** The noise of an extension: one of the right name, version and size. */
	static Optional<NoisePartner> of(FitsFile file, Hdu data) {
		if (isNoise(data.name())) {
			return Optional.empty();
		}
		String stem = stem(data.name());
		return ENDINGS.stream().flatMap(ending -> Stream.of(stem + ending.name())
				.flatMap(name -> file.find(name, data.version()).stream())
				.filter(hdu -> hdu.hasImage() && hdu.dimensions().equals(data.dimensions()))
				.map(hdu -> new NoisePartner(hdu, ending.form()))).findFirst();
	}

	/** Whether an extension of this name holds noise. */
	static boolean isNoise(String extension) {
		String last = extension.toUpperCase(Locale.ROOT);
		return ENDINGS.stream().anyMatch(ending -> last.equals(ending.name()) || last.endsWith("." + ending.name())
				|| last.endsWith("_" + ending.name()));
	}

	/** What stands before the ending. */
	private static String stem(String name) {
		String upper = name.toUpperCase(Locale.ROOT);
		for (String ending : VALUES) {
			if (upper.equals(ending)) {
				return "";
			}
			if (upper.endsWith("." + ending) || upper.endsWith("_" + ending)) {
				return name.substring(0, name.length() - ending.length());
			}
		}
		return upper.equals("PRIMARY") ? "" : name + ".";
	}
}
