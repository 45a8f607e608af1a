package org.armillary.kmos.simulator.config;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What simulators tell users. */
public enum SimulatorMessage implements MessageTemplate {

	/** Parameters that do not go together. */
	PARAMETERS("simulator.parameters", "{0}: {1}", "Give other values with --set NAME=VALUE.",
			"‘armillary simulate {0} --describe’ explains each parameter."),
	/** A value that is not allowed. */
	VALUE("simulator.value", "{0} is ‘{1}’; expected {2}", "Give another value for {0}.",
			"‘armillary simulate kmos --describe’ explains each parameter."),
	/** A word that does not exist. */
	WORD("simulator.word", "{0} names ‘{1}’, which does not exist; expected some of {3}",
			"Did you mean ‘{2}’? Correct {0}."),
	/** Something is named twice. */
	TWICE("simulator.twice", "{0} has {1} and {2}, which are the same; expected each value once",
			"Remove one of them from {0}."),
	/** Both ways to switch effects off. */
	OFF_AND_ONLY("simulator.off-and-only",
			"off is ‘{0}’ and only is ‘{1}’; expected one of them",
			"Remove off, which names what is switched off, or only, which names what is not."),
	/** The strength of an effect that is off. */
	STRENGTH_OF_OFF("simulator.strength-of-off",
			"{0} is set to {1} although its effect ‘{2}’ is switched off, so that the value would change nothing",
			"Remove {0}, or do not switch {2} off."),
	/** A part of a target that is not of the form key=value. */
	TARGET_FORM("simulator.target-form",
			"targets: ‘{1}’ in ‘{0}’ is no key with a value; expected parts such as magnitude=16 separated by blanks",
			"Write targets as arm=3 kind=star magnitude=16."),
	/** A key that this kind of target does not have. */
	TARGET_KEY("simulator.target-key", "targets: ‘{0}’ has the key ‘{1}’, which a {2} does not have; expected {3}",
			"Did you mean ‘{4}’? Correct or remove the key."),
	/** A key that is missing. */
	TARGET_MISSING("simulator.target-missing", "targets: ‘{0}’ does not say ‘{1}’; expected {2}",
			"Add {1}=VALUE to the target."),
	/** A value that a target cannot have. */
	TARGET_VALUE("simulator.target-value", "targets: {1} is ‘{2}’ in ‘{0}’; expected {3}",
			"Give another value for {1}."),
	/** A key twice. */
	TARGET_KEY_TWICE("simulator.target-key-twice", "targets: ‘{0}’ says ‘{1}’ twice; expected it once",
			"Remove one of the two."),
	/** A target that lies outside its IFU without being asked to. */
	TARGET_OUTSIDE("simulator.target-outside",
			"targets: {1} is {2} arcsec in ‘{0}’, which puts it outside its IFU; expected -1.4 to 1.4 arcsec",
			"Move the target into the IFU, or add outside=true to the target."),
	/** Two targets for an arm. */
	ARM_TWICE("simulator.arm-twice", "targets: arm {0} has two targets, ‘{1}’ and ‘{2}’; expected one",
			"Give one of them another arm, from 1 to 24."),
	/** More targets than arms. */
	TARGET_COUNT("simulator.target-count", "targets has {0} targets; expected at most 24, one for each arm",
			"Remove some."),
	/** No cube in the file. */
	NO_CUBE("simulator.no-cube", "{0}: no image with three axes; expected wavelength on axis 3",
			"Give the target a file with a cube in its primary image or in an extension."),
	/** A keyword with a value that cannot be used. */
	CUBE_KEYWORD("simulator.cube-keyword", "{0}: {1} is {2}; expected {3}",
			"Set {1} in the file to what its pixels are, or convert them."),
	/** A keyword that is missing. */
	CUBE_SILENT("simulator.cube-silent", "{0}: {1} is missing; expected {2}", "Add {1} to the header of the cube.");

	private final MessageText text;

	SimulatorMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
