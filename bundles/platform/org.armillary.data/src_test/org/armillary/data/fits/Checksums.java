package org.armillary.data.fits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks DATASUM and CHECKSUM of a file, by the definition. */
final class Checksums {

	private Checksums() {
	}

	/** All words of an HDU sum up to minus zero, those of its data to DATASUM. */
	static void verify(Path file) throws IOException {
		byte[] bytes = Files.readAllBytes(file);
		int start = 0;
		for (Hdu hdu : FitsFile.open(file).hdus()) {
			int data = (int) hdu.dataOffset();
			int end = (int) (data + HeaderScanner.blocks(hdu.dataSize()));
			assertEquals(Long.parseLong(hdu.header().text("DATASUM")), sum(bytes, data, end), hdu.label());
			assertEquals(0xffffffffL, sum(bytes, start, end), hdu.label());
			start = end;
		}
		assertEquals(bytes.length, start);
	}

	private static long sum(byte[] bytes, int from, int to) {
		long sum = 0;
		for (int i = from; i < to; i += 4) {
			sum += ByteBuffer.wrap(bytes).getInt(i) & 0xffffffffL;
			sum = (sum & 0xffffffffL) + (sum >>> 32);
		}
		return sum;
	}
}
