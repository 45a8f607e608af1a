package org.armillary.engine.planning;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.Plan;
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.engine.Job.Source;
import org.armillary.workflow.Connection;
import org.armillary.workflow.Grouping;
import org.armillary.workflow.WorkflowNode;
import org.armillary.workflow.condition.Condition;

/** All that is the same for each job of a node, looked up once. */
final class NodeSetup {

	/**
	 * Values for those jobs whose trigger meets a condition.
	 *
	 * @param where
	 *            the condition
	 * @param values
	 *            values as text by name of parameter
	 */
	record ConditionalValues(Condition where, Map<String, String> values) {
	}

	private final String id;
	private final ActorProvider actor;
	private final ActorDescriptor descriptor;
	private final Optional<PortDescriptor> trigger;
	private final Optional<Grouping> grouping;
	private final Optional<Condition> condition;
	private final Map<String, String> parameterText;
	private final List<ConditionalValues> overrides;
	private final Map<String, List<Connection>> connections;
	private final Function<String, Optional<String>> workflowParameters;
	private final DatasetIndex datasets;
	private final Plan declaredPlan;
	private final ParameterValues usual;
	private final Map<BitSet, ParameterValues> parameters = new HashMap<>();

	/**
	 * Looks up what concerns a node.
	 *
	 * @param parameterText
	 *            values as text by name of parameter, without overrides
	 * @param connections
	 *            connections into the node by port
	 * @param workflowParameters
	 *            values of the workflow's own parameters
	 * @param datasets
	 *            the datasets of the run
	 * @throws ActorException
	 *             where a parameter has a bad value
	 */
	NodeSetup(WorkflowNode node, ActorProvider actor, Map<String, String> parameterText,
			List<ConditionalValues> overrides,
			Map<String, List<Connection>> connections, Function<String, Optional<String>> workflowParameters,
			DatasetIndex datasets)
			throws ActorException {
		id = node.id();
		this.actor = actor;
		descriptor = actor.descriptor();
		trigger = descriptor.trigger();
		grouping = node.group();
		condition = node.condition();
		this.parameterText = parameterText;
		this.overrides = overrides;
		this.connections = connections;
		this.workflowParameters = workflowParameters;
		this.datasets = datasets;
		declaredPlan = declaredPlan(descriptor);
		usual = ParameterValues.parse(descriptor, parameterText);
		parameters.put(new BitSet(), usual);
	}

	String id() {
		return id;
	}

	ActorProvider actor() {
		return actor;
	}

	/** The datasets of the run. */
	DatasetIndex datasets() {
		return datasets;
	}

	/** Those datasets of a product that count for this node where it collects the products of each dataset. */
	List<String> datasetsOf(Arrival arrival) {
		return arrival.source() instanceof Source.Existing file
				? datasets.ofOneType(id, arrival.datasets(), file.product().path())
				: datasetsOf(arrival.datasets());
	}

	/** Those of some datasets that count for this node. */
	List<String> datasetsOf(List<String> names) {
		return datasets.ofOneType(id, names);
	}

	List<PortDescriptor> inputs() {
		return descriptor.inputs();
	}

	List<PortDescriptor> outputs() {
		return descriptor.outputs();
	}

	Optional<PortDescriptor> trigger() {
		return trigger;
	}

	Optional<Grouping> grouping() {
		return grouping;
	}

	Optional<Condition> condition() {
		return condition;
	}

	/** The connections into a port, in the order of the file. */
	List<Connection> connections(String port) {
		return connections.getOrDefault(port, List.of());
	}

	/** The connections into the node by port. */
	Map<String, List<Connection>> connections() {
		return connections;
	}

	/** The conditions of its overrides. */
	List<Condition> overrideConditions() {
		return overrides.stream().map(ConditionalValues::where).toList();
	}

	/** The conditions of those of its overrides that acted on a job, now or when the run was planned before. */
	List<Condition> metOverrides() {
		var met = new BitSet();
		parameters.keySet().forEach(met::or);
		return met.stream().mapToObj(i -> overrides.get(i).where()).toList();
	}

	/** Whether a condition holds for a job that is started by a product with these keywords. */
	boolean holds(Condition tested, Keywords keywords) {
		return tested.test(workflowParameters, keyword -> Optional.ofNullable(keywords.values().get(keyword)));
	}

	/** The comparisons that decide about a condition, with the values found. */
	String explain(Condition tested, Keywords keywords) {
		return tested.explain(workflowParameters, keyword -> Optional.ofNullable(keywords.values().get(keyword)))
				.text();
	}

	/** The parameters of a job that is started by a product with these keywords. */
	ParameterValues parameters(Keywords keywords) {
		if (overrides.isEmpty()) {
			return usual;
		}
		var holding = new BitSet();
		for (int i = 0; i < overrides.size(); i++) {
			holding.set(i, holds(overrides.get(i).where(), keywords));
		}
		ParameterValues known = parameters.get(holding);
		if (known == null) {
			var text = new LinkedHashMap<>(parameterText);
			holding.stream().forEach(i -> text.putAll(overrides.get(i).values()));
			try {
				known = ParameterValues.parse(descriptor, text);
			} catch (ActorException e) {
				throw new IllegalStateException("node " + id + ": values that were checked one by one", e);
			}
			parameters.put(holding, known);
		}
		return known;
	}

	/** What the ports of the actor promise. */
	Plan declaredPlan() {
		return declaredPlan;
	}

	/** One product for each output port that always makes one, with the port's usual category and no keywords. */
	static Plan declaredPlan(ActorDescriptor actor) {
		var products = new ArrayList<PredictedProduct>();
		for (PortDescriptor port : actor.outputs()) {
			if (port.min() > 0) {
				products.add(new PredictedProduct(port.name(),
						new ProductDescription(port.usualCategory(), Keywords.NONE)));
			}
		}
		return new Plan(products, ResourceEstimate.UNKNOWN);
	}
}
