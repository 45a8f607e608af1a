package org.armillary.kmos;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;

/**
 * Which calibration lamps are on, as the primary header says (INS LAMPn ST): 1 argon, 2 neon, 3 and 4 continuum.
 * Headers have a logical value or its name as text.
 *
 * @param on
 *            numbers of the lamps that are on, 1 to 4
 */
public record Lamps(SortedSet<Integer> on) {

	/** Number of the argon lamp. */
	public static final int ARGON = 1;
	/** Number of the neon lamp. */
	public static final int NEON = 2;
	/** Number of lamps. */
	public static final int COUNT = 4;

	private static final String STATE = "ESO INS LAMP%d ST";
	private static final Map<Integer, String> NAMES = Map.of(ARGON, "argon", NEON, "neon", 3, "continuum 1", COUNT,
			"continuum 2");
	private static final Set<String> ON = Set.of("T", "TRUE", "ON", "1");
	private static final Set<String> OFF = Set.of("F", "FALSE", "OFF", "0", "");

	/** Copies the set. */
	public Lamps {
		on = Collections.unmodifiableSortedSet(new TreeSet<>(on));
	}

	/**
	 * Reads the keywords. A lamp without keyword is off.
	 *
	 * @param file
	 *            name of the file, for messages
	 * @param keywords
	 *            keywords of the primary header with their values
	 * @throws ActorException
	 *             if a value is neither on nor off
	 */
	public static Lamps of(String file, Map<String, Object> keywords) throws ActorException {
		var on = new TreeSet<Integer>();
		for (int lamp = 1; lamp <= COUNT; lamp++) {
			String keyword = STATE.formatted(lamp);
			Object value = keywords.getOrDefault(keyword, "");
			String state = value.toString().strip().toUpperCase(Locale.ROOT);
			if (ON.contains(state)) {
				on.add(lamp);
			} else if (!OFF.contains(state)) {
				throw new ActorException(Kind.DATA,
						KmosMessage.KEYWORD_VALUE.with(file, keyword, "'" + value + "'", "T or F"));
			}
		}
		return new Lamps(on);
	}

	/** The lamps of a frame. */
	public static Lamps of(RawFrame frame) throws ActorException {
		return of(frame.setup().file(), frame.primary().values());
	}

	/** Whether a lamp, 1 to 4, is on. */
	public boolean isOn(int lamp) {
		return on.contains(lamp);
	}

	/** Whether the argon lamp is on. */
	public boolean argon() {
		return isOn(ARGON);
	}

	/** Whether the neon lamp is on. */
	public boolean neon() {
		return isOn(NEON);
	}

	/** Whether a lamp that emits lines is on. */
	public boolean arc() {
		return argon() || neon();
	}

	/** Whether a continuum lamp is on. */
	public boolean flat() {
		return isOn(3) || isOn(COUNT);
	}

	/** Names of the lamps that are on, for messages. */
	@Override
	public String toString() {
		return on.isEmpty() ? "none" : on.stream().map(NAMES::get).collect(Collectors.joining(", "));
	}
}
