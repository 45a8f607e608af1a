package org.armillary.kmos.simulator.optics;

import java.util.SplittableRandom;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

/**
 * The slitlets as the slicers set them up at the entrance of a spectrograph, before its optics distort them. Positions
 * are in pixels from the middle of the pattern; all arrays are {@code double[112]}.
 *
 * @param left
 *            left edges
 * @param right
 *            right edges
 * @param rows
 *            canonical rows by which the spectrum of a slitlet stands off, since slitlets are not quite in line
 * @param dispersion
 *            relative departure of its dispersion
 * @param tilt
 *            canonical rows between its edges, since slitlets are not quite parallel
 * @param thermal
 *            shift of a slitlet beside the stretch of the whole pattern, pixels for each K
 */
record SlitletComb(double[] left, double[] right, double[] rows, double[] dispersion, double[] tilt,
		double[] thermal) {

	/** Width of the whole pattern, pixels. */
	static final double PATTERN_WIDTH = 2007;
	/** Distance of the outermost edges from the middle, pixels. */
	static final double HALF_WIDTH = PATTERN_WIDTH / 2;

	/** Distance of neighbours in an IFU, pixels. */
	private static final double PITCH = 18;
	private static final double SMALLEST_GAP = 2.2;
	private static final double IFU_PITCH = (PATTERN_WIDTH - SlitletGeometry.NOMINAL_WIDTH
			- (SlitletGeometry.SLICES - 1) * PITCH) / (SlitletGeometry.IFUS_PER_DETECTOR - 1);
	/** Distance of the last slitlet of an IFU from the first of the next, pixels. */
	private static final double JOINT_PITCH = IFU_PITCH - (SlitletGeometry.SLICES - 1) * PITCH;

	private static final double WIDEST = 15;
	private static final double NARROWEST = 11;
	private static final double LIMIT = 2.5;
	private static final double IFU_OFFSET_SHARE = 1.5;
	private static final int FIRST_STRONG_IFU = 3;
	private static final int SECOND_STRONG_IFU = 15;
	private static final double STRONG = 4;
	/** Alternating step of the wavelength solution beside the random jumps, as a share of these. */
	private static final double STAGGER = 0.15;
	/** What differs from grating to grating, as a share of the jumps. */
	private static final double GRATING_SHARE = 0.2;
	private static final double TILT_SHARE = 0.08;
	/** Relative change of dispersion for each pixel of the jumps. */
	private static final double DISPERSION_SHARE = 1.7e-4;
	private static final double THERMAL_IFU_SHARE = 0.04;
	private static final double THERMAL_SLITLET_SHARE = 0.02;

	/** The slitlets of a detector, 0 to 2, as a grating shows them. */
	static SlitletComb of(RandomStreams streams, Settings settings, int detector, Band band) {
		int count = SlitletGeometry.PER_DETECTOR;
		var comb = new SlitletComb(new double[count], new double[count], new double[count], new double[count],
				new double[count], new double[count]);
		SplittableRandom places = streams.generator(Purpose.GEOMETRY, 0, detector);
		SplittableRandom grating = streams.generator(Purpose.GEOMETRY, 1, detector, band.ordinal());
		for (int place = 0; place < SlitletGeometry.IFUS_PER_DETECTOR; place++) {
			comb.setEdges(settings, places, detector, place);
			comb.setRows(settings, places, grating, place);
			comb.setThermal(settings, places, place);
		}
		return comb;
	}

	private void setEdges(Settings settings, SplittableRandom random, int detector, int place) {
		int ifu = detector * SlitletGeometry.IFUS_PER_DETECTOR + place + 1;
		double width = Math.clamp(SlitletGeometry.NOMINAL_WIDTH
				+ settings.get(Setting.WIDTH_SPREAD) * Draws.normal(random, LIMIT), NARROWEST, WIDEST);
		double half = width / 2;
		double offsets = settings.get(Setting.SLITLET_OFFSETS);
		double whole = IFU_OFFSET_SHARE * offsets * Draws.normal(random, LIMIT);
		boolean strong = ifu == FIRST_STRONG_IFU || ifu == SECOND_STRONG_IFU;
		double mirrors = settings.get(Setting.MIRROR_PATTERN) * (strong ? STRONG : random.nextDouble(0.3, 1));
		double limit = (PITCH - width - SMALLEST_GAP) / 2;
		double outerLimit = (JOINT_PITCH - WIDEST / 2 - half - SMALLEST_GAP) / 2;
		for (int slice = 0; slice < SlitletGeometry.SLICES; slice++) {
			double offset = whole + offsets * Draws.normal(random, LIMIT) + sign(slice) * mirrors / 2;
			boolean outer = slice == 0 || slice == SlitletGeometry.SLICES - 1;
			double allowed = StrictMath.max(0, outer ? StrictMath.min(limit, outerLimit) : limit);
			double middle = -HALF_WIDTH + SlitletGeometry.NOMINAL_WIDTH / 2 + place * IFU_PITCH + slice * PITCH
					+ Math.clamp(offset, -allowed, allowed);
			left[index(place, slice)] = middle - half;
			right[index(place, slice)] = middle + half;
		}
	}

	private void setRows(Settings settings, SplittableRandom random, SplittableRandom grating, int place) {
		double jumps = settings.get(Setting.WAVELENGTH_JUMPS);
		for (int slice = 0; slice < SlitletGeometry.SLICES; slice++) {
			int slitlet = index(place, slice);
			// a jump is the difference of two of these
			double own = jumps * StrictMath.sqrt(0.5) * Draws.normal(random, LIMIT);
			rows[slitlet] = own + jumps * (STAGGER * sign(slice) + GRATING_SHARE * Draws.normal(grating, LIMIT));
			dispersion[slitlet] = DISPERSION_SHARE * jumps * Draws.normal(random, LIMIT);
			tilt[slitlet] = TILT_SHARE * jumps * Draws.normal(random, LIMIT);
		}
	}

	private void setThermal(Settings settings, SplittableRandom random, int place) {
		double stretch = settings.get(Setting.TEMPERATURE_STRETCH);
		double whole = THERMAL_IFU_SHARE * Draws.normal(random, LIMIT);
		double slope = THERMAL_IFU_SHARE * Draws.normal(random, LIMIT);
		for (int slice = 0; slice < SlitletGeometry.SLICES; slice++) {
			double along = 2.0 * slice / (SlitletGeometry.SLICES - 1) - 1;
			thermal[index(place, slice)] = stretch
					* (whole + slope * along + THERMAL_SLITLET_SHARE * Draws.normal(random, LIMIT));
		}
	}

	private static int index(int place, int slice) {
		return place * SlitletGeometry.SLICES + slice;
	}

	/** The two rows of seven pupil mirrors serve odd and even slitlets. */
	private static int sign(int slice) {
		return slice % 2 == 0 ? 1 : -1;
	}
}
