package org.armillary.engine;

import java.nio.file.Path;
import java.util.regex.Pattern;

import org.armillary.actor.Keywords;
import org.armillary.actor.Payload;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.data.FitsException;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.data.fits.HduKind;

/** Reads what the engine needs to know of a file from its headers; no pixel is read. */
final class ProductReader {

	private static final String PRODUCT_CATEGORY = "ESO PRO CATG";

	/** How names of FITS files end. */
	private static final Pattern ENDING = Pattern.compile("\\.(fits|fit|fts)(\\.gz|\\.fz)?$", Pattern.CASE_INSENSITIVE);

	private ProductReader() {
	}

	/**
	 * Describes a file that comes from outside.
	 *
	 * @throws FitsException
	 *             where it is missing, empty, no FITS file, truncated or otherwise bad as far as headers show
	 */
	static ProductFile read(Path file) throws FitsException {
		Path absolute = file.toAbsolutePath().normalize();
		return new ProductFile(absolute, describe(FitsFile.open(absolute)));
	}

	/** Describes a product; one that is no FITS file has the category it was made with and no keywords. */
	static ProductFile readProduct(Path file, String category) throws FitsException {
		if (!isFits(file)) {
			return new ProductFile(file, new ProductDescription(category, Keywords.NONE));
		}
		var product = read(file);
		return new ProductFile(file, new ProductDescription(category, product.description().keywords()));
	}

	static boolean isFits(Path file) {
		return ENDING.matcher(file.getFileName().toString()).find();
	}

	/** The name of a file without its ending: what says that it is FITS, compressed or not, or the last part. */
	static String stem(Path file) {
		String name = file.getFileName().toString();
		int dot = name.lastIndexOf('.');
		return isFits(file) ? ENDING.matcher(name).replaceFirst("") : dot > 0 ? name.substring(0, dot) : name;
	}

	private static ProductDescription describe(FitsFile file) {
		var keywords = new Keywords(file.primary().header().values());
		return new ProductDescription(keywords.text(PRODUCT_CATEGORY).orElse(""), keywords);
	}

	/** Whether a file holds what an input of the given payload takes. */
	static boolean holds(FitsFile file, Payload payload) {
		return payload == Payload.FILE || file.hdus().stream().anyMatch(hdu -> holds(hdu, payload));
	}

	private static boolean holds(Hdu hdu, Payload payload) {
		boolean table = hdu.kind() == HduKind.BINARY_TABLE || hdu.kind() == HduKind.ASCII_TABLE;
		int axes = hdu.hasImage() ? hdu.dimensions().size() : 0;
		return switch (payload) {
		case SPECTRUM -> axes == 1 || table;
		case IMAGE -> axes == 2;
		case CUBE -> axes == 3;
		case TABLE -> table;
		case FILE -> true;
		};
	}
}
