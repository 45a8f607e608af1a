package org.armillary.engine.planning;

import java.util.Map;
import java.util.stream.Stream;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.DescriptorJson;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.provider.PortProducts;

/** An actor made at run time from a JSON descriptor that only ever plans. */
record PlanActor(ActorDescriptor descriptor, Planning planning, Migration migration) implements ActorProvider {

	/** What it predicts. */
	@FunctionalInterface
	interface Planning {
		Plan plan(ParameterValues parameters, PlanInput inputs) throws ActorException;
	}

	/** What becomes of parameters of an older algorithm. */
	@FunctionalInterface
	interface Migration {
		Map<String, String> migrate(int algorithm, Map<String, String> parameters) throws ActorException;
	}

	private static final String PARAMETERS = """
			"parameters": [{"name": "text", "type": "text", "default": "light", "aliases": ["txt"], "help": "A text."},
			    {"name": "number", "type": "number", "default": "1.0", "min": 0, "max": 100, "help": "A number."}],
			""";
	private static final String OUTPUTS = """
			"outputs": [{"name": "out", "role": "output", "payload": "file", "categories": ["TEXT", "OTHER"], "min": 0,
			    "max": 100, "extension": "fits", "help": "Files."}]
			""";
	private static final String CALIBRATIONS = """
			{"name": "calibration", "role": "associated", "payload": "file", "min": 0, "max": 1, "help": "A file."},
			{"name": "some", "role": "associated", "payload": "file", "min": 0, "max": 3, "help": "Files."},
			{"name": "all", "role": "associated", "payload": "file", "min": 0, "max": 2147483647, "help": "Files."}
			""";

	/** Makes an actor from the JSON of its ports. */
	static PlanActor of(String id, int algorithm, String ports, Planning planning) {
		try {
			return new PlanActor(DescriptorJson.read("""
					{"id": "%s", "algorithm": %d, "title": "Test", "category": "tests", "help": "A test actor.", %s}
					""".formatted(id, algorithm, ports)), planning, (_, parameters) -> parameters);
		} catch (DescriptionException e) {
			throw new IllegalArgumentException(e.explanation().text(), e);
		}
	}

	/** An actor without inputs. */
	static PlanActor source(String id, Planning planning) {
		return of(id, 1, PARAMETERS + OUTPUTS, planning);
	}

	/** An actor that works on each product at {@code in} and takes optional calibrations. */
	static PlanActor step(String id, Planning planning) {
		return of(id, 1, PARAMETERS + """
				"inputs": [{"name": "in", "role": "trigger", "payload": "file", "help": "A file."}, %s],
				""".formatted(CALIBRATIONS) + OUTPUTS, planning);
	}

	/** An actor that works on each product at {@code in} and needs one calibration. */
	static PlanActor needy(String id, Planning planning) {
		return of(id, 1,
				PARAMETERS
						+ """
								"inputs": [{"name": "in", "role": "trigger", "payload": "file", "help": "A file."},
								    {"name": "calibration", "role": "associated", "payload": "file", "min": 1, "max": 1, "help": "A file."}],
								"""
						+ OUTPUTS,
				planning);
	}

	/** An actor that collects products at {@code in}. */
	static PlanActor collector(String id, int min, Planning planning) {
		return of(id, 1,
				PARAMETERS
						+ """
								"inputs": [{"name": "in", "role": "trigger", "payload": "file", "grouped": true, "min": %d, "help": "Files."},
								    %s],
								"""
								.formatted(min, CALIBRATIONS)
						+ OUTPUTS,
				planning);
	}

	/** Predicts one product with the keywords of the first product at {@code in}. */
	static Plan passOn(ParameterValues parameters, PlanInput inputs) {
		return one(inputs.keywords("in"));
	}

	/** Predicts one product. */
	static Plan one(Keywords... headers) {
		return new Plan(Stream.of(headers)
				.map(header -> new PredictedProduct("out", new ProductDescription("TEXT", header))).toList(),
				ResourceEstimate.UNKNOWN);
	}

	/** The same actor with another algorithm and what becomes of older parameters. */
	PlanActor migrating(int algorithm, Migration how) {
		return new PlanActor(new ActorDescriptor(descriptor.id(), algorithm, descriptor.title(), descriptor.category(),
				descriptor.help(), descriptor.references(), descriptor.parameters(), descriptor.inputs(),
				descriptor.outputs()), planning, how);
	}

	@Override
	public Plan plan(ParameterValues parameters, PlanInput inputs) throws ActorException {
		return planning.plan(parameters, inputs);
	}

	@Override
	public Map<String, String> migrate(int number, Map<String, String> parameters) throws ActorException {
		return migration.migrate(number, parameters);
	}

	@Override
	public Outcome<PortProducts> run(ParameterValues parameters, PortProducts inputs, ActorContext context) {
		throw new UnsupportedOperationException("it only plans");
	}
}
