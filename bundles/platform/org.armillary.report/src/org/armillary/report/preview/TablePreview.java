package org.armillary.report.preview;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.armillary.data.Column;
import org.armillary.data.ComplexColumn;
import org.armillary.data.FitsException;
import org.armillary.data.IntegerColumn;
import org.armillary.data.LogicalColumn;
import org.armillary.data.RealColumn;
import org.armillary.data.Table;
import org.armillary.data.TextColumn;
import org.armillary.data.VariableColumn;
import org.armillary.data.fits.Hdu;
import org.armillary.report.plot.Numbers;

/** Tables: those of spectra as curves, others by their first rows. */
final class TablePreview {

	/** Tables of more bytes are not read. */
	private static final long MOST_BYTES = 64L << 20;
	private static final int MOST_ROWS = 8;
	private static final int MOST_COLUMNS = 8;
	/** Longest text in a cell. */
	private static final int CELL = 16;
	private static final int DIGITS = 6;
	private static final List<String> WAVELENGTHS = List.of("WAVE", "WAVELENGTH", "LAMBDA", "LAM", "WAVE_VAC",
			"WAVE_AIR",
			"WAVELENGTHS", "LAMBDA_OPT", "OPT_WAVE");
	private static final List<String> LOGARITHMS = List.of("LOGLAM", "LOGLAMBDA");
	private static final List<String> FLUXES = List.of("FLUX", "FLUX_REDUCED", "FLUX_VAC", "SPEC", "SPECTRUM", "COUNTS",
			"INTENSITY", "DATA", "OPT_COUNTS", "TRANS", "VALUE");
	private static final List<String> ERRORS = List.of("ERR", "ERROR", "SIGMA", "NOISE", "FLUX_ERR", "FLUX_ERROR",
			"ERR_REDUCED", "ERR_FLUX", "UNCERTAINTY", "STATERROR", "FLUXERR");
	private static final List<String> INVERSE_VARIANCES = List.of("IVAR", "FLUX_IVAR");

	private TablePreview() {
	}

	/** A curve of a table with wavelengths and fluxes, else its first rows. */
	static Preview of(Hdu hdu, String title) throws FitsException {
		if (hdu.dataSize() > MOST_BYTES) {
			return new Preview.Words(title, "A table of " + hdu.dataSize() / 1_000_000 + " MB, too large to be shown.");
		}
		Table table = hdu.readTable();
		Optional<Preview> curve = spectrum(table, title);
		return curve.isPresent() ? curve.get() : new Preview.Words(title, rows(table));
	}

	private static Optional<Preview> spectrum(Table table, String title) {
		Optional<RealColumn> wavelength = find(table, WAVELENGTHS);
		Optional<RealColumn> logarithm = find(table, LOGARITHMS);
		Optional<RealColumn> flux = find(table, FLUXES);
		Optional<RealColumn> waves = wavelength.isPresent() ? wavelength : logarithm;
		if (waves.isEmpty() || flux.isEmpty() || !isVector(waves.get(), flux.get())) {
			return Optional.empty();
		}
		double[] x = first(waves.get());
		if (wavelength.isEmpty()) {
			x = Arrays.stream(x).map(value -> Math.pow(10, value)).toArray();
		}
		String unit = wavelength.isEmpty() ? "Å" : waves.get().unit();
		return Optional.of(SpectrumPreview.together(
				List.of(new SpectrumPreview.Curve(flux.get().name(),
						Wavelengths.of(x, wavelength.isEmpty() ? "Wavelength" : waves.get().name(), unit),
						first(flux.get()),
						errors(table, waves.get()), flux.get().unit())),
				title, "column " + flux.get().name() + (waves.get().width() > 1 && table.rows() > 1
						? ", the first of " + table.rows() + " rows; "
						: "; ")));
	}

	/** Standard deviations, also from inverse variances; none where the table has neither. */
	private static double[] errors(Table table, RealColumn waves) {
		Optional<RealColumn> errors = find(table, ERRORS).filter(column -> isVector(waves, column));
		if (errors.isPresent()) {
			return first(errors.get());
		}
		Optional<RealColumn> inverse = find(table, INVERSE_VARIANCES).filter(column -> isVector(waves, column));
		return inverse.map(
				column -> Arrays.stream(first(column)).map(Uncertainty.INVERSE_VARIANCE::standardDeviation).toArray())
				.orElse(new double[0]);
	}

	private static Optional<RealColumn> find(Table table, List<String> names) {
		for (String name : names) {
			for (Column column : table.columns()) {
				if (column instanceof RealColumn reals && column.name().toUpperCase(Locale.ROOT).equals(name)) {
					return Optional.of(reals);
				}
			}
		}
		return Optional.empty();
	}

	/** Whether two columns are samples along one axis: row by row, or within the rows. */
	private static boolean isVector(RealColumn waves, RealColumn other) {
		return waves.width() == other.width() && (waves.width() > 1 ? waves.rows() >= 1 : waves.rows() > 1)
				&& (waves.width() > 1 ? waves.width() : waves.rows()) <= SpectrumPreview.LONGEST;
	}

	/** The samples: of a column of vectors those of the first row. */
	private static double[] first(RealColumn column) {
		return column.width() > 1 ? Arrays.copyOf(column.values(), column.width()) : column.values();
	}

	private static String rows(Table table) {
		List<Column> columns = table.columns().subList(0, Math.min(MOST_COLUMNS, table.columns().size()));
		int shown = Math.min(MOST_ROWS, table.rows());
		var lines = new ArrayList<List<String>>();
		lines.add(columns.stream().map(column -> cut(column.name())).toList());
		if (columns.stream().anyMatch(column -> !column.unit().isEmpty())) {
			lines.add(columns.stream().map(column -> cut(column.unit().isEmpty() ? "" : "[" + column.unit() + "]"))
					.toList());
		}
		for (int row = 0; row < shown; row++) {
			int at = row;
			lines.add(columns.stream().map(column -> cut(cell(column, at))).toList());
		}
		var text = new StringBuilder();
		for (List<String> line : lines) {
			var row = new StringBuilder();
			for (int i = 0; i < columns.size(); i++) {
				int column = i;
				int width = lines.stream().mapToInt(cells -> cells.get(column).length()).max().orElse(0);
				row.append(i == 0 ? "" : "  ").append(line.get(i)).repeat(' ', width - line.get(i).length());
			}
			text.append(row.toString().stripTrailing()).append('\n');
		}
		return text.append(table.rows()).append(table.rows() == 1 ? " row, " : " rows, ").append(table.columns().size())
				.append(table.columns().size() == 1 ? " column" : " columns").toString();
	}

	private static String cut(String text) {
		String line = text.replaceAll("\\s+", " ");
		return line.length() <= CELL ? line : line.substring(0, CELL - 1) + "…";
	}

	/** The first element of a row; more are shown as such. */
	private static String cell(Column column, int row) {
		String more = column.width() > 1 ? " …" : "";
		return switch (column) {
		case RealColumn reals -> Numbers.text(reals.at(row), DIGITS) + more;
		case IntegerColumn integers -> integers.at(row) + more;
		case LogicalColumn logicals -> String.valueOf(logicals.at(row)) + more;
		case TextColumn texts -> texts.at(row).strip() + more;
		case ComplexColumn _ -> "complex";
		case VariableColumn _ -> "list";
		};
	}
}
