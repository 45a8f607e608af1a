package org.armillary.actor.provider;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What this bundle tells users. */
public enum ActorMessage implements MessageTemplate {

	/** A parameter that the actor does not have. */
	PARAMETER_UNKNOWN("parameter.unknown", "{0} has no parameter ‘{1}’; it has: {2}",
			"Correct the name; ‘armillary describe {0}’ explains each parameter."),
	/** A value of the wrong type: parameter, value, what is allowed, the default in quotes after a comma. */
	PARAMETER_TYPE("parameter.type", "parameter {0}: ‘{1}’ is not allowed; expected {2}",
			"Give such a value, or leave the parameter out for its default{3}."),
	/** A value out of range: parameter, value, what is allowed, the default in quotes after a comma. */
	PARAMETER_RANGE("parameter.range", "parameter {0}: ‘{1}’ is out of range; expected {2}",
			"Give such a value, or leave the parameter out for its default{3}."),
	/** A parameter given by name and by alias. */
	PARAMETER_TWICE("parameter.twice", "parameter {0} is given twice, once as ‘{1}’", "Give it once."),
	/** Values that do not go together. */
	PARAMETER_COMBINATION("parameter.combination", "{0}: its parameters are not valid: {1}",
			"Correct them; ‘armillary describe {0}’ explains each parameter."),
	/** Inputs that do not go together. */
	INPUT_COMBINATION("actor.inputs", "{0}: these inputs do not go together: {1}",
			"Choose other files; ‘armillary describe {0}’ explains each input."),
	/** A mandatory input without a product. */
	PORT_EMPTY("actor.port-empty", "{0}: no product arrives at the input port {1}, which needs one",
			"Connect an output to it, or name a file for it."),
	/** An actor class or descriptor that is not as it must be. */
	DESCRIPTION("actor.description", "{0}: {1}", "Report this to the author of the plug-in."),
	/** A defect of an actor. */
	DEFECT("actor.defect", "{0} has a defect: {1}",
			"Report this to the author of the actor, with the output of --verbose."),
	/** The heap is exhausted. */
	MEMORY("actor.memory", "{0}: the memory of {1} MiB does not suffice",
			"Give more with ARMILLARY_MEMORY, for example ARMILLARY_MEMORY=16g."),
	/** Reading or writing failed without a message of its own. */
	INPUT_OUTPUT("actor.input-output", "{0}: reading or writing failed: {1}",
			"Check that the disk has space left and that the files can be read, then run again.");

	private final MessageText text;

	ActorMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
