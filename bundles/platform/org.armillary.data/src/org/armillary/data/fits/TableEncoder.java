package org.armillary.data.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import org.armillary.data.Column;
import org.armillary.data.ComplexColumn;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.IntegerColumn;
import org.armillary.data.LogicalColumn;
import org.armillary.data.RealColumn;
import org.armillary.data.RealColumn.Storage;
import org.armillary.data.Table;
import org.armillary.data.TextColumn;
import org.armillary.data.VariableColumn;

/**
 * Encodes the rows of a table, and describes its columns in a header. Lists of different lengths stand in the heap
 * behind the rows, one column after the other.
 */
final class TableEncoder {

	private final List<Format> formats = new ArrayList<>();
	/** Of each column, the shape of its elements in a row. */
	private final List<List<Integer>> shapes = new ArrayList<>();
	private final int rows;
	private final int rowBytes;
	private final long heapBytes;
	/** Whether the places of lists need 64 bits. */
	private final boolean largeHeap;

	/**
	 * How a column is stored.
	 *
	 * @param column
	 *            the column
	 * @param letter
	 *            letter of TFORM
	 * @param bytes
	 *            bytes of an element
	 * @param letters
	 *            bytes of each text as ISO 8859-1; of text columns only
	 */
	private record Format(Column column, char letter, int bytes, byte[][] letters) {

		Format(Column column, char letter, int bytes) {
			this(column, letter, bytes, new byte[0][]);
		}
	}

	TableEncoder(Table table) throws FitsException {
		this.rows = table.rows();
		for (Column column : table.columns()) {
			formats.add(format(column));
			shapes.add(table.dimensions(column.name()));
		}
		long heap = 0;
		for (Format format : formats) {
			if (format.column() instanceof VariableColumn lists) {
				heap = Math.addExact(heap, (long) lists.elements().rows() * format.bytes());
			}
		}
		this.heapBytes = heap;
		this.largeHeap = heap > Integer.MAX_VALUE;
		this.rowBytes = formats.stream().mapToInt(this::cellBytes).reduce(0, Math::addExact);
	}

	int rows() {
		return rows;
	}

	int rowBytes() {
		return rowBytes;
	}

	/** Length of the heap behind the rows. */
	long heapBytes() {
		return heapBytes;
	}

	void describe(FitsHeader.Builder header) {
		header.set("TFIELDS", formats.size(), "number of columns");
		for (int i = 0; i < formats.size(); i++) {
			Format format = formats.get(i);
			Column column = format.column();
			int number = i + 1;
			header.set("TTYPE" + number, column.name(), "");
			header.set("TFORM" + number, code(format), "");
			if (!column.unit().isEmpty()) {
				header.set("TUNIT" + number, column.unit(), "");
			}
			var lengths = new ArrayList<>(shapes.get(i));
			if (column instanceof TextColumn && column.width() > 1) {
				lengths.addFirst(format.bytes());
			}
			if (lengths.size() > 1) {
				header.set("TDIM" + number,
						lengths.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")")), "");
			}
			OptionalLong noData = elements(column) instanceof IntegerColumn integers ? integers.noData()
					: OptionalLong.empty();
			if (noData.isPresent()) {
				header.set("TNULL" + number, noData.getAsLong(), "no data");
			}
		}
	}

	void encode(ByteBuffer target, int first, int count) {
		for (int row = first; row < first + count; row++) {
			long heap = 0;
			for (Format format : formats) {
				if (format.column() instanceof VariableColumn lists) {
					putPlace(target, lists.count(row), heap + (long) lists.start(row) * format.bytes());
					heap += (long) lists.elements().rows() * format.bytes();
				} else {
					for (int element = 0; element < format.column().width(); element++) {
						put(target, format, format.column(), row, element);
					}
				}
			}
		}
	}

	/** Adds the heap. */
	void heap(HduOutput output) throws IOException {
		for (Format format : formats) {
			if (format.column() instanceof VariableColumn lists) {
				output.append(lists.elements().rows(), format.bytes(), (target, first, count) -> {
					for (int i = first; i < first + count; i++) {
						put(target, format, lists.elements(), i, 0);
					}
				});
			}
		}
	}

	private int cellBytes(Format format) {
		return format.column() instanceof VariableColumn ? 2 * (largeHeap ? Long.BYTES : Integer.BYTES)
				: Math.multiplyExact(format.bytes(), format.column().width());
	}

	private String code(Format format) {
		return switch (format.column()) {
		case VariableColumn lists -> {
			int longest = 0;
			for (int row = 0; row < rows; row++) {
				longest = Math.max(longest, lists.count(row));
			}
			yield (largeHeap ? "1Q" : "1P") + format.letter() + "(" + longest + ")";
		}
		case TextColumn texts -> Math.multiplyExact(format.bytes(), texts.width()) + "A";
		case Column column -> column.width() + String.valueOf(format.letter());
		};
	}

	private void putPlace(ByteBuffer target, int count, long offset) {
		if (largeHeap) {
			target.putLong(count).putLong(offset);
		} else {
			target.putInt(count).putInt((int) offset);
		}
	}

	private static void put(ByteBuffer target, Format format, Column column, int row, int element) {
		switch (column) {
		case RealColumn reals when reals.storage() == Storage.SINGLE -> target.putFloat((float) reals.at(row, element));
		case RealColumn reals -> target.putDouble(reals.at(row, element));
		case ComplexColumn complex when complex.storage() == Storage.SINGLE ->
			target.putFloat((float) complex.real(row, element)).putFloat((float) complex.imaginary(row, element));
		case ComplexColumn complex ->
			target.putDouble(complex.real(row, element)).putDouble(complex.imaginary(row, element));
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
		case VariableColumn lists -> throw new IllegalStateException("column " + lists.name() + " of lists of lists");
		}
	}

	/** The column itself, or the one that holds the elements of its lists. */
	private static Column elements(Column column) {
		return column instanceof VariableColumn lists ? lists.elements() : column;
	}

	private static Format format(Column column) {
		return switch (elements(column)) {
		case RealColumn reals when reals.storage() == Storage.SINGLE -> new Format(column, 'E', Float.BYTES);
		case RealColumn _ -> new Format(column, 'D', Double.BYTES);
		case ComplexColumn complex when complex.storage() == Storage.SINGLE ->
			new Format(column, 'C', 2 * Float.BYTES);
		case ComplexColumn _ -> new Format(column, 'M', 2 * Double.BYTES);
		case LogicalColumn _ -> new Format(column, 'L', 1);
		case IntegerColumn integers -> {
			checkRange(integers);
			char letter = switch (integers.bits()) {
			case 8 -> 'B';
			case 16 -> 'I';
			case 32 -> 'J';
			default -> 'K';
			};
			yield new Format(column, letter, integers.bits() / Byte.SIZE);
		}
		case TextColumn texts when texts == column -> {
			String[] values = texts.values();
			byte[][] letters = new byte[values.length][];
			int longest = 1;
			for (int i = 0; i < values.length; i++) {
				letters[i] = values[i].replaceAll("[^ -~]", "?").getBytes(StandardCharsets.US_ASCII);
				longest = Math.max(longest, letters[i].length);
			}
			yield new Format(column, 'A', longest, letters);
		}
		case TextColumn _,VariableColumn _ -> throw new IllegalArgumentException(
				"column " + column.name() + ": " + column.content() + " cannot be written");
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
