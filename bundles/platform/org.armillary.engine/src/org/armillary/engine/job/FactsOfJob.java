package org.armillary.engine.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.armillary.actor.ActorException;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.engine.JobDescriptor;
import org.armillary.engine.JobDescriptor.Input;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobFacts.UsedParameter;
import org.armillary.engine.KeyPart;

/** Collects what a job works with. */
public final class FactsOfJob {

	private FactsOfJob() {
	}

	/**
	 * The facts of a job.
	 *
	 * @param values
	 *            its parameters
	 */
	public static JobFacts of(JobDescriptor job, ParameterValues values) throws ActorException {
		var parameters = new ArrayList<UsedParameter>();
		Map<String, String> defaults = ParameterValues.defaults(values.actor()).text();
		for (ParameterDescriptor parameter : values.actor().parameters()) {
			String name = parameter.name();
			parameters.add(new UsedParameter(name, values.text(name), defaults.get(name), parameter.inKey()));
		}
		var inputs = new ArrayList<UsedInput>();
		job.inputs().forEach((port, files) -> {
			List<String> received = received(job, port);
			for (int i = 0; i < files.size(); i++) {
				Input input = files.get(i);
				inputs.add(
						new UsedInput(port, input.category(), input.path(), i < received.size() ? received.get(i) : "",
								input.selection(), input.corrections(), input.origin()));
			}
		});
		return new JobFacts(parameters, inputs, job.decisions());
	}

	/** The digests that entered the key for the products of a port; the category follows each after a blank. */
	private static List<String> received(JobDescriptor job, String port) {
		return job.key().parts().stream()
				.filter(part -> part.kind() == KeyPart.Kind.INPUT && part.name().equals(port)
						&& !part.value().isEmpty())
				.map(part -> part.value().split(" ", 2)[0]).toList();
	}
}
