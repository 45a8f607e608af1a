package org.armillary.cli;

import org.armillary.engine.job.WorkerService;

import picocli.CommandLine.Command;

/** A process that executes the jobs it is told of on standard input, one after the other, with a heap of its own. */
@Command(name = "worker", hidden = true, description = "Executes jobs on demand. Started by the process of a run.")
final class WorkerVerb extends Verb {

	WorkerVerb(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() {
		return WorkerService.serve(invocation.catalog(), System.in, invocation.terminal().results());
	}
}
