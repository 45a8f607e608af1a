package org.armillary.kmos.simulator.optics;

import java.util.SplittableRandom;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

/**
 * Shift of the image of one half segment (four IFUs) with the angle of the rotator: along the dispersion a sine, along
 * the slitlets a sine and its first harmonic, each with a small constant. Phases and amplitudes are those of the
 * segment, a little different in its halves; amplitudes with the constant stay below those of the settings.
 */
final class Flexure {

	private static final double HALF_CIRCLE_DEGREES = 180;
	private static final double FULL_CIRCLE_DEGREES = 360;
	private static final double LEAST_AMPLITUDE = 0.79;
	private static final double LARGEST_AMPLITUDE = 0.94;
	private static final double HALF_AMPLITUDE = 0.02;
	private static final double HALF_PHASE = 0.08;
	private static final double CONSTANT = 0.03;

	private final double columnAmplitude;
	private final double columnPhase;
	private final double columnConstant;
	private final double harmonicAmplitude;
	private final double harmonicPhase;
	private final double rowAmplitude;
	private final double rowPhase;
	private final double rowConstant;

	/** For a half, 0 or 1, of the segment of a detector, 0 to 2. */
	Flexure(RandomStreams streams, Settings settings, int detector, int half) {
		SplittableRandom segment = streams.generator(Purpose.FLEXURE, 0, detector);
		SplittableRandom own = streams.generator(Purpose.FLEXURE, 1, detector, half);
		double columns = settings.get(Setting.FLEXURE_SPATIAL);
		double rows = settings.get(Setting.FLEXURE_SPECTRAL);
		columnAmplitude = columns
				* (segment.nextDouble(LEAST_AMPLITUDE, LARGEST_AMPLITUDE) + small(own, HALF_AMPLITUDE));
		columnPhase = Draws.phase(segment) + small(own, HALF_PHASE);
		columnConstant = columns * small(own, CONSTANT);
		rowAmplitude = rows * (segment.nextDouble(LEAST_AMPLITUDE, LARGEST_AMPLITUDE) + small(own, HALF_AMPLITUDE));
		rowPhase = Draws.phase(segment) + small(own, HALF_PHASE);
		rowConstant = rows * small(own, CONSTANT);
		harmonicAmplitude = settings.get(Setting.FLEXURE_HARMONIC) * segment.nextDouble(LEAST_AMPLITUDE, 1);
		harmonicPhase = Draws.phase(segment) + small(own, HALF_PHASE);
	}

	/** The shift at an angle of the rotator. */
	Shift at(double angleDegrees) {
		double within = angleDegrees % FULL_CIRCLE_DEGREES;
		double turn = within < 0 ? within + FULL_CIRCLE_DEGREES : within;
		double angle = turn * StrictMath.PI / HALF_CIRCLE_DEGREES;
		return new Shift(
				columnConstant + columnAmplitude * StrictMath.sin(angle + columnPhase)
						+ harmonicAmplitude * StrictMath.sin(2 * angle + harmonicPhase),
				rowConstant + rowAmplitude * StrictMath.sin(angle + rowPhase));
	}

	private static double small(SplittableRandom random, double limit) {
		return limit * random.nextDouble(-1, 1);
	}
}
