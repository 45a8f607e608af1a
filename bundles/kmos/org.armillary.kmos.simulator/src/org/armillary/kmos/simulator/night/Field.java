package org.armillary.kmos.simulator.night;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

import org.armillary.kmos.simulator.header.Arm;
import org.armillary.kmos.simulator.header.Cadence;

/**
 * Where the arms point in a field: the first ones at targets, then one at a reference star, one that is not used, and the
 * others at sky, where real headers name them {@code ARM17_SCI}.
 */
final class Field {

	private static final double RADIUS_DEGREES = 0.06;

	private final String name;
	private final List<Arm> pointed;

	/**
	 * Lays out a field.
	 *
	 * @param targets
	 *            number of arms at targets; 0 for a field in which all arms are free
	 */
	Field(SplittableRandom random, String name, int targets) {
		this.name = name;
		double rightAscension = random.nextDouble(0, 360);
		double declination = random.nextDouble(-75, 15);
		var arms = new ArrayList<Arm>();
		int unused = 1 + random.nextInt(Arm.COUNT);
		int given = 0;
		boolean star = false;
		for (int arm = 1; arm <= Arm.COUNT; arm++) {
			double alpha = (rightAscension + random.nextDouble(-RADIUS_DEGREES, RADIUS_DEGREES) + 360) % 360;
			double delta = declination + random.nextDouble(-RADIUS_DEGREES, RADIUS_DEGREES);
			if (arm == unused && targets > 0) {
				arms.add(Arm.notUsed("Arm locked"));
			} else if (given < targets) {
				arms.add(arm(String.format(Locale.ROOT, "%s-%02d", name, ++given), "O", alpha, delta));
			} else if (!star && targets > 0) {
				star = true;
				arms.add(arm(name + "-star", "R", alpha, delta));
			} else {
				arms.add(arm("ARM" + arm + "_SCI", "S", alpha, delta));
			}
		}
		pointed = List.copyOf(arms);
	}

	/** Its name. */
	String name() {
		return name;
	}

	/**
	 * The arms in an exposure.
	 *
	 * @param sees
	 *            {@code O} at the field, {@code S} at sky beside it, where all arms see sky, {@code R} for an acquisition, in
	 *            which only the reference stars count
	 */
	List<Arm> arms(String sees) {
		return sees.equals("S") ? pointed.stream().map(arm -> arm.seeing("S")).toList() : pointed;
	}

	/** The arms in an exposure of a standard star, counted from 1: one arm sees it, the others sky. */
	List<Arm> standard(int exposure) {
		int at = Cadence.STANDARD_ARMS.get(Math.floorMod(exposure - 1, Cadence.STANDARD_ARMS.size()));
		var arms = new ArrayList<Arm>();
		for (int arm = 1; arm <= Arm.COUNT; arm++) {
			Arm sky = pointed.get(arm - 1);
			arms.add(arm == at ? arm(name, "O", sky.rightAscensionDegrees(), sky.declinationDegrees()) : sky);
		}
		return arms;
	}

	private static Arm arm(String name, String type, double alpha, double delta) {
		return new Arm(name, type, alpha, delta, Optional.empty());
	}
}
