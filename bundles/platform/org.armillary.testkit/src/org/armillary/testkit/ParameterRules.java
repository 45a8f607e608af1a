package org.armillary.testkit;

import java.util.List;
import java.util.Map;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.ParameterValues;

/** Defaults are valid, and every valid value survives being written and read. */
final class ParameterRules {

	private ParameterRules() {
	}

	/** The defaults pass the ranges and the constructor of the record. */
	static void defaults(ActorProvider provider) {
		try {
			provider.environment(ParameterValues.defaults(provider.descriptor()));
		} catch (ActorException e) {
			throw new ContractViolation(
					ContractMessage.DEFAULTS.with(provider.descriptor().id(), e.explanation().text()), e);
		}
	}

	/** Each sample, read and written, reads as the same value again; none makes the record fail but by refusing it. */
	static void roundTrip(ActorProvider provider) {
		ActorDescriptor actor = provider.descriptor();
		for (ParameterDescriptor parameter : actor.parameters()) {
			for (String text : ParameterSamples.of(parameter)) {
				roundTrip(provider, parameter, text);
			}
		}
	}

	private static void roundTrip(ActorProvider provider, ParameterDescriptor parameter, String text) {
		ActorDescriptor actor = provider.descriptor();
		try {
			var names = new java.util.ArrayList<>(List.of(parameter.name()));
			names.addAll(parameter.aliases());
			for (String name : names) {
				ParameterValues values = ParameterValues.parse(actor, Map.of(name, text));
				String written = values.text(parameter.name());
				ParameterValues again = ParameterValues.parse(actor, values.text());
				if (!again.equals(values) || !again.text(parameter.name()).equals(written)
						|| !again.key().equals(values.key())) {
					throw new ContractViolation(
							ContractMessage.ROUND_TRIP.with(actor.id(), parameter.name(), text, written));
				}
			}
		} catch (ActorException e) {
			throw new ContractViolation(ContractMessage.ROUND_TRIP.with(actor.id(), parameter.name(), text,
					e.explanation().summary()), e);
		}
		try {
			provider.environment(ParameterValues.parse(actor, Map.of(parameter.name(), text)));
		} catch (ActorException e) {
			if (e.kind() != Kind.USER) {
				throw new ContractViolation(ContractMessage.DEFECT.with(actor.id(), parameter.name() + " = " + text,
						e.explanation().text()), e);
			}
		}
	}
}
