package org.armillary.organiser;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import org.armillary.actor.message.Message;
import org.armillary.organiser.Criterion.Kind;
import org.armillary.organiser.message.OrganiserMessage;
import org.armillary.organiser.rules.Need;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.Overlay.ChoiceList;
import org.armillary.organiser.rules.RuleLine;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.workflow.text.Nearest;

/** What a person said about candidates by name. */
final class ChoiceLists {

	private record Listed(ChoiceList list, List<Glob> datasets, List<Glob> only, List<Glob> never) {

		boolean isAbout(Need need, String dataset) {
			return list.need().map(need.name()::equals).orElse(true)
					&& (datasets.isEmpty() || datasets.stream().anyMatch(glob -> glob.fits(dataset)));
		}
	}

	private final List<Listed> lists;

	ChoiceLists(Overlay overlay) {
		lists = overlay.lists().stream().map(list -> new Listed(list, Glob.all(list.datasets()),
				Glob.all(list.only()), Glob.all(list.never()))).toList();
	}

	/** The conditions on candidates for a need of a dataset. */
	List<CandidateCondition> conditions(Need need, String dataset) {
		if (lists.isEmpty()) {
			return List.of();
		}
		var conditions = new ArrayList<CandidateCondition>();
		for (Listed listed : lists) {
			if (listed.isAbout(need, dataset)) {
				if (!listed.only.isEmpty()) {
					conditions.add(condition(listed.only, true, words("only", listed.list.only(), listed.list),
							listed.list.line()));
				}
				if (!listed.never.isEmpty()) {
					conditions.add(condition(listed.never, false, words("never", listed.list.never(), listed.list),
							listed.list.line()));
				}
			}
		}
		return conditions;
	}

	private static String reason(ChoiceList list) {
		return list.reason().replaceFirst("(?<!\\.)\\.$", "");
	}

	private static String words(String allows, List<String> patterns, ChoiceList list) {
		return allows + " " + String.join(", ", patterns)
				+ (list.reason().isEmpty() ? "" : " (" + reason(list) + ")");
	}

	/** What must be told of lists: unknown needs, and lists that allow nothing. */
	List<Message> problems(RuleSet rules, List<Dataset> datasets) {
		var problems = new ArrayList<Message>();
		List<String> needs = rules.datasets().stream().flatMap(rule -> rule.needs().stream()).map(Need::name).distinct()
				.toList();
		for (Listed listed : lists) {
			ChoiceList list = listed.list;
			if (isUnknown(listed, rules)) {
				String need = list.need().orElseThrow();
				problems.add(OrganiserMessage.OVERLAY_NEED.with(list.line(), need, rules.name(),
						Nearest.hint(need, needs), Nearest.list(needs)));
			} else if (allowsNone(listed, datasets)) {
				problems.add(OrganiserMessage.ORGANISE_OVERLAY_ONLY.with(list.line(),
						candidates(listed, datasets).size(), String.join(", ", list.only()),
						reason(list)));
			}
		}
		return problems;
	}

	private static boolean isUnknown(Listed listed, RuleSet rules) {
		return listed.list.need().isPresent() && rules.datasets().stream().flatMap(rule -> rule.needs().stream())
				.noneMatch(need -> need.name().equals(listed.list.need().get()));
	}

	private static boolean allowsNone(Listed listed, List<Dataset> datasets) {
		List<Dataset> candidates = listed.only.isEmpty() ? List.of() : candidates(listed, datasets);
		return !candidates.isEmpty() && candidates.stream()
				.noneMatch(candidate -> fits(listed.only, candidate.name(), candidate.members()));
	}

	/** The datasets of kinds that could serve a need that a list is about. */
	private static List<Dataset> candidates(Listed listed, List<Dataset> datasets) {
		var types = new HashSet<String>();
		for (Dataset dataset : datasets) {
			dataset.rule().needs().stream().filter(need -> listed.isAbout(need, dataset.name()))
					.forEach(need -> need.sources().forEach(source -> types.add(source.type())));
		}
		return datasets.stream().filter(dataset -> types.contains(dataset.rule().type())).toList();
	}

	/** Where the lists stand that are about no need of these datasets, or of which no pattern fits any of them. */
	List<RuleLine> unused(RuleSet rules, List<Dataset> datasets) {
		return lists.stream().filter(listed -> !isUsed(listed, datasets) && !isUnknown(listed, rules)
				&& !allowsNone(listed, datasets)).map(listed -> listed.list.line()).toList();
	}

	private static boolean isUsed(Listed listed, List<Dataset> datasets) {
		return datasets.stream()
				.anyMatch(dataset -> dataset.rule().needs().stream()
						.anyMatch(need -> listed.isAbout(need, dataset.name())))
				&& datasets.stream().anyMatch(dataset -> fits(listed.only, dataset.name(), dataset.members())
						|| fits(listed.never, dataset.name(), dataset.members()));
	}

	private static CandidateCondition condition(List<Glob> globs, boolean wanted, String words, RuleLine line) {
		return new CandidateCondition(Kind.LIST,
				candidate -> fits(globs, candidate.subject().name(), candidate.subject().members()) == wanted,
				candidate -> found(globs, candidate), () -> new Criterion(Kind.LIST, -1, words, line, ""));
	}

	private static boolean fits(List<Glob> globs, String name, List<Member> members) {
		return globs.stream().anyMatch(glob -> glob.fits(name)
				|| members.stream().anyMatch(member -> glob.fitsFile(member.frame().name())));
	}

	/** The name that fits, or none. */
	private static String found(List<Glob> globs, Candidate candidate) {
		String name = candidate.subject().name();
		if (globs.stream().anyMatch(glob -> glob.fits(name))) {
			return name;
		}
		return candidate.subject().members().stream().map(member -> member.frame().name())
				.filter(file -> globs.stream().anyMatch(glob -> glob.fitsFile(file))).findFirst()
				.orElse("none fits");
	}
}
