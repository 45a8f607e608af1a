package org.armillary.engine;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What the engine tells users. */
public enum RunMessage implements MessageTemplate {

	/** A workflow feature that the engine does not execute. */
	UNSUPPORTED("run.unsupported", "{0}: {1} has ‘{2}’, which this version cannot execute",
			"Remove it, or put the nodes of a sub-workflow directly into the workflow."),
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
