package org.armillary.kmos.simulator.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.armillary.kmos.simulator.header.Arm;
import org.armillary.kmos.simulator.source.Target;
import org.armillary.kmos.simulator.source.Target.Star;

/**
 * A field on the sky and where the arms are in it. Each arm reaches into the patrol field of 7.2 arcmin from its
 * place on the rim; no two of them come closer than 12 arcsec.
 *
 * @param name
 *            its name
 * @param rightAscension
 *            of its middle, J2000, degrees
 * @param declination
 *            likewise
 * @param arms
 *            24 arms as headers tell them, at targets
 * @param targets
 *            targets by arm
 * @param eastArcsec
 *            places of the arms from the middle, to the east, arcsec
 * @param northArcsec
 *            likewise to the north
 */
record SkyField(String name, double rightAscension, double declination, List<Arm> arms, Map<Integer, Target> targets,
		double[] eastArcsec, double[] northArcsec) {

	/** Radius of the patrol field, arcsec. */
	static final double RADIUS_ARCSEC = 216;

	private static final double NEAREST_ARCSEC = 12;
	private static final double ARC_OF_ARM_DEGREES = 11;
	private static final double FEWEST_FREE_FOR_UNUSED = 6;
	private static final int ARMS_PER_DETECTOR = 8;
	private static final int ENOUGH_TRIES = 2000;
	private static final String LOCKED = "Arm locked";

	/** Copies the collections. */
	SkyField {
		arms = List.copyOf(arms);
		targets = Map.copyOf(targets);
	}

	/** Positions of the arms of a field. */
	private record Places(double[] east, double[] north) {
	}

	/**
	 * A science field: arms at targets, one that is locked, perhaps one that nothing is allocated to, the others at
	 * sky.
	 *
	 * @param targets
	 *            targets by arm
	 * @param references
	 *            arms whose targets are reference stars
	 * @param locked
	 *            arms that cannot be used in this night
	 */
	static SkyField science(SplittableRandom random, String name, double rightAscension, double declination,
			Map<Integer, Target> targets, Set<Integer> references, Set<Integer> locked) {
		Places places = places(random);
		var free = new ArrayList<Integer>();
		for (int arm = 1; arm <= Arm.COUNT; arm++) {
			if (!targets.containsKey(arm) && !locked.contains(arm)) {
				free.add(arm);
			}
		}
		int unallocated = free.size() >= FEWEST_FREE_FOR_UNUSED && random.nextBoolean()
				? free.get(random.nextInt(free.size()))
				: 0;
		var arms = new ArrayList<Arm>();
		for (int arm = 1; arm <= Arm.COUNT; arm++) {
			Target target = targets.get(arm);
			if (locked.contains(arm)) {
				arms.add(Arm.notUsed(LOCKED));
			} else if (arm == unallocated) {
				arms.add(Arm.notUsed("Not allocated"));
			} else if (target == null) {
				arms.add(arm("ARM" + arm + "_SCI", "S", rightAscension, declination, places, arm));
			} else {
				arms.add(arm(target.name(), references.contains(arm) ? "R" : "O", rightAscension, declination,
						places, arm));
			}
		}
		return new SkyField(name, rightAscension, declination, arms, targets, places.east(), places.north());
	}

	/** The field of a standard star, in which all arms that can be used see sky. */
	static SkyField standard(SplittableRandom random, Star star, double rightAscension, double declination,
			Set<Integer> locked) {
		Places places = places(random);
		var arms = new ArrayList<Arm>();
		for (int arm = 1; arm <= Arm.COUNT; arm++) {
			arms.add(locked.contains(arm) ? Arm.notUsed(LOCKED)
					: arm("ARM" + arm + "_SCI", "S", rightAscension, declination, places, arm));
		}
		return new SkyField(star.name(), rightAscension, declination, arms, Map.of(), places.east(), places.north());
	}

	/** This field with a star in one arm, where it stands alone. */
	SkyField withStar(Star star, int arm) {
		var changed = new ArrayList<>(arms);
		Arm sky = arms.get(arm - 1);
		changed.set(arm - 1,
				new Arm(star.name(), "O", sky.rightAscensionDegrees(), sky.declinationDegrees(), Optional.empty()));
		return new SkyField(name, rightAscension, declination, changed, Map.of(arm, star), eastArcsec, northArcsec);
	}

	/** This field when the telescope has moved to sky beside it: all arms see sky. */
	SkyField besides(double eastOffsetArcsec, double northOffsetArcsec) {
		double cosine = StrictMath.cos(StrictMath.toRadians(declination));
		double east = eastOffsetArcsec / 3600 / cosine;
		double north = northOffsetArcsec / 3600;
		List<Arm> moved = arms.stream().map(arm -> arm.notUsed().isPresent() ? arm
				: new Arm(arm.name(), "S", turned(arm.rightAscensionDegrees() + east), arm.declinationDegrees() + north,
						Optional.empty()))
				.toList();
		return new SkyField(name, turned(rightAscension + east), declination + north, moved, Map.of(), eastArcsec,
				northArcsec);
	}

	/** Arms that see something else than sky, and those that see sky, are there on every detector where that can be. */
	static List<Integer> shuffled(SplittableRandom random, Set<Integer> taken, int targets) {
		var free = new ArrayList<Integer>();
		for (int arm = 1; arm <= Arm.COUNT; arm++) {
			if (!taken.contains(arm)) {
				free.add(arm);
			}
		}
		for (int attempt = 0; attempt < ENOUGH_TRIES; attempt++) {
			for (int i = free.size() - 1; i > 0; i--) {
				Collections.swap(free, i, random.nextInt(i + 1));
			}
			if (detectors(free.subList(0, targets)) == 3 && detectors(free.subList(targets, free.size())) == 3) {
				break;
			}
		}
		return free;
	}

	private static long detectors(List<Integer> arms) {
		var seen = new HashSet<Integer>();
		arms.forEach(arm -> seen.add((arm - 1) / ARMS_PER_DETECTOR));
		return seen.size();
	}

	private static Arm arm(String name, String type, double rightAscension, double declination, Places places,
			int arm) {
		double delta = declination + places.north()[arm - 1] / 3600;
		double alpha = rightAscension
				+ places.east()[arm - 1] / 3600 / StrictMath.cos(StrictMath.toRadians(declination));
		return new Arm(name, type, turned(alpha), delta, Optional.empty());
	}

	private static double turned(double degrees) {
		return degrees - 360 * StrictMath.floor(degrees / 360);
	}

	/** Every arm has its place on the rim, from which it swings to both sides. */
	private static Places places(SplittableRandom random) {
		var places = new Places(new double[Arm.COUNT], new double[Arm.COUNT]);
		for (int arm = 0; arm < Arm.COUNT; arm++) {
			do {
				double angle = StrictMath.toRadians(360.0 / Arm.COUNT * (arm + 0.5)
						+ random.nextDouble(-ARC_OF_ARM_DEGREES, ARC_OF_ARM_DEGREES));
				double radius = RADIUS_ARCSEC * random.nextDouble(0.3, 0.97);
				places.east()[arm] = radius * StrictMath.sin(angle);
				places.north()[arm] = radius * StrictMath.cos(angle);
			} while (isCrowded(places, arm));
		}
		return places;
	}

	private static boolean isCrowded(Places places, int arm) {
		for (int other = 0; other < arm; other++) {
			if (StrictMath.hypot(places.east()[arm] - places.east()[other],
					places.north()[arm] - places.north()[other]) < NEAREST_ARCSEC) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Arms that are locked in a night: one, among those that nothing was asked for and that standard stars do not
	 * need.
	 */
	static Set<Integer> locked(SplittableRandom random, Set<Integer> asked, List<Integer> standardArms) {
		var candidates = new ArrayList<Integer>();
		for (int arm = 1; arm <= Arm.COUNT; arm++) {
			if (!asked.contains(arm) && !standardArms.contains(arm)) {
				candidates.add(arm);
			}
		}
		return candidates.isEmpty() ? Set.of() : Set.of(candidates.get(random.nextInt(candidates.size())));
	}

	/** Targets of consecutive free arms. */
	static Map<Integer, Target> dealt(List<Integer> arms, List<Target> targets) {
		var byArm = new TreeMap<Integer, Target>();
		for (int i = 0; i < targets.size(); i++) {
			byArm.put(arms.get(i), targets.get(i));
		}
		return byArm;
	}

	/** The arms that see a target. */
	static Set<Integer> armsOf(Map<Integer, Target> targets, Target target) {
		return targets.entrySet().stream().filter(entry -> entry.getValue().equals(target)).map(Map.Entry::getKey)
				.collect(Collectors.toSet());
	}
}
