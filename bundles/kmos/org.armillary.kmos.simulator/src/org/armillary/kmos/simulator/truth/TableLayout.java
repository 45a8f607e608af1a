package org.armillary.kmos.simulator.truth;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

import org.armillary.data.Column;
import org.armillary.data.FitsHeader;
import org.armillary.data.IntegerColumn;
import org.armillary.data.LogicalColumn;
import org.armillary.data.RealColumn;
import org.armillary.data.RealColumn.Storage;
import org.armillary.data.Table;
import org.armillary.data.TextColumn;

/** The columns of a table whose rows are made later. Not for several threads. */
final class TableLayout {

	/** Records of a table's header beside those of its columns: eight of structure, and EXTNAME. */
	private static final int TABLE_RECORDS = 9;

	private final String name;
	private final int rows;
	private final List<Kind> columns = new ArrayList<>();

	private enum Type {
		DOUBLE, SINGLE, INTEGER, LOGICAL, TEXT
	}

	private record Kind(String name, String unit, Type type, int width, int bytes) {

		Column column(Object values) {
			return switch (type) {
			case DOUBLE -> new RealColumn(name, unit, width, (double[]) values, Storage.DOUBLE);
			case SINGLE -> new RealColumn(name, unit, width, (double[]) values, Storage.SINGLE);
			case INTEGER -> new IntegerColumn(name, unit, width, (long[]) values, Long.SIZE, OptionalLong.empty());
			case LOGICAL -> new LogicalColumn(name, unit, width, (boolean[]) values);
			case TEXT -> new TextColumn(name, unit, width, (String[]) values);
			};
		}
	}

	/** A table without columns. */
	TableLayout(String name, int rows) {
		this.name = name;
		this.rows = rows;
	}

	/** Adds a column of numbers in double precision, {@code double[rows]}. */
	TableLayout reals(String column, String unit) {
		return reals(column, unit, 1);
	}

	/** Adds a column of several numbers in each row, {@code double[rows * width]}. */
	TableLayout reals(String column, String unit, int width) {
		return add(new Kind(column, unit, Type.DOUBLE, width, Double.BYTES * width));
	}

	/** Adds a column of numbers that the file holds in single precision, {@code double[rows]}. */
	TableLayout singles(String column, String unit) {
		return add(new Kind(column, unit, Type.SINGLE, 1, Float.BYTES));
	}

	/** Adds a column of integers, {@code long[rows]}. */
	TableLayout integers(String column) {
		return add(new Kind(column, "", Type.INTEGER, 1, Long.BYTES));
	}

	/** Adds a column of logical values, {@code boolean[rows]}. */
	TableLayout logicals(String column) {
		return add(new Kind(column, "", Type.LOGICAL, 1, 1));
	}

	/** Adds a column of texts, {@code String[rows]}, of which the longest must be known. */
	TableLayout texts(String column, List<String> values) {
		return add(new Kind(column, "", Type.TEXT, 1, values.stream().mapToInt(String::length).reduce(1, Math::max)));
	}

	/**
	 * The extension.
	 *
	 * @param values
	 *            makes the arrays of the columns, in their order
	 */
	TruthPart part(FitsHeader header, TruthPart.Content<List<Object>> values) {
		int records = TABLE_RECORDS;
		long rowBytes = 0;
		for (Kind column : columns) {
			records += column.unit().isEmpty() ? 2 : 3;
			rowBytes += column.bytes();
		}
		List<Kind> kinds = List.copyOf(columns);
		return new TruthPart(TruthPart.headerBytes(records, header) + TruthPart.blocks(rowBytes * rows),
				writer -> writer.table(table(kinds, header, values.make())));
	}

	private Table table(List<Kind> kinds, FitsHeader header, List<Object> values) {
		Table.Builder table = Table.builder(name).header(header);
		Iterator<Object> next = values.iterator();
		kinds.forEach(kind -> table.add(kind.column(next.next())));
		Table made = table.build();
		if (next.hasNext() || made.rows() != rows) {
			throw new IllegalStateException("table " + name + " of " + made.rows() + " rows, " + rows + " expected");
		}
		return made;
	}

	private TableLayout add(Kind column) {
		columns.add(column);
		return this;
	}
}
