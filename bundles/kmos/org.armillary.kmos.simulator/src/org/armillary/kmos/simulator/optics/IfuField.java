package org.armillary.kmos.simulator.optics;

import java.util.SplittableRandom;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

/**
 * Which places on the sky the slitlets of an IFU see, in milliarcsec from the centre of its field, which measures 2800
 * by 2800. The edges of all slitlets are at ±1400 exactly; between them the scale changes a little, {@link
 * Setting#FIELD_DISTORTION}, and differently from slice to slice.
 */
public final class IfuField {

	/** Half the length of a slitlet and half the width of the field, mas. */
	public static final double HALF_FIELD_MAS = 1400;
	/** Width of a slice on the sky, mas. */
	public static final double SLICE_MAS = 200;

	private static final double LARGE_SHARE = 0.75;
	private static final double SLICE_SHARE = 0.25;
	private static final double MIDDLE_SLICE = 6.5;

	private final IfuOrientation orientation;
	/** Per slice: amplitude of the antisymmetric and of the symmetric departure, shares of the length. */
	private final double[] antisymmetric = new double[SlitletGeometry.SLICES];
	private final double[] symmetric = new double[SlitletGeometry.SLICES];

	private IfuField(int ifu, double distortion, SplittableRandom random) {
		orientation = IfuOrientation.of(ifu);
		double common = (random.nextBoolean() ? 1 : -1) * distortion * LARGE_SHARE * random.nextDouble(0.7, 1);
		for (int slice = 0; slice < SlitletGeometry.SLICES; slice++) {
			antisymmetric[slice] = common;
			symmetric[slice] = distortion * SLICE_SHARE * random.nextDouble(-1, 1);
		}
	}

	/**
	 * The field of an IFU.
	 *
	 * @param seed
	 *            seed of the simulation
	 * @param settings
	 *            strength of the distortion
	 * @param ifu
	 *            from 1 to 24
	 */
	public static IfuField of(long seed, Settings settings, int ifu) {
		return new IfuField(ifu, settings.get(Setting.FIELD_DISTORTION),
				new RandomStreams(seed).generator(Purpose.GEOMETRY, 3, ifu));
	}

	/** How it lies on the sky. */
	public IfuOrientation orientation() {
		return orientation;
	}

	/**
	 * Position along a slitlet, mas; rises with {@code t}.
	 *
	 * @param slice
	 *            from 0 to 13
	 * @param t
	 *            share of the slitlet to the left of the place, 0 to 1
	 */
	public double alongMas(int slice, double t) {
		double departure = antisymmetric[slice] * StrictMath.sin(2 * StrictMath.PI * t)
				+ symmetric[slice] * StrictMath.sin(StrictMath.PI * t);
		return HALF_FIELD_MAS * (2 * (t + departure) - 1);
	}

	/** Position of the middle of a slice across the slitlets, mas; slices join without gaps. */
	public double acrossMas(int slice) {
		return (slice - MIDDLE_SLICE) * SLICE_MAS;
	}

	/** x of a place in a slitlet in the orientation of the reconstructed image, mas. */
	public double xMas(int slice, double t) {
		return orientation.x(alongMas(slice, t), acrossMas(slice));
	}

	/** y of a place in a slitlet in the orientation of the reconstructed image, mas. */
	public double yMas(int slice, double t) {
		return orientation.y(alongMas(slice, t), acrossMas(slice));
	}
}
