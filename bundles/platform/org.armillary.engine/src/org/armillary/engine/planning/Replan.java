package org.armillary.engine.planning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.actor.message.Message;
import org.armillary.engine.Job;
import org.armillary.engine.RunPlan;

/**
 * A corrected plan and what is different in it.
 *
 * @param plan
 *            all jobs, also those that have ended
 * @param added
 *            jobs that were not in the plan before
 * @param changed
 *            jobs that were there with other inputs or parameters, or that need a product of such a job that had ended; where
 *            they have ended already, their results do not hold any more and what was settled for them is forgotten
 * @param removed
 *            why jobs are not in the plan any more, by id
 * @param refused
 *            jobs of the plan that newly turned out to be impossible, by id
 */
public record Replan(RunPlan plan, List<Job> added, List<Job> changed, Map<String, Message> removed,
		Map<String, RefusedJob> refused) {

	/** Copies the collections, keeping their order. */
	public Replan {
		added = List.copyOf(added);
		changed = List.copyOf(changed);
		removed = Collections.unmodifiableMap(new LinkedHashMap<>(removed));
		refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
	}

	/** Whether no job is there, gone, or has to run, because of it. */
	public boolean isEmpty() {
		return added.isEmpty() && changed.isEmpty() && removed.isEmpty() && refused.isEmpty();
	}
}
