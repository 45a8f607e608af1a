package org.armillary.kmos.fitscheck;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

import org.armillary.data.FitsHeader;
import org.armillary.data.Table;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;

/** Files for the tests of this bundle, right and wrong ones. */
final class CheckedFiles {

	private CheckedFiles() {
	}

	/** Writes extensions. */
	@FunctionalInterface
	interface Content {
		void write(FitsWriter writer) throws IOException;
	}

	static void write(Path file, Content content) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(FitsHeader.builder().set("INSTRUME", "KMOS").set("OBJECT", "test").build());
			content.write(writer);
			writer.commit();
		}
	}

	static float[] values(long seed, int count) {
		var random = new SplittableRandom(seed);
		var values = new float[count];
		for (int i = 0; i < count; i++) {
			values[i] = (float) (1 + random.nextDouble());
		}
		return values;
	}

	/** Two IFUs, one of them unused, all as it should be. */
	static void cubes(Path file, int planes) throws IOException {
		write(file, writer -> {
			float[] values = values(1, 12 * planes);
			values[5] = Float.NaN;
			writer.image("IFU.1.DATA", FitsHeader.EMPTY, "adu/s", values, 4, 3, planes);
			writer.image("IFU.1.NOISE", FitsHeader.EMPTY, "adu/s", values(2, 12 * planes), 4, 3, planes);
			writer.empty("IFU.2.DATA", FitsHeader.EMPTY);
			writer.empty("IFU.2.NOISE", FitsHeader.EMPTY);
		});
	}

	/** Much that is wrong. */
	static void wrong(Path file) throws IOException {
		write(file, writer -> {
			float[] zeros = values(1, 24);
			zeros[0] = 0;
			zeros[23] = 0;
			writer.image("IFU.1.DATA", FitsHeader.builder().set("ESO DET CHIP INDEX", 3).build(), "", zeros, 4, 3, 2);
			writer.image("IFU.1.NOISE", FitsHeader.EMPTY, "", new float[] { 1, -1, 1 }, 3);
			writer.image("IFU.25.DATA", FitsHeader.EMPTY, "", new float[] { Float.NaN, Float.POSITIVE_INFINITY }, 2);
			writer.image("IFU.9.NOISE", FitsHeader.EMPTY, "", new float[] { 1 }, 1);
			writer.image("DET.1.DATA", FitsHeader.EMPTY, "", new float[] { 1 }, 1, 1);
			writer.image("", FitsHeader.EMPTY, "", new float[] { 1 }, 1);
			writer.table(Table.builder("LIST").texts("t", "a").build());
		});
	}

	/** Changes a byte in the data of an HDU. */
	static void corrupt(Path file, int hdu) throws IOException {
		try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
			long offset = FitsFile.open(file).hdus().get(hdu).dataOffset();
			bytes.seek(offset + 3);
			int value = bytes.read();
			bytes.seek(offset + 3);
			bytes.write(value ^ 1);
		}
	}

	/** Replaces a text of the file by another one of the same length. */
	static void replace(Path file, String text, String other) throws IOException {
		String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
		Files.writeString(file, bytes.replace(text, other), StandardCharsets.ISO_8859_1);
	}
}
