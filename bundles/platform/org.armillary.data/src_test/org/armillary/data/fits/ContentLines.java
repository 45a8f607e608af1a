package org.armillary.data.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.armillary.data.Column;
import org.armillary.data.ComplexColumn;
import org.armillary.data.IntegerColumn;
import org.armillary.data.LogicalColumn;
import org.armillary.data.RealColumn;
import org.armillary.data.TextColumn;
import org.armillary.data.VariableColumn;

/** Says what the data of a file are in the words of {@code tests/reference/fits_values.py}. */
final class ContentLines {

	private ContentLines() {
	}

	static List<String> of(Path path) throws IOException {
		var lines = new ArrayList<String>();
		lines.add("file " + path);
		for (Hdu hdu : FitsFile.open(path).hdus()) {
			String start = hdu.index() + " " + hdu.name().toUpperCase(Locale.ROOT) + " ";
			if (hdu.hasImage()) {
				MessageDigest digest = digest();
				add(digest, hdu.readDoubles());
				lines.add(start + "image "
						+ hdu.dimensions().stream().map(String::valueOf).collect(Collectors.joining("x")) + " "
						+ hex(digest));
			} else if (hdu.kind() == HduKind.IMAGE) {
				lines.add(start + "none");
			} else {
				lines.add(start + "table " + hdu.dimensions().get(0) + " " + hdu.dimensions().get(1));
				for (Column column : hdu.readTable().columns()) {
					MessageDigest digest = digest();
					add(digest, column);
					lines.add("column " + column.name() + " " + column.width() + " " + column.content() + " "
							+ hex(digest));
				}
			}
		}
		return lines;
	}

	private static void add(MessageDigest digest, Column column) {
		switch (column) {
		case RealColumn reals -> add(digest, reals.values());
		case ComplexColumn complexes -> add(digest, complexes.values());
		case IntegerColumn integers -> add(digest, integers.values());
		case LogicalColumn logicals -> {
			for (boolean value : logicals.values()) {
				digest.update((byte) (value ? 1 : 0));
			}
		}
		case TextColumn texts -> {
			for (String text : texts.values()) {
				digest.update(text.getBytes(StandardCharsets.UTF_8));
				digest.update((byte) 0);
			}
		}
		case VariableColumn lists -> {
			long[] counts = new long[lists.rows()];
			for (int row = 0; row < counts.length; row++) {
				counts[row] = lists.count(row);
			}
			add(digest, counts);
			add(digest, lists.elements());
		}
		}
	}

	private static void add(MessageDigest digest, double[] values) {
		ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length);
		for (double value : values) {
			bytes.putLong(Double.doubleToLongBits(value));
		}
		digest.update(bytes.flip());
	}

	private static void add(MessageDigest digest, long[] values) {
		ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * values.length);
		bytes.asLongBuffer().put(values);
		digest.update(bytes);
	}

	private static MessageDigest digest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}

	private static String hex(MessageDigest digest) {
		return HexFormat.of().formatHex(digest.digest());
	}
}
