package org.armillary.data.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.FitsMessage;

/**
 * Where the columns of a binary table stand in its rows, and where its heap is: FITS 4.0, section 7.3. All rows and the
 * heap lie within the data unit, which lies within the file.
 *
 * @param hdu
 *            the table, or the image that is stored in it
 * @param rows
 *            number of rows
 * @param rowBytes
 *            length of a row in bytes
 * @param columns
 *            the columns, also those without elements
 * @param heapOffset
 *            where the heap begins, in bytes from the beginning of the data unit
 * @param heapBytes
 *            length of the heap in bytes
 */
record TableLayout(Hdu hdu, int rows, int rowBytes, List<ColumnFormat> columns, long heapOffset, long heapBytes) {

	static final int MOST_ELEMENTS = Integer.MAX_VALUE - 16;

	private static final Pattern FORMAT = Pattern.compile("(\\d{0,9})([A-Z])(.*)");
	private static final int MOST_COLUMNS = 999;

	/** Where the elements of a row stand in the heap: their number, and bytes from the beginning of the heap. */
	record Descriptor(long count, long offset) {
	}

	/**
	 * A column of a binary table.
	 *
	 * @param number
	 *            its number, from 1
	 * @param name
	 *            TTYPEn
	 * @param format
	 *            TFORMn
	 * @param letter
	 *            type of its elements, one of LXBIJKAEDCM
	 * @param repeat
	 *            elements in each row; of a column of variable length 0 or 1, the number of descriptors
	 * @param descriptor
	 *            bytes of each half of a descriptor: 4 (P), 8 (Q), 0 if the elements stand in the row
	 * @param offset
	 *            where it begins in a row, in bytes
	 * @param suffix
	 *            what follows the letters in TFORMn
	 */
	record ColumnFormat(int number, String name, String format, char letter, int repeat, int descriptor, int offset,
			String suffix) {

		/** Whether the elements stand in the heap. */
		boolean isVariable() {
			return descriptor > 0;
		}

		/** Bytes of {@code count} elements. */
		long bytes(long count) {
			return letter == 'X' ? (count + Byte.SIZE - 1) / Byte.SIZE : count * elementBytes(letter);
		}

		/** The descriptor of a row that begins at {@code row} of the buffer. */
		Descriptor descriptor(ByteBuffer buffer, int row) {
			int at = row + offset;
			return descriptor == Integer.BYTES ? new Descriptor(buffer.getInt(at), buffer.getInt(at + Integer.BYTES))
					: new Descriptor(buffer.getLong(at), buffer.getLong(at + Long.BYTES));
		}
	}

	static TableLayout of(Hdu hdu) throws FitsException {
		FitsHeader header = hdu.storedHeader();
		HduStructure stored = hdu.stored();
		if (stored.axes().size() != 2 || stored.bitpix() != Byte.SIZE) {
			throw bad(hdu, "NAXIS, BITPIX", stored.axes().size() + ", " + stored.bitpix(), "2, 8 for a table");
		}
		int rowBytes = size(hdu, stored.axes().get(0));
		int rows = size(hdu, stored.axes().get(1));
		if (rowBytes == 0 && rows > 0) {
			throw bad(hdu, "NAXIS1", rowBytes, "1 or more in a table of " + rows + " rows");
		}
		long table = (long) rows * rowBytes;
		long heap = header.findInteger("THEAP").orElse(table);
		// GCOUNT = 0 leaves no data at all, whatever NAXIS2 says
		if (table > stored.dataBytes()) {
			throw bad(hdu, "NAXIS1 x NAXIS2", table, "at most the " + stored.dataBytes() + " bytes of the data unit");
		}
		if (heap < table || heap > stored.dataBytes()) {
			throw bad(hdu, "THEAP", heap, table + " to " + stored.dataBytes());
		}
		return new TableLayout(hdu, rows, rowBytes, columns(hdu, header, rowBytes), heap, stored.dataBytes() - heap);
	}

	/** The column of that name, if it has elements. */
	Optional<ColumnFormat> find(String name) {
		return columns.stream().filter(column -> column.repeat() > 0 && column.name().equalsIgnoreCase(name))
				.findFirst();
	}

