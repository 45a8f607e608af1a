package org.armillary.testkit;

import java.util.Set;

import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.ParameterDescriptor.Type;
import org.armillary.actor.provider.PortDescriptor;

/** What a user reads about an actor is there and reads like sentences. */
final class DocumentationRules {

	private static final int SHORTEST_HELP = 10;

	private DocumentationRules() {
	}

	static void check(ActorDescriptor actor, Set<String> pureNumbers) {
		title(actor, "the title", actor.title());
		require(actor, "the category", actor.category().matches("[^/\\s]+(/[^/\\s]+)*"),
				"is ‘" + actor.category() + "’, not words separated by slashes");
		help(actor, "the help of the actor", actor.help());
		for (ParameterDescriptor parameter : actor.parameters()) {
			require(actor, "parameter " + parameter.name(), parameter.name().matches("[a-z][A-Za-z0-9]*"),
					"is not named like a Java variable");
			require(actor, "the label of parameter " + parameter.name(), !parameter.label().isBlank(), "is empty");
			help(actor, "the help of parameter " + parameter.name(), parameter.help());
			if (parameter.type() == Type.NUMBER && parameter.unit().isEmpty()
					&& !pureNumbers.contains(parameter.name())) {
				throw new ContractViolation(ContractMessage.UNIT.with(actor.id(), parameter.name()));
			}
		}
		for (PortDescriptor port : actor.inputs()) {
			help(actor, "the help of input port " + port.name(), port.help());
		}
		for (PortDescriptor port : actor.outputs()) {
			help(actor, "the help of output port " + port.name(), port.help());
		}
	}

	private static void title(ActorDescriptor actor, String subject, String text) {
		require(actor, subject, !text.isBlank(), "is empty");
		require(actor, subject, Character.isUpperCase(text.codePointAt(0)) || Character.isDigit(text.codePointAt(0)),
				"does not begin with a capital letter: ‘" + text + "’");
		require(actor, subject, !text.strip().endsWith("."), "ends with a full stop: ‘" + text + "’");
	}

	private static void help(ActorDescriptor actor, String subject, String text) {
		String stripped = text.strip();
		require(actor, subject, stripped.length() >= SHORTEST_HELP && stripped.contains(" "), "is missing");
		require(actor, subject, stripped.matches("(?s).*[.!?)]"), "does not end like a sentence: ‘" + text + "’");
	}

	private static void require(ActorDescriptor actor, String subject, boolean condition, String problem) {
		if (!condition) {
			throw new ContractViolation(ContractMessage.DOCUMENTATION.with(actor.id(), subject, problem));
		}
	}
}
