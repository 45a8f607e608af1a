package org.armillary.data.fits;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;

/**
 * How a compressed image is cut into tiles, and how these are compressed: FITS 4.0, section 10.1.
 *
 * @param algorithm
 *            how tiles are compressed
 * @param bytesOfPixel
 *            BYTEPIX of the Rice encoder
 * @param block
 *            BLOCKSIZE of the Rice encoder
 * @param axes
 *            lengths of the axes of the image
 * @param lengths
 *            lengths of a tile along these axes
 * @param counts
 *            number of tiles along these axes
 */
record TileLayout(Algorithm algorithm, int bytesOfPixel, int block, long[] axes, long[] lengths, long[] counts) {

	/** Ways of compressing that can be read. */
	enum Algorithm {
		/** Rice. */
		RICE_1,
		/** gzip of the pixels. */
		GZIP_1,
		/** gzip of the first bytes of all pixels, then of the second bytes, and so on. */
		GZIP_2,
		/** Not compressed. */
		NOCOMPRESS
	}

	static TileLayout of(Hdu hdu) throws FitsException {
		FitsHeader header = hdu.storedHeader();
		int dimensions = hdu.dimensions().size();
		long[] axes = hdu.dimensions().stream().mapToLong(Long::longValue).toArray();
		long[] lengths = new long[dimensions];
		long[] counts = new long[dimensions];
		long total = 1;
		for (int axis = 0; axis < dimensions; axis++) {
			String keyword = "ZTILE" + (axis + 1);
			lengths[axis] = header.findInteger(keyword).orElse(axis == 0 ? axes[0] : 1);
			if (lengths[axis] < 1) {
				throw TableLayout.bad(hdu, keyword, lengths[axis], "1 or more pixels");
			}
			lengths[axis] = Math.min(lengths[axis], axes[axis]);
			counts[axis] = (axes[axis] - 1) / lengths[axis] + 1;
			// bounded by the number of pixels
			total *= counts[axis];
		}
		if (hdu.stored().axes().size() != 2 || total > hdu.stored().axes().get(1)) {
			throw TableLayout.bad(hdu, "ZTILEn", tiles(lengths),
					"tiles as many as the table has rows (NAXIS2); these are " + total);
		}
		return new TileLayout(algorithm(hdu, header), parameter(hdu, header, "BYTEPIX", 4, List.of(1L, 2L, 4L)),
				parameter(hdu, header, "BLOCKSIZE", 32, List.of(16L, 32L)), axes, lengths, counts);
	}

	/** First and last tile, of those that hold any of {@code count} pixels from pixel {@code first} on. */
	long[] range(long first, long count) {
		int outer = axes.length - 1;
		long plane = lengths[outer];
		long tiles = 1;
		for (int axis = 0; axis < outer; axis++) {
			plane *= axes[axis];
			tiles *= counts[axis];
		}
		return new long[] { first / plane * tiles, ((first + count - 1) / plane + 1) * tiles - 1 };
	}

	/** Where a tile begins along each axis, from 0. */
	long[] origin(long tile) {
		long[] origin = new long[axes.length];
		long rest = tile;
		for (int axis = 0; axis < axes.length; axis++) {
			origin[axis] = rest % counts[axis] * lengths[axis];
			rest /= counts[axis];
		}
		return origin;
	}

	/** How long the tile with this origin is along an axis: shorter at the edge of the image. */
	long length(long[] origin, int axis) {
		return Math.min(lengths[axis], axes[axis] - origin[axis]);
	}

	/** Pixels of the tile with this origin. */
	long pixels(long[] origin) {
		long pixels = 1;
		for (int axis = 0; axis < axes.length; axis++) {
			pixels *= length(origin, axis);
		}
		return pixels;
	}

	private static Algorithm algorithm(Hdu hdu, FitsHeader header) throws FitsException {
		String name = header.text("ZCMPTYPE").strip().toUpperCase(Locale.ROOT);
		return switch (name) {
		case "RICE_1", "RICE_ONE" -> Algorithm.RICE_1;
		case "GZIP_1" -> Algorithm.GZIP_1;
		case "GZIP_2" -> Algorithm.GZIP_2;
		case "NOCOMPRESS" -> Algorithm.NOCOMPRESS;
		default -> throw TileReader.unsupported(hdu, name);
		};
	}

	private static int parameter(Hdu hdu, FitsHeader header, String name, int standard, List<Long> allowed)
			throws FitsException {
		for (int i = 1; header.contains("ZNAME" + i); i++) {
			if (header.text("ZNAME" + i).strip().equalsIgnoreCase(name)) {
				long value = header.integer("ZVAL" + i);
				if (!allowed.contains(value)) {
					throw TableLayout.bad(hdu, "ZVAL" + i, value, "one of " + allowed + " for " + name);
				}
				return (int) value;
			}
		}
		return standard;
	}

	private static String tiles(long[] lengths) {
		var texts = new ArrayList<String>();
		for (long length : lengths) {
			texts.add(String.valueOf(length));
		}
		return String.join(" x ", texts);
	}
}
