package org.armillary.data;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A column of logical values; what a file holds as unknown reads as false.
 *
 * @param name
 *            name
 * @param unit
 *            physical unit, may be empty
 * @param width
 *            elements in each row
 * @param values
 *            the elements, row after row; copied
 */
public record LogicalColumn(String name, String unit, int width, boolean[] values) implements Column {

	/** Copies the values. */
	public LogicalColumn {
		Objects.requireNonNull(unit, "unit");
		Column.rows(name, values.length, width);
		values = values.clone();
	}

	/** A copy of the elements, row after row. */
	@Override
	public boolean[] values() {
		return values.clone();
	}

	/** The first element of a row. */
	public boolean at(int row) {
		return values[row * width];
	}

	/** One element of a row. */
	public boolean at(int row, int element) {
		return values[row * width + Objects.checkIndex(element, width)];
	}

	@Override
	public int rows() {
		return values.length / width;
	}

	@Override
	public String content() {
		return "logical values";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof LogicalColumn column && name.equals(column.name) && unit.equals(column.unit)
				&& width == column.width
				&& Arrays.equals(values, column.values);
	}

	@Override
	public int hashCode() {
		return 31 * name.hashCode() + Arrays.hashCode(values);
	}
}
