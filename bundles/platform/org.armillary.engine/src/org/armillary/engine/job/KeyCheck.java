package org.armillary.engine.job;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.EnvironmentPart;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.engine.JobDescriptor;
import org.armillary.engine.KeyPart;
import org.armillary.engine.RunMessage;

/**
 * Checks that what will be done is what the cache key of the job says: else the result would be remembered under the
 * key of another one, for all who share the store.
 */
final class KeyCheck {

	private KeyCheck() {
	}

	/**
	 * Checks a job; one whose key has no parts is not remembered by them and passes.
	 *
	 * @throws ActorException
	 *             of kind USER where the key says something else
	 */
	static void check(JobDescriptor job, ActorProvider provider, ParameterValues parameters) throws ActorException {
		if (job.key().parts().isEmpty()) {
			return;
		}
		ActorDescriptor actor = provider.descriptor();
		Optional<String> algorithm = part(job, KeyPart.Kind.ALGORITHM, "");
		if (algorithm.isPresent() && !algorithm.get().equals(String.valueOf(actor.algorithm()))) {
			throw new ActorException(Kind.USER, RunMessage.JOB_ALGORITHM.with(job.id(), job.actor(), algorithm.get(),
					actor.algorithm()));
		}
		compare(job, "the actor", job.actor(), part(job, KeyPart.Kind.ACTOR, ""));
		for (var parameter : parameters.key().entrySet()) {
			compare(job, "the parameter " + parameter.getKey(), parameter.getValue(),
					part(job, KeyPart.Kind.PARAMETER, parameter.getKey()));
		}
		Map<String, String> environment = parts(job, KeyPart.Kind.ENVIRONMENT);
		if (!environment.isEmpty()) {
			var here = new LinkedHashMap<String, String>();
			for (EnvironmentPart found : provider.environment(parameters)) {
				here.put(found.name(), found.identity());
			}
			for (var planned : environment.entrySet()) {
				compare(job, planned.getKey(), here.getOrDefault(planned.getKey(), "not here"),
						Optional.of(planned.getValue()));
			}
		}
	}

	private static void compare(JobDescriptor job, String what, String found, Optional<String> inKey)
			throws ActorException {
		if (inKey.isPresent() && !inKey.get().equals(found)) {
			throw new ActorException(Kind.USER, RunMessage.JOB_KEY.with(job.id(), what, found, inKey.get()));
		}
	}

	private static Optional<String> part(JobDescriptor job, KeyPart.Kind kind, String name) {
		return job.key().parts().stream()
				.filter(part -> part.kind() == kind && (name.isEmpty() || part.name().equals(name))).map(KeyPart::value)
				.findFirst();
	}

	private static Map<String, String> parts(JobDescriptor job, KeyPart.Kind kind) {
		var parts = new LinkedHashMap<String, String>();
		job.key().parts().stream().filter(part -> part.kind() == kind)
				.forEach(part -> parts.put(part.name(), part.value()));
		return parts;
	}
}
