package org.armillary.organiser.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
		var now = new LinkedHashMap<>(frame.file().header().keywords().values());
		for (Correction correction : frame.corrections()) {
			correction.set().forEach((keyword, value) -> {
				Object before = now.put(keyword, value);
				if (before == null || !Header.saysTheSame(before, value)) {
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
}
