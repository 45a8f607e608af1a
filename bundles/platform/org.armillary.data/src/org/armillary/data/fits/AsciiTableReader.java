package org.armillary.data.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.data.Column;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.FitsMessage;
import org.armillary.data.IntegerColumn;
import org.armillary.data.RealColumn;
import org.armillary.data.RealColumn.Storage;
import org.armillary.data.Table;
import org.armillary.data.TextColumn;

/**
 * Reads tables in text form: FITS 4.0, section 7.2. A field of a number that is blank or says TNULLn is "no data":
 * NaN among real numbers, {@link Long#MIN_VALUE} among integers.
 */
final class AsciiTableReader {

	private static final Pattern FORMAT = Pattern.compile("([AIFED])(\\d{1,9})(?:\\.(\\d{1,9}))?");
	private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([ED]?[+-]?\\d{1,5})?");
	private static final int MOST_COLUMNS = 999;
	private static final int CHUNK_BYTES = 1 << 20;
	/** How many times over the fields of a row may use its characters; fields may overlap. */
	private static final long MOST_OVERLAP = 2;

	private final Hdu hdu;
	private final FitsHeader header;
	private final int rows;
	private final int rowBytes;

	/**
	 * A column while it is read.
	 *
	 * @param format
	 *            one of AIFED
	 * @param from
	 *            its first character in a row, from 0
	 * @param width
	 *            its characters
	 * @param decimals
	 *            digits after a decimal point that is not written
	 * @param noData
	 *            TNULLn without blanks
	 * @param integer
	 *            whether its numbers stay integers
	 */
	private record Field(String name, String unit, char format, int from, int width, int decimals, double scale,
			double zero, Optional<String> noData, boolean integer, long[] integers, double[] reals, String[] texts) {
	}

	private AsciiTableReader(Hdu hdu) throws FitsException {
		this.hdu = hdu;
		this.header = hdu.header();
		if (hdu.dimensions().size() != 2 || hdu.bitpix() != Byte.SIZE) {
			throw TableLayout.bad(hdu, "NAXIS, BITPIX", hdu.dimensions().size() + ", " + hdu.bitpix(),
					"2, 8 for a table");
		}
		this.rowBytes = TableLayout.size(hdu, hdu.dimensions().get(0));
		this.rows = TableLayout.size(hdu, hdu.dimensions().get(1));
		long bytes = (long) rows * rowBytes;
		if (rowBytes == 0 && rows > 0 || bytes > hdu.dataSize()) {
			throw TableLayout.bad(hdu, "NAXIS1 x NAXIS2", bytes, "rows within the " + hdu.dataSize()
					+ " bytes of the data unit, each of 1 byte or more");
		}
	}

	static Table read(Hdu hdu) throws FitsException {
		return new AsciiTableReader(hdu).read();
	}

	private Table read() throws FitsException {
		List<Field> fields = fields();
		if (rows > 0) {
			try (FileContent.Access access = hdu.content().open()) {
				int chunkRows = Math.max(1, CHUNK_BYTES / rowBytes);
				ByteBuffer buffer = ByteBuffer.allocate(Math.min(chunkRows, rows) * rowBytes);
				Chunks.forEach(rows, chunkRows, (row, count) -> {
					buffer.clear().limit(count * rowBytes);
					PixelReader.readFully(hdu, access, buffer, hdu.dataOffset() + (long) row * rowBytes);
					for (Field field : fields) {
						for (int i = 0; i < count; i++) {
							decode(field, new String(buffer.array(), i * rowBytes + field.from(), field.width(),
									StandardCharsets.ISO_8859_1), row + i);
						}
					}
				});
			} catch (IOException e) {
				throw FileErrors.reading(hdu.path(), e);
			}
		}
		var columns = new ArrayList<Column>();
		for (Field field : fields) {
			columns.add(column(field));
		}
		return TableReader.table(hdu, columns);
	}

