package org.armillary.organiser.scan;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

import org.armillary.organiser.header.HeaderLayout;

/**
 * Writes the file of a memory; {@link MemoryRows} reads it. Numbers are big-endian, those marked * have seven bits a byte,
 * the lowest first, with the eighth set in all but the last. In order: {@link #MAGIC}; 32 bytes that tell the selection;
 * layouts: their number, for each the number of names and the names; folders: their number and they; values that occur
 * more than once: their number and they; rows: their number, for each the number of its bytes after this one, the five
 * numbers of its stamp, 32 bytes of identity, folder*, layout*, values; the CRC-32C of all before as 64 bits. A text is
 * its number of bytes and its bytes. A value is a kind* and what belongs to it: 0 text in ISO 8859-1 of a length*, 1
 * integer of 64 bits, 2 real number, 3 true, 4 false, 5 and more a value that occurs more than once.
 */
final class MemoryEncoder {

	/** The last digits are a version: raised also where a header would give another identity or other values. */
	static final long MAGIC = 0x41524d4844523032L;
	static final int TEXT = 0;
	static final int INTEGER = 1;
	static final int REAL = 2;
	static final int TRUE = 3;
	static final int FALSE = 4;
	static final int SHARED = 5;

	private final byte[] selection;
	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
	private final DataOutputStream out = new DataOutputStream(bytes);
	private final Map<HeaderLayout, Integer> layouts = new LinkedHashMap<>();
	private final Map<String, Integer> folders = new LinkedHashMap<>();
	private final Map<Object, Integer> shared = new LinkedHashMap<>();

	/**
	 * For one file.
	 *
	 * @param selection
	 *            32 bytes that tell the selection of keywords
	 */
	MemoryEncoder(byte[] selection) {
		this.selection = selection;
	}

	byte[] encode(List<MemoryRow> rows) {
		collect(rows);
		try {
			out.writeLong(MAGIC);
			out.write(selection);
			out.writeInt(layouts.size());
			for (HeaderLayout layout : layouts.keySet()) {
				out.writeInt(layout.names().size());
				for (String name : layout.names()) {
					text(name);
				}
			}
			out.writeInt(folders.size());
			for (String folder : folders.keySet()) {
				text(folder);
			}
			out.writeInt(shared.size());
			for (Object value : shared.keySet()) {
				value(out, value);
			}
			out.writeInt(rows.size());
			for (MemoryRow row : rows) {
				row(row);
			}
			var sum = new CRC32C();
			sum.update(bytes.toByteArray());
			out.writeLong(sum.getValue());
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return bytes.toByteArray();
	}

	private void collect(List<MemoryRow> rows) {
		var counts = new HashMap<Object, Integer>();
		for (MemoryRow row : rows) {
			layouts.putIfAbsent(row.header().layout(), layouts.size());
			folders.putIfAbsent(row.folder(), folders.size());
			for (int i = 0; i < row.header().layout().names().size(); i++) {
				Object value = row.header().value(i);
				if (!(value instanceof Boolean)) {
					counts.merge(value, 1, Integer::sum);
				}
			}
		}
		// the most frequent get the short numbers
		var often = new ArrayList<>(counts.entrySet());
		often.removeIf(entry -> entry.getValue() < 2);
		often.sort(Map.Entry.<Object, Integer>comparingByValue().reversed());
		often.forEach(entry -> shared.put(entry.getKey(), shared.size()));
	}

	private void row(MemoryRow row) throws IOException {
		var rowBytes = new ByteArrayOutputStream();
		try (var target = new DataOutputStream(rowBytes)) {
			var stamp = ByteBuffer.allocate(FileStamp.BYTES);
			row.stamp().put(stamp);
			target.write(stamp.array());
			target.write(HexFormat.of().parseHex(row.identity()));
			number(target, folders.get(row.folder()));
			number(target, layouts.get(row.header().layout()));
			for (int i = 0; i < row.header().layout().names().size(); i++) {
				Object value = row.header().value(i);
				Integer known = shared.get(value);
				if (known == null) {
					value(target, value);
				} else {
					number(target, SHARED + known);
				}
			}
		}
		out.writeInt(rowBytes.size());
		rowBytes.writeTo(out);
	}

	private void text(String text) throws IOException {
		byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
		out.writeInt(encoded.length);
		out.write(encoded);
	}

	private static void value(DataOutputStream target, Object value) throws IOException {
		switch (value) {
		case String text -> {
			byte[] encoded = text.getBytes(StandardCharsets.ISO_8859_1);
			target.write(TEXT);
			number(target, encoded.length);
			target.write(encoded);
		}
		case Long integer -> {
			target.write(INTEGER);
			target.writeLong(integer);
		}
		case Double real -> {
			target.write(REAL);
			target.writeDouble(real);
		}
		case Boolean logical -> target.write(logical ? TRUE : FALSE);
		default -> throw new IllegalStateException("a keyword with a value of " + value.getClass());
		}
	}

	private static void number(DataOutputStream target, int number) throws IOException {
		int rest = number;
		for (; rest > 0x7f; rest >>>= 7) {
			target.write(rest & 0x7f | 0x80);
		}
		target.write(rest);
	}
}
