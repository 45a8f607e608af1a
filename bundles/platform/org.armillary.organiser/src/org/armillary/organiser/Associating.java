package org.armillary.organiser;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.armillary.organiser.Shortage.Kind;
import org.armillary.organiser.rules.DatasetRule;
import org.armillary.organiser.rules.Need;
import org.armillary.organiser.rules.RuleSet;

/** Chooses for each dataset what it needs of others, kind by kind, so that it is known whether those can be reduced. */
final class Associating {

	private final RuleSet rules;
	private final FrameValues values;
	private final ChoiceLists lists;
	private final CandidateIndex index = new CandidateIndex();
	private final Map<String, Candidate> byName = new HashMap<>();

	Associating(RuleSet rules, ChoiceLists lists, FrameValues values) {
		this.rules = rules;
		this.lists = lists;
		this.values = values;
	}

	/**
	 * The datasets, by time, then by name.
	 *
	 * @param groups
	 *            the files that belong together, kind by kind in the order of the rules
	 * @param names
	 *            a name for each
	 */
	List<Dataset> associate(List<Group> groups, Map<Group, String> names) {
		Map<Integer, List<Group>> byPlace = groups.stream().collect(Collectors.groupingBy(Group::place));
		for (int place = 0; place < rules.datasets().size(); place++) {
			DatasetRule rule = rules.datasets().get(place);
			var candidates = new ArrayList<Candidate>();
			for (Group group : byPlace.getOrDefault(place, List.of())) {
				var subject = new Subject(names.get(group), rule, group.members(), values);
				candidates.add(new Candidate(subject, dataset(group, subject)));
			}
			index.add(rule.type(), candidates);
			candidates.forEach(candidate -> byName.put(candidate.dataset().name(), candidate));
		}
		return byName.values().stream().map(Candidate::dataset)
				.sorted(Comparator.comparingDouble(Dataset::mjd).thenComparing(Dataset::name)).toList();
	}

	/** The candidate for a need that cannot serve but lacks least; empty where there is none. */
	Optional<Verdict> nearest(Dataset dataset, Need need) {
		Subject asking = byName.get(dataset.name()).subject();
		return test(asking, need).nearest(index.all(need, asking));
	}

	/** How many datasets there are of the kinds that can be sources of a need. */
	int count(Need need) {
		return index.count(need);
	}

	private Dataset dataset(Group group, Subject subject) {
		List<Shortage> shortages = Shortages.of(group.rule(), group.members(), values);
		var associations = new ArrayList<Association>();
		for (Need need : group.rule().needs()) {
			CandidateTest test = test(subject, need);
			boolean wanted = test.wanted();
			associations.add(
					new Association(need, wanted, wanted ? test.choose(index.likely(need, subject)) : List.of()));
		}
		boolean complete = group.members().stream().anyMatch(member -> !member.skipped())
				&& shortages.stream().allMatch(shortage -> shortage.kind() == Kind.BELOW_PLAN)
				&& associations.stream().allMatch(Association::satisfied);
		return new Dataset(subject.name(), group.rule(), group.key(), group.members(), group.mjd(), shortages,
				associations, complete, group.filesIdentity(), identity(group, associations));
	}

	private CandidateTest test(Subject subject, Need need) {
		return new CandidateTest(rules, subject, need, lists, List.of());
	}

	private static String identity(Group group, List<Association> associations) {
		var text = new StringBuilder(group.filesIdentity());
		for (Association association : associations) {
			text.append('\n').append(association.need().name()).append('=')
					.append(association.choices().stream().map(choice -> choice.dataset().identity()).sorted()
							.collect(Collectors.joining(",")));
		}
		return Identities.of(text.toString());
	}
}
