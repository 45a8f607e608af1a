package org.armillary.cli;

import java.nio.file.Path;
import java.util.List;

import org.armillary.engine.job.WorkerCommand;

/**
 * The product as a program that it starts itself: a run's process, and workers with a heap of their own.
 *
 * @param installation
 *            folder of the installation, with the start script
 */
record ProductPrograms(Path installation) implements WorkerCommand {

	@Override
	public ProcessBuilder worker(long heapBytes) {
		var builder = new ProcessBuilder(script(), "worker");
		builder.environment().put("ARMILLARY_MEMORY", Math.max(1, heapBytes >> 20) + "m");
		return builder;
	}

	/** The command of a run's process. */
	List<String> run(Path runFolder) {
		return List.of(script(), "exec-run", runFolder.toString());
	}

	private String script() {
		return installation.resolve("armillary").toString();
	}
}
