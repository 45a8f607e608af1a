package org.armillary.data.fits;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.data.Column;
import org.armillary.data.ComplexColumn;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.IntegerColumn;
import org.armillary.data.LogicalColumn;
import org.armillary.data.RealColumn;
import org.armillary.data.RealColumn.Storage;
import org.armillary.data.TextColumn;
import org.armillary.data.fits.TableLayout.ColumnFormat;

/** Decodes the elements of one column of a binary table into an array that becomes the column. */
sealed interface CellDecoder {

	/** How far an integer may be shifted and stay one. */
	double MOST_SHIFT = 0x1p62;

	/**
	 * Takes elements.
	 *
	 * @param buffer
	 *            holds them, big-endian
	 * @param at
	 *            their first byte
	 * @param count
	 *            how many
	 * @param target
	 *            where the first of them belongs
	 */
	void decode(ByteBuffer buffer, int at, int count, int target);

	/** The column, after all elements were taken. */
	Column column(String name, String unit, int width);

	/**
	 * A decoder.
	 *
	 * @param textLength
	 *            characters of a text
	 * @param elements
	 *            elements of all rows together
	 */
	static CellDecoder of(Hdu hdu, ColumnFormat format, int textLength, int elements) throws FitsException {
		FitsHeader header = hdu.header();
		return switch (format.letter()) {
		case 'A' -> new Texts(textLength, new String[elements]);
		case 'L', 'X' -> new Logicals(format.letter() == 'X', new boolean[elements]);
		case 'E', 'D' -> new Reals(format.letter(), Scaling.of(header, format.number()), new double[elements]);
		case 'C', 'M' -> new Complexes(format.letter() == 'C' ? Storage.SINGLE : Storage.DOUBLE,
				Scaling.of(header, format.number()), new double[TableLayout.size(hdu, 2L * elements)]);
		default -> integers(format.letter(), Scaling.of(header, format.number()), elements);
		};
	}

	/** Integers stay integers as long as they are only shifted, as unsigned ones are. */
	private static CellDecoder integers(char letter, Scaling scaling, int elements) {
		double zero = scaling.zero();
		boolean shifted = scaling.scale() == 1 && zero == Math.rint(zero)
				&& (letter == 'K' ? zero == 0 || zero == PixelDecoder.UNSIGNED_LONG : Math.abs(zero) < MOST_SHIFT);
		return shifted ? new Integers(letter, scaling, new long[elements])
				: new Reals(letter, scaling, new double[elements]);
	}

	/** Characters of each text of a column: the first of TDIMn, the number after A, or all. */
	static int textLength(FitsHeader header, ColumnFormat format) throws FitsException {
		int repeat = format.repeat();
		for (String text : new String[] { header.findText("TDIM" + format.number()).orElse(""), format.suffix() }) {
			Matcher matcher = Texts.LENGTH.matcher(text);
			int length = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
			if (length > 0 && repeat % length == 0) {
				return length;
			}
		}
		return repeat;
	}

	/** A text out of bytes, as far as the first NUL, without trailing blanks. */
	static String text(ByteBuffer buffer, int at, int length) {
		int end = at;
		while (end < at + length && buffer.get(end) != 0) {
			end++;
		}
		while (end > at && buffer.get(end - 1) == ' ') {
			end--;
		}
		return new String(buffer.array(), buffer.arrayOffset() + at, end - at, StandardCharsets.ISO_8859_1);
	}

	/** TSCALn, TZEROn, TNULLn. */
	record Scaling(double scale, double zero, OptionalLong noData) {

		static Scaling of(FitsHeader header, int number) throws FitsException {
			return new Scaling(header.findReal("TSCAL" + number).orElse(1), header.findReal("TZERO" + number).orElse(0),
					header.findInteger("TNULL" + number));
		}

		double apply(double stored) {
			// adding a zero that is not there would take the sign from -0.0
			return scale == 1 && zero == 0 ? stored : stored * scale + zero;
		}

		boolean isNull(long stored) {
			return noData.isPresent() && noData.getAsLong() == stored;
		}
	}

	private static long stored(ByteBuffer buffer, char letter, int at) {
		return switch (letter) {
		case 'B' -> buffer.get(at) & 0xff;
		case 'I' -> buffer.getShort(at);
		case 'J' -> buffer.getInt(at);
		default -> buffer.getLong(at);
		};
	}

	/** Real numbers, and integers that are scaled to such. */
	record Reals(char letter, Scaling scaling, double[] values) implements CellDecoder {

