package org.armillary.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

import org.armillary.actor.ActorException;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.text.NamedValue;
import org.armillary.workflow.text.Nearest;
import org.armillary.workflow.text.Place;
import org.armillary.workflow.text.Problem;
import org.armillary.workflow.text.Problem.Severity;
import org.armillary.workflow.text.Problems;
import org.armillary.workflow.text.SourceText;
import org.armillary.workflow.text.TextFile;

/**
 * A file with values for the parameters of a simulator, and perhaps its seed.
 *
 * @param values
 *            values by the name of the parameter, each good for itself
 * @param seed
 *            the seed
 */
record SimulationConfig(Map<String, NamedValue> values, OptionalLong seed) {

	/** Without a file. */
	static final SimulationConfig NONE = new SimulationConfig(Map.of(), OptionalLong.empty());

	private static final String SEED = "seed";
	private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");

	/**
	 * Reads a file. Everything that is wrong with it is told in one go; what can be used is read all the same.
	 *
	 * @param descriptor
	 *            the simulator
	 * @param messages
	 *            takes what is wrong
	 */
	static SimulationConfig read(Path file, ActorDescriptor descriptor, List<Message> messages) {
		try {
			var source = new SourceText(TextFile.read(file, "*.yaml"), file.toString());
			var problems = new Problems(source);
			var reader = new Reader(descriptor, problems, new LinkedHashMap<>(), new HashSet<>());
			OptionalLong seed = OptionalLong.empty();
			for (NamedValue value : NamedValue.read(source, "the file", problems)) {
				if (value.name().equals(SEED) && descriptor.parameter(SEED).isEmpty()) {
					seed = reader.seed(value);
				} else {
					reader.add(value);
				}
			}
			problems.sorted().stream().map(Problem::message).map(Workflows::shortened).forEach(messages::add);
			return new SimulationConfig(reader.values, seed);
		} catch (DocumentException e) {
			messages.addAll(Workflows.messages(e));
			return NONE;
		}
	}

	/** A message with the place in the file that it is about, and the line itself below. */
	static Message placed(Place place, Message message) {
		var placed = new Message(message.id(), place.text() + ": " + message.summary(), message.detail(),
				message.remedies());
		return message.detail().isPresent() ? placed : placed.withDetail(place.source().excerpt(place.position()));
	}

	/**
	 * Takes values one after the other.
	 *
	 * @param mapped
	 *            parameters of which it was told that they are no groups
	 */
	private record Reader(ActorDescriptor descriptor, Problems problems, Map<String, NamedValue> values,
			Set<String> mapped) {

		OptionalLong seed(NamedValue value) {
			if (!value.isList() && WHOLE.matcher(value.text()).matches()) {
				return OptionalLong.of(Long.parseLong(value.text()));
			}
			problems.error(value.place(), CliMessage.CONFIG_SEED, value.text());
			return OptionalLong.empty();
		}

		void add(NamedValue value) {
			Optional<ParameterDescriptor> found = descriptor.parameter(value.name());
			if (found.isEmpty()) {
				unknown(value);
				return;
			}
			ParameterDescriptor parameter = found.get();
			NamedValue earlier = values.putIfAbsent(parameter.name(), value);
			if (earlier != null) {
				problems.error(value.place(), CliMessage.CONFIG_TWICE, value.name(), parameter.name(),
						earlier.place().position().line());
			} else if (value.isList() && !parameter.list()) {
				problems.error(value.place(), CliMessage.CONFIG_LIST, value.name(), value.text(), parameter.allowed());
			} else {
				value.elements().forEach(element -> check(parameter, element));
			}
		}

		private void unknown(NamedValue value) {
			List<String> members = SimulationRequest.members(descriptor, value.name());
			if (!members.isEmpty()) {
				problems.error(value.place(), CliMessage.CONFIG_GROUP, value.name(), descriptor.id(),
						String.join(", ", members), members.getFirst());
				return;
			}
			for (int point = value.name().indexOf('.'); point >= 0; point = value.name().indexOf('.', point + 1)) {
				String above = value.name().substring(0, point);
				Optional<ParameterDescriptor> parameter = descriptor.parameter(above);
				if (parameter.isPresent()) {
					if (mapped.add(above)) {
						problems.error(value.place(), CliMessage.CONFIG_MAP, above, value.name().substring(point + 1),
								parameter.get().list() ? "a list" : parameter.get().allowed(),
								example(parameter.get(), above, value.name().substring(point + 1), value.text()));
					}
					return;
				}
			}
			problems.error(value.place(), CliMessage.CONFIG_UNKNOWN, value.name(), descriptor.id(),
					Nearest.hint(value.name(), names()));
		}

		private static String example(ParameterDescriptor parameter, String name, String key, String text) {
			if (!parameter.list()) {
				return "‘" + name + ": ’ and the value";
			}
			return parameter.type() == ParameterDescriptor.Type.TEXT
					? "‘" + name + ": [{ " + key + ": " + text + " }]’, with braces around each element"
					: "‘" + name + ": [ … ]’ with the values between, separated by commas";
		}

		private void check(ParameterDescriptor parameter, NamedValue.Element element) {
			try {
				parameter.parse(element.text());
			} catch (ActorException e) {
				Place place = element.place();
				problems.addAll(List.of(new Problem(Severity.ERROR, placed(place, e.explanation()),
						place.source().name(), place.position().line(), place.position().column())));
			}
		}

		/** What may stand in the file. */
		private List<String> names() {
			var names = new ArrayList<String>(List.of(SEED));
			descriptor.parameters().forEach(parameter -> names.add(parameter.name()));
			return names;
		}
	}
}
