package org.armillary.data.fits;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.armillary.data.Column;
import org.armillary.data.FitsHeader;
import org.armillary.data.IntegerColumn;
import org.armillary.data.LogicalColumn;
import org.armillary.data.RealColumn;
import org.armillary.data.RealColumn.Storage;
import org.armillary.data.Table;
import org.armillary.data.TextColumn;

/** Encodes the rows of a table, and describes its columns in a header. */
final class TableEncoder {

	private final List<Format> formats = new ArrayList<>();
	private final int rowBytes;

	/**
	 * How a column is stored.
	 *
	 * @param column
	 *            the column
	 * @param code
	 *            TFORM
	 * @param bytes
	 *            bytes of an element
	 * @param letters
	 *            bytes of each text as ISO 8859-1; of text columns only
	 */
	private record Format(Column column, String code, int bytes, byte[][] letters) {
	}

	TableEncoder(Table table) {
		table.columns().forEach(column -> formats.add(format(column)));
		this.rowBytes = formats.stream().mapToInt(format -> Math.multiplyExact(format.bytes(), format.column().width()))
				.reduce(0, Math::addExact);
	}

	int rowBytes() {
		return rowBytes;
	}

	void describe(FitsHeader.Builder header) {
		header.set("TFIELDS", formats.size(), "number of columns");
		for (int i = 0; i < formats.size(); i++) {
			Format format = formats.get(i);
			int number = i + 1;
			header.set("TTYPE" + number, format.column().name(), "");
			header.set("TFORM" + number, format.code(), "");
			if (!format.column().unit().isEmpty()) {
				header.set("TUNIT" + number, format.column().unit(), "");
			}
			if (format.column() instanceof TextColumn && format.column().width() > 1) {
				header.set("TDIM" + number, "(" + format.bytes() + "," + format.column().width() + ")", "");
			}
			if (format.column() instanceof IntegerColumn integers && integers.noData().isPresent()) {
				header.set("TNULL" + number, integers.noData().getAsLong(), "no data");
			}
		}
	}

	void encode(ByteBuffer target, int first, int count) {
		for (int row = first; row < first + count; row++) {
			for (Format format : formats) {
				for (int element = 0; element < format.column().width(); element++) {
					put(target, format, row, element);
				}
			}
		}
	}

	private static void put(ByteBuffer target, Format format, int row, int element) {
		switch (format.column()) {
		case RealColumn reals when reals.storage() == Storage.SINGLE -> target.putFloat((float) reals.at(row, element));
		case RealColumn reals -> target.putDouble(reals.at(row, element));
		case LogicalColumn logicals -> target.put((byte) (logicals.at(row, element) ? 'T' : 'F'));
		case TextColumn texts -> {
			byte[] letters = format.letters()[row * texts.width() + element];
			target.put(letters);
			for (int i = letters.length; i < format.bytes(); i++) {
				target.put((byte) ' ');
			}
		}
		case IntegerColumn integers -> {
			long value = integers.at(row, element);
			switch (integers.bits()) {
			case 8 -> target.put((byte) value);
			case 16 -> target.putShort((short) value);
			case 32 -> target.putInt((int) value);
			default -> target.putLong(value);
			}
		}
		}
	}

	private static Format format(Column column) {
		byte[][] none = {};
		return switch (column) {
		case RealColumn reals when reals.storage() == Storage.SINGLE ->
			new Format(column, column.width() + "E", 4, none);
		case RealColumn _ -> new Format(column, column.width() + "D", 8, none);
		case LogicalColumn _ -> new Format(column, column.width() + "L", 1, none);
		case IntegerColumn integers -> {
			checkRange(integers);
			String code = switch (integers.bits()) {
			case 8 -> "B";
			case 16 -> "I";
			case 32 -> "J";
			default -> "K";
			};
			yield new Format(column, column.width() + code, integers.bits() / Byte.SIZE, none);
		}
		case TextColumn texts -> {
			String[] values = texts.values();
			byte[][] letters = new byte[values.length][];
			int longest = 1;
			for (int i = 0; i < values.length; i++) {
				letters[i] = values[i].replaceAll("[^ -~]", "?").getBytes(StandardCharsets.US_ASCII);
				longest = Math.max(longest, letters[i].length);
			}
			yield new Format(column, Math.multiplyExact(longest, column.width()) + "A", longest, letters);
		}
		};
	}

	private static void checkRange(IntegerColumn column) {
		if (column.bits() == Long.SIZE) {
			return;
		}
		long lowest = column.bits() == 8 ? 0 : -(1L << column.bits() - 1);
		long highest = lowest + (1L << column.bits()) - 1;
		for (long value : column.values()) {
			if (value < lowest || value > highest) {
				throw new IllegalArgumentException("column " + column.name() + ": " + value + " does not fit into "
						+ column.bits() + " bits");
			}
		}
	}
}