	/** Bytes of the elements that a descriptor points to, which must lie within the heap. */
	int bytes(ColumnFormat column, long row, Descriptor descriptor) throws FitsException {
		long count = descriptor.count();
		if (count == 0) {
			return 0;
		}
		boolean sane = count > 0 && count <= MOST_ELEMENTS && descriptor.offset() >= 0;
		long bytes = sane ? column.bytes(count) : 0;
		if (!sane || bytes > MOST_ELEMENTS || descriptor.offset() > heapBytes - bytes) {
			throw new FitsException(FitsMessage.CELL_MALFORMED.with(hdu.label(), column.name(), row + 1,
					count + " elements at byte " + descriptor.offset(),
					"elements within the heap of " + heapBytes + " bytes"));
		}
		return (int) bytes;
	}

	/** Fills a buffer with bytes of the data unit. */
	void read(FileContent.Access access, ByteBuffer buffer, long offset) throws IOException {
		PixelReader.readFully(hdu, access, buffer, hdu.dataOffset() + offset);
	}

	private static List<ColumnFormat> columns(Hdu hdu, FitsHeader header, int rowBytes) throws FitsException {
		long count = header.integer("TFIELDS");
		if (count < 0 || count > MOST_COLUMNS) {
			throw bad(hdu, "TFIELDS", count, "0 to " + MOST_COLUMNS);
		}
		var columns = new ArrayList<ColumnFormat>();
		long offset = 0;
		for (int number = 1; number <= count; number++) {
			String keyword = "TFORM" + number;
			String format = header.text(keyword).strip().toUpperCase(Locale.ROOT);
			Matcher matcher = FORMAT.matcher(format);
			if (!matcher.matches()) {
				throw bad(hdu, keyword, format, "a repeat count and one of LXBIJKAEDCMPQ");
			}
			int repeat = matcher.group(1).isEmpty() ? 1 : Integer.parseInt(matcher.group(1));
			char letter = matcher.group(2).charAt(0);
			String suffix = matcher.group(3).strip();
			int descriptor = switch (letter) {
			case 'P' -> Integer.BYTES;
			case 'Q' -> Long.BYTES;
			default -> 0;
			};
			String name = header.findText("TTYPE" + number).filter(text -> !text.isBlank())
					.orElse("COLUMN" + number);
			long bytes;
			if (descriptor > 0) {
				letter = suffix.isEmpty() ? ' ' : suffix.charAt(0);
				bytes = 2L * descriptor * repeat;
				if (repeat > 1) {
					throw bad(hdu, keyword, format, "a repeat count of 0 or 1 before P or Q");
				}
			} else {
				bytes = letter == 'X' ? (repeat + 7L) / 8 : (long) repeat * elementBytes(letter);
			}
			if (elementBytes(letter) == 0) {
				throw new FitsException(FitsMessage.COLUMN_UNSUPPORTED.with(hdu.label(), name, format));
			}
			if (offset + bytes > rowBytes) {
				throw bad(hdu, keyword, format, "columns that fit into rows of " + rowBytes + " bytes (NAXIS1)");
			}
			columns.add(new ColumnFormat(number, name, format, letter, repeat, descriptor, (int) offset, suffix));
			offset += bytes;
		}
		return columns;
	}

	/** Bytes of an element of a type; 0 for an unknown type. */
	static int elementBytes(char letter) {
		return switch (letter) {
		case 'L', 'X', 'B', 'A' -> 1;
		case 'I' -> 2;
		case 'J', 'E' -> 4;
		case 'K', 'D', 'C' -> 8;
		case 'M' -> 16;
		default -> 0;
		};
	}

	static int size(Hdu hdu, long size) throws FitsException {
		if (size > MOST_ELEMENTS) {
			throw new FitsException(FitsMessage.TOO_LARGE.with(hdu.label(), size, MOST_ELEMENTS));
		}
		return (int) size;
	}

	static FitsException bad(Hdu hdu, String keyword, Object found, String expected) {
		return new FitsException(FitsMessage.BAD_STRUCTURE.with(hdu.label(), keyword, found, expected));
	}
}
