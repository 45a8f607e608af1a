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
	/** A folder in the place of a workflow. */
	WORKFLOW_FOLDER("cli.workflow-folder", "{0}: expected a workflow, but it is a folder",
			"Name a *.flow.yaml file, a *.run.yaml file or a shipped workflow; folders with data go with --data."),
	/** Something that is no amount of memory. */
	MEMORY("cli.memory", "{0} {1}: this is no amount of memory", "Write a whole number and k, m, g or t, such as 8g."),
	/** Less memory than any job needs. */
	MEMORY_LITTLE("cli.memory-little", "--memory {0}: expected at least {1}, with which small jobs can run",
			"Give more, or leave the option out for 70 % of the machine's memory."),
	/** Something that is no time. */
	DURATION("cli.duration", "{0} {1}: this is no time", "Write a number and s, min, h or d, such as 90s or 2h."),
	/** Something that does not say what is kept. */
	KEEP("cli.keep", "--keep {0}: expected a number of runs, or of days with the letter d",
			"Write for example 10, to keep the ten newest runs, or 30d, to keep those of the last thirty days."),
	/** A number of workers that is none. */
	WORKERS("cli.workers", "--workers {0}: expected a whole number from 1 to {1}",
			"Leave the option out for as many workers as the machine has cores."),
	/** A folder for temporary files that cannot be used. */
	SCRATCH("cli.scratch", "--scratch {0}: temporary files cannot be written there: {1}",
			"Name a folder that exists and can be written."),
	/** A folder without a store. */
	NO_STORE("cli.no-store", "{0}: there is no store of results", "Run a workflow first.",
			"Name the folder of the store with --store or ARMILLARY_STORE."),
	/** A pattern of a run file that leaves out no file. */
	EXCLUDE_UNMET("cli.exclude-unmet", "‘exclude: {0}’ of the run file leaves out no file",
			"Correct the name or the pattern, or remove it."),
	/** A decision for a node without jobs. */
	DECISION_UNUSED("cli.decision-unused", "the decision {0} of the run file acts on no job: node {1} has none",
			"Nothing, if that is intended."),
	/** A node that is not there. */
	UNKNOWN_NODE("cli.unknown-node", "{0} has no node ‘{1}’; it has: {2}", "Name one of these."),
	/** A run that is not over yet. */
	RUN_ACTIVE("cli.run-active", "the run {0} is still running", "‘armillary show {0}’ tells how far it is.",
			"‘armillary cancel {0}’ ends it."),
	/** A run that is over. */
	RUN_OVER("cli.run-over", "the run {0} is not running: {1}", "‘armillary runs’ lists all runs with their states."),
	/** A run that does not end although it was told to. */
	NOT_CANCELLED("cli.not-cancelled", "the run {0} was told to end but has not within {1} s",
			"Ask again with ‘armillary show {0}’ in a while."),
	/** A run's process that cannot be started. */
	NO_PROCESS("cli.no-process", "the process of the run {0} cannot be started: {1}",
			"Try again with ‘armillary resume {0}’."),
	/** A folder of a run or job that is none. */
	NO_FOLDER("cli.no-folder", "{0}: this is no folder of a {1}: {2}", "Name the folder that the engine made."),
	/** A run whose records cannot be read. */
	RUN_UNREADABLE("cli.run-unreadable", "the records of the run {0} cannot be read: {1}",
			"Check the disk and the permissions of the store."),
	/** A store that cannot be read. */
	STORE_UNREADABLE("cli.store-unreadable", "{0}: the store cannot be read: {1}",
			"Check the disk and the permissions."),
	/** A run or store that cannot be written. */
	STORE_UNWRITABLE("cli.store-unwritable", "{0}: cannot be written: {1}",
			"Check the permissions and the space on the disk.",
			"Choose another store with --store or ARMILLARY_STORE."),
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
