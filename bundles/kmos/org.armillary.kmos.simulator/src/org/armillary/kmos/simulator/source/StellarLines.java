package org.armillary.kmos.simulator.source;

import java.util.List;
import java.util.SplittableRandom;

import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;
import org.armillary.kmos.simulator.source.Target.SpectralType;

/**
 * Absorption lines in the spectra of stars: hydrogen in both types, metals and carbon monoxide in G2V. Each line is deeper or
 * shallower than in the table by a random share of its own.
 */
final class StellarLines {

	/** Absorption lines of stars like the sun are unresolved: width of what is not saturated, km/s. */
	private static final double METAL_KM_PER_SECOND = 9;
	private static final double LIGHT_KM_PER_SECOND = 299_792.458;
	private static final double GAUSSIAN_AREA = StrictMath.sqrt(StrictMath.PI / (4 * StrictMath.log(2)));
	private static final double DEEPEST_NARROW = 0.6;
	/** From this equivalent width on lines have wings, µm. */
	private static final double WINGS_FROM = 1e-4;
	private static final double DEEPEST_BROAD = 0.62;
	private static final double WING_REACH = 0.012;
	/** No line takes away more than this share in its middle, however it departs from the table. */
	private static final double DEEPEST = 0.95;
	private static final double LARGEST_DEPARTURE = 2.5;
	private static final double MONOXIDE_KELVIN = 4800;
	/** Equivalent width of the strongest line of carbon monoxide, µm. */
	private static final double MONOXIDE_WIDTH = 1.0e-5;
	private static final int HYDROGEN_REACH_WIDTHS = 14;
	/** Rydberg constant of hydrogen, µm⁻¹ (CODATA 2018). */
	private static final double RYDBERG = 10.967_758_3;

	private static final List<Hydrogen> HYDROGEN = LineTable.read("hydrogen-lines.tsv").stream().map(Hydrogen::of)
			.toList();
	private static final List<Metal> METALS = LineTable.read("solar-lines.tsv").stream().map(Metal::of).toList();
	private static final List<CarbonMonoxide.Line> MONOXIDE = CarbonMonoxide.lines(MONOXIDE_KELVIN);

	private record Hydrogen(double micron, double[] depths, double[] widths) {

		static Hydrogen of(String[] cells) {
			return new Hydrogen(hydrogenMicron(Integer.parseInt(cells[0]), Integer.parseInt(cells[1])),
					new double[] { Double.parseDouble(cells[2]), Double.parseDouble(cells[4]) },
					new double[] { Double.parseDouble(cells[3]) * 1e-3, Double.parseDouble(cells[5]) * 1e-3 });
		}
	}

	private record Metal(double micron, double equivalentWidth) {

		static Metal of(String[] cells) {
			return new Metal(Double.parseDouble(cells[1]), Double.parseDouble(cells[2]) * 1e-3);
		}
	}

	private StellarLines() {
	}

	/** Wavelength of a line of hydrogen by the principal quantum numbers of its levels, µm in vacuum. */
	static double hydrogenMicron(int lower, int upper) {
		return 1 / (RYDBERG * (1.0 / (lower * lower) - 1.0 / (upper * upper)));
	}

	/** The transmission without departures from the tables. */
	static double[] transmission(SpectralType type, double[] microns) {
		return transmission(type, microns, 0, 0);
	}

	/**
	 * Share of the continuum that is left.
	 *
	 * @param microns
	 *            wavelengths in the rest frame of the star, ascending, µm in vacuum
	 * @param seed
	 *            seed of the departures
	 * @param departure
	 *            standard deviation of the depths around those of the tables, as a share
	 */
	static double[] transmission(SpectralType type, double[] microns, long seed, double departure) {
		var absorption = new LineAbsorption(microns);
		SplittableRandom random = new RandomStreams(seed).generator(Purpose.STARS, type.ordinal());
		for (Hydrogen line : HYDROGEN) {
			double depth = StrictMath.min(DEEPEST, line.depths[type.ordinal()] * factor(random, departure));
			double width = line.widths[type.ordinal()];
			absorption.broad(line.micron, depth, width, HYDROGEN_REACH_WIDTHS * width);
		}
		if (type == SpectralType.G2V) {
			for (Metal line : METALS) {
				addMetal(absorption, line.micron, line.equivalentWidth, factor(random, departure));
			}
			double common = factor(random, departure);
			for (CarbonMonoxide.Line line : MONOXIDE) {
				addMetal(absorption, line.micron(), MONOXIDE_WIDTH * line.strength(), common);
			}
		}
		return absorption.transmission();
	}

	private static void addMetal(LineAbsorption absorption, double micron, double equivalentWidth, double factor) {
		if (equivalentWidth > WINGS_FROM) {
			double width = equivalentWidth / (DEEPEST_BROAD * LineAbsorption.BROAD_AREA);
			absorption.broad(micron, StrictMath.min(DEEPEST, DEEPEST_BROAD * factor), width, WING_REACH);
		} else {
			double narrowest = micron * METAL_KM_PER_SECOND / LIGHT_KM_PER_SECOND;
			double depth = StrictMath.min(DEEPEST_NARROW, equivalentWidth / (GAUSSIAN_AREA * narrowest));
			absorption.narrow(micron, depth * factor, equivalentWidth / (GAUSSIAN_AREA * depth));
		}
	}

	private static double factor(SplittableRandom random, double departure) {
		return StrictMath.max(0,
				1 + departure * StrictMath.clamp(random.nextGaussian(), -LARGEST_DEPARTURE, LARGEST_DEPARTURE));
	}
}
