package org.armillary.organiser.scan;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.zip.CRC32C;

import org.armillary.organiser.header.Header;
import org.armillary.organiser.header.HeaderLayout;

/**
 * The rows of a memory as {@link MemoryEncoder} writes them, taken apart one by one when they are asked for. For several
 * threads at once.
 */
final class MemoryRows {

	static final MemoryRows EMPTY = new MemoryRows(new byte[0], List.of(), List.of(), new Object[0], new int[0]);

	private static final int IDENTITY_BYTES = 32;

	private final byte[] bytes;
	private final List<HeaderLayout> layouts;
	private final List<String> folders;
	private final Object[] shared;
	private final int[] rows;
	private final int[] table;
	private final byte[] found;

	private MemoryRows(byte[] bytes, List<HeaderLayout> layouts, List<String> folders, Object[] shared, int[] rows) {
		this.bytes = bytes;
		this.layouts = layouts;
		this.folders = folders;
		this.shared = shared;
		this.rows = rows;
		found = new byte[rows.length];
		table = new int[Integer.highestOneBit(Math.max(4, rows.length)) * 4];
		for (int row = 0; row < rows.length; row++) {
			int place = stamp(row).hashCode() & table.length - 1;
			while (table[place] != 0) {
				place = place + 1 & table.length - 1;
			}
			table[place] = row + 1;
		}
	}

	/**
	 * Reads a memory.
	 *
	 * @param selection
	 *            32 bytes that tell the selection of keywords
	 * @return empty where it is damaged, of another version or of another selection
	 */
	static Optional<MemoryRows> decode(byte[] bytes, byte[] selection) {
		int end = bytes.length - Long.BYTES;
		if (end < Long.BYTES + selection.length) {
			return Optional.empty();
		}
		var sum = new CRC32C();
		sum.update(bytes, 0, end);
		ByteBuffer in = ByteBuffer.wrap(bytes);
		if (in.getLong(end) != sum.getValue() || in.getLong() != MemoryEncoder.MAGIC
				|| !Arrays.equals(bytes, Long.BYTES, Long.BYTES + selection.length, selection, 0, selection.length)) {
			return Optional.empty();
		}
		try {
			in.position(Long.BYTES + selection.length).limit(end);
			return Optional.of(decode(bytes, in));
		} catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
			log(e);
			return Optional.empty();
		}
	}

	private static MemoryRows decode(byte[] bytes, ByteBuffer in) {
		var layouts = new ArrayList<HeaderLayout>();
		for (int left = count(in); left > 0; left--) {
			var names = new ArrayList<String>();
			for (int more = count(in); more > 0; more--) {
				names.add(text(in));
			}
			layouts.add(HeaderLayout.of(names));
		}
		var folders = new ArrayList<String>();
		for (int left = count(in); left > 0; left--) {
			folders.add(text(in));
		}
		var shared = new Object[count(in)];
		for (int i = 0; i < shared.length; i++) {
			shared[i] = value(in, shared);
		}
		int[] rows = new int[count(in)];
		for (int i = 0; i < rows.length; i++) {
			int length = count(in);
			if (length < FileStamp.BYTES + IDENTITY_BYTES) {
				throw new IllegalArgumentException("a row of " + length + " bytes");
			}
			rows[i] = in.position();
			in.position(in.position() + length);
		}
		return new MemoryRows(bytes, layouts, folders, shared, rows);
	}

	int size() {
		return rows.length;
	}

	FileStamp stamp(int row) {
		return FileStamp.get(ByteBuffer.wrap(bytes), rows[row]);
	}

	/** The row of a file. */
	Optional<MemoryRow> find(FileStamp stamp) {
		OptionalInt row = indexOf(stamp);
		if (row.isEmpty()) {
			return Optional.empty();
		}
		found[row.getAsInt()] = 1;
		return row(row.getAsInt());
	}

	private OptionalInt indexOf(FileStamp stamp) {
		for (int place = stamp.hashCode() & table.length - 1; table[place] != 0; place = place + 1 & table.length - 1) {
			if (stamp(table[place] - 1).equals(stamp)) {
				return OptionalInt.of(table[place] - 1);
			}
		}
		return OptionalInt.empty();
	}

	/** A row; empty where nonsense stands there. */
	Optional<MemoryRow> row(int row) {
		try {
			ByteBuffer in = ByteBuffer.wrap(bytes);
			FileStamp stamp = FileStamp.get(in, rows[row]);
			int at = rows[row] + FileStamp.BYTES;
			String identity = HexFormat.of().formatHex(bytes, at, at + IDENTITY_BYTES);
			in.position(at + IDENTITY_BYTES);
			String folder = folders.get(number(in));
			HeaderLayout layout = layouts.get(number(in));
			Object[] values = new Object[layout.names().size()];
			for (int i = 0; i < values.length; i++) {
				values[i] = value(in, shared);
			}
			return Optional.of(new MemoryRow(stamp, folder, identity, Header.of(layout, values)));
		} catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
			log(e);
			return Optional.empty();
		}
	}

	/** The files that are not there any more, of those that were in or below one of some folders. */
	Set<FileStamp> gone(Set<FileStamp> seen, List<String> places) {
		var gone = new HashSet<FileStamp>();
		for (int row = 0; row < rows.length; row++) {
			if (found[row] == 0 && !seen.contains(stamp(row))) {
				row(row).filter(known -> places.stream().anyMatch(place -> isBelow(known.folder(), place)))
						.ifPresent(known -> gone.add(known.stamp()));
			}
		}
		return gone;
	}

	private static boolean isBelow(String folder, String place) {
		return folder.startsWith(place)
				&& (folder.length() == place.length() || place.endsWith("/") || folder.charAt(place.length()) == '/');
	}

	private static int count(ByteBuffer in) {
		int count = in.getInt();
		// each thing counted has a byte at least
		if (count < 0 || count > in.remaining()) {
			throw new IllegalArgumentException(count + " where " + in.remaining() + " bytes are left");
		}
		return count;
	}

	private static String text(ByteBuffer in) {
		byte[] encoded = new byte[count(in)];
		in.get(encoded);
		return new String(encoded, StandardCharsets.UTF_8);
	}

	private static Object value(ByteBuffer in, Object[] shared) {
		int kind = number(in);
		switch (kind) {
		case MemoryEncoder.TEXT -> {
			int length = number(in);
			int at = in.position();
			in.position(at + length);
			return new String(in.array(), at, length, StandardCharsets.ISO_8859_1);
		}
		case MemoryEncoder.INTEGER -> {
			return in.getLong();
		}
		case MemoryEncoder.REAL -> {
			return in.getDouble();
		}
		case MemoryEncoder.TRUE -> {
			return true;
		}
		case MemoryEncoder.FALSE -> {
			return false;
		}
		default -> {
			return shared[kind - MemoryEncoder.SHARED];
		}
		}
	}

	private static int number(ByteBuffer in) {
		int number = 0;
		for (int shift = 0; shift < Integer.SIZE; shift += 7) {
			byte part = in.get();
			number |= (part & 0x7f) << shift;
			if (part >= 0) {
				return number;
			}
		}
		throw new IllegalArgumentException("a number of more than 32 bits");
	}

	private static void log(Exception why) {
		System.getLogger(MemoryRows.class.getName()).log(System.Logger.Level.DEBUG, "a memory that makes no sense",
				why);
	}
}
