package org.armillary.kmos.tables;

import java.util.List;

import org.armillary.kmos.Band;

/**
 * The lines of OH in the night sky, those above a thousandth of the strongest in their neighbourhood, from Rousselot et al.
 * 2000 (A&amp;A 354, 1134).
 */
public final class OhLines {

	private static final String RESOURCE = "oh-lines.tsv";
	private static final int COLUMNS = 2;

	private OhLines() {
	}

	/** The lines within a band, by rising wavelength. */
	public static List<OhLine> of(Band band) {
		return between(band.firstMicron(), band.lastMicron());
	}

	/**
	 * The lines within a range, both ends included, by rising wavelength.
	 *
	 * @param firstMicron
	 *            µm in vacuum
	 * @param lastMicron
	 *            µm in vacuum
	 */
	public static List<OhLine> between(double firstMicron, double lastMicron) {
		return all().stream().filter(line -> firstMicron <= line.micron() && line.micron() <= lastMicron).toList();
	}

	/** All lines, 0.77 to 2.52 µm, by rising wavelength. */
	public static List<OhLine> all() {
		return Lines.ALL;
	}

	/** Holder, so that the table is read when it is first asked for. */
	private static final class Lines {

		private static final List<OhLine> ALL = ResourceTable.read(RESOURCE, COLUMNS).stream().map(cells -> {
			double micron = Double.parseDouble(cells[0]);
			return new OhLine(micron, Double.parseDouble(cells[1]), OhGroup.of(micron));
		}).toList();

		private Lines() {
		}
	}
}
