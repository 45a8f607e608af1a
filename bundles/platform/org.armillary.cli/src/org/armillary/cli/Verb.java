package org.armillary.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Option;

/** What all verbs have in common. */
abstract class Verb implements Callable<Integer> {

	/** What the verb works with. */
	protected final Invocation invocation;

	@Option(names = "--json", description = "Print one JSON document on standard output.")
	private boolean json;

	@Option(names = "--verbose", description = "Print log entries and stack traces too.")
	private boolean verbose;

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this help and exit.")
	private boolean help;

	/** Makes the verb. */
	protected Verb(Invocation invocation) {
		this.invocation = invocation;
	}

	@Override
	public final Integer call() throws CliException {
		invocation.format().json(json);
		invocation.format().verbose(verbose);
		return execute();
	}

	/** Does what the verb is for and returns the exit code. */
	abstract int execute() throws CliException;
}
