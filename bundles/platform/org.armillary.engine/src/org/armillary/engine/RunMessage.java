package org.armillary.engine;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What the engine tells users. */
public enum RunMessage implements MessageTemplate {

	/** A run whose process ended without having ended it. */
	INTERRUPTED("run.interrupted", "the process of the run {0} is gone; the run did not end",
			"Go on with it: armillary resume {0}", "Look at what its process said: {1}"),
	/** A run that no process took up. */
	NOT_TAKEN_UP("run.not-taken-up", "no process has taken up the run {0}", "Start it: armillary resume {0}",
			"Look at what its process said: {1}"),
	/** A run that is not there. */
	UNKNOWN_RUN("run.unknown-run", "there is no run ‘{0}’ in {1}{2}",
			"List the runs: armillary runs", "Name another store with --store."),
	/** A beginning of several ids. */
	AMBIGUOUS_RUN("run.ambiguous-run", "‘{0}’ is the beginning of {1} runs: {2}", "Write more of the id."),
	/** No run at all. */
	NO_RUNS("run.no-runs", "there are no runs in {0}", "Start one: armillary run", "Name another store with --store."),
	/** A run folder that cannot be understood. */
	DAMAGED_RUN("run.damaged-run", "{0}: the run cannot be read: {1}",
			"Restore the folder from a copy, or start the run anew; what was made is reused."),
	/** A node that is not in a run. */
	UNKNOWN_NODE("run.unknown-node", "the run {0} has no node or job ‘{1}’; it has: {2}",
			"Write the id of a node, or of a job such as {3}."),
	/** A condition that does not hold. */
	CONDITION("run.condition", "node {0} has nothing to do{1}: its condition ‘{2}’ does not hold: {3}",
			"Change ‘when’ of the node if it should run."),
	/** A node that has nothing to do because another has not. */
	IDLE_AFTER("run.idle-after", "node {0} has nothing to do{1}, because {2}",
			"Nothing, if that is intended; otherwise look at what is said of the node before it."),
	/** A node at whose trigger port nothing arrives. */
	NOTHING_ARRIVES("run.nothing-arrives", "node {0} has nothing to do: no product arrives at its port {1}",
			"Nothing, if that is intended; otherwise look at the nodes before it and at the input files."),
	/** A port for which no product fits the rules of its connections. */
	NO_MATCH("run.no-match", "node {0}, port {1}: {2} {3}, expected {5}: {4}",
			"Give a file with these values, or change ‘match’ and ‘nearest’ of the connection."),
	/** A group where products are not collected. */
	GROUP("run.group", "node {0} has a ‘group’, but each product at its port {1} makes a job of its own",
			"Remove ‘group’ of the node, or put an actor in its place that collects products."),
	/** Values for some jobs that cannot be used. */
	OVERRIDE("run.override", "the override where ‘{0}’: {1}", "Correct the condition or remove the override."),
	/** An override whose condition no job met: the condition. */
	OVERRIDE_UNMET("run.override-unmet", "the override where ‘{0}’ acts on no job: none meets its condition",
			"Correct the condition, or nothing, if that is intended."),
	/** A workflow feature that the engine does not execute. */
	UNSUPPORTED("run.unsupported", "{0}: {1} has ‘{2}’, which this version cannot execute",
			"Remove it, or put the nodes of a sub-workflow directly into the workflow."),
	/** A workflow that takes datasets, where there are none: file, rules. */
	RULES("run.rules", "{0}: the workflow takes datasets that are made by the rules ‘{1}’, and there are none",
			"Name the folder of the raw files with --data, so that datasets can be made."),
	/** Datasets of other rules than those of the workflow: file, rules of the workflow, of the datasets, their file. */
	OTHER_RULES("run.other-rules",
			"{0}: the workflow takes datasets that are made by the rules ‘{1}’; these were made by ‘{2}’ ({3})",
			"Change ‘rules’ of the workflow, or make the datasets by its rules."),
	/** A dataset without products for a port: node, “ for …”, port, cardinality, what was chosen, what was not. */
	NO_CHOICE("run.no-choice",
			"node {0} has nothing to do{1}: of what arrives at its port {2}, expected {3}, nothing or too little comes from "
					+ "the dataset itself or from those chosen for it ({4}){5}",
			"Look why: ‘armillary organise DIR --why DATASET NEED’; relax the rules, or choose with an overlay."),
	/** A choice that is worse than the calibration plan: dataset, need, chosen, level, its meaning, days, earlier or later. */
	LEVEL("run.level", "{0}: for {1}, {2} is level {3}, {4}: {5} days {6}",
			"Look for others: ‘armillary organise DIR --why {0} {1}’."),
	/** Corrected headers: files, changes, reason, where. */
	CORRECTED("run.corrected", "corrected header of {0}: {1}, because {2} ({3})",
			"Change the overlay if that is wrong; the files themselves stay as they are."),
	/** A file that cannot be used as an input. */
	INPUT_FILE("run.input-file", "{0}: the input cannot be read: {1}", "Check the path and its permissions."),
	/** No file for an input of the workflow. */
	NO_FILE("run.no-file", "no file for the input ‘{0}’ of the workflow ({1})", "Add --in {0}=FILE."),
	/** A file for an input that the workflow does not have. */
	UNKNOWN_INPUT("run.unknown-input", "the workflow has no input ‘{0}’; it has: {1}",
			"Correct the name before the equals sign."),
	/** A file of a category that an input does not take. */
	CATEGORY("run.category", "{0} has the category {1}; the input ‘{2}’ takes {3}",
			"Choose a file of such a category, or another input."),
	/** A file without what an input takes. */
	PAYLOAD("run.payload", "{0} holds no {1}, which the input ‘{2}’ takes", "Choose another file, or another input."),
	/** A folder that cannot be listed. */
	FOLDER("run.folder", "{0}: the folder cannot be read: {1}", "Check its permissions, or name files instead."),
	/** A folder without a file that fits. */
	NOTHING_SELECTED("run.nothing-selected", "{0}: no FITS file in it fits an input of the workflow ({1})",
			"Check the folder, or name files with --in INPUT=FILE."),
	/** Datasets of which no file fits an input: number, rules, inputs. */
	NO_DATASET_FILE("run.no-dataset-file",
			"no file of the {0} datasets that the rules ‘{1}’ made fits an input of the workflow ({2})",
			"Compare the categories of the inputs with those of the rules: ‘armillary organise DIR’ lists them."),
	/** A file that several inputs take. */
	AMBIGUOUS("run.ambiguous", "{0} fits several inputs of the workflow: {1}",
			"Name the input: --in INPUT=FILE instead of --data."),
	/** A wrong number of products at a port. */
	CARDINALITY("run.cardinality", "node {0}, port {1}: {2} products arrive, expected {3}",
			"Give as many files, or connect another output."),
	/** An output folder that cannot be written. */
	OUTPUT_FOLDER("run.output-folder", "{0}: cannot write into the output folder: {1}",
			"Choose another folder with --out, or change its permissions."),
	/** A product would replace one of the run's own inputs. */
	OUTPUT_IS_INPUT("run.output-is-input", "the product {0} would replace an input file of the same name",
			"Choose another folder with --out."),
	/** An actor that broke its contract. */
	CONTRACT("run.contract", "{0} broke its contract: {1}",
			"Report this to the author of the actor, with the output of --verbose."),
	/** A product that could not be moved to its place. */
	PRODUCT("run.product", "{0}: the product cannot be put in its place: {1}",
			"Check that the disk has space left and that the folder can be written, then run again."),
	/** A job that could not start. */
	SKIPPED("run.skipped", "node {0} was skipped, because {1} {2}", "Mend the cause there, then run again."),
	/** A job whose input was not made, without any failure. */
	NO_INPUT("run.no-input", "node {0} had nothing to do, because {2} products arrive at its port {1}, expected {3}",
			"Look at the messages of the nodes before it."),
	/** A run that was cancelled while it was being planned. */
	CANCELLED_PLAN("run.cancelled-plan", "the run was cancelled before any job started", "Run again."),
	/** A job that took too long: its id, limit in seconds, elapsed seconds. */
	TIMEOUT("run.timeout", "{0} was ended after {2} s; at most {1} s are allowed",
			"Allow more time with --timeout, or give it less to do."),
	/** A worker that was killed: job, declared heap and peak in MiB. */
	WORKER_KILLED("run.worker-killed",
			"{0}: its process was killed, by the system for lack of memory or by hand; the job declared {1} MiB of "
					+ "heap, its process had used {2} MiB of memory",
			"Give the job more memory with --memory, or run fewer jobs at once with --workers.",
			"Look at ‘dmesg’ or the batch system for who killed it."),
	/** A worker that was asked to end by somebody else: job, signal. */
	WORKER_ENDED("run.worker-ended", "{0}: its process was ended from outside by signal {1}",
			"Run again; look at the batch system for who ended it."),
	/** A worker that crashed: job, actor, signal or exit code. */
	WORKER_CRASHED("run.worker-crashed", "{0}: its process crashed while {1} was at work ({2})",
			"Report this to the author of the actor, with the output of --verbose and hs_err_pid….log if there is one."),
	/** An actor that ended its process: job, actor, exit code. */
	WORKER_EXIT("run.worker-exit", "{0}: {1} ended the process it worked in, with exit code {2}",
			"Report this to the author of the actor: it must not call System.exit."),
	/** A worker that could not be started: job, heap in MiB, why. */
	WORKER_START("run.worker-start", "{0}: a process with {1} MiB of heap cannot be started: {2}",
			"Check that the machine has so much memory, or give the job less to do."),
	/** A full disk: path, bytes free. */
	DISK_FULL("run.disk-full", "{0}: no space is left on the disk: {1}",
			"Make space there (in a store with ‘armillary clean’), then go on with ‘armillary resume’.",
			"Or choose another place with --scratch or --store, and run again.",
			"Check your quota, if there is one."),
	/** A result that could not be written: path, why. */
	RESULT("run.result", "{0}: the result of the job cannot be written: {1}",
			"Check that the folder can be written and the disk has space, then run again."),
	/** An actor that is not installed: job, actor, what is known of it. */
	JOB_ACTOR_MISSING("job.actor-missing", "{0}: the actor {1} is not available here{2}",
			"Install the plug-in that has it; ‘armillary actors’ lists what is installed."),
	/** An actor with another algorithm than the job was planned for: job, actor, number expected, number found. */
	JOB_ALGORITHM("job.algorithm", "{0}: the job was planned for algorithm {2} of {1}, here it has algorithm {3}",
			"Install the same version of the plug-in here as where the run was planned, or plan the run again."),
	/** A descriptor that contradicts the key it carries: job, what, value, value in the key. */
	JOB_KEY("job.key", "{0}: its description contradicts its cache key: {1} is ‘{2}’, in the key ‘{3}’",
			"Do not change job.json by hand; plan the run again."),
	/** What helps the author of an actor: folder. */
	JOB_REPEAT("job.repeat", "the job can be repeated",
			"Attach job.json and result.json of {0}; ‘armillary exec-job {0}’ repeats the job."),
	/** A folder that cannot serve as a store. */
	STORE_UNUSABLE("store.unusable", "{0}: the store cannot be used: {1}",
			"Name another folder with --store or ARMILLARY_STORE, or change its permissions."),
	/** A folder with other things in it. */
	STORE_FOREIGN("store.foreign", "{0} is no store: it holds ‘{1}’, but no armillary-store.json",
			"Name a new or empty folder, or a store, with --store or ARMILLARY_STORE."),
	/** A store of another version. */
	STORE_FORMAT("store.format", "{0}: the store has the format {1}, this version reads format {2}",
			"Use the version of Armillary that made it, or name another folder with --store or ARMILLARY_STORE."),
	/** A disk without enough space for a product or a result. */
	STORE_DISK_FULL("store.disk-full", "{0}: the disk of the store is full: {1} bytes are needed, {2} bytes are free",
			"Make space in the store (see ‘armillary clean’), then go on with ‘armillary resume’.",
			"Or name a store on another disk with --store or ARMILLARY_STORE, and run again."),
	/** An index that was damaged: its folder. */
	STORE_INDEX_REBUILT("store.index-rebuilt",
			"{0}: the index of the store was damaged; it is made again from the results, and nothing is lost",
			"Nothing is to be done; where it happens again and again, check the disk."),
	/** An index that another version of the program made: its folder. */
	STORE_INDEX_OTHER_VERSION("store.index-other-version",
			"{0}: the index of the store is that of another version of Armillary; it is made again from the results, "
					+ "and nothing is lost",
			"Nothing is to be done; where versions take turns, each makes it again, which takes a while."),
	/** An index that cannot be used: its folder, why. */
	STORE_INDEX_UNUSABLE("store.index-unusable",
			"{0}: the index of the store cannot be used: {1}; the run goes on without it, more slowly",
			"Check the permissions and the free space of the folder."),
	/** A store that cannot be cleaned, because runs use it. */
	STORE_IN_USE("store.in-use", "{0}: the store is in use by {1}",
			"Wait until the runs have ended, or cancel them, then clean again."),
	/** A file that is being written while its content is looked at. */
	STORE_FILE_CHANGES("store.file-changes", "{0}: the file changes while it is read",
			"Wait until it is complete, then run again."),
	/** A run that another process executes: id, who. */
	HELD("run.held", "the run {0} is already executed by {1}",
			"Watch it with ‘armillary show {0}’, or cancel it with ‘armillary cancel {0}’."),
	/** A store that is being cleaned: its folder. */
	CLEANING("run.cleaning", "{0}: somebody cleans the store at the moment; no run can use it",
			"Run again when that is done."),
	/** A place where the engine itself cannot write: path, why and how much space is free and needed. */
	TROUBLE("run.trouble", "{0}: the engine cannot write there: {1}",
			"Free space there, or mend its permissions, then go on with ‘armillary resume’."),
	/** A run that was given up, because the engine itself could not go on: id. */
	GIVEN_UP("run.given-up", "the run {0} was given up; what was finished is kept",
			"Mend the cause, then go on with ‘armillary resume {0}’."),
	/** A defect of the engine: what it did, the problem. */
	ENGINE_DEFECT("run.engine-defect", "the engine has a defect; it failed while it {0}: {1}",
			"Report this with the output of --verbose."),
	/** An input file that changed while a job read it: file, job. */
	INPUT_CHANGED("run.input-changed", "{0} changed while {1} worked with it; its result is not kept",
			"Run again when nobody writes the file any more."),
	/** A job that used more memory than it declared: job, used and declared MiB. */
	MEMORY_EXCEEDED("run.memory-exceeded", "{0} used {1} MiB of heap; its actor had declared {2} MiB",
			"Report this to the author of the actor: too low a figure makes runs fail on small machines."),
	/** A job whose memory did not suffice twice: job, MiB of the first and of the second attempt. */
	MEMORY_TWICE("run.memory-twice", "{0} was tried with {1} MiB of memory and again with {2} MiB",
			"Run it on a machine with more memory, or give it less to do."),
	/** A job that declares more memory than there is for all: job, declared and allowed MiB. */
	MEMORY_ALONE("run.memory-alone",
			"{0} declares {1} MiB of memory, more than the {2} MiB for all jobs; it runs alone",
			"Allow more with --memory."),
	/** A job whose result was not as predicted: job, in what, how many others. */
	DEVIATION("run.deviation", "{0} made something else than was predicted: {1}{2}", "Nothing is to be done."),
	/** A limits file without its first line: place, what was found, remedy. */
	QUALITY_VERSION("quality.version", "{0}: found {1}; expected ‘armillary-limits: 1’ as the first line", "{2}"),
	/** A name of limits that cannot be: place, name, what is expected. */
	QUALITY_NAME("quality.name", "{0}: ‘{1}’ cannot be the name of limits; expected {2}", "Rename them."),
	/** A range that cannot be understood: place, key, text, what is wrong. */
	QUALITY_RANGE("quality.range", "{0}: {1} is ‘{2}’: {3}",
			"Write ‘<= 0.1’, ‘>= 3’, ‘0.8 .. 1.2’ or ‘{ min: 0.8, max: 1.2 }’; the ends belong to the range."),
	/** A limit without ranges: place, what it is for. */
	QUALITY_EMPTY("quality.empty", "{0}: {1} has neither ‘requirement’ nor ‘goal’; expected one or both",
			"Write what the value must be and what it should be, or remove the limit."),
	/** A goal that is easier than the requirement: place, what it is for, goal, requirement. */
	QUALITY_GOAL("quality.goal", "{0}: the goal of {1} is {2}; expected a range within the requirement, {3}",
			"Make the goal narrower or the requirement wider."),
	/** A second limit for the same: place, what it is for, line of the first. */
	QUALITY_TWICE("quality.twice", "{0}: {1} has a limit already, in line {2}; expected one",
			"Remove one of the two, or give them different patterns of subjects."),
	/** A value beyond its requirement: job, value, its number and unit, requirement, where, products, name, actor. */
	QUALITY_FAILED("quality.failed", "{0}: {1} is {2}, required {3} ({4}); products: {5}",
			"Look at the products and at the files they were made of before they are used.",
			"See how it was before: ‘armillary qc --actor {7} --param \"{6}\" --all’.",
			"Where the limit is wrong for these data, give another with ‘--limits FILE’, or none with ‘--no-limits’."),
	/** A value in another unit than its limit: job, value, its unit, unit of the limit, where. */
	QUALITY_UNIT("quality.unit", "{0}: {1} has the unit ‘{2}’, its limit the unit ‘{3}’ ({4}): they are not compared",
			"Write the limit in the unit of the value."),
	/** A cancelled job. */
	CANCELLED("run.cancelled", "node {0} was cancelled", "Run again.");

	private final MessageText text;

	RunMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
