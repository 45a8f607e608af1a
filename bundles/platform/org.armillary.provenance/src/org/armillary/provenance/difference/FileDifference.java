package org.armillary.provenance.difference;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * In what two files differ.
 *
 * @param before
 *            the one
 * @param now
 *            the other
 * @param parts
 *            its HDUs that differ, in the order of the files; of files that are not FITS one part without name
 */
public record FileDifference(Path before, Path now, List<Part> parts) {

	/** Copies the list. */
	public FileDifference {
		parts = List.copyOf(parts);
	}

	/**
	 * Whether no value differs: the files may be stored in different forms, or differ in what says nothing of the content.
	 */
	public boolean isEmpty() {
		return parts.isEmpty();
	}

	/**
	 * The largest difference of a pixel in units of the noise; empty where pixels differ that have no noise, appear or vanish,
	 * or anything but pixels differs in the data.
	 */
	public OptionalDouble mostSigmas() {
		double most = 0;
		boolean any = false;
		for (Part part : parts) {
			switch (part.data()) {
			case Pixels pixels when pixels.isNoise() -> any = true;
			case Pixels pixels when pixels.inNoise().isPresent() && pixels.appeared() + pixels.vanished() == 0
					&& pixels.inNoise().get().pixels() == pixels.different() -> {
				most = Math.max(most, pixels.inNoise().get().maximum());
				any = true;
			}
			case Same _ -> {
				// keywords alone
			}
			default -> {
				return OptionalDouble.empty();
			}
			}
		}
		return any ? OptionalDouble.of(most) : OptionalDouble.empty();
	}

	/**
	 * An HDU that differs.
	 *
	 * @param name
	 *            its name with its number where that is not 1, such as {@code DET.1.DATA}; {@code #3} for one without name;
	 *            empty for a file that is not FITS
	 * @param keywords
	 *            keywords that differ
	 * @param data
	 *            how its data differ
	 */
	public record Part(String name, List<KeywordChange> keywords, DataDifference data) {

		/** Copies the list. */
		public Part {
			keywords = List.copyOf(keywords);
		}
	}

	/**
	 * A keyword that differs. Those that say nothing of the content, such as DATE and CHECKSUM, are left out.
	 *
	 * @param keyword
	 *            the keyword; of one that occurs several times with its number: {@code HISTORY[2]}
	 * @param before
	 *            value as text, and comment where that alone differs; empty where the first file does not have it
	 * @param now
	 *            likewise of the second file
	 */
	public record KeywordChange(String keyword, Optional<String> before, Optional<String> now) {
	}

	/** How the data of an HDU differ. */
	public sealed interface DataDifference {
	}

	/** No value differs. */
	public record Same() implements DataDifference {
	}

	/**
	 * Only one file has this HDU.
	 *
	 * @param inBefore
	 *            whether that is the first file
	 */
	public record Missing(boolean inBefore) implements DataDifference {
	}

	/**
	 * The HDUs hold something else, or have other sizes.
	 *
	 * @param before
	 *            what it holds, such as {@code an image, 2048 x 2048}
	 * @param now
	 *            likewise
	 */
	public record Unlike(String before, String now) implements DataDifference {
	}

	/**
	 * Bytes differ, of something that is neither image nor table.
	 *
	 * @param bytesBefore
	 *            length, bytes
	 * @param bytesNow
	 *            length, bytes
	 * @param different
	 *            number of bytes that differ, over the shorter length
	 * @param first
	 *            the first byte that differs, from 1; 0 where only the lengths differ
	 */
	public record Bytes(long bytesBefore, long bytesNow, long different, long first) implements DataDifference {
	}

	/**
	 * Pixels differ. Statistics are over the pixels that differ and have a finite value in both files.
	 *
	 * @param isNoise
	 *            whether this is the noise or variance of another extension
	 * @param unit
	 *            unit of the pixels, BUNIT of the second file; empty where it has none
	 * @param pixels
	 *            number of pixels
	 * @param different
	 *            number of pixels that differ, with those that appeared or vanished
	 * @param appeared
	 *            pixels that are NaN in the first file alone
	 * @param vanished
	 *            pixels that are NaN in the second file alone
	 * @param size
	 *            size of the differences; NaN throughout where none is finite
	 * @param inNoise
	 *            the same in units of the noise of the first file; empty where it has none
	 */
	public record Pixels(boolean isNoise, String unit, long pixels, long different, long appeared, long vanished,
			Size size, Optional<Size> inNoise) implements DataDifference {

		/** The share of pixels that differ, per cent. */
		public double percent() {
			return pixels == 0 ? 0 : 100.0 * different / pixels;
		}
	}

	/**
	 * How large differences are.
	 *
	 * @param pixels
	 *            number of differences
	 * @param mean
	 *            mean of second minus first
	 * @param median
	 *            median of the absolute values, to 1 part in 4000
	 * @param rms
	 *            root of the mean square
	 * @param maximum
	 *            largest absolute value
	 * @param position
	 *            the first pixel where that is, as FITS counts, from 1, NAXIS1 first; none without differences
	 */
	public record Size(long pixels, double mean, double median, double rms, double maximum, List<Long> position) {

		/** Copies the list. */
		public Size {
			position = List.copyOf(position);
		}
	}

	/**
	 * Rows or columns differ.
	 *
	 * @param rowsBefore
	 *            number of rows
	 * @param rowsNow
	 *            number of rows
	 * @param different
	 *            rows that differ, compared in their order over the smaller number
	 * @param removed
	 *            columns that only the first file has
	 * @param added
	 *            columns that only the second file has
	 * @param columns
	 *            columns of both that differ; none where the table is too large to be compared cell by cell
	 * @param byCell
	 *            whether it was compared cell by cell, and not row by row
	 */
	public record Rows(long rowsBefore, long rowsNow, long different, List<String> removed, List<String> added,
			List<ColumnChange> columns, boolean byCell) implements DataDifference {

		/** Copies the lists. */
		public Rows {
			removed = List.copyOf(removed);
			added = List.copyOf(added);
			columns = List.copyOf(columns);
		}
	}

	/**
	 * A column that differs.
	 *
	 * @param name
	 *            its name
	 * @param unit
	 *            its unit in the second file; empty for none
	 * @param content
	 *            what it holds; where that differs, {@code numbers, then text}
	 * @param rows
	 *            rows that differ
	 * @param first
	 *            the first of them, from 1
	 * @param maximum
	 *            largest absolute difference; empty for anything but numbers
	 * @param row
	 *            the first row where that is, from 1; 0 without
	 */
	public record ColumnChange(String name, String unit, String content, long rows, long first, OptionalDouble maximum,
			long row) {
	}
}
