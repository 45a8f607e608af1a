package org.armillary.provenance.difference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.armillary.data.fits.Hdu;
import org.armillary.provenance.difference.FileDifference.Bytes;
import org.armillary.provenance.difference.FileDifference.Rows;

/** Compares what cannot be taken apart further: bytes, and rows of tables that are too large for memory. */
final class ByteComparison {

	private static final int STRIP = 1 << 20;

	private ByteComparison() {
	}

	/** In which bytes two files differ; empty where they are the same. */
	static Optional<Bytes> files(Path before, Path now) throws IOException {
		try (InputStream one = Files.newInputStream(before); InputStream other = Files.newInputStream(now)) {
			return bytes(one, Files.size(before), other, Files.size(now));
		}
	}

	/** In which bytes the data of two HDUs of uncompressed files differ. */
	static Optional<Bytes> data(Hdu before, Hdu now) throws IOException {
		try (InputStream one = dataOf(before); InputStream other = dataOf(now)) {
			return bytes(one, before.dataSize(), other, now.dataSize());
		}
	}

	private static InputStream dataOf(Hdu hdu) throws IOException {
		InputStream input = Files.newInputStream(hdu.path());
		try {
			input.skipNBytes(hdu.dataOffset());
			return input;
		} catch (IOException e) {
			input.close();
			throw e;
		}
	}

	private static Optional<Bytes> bytes(InputStream one, long length, InputStream other, long otherLength)
			throws IOException {
		long different = 0;
		long first = 0;
		long shorter = Math.min(length, otherLength);
		for (long done = 0; done < shorter;) {
			int count = (int) Math.min(STRIP, shorter - done);
			byte[] old = one.readNBytes(count);
			byte[] bytes = other.readNBytes(count);
			int both = Math.min(old.length, bytes.length);
			for (int i = Arrays.mismatch(old, bytes); i >= 0 && i < both; i++) {
				if (old[i] != bytes[i]) {
					different++;
					first = first == 0 ? done + i + 1 : first;
				}
			}
			if (both < count) {
				throw new IOException("the file became shorter while it was read");
			}
			done += count;
		}
		return different == 0 && length == otherLength ? Optional.empty()
				: Optional.of(new Bytes(length, otherLength, different, first));
	}

	/** Which rows of two tables of uncompressed files differ, whose rows have the same number of bytes. */
	static Optional<Rows> rows(Hdu before, Hdu now) throws IOException {
		long width = now.dimensions().getFirst();
		long rowsBefore = before.dimensions().get(1);
		long rowsNow = now.dimensions().get(1);
		long different = 0;
		try (InputStream one = dataOf(before); InputStream other = dataOf(now)) {
			long rows = Math.min(rowsBefore, rowsNow);
			int perStrip = (int) Math.max(1, STRIP / Math.max(1, width));
			for (long row = 0; row < rows; row += perStrip) {
				int count = (int) Math.min(perStrip, rows - row);
				byte[] old = one.readNBytes(Math.toIntExact(count * width));
				byte[] bytes = other.readNBytes(Math.toIntExact(count * width));
				different += rowsThatDiffer(old, bytes, count, Math.toIntExact(width));
			}
		}
		boolean heap = before.dataSize() != width * rowsBefore || now.dataSize() != width * rowsNow;
		return different == 0 && rowsBefore == rowsNow && !(heap && data(before, now).isPresent()) ? Optional.empty()
				: Optional.of(new Rows(rowsBefore, rowsNow, different, List.of(), List.of(), List.of(), false));
	}

	private static long rowsThatDiffer(byte[] old, byte[] bytes, int rows, int width) {
		if (Arrays.equals(old, bytes)) {
			return 0;
		}
		long different = 0;
		for (int row = 0; row < rows; row++) {
			int from = row * width;
			if (!Arrays.equals(old, from, from + width, bytes, from, from + width)) {
				different++;
			}
		}
		return different;
	}
}
