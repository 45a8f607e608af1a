package org.armillary.data.fits;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes FITS files byte by byte, good and bad ones, independently of the writer. */
final class FitsBytes {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	/** An HDU from the texts of its records, without END, and its data. */
	FitsBytes hdu(byte[] data, String... records) {
		for (String record : records) {
			record(record);
		}
		record("END");
		pad(' ');
		bytes.writeBytes(data);
		pad(0);
		return this;
	}

	FitsBytes record(String text) {
		bytes.writeBytes("%-80s".formatted(text).getBytes(StandardCharsets.ISO_8859_1));
		return this;
	}

	FitsBytes raw(byte[] more) {
		bytes.writeBytes(more);
		return this;
	}

	/** A primary HDU without data. */
	FitsBytes primary() {
		return hdu(new byte[0], "SIMPLE  =                    T", "BITPIX  =                    8",
				"NAXIS   =                    0");
	}

	byte[] toArray() {
		return bytes.toByteArray();
	}

	Path write(Path file) throws IOException {
		return Files.write(file, toArray());
	}

	private void pad(int filling) {
		while (bytes.size() % 2880 != 0) {
			bytes.write(filling);
		}
	}
}
