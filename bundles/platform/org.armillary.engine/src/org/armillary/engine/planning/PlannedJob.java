package org.armillary.engine.planning;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.engine.Job;
import org.armillary.engine.planning.TriggerGroup.Identity;

/**
 * A job with all that planning remembers of it.
 *
 * @param identity
 *            what stays the same when the run is planned again
 * @param job
 *            the job
 * @param truth
 *            what it made; empty where that is not known yet
 * @param problem
 *            why it cannot be done
 * @param blocked
 *            whether it or a job that it needs was refused
 * @param products
 *            what it will make or made, by output port
 * @param missing
 *            what was predicted and not made, by output port
 */
record PlannedJob(Identity identity, Job job, Optional<Truth> truth, Optional<Problem> problem, boolean blocked,
		Map<String, List<Arrival>> products, Map<String, List<Missing>> missing) {

	/**
	 * Why a job cannot be done.
	 *
	 * @param refusal
	 *            what the user is told
	 * @param incomplete
	 *            whether it is for want of products
	 */
	record Problem(RefusedJob refusal, boolean incomplete) {
	}
}
