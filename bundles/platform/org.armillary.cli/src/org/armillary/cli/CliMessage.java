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
	/** A run that needs more than there is on a disk. */
	FORECAST_DISK("cli.forecast-disk", "{0}: the run will probably write {1} there, but only {2} are free",
			"Make space there (in a store with ‘armillary clean’).",
			"Or choose another disk with --store or --out."),
	/** Something that is no age of runs. */
	OLDER("cli.older", "--older {0}: expected a number of days with the letter d",
			"Write for example 30d, to keep the runs of the last thirty days."),
	/** Something that is no size of a store. */
	MAX_SIZE("cli.max-size", "--max-size {0}: this is no size", "Write a number and kB, MB, GB or TB, such as 50GB."),
	/** Products that stay are larger than was asked for. */
	CLEAN_TOO_LARGE("cli.clean-too-large",
			"{0} of products stay, more than {1}: final products of kept runs, and what runs at work need",
			"Keep fewer runs with --keep, --older or --run."),
	/** A run to remove that is at work: the run. */
	CLEAN_ACTIVE("cli.clean-active", "{0}: the run is at work and would stay",
			"Wait until it has ended, or cancel it; as long as it is at work, nothing can be removed."),
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
	/** A name that is no parameter: place in a file or what was typed, name, simulator, hint. */
	CONFIG_UNKNOWN("cli.config-unknown", "{0}: {2} has no parameter ‘{1}’{3}",
			"Correct or remove it; ‘armillary simulate {2} --describe’ explains each parameter."),
	/** A parameter that a file gives by two of its names: place, name here, its first name, line of the other. */
	CONFIG_TWICE("cli.config-twice", "{0}: ‘{1}’ means {2}, which is there already, in line {3}; expected each once",
			"Remove one of the two."),
	/** A list where one value is expected: place, key, value, what is allowed. */
	CONFIG_LIST("cli.config-list", "{0}: ‘{1}’ is the list ‘{2}’; expected {3}", "Write one value without brackets."),
	/** A group of parameters with a value: place, name, simulator, members, the first of them. */
	CONFIG_GROUP("cli.config-group", "{0}: ‘{1}’ is a group of parameters of {2}; expected one of its members: {3}",
			"Write the name of the member, such as {4}; ‘armillary simulate {2} --describe’ explains each."),
	/** A parameter with names below it: place, parameter, the first name, what is expected, an example. */
	CONFIG_MAP("cli.config-map",
			"{0}: ‘{1}’ is a parameter, but has ‘{2}’ below it as if it were a group; expected {3}",
			"Write it so: {4}."),
	/** A seed that is none: place, value. */
	CONFIG_SEED("cli.config-seed", "{0}: ‘seed’ is ‘{1}’; expected a whole number of at most 18 digits",
			"Write such a number, or remove the line."),
	/** An option for a parameter that the simulator does not have: option, simulator, parameter, what it has. */
	SIMULATE_OPTION("cli.simulate-option", "{0} has no effect: {1} has no parameter ‘{2}’; it has: {3}",
			"Leave it out; ‘armillary simulate {1} --describe’ explains each parameter."),
	/** Too little room for a simulation: folder, needed, free, how to make less, simulator. */
	SIMULATE_DISK("cli.simulate-disk",
			"--out {0}: the files need {1} there, but only {2} are free; nothing was written",
			"Make space there, or choose another disk with --out.",
			"Or make less{3}; ‘armillary simulate {4} --list’ with the same parameters tells what is large."),
	/** Too little room for the demonstration: folder, needed, free. */
	DEMO_DISK("cli.demo-disk", "{0}: the demonstration needs about {1} there, but only {2} are free",
			"Make space there, or choose another disk with --out.",
			"‘armillary run demo’ does with a few megabytes."),
	/** Something else where the demonstration puts its night: folder, what is there. */
	DEMO_OTHER("cli.demo-other", "{0}: expected the night of the demonstration or nothing, but it holds {1}",
			"Move that elsewhere, or name another folder with --out."),
	/** A night of the demonstration that cannot be looked at or removed: folder, why. */
	DEMO_UNUSABLE("cli.demo-unusable", "{0}: the night of the demonstration cannot be used: {1}",
			"Check the permissions and the disk, or name another folder with --out."),
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
	/** Something of which nothing can be repeated: what, why. */
	NOTHING_TO_REPEAT("cli.nothing-to-repeat", "nothing of {0} can be repeated: {1}",
			"Run the workflow again, so that it is recorded what its jobs work with."),
	/** A file that cannot be written: file, why. */
	FILE_UNWRITABLE("cli.file-unwritable", "{0}: cannot be written: {1}",
			"Name a file in a folder that exists and can be written."),
	/** A crate without a place: run. */
	CRATE_WHERE("cli.crate-where", "it is not said where the crate of {0} shall be written",
			"Name a new folder, or a file that ends in .zip, with --out."),
	/** A crate whose place is taken. */
	CRATE_THERE("cli.crate-there", "--out {0}: there is a file or folder of this name already",
			"Name another one, or remove this."),
	/** A product that differs from that in a crate: product, job, digest in the crate, digest found, why. */
	REPRODUCED_DIFFERS("cli.reproduced-differs", "{0} of {1} differs: expected {2}, found {3}; {4}",
			"Use the version of Armillary that made the crate; ‘armillary describe’ tells the algorithm of an actor."),
	/** A product whose job got other inputs or parameters: product, job, digest in the crate, digest found, which. */
	REPRODUCED_OTHER_JOB("cli.reproduced-other-job", "{0} of {1} differs: expected {2}, found {3}; {4}",
			"Where an input is a product, see first why that one differs; else look for the file of the crate with --data."),
	/** A product that differs though its job was the same: product, job, digest in the crate, digest found. */
	REPRODUCED_UNLIKE("cli.reproduced-unlike",
			"{0} of {1} differs: expected {2}, found {3}; the same inputs and parameters gave something else",
			"Compare the versions of Armillary, Java and the plug-ins: ro-crate-metadata.json tells those of the crate."),
	/** A product of a crate that was not made: product, job. */
	REPRODUCED_NOT_MADE("cli.reproduced-not-made", "{0} of {1} was not made",
			"See why its job failed, or made fewer products; ‘armillary show last’ tells."),
	/** Another version than that of a crate: that of the crate, this one. */
	REPRODUCED_VERSION("cli.reproduced-version", "the crate was made with Armillary {0}, this is {1}",
			"Use the same version to get the same products."),
	/** Results that were not made again: how many of how many jobs. */
	REPRODUCED_REUSED("cli.reproduced-reused", "the results of {0} of {1} were in the store and were not made again",
			"Name an empty store with --store to make all of them again."),
	/** An option that only acts on a job with the files as they are given. */
	ONE_JOB_ONLY("cli.one-job-only", "{0} has no effect without --one-job", "Add --one-job, or leave it out."),
	/** Something said of a file that is not given. */
	ONE_JOB_FILE("cli.one-job-file", "{0} {1}: there is no file number {2} at the input port ‘{3}’, it gets {4}",
			"Write the port, a point, and the number of the file at this port, from 1: PORT.1=…"),
	/** A correction that cannot be read. */
	CORRECTION("cli.correction", "--correct {0}: expected KEYWORD=VALUE, or KEYWORD to remove it",
			"Write texts in single quotes, logical values as T or F."),
	/** A product that would go elsewhere. */
	PRODUCT_PLACE("cli.product-place", "--product {0}: expected a place below the folder for products",
			"Write a name, or folders and a name, without ‘..’ and without a slash at the beginning."),
	/** A product that says something else than it should: name, digest, expected digest. */
	PRODUCT_DIFFERS("cli.product-differs", "{0}: the content differs: its digest is {1}, expected {2}",
			"Compare the version of Armillary and the digests of the inputs with those of the recorded run."),
	/** A product that was expected but not made. */
	PRODUCT_NOT_MADE("cli.product-not-made", "port {0} made {1}, expected {2}",
			"Compare the version of Armillary and the digests of the inputs with those of the recorded run."),
	/** Something that a run cannot be turned into: what, and what it can. */
	FORM("cli.form", "--as {0}: expected {1} or {2}",
			"Write {1} for a script, {2} for a folder or zip file to carry away."),
	/** Options that do not go together: the one, the other. */
	NOT_TOGETHER("cli.not-together", "{0} and {1} do not go together", "Leave one of them out."),
	/** An option that acts with another only: the one, the other. */
	ONLY_WITH("cli.only-with", "{0} has no effect without {1}", "Add {1}, or leave {0} out."),
	/** A mark without a reason. */
	MARK_REASON("cli.mark-reason", "--mark: expected a reason in words",
			"Write why the file is bad: --mark ‘saturated’."),
	/** Runs at work while something is marked: their names. */
	MARK_ACTIVE("cli.mark-active",
			"{0}: at work now; of what such a run makes from the file only the jobs that have begun with it are marked",
			"Mark it again when the run has ended, or cancel the run first."),
	/** A file that nothing used: file, store. */
	NOT_USED("cli.not-used", "{0}: no result in the store {1} used it, or a file with the same content",
			"Check the name; a renamed or moved file is found by its content, an edited one is not.",
			"Name another store with --store."),
	/** A folder where a file is expected: the folder. */
	IMPACT_FOLDER("cli.impact-folder", "{0}: this is a folder; a raw frame or a product is expected",
			"Name files inside it: the shell makes FOLDER/*.fits a list of them."),
	/** No quality-control value that was asked for. */
	QC_NONE("cli.qc-none", "{0}: no quality-control value in the store is {1}",
			"Leave out options, or use * in them; ‘armillary qc’ alone lists all.",
			"Name another store with --store."),
	/** Something that is no date. */
	QC_DATE("cli.qc-date", "{0} {1}: this is no date",
			"Write for example 2026, 2026-03, 2026-03-01, 2026-03-01T12:30 (UTC), or 30d for thirty days ago."),
	/** A picture that would have another ending: file. */
	QC_PLOT("cli.qc-plot", "--plot {0}: the picture is SVG; expected a name that ends in .svg",
			"Name it so; browsers show it and programs for drawings turn it into other formats."),
	/** A place where another file is: option, file. */
	FILE_THERE("cli.file-there", "{0} {1}: there is something else, which is not replaced",
			"Name another file, or remove this one."),
	/** Installed limits whose name is not that of their file: file, bundle, name in it, expected name. */
	LIMITS_NAME("cli.limits-name", "{0} of {1} calls its limits ‘{2}’, expected ‘{3}’, as the file; they are not used",
			"Rename the file, or the limits in it."),
	/** Limits of an actor that is not there: place, actor, hint. */
	LIMITS_ACTOR("cli.limits-actor", "{0}: there is no actor ‘{1}’ here{2}, so its limits have no effect",
			"Correct the id; ‘armillary actors’ lists the actors."),
	/** A limit for what an actor does not publish: place, actor, value with its subject, hint. */
	LIMITS_UNMET("cli.limits-unmet", "{0}: {1} published no {2}{3}, so this limit has no effect",
			"Correct it; ‘armillary qc --actor {1}’ lists names and subjects of values."),
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
