package org.armillary.organiser;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.armillary.actor.message.Message;
import org.armillary.organiser.Shortage.Kind;
import org.armillary.organiser.message.OrganiserMessage;
import org.armillary.organiser.rules.MemberRule;
import org.armillary.organiser.rules.Need;
import org.armillary.organiser.rules.Need.Source;

/** What must be told of datasets that cannot be reduced. */
final class DatasetProblems {

	private final Associating associating;

	DatasetProblems(Associating associating) {
		this.associating = associating;
	}

	/** A message for each dataset that cannot be reduced. */
	List<Message> of(List<Dataset> datasets) {
		return datasets.stream().filter(dataset -> !dataset.complete()).map(this::incomplete).toList();
	}

	private Message incomplete(Dataset dataset) {
		var lacks = new ArrayList<String>();
		var details = new ArrayList<String>();
		if (dataset.reduced().isEmpty()) {
			lacks.add("none of its " + Tally.files(dataset.members().size()) + " is to be reduced ("
					+ dataset.members().stream().map(member -> member.rule().skipReason()).distinct()
							.collect(Collectors.joining(", "))
					+ ")");
		}
		for (Shortage shortage : dataset.shortages()) {
			if (shortage.kind() != Kind.BELOW_PLAN) {
				lacks.add(words(shortage));
			}
		}
		Optional<Need> unsatisfied = Optional.empty();
		for (Association association : dataset.associations()) {
			if (!association.satisfied()) {
				Need need = association.need();
				unsatisfied = unsatisfied.or(() -> Optional.of(need));
				lacks.add(association.choices().isEmpty() ? "no " + need.name()
						: "only " + association.choices().size() + " of " + need.min() + " " + need.name());
				details.add(why(dataset, need));
			}
		}
		String command = unsatisfied.map(need -> dataset.name() + " " + need.name())
				.orElseGet(() -> dataset.members().getFirst().frame().name());
		return OrganiserMessage.ORGANISE_INCOMPLETE.with(dataset.name(), String.join("; ", lacks), command)
				.withDetail(String.join("\n", details));
	}

	private static String words(Shortage shortage) {
		MemberRule rule = shortage.rule();
		String of = rule.category() + rule.each()
				.map(each -> shortage.each().map(value -> " of " + each + " " + value.text()).orElse("")).orElse("");
		return shortage.kind() == Kind.TOO_FEW
				? of + ": found " + shortage.found() + ", needed " + rule.min() + " (" + rule.line() + ")"
				: of + ": found " + shortage.found() + ", at most " + rule.max() + " (" + rule.line() + ")";
	}

	private String why(Dataset dataset, Need need) {
		Optional<Verdict> nearest = associating.nearest(dataset, need);
		if (nearest.isEmpty()) {
			String sources = need.sources().stream().map(Source::type).distinct().collect(Collectors.joining(", "));
			return need.name() + " (" + need.line() + "): there is no other dataset of the kind " + sources;
		}
		Verdict verdict = nearest.get();
		String why = verdict.deciding()
				.map(outcome -> "expected " + outcome.criterion().words() + ", found "
						+ (outcome.found().isEmpty() ? "none" : outcome.found())
						+ (outcome.away().isEmpty() ? "" : ", " + outcome.away()) + " (" + outcome.criterion().line()
						+ ")")
				.orElse("the need has no level (" + need.line() + ")");
		return need.name() + ": the nearest of " + associating.count(need) + " is "
				+ verdict.candidate().name() + ": " + why;
	}
}
