package org.armillary.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.simulation.Simulation;
import org.armillary.actor.simulation.Simulator;
import org.armillary.workflow.text.NamedValue;
import org.armillary.workflow.text.Nearest;

/**
 * What a user asked a simulator for: the values of a file, over which those of the command line win.
 *
 * @param simulator
 *            the simulator
 * @param seed
 *            the seed
 * @param config
 *            what stands in the file
 * @param typed
 *            values of the command line, by the name of the parameter
 */
record SimulationRequest(Simulator simulator, long seed, SimulationConfig config, Map<String, String> typed) {

	/** Words that make less, by the parameters that may have them. */
	private static final Map<String, String> SMALLER = Map.of("size", "small", "maps", "none");

	/**
	 * Puts the values of {@code --set} and of options together.
	 *
	 * @param settings
	 *            each as {@code NAME=VALUE}
	 * @param options
	 *            values by the parameters that have an option of their own
	 * @param problems
	 *            takes what is wrong
	 * @return values by the name of the parameter
	 */
	static Map<String, String> typed(ActorDescriptor descriptor, List<String> settings, Map<String, String> options,
			List<Message> problems) throws CliException {
		Map<String, String> values = new LinkedHashMap<>();
		for (String setting : settings) {
			String[] parts = Invocation.assignment("--set", setting, "NAME=VALUE");
			String parameter = descriptor.parameter(parts[0]).map(ParameterDescriptor::name).orElse(parts[0]);
			if (values.put(parameter, parts[1]) != null) {
				throw new CliException(CliMessage.SETTING_TWICE.with(parts[0]));
			}
		}
		options.forEach((name, value) -> {
			Optional<ParameterDescriptor> parameter = descriptor.parameter(name);
			if (parameter.isEmpty()) {
				problems.add(CliMessage.SIMULATE_OPTION.with("--" + name, descriptor.id(), name,
						Nearest.list(names(descriptor))));
			} else {
				String earlier = values.put(parameter.get().name(), value);
				if (earlier != null) {
					problems.add(CliMessage.NOT_TOGETHER.with("--" + name + " " + value,
							"--set " + parameter.get().name() + "=" + earlier));
				}
			}
		});
		var known = new LinkedHashMap<>(values);
		values.forEach((name, value) -> {
			if (descriptor.parameter(name).isEmpty()) {
				known.remove(name);
				String typed = "--set " + name + "=" + value;
				List<String> members = members(descriptor, name);
				problems.add(members.isEmpty()
						? CliMessage.CONFIG_UNKNOWN.with(typed, name, descriptor.id(),
								Nearest.hint(name, names(descriptor)))
						: CliMessage.CONFIG_GROUP.with(typed, name, descriptor.id(), String.join(", ", members),
								members.getFirst()));
			}
		});
		problems.addAll(ParameterValues.problems(descriptor, known));
		return values;
	}

	/** Parameters whose names stand in a group; empty where it is none. */
	static List<String> members(ActorDescriptor descriptor, String group) {
		return names(descriptor).stream().filter(name -> name.startsWith(group + ".")).toList();
	}

	/** Settings that make less, for a remedy: {@code , with --size small}; empty where there are none or they are made. */
	String smaller() {
		List<String> settings = SMALLER.entrySet().stream().filter(entry -> simulator.descriptor()
				.parameter(entry.getKey()).filter(parameter -> parameter.choices().contains(entry.getValue()))
				.filter(parameter -> !entry.getValue().equals(value(parameter))).isPresent())
				.map(entry -> (entry.getKey().equals("size") ? "--size " : "--set " + entry.getKey() + "=")
						+ entry.getValue())
				.sorted().toList();
		return settings.isEmpty() ? "" : ", with " + String.join(" or ", settings);
	}

	private String value(ParameterDescriptor parameter) {
		NamedValue read = config.values().get(parameter.name());
		return typed.getOrDefault(parameter.name(), read == null ? parameter.defaultText() : read.text());
	}

	private static List<String> names(ActorDescriptor descriptor) {
		return descriptor.parameters().stream().map(ParameterDescriptor::name).toList();
	}

	/** Lays the files out. */
	Simulation simulation() throws CliException {
		ActorDescriptor descriptor = simulator.descriptor();
		var values = new LinkedHashMap<String, String>();
		config.values().forEach((name, value) -> values.put(name, value.text()));
		values.putAll(typed);
		try {
			return simulator.simulate(seed, ParameterValues.parse(descriptor, values));
		} catch (ActorException e) {
			List<Message> messages = refusals(values, e.explanation());
			throw new CliException(ExitCode.REFUSED,
					messages.stream().map(message -> explained(message, descriptor.id())).toList(), e);
		}
	}

	/**
	 * What a simulator has against values that are good for themselves. It tells the first only, so each value is tried alone;
	 * what none of them alone is to blame for is told of the last one in the file that must be there for it.
	 */
	private List<Message> refusals(Map<String, String> all, Message first) {
		var messages = new ArrayList<Message>();
		var rest = new LinkedHashMap<>(all);
		config.values().forEach((name, value) -> {
			if (!typed.containsKey(name)) {
				List<Message> found = refusals(name, value);
				messages.addAll(found);
				if (!found.isEmpty()) {
					rest.remove(name);
				}
			}
		});
		typed.forEach((name, value) -> refusal(Map.of(name, value)).ifPresent(message -> {
			messages.add(message);
			rest.remove(name);
		}));
		if (messages.isEmpty()) {
			return List.of(together(all, first));
		}
		refusal(rest).map(message -> together(rest, message)).ifPresent(messages::add);
		return messages;
	}

	/** What is said of several values, with the place of the last one in the file without which it would not be said. */
	private Message together(Map<String, String> all, Message message) {
		Message placed = message;
		for (Map.Entry<String, NamedValue> entry : config.values().entrySet()) {
			var others = new LinkedHashMap<>(all);
			if (!typed.containsKey(entry.getKey()) && others.remove(entry.getKey()) != null
					&& !refusal(others).equals(Optional.of(message))) {
				placed = SimulationConfig.placed(entry.getValue().place(), message);
			}
		}
		return placed;
	}

	/** That of the whole value; where it is that of one of its elements, those of all elements. */
	private List<Message> refusals(String name, NamedValue value) {
		Optional<Message> whole = refusal(Map.of(name, value.text()));
		if (whole.isEmpty()) {
			return List.of();
		}
		var messages = new ArrayList<Message>();
		boolean ofElement = false;
		for (NamedValue.Element element : value.elements()) {
			Optional<Message> found = refusal(Map.of(name, element.text()));
			ofElement |= found.equals(whole);
			found.ifPresent(message -> messages.add(SimulationConfig.placed(element.place(), message)));
		}
		return ofElement ? messages : List.of(SimulationConfig.placed(value.place(), whole.get()));
	}

	private Optional<Message> refusal(Map<String, String> values) {
		try {
			simulator.simulate(seed, ParameterValues.parse(simulator.descriptor(), values));
			return Optional.empty();
		} catch (ActorException e) {
			return Optional.of(e.explanation());
		}
	}

	/** Parameters are those of actors, but another verb explains them. */
	static Message explained(Message problem, String name) {
		String verb = "armillary describe " + name;
		return new Message(problem.id(), problem.summary(), problem.detail(), problem.remedies().stream()
				.map(remedy -> remedy.replace(verb, "armillary simulate " + name + " --describe")).toList());
	}
}
