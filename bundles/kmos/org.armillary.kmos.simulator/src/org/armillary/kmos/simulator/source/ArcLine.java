package org.armillary.kmos.simulator.source;

import java.util.List;

/**
 * A line of the arc lamps.
 *
 * @param gas
 *            {@code Ar} or {@code Ne}
 * @param micron
 *            wavelength in vacuum, µm
 * @param strength
 *            photons, relative to other lines of both lamps
 */
public record ArcLine(String gas, double micron, double strength) {

	/** Name of argon. */
	public static final String ARGON = "Ar";

	private static final List<ArcLine> ALL = LineTable.read("arc-lines.tsv").stream()
			.map(cells -> new ArcLine(cells[0], Double.parseDouble(cells[1]), Double.parseDouble(cells[2]))).toList();

	/** All lines from 0.77 to 2.50 µm, those of a gas in order of wavelength. */
	public static List<ArcLine> all() {
		return ALL;
	}
}
