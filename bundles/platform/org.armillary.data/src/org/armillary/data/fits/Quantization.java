package org.armillary.data.fits;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.TableLayout.ColumnFormat;

/**
 * Turns the integers that stand for the floating-point pixels of a tile back into these: FITS 4.0, section 10.2. With
 * subtractive dithering a reproducible random number is subtracted that was added when the pixel was rounded.
 */
final class Quantization {

	private static final int RANDOM_NUMBERS = 10_000;
	/** Stands for exactly zero in the second method of dithering. */
	private static final int ZERO = -2_147_483_646;
	private static final float[] RANDOM = random();

	private final Dither dither;
	private final long seed;
	private final Source scale;
	private final Source zero;
	private final Optional<Source> blank;

	private enum Dither {
		NONE, SUBTRACTIVE, SUBTRACTIVE_WITH_ZEROS
	}

	/** A number that stands in a column, one for each tile, or in a keyword for all. */
	private record Source(Optional<ColumnFormat> column, double value) {

		double of(ByteBuffer rows, int row) {
			if (column.isEmpty()) {
				return value;
			}
			int at = row + column.get().offset();
			return switch (column.get().letter()) {
			case 'B' -> rows.get(at) & 0xff;
			case 'I' -> rows.getShort(at);
			case 'J' -> rows.getInt(at);
			case 'K' -> rows.getLong(at);
			case 'E' -> rows.getFloat(at);
			default -> rows.getDouble(at);
			};
		}
	}

	private Quantization(Dither dither, long seed, Source scale, Source zero, Optional<Source> blank) {
		this.dither = dither;
		this.seed = seed;
		this.scale = scale;
		this.zero = zero;
		this.blank = blank;
	}

	/** How the pixels of an image were made integers; empty if they were not. */
	static Optional<Quantization> of(Hdu hdu, TableLayout table) throws FitsException {
		FitsHeader header = hdu.storedHeader();
		String method = header.findText("ZQUANTIZ").orElse("").strip().toUpperCase(Locale.ROOT);
		Optional<Source> scale = source(table, header, "ZSCALE");
		if (hdu.bitpix() > 0 || scale.isEmpty() || method.equals("NONE")) {
			return Optional.empty();
		}
		Dither dither = switch (method) {
		case "", "NO_DITHER" -> Dither.NONE;
		case "SUBTRACTIVE_DITHER_1" -> Dither.SUBTRACTIVE;
		case "SUBTRACTIVE_DITHER_2" -> Dither.SUBTRACTIVE_WITH_ZEROS;
		default -> throw TableLayout.bad(hdu, "ZQUANTIZ", method,
				"NO_DITHER, SUBTRACTIVE_DITHER_1 or SUBTRACTIVE_DITHER_2");
		};
		OptionalLong seed = header.findInteger("ZDITHER0");
		if (dither != Dither.NONE && (seed.isEmpty() || seed.getAsLong() < 1 || seed.getAsLong() > RANDOM_NUMBERS)) {
			throw TableLayout.bad(hdu, "ZDITHER0", seed.isPresent() ? seed.getAsLong() : "(missing)",
					"1 to " + RANDOM_NUMBERS);
		}
		return Optional.of(new Quantization(dither, dither == Dither.NONE ? 1 : seed.getAsLong(), scale.get(),
				source(table, header, "ZZERO").orElse(new Source(Optional.empty(), 0)),
				source(table, header, "ZBLANK")));
	}

	/**
	 * Gives the pixels of a tile.
	 *
	 * @param integers
	 *            the integers of the tile
	 * @param tile
	 *            number of the tile, from 0
	 * @param rows
	 *            holds the row of the tile
	 * @param row
	 *            where that row begins
	 * @param single
	 *            whether the pixels have 32 bits, else 64
	 * @param target
	 *            takes the pixels
	 */
	void restore(int[] integers, long tile, ByteBuffer rows, int row, boolean single, ByteBuffer target) {
		double step = scale.of(rows, row);
		double offset = zero.of(rows, row);
		// a tile without blanks is compared with a number that no integer of 32 bits equals
		double noData = blank.isPresent() ? blank.get().of(rows, row) : Double.NaN;
		int start = (int) ((tile + seed - 1) % RANDOM_NUMBERS);
		int next = (int) (RANDOM[start] * 500);
		for (int i = 0; i < integers.length; i++) {
			double value;
			if (integers[i] == noData) {
				value = Double.NaN;
			} else if (dither == Dither.NONE) {
				value = integers[i] * step + offset;
			} else if (dither == Dither.SUBTRACTIVE_WITH_ZEROS && integers[i] == ZERO) {
				value = 0;
			} else {
				value = ((double) integers[i] - RANDOM[next] + 0.5) * step + offset;
			}
			if (single) {
				target.putFloat(i * Float.BYTES, (float) value);
			} else {
				target.putDouble(i * Double.BYTES, value);
			}
			if (++next == RANDOM_NUMBERS) {
				start = (start + 1) % RANDOM_NUMBERS;
				next = (int) (RANDOM[start] * 500);
			}
		}
	}

	/** The random numbers of the standard, by the generator of Park and Miller (1988). */
	static float[] random() {
		float[] numbers = new float[RANDOM_NUMBERS];
		long state = 1;
		for (int i = 0; i < numbers.length; i++) {
			state = state * 16_807 % 2_147_483_647;
			numbers[i] = (float) (state / 2_147_483_647.0);
		}
		return numbers;
	}

	private static Optional<Source> source(TableLayout table, FitsHeader header, String name) throws FitsException {
		Optional<ColumnFormat> column = table.find(name)
				.filter(format -> !format.isVariable() && "BIJKED".indexOf(format.letter()) >= 0);
		if (column.isPresent()) {
			return Optional.of(new Source(column, 0));
		}
		var value = header.findReal(name);
		return value.isPresent() ? Optional.of(new Source(Optional.empty(), value.getAsDouble())) : Optional.empty();
	}
}