	private List<Field> fields() throws FitsException {
		long count = header.integer("TFIELDS");
		if (count < 0 || count > MOST_COLUMNS) {
			throw TableLayout.bad(hdu, "TFIELDS", count, "0 to " + MOST_COLUMNS);
		}
		var fields = new ArrayList<Field>();
		long characters = 0;
		for (int number = 1; number <= count; number++) {
			String format = header.text("TFORM" + number).strip().toUpperCase(Locale.ROOT);
			Matcher matcher = FORMAT.matcher(format);
			if (!matcher.matches()) {
				throw TableLayout.bad(hdu, "TFORM" + number, format, "one of Aw, Iw, Fw.d, Ew.d, Dw.d");
			}
			char letter = matcher.group(1).charAt(0);
			int width = Integer.parseInt(matcher.group(2));
			long from = header.integer("TBCOL" + number) - 1;
			if (width < 1 || from < 0 || from > rowBytes - width) {
				throw TableLayout.bad(hdu, "TBCOL" + number, from + 1,
						"a field of " + width + " characters (TFORM" + number + ") within rows of " + rowBytes);
			}
			characters += width;
			if (characters > MOST_OVERLAP * rowBytes) {
				throw TableLayout.bad(hdu, "TFORM1 to TFORM" + number, characters + " characters",
						"at most " + MOST_OVERLAP + " times the " + rowBytes + " characters of a row (NAXIS1)");
			}
			fields.add(field(number, letter, (int) from, width,
					matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3))));
		}
		return fields;
	}

	private Field field(int number, char letter, int from, int width, int decimals) throws FitsException {
		String name = header.findText("TTYPE" + number).filter(text -> !text.isBlank()).orElse("COLUMN" + number);
		double scale = header.findReal("TSCAL" + number).orElse(1);
		double zero = header.findReal("TZERO" + number).orElse(0);
		boolean integer = letter == 'I' && scale == 1 && zero == 0;
		boolean real = letter != 'A' && !integer;
		return new Field(name, header.findText("TUNIT" + number).orElse(""), letter, from, width, decimals, scale, zero,
				header.findText("TNULL" + number).map(String::strip), integer, new long[integer ? rows : 0],
				new double[real ? rows : 0], new String[letter == 'A' ? rows : 0]);
	}

	private void decode(Field field, String cell, int row) throws FitsException {
		String text = cell.strip();
		if (field.format() == 'A') {
			int nul = cell.indexOf('\0');
			field.texts()[row] = (nul < 0 ? cell : cell.substring(0, nul)).stripTrailing();
			return;
		}
		boolean noData = text.isEmpty() || field.noData().isPresent() && field.noData().get().equals(text);
		if (field.integer()) {
			field.integers()[row] = noData ? Long.MIN_VALUE : integer(field, text, row);
		} else {
			field.reals()[row] = noData ? Double.NaN : real(field, text, row) * field.scale() + field.zero();
		}
	}

	private long integer(Field field, String text, int row) throws FitsException {
		try {
			return Long.parseLong(text);
		} catch (NumberFormatException e) {
			throw malformed(field, text, row, "an integer of at most 64 bits", e);
		}
	}

	private double real(Field field, String text, int row) throws FitsException {
		String upper = text.toUpperCase(Locale.ROOT);
		Matcher matcher = NUMBER.matcher(upper);
		if (!matcher.matches()) {
			throw malformed(field, text, row, "a number", null);
		}
		String exponent = matcher.group(3) == null ? "" : matcher.group(3);
		String digits = upper.substring(0, upper.length() - exponent.length());
		if (!exponent.isEmpty() && Character.isLetter(exponent.charAt(0))) {
			exponent = exponent.substring(1);
		}
		int power = exponent.isEmpty() ? 0 : Integer.parseInt(exponent);
		boolean pointIsImplied = field.format() != 'I' && digits.indexOf('.') < 0;
		return Double.parseDouble(digits + "E" + (power - (pointIsImplied ? field.decimals() : 0)));
	}

	private FitsException malformed(Field field, String text, int row, String expected, Exception cause) {
		return new FitsException(FitsMessage.CELL_MALFORMED.with(hdu.label(), field.name(), row + 1,
				text.replaceAll("[^ -~]", "?"), expected), cause);
	}

	private static Column column(Field field) {
		if (field.format() == 'A') {
			return new TextColumn(field.name(), field.unit(), 1, field.texts());
		}
		if (!field.integer()) {
			return new RealColumn(field.name(), field.unit(), 1, field.reals(),
					field.format() == 'E' ? Storage.SINGLE : Storage.DOUBLE);
		}
		boolean gaps = Arrays.stream(field.integers()).anyMatch(value -> value == Long.MIN_VALUE);
		return new IntegerColumn(field.name(), field.unit(), 1, field.integers(), Long.SIZE,
				gaps ? OptionalLong.of(Long.MIN_VALUE) : OptionalLong.empty());
	}
}
