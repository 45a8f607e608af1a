package org.armillary.organiser.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.actor.message.Message;
import org.armillary.organiser.message.OrganiserMessage;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.text.Nearest;
import org.armillary.workflow.text.Problem;

/** Gives values to the parameters of rules. */
final class RuleSettings {

	private RuleSettings() {
	}

	static RuleSet apply(RuleSet rules, Map<String, String> values) throws DocumentException {
		var problems = new ArrayList<Problem>();
		var parameters = new LinkedHashMap<>(rules.parameters());
		values.forEach((name, value) -> {
			RuleParameter parameter = rules.parameters().get(name);
			List<String> known = List.copyOf(rules.parameters().keySet());
			if (parameter == null) {
				problems.add(problem(OrganiserMessage.RULES_SETTING.with(name, rules.name(), Nearest.hint(name, known),
						Nearest.list(known))));
			} else if (!parameter.choices().isEmpty() && !parameter.choices().contains(value)) {
				problems.add(problem(OrganiserMessage.RULES_CHOICE.with(name, rules.name(), value,
						Nearest.hint(value, parameter.choices()), String.join(", ", parameter.choices()))));
			} else {
				parameters.put(name, new RuleParameter(name, value, parameter.choices(), parameter.help(),
						parameter.line()));
			}
		});
		if (!problems.isEmpty()) {
			throw new DocumentException(problems);
		}
		return resolved(rules.withParameters(parameters));
	}

	/** The rules with the preferences that their parameters name. */
	static RuleSet resolved(RuleSet rules) {
		return rules.withNeeds(need -> need.preferBy().map(rules.parameters()::get)
				.flatMap(parameter -> Need.Preference.of(parameter.value())).map(need::preferring).orElse(need));
	}

	private static Problem problem(Message message) {
		return new Problem(Problem.Severity.ERROR, message, "", 0, 0);
	}
}
