package org.armillary.engine;

import java.nio.file.Path;
import java.util.Map;

import org.armillary.actor.provider.PortProducts;
import org.osgi.annotation.versioning.ConsumerType;

/** Executes jobs: in this process, in another one, on a cluster. */
@ConsumerType
@FunctionalInterface
public interface JobExecutor {

	/**
	 * Executes a job and waits for its end. Failures of the job are part of the result.
	 *
	 * @param job
	 *            the job
	 * @param inputs
	 *            its products, all there
	 * @param folder
	 *            an empty folder for products and scratch files, on the file system of the output folder; products in the
	 *            result lie in it
	 * @param decisions
	 *            what a person decided for the node
	 * @param listener
	 *            is told of progress and quality-control values
	 * @throws InterruptedException
	 *             where the job was cancelled
	 */
	JobResult execute(Job job, PortProducts inputs, Path folder, Map<String, String> decisions, RunListener listener)
			throws InterruptedException;
}
