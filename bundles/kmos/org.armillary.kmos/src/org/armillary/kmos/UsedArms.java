package org.armillary.kmos;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which of the 24 arms were used. The header names a reason for each that was not (OCS ARMn NOTUSED); arm n feeds IFU
 * n.
 *
 * @param reasons
 *            why an arm, 1 to 24, was not used; holds the unused ones alone
 */
public record UsedArms(SortedMap<Integer, String> reasons) {

	private static final String NOT_USED = "ESO OCS ARM%d NOTUSED";

	/** Copies the map. */
	public UsedArms {
		reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
	}

	/**
	 * Reads the keywords.
	 *
	 * @param keywords
	 *            keywords of the primary header with their values
	 */
	public static UsedArms of(Map<String, Object> keywords) {
		var reasons = new TreeMap<Integer, String>();
		for (int arm = 1; arm <= Slitlet.IFUS; arm++) {
			Object reason = keywords.get(NOT_USED.formatted(arm));
			if (reason != null && !Boolean.FALSE.equals(reason)) {
				reasons.put(arm, reason.toString().strip());
			}
		}
		return new UsedArms(reasons);
	}

	/** The arms of a frame. */
	public static UsedArms of(RawFrame frame) {
		return of(frame.primary().values());
	}

	/** Whether an arm, 1 to 24, was used. */
	public boolean isUsed(int ifu) {
		return !reasons.containsKey(ifu);
	}

	/** IFUs that were used, 1 to 24. */
	public SortedSet<Integer> used() {
		return IntStream.rangeClosed(1, Slitlet.IFUS).filter(this::isUsed).boxed()
				.collect(Collectors.toCollection(TreeSet::new));
	}

	/** IFUs of a detector, 1 to 3, that were used. */
	public SortedSet<Integer> usedOn(int detector) {
		SortedSet<Integer> used = used();
		used.removeIf(ifu -> Slitlet.detectorOf(ifu) != detector);
		return used;
	}

	/** IFUs that were not used, 1 to 24. */
	public SortedSet<Integer> unused() {
		return new TreeSet<>(reasons.keySet());
	}
}
