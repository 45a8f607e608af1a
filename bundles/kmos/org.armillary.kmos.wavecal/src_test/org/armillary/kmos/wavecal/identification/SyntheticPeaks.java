package org.armillary.kmos.wavecal.identification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

import org.armillary.kmos.Band;
import org.armillary.kmos.tables.ArcLine;
import org.armillary.kmos.tables.ArcLines;
import org.armillary.kmos.tables.Gas;

/** Peaks as an arc of a made-up spectrograph has them. Written for the tests alone. */
final class SyntheticPeaks {

	static final int ROWS = 2048;
	private static final double FAINTEST = 3e-3;
	private static final double BLEND = 2;

	private final Band band;
	private final SplittableRandom random;
	private final List<double[]> peaks = new ArrayList<>();

	SyntheticPeaks(Band band, long seed) {
		this.band = band;
		random = new SplittableRandom(seed);
	}

	/** Place of a wavelength from -1 to 1 over the useful range. */
	static double u(Band band, double micron) {
		return (2 * micron - band.usefulFirstMicron() - band.usefulLastMicron())
				/ (band.usefulLastMicron() - band.usefulFirstMicron());
	}

	/**
	 * Adds the lines of lamps at the rows of a law, merged where they blend, strengths wrong by factors of several.
	 *
	 * @param row
	 *            row by place from -1 to 1
	 * @param missing
	 *            share of the lines that are not there
	 */
	SyntheticPeaks lines(DoubleUnaryOperator row, Set<Gas> gases, double missing) {
		double strongest = ArcLines.of(band).stream().mapToDouble(ArcLine::strength).max().orElseThrow();
		List<double[]> lines = new ArrayList<>();
		for (ArcLine line : ArcLines.of(band)) {
			double height = line.strength() / strongest;
			if (gases.contains(line.gas()) && height > FAINTEST && random.nextDouble() >= missing) {
				double wrong = Math.pow(10, 0.35 * random.nextGaussian());
				lines.add(new double[] { row.applyAsDouble(u(band, line.micron())), 40_000 * height * wrong });
			}
		}
		for (double[] line : lines) {
			double sum = line[1];
			double moment = 0;
			boolean isStrongest = true;
			for (double[] other : lines) {
				if (other != line && Math.abs(other[0] - line[0]) < BLEND) {
					isStrongest &= other[1] < line[1];
					sum += other[1];
					moment += other[1] * (other[0] - line[0]);
				}
			}
			double centre = line[0] + moment / sum + 0.08 * random.nextGaussian();
			if (isStrongest && centre > 4 && centre < ROWS - 5) {
				peaks.add(new double[] { centre, sum });
			}
		}
		return this;
	}

	/** Adds peaks that are no lines. */
	SyntheticPeaks spurious(int count) {
		for (int k = 0; k < count; k++) {
			double height = 40_000 * Math.pow(10, -2.5 * random.nextDouble());
			peaks.add(new double[] { 5 + random.nextDouble() * (ROWS - 10), height });
		}
		return this;
	}

	LinePeaks peaks() {
		List<double[]> sorted = peaks.stream().sorted(Comparator.comparingDouble(peak -> peak[0])).toList();
		double[] rows = sorted.stream().mapToDouble(peak -> peak[0]).toArray();
		double[] heights = sorted.stream().mapToDouble(peak -> peak[1]).toArray();
		return new LinePeaks(rows, heights, heights, new boolean[rows.length]);
	}
}
