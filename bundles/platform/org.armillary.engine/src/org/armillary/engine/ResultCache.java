package org.armillary.engine;

import java.util.Optional;

import org.armillary.actor.provider.PortProducts;
import org.osgi.annotation.versioning.ConsumerType;

/** Remembers results of jobs by what went into them. */
@ConsumerType
public interface ResultCache {

	/** Remembers nothing. */
	ResultCache NONE = new ResultCache() {
		@Override
		public Optional<JobResult> find(Job job, PortProducts inputs) {
			return Optional.empty();
		}

		@Override
		public void store(Job job, PortProducts inputs, JobResult result) {
			// remembers nothing
		}
	};

	/** The result of an earlier job of the same actor, algorithm, parameters and input contents, if there is one. */
	Optional<JobResult> find(Job job, PortProducts inputs);

	/** Remembers the result of a job that ended well. */
	void store(Job job, PortProducts inputs, JobResult result);
}
