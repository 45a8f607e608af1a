package org.armillary.data;

/** A column of a {@link Table}: one or more elements of one type in each row. Rows and elements count from 0. */
public sealed interface Column
		permits RealColumn, IntegerColumn, LogicalColumn, TextColumn, ComplexColumn, VariableColumn {

	/** Name. */
	String name();

	/** Physical unit as FITS writes it; empty if there is none or it is not known. */
	String unit();

	/** Number of rows. */
	int rows();

	/** Number of elements in each row; 0 where rows differ, in a {@link VariableColumn}. */
	int width();

	/** What the column holds, as messages say it: numbers, integers, logical values, text, complex numbers or lists. */
	String content();

	/** Checks that {@code elements} fill whole rows of {@code width} and returns the number of rows. */
	static int rows(String name, int elements, int width) {
		if (width < 1 || elements % width != 0) {
			throw new IllegalArgumentException(
					"column " + name + ": " + elements + " elements do not fill rows of " + width);
		}
		return elements / width;
	}
}
