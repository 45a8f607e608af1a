package org.armillary.kmos.stats;

import java.util.Arrays;
import java.util.List;

import org.armillary.data.Table;
import org.armillary.numerics.SampleStatistics;

/** The product: a binary table STATS with a row for each extension. */
final class StatisticsTable {

	/** Product category, and EXTNAME of the table. */
	static final String CATEGORY = "STATS";

	/**
	 * A row.
	 *
	 * @param extension
	 *            name of the extension; with {@code #} and its number in the file where it has none of its own
	 * @param mask
	 *            name of the extension of the mask, or {@code #} and its number in the file where it has none; empty for
	 *            no mask
	 * @param size
	 *            number of pixels of the extension, whether the mask includes them or not
	 * @param unit
	 *            unit of the pixels; empty where the file states none
	 * @param statistics
	 *            the values
	 */
	record Row(String extension, String mask, long size, String unit, SampleStatistics statistics) {
	}

	private StatisticsTable() {
	}

	/** The table. */
	static Table of(List<Row> rows) {
		List<String> units = rows.stream().filter(row -> row.size() > 0).map(Row::unit).distinct().toList();
		String unit = units.size() == 1 ? units.getFirst() : "";
		Table.Builder table = Table.builder(CATEGORY)
				.texts("extension", rows.stream().map(Row::extension).toArray(String[]::new))
				.texts("unit", rows.stream().map(Row::unit).toArray(String[]::new))
				.texts("mask", rows.stream().map(Row::mask).toArray(String[]::new))
				.integers("size", "", rows.stream().mapToLong(Row::size).toArray());
		for (Statistic statistic : Statistic.all()) {
			double[] values = rows.stream().mapToDouble(row -> statistic.of(row.statistics())).toArray();
			if (statistic.isCount()) {
				table.integers(statistic.column(), "",
						Arrays.stream(values).mapToLong(value -> (long) value).toArray());
			} else {
				table.reals(statistic.column(), unit, values);
			}
		}
		return table.build();
	}
}
