package org.armillary.kmos.simulator.night;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What the simulator of nights tells users. */
enum NightMessage implements MessageTemplate {

	/** Parameters that do not go together. */
	PARAMETERS("simulator.parameters", "{0}: {1}", "Give other values with --set NAME=VALUE.",
			"‘armillary simulate {0} --describe’ explains each parameter.");

	private final MessageText text;

	NightMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
