package org.armillary.engine.job;

import org.osgi.annotation.versioning.ConsumerType;

/** How a child process is started that calls {@link WorkerService#serve}. */
@ConsumerType
@FunctionalInterface
public interface WorkerCommand {

	/**
	 * The command with its environment. Standard input, output and error are set by the caller.
	 *
	 * @param heapBytes
	 *            largest heap that it may use, bytes
	 */
	ProcessBuilder worker(long heapBytes);
}
