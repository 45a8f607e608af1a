package org.armillary.kmos.simulator.truth;

import java.io.IOException;

import org.armillary.data.FitsCard;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;

/**
 * An extension of a file of truth. Its size is known before its pixels or rows are made, which happens while it is written.
 *
 * @param bytes
 *            size in the file
 * @param output
 *            writes it
 */
record TruthPart(long bytes, Output output) {

	private static final int BLOCK = 2880;
	/** Records of an image's header beside those of its axes: XTENSION, BITPIX, NAXIS, PCOUNT, GCOUNT and EXTNAME. */
	private static final int IMAGE_RECORDS = 6;
	/** DATASUM, CHECKSUM and END. */
	private static final int LAST_RECORDS = 3;

	/** Writes an extension. */
	@FunctionalInterface
	interface Output {
		/** Appends it to a file. */
		void write(FitsWriter writer) throws IOException;
	}

	/** Makes what is written. */
	@FunctionalInterface
	interface Content<T> {
		/** Makes it. */
		T make() throws IOException;
	}

	/** An image of 64-bit floating point; parameters as of {@link FitsWriter}, first axis first. */
	static TruthPart doubles(String name, FitsHeader header, String unit, Content<double[]> pixels, int... axes) {
		return new TruthPart(imageBytes(header, unit, Double.BYTES, axes),
				writer -> writer.image(name, header, unit, pixels.make(), axes));
	}

	/** An image of 32-bit floating point. */
	static TruthPart floats(String name, FitsHeader header, String unit, Content<float[]> pixels, int... axes) {
		return new TruthPart(imageBytes(header, unit, Float.BYTES, axes),
				writer -> writer.image(name, header, unit, pixels.make(), axes));
	}

	/** An image of 16-bit integers. */
	static TruthPart shorts(String name, FitsHeader header, Content<short[]> pixels, int... axes) {
		return new TruthPart(imageBytes(header, "", Short.BYTES, axes),
				writer -> writer.image(name, header, "", pixels.make(), axes));
	}

	/** An image of unsigned 8-bit integers. */
	static TruthPart bytes(String name, FitsHeader header, Content<byte[]> pixels, int... axes) {
		return new TruthPart(imageBytes(header, "", Byte.BYTES, axes),
				writer -> writer.image(name, header, "", pixels.make(), axes));
	}

	/** Size of a primary header without pixels: SIMPLE, BITPIX, NAXIS and EXTEND beside those given. */
	static long primaryBytes(FitsHeader header) {
		return headerBytes(4, header);
	}

	/** Size of a header with so many records of structure. */
	static long headerBytes(int structure, FitsHeader header) {
		long records = header.cards().stream().mapToLong(card -> card.image().length() / FitsCard.RECORD).sum();
		return blocks((structure + records + LAST_RECORDS) * FitsCard.RECORD);
	}

	/** Size of data with what fills the last block. */
	static long blocks(long bytes) {
		return Math.ceilDiv(bytes, (long) BLOCK) * BLOCK;
	}

	private static long imageBytes(FitsHeader header, String unit, int pixelBytes, int... axes) {
		long data = pixelBytes;
		for (int length : axes) {
			data *= length;
		}
		return headerBytes(IMAGE_RECORDS + axes.length + (unit.isEmpty() ? 0 : 1), header) + blocks(data);
	}

	/** Makes it and appends it to a file. */
	void write(FitsWriter writer) throws IOException {
		output.write(writer);
	}
}
