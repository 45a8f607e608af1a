package org.armillary.engine.planning;

import java.util.List;
import java.util.Map;

import org.armillary.actor.message.Message;
import org.armillary.engine.RunPlan.IdleNode;
import org.armillary.engine.planning.TriggerGroup.Identity;

/**
 * The jobs of a node and what comes of them.
 *
 * @param jobs
 *            the jobs, in the order of what starts them
 * @param products
 *            what they make, by output port
 * @param missing
 *            what does not come although it might have, by output port
 * @param blocked
 *            whether one of the jobs was refused or needs one that was
 * @param idle
 *            why there is nothing to do for some of what arrives, or for all of it
 * @param idleJobs
 *            the same by id of those jobs that once had one
 * @param ports
 *            what arrives at associated ports
 */
record NodeResult(Map<Identity, PlannedJob> jobs, Map<String, List<Arrival>> products,
		Map<String, List<Missing>> missing, boolean blocked, List<IdleNode> idle, Map<String, Message> idleJobs,
		Map<String, PortArrivals> ports) {
}
