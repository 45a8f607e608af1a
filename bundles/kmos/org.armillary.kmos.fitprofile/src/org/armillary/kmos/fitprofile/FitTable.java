package org.armillary.kmos.fitprofile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.RealColumn;
import org.armillary.data.Table;
import org.armillary.numerics.fitting.ProfileFit;
import org.armillary.numerics.fitting.ProfileParameter;

/** The table of results: a row for each extension, a column for each quantity and one for its error. */
final class FitTable {

	static final String NAME = "FIT_PROFILE";

	private FitTable() {
	}

	static Table of(List<FittedExtension> rows, List<ProfileParameter> parameters, FitsHeader header)
			throws FitsException {
		Table.Builder table = Table.builder(NAME).header(header(header, parameters))
				.texts("extension", texts(rows, row -> row.extension().name()))
				.integers("ifu", "", ifus(rows)).texts("status", texts(rows, FittedExtension::status))
				.logicals("converged", logicals(rows, FittedExtension::isConverged));
		List<Quantity> first = rows.getFirst().quantities();
		for (int k = 0; k < first.size(); k++) {
			int at = k;
			String unit = commonUnit(rows, at);
			table.reals(first.get(k).name(), unit, reals(rows, row -> row.quantities().get(at).estimate().value()));
			if (hasError(first.get(k))) {
				table.reals(first.get(k).name() + "_error", unit,
						reals(rows, row -> row.quantities().get(at).estimate().error()));
			}
		}
		int size = parameters.size() * parameters.size();
		double[] covariances = new double[rows.size() * size];
		Arrays.fill(covariances, Double.NaN);
		for (int r = 0; r < rows.size(); r++) {
			double[] own = rows.get(r).covariance();
			System.arraycopy(own, 0, covariances, r * size, own.length);
		}
		return table.texts("unit", units(rows)).integers("points", "", points(rows))
				.integers("degrees_of_freedom", "", degreesOfFreedom(rows))
				.logicals("errors_known", logicals(rows, row -> row.fit() != null && row.fit().errorsKnown()))
				.reals("chi_square", "", reals(rows, row -> fit(row, FitTable::chiSquare)))
				.reals("reduced_chi_square", "", reals(rows, row -> fit(row, ProfileFit::reducedChiSquare)))
				.reals("noise", commonUnit(rows), reals(rows, row -> fit(row, ProfileFit::noise)))
				.add(new RealColumn("covariance", "", size, covariances, RealColumn.Storage.DOUBLE)).build();
	}

	/** Whether a quantity is measured; positions at which the background is given are not. */
	static boolean hasError(Quantity quantity) {
		return !quantity.name().startsWith("level_");
	}

	private static FitsHeader header(FitsHeader header, List<ProfileParameter> parameters) {
		FitsHeader.Builder builder = header.toBuilder();
		for (int k = 0; k < parameters.size(); k++) {
			builder.set("ESO PRO FIT PAR" + (k + 1), parameters.get(k).name().toLowerCase(Locale.ROOT),
					"row and column " + (k + 1) + " of the covariance");
		}
		return builder.build();
	}

	private static double chiSquare(ProfileFit fit) {
		return fit.errorsKnown() ? fit.chiSquare() : Double.NaN;
	}

	private static double fit(FittedExtension row, ToDoubleFunction<ProfileFit> value) {
		ProfileFit fit = row.fit();
		return fit == null ? Double.NaN : value.applyAsDouble(fit);
	}

	/** The unit of a column, where all that were fitted agree. */
	private static String commonUnit(List<FittedExtension> rows, int quantity) {
		List<String> units = rows.stream().filter(FittedExtension::isConverged)
				.map(row -> row.quantities().get(quantity).unit()).distinct().toList();
		return units.size() == 1 ? units.getFirst() : "";
	}

	private static String commonUnit(List<FittedExtension> rows) throws FitsException {
		List<String> units = Arrays.stream(units(rows)).filter(unit -> !unit.isEmpty()).distinct().toList();
		return units.size() == 1 ? units.getFirst() : "";
	}

	private static String[] units(List<FittedExtension> rows) throws FitsException {
		var units = new ArrayList<String>();
		for (FittedExtension row : rows) {
			units.add(row.extension().unit());
		}
		return units.toArray(String[]::new);
	}

	private static long[] ifus(List<FittedExtension> rows) throws FitsException {
		long[] numbers = new long[rows.size()];
		for (int r = 0; r < numbers.length; r++) {
			numbers[r] = rows.get(r).extension().ifu().orElse(0);
		}
		return numbers;
	}

	private static long[] points(List<FittedExtension> rows) {
		return rows.stream().mapToLong(row -> row.fit() == null ? 0 : row.fit().points()).toArray();
	}

	private static long[] degreesOfFreedom(List<FittedExtension> rows) {
		return rows.stream().mapToLong(row -> row.isConverged() ? row.fit().degreesOfFreedom() : 0).toArray();
	}

	private static double[] reals(List<FittedExtension> rows, ToDoubleFunction<FittedExtension> value) {
		return rows.stream().mapToDouble(value).toArray();
	}

	private static String[] texts(List<FittedExtension> rows,
			java.util.function.Function<FittedExtension, String> text) {
		return rows.stream().map(text).toArray(String[]::new);
	}

	private static boolean[] logicals(List<FittedExtension> rows, java.util.function.Predicate<FittedExtension> test) {
		boolean[] values = new boolean[rows.size()];
		for (int r = 0; r < values.length; r++) {
			values[r] = test.test(rows.get(r));
		}
		return values;
	}
}
