package org.armillary.organiser;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

import org.armillary.organiser.rules.DatasetRule;
import org.armillary.organiser.rules.Value;

/**
 * Files that belong together, before anything is chosen for them.
 *
 * @param rule
 *            their kind
 * @param place
 *            place of the kind among the rules
 * @param key
 *            the values that they share
 * @param members
 *            the files, by time, identity, name
 * @param filesIdentity
 *            digest of the kind and the reduced members
 */
record Group(DatasetRule rule, int place, SequencedMap<String, Value> key, List<Member> members,
		String filesIdentity) {

	private static final Comparator<Member> BY_TIME = Comparator
			.comparingDouble((Member member) -> member.frame().mjd())
			.thenComparing(member -> member.frame().identity()).thenComparing(member -> member.frame().name());

	static Group of(DatasetRule rule, int place, SequencedMap<String, Value> key, List<Member> members,
			FrameValues values) {
		var sorted = new ArrayList<>(members);
		sorted.sort(BY_TIME);
		return new Group(rule, place, key, List.copyOf(sorted), filesIdentity(rule, key, sorted, values));
	}

	/** The member whose header speaks for all: the first that is reduced, or the first where none is. */
	static Frame lead(List<Member> members) {
		for (Member member : members) {
			if (!member.skipped()) {
				return member.frame();
			}
		}
		return members.getFirst().frame();
	}

	Frame lead() {
		return lead(members);
	}

	double mjd() {
		return lead().mjd();
	}

	private static String filesIdentity(DatasetRule rule, SequencedMap<String, Value> key, List<Member> members,
			FrameValues values) {
		List<Frame> reduced = members.stream().filter(member -> !member.skipped()).map(Member::frame).toList();
		var text = new StringBuilder(rule.type()).append('\n');
		for (String quantity : rule.group()) {
			// where a file serves several datasets, what they share tells them apart
			if (key.containsKey(quantity)
					&& reduced.stream().anyMatch(frame -> values.of(frame).values(quantity).size() > 1)) {
				text.append(quantity).append('=').append(key.get(quantity).text()).append('\n');
			}
		}
		return Identities.of(text
				.append(reduced.stream().map(Frame::identity).sorted().collect(Collectors.joining("\n"))).toString());
	}
}
