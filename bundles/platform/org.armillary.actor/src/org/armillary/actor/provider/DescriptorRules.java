package org.armillary.actor.provider;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

import org.armillary.actor.ActorException;
import org.armillary.actor.provider.ParameterDescriptor.Type;
import org.armillary.actor.provider.ParameterDescriptor.ValueRange;
import org.armillary.actor.provider.PortDescriptor.Role;

/** Rules that hold for descriptors whatever they are made from: class files, JSON text or the code of a provider. */
public final class DescriptorRules {

	private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
	/** Simulators have many parameters, in groups: {@code flexure.spatial}. */
	private static final Pattern GROUPED_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*([.][A-Za-z][A-Za-z0-9_-]*)*");
	private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9.]+");
	private static final Pattern PRODUCT_CATEGORY = Pattern.compile("[A-Za-z0-9_.-]+");

	private DescriptorRules() {
	}

	/**
	 * Checks a descriptor.
	 *
	 * @param subject
	 *            how the actor is named in the refusal: its id or class
	 * @param actor
	 *            the descriptor
	 * @return {@code actor}
	 * @throws DescriptionException
	 *             where it breaks a rule, with the rule
	 */
	public static ActorDescriptor check(String subject, ActorDescriptor actor) throws DescriptionException {
		if (!actor.id().matches("[a-z][a-z0-9]*([.-][a-z0-9]+)*")) {
			throw new DescriptionException(subject,
					"the id ‘" + actor.id()
							+ "’ is not of lower-case words with dots and hyphens, such as kmos.make-image");
		}
		if (actor.algorithm() < 1) {
			throw new DescriptionException(subject,
					"the algorithm number is " + actor.algorithm() + "; it starts at 1");
		}
		text(subject, "title", actor.title());
		text(subject, "category", actor.category());
		text(subject, "help", actor.help());
		// names of actors stand behind their node and a dot
		boolean simulator = actor.inputs().isEmpty() && actor.outputs().isEmpty();
		var names = new HashSet<String>();
		for (ParameterDescriptor parameter : actor.parameters()) {
			var all = new ArrayList<>(parameter.aliases());
			all.add(parameter.name());
			for (String name : all) {
				matches(subject, "parameter name or alias", simulator ? GROUPED_NAME : NAME, name);
				if (!names.add(name)) {
					throw new DescriptionException(subject, "two parameters have the name or alias ‘" + name + "’");
				}
			}
			text(subject + ", parameter " + parameter.name(), "help", parameter.help());
			checkValues(subject + ", parameter " + parameter.name(), parameter);
			checkDefault(subject + ", parameter " + parameter.name(), parameter);
		}
		if (actor.inputs().stream().filter(port -> port.role() == Role.TRIGGER).count() > 1) {
			throw new DescriptionException(subject, "more than one input port is a @Trigger");
		}
		ports(subject, actor.inputs(), true);
		ports(subject, actor.outputs(), false);
		return actor;
	}

	private static void ports(String subject, List<PortDescriptor> ports, boolean input) throws DescriptionException {
		var names = new HashSet<String>();
		for (PortDescriptor port : ports) {
			String portSubject = subject + ", port " + port.name();
			matches(subject, "port name", NAME, port.name());
			matches(portSubject, "file name extension", EXTENSION, port.extension());
			for (String category : port.categories()) {
				matches(portSubject, "product category", PRODUCT_CATEGORY, category);
			}
			if (!names.add(port.name())) {
				throw new DescriptionException(portSubject, "two ports have this name");
			}
			if (input == (port.role() == Role.OUTPUT)) {
				throw new DescriptionException(portSubject,
						"its role does not fit among the " + (input ? "inputs" : "outputs"));
			}
			if (port.min() < 0 || port.max() < Math.max(1, port.min())) {
				throw new DescriptionException(portSubject,
						"it takes " + port.min() + " to " + port.max() + " products");
			}
			text(portSubject, "help", port.help());
		}
	}

	private static void text(String subject, String name, String text) throws DescriptionException {
		if (text.isBlank()) {
			throw new DescriptionException(subject, "the " + name + " is empty");
		}
	}

	private static void matches(String subject, String what, Pattern pattern, String text)
			throws DescriptionException {
		if (!pattern.matcher(text).matches()) {
			throw new DescriptionException(subject,
					"the " + what + " ‘" + text + "’ does not have the form " + pattern.pattern());
		}
	}

	private static void checkValues(String subject, ParameterDescriptor parameter) throws DescriptionException {
		boolean choice = parameter.type() == Type.CHOICE;
		if (choice == parameter.choices().isEmpty()) {
			throw new DescriptionException(subject,
					choice ? "a choice needs choices" : "choices are only for the type choice");
		}
		boolean number = parameter.type() == Type.INTEGER || parameter.type() == Type.NUMBER;
		if (!number && !parameter.range().equals(ValueRange.ALL)) {
			throw new DescriptionException(subject, "a range is only for numbers");
		}
	}

	/** Checks that the default is a valid value, in canonical form. */
	private static void checkDefault(String subject, ParameterDescriptor parameter) throws DescriptionException {
		try {
			String canonical = parameter.format(parameter.parse(parameter.defaultText()));
			if (!canonical.equals(parameter.defaultText())) {
				throw new DescriptionException(subject,
						"write the default ‘" + parameter.defaultText() + "’ in its canonical form ‘" + canonical
								+ "’");
			}
		} catch (ActorException e) {
			throw new DescriptionException(subject, "the default is invalid: " + e.explanation().summary());
		}
	}
}
