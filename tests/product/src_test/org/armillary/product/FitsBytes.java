package org.armillary.product;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Small FITS files made by hand, so that the product is not tested with its own writer. */
final class FitsBytes {

	private static final int BLOCK = 2880;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	/** Appends a primary header without data. */
	FitsBytes primary(String... cards) {
		header("SIMPLE  =                    T", "BITPIX  =                    8", "NAXIS   =                    0",
				"EXTEND  =                    T", String.join("\n", cards));
		return this;
	}

	/** Appends an image extension of float32 values. */
	FitsBytes cube(String name, int nx, int ny, int nz, float... values) {
		header("XTENSION= 'IMAGE   '", "BITPIX  =                  -32", "NAXIS   =                    3",
				"NAXIS1  = %20d".formatted(nx), "NAXIS2  = %20d".formatted(ny), "NAXIS3  = %20d".formatted(nz),
				"PCOUNT  =                    0", "GCOUNT  =                    1", "EXTNAME = '%-8s'".formatted(name));
		ByteBuffer data = ByteBuffer.allocate((values.length * 4 + BLOCK - 1) / BLOCK * BLOCK);
		for (float value : values) {
			data.putFloat(value);
		}
		bytes.writeBytes(data.array());
		return this;
	}

	/** Appends an image extension of float32 zeros. */
	FitsBytes image(String name, int nx, int ny) {
		header("XTENSION= 'IMAGE   '", "BITPIX  =                  -32", "NAXIS   =                    2",
				"NAXIS1  = %20d".formatted(nx), "NAXIS2  = %20d".formatted(ny), "PCOUNT  =                    0",
				"GCOUNT  =                    1", "EXTNAME = '%-8s'".formatted(name),
				"HIERARCH ESO DET CHIP GAIN = 2.1");
		bytes.writeBytes(new byte[(nx * ny * Float.BYTES + BLOCK - 1) / BLOCK * BLOCK]);
		return this;
	}

	private void header(String... cards) {
		var text = new StringBuilder();
		for (String card : String.join("\n", cards).split("\n")) {
			if (!card.isBlank()) {
				text.append("%-80s".formatted(card));
			}
		}
		text.append("%-80s".formatted("END"));
		text.append(" ".repeat((BLOCK - text.length() % BLOCK) % BLOCK));
		bytes.writeBytes(text.toString().getBytes(StandardCharsets.US_ASCII));
	}

	/** The file so far. */
	byte[] bytes() {
		return bytes.toByteArray();
	}
}
