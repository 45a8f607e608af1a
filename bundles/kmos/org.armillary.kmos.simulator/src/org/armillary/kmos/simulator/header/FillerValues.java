package org.armillary.kmos.simulator.header;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of keywords that say nothing about the exposure: numbers that follow from the name and lie where those of real headers
 * may lie.
 */
final class FillerValues {

	private static final Pattern ARM = Pattern.compile("ESO OCS ARM(\\d+) (.*)");
	private static final Pattern SENSOR = Pattern.compile("ESO INS TEMP(\\d+) (.*)");
	private static final int COLDEST_KELVIN = 75;
	private static final int KELVIN_RANGE = 50;
	private static final double SENSOR_RANGE = 0.05;

	/** Smallest and largest values by the end of the name. */
	private static final Map<String, double[]> RANGES = Map.ofEntries(range("AIRM START", 1, 1.5),
			range("AIRM END", 1, 1.5), range("TEL ALT", 40, 88), range("TEL AZ", 0, 360),
			range("AMBI FWHM START", 0.5, 1.2), range("AMBI FWHM END", 0.5, 1.2), range("AMBI PRES START", 741, 745),
			range("AMBI PRES END", 741, 745), range("AMBI RHUM", 5, 30), range("AMBI TAU0", 0.002, 0.006),
			range("AMBI TEMP", 8, 16), range("AMBI WINDDIR", 0, 360), range("AMBI WINDSP", 1, 12),
			range("AMBI IRSKY TEMP", -110, -80), range("AMBI IWV START", 1, 5), range("AMBI IWV END", 1, 5),
			range("CHOP FREQ", 0, 0), range("FOCU LEN", 120, 120), range("FOCU SCALE", 1.718, 1.718),
			range("FOCU VALUE", -25, -24), range("GEOELEV", 2648, 2648), range("GEOLAT", -24.6276, -24.6276),
			range("GEOLON", -70.4045, -70.4045), range("M2 ACTIVE X", -1, 1), range("M2 ACTIVE Y", -1, 1),
			range("M2 X", -1, 1), range("M2 Y", -1, 1), range("M2 Z", -1, 1), range("MOON DEC", -28, 28),
			range("MOON RA", 0, 360), range("PARANG START", -180, 180), range("PARANG END", -180, 180),
			range("TARG ALPHA", 0, 235959), range("TARG DELTA", -750000, 150000), range("TARG EPOCH", 2000, 2000),
			range("TARG EQUINOX", 2000, 2000), range("TARG PARALLAX", 0, 0), range("TARG PMA", 0, 0),
			range("TARG PMD", 0, 0), range("TARG RADVEL", 0, 0), range("TH M1 TEMP", 8, 16),
			range("TRAK RATEA", 0, 0), range("TRAK RATED", 0, 0), range("TSS TEMP8", 8, 16),
			range("AG REFX", -200, 200), range("AG REFY", -200, 200), range("SEQ1 MINDIT", 2.47, 2.47),
			range("WIN NX", 2048, 2048), range("WIN NY", 2048, 2048), range("WIN STARTX", 1, 1),
			range("WIN STARTY", 1, 1), range("CHIP PXSPACE", 18e-6, 18e-6), range("DET CHIPS", 3, 3),
			range("ARM FOCUS", -1, 1), range("ARM PRIOR", 1, 1),
			range("ARM TEMP", 118, 122), range("ARM POSANG", 0, 360), range("ARM EPOCH", 2000, 2000),
			range("ARM EQUINOX", 2000, 2000), range("ARM PMA", 0, 0), range("ARM PMD", 0, 0));
	private static final double[] OTHERS = { 0, 1 };
	private static final int STEPS = 10_000;

	private FillerValues() {
	}

	/** The value of a keyword, a {@link Long} or a {@link Double}. */
	static Object of(String keyword) {
		Matcher arm = ARM.matcher(keyword);
		if (arm.matches()) {
			return arm.group(2).equals("ORIGARM") ? Long.valueOf(arm.group(1)) : within("ARM " + arm.group(2), keyword);
		}
		Matcher sensor = SENSOR.matcher(keyword);
		return sensor.matches() ? kelvin(sensor.group(1), sensor.group(2))
				: within(keyword.replaceFirst("ESO (TEL|DET) ", ""), keyword);
	}

	/** What a sensor told: value and mean, least and most, and scatter. */
	private static double kelvin(String sensor, String name) {
		double mean = COLDEST_KELVIN + Math.floorMod(sensor.hashCode() * 31, KELVIN_RANGE * 10) / 10.0;
		return switch (name) {
		case "MIN" -> mean - SENSOR_RANGE;
		case "MAX" -> mean + SENSOR_RANGE;
		case "RMS" -> SENSOR_RANGE / 2;
		default -> mean;
		};
	}

	private static double within(String name, String keyword) {
		double[] range = RANGES.getOrDefault(name, RANGES.getOrDefault("TEL " + name,
				RANGES.getOrDefault("DET " + name, OTHERS)));
		double share = Math.floorMod(keyword.hashCode(), STEPS) / (double) STEPS;
		double value = range[0] + share * (range[1] - range[0]);
		return range[0] == range[1] ? range[0] : Math.rint(value * STEPS) / STEPS;
	}

	private static Map.Entry<String, double[]> range(String name, double least, double most) {
		return Map.entry(name, new double[] { least, most });
	}
}
