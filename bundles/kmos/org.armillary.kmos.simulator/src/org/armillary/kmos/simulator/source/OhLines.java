package org.armillary.kmos.simulator.source;

import java.util.List;

/**
 * Lines of the Meinel bands of hydroxyl, from 0.76 to 2.56 µm. Wavelengths and photon fluxes are those of Rousselot
 * et al. 2000 (A&amp;A 354, 1134), whose list names no levels. To find them, terms of X²Π(v = 0…9, J ≤ 17.5) were
 * computed from an effective Hamiltonian of Hill and Van Vleck's form with spin-orbit coupling, centrifugal
 * distortion, spin-rotation and Λ-doubling, and its constants fitted to all lines, from values near those of Coxon
 * &amp; Foster 1982 (Can. J. Phys. 60, 41) on. All 4334 lines were assigned, with differences of
 * 0.005 cm⁻¹ rms. Immutable.
 */
final class OhLines {

	/** Boltzmann's constant, cm⁻¹ K⁻¹ (CODATA 2018). */
	static final double BOLTZMANN = 0.695034800;
	/** Rotational temperature of the table, K. */
	static final double TABLE_KELVIN = 190;

	private static final int LEVELS = 11;

	private final double[] microns;
	private final double[] fluxes;
	private final int[] upperLevels;
	private final double[] energies;

	private OhLines(List<String[]> rows) {
		microns = column(rows, 0);
		fluxes = column(rows, 1);
		upperLevels = rows.stream().mapToInt(cells -> Integer.parseInt(cells[2])).toArray();
		energies = column(rows, 4);
		int[] lowerLevels = rows.stream().mapToInt(cells -> Integer.parseInt(cells[3])).toArray();
		for (int line = 0; line < fluxes.length; line++) {
			fluxes[line] *= sequenceFactor(upperLevels[line] - lowerLevels[line]);
		}
	}

	/** Reads the table. */
	static OhLines read() {
		return new OhLines(LineTable.read("oh-lines.tsv"));
	}

	/** Wavelengths, µm in vacuum, ascending. */
	double[] microns() {
		return microns.clone();
	}

	/** Upper vibrational level of a line. */
	int upperLevel(int line) {
		return upperLevels[line];
	}

	/** Rotational energy of the upper level of a line above the lowest one of its vibrational level, cm⁻¹. */
	double energy(int line) {
		return energies[line];
	}

	/**
	 * Photon fluxes, 1000 for the brightest line of the table as it is. Within a vibrational group, fluxes of lines
	 * follow {@code exp(−E (1/T − 1/190 K) / k)}; the sum over the lines of a group does not change with temperature.
	 *
	 * @param kelvin
	 *            rotational temperature
	 * @param groupFactors
	 *            brightness of the upper levels over their usual one, from level 0 on
	 */
	double[] fluxes(double kelvin, List<Double> groupFactors) {
		var changed = new double[fluxes.length];
		var usual = new double[LEVELS];
		var sums = new double[LEVELS];
		double inverse = (1 / kelvin - 1 / TABLE_KELVIN) / BOLTZMANN;
		for (int line = 0; line < changed.length; line++) {
			changed[line] = fluxes[line] * StrictMath.exp(-energies[line] * inverse);
			usual[upperLevels[line]] += fluxes[line];
			sums[upperLevels[line]] += changed[line];
		}
		for (int line = 0; line < changed.length; line++) {
			int level = upperLevels[line];
			changed[line] *= groupFactors.get(level) * usual[level] / sums[level];
		}
		return changed;
	}

	/**
	 * Brightness of sequences of bands over that of the table, which is low where the vibrational level changes by
	 * more than two if Noll et al. 2012 (A&amp;A 543, A92) are followed.
	 */
	private static double sequenceFactor(int change) {
		return switch (change) {
		case 2 -> 1;
		case 3 -> 1.25;
		default -> 2;
		};
	}

	private static double[] column(List<String[]> rows, int column) {
		return rows.stream().mapToDouble(cells -> Double.parseDouble(cells[column])).toArray();
	}
}
