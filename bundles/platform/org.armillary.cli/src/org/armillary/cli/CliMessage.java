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
	/** A simulator that is not there. */
	UNKNOWN_SIMULATOR("cli.unknown-simulator", "there is no simulator ‘{0}’; there are: {1}", "Name one of these."),
	/** A simulation without a place. */
	SIMULATE_WHERE("cli.simulate-where", "it is not said where the files of {0} shall be written",
			"Name an empty or new folder with --out DIR.", "--list shows names and sizes and writes nothing."),
	/** A folder that holds something already. */
	FOLDER_IN_USE("cli.folder-in-use", "--out {0}: expected a new or empty folder, but it holds {1}",
			"Name another folder, or empty this one."),
	/** Something else in the place of a folder. */
	NOT_A_FOLDER("cli.not-a-folder", "--out {0}: expected a folder, but it is a file", "Name another folder."),
	/** Files that cannot be written. */
	SIMULATION_UNWRITABLE("cli.simulation-unwritable",
			"--out {0}: the files cannot be written, nothing was left there: {1}",
			"Check the permissions and the space on the disk."),
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
	/** Rules that are not installed. */
	UNKNOWN_RULES("cli.unknown-rules", "there are no rules ‘{0}’ installed{1}; installed are: {2}",
			"Name one of these, or a rule file."),
	/** A file of another kind: file, what it is, what it should be, where it belongs. */
	OTHER_KIND("cli.other-kind", "{0}: this file holds {1}, expected {2}", "Give it with {3}."),
	/** No rules at all. */
	NO_RULES("cli.no-rules", "no rules are installed that can be read", "Name a rule file with --rules."),
	/** Files that no rules are for. */
	NO_RULES_FIT("cli.no-rules-fit", "{0}: none of the installed rules is for any of these; installed are: {1}",
			"Name the rules with --rules, or other files."),
	/** Files that several rules are for. */
	SEVERAL_RULES("cli.several-rules", "several installed rules are for these files: {0}",
			"Name one of them with --rules."),
	/** Something that acts by rules, for a workflow without. */
	WITHOUT_RULES("cli.without-rules", "{0} has no effect: the workflow ‘{1}’ has no rules",
			"Leave it out, or write the name of rules into the workflow: ‘rules: kmos’."),
	/** A setting that names nothing. */
	UNKNOWN_SETTING("cli.unknown-setting",
			"the setting ‘{0}’ names no parameter of the workflow or of its rules{1}; these are: {2}",
			"Name one of these, or a node and its parameter as in node.parameter."),
	/** A place with data that cannot be read. */
	PLACE_UNREADABLE("cli.place-unreadable", "{0}: cannot be read: {1}", "Check the permissions and the disk."),
	/** An archive of headers where pixels are wanted. */
	HEADERS_ONLY("cli.headers-only", "{0}: an archive holds headers without pixels, so it cannot be reduced",
			"Name the folder with the files themselves; ‘armillary organise {0}’ shows what is in the archive."),
	/** Places without files. */
	NO_FILES("cli.no-files", "{0}: there is no FITS file that can be organised",
			"Check the name of the folder; files are found by their names: *.fits, *.fit, *.fts, also with .gz or .fz."),
	/** A file that is being written. */
	UNFINISHED("cli.unfinished", "{0}: the file is still being written, so it is left out",
			"Run again when it is complete."),
	/** A dataset that is not there. */
	UNKNOWN_DATASET("cli.unknown-dataset", "there is no dataset ‘{0}’{1}; there are: {2}",
			"‘armillary organise’ lists the datasets of a folder."),
	/** The beginning of several datasets. */
	AMBIGUOUS_DATASET("cli.ambiguous-dataset", "‘{0}’ is the beginning of several datasets: {1}",
			"Write more of the name, or ‘{0}*’ for all of them."),
	/** Files among which there is nothing for the workflow. */
	NO_DATASET("cli.no-dataset", "{0}: the rules {2} find no dataset among them that the workflow ‘{1}’ takes",
			"‘armillary organise’ with the same places shows what was found."),
	/** Datasets of which none can be reduced. */
	NOTHING_COMPLETE("cli.nothing-complete", "nothing can be reduced: {0} found, none of them complete",
			"‘armillary organise’ with the same places shows what each lacks, and why."),
	/** Installed rules whose file is called otherwise. */
	RULES_NAME("cli.rules-name", "{0} of {1}: its ‘name’ is ‘{2}’, expected ‘{3}’ as the file is called",
			"Correct ‘name’ in the rule file, or the name of the file."),
	/** Something asked about that is neither a file nor a dataset. */
	UNKNOWN_FILE("cli.unknown-file", "--why {0}: there is no such file or dataset among what was organised{1}",
			"‘armillary organise’ with --files lists all names; the beginning of a name is enough."),
	/** A name that is not of one thing alone. */
	SEVERAL_FIT("cli.several-fit", "‘{0}’ fits {1} names: {2}", "Write more of the name."),
	/** A need that datasets of a kind do not have. */
	UNKNOWN_NEED("cli.unknown-need", "datasets of kind {0} do not need ‘{1}’{2}; they need: {3}", "Name one of these."),
	/** A page that cannot be written. */
	PAGE_UNWRITABLE("cli.page-unwritable", "{0}: the page cannot be written: {1}",
			"Name a file in a folder that exists and can be written."),
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
