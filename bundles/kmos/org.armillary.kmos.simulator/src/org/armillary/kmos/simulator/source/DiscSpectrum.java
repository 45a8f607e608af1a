package org.armillary.kmos.simulator.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.source.Target.Disc;

/**
 * Continuum and emission lines of a disc, above the atmosphere. Flux ratios are those of a galaxy that forms stars: the
 * Balmer decrement of case B (Osterbrock &amp; Ferland 2006), doublets of [N II] and [O III] 1 to 3. Immutable.
 */
final class DiscSpectrum {

	/** Lines so close that they have the same seeing but for what is linear in wavelength, in order of it. */
	record Group(List<Line> lines) {

		Group {
			lines = List.copyOf(lines);
		}

		double firstMicron() {
			return lines.getFirst().micron();
		}

		double lastMicron() {
			return lines.getLast().micron();
		}
	}

	/**
	 * A line, or a part of one.
	 *
	 * @param micron
	 *            wavelength where it is seen, from the middle of the disc
	 * @param photons
	 *            photons s⁻¹ m⁻²
	 */
	record Line(double micron, double photons) {
	}

	/** Speed of light, km/s. */
	static final double LIGHT_KM_PER_SECOND = 299_792.458;

	private static final double PLANCK_TIMES_LIGHT = 6.62607015e-34 * 299_792_458;
	private static final double METRE = 1e-6;
	/** Wavelengths in vacuum, µm, and fluxes over that of Hα, in turn. */
	private static final double[] LINES = { 0.3727092, 0.38, 0.3729875, 0.50, 0.4862691, 1 / 2.86, 0.4960295, 0.70 / 3,
			0.5008240, 0.70, 0.6549860, 0.30 / 3, 0.6564610, 1, 0.6585270, 0.30, 0.6718290, 0.11, 0.6732670, 0.09 };
	private static final double LARGEST_STEP = 1.04;
	/** Photons for each µm change with this power of the wavelength. */
	private static final double CONTINUUM_POWER = -0.7;
	/** Rows between the parts of a line, less than what the line profile blurs. */
	private static final double PART_ROWS = 0.5;
	private static final double PART_SIGMAS = 0.7;
	private static final double REACH_SIGMAS = 5;
	/** Lines farther out than this cannot reach the detector, rows from the ends of the grid. */
	private static final double MARGIN_ROWS = 40;

	private final Disc disc;
	private final SpectralGrid grid;
	private final double doppler;
	/** The continuum at 1 µm. */
	private final double level;

	/**
	 * Makes it.
	 *
	 * @param kmPerSecond
	 *            velocity of recession from the telescope of what stands still in the barycentre of the solar system
	 */
	DiscSpectrum(Disc disc, SpectralGrid grid, double kmPerSecond) {
		this.disc = disc;
		this.grid = grid;
		doppler = 1 + kmPerSecond / LIGHT_KM_PER_SECOND;
		PassBand band = PassBand.of(grid.band());
		double integral = 1 + CONTINUUM_POWER;
		double mean = (StrictMath.pow(band.lastMicron(), integral) - StrictMath.pow(band.firstMicron(), integral))
				/ (integral * (band.lastMicron() - band.firstMicron()));
		level = band.fluxDensity() * StrictMath.pow(10, -0.4 * disc.magnitude()) / mean;
	}

	/** The continuum, photons s⁻¹ m⁻² µm⁻¹ by sample of the grid. */
	double[] continuum() {
		double[] photons = grid.microns();
		for (int i = 0; i < photons.length; i++) {
			photons[i] = continuum(photons[i]);
		}
		return photons;
	}

	/** The continuum at a wavelength, photons s⁻¹ m⁻² µm⁻¹. */
	double continuum(double micron) {
		return level * StrictMath.pow(micron, CONTINUUM_POWER);
	}

	/** The lines that reach the detector. */
	List<Group> groups() {
		double first = grid.band().micron(SpectralGrid.FIRST_ROW + MARGIN_ROWS);
		double last = grid.band().micron(SpectralGrid.FIRST_ROW + SpectralGrid.ROWS - MARGIN_ROWS);
		var lines = new ArrayList<Line>();
		for (int i = 0; i < LINES.length; i += 2) {
			double emitted = LINES[i] * (1 + disc.redshift());
			double micron = emitted * doppler;
			if (micron > first && micron < last) {
				lines.add(new Line(micron, disc.lineFlux() * LINES[i + 1] * emitted * METRE / PLANCK_TIMES_LIGHT));
			}
		}
		lines.sort(Comparator.comparingDouble(Line::micron));
		var groups = new ArrayList<Group>();
		int start = 0;
		for (int end = 1; end <= lines.size(); end++) {
			if (end == lines.size() || lines.get(end).micron() > LARGEST_STEP * lines.get(end - 1).micron()) {
				groups.add(new Group(lines.subList(start, end)));
				start = end;
			}
		}
		return groups;
	}

	/**
	 * The lines of a group as gas shows them, each in so many parts without width that the instrument does not tell them from
	 * a Gaussian.
	 *
	 * @param kmPerSecond
	 *            velocity of recession over that of the middle of the disc
	 * @param dispersion
	 *            standard deviation of the velocities, km/s
	 */
	List<Line> parts(Group group, double kmPerSecond, double dispersion) {
		var parts = new ArrayList<Line>();
		for (Line line : group.lines()) {
			double micron = line.micron() * (1 + kmPerSecond / LIGHT_KM_PER_SECOND);
			double sigma = line.micron() * dispersion / LIGHT_KM_PER_SECOND;
			double row = grid.band().micronPerRow(grid.band().row(micron));
			double step = StrictMath.min(PART_SIGMAS * sigma, PART_ROWS * row);
			int reach = sigma == 0 ? 0 : (int) StrictMath.ceil(REACH_SIGMAS * sigma / step);
			var shares = new double[2 * reach + 1];
			double sum = 0;
			for (int i = 0; i < shares.length; i++) {
				double deviation = reach == 0 ? 0 : (i - reach) * step / sigma;
				shares[i] = StrictMath.exp(-deviation * deviation / 2);
				sum += shares[i];
			}
			for (int i = 0; i < shares.length; i++) {
				parts.add(new Line(micron + (i - reach) * step, line.photons() * shares[i] / sum));
			}
		}
		return parts;
	}
}
