package org.armillary.engine.run;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.EnvironmentPart;
import org.armillary.actor.Outcome;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.ProductFile;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.DescriptorJson;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.actor.provider.PortProducts;

/** An actor made at run time from a JSON descriptor: what it does is a function, its products are text files. */
final class TestActor implements ActorProvider {

	/** What a test actor does. */
	@FunctionalInterface
	interface Behaviour {
		Outcome<PortProducts> run(TestActor actor, ParameterValues parameters, PortProducts inputs,
				ActorContext context)
				throws ActorException, InterruptedException;
	}

	private final ActorDescriptor descriptor;
	private final Behaviour behaviour;
	private final Optional<Plan> plan;
	private final BiFunction<Integer, Map<String, String>, Map<String, String>> migration;
	private Set<EnvironmentPart> environment = Set.of();
	private long memoryBytes;

	private TestActor(ActorDescriptor descriptor, Behaviour behaviour, Optional<Plan> plan,
			BiFunction<Integer, Map<String, String>, Map<String, String>> migration) {
		this.descriptor = descriptor;
		this.behaviour = behaviour;
		this.plan = plan;
		this.migration = migration;
	}

	/** Makes an actor from the JSON of its ports and parameters. */
	static TestActor of(String id, String ports, Behaviour behaviour) {
		return new TestActor(descriptor(id, 1, ports), behaviour, Optional.empty(),
				(algorithm, parameters) -> parameters);
	}

	/** Makes an actor with a plan of its own. */
	static TestActor of(String id, String ports, Behaviour behaviour, Plan plan) {
		return new TestActor(descriptor(id, 1, ports), behaviour, Optional.of(plan),
				(algorithm, parameters) -> parameters);
	}

	private static ActorDescriptor descriptor(String id, int algorithm, String ports) {
		try {
			return DescriptorJson.read("""
					{"id": "%s", "algorithm": %d, "title": "Test", "category": "tests", "help": "A test actor.", %s}
					""".formatted(id, algorithm, ports));
		} catch (DescriptionException e) {
			throw new IllegalArgumentException(e);
		}
	}

	private static final String SOURCE = """
			"parameters": [{"name": "text", "type": "text", "default": "light", "help": "What it writes."}],
			"outputs": [{"name": "out", "role": "output", "payload": "file", "categories": ["TEXT"], "extension": "txt", "help": "A text."}]
			""";

	/** An actor without inputs that writes its id into one product. */
	static TestActor source(String id) {
		return of(id, SOURCE, TestActor::writeLines);
	}

	/** The same with another algorithm number, and what becomes of older parameters. */
	static TestActor source(String id, int algorithm,
			BiFunction<Integer, Map<String, String>, Map<String, String>> migration) {
		return new TestActor(descriptor(id, algorithm, SOURCE), TestActor::writeLines, Optional.empty(), migration);
	}

	/** An actor that writes the lines of its trigger and its optional calibration, each marked with its id. */
	static TestActor step(String id, Behaviour behaviour) {
		return of(id,
				"""
						"parameters": [{"name": "text", "type": "text", "default": "", "help": "What it writes besides."}],
						"inputs": [{"name": "in", "role": "trigger", "payload": "file", "help": "A text."},
						    {"name": "calibration", "role": "associated", "payload": "file", "min": 0, "max": 1, "help": "A text."}],
						"outputs": [{"name": "out", "role": "output", "payload": "file", "categories": ["TEXT"], "extension": "txt", "help": "A text."}]
						""",
				behaviour);
	}

	/** An actor that collects all products of its trigger into one. */
	static TestActor collector(String id) {
		return of(id,
				"""
						"parameters": [{"name": "text", "type": "text", "default": "", "help": "What it writes besides."}],
						"inputs": [{"name": "in", "role": "trigger", "payload": "file", "grouped": true, "min": 2, "help": "Texts."}],
						"outputs": [{"name": "out", "role": "output", "payload": "file", "categories": ["TEXT"], "extension": "txt", "help": "A text."}]
						""",
				TestActor::writeLines);
	}

	/** Writes a product of the input lines and the parameter, each with this actor's id. */
	Outcome<PortProducts> writeLines(ParameterValues parameters, PortProducts inputs, ActorContext context)
			throws ActorException, InterruptedException {
		try {
			var lines = new ArrayList<String>();
			for (PortDescriptor port : descriptor.inputs()) {
				for (ProductFile product : inputs.port(port.name())) {
					for (String line : Files.readAllLines(product.path())) {
						lines.add(descriptor.id() + "(" + line + ")");
					}
				}
			}
			lines.add(descriptor.id() + ":" + parameters.text("text"));
			var product = context.write("out", file -> Files.write(file, lines));
			return Outcome.ok(new PortProducts(Map.of("out", List.of(product))));
		} catch (IOException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Products at the port {@code out}. */
	static PortProducts out(List<ProductFile> products) {
		var ports = new LinkedHashMap<String, List<ProductFile>>();
		ports.put("out", products);
		return new PortProducts(ports);
	}

	/** The same with something that it depends on besides parameters and inputs. */
	TestActor withEnvironment(String name, String identity) {
		var changed = new TestActor(descriptor, behaviour, plan, migration);
		changed.memoryBytes = memoryBytes;
		changed.environment = Set.of(new EnvironmentPart(name, identity));
		return changed;
	}

	/** The same with so many bytes of memory declared. */
	TestActor withMemory(long bytes) {
		var changed = new TestActor(descriptor, behaviour, plan, migration);
		changed.environment = environment;
		changed.memoryBytes = bytes;
		return changed;
	}

	/** The same with another behaviour. */
	TestActor doing(Behaviour other) {
		var changed = new TestActor(descriptor, other, plan, migration);
		changed.environment = environment;
		changed.memoryBytes = memoryBytes;
		return changed;
	}

	/** The same with another algorithm number. */
	TestActor withAlgorithm(int number) {
		var changed = new TestActor(
				new ActorDescriptor(descriptor.id(), number, descriptor.title(), descriptor.category(),
						descriptor.help(), descriptor.references(), descriptor.parameters(), descriptor.inputs(),
						descriptor.outputs()),
				behaviour, plan, migration);
		changed.environment = environment;
		changed.memoryBytes = memoryBytes;
		return changed;
	}

	@Override
	public Set<EnvironmentPart> environment(ParameterValues parameters) {
		return environment;
	}

	@Override
	public ActorDescriptor descriptor() {
		return descriptor;
	}

	@Override
	public Plan plan(ParameterValues parameters, PlanInput inputs) {
		Plan made = plan.orElse(inputs.declaredPlan());
		return memoryBytes == 0 ? made : made.with(new ResourceEstimate(memoryBytes, 0, 1));
	}

	@Override
	public Map<String, String> migrate(int algorithm, Map<String, String> parameters) {
		return migration.apply(algorithm, parameters);
	}

	@Override
	public Outcome<PortProducts> run(ParameterValues parameters, PortProducts inputs, ActorContext context)
			throws ActorException, InterruptedException {
		return behaviour.run(this, parameters, inputs, context);
	}
}
