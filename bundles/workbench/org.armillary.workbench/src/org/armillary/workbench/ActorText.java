package org.armillary.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog.Entry;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.PortDescriptor;
import org.jspecify.annotations.Nullable;

/** The text that explains an actor, as lines with a style each; independent of the window. */
final class ActorText {

	/** How a line looks. */
	enum Style {
		/** Name of the actor. */
		TITLE,
		/** Id, version and the like. */
		FACTS,
		/** Begin of a section. */
		HEADING,
		/** Running text. */
		BODY,
		/** A port or parameter, of which {@link Line#emphasised} characters are its name. */
		ITEM,
		/** The explanation of a port or parameter. */
		EXPLANATION
	}

	/**
	 * A line.
	 *
	 * @param text
	 *            the text
	 * @param style
	 *            how it looks
	 * @param emphasised
	 *            how many characters from the start stand out
	 */
	record Line(String text, Style style, int emphasised) {
	}

	private final List<Line> lines = new ArrayList<>();

	private ActorText() {
	}

	/** Explains an entry of the catalogue; null explains what to do. */
	static List<Line> of(@Nullable Entry entry) {
		var text = new ActorText();
		switch (entry) {
		case null -> text.add(Style.BODY, "Select an actor to see what it does, its ports and its parameters.");
		case Entry.Available(var actor, var origin) -> text.describe(actor, origin);
		case Entry.Broken(var name, var origin, var why) -> text.explain(name, origin, why);
		}
		return List.copyOf(text.lines);
	}

	private void describe(ActorDescriptor actor, String origin) {
		add(Style.TITLE, actor.title());
		add(Style.FACTS,
				actor.id() + "  ·  " + actor.category() + "  ·  algorithm " + actor.algorithm() + "  ·  " + origin);
		for (String paragraph : actor.help().strip().split("\\n\\s*\\n")) {
			add(Style.BODY, "");
			add(Style.BODY, paragraph.replaceAll("\\s*\\n\\s*", " "));
		}
		ports("Inputs", actor.inputs());
		ports("Outputs", actor.outputs());
		if (!actor.parameters().isEmpty()) {
			add(Style.HEADING, "Parameters");
			actor.parameters().forEach(this::parameter);
		}
		if (!actor.references().isEmpty()) {
			add(Style.HEADING, "References");
			actor.references().forEach(reference -> add(Style.BODY, reference));
		}
	}

	private void ports(String heading, List<PortDescriptor> ports) {
		if (ports.isEmpty()) {
			return;
		}
		add(Style.HEADING, heading);
		for (PortDescriptor port : ports) {
			String facts = word(port.payload()) + ", " + port.cardinality()
					+ (port.categories().isEmpty() ? "" : ", " + String.join(" or ", port.categories()));
			String role = port.role() == PortDescriptor.Role.TRIGGER
					? port.grouped() ? ", each group starts a job" : ", each starts a job"
					: "";
			item(port.name(), facts + role, port.help());
		}
	}

	private void parameter(ParameterDescriptor parameter) {
		String value = parameter.defaultText().isEmpty() ? "empty" : parameter.defaultText();
		String unit = parameter.unit().isEmpty() || parameter.defaultText().isEmpty() ? "" : " " + parameter.unit();
		String aliases = parameter.aliases().isEmpty() ? ""
				: parameter.aliases().stream().collect(Collectors.joining(", ", "; also called ", ""));
		item(parameter.name(), "default " + value + unit + "; " + parameter.allowed() + aliases, parameter.help());
	}

	private void explain(String name, String origin, Message why) {
		add(Style.TITLE, "⚠ " + name);
		add(Style.FACTS, origin);
		add(Style.BODY, "");
		add(Style.BODY, why.summary());
		why.detail().ifPresent(detail -> detail.lines().forEach(line -> add(Style.EXPLANATION, line)));
		if (!why.remedies().isEmpty()) {
			add(Style.HEADING, "What you can do");
			why.remedies().forEach(remedy -> add(Style.BODY, remedy));
		}
		add(Style.BODY, "");
		add(Style.FACTS, "message " + why.id());
	}

	private void item(String name, String facts, String help) {
		lines.add(new Line(name + "   " + facts, Style.ITEM, name.length()));
		add(Style.EXPLANATION, help.replaceAll("\\s*\\n\\s*", " "));
	}

	private void add(Style style, String text) {
		lines.add(new Line(text, style, style == Style.TITLE || style == Style.HEADING ? text.length() : 0));
	}

	private static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}
}
