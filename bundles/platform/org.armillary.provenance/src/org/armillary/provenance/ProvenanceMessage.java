package org.armillary.provenance;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What is told of where products come from. */
public enum ProvenanceMessage implements MessageTemplate {

	/** A product that a run does not have: run, name, similar names. */
	UNKNOWN_PRODUCT("provenance.unknown-product", "the run {0} has no product ‘{1}’{2}",
			"Name a file in the output folder of the run, or a product as NODE.PORT or NODE.PORT#NUMBER.",
			"‘armillary show {0}’ lists the products."),
	/** A name of several products: run, name, number, the first of them. */
	AMBIGUOUS_PRODUCT("provenance.ambiguous-product", "the run {0} has {2} products ‘{1}’: {3}",
			"Name one of them by its path, or as JOB.PORT, or with its number as NODE.PORT#NUMBER."),
	/** A file that is no longer what a run put there and is no product at all: file, run, the product's place. */
	PRODUCT_CHANGED("provenance.product-changed",
			"{0} is not what the run {1} put there: it was changed or replaced since, or its job was done again; no result in"
					+ " the store made what it holds now",
			"‘armillary show {1} --product {2}’ tells of what the run made, as the store has it."),
	/** A file that is a product of another run: file, who made it, run, the place of what the run put there or nothing. */
	PRODUCT_OF_OTHER("provenance.product-of-other",
			"{0} is not a product of the run {2}: {1} made what it holds now, and that is told here{3}",
			"Name a product of the run as NODE.PORT or NODE.PORT#NUMBER if that is meant."),
	/** A product that is no longer where its run put it: run, file, what that is now. */
	PUBLISHED_CHANGED("provenance.published-changed",
			"what the run {0} made is told here, as the store has it; {1} holds something else now: {2}",
			"Name the file by its path if what it holds now is meant."),
	/** A file that was changed since a run put it there: file, run, digest of what that put there. */
	FILE_CHANGED("provenance.file-changed",
			"{0} is no longer what the run {1} put there: it was changed or replaced since, or its job was done again",
			"‘armillary impact {2}’ tells what the product that was there went into."),
	/** Results that cannot be judged because they have no facts: number of results. */
	IMPACT_NO_FACTS("provenance.impact-no-facts",
			"{0} more results may have used it: they, or what they were made from, are from a version that kept less, and files"
					+ " of which they took parts or corrected headers cannot be recognised",
			"Look at their products, or run their workflows again: new results keep all of it."),
	/** Results that cannot be judged because makers of their inputs are gone: number of results. */
	IMPACT_GONE("provenance.impact-gone",
			"{0} more results may have used it: jobs made their inputs whose results are no longer in the store",
			"Run their workflows again: what was cleaned away is made again and its provenance with it."),
	/** A job whose result is no longer there: what of it was needed, by whom, hash of the key. */
	MAKER_GONE("provenance.maker-gone",
			"{0}, which {1} used, was made by a job whose result is no longer in the store (key {2}); what it was made of is"
					+ " not known",
			"Run the workflow again: what was cleaned away is made again and its provenance with it."),
	/** A product whose own job is not known: the product. */
	PRODUCT_GONE("provenance.product-gone",
			"the result of the job that made {0} is no longer in the store; what it was made of is not known",
			"Run the workflow again: what was cleaned away is made again and its provenance with it."),
	/** A job that was done again with another outcome: what of it was needed, by whom, hash of the key. */
	MAKER_CHANGED("provenance.maker-changed",
			"{0}, which {1} used, was made by a job that was done again since and made something else (key {2})",
			"Run the workflow again, so that what follows is made from what is there now."),
	/** A result from before facts were kept: job, hash of the key. */
	NO_FACTS("provenance.no-facts",
			"the result of {0} is from a version that kept less: where its inputs lay and the parameters that cannot change"
					+ " a result are not known (key {1})",
			"Mark it as out of date and run the workflow again, if you need them: armillary impact FILE --mark REASON"),
	/** Jobs that made each other's inputs: job, product. */
	CIRCLE("provenance.circle",
			"{0} used {1}, which jobs of the store made from what {0} made; it is taken as a file from outside",
			"Nothing, if steps undo each other, such as a product that is inverted twice."),
	/** A run whose request cannot be read: run. */
	CRATE_REQUEST("provenance.crate-request", "what the run {0} was asked to do is damaged, so it cannot be packed",
			"Run the workflow again and pack that run."),
	/** A job that is not in a crate: job, why. */
	CRATE_WITHOUT_JOB("provenance.crate-without-job", "{0} is not in the crate: {1}",
			"Run the workflow again and pack that run, if the job should be there."),
	/** A file that a run was given and that is not known any more: file, why. */
	CRATE_INPUT("provenance.crate-input",
			"{0}: the run was given this file, but its content is not known any more: {1}",
			"Put the file back where it was, or run the workflow again and pack that run."),
	/** A product that is nowhere: where it was, beginning of its digest. */
	CRATE_PRODUCT("provenance.crate-product", "{0}: the product with the digest {1}… is neither there nor in the store",
			"Run the workflow again: what was cleaned away is made again."),
	/** Something that is no crate of ours: place, why. */
	NO_CRATE("provenance.no-crate", "{0}: this is no crate of a run: {1}",
			"Name a folder or a .zip file that ‘armillary show RUN --as ro-crate’ wrote."),
	/** A crate that leads elsewhere or is not as large as it says: crate, entry, why. */
	CRATE_HOSTILE("provenance.crate-refused", "{0}: the entry ‘{1}’ is refused: {2}",
			"Get the crate again from whom you trust."),
	/** A run in a crate that cannot be read: crate, why. */
	CRATE_DAMAGED("provenance.crate-damaged", "{0}: armillary/run.json cannot be read: {1}",
			"Get the crate again from its source, or update Armillary."),
	/** Files of a crate that are not there: how many of how many, where was looked. */
	CRATE_MISSING("provenance.crate-missing", "{0} of {1} that the run needs are not below {2}",
			"Name the folders where they are with --data; names do not matter, only the content does."),
	/** A file of a crate that is not what the crate says: where it is in the crate, what is wrong. */
	CRATE_DAMAGED_FILE("provenance.crate-damaged-file", "{0} is in the crate, but its content is damaged: {1}",
			"Get the crate again from its source, or name a folder with the same file with --data."),
	/** One of these: name, size in bytes, digest. */
	CRATE_MISSING_FILE("provenance.crate-missing-file", "missing: {0} ({1} bytes, digest {2})",
			"Ask for the file by its name, for example in the archive."),
	/** A beginning of a digest that nothing has: what was given. */
	UNKNOWN_DIGEST("provenance.unknown-digest",
			"‘{0}’ is neither a file nor the beginning of the digest of a product or an input in the store {1}",
			"Name a file, or at least 8 digits of a digest as ‘armillary show RUN --product FILE’ prints it."),
	/** A product that cannot be compared because it is not there any more: the product, the run. */
	DIFFERENCE_GONE("provenance.difference-gone",
			"{0} of the run {1} was not compared: it is neither in the store any more nor, unchanged, in the output folder",
			"Run the workflow again with the inputs of that run, if the difference matters."),
	/** A product that cannot be compared because a file cannot be read: the product, what went wrong. */
	DIFFERENCE_UNREADABLE("provenance.difference-unreadable", "{0} was not compared: {1}",
			"Check the disk and the permissions of the store."),
	/** A beginning of several digests: what was given, number, the first of them. */
	AMBIGUOUS_DIGEST("provenance.ambiguous-digest", "‘{0}’ is the beginning of {1} digests: {2}",
			"Write more digits.");

	private final MessageText text;

	ProvenanceMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
