package org.armillary.data.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.data.Column;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.FitsMessage;
import org.armillary.data.IntegerColumn;
import org.armillary.data.LogicalColumn;
import org.armillary.data.RealColumn;
import org.armillary.data.RealColumn.Storage;
import org.armillary.data.Table;
import org.armillary.data.TextColumn;

/** Reads binary tables of columns of fixed width. */
final class TableReader {

	private static final Pattern FORMAT = Pattern.compile("(\\d{0,9})([A-Z])(.*)");
	private static final Pattern FIRST_DIMENSION = Pattern.compile("\\( *(\\d{1,9}) *[,)].*");
	private static final int MOST_COLUMNS = 999;
	private static final int CHUNK_BYTES = 1 << 20;

	private final Hdu hdu;
	private final FitsHeader header;
	private final int rows;
	private final int rowBytes;

	private TableReader(Hdu hdu) throws FitsException {
		this.hdu = hdu;
		this.header = hdu.header();
		this.rowBytes = size("NAXIS1");
		this.rows = size("NAXIS2");
		if (rowBytes == 0 && rows > 0) {
			throw bad("NAXIS1", rowBytes, "1 or more in a table of " + rows + " rows");
		}
	}

	static Table read(Hdu hdu) throws FitsException {
		if (hdu.kind() != HduKind.BINARY_TABLE) {
			throw new FitsException(FitsMessage.NO_TABLE.with(hdu.label(), hdu.kind().words()));
		}
		if (hdu.dimensions().size() != 2 || hdu.bitpix() != Byte.SIZE) {
			throw new FitsException(FitsMessage.BAD_STRUCTURE.with(hdu.label(), "NAXIS, BITPIX",
					hdu.dimensions().size() + ", " + hdu.bitpix(), "2, 8 for a table"));
		}
		return new TableReader(hdu).read();
	}

	private Table read() throws FitsException {
		List<Field> fields = fields();
		try (FileChannel channel = FileChannel.open(hdu.path(), StandardOpenOption.READ)) {
			int chunkRows = Math.max(1, CHUNK_BYTES / Math.max(1, rowBytes));
			ByteBuffer buffer = ByteBuffer.allocate(Math.min(chunkRows, Math.max(1, rows)) * rowBytes);
			Chunks.forEach(rows, chunkRows, (row, count) -> {
				buffer.clear().limit(count * rowBytes);
				PixelReader.readFully(hdu, channel, buffer, hdu.dataOffset() + (long) row * rowBytes);
				for (Field field : fields) {
					for (int i = 0; i < count; i++) {
						field.decode(buffer, i * rowBytes, row + i);
					}
				}
			});
		} catch (IOException e) {
			throw FileErrors.reading(hdu.path(), e);
		}
		var columns = new ArrayList<Column>();
		for (Field field : fields) {
			columns.add(field.column());
		}
		String name = header.findText("EXTNAME").orElse("");
		try {
			return new Table(name, columns, header);
		} catch (IllegalArgumentException e) {
			throw new FitsException(
					FitsMessage.BAD_STRUCTURE.with(hdu.label(), "TTYPEn", e.getMessage(), "columns of different names"),
					e);
		}
	}

	private List<Field> fields() throws FitsException {
		long count = header.integer("TFIELDS");
		if (count < 0 || count > MOST_COLUMNS) {
			throw bad("TFIELDS", count, "0 to " + MOST_COLUMNS);
		}
		var fields = new ArrayList<Field>();
		long offset = 0;
		for (int i = 1; i <= count; i++) {
			String format = header.text("TFORM" + i).strip().toUpperCase(Locale.ROOT);
			Matcher matcher = FORMAT.matcher(format);
			if (!matcher.matches()) {
				throw bad("TFORM" + i, format, "a repeat count and one of LXBIJKAED");
			}
			int repeat = matcher.group(1).isEmpty() ? 1 : Integer.parseInt(matcher.group(1));
			char type = matcher.group(2).charAt(0);
			String name = header.findText("TTYPE" + i).filter(text -> !text.isBlank()).orElse("COLUMN" + i);
			long bytes = bytes(type, repeat, name, format);
			if (offset + bytes > rowBytes) {
				throw bad("TFORM" + i, format, "columns that fit into rows of " + rowBytes + " bytes (NAXIS1)");
			}
			if (repeat > 0) {
				fields.add(field(i, name, type, repeat, (int) offset));
			}
			offset += bytes;
		}
		return fields;
	}

	private long bytes(char type, int repeat, String name, String format) throws FitsException {
		return switch (type) {
		case 'L', 'B', 'A' -> repeat;
		case 'X' -> (repeat + 7L) / 8;
		case 'I' -> 2L * repeat;
		case 'J', 'E' -> 4L * repeat;
		case 'K', 'D' -> 8L * repeat;
		default -> throw new FitsException(FitsMessage.COLUMN_UNSUPPORTED.with(hdu.label(), name, format));
		};
	}

	private Field field(int number, String name, char type, int repeat, int offset) throws FitsException {
		String unit = header.findText("TUNIT" + number).orElse("");
		return switch (type) {
		case 'A' -> new TextField(name, unit, offset, textLength(number, repeat), repeat);
		case 'L', 'X' -> new LogicalField(name, unit, offset, type, new boolean[elements(repeat)], repeat);
		case 'E', 'D' -> new RealField(name, unit, offset, type, scaling(number), new double[elements(repeat)], repeat);
		default -> integerField(number, name, unit, type, repeat, offset);
		};
	}

