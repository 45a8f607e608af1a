package org.armillary.kmos.simulator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.header.Arm;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;
import org.armillary.kmos.simulator.source.Target;

/**
 * Where what the arms aim at truly lies on their IFUs. Offsets are on the sky of the IFU, x to the east and y to the
 * north. They are those of the target on the IFU: a telescope that moves to the east by a dither moves the target to
 * the west, to smaller x.
 *
 * <p>All IFUs move together on a circle as the rotator turns, each by itself on a small ellipse, and each arm is put
 * down anew, with an error of its own, in each template.
 */
final class ArmPointing {

	private static final int ALL_ARMS = 0;
	private static final int PLACEMENT = 100;
	private static final int SKY = 200;
	/** Shares of a smooth gradient over the field and of differences from arm to arm in the variance of the sky. */
	private static final double GRADIENT_SHARE = 0.8;
	private static final double SCATTER_SHARE = 0.6;

	private final Settings settings;
	private final RandomStreams streams;
	private final Set<Integer> locked;
	private final double phase;

	ArmPointing(Settings settings, RandomStreams streams, Set<Integer> locked) {
		this.settings = settings;
		this.streams = streams;
		this.locked = Set.copyOf(locked);
		this.phase = streams.generator(Purpose.FLEXURE, ALL_ARMS).nextDouble(0, 2 * StrictMath.PI);
	}

	/** The arms while lamps are on or nothing is: all that are not locked take part. */
	List<ArmView> parked() {
		var views = new ArrayList<ArmView>();
		for (int arm = 1; arm <= Arm.COUNT; arm++) {
			views.add(new ArmView(arm, !locked.contains(arm), Optional.empty(), 0, 0, 1));
		}
		return views;
	}

	/** The arms in twilight, spread over the field. */
	List<ArmView> twilight(int template) {
		double[] nowhere = new double[Arm.COUNT];
		double[] factors = skyFactors(template, nowhere, nowhere);
		return parked().stream().map(
				view -> new ArmView(view.arm(), view.used(), Optional.empty(), 0, 0, factors[view.arm() - 1]))
				.toList();
	}

	/**
	 * The arms in a field.
	 *
	 * @param template
	 *            number of the template in the night
	 * @param angle
	 *            angle of the rotator, degrees
	 * @param eastDither
	 *            how far the telescope was moved from where it started, to the east, arcsec
	 * @param northDither
	 *            likewise to the north
	 */
	List<ArmView> at(SkyField field, int template, double angle, double eastDither, double northDither) {
		Map<Integer, Target> targets = field.targets();
		double[] factors = skyFactors(template, field.eastArcsec(), field.northArcsec());
		var views = new ArrayList<ArmView>();
		// + 0.0 makes -0 and 0 the same
		for (int arm = 1; arm <= Arm.COUNT; arm++) {
			double[] offset = offset(arm, template, angle);
			views.add(new ArmView(arm, field.arms().get(arm - 1).notUsed().isEmpty(),
					Optional.ofNullable(targets.get(arm)), offset[0] - eastDither + 0.0, offset[1] - northDither + 0.0,
					factors[arm - 1]));
		}
		return views;
	}

	/** Flexure of all, flexure of one, and placement, arcsec to the east and north. */
	private double[] offset(int arm, int template, double angle) {
		double turn = StrictMath.toRadians(angle);
		double radius = settings.get(Setting.POINTING_FLEXURE);
		SplittableRandom ofArm = streams.generator(Purpose.FLEXURE, arm);
		double share = settings.get(Setting.ARM_FLEXURE);
		SplittableRandom placed = streams.generator(Purpose.ARMS, PLACEMENT, template, arm);
		double placement = settings.get(Setting.PLACEMENT);
		double x = radius * StrictMath.cos(turn + phase) + share * wave(ofArm, turn)
				+ placement * clipped(placed.nextGaussian());
		double y = radius * StrictMath.sin(turn + phase) + share * wave(ofArm, turn)
				+ placement * clipped(placed.nextGaussian());
		return new double[] { x, y };
	}

	/** A sine of the angle with an amplitude between 0.5 and 1 and a phase of its own. */
	private static double wave(SplittableRandom random, double turn) {
		return random.nextDouble(0.5, 1) * StrictMath.sin(turn + random.nextDouble(0, 2 * StrictMath.PI));
	}

	private double[] skyFactors(int template, double[] east, double[] north) {
		SplittableRandom random = streams.generator(Purpose.ARMS, SKY, template);
		double direction = random.nextDouble(0, 2 * StrictMath.PI);
		double deviation = settings.get(Setting.SKY_GRADIENT);
		var factors = new double[Arm.COUNT];
		for (int arm = 0; arm < factors.length; arm++) {
			double along = (east[arm] * StrictMath.cos(direction) + north[arm] * StrictMath.sin(direction))
					/ (SkyField.RADIUS_ARCSEC / 2);
			factors[arm] = StrictMath.max(0.1, 1
					+ deviation * (GRADIENT_SHARE * along + SCATTER_SHARE * clipped(random.nextGaussian())));
		}
		return factors;
	}

	private static double clipped(double deviate) {
		return StrictMath.clamp(deviate, -3.0, 3.0);
	}
}
