package org.armillary.cli;

import java.util.List;
import java.util.Optional;

import org.armillary.organiser.rules.RuleSet;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/** The option that cuts all ladders of quality at a level. */
final class WorstLevelOption {

	private static final String NAME = "--worst-level";

	@Option(names = NAME, paramLabel = "N", description = "Choose no calibrations of a worse level than this, such as 0, the calibration plan. Default: whatever the rules allow.")
	private @Nullable String level;

	/** The option as typed; empty where it is not given. */
	Optional<String> typed() {
		return Optional.ofNullable(level).map(typed -> NAME + " " + typed);
	}

	/**
	 * The rules, with ladders that end at the level.
	 *
	 * @param verb
	 *            whose option it is
	 */
	RuleSet applied(RuleSet rules, String verb) throws CliException {
		if (level == null) {
			return rules;
		}
		try {
			return rules.withWorstLevel(Integer.parseInt(level));
		} catch (NumberFormatException e) {
			throw new CliException(ExitCode.REFUSED,
					List.of(CliMessage.USAGE.with(NAME + " " + Quoted.of(level)
							+ ": expected a whole number, such as 0 for the calibration plan or 1 for good", verb)),
					e);
		}
	}
}
