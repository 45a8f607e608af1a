package org.armillary.provenance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.engine.run.JobRecord;

/**
 * The jobs of a run that ended well, by the keys of their results.
 *
 * @param run
 *            id of the run; empty for no run
 * @param places
 *            for each key the first job with it, as its place in the order of the run
 * @param jobs
 *            all jobs of the run
 */
record RunView(String run, Map<String, Integer> places, List<JobRecord> jobs) {

	/** No run: results are taken as they are. */
	static final RunView NONE = new RunView("", Map.of(), List.of());

	/** The view of a run. */
	static RunView of(String run, List<JobRecord> jobs) {
		var places = new HashMap<String, Integer>();
		for (int i = 0; i < jobs.size(); i++) {
			JobRecord job = jobs.get(i);
			if (job.state().isFinished() && job.key().isPresent()) {
				places.putIfAbsent(job.key().orElseThrow().hash(), i);
			}
		}
		return new RunView(run, places, jobs);
	}

	boolean has(String key) {
		return places.containsKey(key);
	}

	/** The place of a job in the order of the run; for keys that it has. */
	int place(String key) {
		return places.get(key);
	}

	/** The job with a result; empty where the run has none. */
	Optional<JobRecord> job(String key) {
		return has(key) ? Optional.of(jobs.get(place(key))) : Optional.empty();
	}
}
