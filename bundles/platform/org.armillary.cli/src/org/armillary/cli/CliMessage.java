package org.armillary.cli;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What the command line tells users. */
enum CliMessage implements MessageTemplate {

	/** An unknown verb. */
	UNKNOWN_VERB("cli.unknown-verb", "there is no verb ‘{0}’", "‘armillary --help’ lists the verbs."),
	/** A wrong option or argument. */
	USAGE("cli.usage", "{0}", "‘armillary {1} --help’ shows what the verb takes."),
	/** An unknown actor. */
	UNKNOWN_ACTOR("cli.unknown-actor", "there is no actor ‘{0}’{1}", "‘armillary actors’ lists the actors."),
	/** A broken actor. */
	BROKEN_ACTOR("cli.broken-actor", "the actor ‘{0}’ of {1} cannot be used: {2}", "Replace or remove the plug-in."),
	/** An unknown port. */
	UNKNOWN_PORT("cli.unknown-port", "{0} has no input port ‘{1}’; it has: {2}",
			"Correct the name before the equals sign."),
	/** A port without a file. */
	PORT_WITHOUT_FILE("cli.port-without-file", "{0} needs a file at its input port ‘{1}’ ({2})", "Add --in {1}=FILE."),
	/** Something that should be NAME=VALUE. */
	ASSIGNMENT("cli.assignment", "{0} {1}: expected {2}", "Put the name before and the value after an equals sign."),
	/** The same setting twice. */
	SETTING_TWICE("cli.setting-twice", "--set names {0} twice", "Name it once."),
	/** A path that the file system cannot have. */
	PATH("cli.path", "{0}: this is no path of a file on this system: {1}", "Correct the path."),
	/** Standard output that cannot be written. */
	OUTPUT("cli.output", "standard output cannot be written, so the result was lost",
			"Check that the disk has space and that the reading program has not ended, then run again."),
	/** A workflow that is neither a file nor shipped. */
	UNKNOWN_WORKFLOW("cli.unknown-workflow",
			"{0}: there is no such file and no shipped workflow of this name; shipped are: {1}",
			"Name a *.flow.yaml file or a shipped workflow."),
	/** A defect of the command line itself. */
	DEFECT("cli.defect", "a defect of Armillary: {0}",
			"Run again with --verbose and report what it prints, with the command line.");

	private final MessageText text;

	CliMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
