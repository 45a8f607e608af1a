package org.armillary.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.Payload;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ActorMessage;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.data.FitsException;
import org.armillary.data.fits.FitsFile;
import org.armillary.engine.Job.Source;
import org.armillary.engine.RefusedException.Kind;
import org.armillary.workflow.Connection;
import org.armillary.workflow.ParameterReference;
import org.armillary.workflow.Problem;
import org.armillary.workflow.Workflow;
import org.armillary.workflow.WorkflowException;
import org.armillary.workflow.WorkflowInput;
import org.armillary.workflow.WorkflowNode;
import org.armillary.workflow.WorkflowParameter;
import org.armillary.workflow.WorkflowValidator;

/**
 * Expands a workflow and its input files into jobs, from headers alone. A trigger port makes a job of each product that
 * arrives, or one of all where it collects them. An associated port receives what its connections deliver; where that is more
 * than it takes, those that stem from the same input file as the job's trigger.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
public final class Planner {

	private final ActorCatalog catalog;

	/** Makes a planner for the installed actors. */
	public Planner(ActorCatalog catalog) {
		this.catalog = catalog;
	}

	/**
	 * Plans a run.
	 *
	 * @throws RefusedException
	 *             with all that is wrong with workflow, parameters, input files and what actors say of their headers
	 */
	public RunPlan plan(RunRequest request) throws RefusedException {
		List<Problem> problems = WorkflowValidator.validate(request.workflow(), catalog);
		var errors = problems.stream().filter(Problem::isError).map(Problem::message).toList();
		if (!errors.isEmpty()) {
			throw new RefusedException(Kind.INVALID, errors, null);
		}
		Workflow stored = request.workflow().workflow();
		String file = request.workflow().name();
		var unsupported = new ArrayList<Message>();
		stored.rules().ifPresent(rules -> unsupported.add(RunMessage.UNSUPPORTED.with(file, "the workflow", "rules")));
		for (WorkflowNode node : stored.nodes()) {
			node.uses().ifPresent(uses -> unsupported.add(RunMessage.UNSUPPORTED.with(file, node.subject(), "uses")));
			node.when().ifPresent(when -> unsupported.add(RunMessage.UNSUPPORTED.with(file, node.subject(), "when")));
		}
		if (!unsupported.isEmpty()) {
			throw new RefusedException(Kind.INVALID, unsupported, null);
		}
		Workflow workflow = withSettings(migrated(stored), request.settings());
		var expansion = new Expansion(workflow);
		expansion.takeInputs(request.inputs());
		expansion.refuseErrors();
		for (WorkflowNode node : workflow.order()) {
			expansion.expand(node);
		}
		expansion.refuseErrors();
		return new RunPlan(workflow.name(), expansion.jobs,
				problems.stream().filter(problem -> !problem.isError()).map(Problem::message).toList());
	}

	/** The workflow with the parameters of nodes that were written for an older algorithm in today's names and values. */
	private Workflow migrated(Workflow workflow) throws RefusedException {
		Workflow today = workflow;
		for (WorkflowNode node : workflow.nodes()) {
			String id = node.actor().orElseThrow();
			int algorithm = catalog.descriptor(id).orElseThrow().algorithm();
			if (node.algorithm().orElse(algorithm) < algorithm) {
				try {
					Map<String, String> parameters = provider(id).migrate(node.algorithm().getAsInt(),
							node.parameters());
					today = today.withNode(node.withParameters(parameters).withAlgorithm(OptionalInt.of(algorithm)));
				} catch (ActorException e) {
					throw new RefusedException(Kind.INVALID, List.of(e.explanation()), e);
				} catch (RuntimeException | LinkageError e) {
					throw new RefusedException(Kind.INVALID, List.of(ActorMessage.DEFECT.with(id, e)), e);
				}
			}
		}
		return today;
	}

	private ActorProvider provider(String id) throws ActorException {
		return catalog.provider(id)
				.orElseThrow(() -> new IllegalStateException("the actor " + id + " was validated but is gone"));
	}

	/** Checks and applies values that replace those of the workflow. */
	private Workflow withSettings(Workflow workflow, Map<String, String> settings) throws RefusedException {
		var errors = new ArrayList<Message>();
		Workflow changed = workflow;
		for (var setting : settings.entrySet()) {
			try {
				changed = changed.withSetting(setting.getKey(), setting.getValue(), catalog::descriptor);
				for (ParameterReference target : targets(workflow, setting.getKey())) {
					workflow.node(target.node()).flatMap(WorkflowNode::actor).flatMap(catalog::descriptor)
							.ifPresent(actor -> errors.addAll(
									ParameterValues.problems(actor, Map.of(target.parameter(), setting.getValue()))));
				}
			} catch (WorkflowException e) {
				errors.add(e.explanation());
			}
		}
		if (!errors.isEmpty()) {
			throw new RefusedException(Kind.INVALID, errors, null);
		}
		return changed;
	}

	/** What a setting sets: what a parameter of the workflow binds, or the parameter of a node. */
	private static List<ParameterReference> targets(Workflow workflow, String setting) {
		return workflow.parameter(setting).map(WorkflowParameter::binds).orElseGet(() -> {
			int dot = setting.indexOf('.');
			return List.of(new ParameterReference(setting.substring(0, dot), setting.substring(dot + 1)));
		});
	}

	/** A product known at planning time, with the input files that it stems from. */
	private record Arrival(Source source, Set<String> origins, String stem) {
	}

	/** The state of one expansion. */
	private final class Expansion {

		private final Workflow workflow;
		private final List<Job> jobs = new ArrayList<>();
		private final List<Message> errors = new ArrayList<>();
		private final Map<String, List<Arrival>> arrivals = new LinkedHashMap<>();
		private int incomplete;

		Expansion(Workflow workflow) {
			this.workflow = workflow;
		}

		void refuseErrors() throws RefusedException {
			if (!errors.isEmpty()) {
				throw new RefusedException(incomplete == errors.size() ? Kind.NOTHING_SELECTED : Kind.INVALID, errors,
						null);
			}
		}

		void takeInputs(Map<String, List<Path>> files) throws RefusedException {
			for (String name : files.keySet()) {
				if (workflow.input(name).isEmpty()) {
					var names = workflow.inputs().stream().map(WorkflowInput::name).toList();
					errors.add(
							RunMessage.UNKNOWN_INPUT.with(name, names.isEmpty() ? "none" : String.join(", ", names)));
				}
			}
			for (WorkflowInput input : workflow.inputs()) {
				var products = new ArrayList<Arrival>();
				var taken = new HashSet<Path>();
				for (Path path : files.getOrDefault(input.name(), List.of())) {
					refuseIfCancelled();
					if (taken.add(realPath(path))) {
						takeInput(input, path, products);
					}
				}
				arrivals.put("." + input.name(), products);
			}
			if (errors.isEmpty()) {
				for (WorkflowInput input : workflow.inputs()) {
					if (files.getOrDefault(input.name(), List.of()).isEmpty() && isNeeded(input)) {
						errors.add(RunMessage.NO_FILE.with(input.name(), InputSelection.words(input)));
						incomplete++;
					}
				}
			}
		}

		private void takeInput(WorkflowInput input, Path path, List<Arrival> products) throws RefusedException {
			try {
				ProductFile product;
				if (input.payload() == Payload.FILE && !ProductReader.isFits(path)) {
					if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
						errors.add(RunMessage.INPUT_FILE.with(path, Files.isDirectory(path) ? "it is a folder"
								: Files.exists(path) ? "permission denied" : "there is no such file"));
						return;
					}
					product = ProductReader.readProduct(path.toAbsolutePath().normalize(), "");
				} else {
					product = ProductReader.read(path);
					if (!ProductReader.holds(FitsFile.open(path), input.payload())) {
						errors.add(RunMessage.PAYLOAD.with(path, input.payload().name().toLowerCase(Locale.ROOT),
								input.name()));
						return;
					}
				}
				if (!product.category().isEmpty() && !InputSelection.accepts(input, product.category())) {
					errors.add(RunMessage.CATEGORY.with(path, product.category(), input.name(),
							String.join(" or ", input.categories())));
					return;
				}
				products.add(
						new Arrival(new Source.Existing(product), Set.of(input.name() + "#" + products.size()),
								ProductReader.stem(path)));
			} catch (FitsException e) {
				// an interrupted read fails too
				refuseIfCancelled();
				errors.add(e.explanation());
			}
		}

		private boolean isNeeded(WorkflowInput input) {
			return workflow.connectionsFrom("").stream()
					.filter(connection -> connection.from().port().equals(input.name()))
					.anyMatch(connection -> workflow.node(connection.to().node()).flatMap(WorkflowNode::actor)
							.flatMap(catalog::descriptor).flatMap(actor -> actor.input(connection.to().port()))
							.map(port -> port.min() > 0).orElse(true));
		}

		void expand(WorkflowNode node) throws RefusedException {
			try {
				ActorProvider actor = provider(node.actor().orElseThrow());
				ActorDescriptor descriptor = actor.descriptor();
				var parameters = ParameterValues.parse(descriptor,
						workflow.parametersOf(node.id(), catalog::descriptor));
				var delivered = new LinkedHashMap<String, List<Arrival>>();
				for (PortDescriptor port : descriptor.inputs()) {
					delivered.put(port.name(), deliveries(node.id(), port.name()));
				}
				List<List<Arrival>> groups = groups(descriptor, delivered);
				for (int i = 0; i < groups.size(); i++) {
					refuseIfCancelled();
					String id = groups.size() == 1 ? node.id() : node.id() + "#" + (i + 1);
					addJob(id, node.id(), actor, parameters, groups.get(i), delivered);
				}
			} catch (ActorException e) {
				errors.add(e.explanation());
			}
		}

		private List<Arrival> deliveries(String node, String port) {
			var deliveries = new ArrayList<Arrival>();
			for (Connection connection : workflow.connectionsInto(node)) {
				if (connection.to().port().equals(port)) {
					for (Arrival arrival : arrivals
							.getOrDefault(key(connection.from().node(), connection.from().port()), List.of())) {
						deliveries.add(connection.retag().map(category -> retagged(arrival, category)).orElse(arrival));
					}
				}
			}
			return deliveries;
		}

		private static Arrival retagged(Arrival arrival, String category) {
			return new Arrival(switch (arrival.source()) {
			case Source.Existing(var product) -> new Source.Existing(new ProductFile(product.path(),
					new ProductDescription(category, product.description().keywords())));
			case Source.Upstream(var job, var port, var predicted, var index, var description) ->
				new Source.Upstream(job, port,
						predicted, index, new ProductDescription(category, description.keywords()));
			}, arrival.origins(), arrival.stem());
		}

		private static List<List<Arrival>> groups(ActorDescriptor actor, Map<String, List<Arrival>> delivered) {
			return actor.trigger().map(trigger -> {
				List<Arrival> all = delivered.get(trigger.name());
				return trigger.grouped() ? (all.isEmpty() ? List.<List<Arrival>>of() : List.of(all))
						: all.stream().map(List::of).toList();
			}).orElse(List.of(List.of()));
		}

		private void addJob(String id, String node, ActorProvider actor, ParameterValues parameters,
				List<Arrival> group,
				Map<String, List<Arrival>> delivered) {
			var origins = new LinkedHashSet<String>();
			group.forEach(arrival -> origins.addAll(arrival.origins()));
			var inputs = new LinkedHashMap<String, List<Source>>();
			var headers = new LinkedHashMap<String, List<ProductDescription>>();
			var names = new LinkedHashMap<String, List<String>>();
			for (PortDescriptor port : actor.descriptor().inputs()) {
				List<Arrival> arriving = port.role() == PortDescriptor.Role.TRIGGER ? group
						: associated(port, delivered.get(port.name()), origins);
				if (arriving.size() < port.min() || arriving.size() > port.max()) {
					incomplete += arriving.size() < port.min() ? 1 : 0;
					errors.add(RunMessage.CARDINALITY.with(node, port.name(), arriving.size(), port.cardinality()));
					return;
				}
				inputs.put(port.name(), arriving.stream().map(Arrival::source).toList());
				headers.put(port.name(), arriving.stream().map(arrival -> arrival.source().description()).toList());
				names.put(port.name(), arriving.stream().map(arrival -> arrival.source().words()).toList());
			}
			try {
				Plan plan = plan(actor, parameters, new PlanInput(headers, names, declaredPlan(actor.descriptor())));
				String stem = group.isEmpty() ? "" : group.getFirst().stem();
				var job = new Job(id, node, actor, parameters, inputs, plan, stem);
				jobs.add(job);
				var counts = new LinkedHashMap<String, Integer>();
				for (PredictedProduct product : plan.products()) {
					String category = product.description().category();
					int index = counts.merge(key(product.port(), category), 1, Integer::sum) - 1;
					arrivals.computeIfAbsent(key(node, product.port()), port -> new ArrayList<>()).add(new Arrival(
							new Source.Upstream(id, product.port(), category, index, product.description()), origins,
							stem));
				}
			} catch (ActorException e) {
				Message message = e.explanation();
				errors.add(new Message(message.id(), "node " + node + ": " + message.summary(), message.detail(),
						message.remedies()));
			}
		}

		private static List<Arrival> associated(PortDescriptor port, List<Arrival> delivered, Set<String> origins) {
			if (delivered.size() <= port.max()) {
				return delivered;
			}
			return delivered.stream().filter(arrival -> arrival.origins().stream().anyMatch(origins::contains))
					.toList();
		}
	}

	/** The plan of an actor, checked against what its ports declare. */
	private static Plan plan(ActorProvider actor, ParameterValues parameters, PlanInput inputs) throws ActorException {
		String id = actor.descriptor().id();
		Plan plan;
		try {
			plan = actor.plan(parameters, inputs);
		} catch (RuntimeException | LinkageError e) {
			throw new ActorException(ActorException.Kind.BUG, ActorMessage.DEFECT.with(id, e), e);
		}
		for (PredictedProduct product : plan.products()) {
			String category = product.description().category();
			if (actor.descriptor().output(product.port()).filter(port -> port.acceptsCategory(category)).isEmpty()) {
				throw new ActorException(ActorException.Kind.BUG, RunMessage.CONTRACT.with(id,
						"it plans a product of category ‘" + category + "’ at a port ‘" + product.port()
								+ "’, which it does not declare"));
			}
		}
		return plan;
	}

	/** Ends planning where the thread was interrupted; the flag stays set. */
	static void refuseIfCancelled() throws RefusedException {
		if (Thread.currentThread().isInterrupted()) {
			throw new RefusedException(Kind.CANCELLED, List.of(RunMessage.CANCELLED_PLAN.with()), null);
		}
	}

	private static Path realPath(Path path) {
		try {
			return path.toRealPath();
		} catch (IOException e) {
			// whoever opens the file tells what is wrong with it
			return path.toAbsolutePath().normalize();
		}
	}

	private static String key(String node, String port) {
		return node + "." + port;
	}

	/** One product for each output port that always makes one, with the port's usual category and no keywords. */
	static Plan declaredPlan(ActorDescriptor actor) {
		return new Plan(actor.outputs().stream().filter(port -> port.min() > 0)
				.map(port -> new PredictedProduct(port.name(),
						new ProductDescription(port.usualCategory(), Keywords.NONE)))
				.toList(), ResourceEstimate.UNKNOWN);
	}
}
