package org.armillary.data;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A column of complex numbers; NaN is "no data".
 *
 * @param name
 *            name
 * @param unit
 *            physical unit, may be empty
 * @param width
 *            elements in each row
 * @param values
 *            the elements, row after row, of each the real part and then the imaginary part; copied
 * @param storage
 *            how a file holds each part
 */
public record ComplexColumn(String name, String unit, int width, double[] values, RealColumn.Storage storage)
		implements Column {

	/** Copies the values. */
	public ComplexColumn {
		Objects.requireNonNull(unit, "unit");
		Objects.requireNonNull(storage, "storage");
		if (values.length % 2 != 0) {
			throw new IllegalArgumentException("column " + name + ": " + values.length + " parts are no whole pairs");
		}
		Column.rows(name, values.length / 2, width);
		values = values.clone();
	}

	/** A copy of the elements, row after row, as pairs of real and imaginary part. */
	@Override
	public double[] values() {
		return values.clone();
	}

	/** The real part of one element of a row. */
	public double real(int row, int element) {
		return values[2 * (row * width + Objects.checkIndex(element, width))];
	}

	/** The imaginary part of one element of a row. */
	public double imaginary(int row, int element) {
		return values[2 * (row * width + Objects.checkIndex(element, width)) + 1];
	}

	@Override
	public int rows() {
		return values.length / 2 / width;
	}

	@Override
	public String content() {
		return "complex numbers";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ComplexColumn column && name.equals(column.name) && unit.equals(column.unit)
				&& width == column.width && Arrays.equals(values, column.values) && storage == column.storage;
	}

	@Override
	public int hashCode() {
		return 31 * name.hashCode() + Arrays.hashCode(values);
	}
}
