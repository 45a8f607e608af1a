package org.armillary.kmos.simulator.source;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

/**
 * Lines of the air over a mountain of 2600 m. Carbon dioxide, carbon monoxide and oxygen have the regular bands of
 * their molecular constants (Rothman et al. 2013, JQSRT 130, 4; strengths at 296 K). Water vapour, methane and the
 * rest are lines of random places and exponentially distributed strengths which follow a table of optical depths by
 * wavenumber; they are the same in all nights and in all bands. Lines have one width for each molecule.
 */
final class Absorbers {

	/** Molecules above a square centimetre of the mountain, at 743 hPa. */
	private static final double AIR_COLUMN = 1.58e25;
	private static final double CARBON_DIOXIDE_COLUMN = 4.05e-4 * AIR_COLUMN;
	private static final double CARBON_MONOXIDE_COLUMN = 1e-7 * AIR_COLUMN;
	private static final double OXYGEN_COLUMN = 0.2095 * AIR_COLUMN;
	private static final double AIR_KELVIN = 260;

	private static final double WATER_HALF_WIDTH = 0.07;
	private static final double DRY_HALF_WIDTH = 0.05;
	private static final double CARBON_DIOXIDE_HALF_WIDTH = 0.05;
	private static final double OXYGEN_HALF_WIDTH = 0.035;

	/** Distances of random lines, cm⁻¹. */
	private static final double WATER_SPACING = 1;
	private static final double DRY_SPACING = 0.5;
	/** Any number but that of a night: the air has its lines everywhere alike. */
	private static final long AIR = 1_370_820_930L;

	private static final double OXYGEN_STRENGTH = 3.26e-24;
	private static final double OXYGEN_OVERTONE_STRENGTH = 2.4e-26;

	private static final List<LinearMolecule> CARBON_DIOXIDE = List.of(
			LinearMolecule.carbonDioxide(4853.623, 0.38774, 1.5e-7, 6.5e-21),
			LinearMolecule.carbonDioxide(4977.835, 0.38660, 1.2e-7, 3.5e-20),
			LinearMolecule.carbonDioxide(5099.660, 0.38730, 1.0e-7, 1.0e-20),
			LinearMolecule.carbonDioxide(6075.980, 0.388906, 2.11e-7, 3.5e-23),
			LinearMolecule.carbonDioxide(6227.917, 0.386709, 1.68e-7, 4.5e-22),
			LinearMolecule.carbonDioxide(6347.851, 0.386454, 0.96e-7, 4.5e-22),
			LinearMolecule.carbonDioxide(6503.080, 0.387976, 0.73e-7, 4.7e-23),
			LinearMolecule.carbonDioxide(6972.577, 0.38106, 1.33e-7, 1.5e-21));
	private static final LinearMolecule CARBON_MONOXIDE = new LinearMolecule(4260.062, 1.88748, 6.13e-6, 1.92253,
			6.12e-6, 1, 7.7e-20);

	private static final int WAVENUMBER_COLUMN = 0;
	private static final int WATER_COLUMN = 1;
	private static final int DRY_COLUMN = 2;

	private Absorbers() {
	}

	/** Adds the lines of water vapour, for 2.5 mm in the zenith. */
	static void addWater(OpticalDepth sum) {
		addRandom(sum, WATER_COLUMN, WATER_SPACING, WATER_HALF_WIDTH);
	}

	/** Adds the lines of all that does not follow water vapour, in the zenith. */
	static void addDry(OpticalDepth sum) {
		addRandom(sum, DRY_COLUMN, DRY_SPACING, DRY_HALF_WIDTH);
		for (LinearMolecule band : CARBON_DIOXIDE) {
			for (LinearMolecule.Line line : band.lines(AIR_KELVIN)) {
				sum.add(line.wavenumber(), line.strength() * CARBON_DIOXIDE_COLUMN, CARBON_DIOXIDE_HALF_WIDTH);
			}
		}
		for (LinearMolecule.Line line : CARBON_MONOXIDE.lines(AIR_KELVIN)) {
			sum.add(line.wavenumber(), line.strength() * CARBON_MONOXIDE_COLUMN, CARBON_DIOXIDE_HALF_WIDTH);
		}
		addOxygen(sum, OxygenBand.INFRARED, OXYGEN_STRENGTH);
		addOxygen(sum, OxygenBand.INFRARED_OVERTONE, OXYGEN_OVERTONE_STRENGTH);
	}

	private static void addOxygen(OpticalDepth sum, OxygenBand band, double strength) {
		List<OxygenBand.Line> lines = band.lines();
		double[] weights = lines.stream().mapToDouble(line -> line.wavenumber() * line.strength()
				* StrictMath.exp(-line.lowerEnergy() / (OhLines.BOLTZMANN * AIR_KELVIN))).toArray();
		double total = 0;
		for (double weight : weights) {
			total += weight;
		}
		for (int i = 0; i < weights.length; i++) {
			sum.add(lines.get(i).wavenumber(), strength * OXYGEN_COLUMN * weights[i] / total, OXYGEN_HALF_WIDTH);
		}
	}

	/**
	 * Adds random lines. Each stretch between rows of the table has as many lines as its length asks for, of
	 * strengths that are the quantiles of the exponential distribution in random order, so that their sum is that of
	 * the table.
	 */
	private static void addRandom(OpticalDepth sum, int column, double spacing, double halfWidth) {
		List<double[]> rows = LineTable.read("telluric-bands.tsv").stream()
				.map(cells -> Arrays.stream(cells).mapToDouble(Double::parseDouble).toArray()).toList();
		for (int i = 0; i + 1 < rows.size(); i++) {
			double start = rows.get(i)[WAVENUMBER_COLUMN];
			double length = rows.get(i + 1)[WAVENUMBER_COLUMN] - start;
			double depth = rows.get(i)[column];
			double nextDepth = rows.get(i + 1)[column];
			if (start + length < sum.first() || start > sum.last() || depth + nextDepth == 0) {
				continue;
			}
			SplittableRandom random = new RandomStreams(AIR).generator(Purpose.SKY, column, (int) start);
			int count = (int) StrictMath.round(length / spacing);
			double[] strengths = quantiles(count, random);
			for (int line = 0; line < count; line++) {
				double place = (line + random.nextDouble()) / count;
				double mean = depth + place * (nextDepth - depth);
				sum.add(start + place * length, mean * spacing * strengths[line], halfWidth);
			}
		}
	}

	private static double[] quantiles(int count, SplittableRandom random) {
		var values = new double[count];
		double sum = 0;
		for (int i = 0; i < count; i++) {
			values[i] = -StrictMath.log(1 - (i + 0.5) / count);
			sum += values[i];
		}
		for (int i = count - 1; i >= 0; i--) {
			int other = random.nextInt(i + 1);
			double swapped = values[other];
			values[other] = values[i];
			values[i] = swapped * count / sum;
		}
		return values;
	}
}
