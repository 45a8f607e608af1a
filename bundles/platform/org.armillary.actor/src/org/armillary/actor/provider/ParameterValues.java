package org.armillary.actor.provider;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.Message;

/**
 * A valid value for each parameter of an actor, immutable. Values are {@link Boolean}, {@link Long}, {@link Double},
 * {@link String} or lists of these.
 */
public final class ParameterValues {

	private final ActorDescriptor actor;
	private final SequencedMap<String, Object> values;

	private ParameterValues(ActorDescriptor actor, SequencedMap<String, Object> values) {
		this.actor = actor;
		this.values = values;
	}

	/** The defaults of an actor. */
	public static ParameterValues defaults(ActorDescriptor actor) throws ActorException {
		return parse(actor, Map.of());
	}

	/**
	 * Reads values from text; parameters that are not named have their defaults.
	 *
	 * @param text
	 *            value as text by parameter name or alias
	 * @throws ActorException
	 *             of kind USER with the first of {@link #problems}
	 */
	public static ParameterValues parse(ActorDescriptor actor, Map<String, String> text) throws ActorException {
		var byName = new LinkedHashMap<String, String>();
		for (var entry : text.entrySet()) {
			var parameter = actor.parameter(entry.getKey());
			if (parameter.isEmpty()) {
				throw new ActorException(Kind.USER, unknown(actor, entry.getKey()));
			}
			if (byName.put(parameter.get().name(), entry.getValue()) != null) {
				throw new ActorException(Kind.USER,
						ActorMessage.PARAMETER_TWICE.with(parameter.get().name(), entry.getKey()));
			}
		}
		var values = new LinkedHashMap<String, Object>();
		for (ParameterDescriptor parameter : actor.parameters()) {
			String given = byName.get(parameter.name());
			values.put(parameter.name(), parameter.parse(given == null ? parameter.defaultText() : given));
		}
		return new ParameterValues(actor, values);
	}

	/** All that is wrong with values given as text, one message for each; empty where {@link #parse} succeeds. */
	public static List<Message> problems(ActorDescriptor actor, Map<String, String> text) {
		var problems = new ArrayList<Message>();
		for (var entry : text.entrySet()) {
			try {
				parse(actor, Map.of(entry.getKey(), entry.getValue()));
			} catch (ActorException e) {
				problems.add(e.explanation());
			}
		}
		if (problems.isEmpty()) {
			try {
				parse(actor, text);
			} catch (ActorException e) {
				problems.add(e.explanation());
			}
		}
		return problems;
	}

	/** The actor that these values are for. */
	public ActorDescriptor actor() {
		return actor;
	}

	/** The value of a parameter. */
	public Object value(String name) {
		Object value = values.get(name);
		if (value == null) {
			throw new IllegalArgumentException(actor.id() + " has no parameter " + name);
		}
		return value;
	}

	/** The value of a parameter as text in its canonical form, from which {@link #parse} makes the same value. */
	public String text(String name) {
		return actor.parameter(name).orElseThrow().format(value(name));
	}

	/** All values as canonical text, in the order of the descriptor. */
	public SequencedMap<String, String> text() {
		var text = new LinkedHashMap<String, String>();
		values.forEach((name, value) -> text.put(name, text(name)));
		return Collections.unmodifiableSequencedMap(text);
	}

	/** Canonical text of those values that can change a result, ordered by name: the parameters' part of the cache key. */
	public SequencedMap<String, String> key() {
		var key = new TreeMap<String, String>();
		for (ParameterDescriptor parameter : actor.parameters()) {
			if (parameter.inKey()) {
				key.put(parameter.name(), text(parameter.name()));
			}
		}
		return Collections.unmodifiableSequencedMap(key);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof ParameterValues that && that.actor.equals(actor) && that.values.equals(values);
	}

	@Override
	public int hashCode() {
		return values.hashCode();
	}

	@Override
	public String toString() {
		return actor.id() + values;
	}

	private static Message unknown(ActorDescriptor actor, String name) {
		var names = actor.parameters().stream().map(ParameterDescriptor::name).toList();
		return ActorMessage.PARAMETER_UNKNOWN.with(actor.id(), name,
				names.isEmpty() ? "none" : String.join(", ", names));
	}
}
