package org.armillary.engine.planning;

import org.armillary.actor.ActorException;
import org.armillary.actor.message.Message;

/**
 * A job that cannot be done, as the true headers of its inputs show. It stays in the plan with what was last predicted of its
 * products, so that the jobs that need them stay there too.
 *
 * @param job
 *            id of the job
 * @param kind
 *            kind of failure
 * @param why
 *            what is wrong
 */
public record RefusedJob(String job, ActorException.Kind kind, Message why) {
}
