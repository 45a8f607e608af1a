package org.armillary.kmos.stats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

import org.armillary.actor.Keywords;
import org.armillary.data.FitsHeader;
import org.armillary.data.Table;
import org.armillary.numerics.SampleStatistics;

/** The product: a binary table STATS with a row for each extension. */
final class StatisticsTable {

	/** Product category, and EXTNAME of the table. */
	static final String CATEGORY = "STATS";

	private static final String CATEGORY_KEYWORD = "ESO PRO CATG";

	/** Keywords outside {@code HIERARCH ESO} that say what was observed, when and with what. */
	private static final Set<String> OBSERVATION = Set.of("ORIGIN", "TELESCOP", "INSTRUME", "OBJECT", "RA", "DEC",
			"EQUINOX",
			"RADECSYS", "RADESYS", "EXPTIME", "MJD-OBS", "MJD-END", "DATE-OBS", "UTC", "LST", "PI-COI", "OBSERVER",
			"PROG_ID");

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
						java.util.Arrays.stream(values).mapToLong(value -> (long) value).toArray());
			} else {
				table.reals(statistic.column(), unit, values);
			}
		}
		return table.build();
	}

	/** The primary header of the product: what the input says about the observation, and the category. */
	static FitsHeader header(FitsHeader input) {
		FitsHeader.Builder header = FitsHeader.builder();
		input.cards().stream().filter(card -> isPassedOn(card.keyword())).forEach(header::add);
		return header.set(CATEGORY_KEYWORD, CATEGORY, "Statistics of extensions").build();
	}

	/** What {@link #header} will hold, as far as it is known from keywords alone. */
	static Keywords predicted(Keywords input) {
		var predicted = new LinkedHashMap<>(input.values());
		predicted.keySet().removeIf(keyword -> !isPassedOn(keyword));
		predicted.put(CATEGORY_KEYWORD, CATEGORY);
		return new Keywords(predicted);
	}

	/** Whether a keyword is about the observation rather than about the file or the step that made it. */
	private static boolean isPassedOn(String keyword) {
		boolean ofStep = keyword.startsWith("ESO QC ")
				|| keyword.startsWith("ESO PRO ") && !keyword.startsWith("ESO PRO ROT ")
						&& !keyword.equals("ESO PRO IFUNR");
		return keyword.startsWith("ESO ") && !ofStep || OBSERVATION.contains(keyword);
	}
}
