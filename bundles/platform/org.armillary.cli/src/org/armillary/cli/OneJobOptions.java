package org.armillary.cli;

import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Option;

/** What can be said of a single job that gets its files as they are given. */
final class OneJobOptions {

	@Option(names = "--one-job", description = "Do one job with all files in the order in which they are given; nothing is grouped or sorted.")
	private boolean oneJob;

	@Option(names = "--category", paramLabel = "PORT.N=CATEGORY", description = "With --one-job: what the N-th file at a port is for the job, where that is not what its header says; may be given several times.")
	private List<String> categories = new ArrayList<>();

	@Option(names = "--select", paramLabel = "PORT.N=NAME", description = "With --one-job: extensions that the job receives of the N-th file at a port, * standing for any text; may be given several times.")
	private List<String> selections = new ArrayList<>();

	@Option(names = "--correct", paramLabel = "PORT.N=KEYWORD[=VALUE]", description = "With --one-job: another value for a keyword of the N-th file at a port, as in a FITS header, or none; the file stays as it is. May be given several times.")
	private List<String> corrections = new ArrayList<>();

	@Option(names = "--decide", paramLabel = "NAME=VALUE", description = "With --one-job: a decision of the kind that the recipe asks for; may be given several times.")
	private List<String> decisions = new ArrayList<>();

	@Option(names = "--product", paramLabel = "PORT=NAME", description = "With --one-job: what the products of a port are called below the folder for products, in their order; may be given several times.")
	private List<String> products = new ArrayList<>();

	@Option(names = "--expect", paramLabel = "PORT=DIGEST", description = "With --one-job: digests that the products of a port should have, in their order; exit code 1 where one has another. May be given several times.")
	private List<String> expectations = new ArrayList<>();

	/** Whether the files are for one job as they are given; refuses options that would have no effect. */
	boolean isAsked() throws CliException {
		if (!oneJob) {
			refuse("--category", categories);
			refuse("--select", selections);
			refuse("--correct", corrections);
			refuse("--decide", decisions);
			refuse("--product", products);
			refuse("--expect", expectations);
		}
		return oneJob;
	}

	private static void refuse(String option, List<String> values) throws CliException {
		if (!values.isEmpty()) {
			throw new CliException(CliMessage.ONE_JOB_ONLY.with(option));
		}
	}

	/** Categories by file: {@code PORT.N=CATEGORY}. */
	List<String> categories() {
		return categories;
	}

	/** Extensions by file: {@code PORT.N=NAME}. */
	List<String> selections() {
		return selections;
	}

	/** Corrections by file: {@code PORT.N=KEYWORD=VALUE}. */
	List<String> corrections() {
		return corrections;
	}

	/** Decisions: {@code NAME=VALUE}. */
	List<String> decisions() {
		return decisions;
	}

	/** Names of products: {@code PORT=NAME}. */
	List<String> products() {
		return products;
	}

	/** Digests of products: {@code PORT=DIGEST}. */
	List<String> expectations() {
		return expectations;
	}
}
