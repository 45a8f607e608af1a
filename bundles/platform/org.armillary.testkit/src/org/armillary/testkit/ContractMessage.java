package org.armillary.testkit;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What the contract tells authors of actors, one kind of message for each rule that can be broken. */
public enum ContractMessage implements MessageTemplate {

	/** The contract class cannot be used as it is. */
	CASES("contract.cases", "{0}: the contract has {1}",
			"Return at least one case from cases(), each with a name of its own and input ports of the actor."),
	/** A class that is no actor. */
	DESCRIPTION("contract.description", "the actor cannot be described: {0}",
			"Correct the class; its javadoc names the rules."),
	/** A case whose inputs differ each time they are made. */
	INPUTS_VARY("contract.inputs-vary", "{0}, case ‘{1}’: the inputs of port {2} differ each time they are made",
			"Make them from constants or a generator with a fixed seed, without time and host."),
	/** A case that failed. */
	RUN_FAILED("contract.run-failed", "{0}, case ‘{1}’: the job failed as {2}: {3}",
			"Correct the actor, or give the case inputs and parameters that it accepts."),
	/** An actor that failed with a defect. */
	DEFECT("contract.defect", "{0}: a defect with {1}: {2}",
			"Refuse what cannot be done with an ActorException of another kind, or an IllegalArgumentException in the record."),
	/** Text for users that is missing or no sentence. */
	DOCUMENTATION("contract.documentation", "{0}: {1} {2}",
			"Write for a user who does not know the code: what it means, and when to change it."),
	/** A number without a unit. */
	UNIT("contract.unit", "{0}: parameter {1} is a number without a unit",
			"Add @Unit, or return the name from pureNumbers() of the contract where it is a ratio or a power."),
	/** Defaults that are refused. */
	DEFAULTS("contract.defaults", "{0}: the defaults are refused: {1}",
			"Let the defaults pass the compact constructor of the record of parameters."),
	/** A value that changes when written and read. */
	ROUND_TRIP("contract.round-trip",
			"{0}: parameter {1} reads ‘{2}’ and writes it as ‘{3}’, which reads as another value",
			"Report this to the maintainers of Armillary with the descriptor of the actor."),
	/** Products other than planned. */
	PLAN_PRODUCTS("contract.plan-products", "{0}, case ‘{1}’: plan() predicts {2}, run() made {3}",
			"Let plan() predict the same ports and categories in the same order, or end with Outcome.Partial."),
	/** A predicted keyword that is not in the product. */
	PLAN_KEYWORD("contract.plan-keyword",
			"{0}, case ‘{1}’: plan() predicts {2} = {3} for port {4}, the product has {5}",
			"Predict only what run() writes, from one method that both use."),
	/** A header that contradicts the product. */
	CATEGORY("contract.category",
			"{0}, case ‘{1}’: the header of a product of port {2} says ESO PRO CATG = {3}, it was written as {4}",
			"Write the category of the port or the one given to ActorContext.write."),
	/** A product that the port does not promise. */
	PORT("contract.port", "{0}, case ‘{1}’: output port {2} promises {3}, run() returned {4}",
			"Correct the annotations of the port or what run() returns."),
	/** A product that the actor may not write: its port or category is not declared, or nothing was written. */
	WRITE("contract.write", "{0} breaks the contract of actors: {1}",
			"Declare the port and its categories with @Port, and write the file that the ProductWriter is given."),
	/** A product that was not made by the context. */
	FOREIGN_PRODUCT("contract.foreign-product",
			"{0}, case ‘{1}’: the product {2} of port {3} was not made with ActorContext.write",
			"Make each product with ActorContext.write."),
	/** Results that differ from run to run. */
	NOT_REPEATABLE("contract.not-repeatable", "{0}, case ‘{1}’: a second run gave other results: {2}",
			"Keep time, random seeds, iteration order of hash maps and the order in which threads end out of the result."),
	/** Results that depend on names of files. */
	FILE_NAMES("contract.file-names", "{0}, case ‘{1}’: other names of the input files gave other results: {2}",
			"Take identity from headers and ports, never from names or folders."),
	/** Results that depend on a parameter that is not in the key. */
	NOT_IN_KEY("contract.not-in-key",
			"{0}, case ‘{1}’: {2} = {3} gave other results although it is marked @NotInKey: {4}",
			"Remove the annotation, or make the result independent of the parameter."),
	/** Results that depend on where the job runs. */
	ENVIRONMENT("contract.environment", "{0}, case ‘{1}’: another Java process ({2}) gave other results: {3}",
			"Use Locale.ROOT and ZoneOffset.UTC, and let the number of processors not change the result."),
	/** A job that cannot be run from a read-only folder. */
	READ_ONLY("contract.read-only", "{0}, case ‘{1}’: the job failed with inputs in a read-only folder: {2}",
			"Write to ActorContext.scratch() and ActorContext.write alone."),
	/** Inputs that were changed. */
	INPUT_CHANGED("contract.input-changed", "{0}, case ‘{1}’: the job changed its inputs: {2}",
			"Copy a file to ActorContext.scratch() before changing it."),
	/** Files written elsewhere. */
	STRAY_FILES("contract.stray-files", "{0}, case ‘{1}’: the job wrote outside scratch folder and products: {2}",
			"Write to ActorContext.scratch() and ActorContext.write alone."),
	/** Text printed. */
	PRINTED("contract.printed", "{0}, case ‘{1}’: the job printed: {2}",
			"Return caveats, publish values, or log to ActorContext.log()."),
	/** The Java process for a job alone failed. */
	PROCESS("contract.process", "{0}, case ‘{1}’: the Java process that runs the job alone ended with {2}: {3}",
			"Give the contract class a constructor without arguments, and see the text for the reason."),
	/** An optional port whose absence breaks the actor. */
	EMPTY_PORT("contract.empty-port", "{0}, case ‘{1}’: without its optional inputs the job fails with a defect: {2}",
			"Handle an empty port, or make it mandatory."),
	/** An actor that cannot be cancelled. */
	NO_CHECKPOINT("contract.no-checkpoint", "{0}, case ‘{1}’: run() never calls ActorContext.checkpoint()",
			"Call it in the outermost loop, at least every half second of work."),
	/** An actor that ends late. */
	CANCEL_SLOW("contract.cancel-slow", "{0}, case ‘{1}’: cancelled {2}, the job went on for more than {3} s",
			"Call ActorContext.checkpoint() at least every half second of work, in every thread that works for the job."),
	/** An actor that does not end as cancelled. */
	CANCEL_SWALLOWED("contract.cancel-swallowed",
			"{0}, case ‘{1}’: cancelled {2}, the job did not end with InterruptedException but with {3}",
			"Let the InterruptedException of ActorContext.checkpoint() pass."),
	/** No golden summary yet. */
	GOLDEN_MISSING("contract.golden-missing", "{0}: there is no golden summary {1}",
			"Run this test once with -Darmillary.golden=update, or as ‘ARMILLARY_GOLDEN=update ./armillary test BUNDLE’, look at the file and commit it."),
	/** Results other than the golden summary. */
	GOLDEN_DIFFERS("contract.golden-differs",
			"{0}: the results changed although the algorithm number is still {1}: {2}",
			"Where the change is wanted: raise the algorithm number of the actor, write its golden summary with ARMILLARY_GOLDEN=update and commit it.",
			"Where the inputs of the contract changed: rewrite {3} the same way and say so in the commit.",
			"Otherwise correct the actor.");

	private final MessageText text;

	ContractMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
