package org.armillary.kmos.tables;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.Column;
import org.armillary.data.FitsException;
import org.armillary.data.IntegerColumn;
import org.armillary.data.RealColumn;
import org.armillary.data.Table;
import org.armillary.data.TextColumn;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.data.fits.HduKind;
import org.armillary.kmos.KmosMessage;

/**
 * The table of a file, cell by cell; what is wrong with a cell is said with file, column, row (from 1), value and what is
 * expected. Rows count from 0 in arguments.
 *
 * @param file
 *            name of the file
 * @param table
 *            its first table
 */
record TableFile(String file, Table table) {

	/** No arc line or band of the instrument lies outside these wavelengths, µm. */
	private static final double SHORTEST_MICRON = 0.5;
	private static final double LONGEST_MICRON = 3;

	/**
	 * Opens a file.
	 *
	 * @param path
	 *            the file
	 * @param purpose
	 *            what the table is of, for messages, such as {@code arc lines}
	 */
	static TableFile open(Path path, String purpose) throws ActorException, FitsException {
		FitsFile fits = FitsFile.open(path);
		String name = String.valueOf(path.getFileName());
		List<Hdu> tables = fits.hdus().stream()
				.filter(hdu -> hdu.kind() == HduKind.BINARY_TABLE || hdu.kind() == HduKind.ASCII_TABLE).toList();
		if (tables.isEmpty()) {
			throw new ActorException(Kind.DATA, KmosMessage.TABLE_MISSING.with(name, purpose));
		}
		Table table = tables.getFirst().readTable();
		if (table.rows() == 0) {
			throw new ActorException(Kind.DATA, KmosMessage.TABLE_EMPTY.with(name, purpose));
		}
		return new TableFile(name, table);
	}

	/** Whether there is a column of that name. */
	boolean has(String column) {
		return table.find(column).isPresent();
	}

	int rows() {
		return table.rows();
	}

	/**
	 * The name of a column: the one asked for, or where none has that name the one at a place.
	 *
	 * @param name
	 *            name
	 * @param place
	 *            place among all columns, from 0
	 * @param columns
	 *            number of columns that the table must have for their places to mean something
	 */
	String nameOf(String name, int place, int columns) {
		return has(name) || table.columns().size() != columns ? name : table.columns().get(place).name();
	}

	/** A number; {@code expected} says which. */
	double number(String column, int row, String expected) throws ActorException {
		Column found = column(column, expected);
		double value = switch (found) {
		case RealColumn reals -> reals.at(row);
		case IntegerColumn integers -> integers.isNull(row) ? Double.NaN : integers.at(row);
		default -> throw new ActorException(Kind.DATA,
				KmosMessage.TABLE_COLUMN.with(file, column, expected, found.content()));
		};
		if (!Double.isFinite(value)) {
			throw value(column, row, value, expected);
		}
		return value;
	}

	/** A wavelength, µm. */
	double micron(String column, int row) throws ActorException {
		String expected = "a wavelength in µm in vacuum, " + SHORTEST_MICRON + " to " + LONGEST_MICRON;
		double micron = number(column, row, expected);
		if (micron < SHORTEST_MICRON || micron > LONGEST_MICRON) {
			throw value(column, row, micron, expected);
		}
		return micron;
	}

	/** A text without blanks around it; {@code expected} says which. */
	String text(String column, int row, String expected) throws ActorException {
		Column found = column(column, expected);
		if (found instanceof TextColumn texts) {
			return texts.at(row).strip();
		}
		throw new ActorException(Kind.DATA, KmosMessage.TABLE_COLUMN.with(file, column, expected, found.content()));
	}

	/** A gas. */
	Gas gas(String column, int row) throws ActorException {
		String expected = Gas.symbols();
		String symbol = text(column, row, expected);
		return Gas.find(symbol).orElseThrow(() -> value(column, row, quoted(symbol), expected));
	}

	/** What is wrong with a cell. */
	ActorException value(String column, int row, Object found, String expected) {
		return new ActorException(Kind.DATA, KmosMessage.TABLE_VALUE.with(file, column, row + 1, found, expected));
	}

	static String quoted(String text) {
		return "\"" + text + "\"";
	}

	private Column column(String name, String expected) throws ActorException {
		return table.find(name).orElseThrow(() -> new ActorException(Kind.DATA, KmosMessage.TABLE_COLUMN.with(file,
				name.toUpperCase(Locale.ROOT), expected,
				"the columns " + table.columns().stream().map(Column::name).collect(Collectors.joining(", ")))));
	}
}
