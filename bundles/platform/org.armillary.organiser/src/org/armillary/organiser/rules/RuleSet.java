package org.armillary.organiser.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

import org.armillary.organiser.header.KeywordSelection;
import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.text.DocumentException;

/**
 * Rules of an instrument, validated.
 *
 * @param name
 *            their name, such as {@code kmos}
 * @param version
 *            raised when datasets of the same files change
 * @param description
 *            what they are for
 * @param file
 *            what people call the file
 * @param applies
 *            condition on the header of files that the rules are for, such as those of one instrument; empty for all
 * @param parameters
 *            settings by name
 * @param quantities
 *            quantities by name, each after those that it is made of
 * @param time
 *            name of the quantity that is the time of a file: modified Julian date of its start, days
 * @param frame
 *            name of the quantity that no two different files share, such as the name in the archive; empty for none
 * @param sequence
 *            name of the quantity that is the number of an exposure within what shares {@code sequenceOf}; time must grow with
 *            it; empty for none
 * @param sequenceOf
 *            name of the quantity that exposures of one sequence share; empty for none
 * @param sequenceTotal
 *            name of the quantity that says how many exposures a sequence is to have, numbered from 1; empty for none
 * @param checks
 *            what must hold for each file
 * @param classes
 *            categories
 * @param datasets
 *            kinds of datasets, each after those that it needs
 */
public record RuleSet(String name, int version, String description, String file,
		Optional<Condition> applies,
		SequencedMap<String, RuleParameter> parameters, SequencedMap<String, Quantity> quantities, String time,
		Optional<String> frame, Optional<String> sequence, Optional<String> sequenceOf, Optional<String> sequenceTotal,
		List<CheckRule> checks, List<ClassRule> classes, List<DatasetRule> datasets) {

	/** Copies the lists and maps. */
	public RuleSet {
		parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
		quantities = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(quantities));
		checks = List.copyOf(checks);
		classes = List.copyOf(classes);
		datasets = List.copyOf(datasets);
	}

	/** Rules that do not know how many exposures a sequence is to have. */
	public RuleSet(String name, int version, String description, String file, Optional<Condition> applies,
			SequencedMap<String, RuleParameter> parameters, SequencedMap<String, Quantity> quantities, String time,
			Optional<String> frame, Optional<String> sequence, Optional<String> sequenceOf, List<CheckRule> checks,
			List<ClassRule> classes, List<DatasetRule> datasets) {
		this(name, version, description, file, applies, parameters, quantities, time, frame, sequence, sequenceOf,
				Optional.empty(), checks, classes, datasets);
	}

	/** The kind of dataset with this name. */
	public Optional<DatasetRule> dataset(String type) {
		return datasets.stream().filter(rule -> rule.type().equals(type)).findFirst();
	}

	/**
	 * These rules with other values of their parameters.
	 *
	 * @param values
	 *            value by name of the parameter
	 * @throws DocumentException
	 *             with all problems, where a name is not that of a parameter or a value not among its choices
	 */
	public RuleSet with(Map<String, String> values) throws DocumentException {
		return RuleSettings.apply(this, values);
	}

	/** These rules with ladders that end at a level, {@link Level#number}: worse candidates are not chosen. */
	public RuleSet withWorstLevel(int worst) {
		return withNeeds(
				need -> need.withLevels(need.levels().stream().filter(level -> level.number() <= worst).toList()));
	}

	/** These rules with other needs. */
	RuleSet withNeeds(UnaryOperator<Need> change) {
		return new RuleSet(name, version, description, file, applies, parameters, quantities, time, frame, sequence,
				sequenceOf, sequenceTotal, checks, classes, datasets.stream()
						.map(rule -> rule.withNeeds(rule.needs().stream().map(change).toList())).toList());
	}

	/** These rules with other parameters. */
	RuleSet withParameters(SequencedMap<String, RuleParameter> others) {
		return new RuleSet(name, version, description, file, applies, others, quantities, time, frame, sequence,
				sequenceOf, sequenceTotal, checks, classes, datasets);
	}

	/** The keywords that the rules look at, and {@code DATE-OBS}, {@code INSTRUME}, {@code MJD-OBS} and {@code OBJECT}. */
	public KeywordSelection selection() {
		return RuleKeywords.of(this);
	}

	/** Whether a quantity may have many values in one header: a keyword with {@code #} is in it, or in one it is made of. */
	public boolean isManyValued(String quantity) {
		return Optional.ofNullable(quantities.get(quantity))
				.map(found -> found.isManyValued() || found.alternatives().stream()
						.anyMatch(alternative -> RuleKeywords.passedOn(alternative.expression())
								.anyMatch(name -> !name.equals(quantity) && isManyValued(name))))
				.orElse(false);
	}
}
