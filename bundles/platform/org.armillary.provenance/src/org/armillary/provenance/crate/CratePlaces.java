package org.armillary.provenance.crate;

import java.util.Locale;
import java.util.Set;

/** Names of files in crates, as any system can have them. */
final class CratePlaces {

	private CratePlaces() {
	}

	/** A place that is not taken yet. */
	static String free(String place, Set<String> taken) {
		String free = place;
		// file systems of others may not tell small letters from capitals
		for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
			int slash = place.lastIndexOf('/');
			free = place.substring(0, slash + 1) + i + "_" + place.substring(slash + 1);
		}
		return free;
	}

	/** The last part of a name as any system can have it. */
	static String safe(String name, String otherwise) {
		String last = name.substring(name.lastIndexOf('/') + 1).replaceAll("[^\\p{L}\\p{N}._+=@ -]", "_").strip();
		return last.isEmpty() || last.chars().allMatch(c -> c == '.') ? otherwise : last;
	}

	/** All parts of a place as any system can have them. */
	static String safePath(String place) {
		var safe = new StringBuilder();
		for (String part : place.split("/", -1)) {
			safe.append(safe.isEmpty() ? "" : "/").append(safe(part, "_"));
		}
		return safe.toString();
	}
}
