package org.armillary.data;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A column of real numbers; NaN is "no data".
 *
 * @param name
 *            name
 * @param unit
 *            physical unit, may be empty
 * @param width
 *            elements in each row
 * @param values
 *            the elements, row after row; copied
 * @param storage
 *            how a file holds them
 */
public record RealColumn(String name, String unit, int width, double[] values, Storage storage) implements Column {

	/** Copies the values. */
	public RealColumn {
		Objects.requireNonNull(unit, "unit");
		Column.rows(name, values.length, width);
		values = values.clone();
	}

	/** A copy of the elements, row after row. */
	@Override
	public double[] values() {
		return values.clone();
	}

	/** The first element of a row. */
	public double at(int row) {
		return values[row * width];
	}

	/** One element of a row. */
	public double at(int row, int element) {
		return values[row * width + Objects.checkIndex(element, width)];
	}

	/** How a file holds real numbers. */
	public enum Storage {
		/** IEEE 754 binary32. */
		SINGLE,
		/** IEEE 754 binary64. */
		DOUBLE
	}

	@Override
	public int rows() {
		return values.length / width;
	}

	@Override
	public String content() {
		return "numbers";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof RealColumn column && name.equals(column.name) && unit.equals(column.unit)
				&& width == column.width
				&& Arrays.equals(values, column.values) && storage == column.storage;
	}

	@Override
	public int hashCode() {
		return 31 * name.hashCode() + Arrays.hashCode(values);
	}
}
