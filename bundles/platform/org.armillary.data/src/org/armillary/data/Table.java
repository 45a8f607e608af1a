package org.armillary.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of named columns with units. Immutable. Names of columns are looked up without regard to case, as FITS asks.
 *
 * @param name
 *            name, EXTNAME in a file; may be empty
 * @param columns
 *            columns of equal length, of different names
 * @param header
 *            keywords beside those that describe the columns
 */
public record Table(String name, List<Column> columns, FitsHeader header) {

	/** Possessive, as a list may have thousands of elements: going back through them takes a call for each. */
	private static final Pattern DIMENSIONS = Pattern.compile("\\( *\\d{1,9} *(?:, *\\d{1,9} *)*+\\)");
	/** More elements than a column can have; keeps their product from running over. */
	private static final long LIMIT = 1L << 32;

	/** Checks names and lengths. */
	public Table {
		Objects.requireNonNull(name, "name");
		Objects.requireNonNull(header, "header");
		columns = List.copyOf(columns);
		var names = new HashSet<String>();
		for (Column column : columns) {
			if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
				throw new IllegalArgumentException("table " + name + " has two columns " + column.name());
			}
			if (column.rows() != columns.getFirst().rows()) {
				throw new IllegalArgumentException(
						"table " + name + ": column " + column.name() + " has " + column.rows()
								+ " rows, expected " + columns.getFirst().rows());
			}
		}
	}

	/** A builder of a table. */
	public static Builder builder(String name) {
		return new Builder(name);
	}

	/** Number of rows. */
	public int rows() {
		return columns.isEmpty() ? 0 : columns.getFirst().rows();
	}

	/** The column of that name. */
	public Optional<Column> find(String column) {
		return columns.stream().filter(candidate -> candidate.name().equalsIgnoreCase(column)).findFirst();
	}

	/** The column of that name, which must hold real numbers. */
	public RealColumn reals(String column) throws FitsException {
		return as(RealColumn.class, column, "numbers");
	}

	/** The column of that name, which must hold integers. */
	public IntegerColumn integers(String column) throws FitsException {
		return as(IntegerColumn.class, column, "integers");
	}

	/** The column of that name, which must hold text. */
	public TextColumn texts(String column) throws FitsException {
		return as(TextColumn.class, column, "text");
	}

	/** The column of that name, which must hold logical values. */
	public LogicalColumn logicals(String column) throws FitsException {
		return as(LogicalColumn.class, column, "logical values");
	}

	/** The column of that name, which must hold complex numbers. */
	public ComplexColumn complexes(String column) throws FitsException {
		return as(ComplexColumn.class, column, "complex numbers");
	}

	/** The column of that name, which must hold a different number of elements in each row. */
	public VariableColumn variables(String column) throws FitsException {
		return as(VariableColumn.class, column, "lists");
	}

	/**
	 * The shape of the elements in each row of a column: TDIMn of the header where that tells as many elements as there
	 * are, the axis that runs fastest first; of texts without the axis of their characters; else the width alone.
	 */
	public List<Integer> dimensions(String column) throws FitsException {
		Column found = as(Column.class, column, "anything");
		for (int number = 1; number <= header.findInteger("TFIELDS").orElse(0); number++) {
			if (header.findText("TTYPE" + number).orElse("COLUMN" + number).equalsIgnoreCase(found.name())) {
				List<Integer> lengths = lengths(header.findText("TDIM" + number).orElse(""));
				if (found instanceof TextColumn && !lengths.isEmpty()) {
					lengths = lengths.subList(1, lengths.size());
				}
				long elements = lengths.stream().mapToLong(Integer::longValue).reduce(1,
						(a, b) -> Math.min(a * b, LIMIT));
				return lengths.isEmpty() || elements != found.width() ? List.of(found.width()) : lengths;
			}
		}
		return List.of(found.width());
	}

	private static List<Integer> lengths(String text) {
		if (!DIMENSIONS.matcher(text).matches()) {
			return List.of();
		}
		return Stream.of(text.replaceAll("[() ]", "").split(",")).map(Integer::valueOf).toList();
	}

	private <C extends Column> C as(Class<C> type, String column, String expected) throws FitsException {
		String where = header == FitsHeader.EMPTY ? name : header.source();
		Column found = find(column).orElseThrow(() -> new FitsException(FitsMessage.COLUMN_MISSING.with(where, column,
				columns.stream().map(Column::name).collect(Collectors.joining(", ")))));
		if (!type.isInstance(found)) {
			throw new FitsException(FitsMessage.COLUMN_TYPE.with(where, column, found.content(), expected));
		}
		return type.cast(found);
	}

	/** Collects columns of one element a row. Not for use by several threads. */
	public static final class Builder {

		private final String name;
		private final List<Column> columns = new ArrayList<>();
		private FitsHeader header = FitsHeader.EMPTY;

		private Builder(String name) {
			this.name = name;
		}

		/** Adds real numbers that a file holds in double precision. */
		public Builder reals(String column, String unit, double... values) {
			return add(new RealColumn(column, unit, 1, values, RealColumn.Storage.DOUBLE));
		}

		/** Adds real numbers that a file holds in single precision. */
		public Builder singles(String column, String unit, float... values) {
			return add(new RealColumn(column, unit, 1, Pixels.of(values).doubles(), RealColumn.Storage.SINGLE));
		}

		/** Adds integers that a file holds in 64 bits. */
		public Builder integers(String column, String unit, long... values) {
			return add(new IntegerColumn(column, unit, 1, values, Long.SIZE, OptionalLong.empty()));
		}

		/** Adds texts. */
		public Builder texts(String column, String... values) {
			return add(new TextColumn(column, "", 1, values));
		}

		/** Adds logical values. */
		public Builder logicals(String column, boolean... values) {
			return add(new LogicalColumn(column, "", 1, values));
		}

		/** Adds any column. */
		public Builder add(Column column) {
			columns.add(column);
			return this;
		}

		/** Sets the header. */
		public Builder header(FitsHeader newHeader) {
			header = newHeader;
			return this;
		}

		/** The table. */
		public Table build() {
			return new Table(name, columns, header);
		}
	}
}
