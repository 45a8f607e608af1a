package org.armillary.data.fits;

import java.io.IOException;

import org.armillary.data.FitsException;

/**
 * The pixels of one extension, written piece by piece, so that they are never in memory as a whole: rows of a detector
 * image, planes of a cube. Made by {@link FitsWriter#beginImage}; as many pixels as promised there have to come, first
 * axis fastest, in arrays of the type that BITPIX names, before {@link #finish()}. Not for use by several threads.
 */
public final class ImageStream {

	private final FitsWriter writer;
	private final HduOutput output;
	private final String name;
	private final int bitpix;
	private boolean finished;

	ImageStream(FitsWriter writer, HduOutput output, String name, int bitpix) {
		this.writer = writer;
		this.output = output;
		this.name = name;
		this.bitpix = bitpix;
	}

	/** Adds pixels of 32-bit floating point; NaN for "no data". */
	public void write(float[] pixels) throws FitsException {
		write(pixels, 0, pixels.length);
	}

	/**
	 * Adds some pixels of 32-bit floating point of an array.
	 *
	 * @param pixels
	 *            pixels; NaN for "no data"
	 * @param from
	 *            index of the first that is written
	 * @param count
	 *            how many are written
	 */
	public void write(float[] pixels, int from, int count) throws FitsException {
		append(-32, count, PixelEncoders.of(pixels, from, count));
	}

	/** Adds pixels of 64-bit floating point; NaN for "no data". */
	public void write(double[] pixels) throws FitsException {
		write(pixels, 0, pixels.length);
	}

	/** Adds some pixels of 64-bit floating point of an array. */
	public void write(double[] pixels, int from, int count) throws FitsException {
		append(-64, count, PixelEncoders.of(pixels, from, count));
	}

	/** Adds pixels of 32-bit integers. */
	public void write(int[] pixels) throws FitsException {
		write(pixels, 0, pixels.length);
	}

	/** Adds some pixels of 32-bit integers of an array. */
	public void write(int[] pixels, int from, int count) throws FitsException {
		append(32, count, PixelEncoders.of(pixels, from, count));
	}

	/** Adds pixels of 16-bit integers. */
	public void write(short[] pixels) throws FitsException {
		write(pixels, 0, pixels.length);
	}

	/** Adds some pixels of 16-bit integers of an array. */
	public void write(short[] pixels, int from, int count) throws FitsException {
		append(16, count, PixelEncoders.of(pixels, from, count));
	}

	/** Adds pixels of unsigned 8-bit integers. */
	public void write(byte[] pixels) throws FitsException {
		write(pixels, 0, pixels.length);
	}

	/** Adds some pixels of unsigned 8-bit integers of an array. */
	public void write(byte[] pixels, int from, int count) throws FitsException {
		append(8, count, PixelEncoders.of(pixels, from, count));
	}

	/**
	 * Ends the extension.
	 *
	 * @throws IllegalStateException
	 *             if not all pixels have come
	 */
	public void finish() throws FitsException {
		checkOpen();
		long missing = output.missingBytes() / (Math.abs(bitpix) / Byte.SIZE);
		if (missing != 0) {
			throw new IllegalStateException(name + ": " + missing + " pixels are missing");
		}
		try {
			output.end();
		} catch (IOException e) {
			throw writer.failure(e);
		}
		finished = true;
		writer.streamed();
	}

	/** The EXTNAME. */
	String name() {
		return name;
	}

	private void append(int type, int count, HduOutput.Encoder encoder) throws FitsException {
		checkOpen();
		if (type != bitpix) {
			throw new IllegalArgumentException(name + ": pixels of BITPIX " + type + ", promised were " + bitpix);
		}
		int pixelBytes = Math.abs(bitpix) / Byte.SIZE;
		if ((long) count * pixelBytes > output.missingBytes()) {
			throw new IllegalStateException(
					name + ": " + count + " pixels more, " + output.missingBytes() / pixelBytes + " are missing");
		}
		try {
			output.append(count, pixelBytes, encoder);
		} catch (IOException e) {
			throw writer.failure(e);
		}
	}

	private void checkOpen() {
		if (finished || !writer.isStreaming(this)) {
			throw new IllegalStateException(name + " is finished already");
		}
	}
}
