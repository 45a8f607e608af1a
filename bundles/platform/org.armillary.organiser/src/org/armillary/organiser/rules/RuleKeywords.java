package org.armillary.organiser.rules;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.armillary.organiser.header.KeywordSelection;
import org.armillary.organiser.rules.Expression.Call;
import org.armillary.organiser.rules.Expression.Reference;
import org.armillary.workflow.condition.Condition;

/** Finds the keywords and names in rules. */
final class RuleKeywords {

	private static final List<String> ALWAYS = List.of("DATE-OBS", "INSTRUME", "MJD-OBS", "OBJECT");

	private RuleKeywords() {
	}

	static KeywordSelection of(RuleSet rules) {
		Stream<String> expressions = rules.quantities().values().stream()
				.flatMap(quantity -> quantity.alternatives().stream())
				.flatMap(alternative -> alternative.expression().keywords());
		Stream<String> conditions = conditions(rules).flatMap(condition -> condition.keywords().stream());
		return selection(Stream.concat(Stream.concat(ALWAYS.stream(), expressions), conditions));
	}

	static KeywordSelection of(Overlay overlay) {
		Stream<String> changed = overlay.corrections().stream()
				.flatMap(correction -> Stream.concat(correction.set().keySet().stream(), correction.remove().stream()));
		Stream<String> conditions = Stream
				.concat(overlay.corrections().stream().map(Overlay.Correction::where),
						overlay.exclusions().stream().map(Overlay.Exclusion::where))
				.flatMap(Optional::stream).flatMap(condition -> condition.keywords().stream());
		return selection(Stream.concat(changed, conditions));
	}

	/** Where {@code #} stands in a name with other digits, the selection knows it with {@code #} for all of them. */
	private static KeywordSelection selection(Stream<String> keywords) {
		return new KeywordSelection(keywords
				.map(keyword -> keyword.contains("#") ? keyword.replaceAll("\\d+", "#") : keyword).toList());
	}

	private static Stream<Condition> conditions(RuleSet rules) {
		Stream<Optional<Condition>> quantities = rules.quantities().values().stream()
				.flatMap(quantity -> quantity.alternatives().stream()).map(Quantity.Alternative::when);
		Stream<Optional<Condition>> checks = rules.checks().stream()
				.flatMap(check -> Stream.of(check.when(), Optional.of(check.require())));
		Stream<Optional<Condition>> classes = rules.classes().stream().map(rule -> Optional.of(rule.when()));
		Stream<Optional<Condition>> datasets = rules.datasets().stream().flatMap(RuleKeywords::conditions);
		return Stream.of(Stream.of(rules.applies()), quantities, checks, classes, datasets).flatMap(all -> all)
				.flatMap(Optional::stream);
	}

	private static Stream<Optional<Condition>> conditions(DatasetRule rule) {
		Stream<Optional<Condition>> members = rule.members().stream().map(MemberRule::skip);
		Stream<Optional<Condition>> needs = rule.needs().stream()
				.flatMap(need -> Stream.concat(Stream.of(need.when(), need.only(), need.never()),
						need.sources().stream().map(Need.Source::when)));
		return Stream.concat(Stream.concat(Stream.of(rule.when()), members), needs);
	}

	/** Names of the quantities of which an expression has many values where they have. */
	static Stream<String> passedOn(Expression expression) {
		return switch (expression) {
		case Reference reference -> Stream.of(reference.name());
		case Call call when !call.function().takesAllValues() ->
			call.arguments().stream().flatMap(RuleKeywords::passedOn);
		default -> Stream.empty();
		};
	}
}
