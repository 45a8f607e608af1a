package org.armillary.data;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * A column of integers.
 *
 * @param name
 *            name
 * @param unit
 *            physical unit, may be empty
 * @param width
 *            elements in each row
 * @param values
 *            the elements, row after row; copied
 * @param bits
 *            how a file holds them: 8 (unsigned), 16, 32 or 64 bits
 * @param noData
 *            the value that means "no data", if there is one
 */
public record IntegerColumn(String name, String unit, int width, long[] values, int bits, OptionalLong noData)
		implements Column {

	/** Copies the values. */
	public IntegerColumn {
		Objects.requireNonNull(unit, "unit");
		Column.rows(name, values.length, width);
		values = values.clone();
		if (bits != 8 && bits != 16 && bits != 32 && bits != 64) {
			throw new IllegalArgumentException("column " + name + ": " + bits + " bits");
		}
	}

	/** A copy of the elements, row after row. */
	@Override
	public long[] values() {
		return values.clone();
	}

	/** The first element of a row. */
	public long at(int row) {
		return values[row * width];
	}

	/** One element of a row. */
	public long at(int row, int element) {
		return values[row * width + Objects.checkIndex(element, width)];
	}

	/** Whether the first element of a row means "no data". */
	public boolean isNull(int row) {
		return noData.isPresent() && noData.getAsLong() == at(row);
	}

	@Override
	public int rows() {
		return values.length / width;
	}

	@Override
	public String content() {
		return "integers";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof IntegerColumn column && name.equals(column.name) && unit.equals(column.unit)
				&& width == column.width
				&& Arrays.equals(values, column.values) && bits == column.bits
				&& noData.equals(column.noData);
	}

	@Override
	public int hashCode() {
		return 31 * name.hashCode() + Arrays.hashCode(values);
	}
}
