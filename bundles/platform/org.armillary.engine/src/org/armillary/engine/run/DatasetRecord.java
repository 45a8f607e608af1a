package org.armillary.engine.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.engine.RunDatasets;
import org.armillary.organiser.DatasetState;

/**
 * What a run did with a dataset.
 *
 * @param dataset
 *            the dataset
 * @param state
 *            how it went; empty where no job of it did anything: there is none in the workflow, or none was reached
 * @param jobs
 *            number of its jobs
 * @param ended
 *            number of those that ended well
 */
public record DatasetRecord(RunDatasets.Dataset dataset, Optional<DatasetState> state, int jobs, int ended) {

	/**
	 * What a run did with its datasets, in their order.
	 *
	 * @param jobs
	 *            the jobs of the run
	 * @param active
	 *            whether a process works on the run or is about to
	 */
	static List<DatasetRecord> of(List<RunDatasets.Dataset> datasets, List<JobRecord> jobs, boolean active) {
		var byDataset = new HashMap<String, List<JobState>>();
		for (JobRecord job : jobs) {
			job.outline().datasets()
					.forEach(name -> byDataset.computeIfAbsent(name, _ -> new ArrayList<>()).add(job.state()));
		}
		return datasets.stream().map(dataset -> of(dataset, byDataset, active)).toList();
	}

	private static DatasetRecord of(RunDatasets.Dataset dataset, Map<String, List<JobState>> byDataset,
			boolean active) {
		List<JobState> states = byDataset.getOrDefault(dataset.name(), List.of());
		int ended = (int) states.stream().filter(JobState::isFinished).count();
		return new DatasetRecord(dataset, state(states, ended, active), states.size(), ended);
	}

	private static Optional<DatasetState> state(List<JobState> states, int ended, boolean active) {
		if (states.isEmpty()) {
			return Optional.empty();
		}
		if (states.contains(JobState.FAILED)) {
			return Optional.of(DatasetState.FAILED);
		}
		if (ended == states.size()) {
			return Optional.of(DatasetState.REDUCED);
		}
		if (active) {
			return Optional.of(DatasetState.RUNNING);
		}
		return ended > 0 ? Optional.of(DatasetState.PARTLY_REDUCED) : Optional.empty();
	}
}
