package org.armillary.kmos.tables;

/**
 * Emission of the night sky that varies together: the lines of one vibrational transition of OH, or the band of molecular
 * oxygen. A group is a range of wavelength, as Davies 2007 (MNRAS 375, 1099) has them; below 0.998 µm the limits lie in the
 * gaps of the lines. Where transitions overlap, all lines of a range belong to the group that is brightest in it.
 */
public enum OhGroup {
	/** From vibrational level 5 to 1. */
	V5_1("5-1", 0.7700, 0.8205),
	/** From 6 to 2. */
	V6_2("6-2", 0.8205, 0.8720),
	/** From 7 to 3. */
	V7_3("7-3", 0.8720, 0.9245),
	/** From 8 to 4. */
	V8_4("8-4", 0.9245, 0.9615),
	/** From 3 to 0. */
	V3_0("3-0", 0.9615, 0.9980),
	/** From 4 to 1. */
	V4_1("4-1", 0.9980, 1.0670),
	/** From 5 to 2. */
	V5_2("5-2", 1.0670, 1.1250),
	/** From 6 to 3. */
	V6_3("6-3", 1.1250, 1.1960),
	/** From 7 to 4. */
	V7_4("7-4", 1.1960, 1.2520),
	/** Molecular oxygen, with the shortest lines of 8 to 5. */
	O2("O2", 1.2520, 1.2890),
	/** From 8 to 5. */
	V8_5("8-5", 1.2890, 1.4000),
	/** From 2 to 0. */
	V2_0("2-0", 1.4000, 1.4720),
	/** From 3 to 1. */
	V3_1("3-1", 1.4720, 1.5543),
	/** From 4 to 2. */
	V4_2("4-2", 1.5543, 1.6356),
	/** From 5 to 3. */
	V5_3("5-3", 1.6356, 1.7253),
	/** From 6 to 4. */
	V6_4("6-4", 1.7253, 1.8400),
	/** From 7 to 5. */
	V7_5("7-5", 1.8400, 1.9570),
	/** From 8 to 6. */
	V8_6("8-6", 1.9570, 2.0950),
	/** From 9 to 7. */
	V9_7("9-7", 2.0950, 2.3000),
	/** Beyond 9 to 7: too few lines for a brightness of their own, they take that of {@link #V9_7}. */
	LAST("last", 2.3000, 2.5200);

	private final String transition;
	private final double firstMicron;
	private final double lastMicron;

	OhGroup(String transition, double firstMicron, double lastMicron) {
		this.transition = transition;
		this.firstMicron = firstMicron;
		this.lastMicron = lastMicron;
	}

	/** Upper and lower vibrational level, such as {@code 4-1}. */
	public String transition() {
		return transition;
	}

	/** Where it begins, µm in vacuum, included. */
	public double firstMicron() {
		return firstMicron;
	}

	/** Where it ends, µm in vacuum, excluded. */
	public double lastMicron() {
		return lastMicron;
	}

	/** Whether a wavelength lies within, µm in vacuum. */
	public boolean contains(double micron) {
		return firstMicron <= micron && micron < lastMicron;
	}

	/** The group whose brightness this one takes: itself but for {@link #LAST}. */
	public OhGroup scale() {
		return this == LAST ? V9_7 : this;
	}

	/**
	 * The group of a wavelength, µm in vacuum; beyond the first and the last group the nearest of them.
	 */
	public static OhGroup of(double micron) {
		for (OhGroup group : values()) {
			if (micron < group.lastMicron) {
				return group;
			}
		}
		return LAST;
	}
}