	/** Integers stay integers as long as they are only shifted, as unsigned ones are. */
	private Field integerField(int number, String name, String unit, char type, int repeat, int offset)
			throws FitsException {
		Scaling scaling = scaling(number);
		if (scaling.scale() == 1 && scaling.zero() == Math.rint(scaling.zero()) && Math.abs(scaling.zero()) < 0x1p62) {
			return new IntegerField(name, unit, offset, type, (long) scaling.zero(), scaling.noData(),
					new long[elements(repeat)], repeat);
		}
		return new RealField(name, unit, offset, type, scaling, new double[elements(repeat)], repeat);
	}

	private int textLength(int number, int repeat) throws FitsException {
		Matcher matcher = FIRST_DIMENSION.matcher(header.findText("TDIM" + number).orElse(""));
		int length = matcher.matches() ? Integer.parseInt(matcher.group(1)) : repeat;
		return length > 0 && repeat % length == 0 ? length : repeat;
	}

	private Scaling scaling(int number) throws FitsException {
		return new Scaling(header.findReal("TSCAL" + number).orElse(1), header.findReal("TZERO" + number).orElse(0),
				header.findInteger("TNULL" + number));
	}

	private int elements(int repeat) throws FitsException {
		long elements = (long) repeat * rows;
		if (elements > Integer.MAX_VALUE - 16) {
			throw new FitsException(FitsMessage.TOO_LARGE.with(hdu.label(), elements, Integer.MAX_VALUE - 16));
		}
		return (int) elements;
	}

	private int size(String keyword) throws FitsException {
		long size = header.integer(keyword);
		if (size > Integer.MAX_VALUE - 16) {
			throw new FitsException(FitsMessage.TOO_LARGE.with(hdu.label(), size, Integer.MAX_VALUE - 16));
		}
		return (int) size;
	}

	private FitsException bad(String keyword, Object found, String expected) {
		return new FitsException(FitsMessage.BAD_STRUCTURE.with(hdu.label(), keyword, found, expected));
	}

	private static long stored(ByteBuffer buffer, char type, int at) {
		return switch (type) {
		case 'B' -> buffer.get(at) & 0xff;
		case 'I' -> buffer.getShort(at);
		case 'J' -> buffer.getInt(at);
		default -> buffer.getLong(at);
		};
	}

	private static int bytesOf(char type) {
		return switch (type) {
		case 'I' -> 2;
		case 'J', 'E' -> 4;
		case 'K', 'D' -> 8;
		default -> 1;
		};
	}

	/** TSCALn, TZEROn, TNULLn. */
	private record Scaling(double scale, double zero, OptionalLong noData) {
	}

	/** A column while it is read. */
	private sealed interface Field {

		/** Takes one row, which begins at {@code start} of the buffer. */
		void decode(ByteBuffer buffer, int start, int row);

		Column column();
	}

	private record RealField(String name, String unit, int offset, char type, Scaling scaling, double[] values,
			int width)
			implements Field {

		@Override
		public void decode(ByteBuffer buffer, int start, int row) {
			for (int i = 0; i < width; i++) {
				int at = start + offset + i * bytesOf(type);
				values[row * width + i] = switch (type) {
				case 'E' -> buffer.getFloat(at) * scaling.scale() + scaling.zero();
				case 'D' -> buffer.getDouble(at) * scaling.scale() + scaling.zero();
				default -> {
					long value = stored(buffer, type, at);
					boolean noData = scaling.noData().isPresent() && scaling.noData().getAsLong() == value;
					yield noData ? Double.NaN : value * scaling.scale() + scaling.zero();
				}
				};
			}
		}

		@Override
		public Column column() {
			return new RealColumn(name, unit, width, values, type == 'E' ? Storage.SINGLE : Storage.DOUBLE);
		}
	}

	private record IntegerField(String name, String unit, int offset, char type, long zero, OptionalLong noData,
			long[] values,
			int width) implements Field {

		@Override
		public void decode(ByteBuffer buffer, int start, int row) {
			for (int i = 0; i < width; i++) {
				values[row * width + i] = stored(buffer, type, start + offset + i * bytesOf(type)) + zero;
			}
		}

		@Override
		public Column column() {
			OptionalLong shifted = noData.isPresent() ? OptionalLong.of(noData.getAsLong() + zero) : noData;
			int bits = bytesOf(type) * Byte.SIZE;
			return new IntegerColumn(name, unit, width, values, zero == 0 ? bits : Math.min(Long.SIZE, 2 * bits),
					shifted);
		}
	}

	private record LogicalField(String name, String unit, int offset, char type, boolean[] values, int width)
			implements Field {

		@Override
		public void decode(ByteBuffer buffer, int start, int row) {
			for (int i = 0; i < width; i++) {
				values[row * width + i] = type == 'L' ? buffer.get(start + offset + i) == 'T'
						: (buffer.get(start + offset + i / 8) & 0x80 >> i % 8) != 0;
			}
		}

		@Override
		public Column column() {
			return new LogicalColumn(name, unit, width, values);
		}
	}

	private final class TextField implements Field {

		private final String name;
		private final String unit;
		private final int offset;
		private final int length;
		private final int width;
		private final String[] values;

		TextField(String name, String unit, int offset, int length, int repeat) throws FitsException {
			this.name = name;
			this.unit = unit;
			this.offset = offset;
			this.length = length;
			this.width = repeat / length;
			this.values = new String[elements(width)];
		}

		@Override
		public void decode(ByteBuffer buffer, int start, int row) {
			for (int i = 0; i < width; i++) {
				String text = new String(buffer.array(), start + offset + i * length, length,
						StandardCharsets.ISO_8859_1);
				int nul = text.indexOf('\0');
				values[row * width + i] = (nul < 0 ? text : text.substring(0, nul)).stripTrailing();
			}
		}

		@Override
		public Column column() {
			return new TextColumn(name, unit, width, values);
		}
	}
}
