package org.armillary.data;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A column with a different number of elements in each row. Texts of different length need no such column: they are a
 * {@link TextColumn}.
 *
 * @param name
 *            name
 * @param elements
 *            the elements of all rows one after the other, as a column of one element a row
 * @param starts
 *            where the elements of each row begin among {@code elements}, and their number at the end: one more than
 *            there are rows; copied
 */
public record VariableColumn(String name, Column elements, int[] starts) implements Column {

	/** Copies the beginnings and checks that they ascend and fit. */
	public VariableColumn {
		Objects.requireNonNull(name, "name");
		if (elements.width() != 1) {
			throw new IllegalArgumentException("column " + name + ": elements come in rows of " + elements.width());
		}
		starts = starts.clone();
		boolean fits = starts.length > 0 && starts[0] == 0 && starts[starts.length - 1] == elements.rows();
		for (int row = 1; row < starts.length; row++) {
			fits &= starts[row] >= starts[row - 1];
		}
		if (!fits) {
			throw new IllegalArgumentException(
					"column " + name + ": rows do not divide " + elements.rows() + " elements in order");
		}
	}

	/** A copy of the beginnings. */
	@Override
	public int[] starts() {
		return starts.clone();
	}

	/** Number of elements of a row. */
	public int count(int row) {
		return starts[row + 1] - starts[row];
	}

	/** Where the first element of a row stands among all elements. */
	public int start(int row) {
		return starts[Objects.checkIndex(row, rows())];
	}

	@Override
	public String unit() {
		return elements.unit();
	}

	@Override
	public int rows() {
		return starts.length - 1;
	}

	/** 0: rows differ. */
	@Override
	public int width() {
		return 0;
	}

	@Override
	public String content() {
		return "lists of " + elements.content();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof VariableColumn column && name.equals(column.name) && elements.equals(column.elements)
				&& Arrays.equals(starts, column.starts);
	}

	@Override
	public int hashCode() {
		return 31 * elements.hashCode() + Arrays.hashCode(starts);
	}
}
