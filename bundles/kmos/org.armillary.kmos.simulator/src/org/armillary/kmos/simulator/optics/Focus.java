package org.armillary.kmos.simulator.optics;

import java.util.SplittableRandom;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

/**
 * Width and skewness of the line profile over a detector. The detector is tilted and flat where the best focus is
 * curved: the width follows √(1 + defocus²), scaled such that its mean in the middle row is 1 and its largest departure
 * from that is {@link Setting#WIDTH_VARIATION}. Coma makes lines lean to one side at the top and to the other at the
 * bottom, at most by {@link Setting#SKEWNESS}.
 */
final class Focus {

	private static final int GRID = 48;

	private final double variation;
	private final double tiltColumns;
	private final double tiltRows;
	private final double curvature;
	private final double offset;
	private final double middle;
	private final double largestDeparture;
	private final double coma;
	private final double comaPhase;
	private final double comaColumns;
	private final double largestComa;

	Focus(RandomStreams streams, Settings settings, int detector, Band band) {
		SplittableRandom random = streams.generator(Purpose.PROFILE, detector);
		variation = settings.get(Setting.WIDTH_VARIATION);
		coma = settings.get(Setting.SKEWNESS) * (random.nextBoolean() ? 1 : -1);
		double direction = Draws.phase(random);
		tiltColumns = StrictMath.cos(direction);
		tiltRows = StrictMath.sin(direction);
		curvature = -random.nextDouble(0.2, 0.4);
		comaPhase = random.nextDouble(-0.3, 0.3);
		comaColumns = random.nextDouble(-0.7, 0.7);
		// away from best focus in the middle, so that some lines are sharper there and others are not
		offset = random.nextDouble(1.5, 1.9)
				+ 0.15 * streams.generator(Purpose.PROFILE, detector, band.ordinal()).nextDouble(-1, 1);
		double sum = 0;
		for (int column = 0; column <= GRID; column++) {
			sum += defocused(normalised(column), 0);
		}
		middle = sum / (GRID + 1);
		double departure = 0;
		double lean = 0;
		for (int column = 0; column <= GRID; column++) {
			for (int row = 0; row <= GRID; row++) {
				double s = normalised(column);
				double v = normalised(row);
				departure = StrictMath.max(departure, StrictMath.abs(defocused(s, v) - middle));
				lean = StrictMath.max(lean, StrictMath.abs(leaning(s, v)));
			}
		}
		largestDeparture = departure;
		largestComa = lean;
	}

	/** Width over the nominal one at a place, {@code s} and {@code v} from −1 to 1 over the detector. */
	double widthFactor(double s, double v) {
		return 1 + variation * (defocused(s, v) - middle) / largestDeparture;
	}

	/** Skewness at a place, {@code s} and {@code v} from −1 to 1 over the detector. */
	double skewness(double s, double v) {
		return coma * leaning(s, v) / largestComa;
	}

	private double defocused(double s, double v) {
		double defocus = offset + tiltColumns * s + tiltRows * v + curvature * (s * s + v * v);
		return StrictMath.sqrt(1 + defocus * defocus);
	}

	private double leaning(double s, double v) {
		return StrictMath.sin(1.6 * v + comaColumns * s + comaPhase);
	}

	private static double normalised(int place) {
		return 2.0 * place / GRID - 1;
	}
}
