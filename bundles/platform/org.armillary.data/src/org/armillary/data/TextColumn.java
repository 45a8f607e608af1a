package org.armillary.data;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A column of texts, without trailing blanks.
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
public record TextColumn(String name, String unit, int width, String[] values) implements Column {

	/** Copies the values. */
	public TextColumn {
		Objects.requireNonNull(unit, "unit");
		Column.rows(name, values.length, width);
		values = values.clone();
		for (String text : values) {
			Objects.requireNonNull(text, name);
		}
	}

	/** A copy of the elements, row after row. */
	@Override
	public String[] values() {
		return values.clone();
	}

	/** The first element of a row. */
	public String at(int row) {
		return values[row * width];
	}

	/** One element of a row. */
	public String at(int row, int element) {
		return values[row * width + Objects.checkIndex(element, width)];
	}

	@Override
	public int rows() {
		return values.length / width;
	}

	@Override
	public String content() {
		return "text";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TextColumn column && name.equals(column.name) && unit.equals(column.unit)
				&& width == column.width
				&& Arrays.equals(values, column.values);
	}

	@Override
	public int hashCode() {
		return 31 * name.hashCode() + Arrays.hashCode(values);
	}
}
