package org.armillary.kmos.simulator.optics;

import java.util.SplittableRandom;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

/**
 * Canonical row of a point of the slit by row of the detector. Light from beside the middle of the slit meets the
 * grating at an angle γ = atan(u/f) to the plane of dispersion, so that the same direction has the wavelength λ cos γ:
 * arc lines are curved, by {@link Setting#LINE_CURVATURE} in H and by as much in wavelength in the other bands. Of the
 * curvature the mean is taken away, for the grating is set for the useful range.
 */
final class ArcLines {

	private static final double RIPPLE_PERIOD = 380;

	private final Band band;
	private final double inverseFocalLength;
	private final double axis;
	private final double meanCosine;
	private final double alignment;
	private final Ripple ripple;

	ArcLines(RandomStreams streams, Settings settings, int detector, Band band, SlitletComb comb) {
		this.band = band;
		SplittableRandom random = streams.generator(Purpose.GEOMETRY, 6, detector);
		double curvature = settings.get(Setting.LINE_CURVATURE) * random.nextDouble(0.96, 1.04);
		double middleRow = Band.H.row(Band.H.middleMicron());
		double cosine = 1 - curvature * Band.H.micronPerRow(middleRow) / Band.H.middleMicron();
		inverseFocalLength = StrictMath.sqrt(1 / (cosine * cosine) - 1) / SlitletComb.HALF_WIDTH;
		axis = random.nextDouble(-40, 40);
		ripple = new Ripple(settings.get(Setting.RIPPLE), RIPPLE_PERIOD, random);
		alignment = settings.get(Setting.WAVELENGTH_JUMPS)
				* streams.generator(Purpose.GEOMETRY, 7, detector, band.ordinal()).nextDouble(-1, 1);
		double sum = 0;
		for (int slitlet = 0; slitlet < comb.left().length; slitlet++) {
			sum += cosine((comb.left()[slitlet] + comb.right()[slitlet]) / 2);
		}
		meanCosine = sum / comb.left().length;
	}

	/**
	 * Canonical row at a place of the slit.
	 *
	 * @param u
	 *            position along the slit, pixels from its middle
	 * @param v
	 *            rows from the middle of the detector
	 */
	double canonicalRow(double u, double v) {
		double micron = band.micron(Band.MIDDLE_ROW + v) * cosine(u) / meanCosine;
		return band.row(micron) + alignment + ripple.at(u, v);
	}

	private double cosine(double u) {
		double tangent = (u - axis) * inverseFocalLength;
		return 1 / StrictMath.sqrt(1 + tangent * tangent);
	}
}
