package org.armillary.engine;

import java.util.Map;
import java.util.Optional;

import org.armillary.actor.provider.PortProducts;
import org.osgi.annotation.versioning.ConsumerType;

/** Remembers results of jobs by what went into them. */
@ConsumerType
public interface ResultCache {

	/** Remembers nothing. */
	ResultCache NONE = new ResultCache() {
		@Override
		public Optional<JobResult> find(Job job, PortProducts inputs, Map<String, String> decisions) {
			return Optional.empty();
		}

		@Override
		public void store(Job job, PortProducts inputs, Map<String, String> decisions, JobResult result) {
			// remembers nothing
		}
	};

	/**
	 * The result of an earlier job of the same actor, algorithm, parameters, input contents, environment and decisions, if
	 * there is one. Its products may lie anywhere; the engine gives it the id of the job that asks.
	 */
	Optional<JobResult> find(Job job, PortProducts inputs, Map<String, String> decisions);

	/** Remembers the result of a job that ended well. */
	void store(Job job, PortProducts inputs, Map<String, String> decisions, JobResult result);
}
