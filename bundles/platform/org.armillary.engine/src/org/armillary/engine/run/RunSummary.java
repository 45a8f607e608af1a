package org.armillary.engine.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A run in a list of runs.
 *
 * @param id
 *            id of the run
 * @param state
 *            where it stands
 * @param workflow
 *            name of the workflow; empty where that is damaged
 * @param created
 *            when it was asked for; when its folder changed last where that is damaged
 * @param begun
 *            when its first event happened
 * @param latest
 *            when its latest event happened
 * @param jobs
 *            number of jobs when it began; 0 before
 * @param outputFolder
 *            where its products go; empty where that is damaged
 * @param holder
 *            who executes it
 */
public record RunSummary(String id, RunState state, String workflow, Instant created, Optional<Instant> begun,
		Optional<Instant> latest, int jobs, Optional<Path> outputFolder, Optional<LeaseHolder> holder) {

	/** Time from its first event to its latest. */
	public Duration duration() {
		return begun.isPresent() && latest.isPresent() ? Duration.between(begun.get(), latest.get()) : Duration.ZERO;
	}
}
