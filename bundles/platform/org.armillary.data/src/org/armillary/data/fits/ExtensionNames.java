package org.armillary.data.fits;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** The names that the HDUs of a file have: no two share both EXTNAME and EXTVER. Not for use by several threads. */
final class ExtensionNames {

	private final Map<String, Set<Long>> versions = new HashMap<>();
	/** Of each name, the EXTVER to try first; all below it are taken. */
	private final Map<String, Long> next = new HashMap<>();

	/**
	 * Names an HDU.
	 *
	 * @param cards
	 *            its cards; get EXTNAME, and EXTVER unless that is 1 and not asked for
	 * @param name
	 *            EXTNAME; empty for none
	 * @param wanted
	 *            EXTVER, if it is free; else, and where it is empty, it is the least that is free
	 */
	HduCards add(HduCards cards, String name, OptionalLong wanted) {
		if (name.isEmpty()) {
			wanted.ifPresent(version -> cards.set("EXTVER", version, ""));
			return cards;
		}
		String key = name.toUpperCase(Locale.ROOT);
		Set<Long> taken = versions.computeIfAbsent(key, _ -> new HashSet<>());
		long version = wanted.isPresent() && taken.add(wanted.getAsLong()) ? wanted.getAsLong() : free(key, taken);
		cards.set("EXTNAME", name, "name of this extension");
		if (version != 1 || wanted.isPresent()) {
			cards.set("EXTVER", version, "number among extensions of this name");
		}
		return cards;
	}

	private long free(String key, Set<Long> taken) {
		long version = next.getOrDefault(key, 1L);
		while (!taken.add(version)) {
			version++;
		}
		next.put(key, version + 1);
		return version;
	}
}
