package org.armillary.kmos.simulator.night;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.kmos.simulator.config.SimulatorMessage;
import org.armillary.kmos.simulator.header.Gratings;

/**
 * What is observed.
 *
 * @param start
 *            date on which the first night begins
 * @param nights
 *            number of nights
 * @param bands
 *            gratings, each in templates of its own
 * @param angles
 *            angles of the lamp frames, degrees
 * @param darkTimes
 *            integration times of darks, s
 * @param darks
 *            darks of each time
 * @param flats
 *            flats at each angle, and as many with the lamp off
 * @param arcs
 *            arcs at each angle, and as many with the lamps off
 * @param skyFlats
 *            twilight flats in each band, the test exposure included
 * @param standards
 *            standard stars in each band and night
 * @param science
 *            science templates in each band and night
 * @param exposures
 *            exposures of a science template
 * @param targets
 *            arms on targets
 * @param containers
 *            whether targets and sky are in different blocks of a container
 * @param nightCalibrations
 *            whether flats and arcs follow each science template
 * @param masters
 *            whether master calibrations are there
 * @param cards
 *            cards of a primary header
 * @param faults
 *            what goes wrong
 * @param faultCount
 *            how often each
 */
public record NightPlan(LocalDate start, int nights, List<Gratings> bands, List<Double> angles, List<Double> darkTimes,
		int darks, int flats, int arcs, int skyFlats, int standards, int science, int exposures, int targets,
		boolean containers, boolean nightCalibrations, boolean masters, int cards, Set<Fault> faults, int faultCount) {

	private static final int FIRST_YEAR = 1980;
	private static final int LAST_YEAR = 2090;
	private static final int MOST_FRAMES = 500_000;
	private static final int STANDARD_EXPOSURES = 4;

	/** Copies the collections and checks what goes together. */
	public NightPlan {
		bands = List.copyOf(bands);
		angles = List.copyOf(angles);
		darkTimes = List.copyOf(darkTimes);
		faults = Set.copyOf(faults);
		if (bands.isEmpty() || angles.isEmpty() || darkTimes.isEmpty()) {
			throw new IllegalArgumentException("bands, angles and darkTimes each need a value");
		}
		if (new HashSet<>(bands).size() < bands.size() || new HashSet<>(angles).size() < angles.size()
				|| new HashSet<>(darkTimes).size() < darkTimes.size()) {
			throw new IllegalArgumentException("bands, angles and darkTimes name each value once");
		}
		if (start.getYear() < FIRST_YEAR || start.getYear() > LAST_YEAR) {
			throw new IllegalArgumentException(
					"start is of the year " + start.getYear() + "; expected " + FIRST_YEAR + " to " + LAST_YEAR);
		}
		long lamps = (flats + (long) arcs) * (1 + angles.size());
		long night = (long) darks * darkTimes.size() + bands.size()
				* (lamps + skyFlats + standards * (1L + STANDARD_EXPOSURES) + science * (2L + exposures));
		if (nights * night > MOST_FRAMES) {
			throw new IllegalArgumentException("these parameters give about " + nights * night
					+ " frames; expected at most " + MOST_FRAMES);
		}
		if (night == 0) {
			throw new IllegalArgumentException("these parameters give no frame; expected at least one");
		}
	}

	/**
	 * A plan from values as users type them; those not named have their defaults.
	 *
	 * @throws ActorException
	 *             of kind USER where a name or value is not allowed
	 */
	public static NightPlan of(Map<String, String> values) throws ActorException {
		return of(ParameterValues.parse(NightParameters.descriptor(KmosHeaders.NAME), values));
	}

	/** A plan from values. */
	static NightPlan of(ParameterValues values) throws ActorException {
		try {
			return new NightPlan(date((String) values.value("start")), integer(values, "nights"),
					texts(values, "bands").stream().map(Gratings::parse).toList(), numbers(values, "angles"),
					numbers(values, "darkTimes"), integer(values, "darks"), integer(values, "flats"),
					integer(values, "arcs"), integer(values, "skyFlats"), integer(values, "standards"),
					integer(values, "science"), integer(values, "exposures"), integer(values, "targets"),
					(Boolean) values.value("containers"), (Boolean) values.value("nightCalibrations"),
					(Boolean) values.value("masters"), integer(values, "cards"), faults(texts(values, "faults")),
					integer(values, "faultCount"));
		} catch (IllegalArgumentException e) {
			throw new ActorException(Kind.USER, SimulatorMessage.PARAMETERS.with(values.actor().id(), e.getMessage()),
					e);
		}
	}

	/** Exposures of a standard star. */
	static int standardExposures() {
		return STANDARD_EXPOSURES;
	}

	private static LocalDate date(String text) {
		try {
			return LocalDate.parse(text);
		} catch (DateTimeParseException e) {
			throw new IllegalArgumentException("start is ‘" + text + "’; expected a date such as 2026-03-01", e);
		}
	}

	private static int integer(ParameterValues values, String name) {
		return ((Long) values.value(name)).intValue();
	}

	private static List<String> texts(ParameterValues values, String name) {
		return values.value(name) instanceof List<?> list ? list.stream().map(String.class::cast).toList() : List.of();
	}

	private static List<Double> numbers(ParameterValues values, String name) {
		return values.value(name) instanceof List<?> list ? list.stream().map(Double.class::cast).toList() : List.of();
	}

	private static Set<Fault> faults(List<String> words) {
		Set<Fault> faults = EnumSet.noneOf(Fault.class);
		for (String word : words) {
			faults.addAll(word.equals(NightParameters.ALL) ? Arrays.asList(Fault.values()) : List.of(Fault.of(word)));
		}
		return faults;
	}
}
