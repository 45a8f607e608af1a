package org.armillary.kmos.fitscheck;

import java.util.Locale;

import org.armillary.data.FitsCard;
import org.armillary.data.fits.Hdu;
import org.armillary.data.fits.HduKind;

/**
 * What is known of an HDU.
 *
 * @param hdu
 *            the HDU
 * @param counts
 *            what its pixels are
 * @param checks
 *            what became of its checksums
 */
record HduSummary(Hdu hdu, PixelCounts counts, StoredChecks checks) {

	private static final String DATA = "DATA";
	private static final String NOISE = "NOISE";
	private static final String MASK = "MASK";

	/** EXTNAME as it stands; empty if there is none. */
	String extensionName() {
		return text("EXTNAME");
	}

	/** Its name for people: EXTNAME, with its number in the file. */
	String place() {
		String name = extensionName().isEmpty() && hdu.index() == 0 ? "primary HDU" : extensionName();
		return hdu.index() == 0 ? name : "extension " + hdu.index() + (name.isEmpty() ? "" : " (" + name + ")");
	}

	/** A word for what it holds. */
	String kind() {
		return switch (hdu.kind()) {
		case IMAGE -> hdu.hasImage() ? "image" : "empty";
		default -> hdu.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
		};
	}

	/** BUNIT; empty if there is none. */
	String unit() {
		return text("BUNIT");
	}

	/** Whether it is an image extension, with pixels or without. */
	boolean isImageExtension() {
		return hdu.kind() == HduKind.IMAGE && (hdu.index() > 0 || hdu.hasImage());
	}

	/** Whether its name says that it is the noise of other data. */
	boolean isNoise() {
		return ends(NOISE);
	}

	/** Whether its name says that it is noise or mask of other data. */
	boolean isCompanion() {
		return ends(NOISE) || ends(MASK);
	}

	/** The name without its ending {@code .DATA}, {@code .NOISE} or {@code .MASK}, in capitals. */
	String stem() {
		String name = extensionName().toUpperCase(Locale.ROOT);
		for (String ending : new String[] { DATA, NOISE, MASK }) {
			if (ends(ending)) {
				return name.substring(0, Math.max(0, name.length() - ending.length() - 1));
			}
		}
		return name;
	}

	private boolean ends(String ending) {
		String name = extensionName().toUpperCase(Locale.ROOT);
		return name.equals(ending) || name.endsWith("." + ending);
	}

	private String text(String keyword) {
		return hdu.header().card(keyword).filter(card -> card.kind() == FitsCard.Kind.TEXT)
				.map(card -> card.value().toString().strip()).orElse("");
	}
}
