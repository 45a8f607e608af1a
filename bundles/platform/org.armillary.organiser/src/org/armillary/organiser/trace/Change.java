package org.armillary.organiser.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.organiser.Frame;
import org.armillary.organiser.header.Header;
import org.armillary.organiser.rules.Overlay.Correction;

/**
 * What a correction changed in a header.
 *
 * @param correction
 *            the correction
 * @param keyword
 *            the keyword
 * @param before
 *            its value before, a {@link String}, {@link Long}, {@link Double} or {@link Boolean}; empty where it was absent
 * @param after
 *            its value after; empty where it was taken away
 */
public record Change(Correction correction, String keyword, Optional<Object> before, Optional<Object> after) {

	/** The changes of a file, in the order in which its corrections acted. */
	public static List<Change> of(Frame frame) {
		var changes = new ArrayList<Change>();
		Map<String, Object> now = keywords(frame.file().header());
		for (Correction correction : frame.corrections()) {
			correction.set().forEach((keyword, value) -> {
				Object before = now.put(keyword, value);
				if (before == null || !same(before, value)) {
					changes.add(new Change(correction, keyword, Optional.ofNullable(before), Optional.of(value)));
				}
			});
			for (String keyword : correction.remove()) {
				Optional.ofNullable(now.remove(keyword)).ifPresent(before -> changes
						.add(new Change(correction, keyword, Optional.of(before), Optional.empty())));
			}
		}
		return changes;
	}

	private static boolean same(Object before, Object after) {
		if (before instanceof Number first && after instanceof Number second) {
			return first.doubleValue() == second.doubleValue();
		}
		return before.equals(after) || before instanceof String first && after instanceof String second
				&& first.stripTrailing().equals(second.stripTrailing());
	}

	private static Map<String, Object> keywords(Header header) {
		var keywords = new LinkedHashMap<String, Object>();
		List<String> names = header.layout().names();
		for (int place = 0; place < names.size(); place++) {
			keywords.put(names.get(place), header.value(place));
		}
		return keywords;
	}
}
