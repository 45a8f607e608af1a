package org.armillary.kmos;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kinds of files that KMOS pipelines know, by their codes: how many axes the extensions have and how they are named.
 * {@code CHIPn.INT1} are detectors of a raw frame, {@code DET.n.DATA} detectors of a product, {@code IFU.n.DATA} IFUs.
 */
public enum KmosFileType {

	/** Raw frame: three detectors. */
	RAW(2, Part.CHIP),
	/** A spectrum for each detector, perhaps with noise. */
	F1D(1, Part.DETECTOR),
	/** An image for each detector, perhaps with noise, perhaps for several rotator angles. */
	F2D(2, Part.DETECTOR),
	/** A mask of bad pixels for each detector: 0 is bad, 1 is good. */
	B2D(2, Part.DETECTOR),
	/** A spectrum for each IFU, perhaps with noise. */
	F1I(1, Part.IFU),
	/** An image for each IFU, perhaps with noise. */
	F2I(2, Part.IFU),
	/** A cube for each IFU, perhaps with noise. */
	F3I(3, Part.IFU),
	/** A single vector, such as a spectrum of the night sky. */
	F1S(1, Part.NONE),
	/** A list of lines: one table. */
	F1L(0, Part.NONE),
	/** Several tables. */
	F2L(0, Part.NONE);

	/** What an extension is of. */
	public enum Part {
		/** A detector of a raw frame. */
		CHIP("CHIP%d.INT1", Pattern.compile("^CHIP(\\d+)\\b.*", Pattern.CASE_INSENSITIVE), 3),
		/** A detector. */
		DETECTOR("DET.%d.DATA", Pattern.compile("^DET\\.(\\d+)\\b.*", Pattern.CASE_INSENSITIVE), 3),
		/** An IFU. */
		IFU("IFU.%d.DATA", Pattern.compile("^IFU[._](\\d+)(?:[._].*)?$", Pattern.CASE_INSENSITIVE), 24),
		/** Nothing that is numbered. */
		NONE("DATA", Pattern.compile("^(?!)"), 1);

		private final String name;
		private final Pattern pattern;
		private final int count;

		Part(String name, Pattern pattern, int count) {
			this.name = name;
			this.pattern = pattern;
			this.count = count;
		}

		/** How many there are in the instrument. */
		public int count() {
			return count;
		}

		/** EXTNAME of the data of part {@code number}, from 1. */
		public String extensionName(int number) {
			return name.formatted(number);
		}

		/** The number that an EXTNAME says, which may be one that does not exist; empty if it is of something else. */
		public Optional<Integer> number(String extensionName) {
			Matcher matcher = pattern.matcher(extensionName);
			if (!matcher.matches()) {
				return Optional.empty();
			}
			String digits = matcher.group(1);
			return Optional.of(digits.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(digits));
		}
	}

	private final int axes;
	private final Part part;

	KmosFileType(int axes, Part part) {
		this.axes = axes;
		this.part = part;
	}

	/** Number of axes of the pixels; 0 for tables. */
	public int axes() {
		return axes;
	}

	/** What each extension is of. */
	public Part part() {
		return part;
	}
}