		@Override
		public void decode(ByteBuffer buffer, int at, int count, int target) {
			int bytes = TableLayout.elementBytes(letter);
			for (int i = 0; i < count; i++) {
				int place = at + i * bytes;
				values[target + i] = switch (letter) {
				case 'E' -> scaling.apply(buffer.getFloat(place));
				case 'D' -> scaling.apply(buffer.getDouble(place));
				default -> {
					long value = stored(buffer, letter, place);
					yield scaling.isNull(value) ? Double.NaN : scaling.apply(value);
				}
				};
			}
		}

		@Override
		public Column column(String name, String unit, int width) {
			return new RealColumn(name, unit, width, values, letter == 'E' ? Storage.SINGLE : Storage.DOUBLE);
		}
	}

	/** Pairs of real and imaginary part; TZEROn is real. */
	record Complexes(Storage storage, Scaling scaling, double[] values) implements CellDecoder {

		@Override
		public void decode(ByteBuffer buffer, int at, int count, int target) {
			for (int i = 0; i < 2 * count; i++) {
				double value = storage == Storage.SINGLE ? buffer.getFloat(at + i * Float.BYTES)
						: buffer.getDouble(at + i * Double.BYTES);
				values[2 * target + i] = i % 2 == 0 ? scaling.apply(value) : value * scaling.scale();
			}
		}

		@Override
		public Column column(String name, String unit, int width) {
			return new ComplexColumn(name, unit, width, values, storage);
		}
	}

	/**
	 * Integers, shifted by TZEROn. Unsigned integers of 64 bits stay integers as long as all of them are below 2^63;
	 * else the column is one of real numbers, each the nearest.
	 */
	record Integers(char letter, Scaling scaling, long[] values) implements CellDecoder {

		@Override
		public void decode(ByteBuffer buffer, int at, int count, int target) {
			int bytes = TableLayout.elementBytes(letter);
			for (int i = 0; i < count; i++) {
				values[target + i] = shifted(stored(buffer, letter, at + i * bytes));
			}
		}

		@Override
		public Column column(String name, String unit, int width) {
			if (letter == 'K' && scaling.zero() != 0 && hasLarge()) {
				double[] reals = new double[values.length];
				for (int i = 0; i < reals.length; i++) {
					reals[i] = isNull(values[i]) ? Double.NaN : PixelDecoder.unsignedToDouble(values[i]);
				}
				return new RealColumn(name, unit, width, reals, Storage.DOUBLE);
			}
			int bits = TableLayout.elementBytes(letter) * Byte.SIZE;
			OptionalLong noData = scaling.noData().isPresent()
					? OptionalLong.of(shifted(scaling.noData().getAsLong()))
					: OptionalLong.empty();
			int shiftedBits = isChangeOfSign(bits) ? Math.min(Long.SIZE, 2 * bits) : Long.SIZE;
			return new IntegerColumn(name, unit, width, values, scaling.zero() == 0 ? bits : shiftedBits, noData);
		}

		/** Whether TZEROn is that of the standard, for signed bytes and for other unsigned integers. */
		private boolean isChangeOfSign(int bits) {
			double half = Math.scalb(1, bits - 1);
			return scaling.zero() == (letter == 'B' ? -half : half);
		}

		private long shifted(long stored) {
			return scaling.zero() == PixelDecoder.UNSIGNED_LONG ? stored ^ Long.MIN_VALUE
					: stored + (long) scaling.zero();
		}

		private boolean isNull(long value) {
			return scaling.noData().isPresent() && shifted(scaling.noData().getAsLong()) == value;
		}

		private boolean hasLarge() {
			for (long value : values) {
				if (value < 0 && !isNull(value)) {
					return true;
				}
			}
			return false;
		}
	}

	/** Logical values, of a byte or a bit each. */
	record Logicals(boolean bits, boolean[] values) implements CellDecoder {

		@Override
		public void decode(ByteBuffer buffer, int at, int count, int target) {
			for (int i = 0; i < count; i++) {
				values[target + i] = bits ? (buffer.get(at + i / Byte.SIZE) & 0x80 >> i % Byte.SIZE) != 0
						: buffer.get(at + i) == 'T';
			}
		}

		@Override
		public Column column(String name, String unit, int width) {
			return new LogicalColumn(name, unit, width, values);
		}
	}

	/** Texts of equal length. */
	record Texts(int length, String[] values) implements CellDecoder {

		/** The length in TDIMn, {@code (12,3)}, or in TFORMn, {@code 36A12}. */
		static final Pattern LENGTH = Pattern.compile("\\(? *(\\d{1,9}) *([,)].*)?");

		@Override
		public void decode(ByteBuffer buffer, int at, int count, int target) {
			for (int i = 0; i < count; i++) {
				values[target + i] = text(buffer, at + i * length, length);
			}
		}

		@Override
		public Column column(String name, String unit, int width) {
			return new TextColumn(name, unit, width, values);
		}
	}
}
