package org.armillary.actor.provider;

import java.util.List;
import java.util.Optional;

/**
 * What an actor is, as data: all that palette, dialog, validation, command line and documentation need.
 *
 * @param id
 *            identity: {@code kmos.stats}
 * @param algorithm
 *            number of the algorithm, from 1; raised when results change
 * @param title
 *            name in the palette
 * @param category
 *            place in the palette, parts separated by a slash
 * @param help
 *            what it does
 * @param references
 *            papers to cite
 * @param parameters
 *            the parameters, in the order of the dialog
 * @param inputs
 *            the input ports; at most one is a trigger
 * @param outputs
 *            the output ports
 */
public record ActorDescriptor(String id, int algorithm, String title, String category, String help,
		List<String> references,
		List<ParameterDescriptor> parameters, List<PortDescriptor> inputs, List<PortDescriptor> outputs) {

	/** Copies the lists. */
	public ActorDescriptor {
		references = List.copyOf(references);
		parameters = List.copyOf(parameters);
		inputs = List.copyOf(inputs);
		outputs = List.copyOf(outputs);
	}

	/** The parameter with this name or alias. */
	public Optional<ParameterDescriptor> parameter(String nameOrAlias) {
		return parameters.stream()
				.filter(parameter -> parameter.name().equals(nameOrAlias) || parameter.aliases().contains(nameOrAlias))
				.findFirst();
	}

	/** The input port with this name. */
	public Optional<PortDescriptor> input(String name) {
		return inputs.stream().filter(port -> port.name().equals(name)).findFirst();
	}

	/** The output port with this name. */
	public Optional<PortDescriptor> output(String name) {
		return outputs.stream().filter(port -> port.name().equals(name)).findFirst();
	}

	/** The input port that starts jobs; empty for an actor that makes products from nothing. */
	public Optional<PortDescriptor> trigger() {
		return inputs.stream().filter(port -> port.role() == PortDescriptor.Role.TRIGGER).findFirst();
	}
}
