package org.armillary.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

import org.armillary.actor.Presence;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.DescriptorJson;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.PortDescriptor;

import com.google.gson.JsonParser;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Explains an actor: what it does, its ports and its parameters. */
@Command(name = "describe", description = "Explains an actor: what it does, its ports and its parameters.")
final class DescribeCommand extends Verb {

	private static final int TEXT_WIDTH = 100;

	@Parameters(paramLabel = "ACTOR", description = "Id of the actor.")
	private String actor = "";

	@Option(names = "--markdown", description = "As a page of documentation.")
	private boolean markdown;

	DescribeCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		ActorDescriptor descriptor = Actors.find(invocation, actor);
		invocation.result(
				markdown ? ActorPage.of(descriptor).strip() : text(descriptor, invocation.terminal()),
				JsonParser.parseString(DescriptorJson.write(descriptor)));
		return ExitCode.OK;
	}

	/** The explanation as text that fits where it is shown. */
	static String text(ActorDescriptor actor, Terminal terminal) {
		return text(actor, terminal.interactive() ? Math.min(TEXT_WIDTH, terminal.size().columns()) : TEXT_WIDTH);
	}

	/** The explanation as text in lines of at most a width, characters. */
	static String text(ActorDescriptor actor, int width) {
		var lines = new ArrayList<String>();
		lines.addAll(wrapped("(" + actor.category() + ", algorithm " + actor.algorithm() + ")",
				actor.id() + " – " + actor.title() + "  ", "  ", width));
		for (String paragraph : actor.help().split("\n\\s*\n")) {
			lines.add("");
			lines.addAll(wrapped(paragraph, "  ", "  ", width));
		}
		actor.references().forEach(reference -> lines.addAll(wrapped("Reference: " + reference, "  ", "  ", width)));
		ports(lines, "Inputs", actor.inputs(), width);
		ports(lines, "Outputs", actor.outputs(), width);
		parameters(lines, actor.parameters(), width);
		return String.join("\n", lines);
	}

	/** Parameters, those whose names have a point in groups by what stands before it. */
	private static void parameters(List<String> lines, List<ParameterDescriptor> parameters, int width) {
		var groups = new LinkedHashMap<String, List<ParameterDescriptor>>();
		groups.put("", new ArrayList<>());
		for (ParameterDescriptor parameter : parameters) {
			String group = parameter.name().substring(0, Math.max(0, parameter.name().lastIndexOf('.')));
			groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(parameter);
		}
		groups.forEach((group, members) -> {
			if (!members.isEmpty()) {
				lines.add("");
				lines.add(group.isEmpty() ? "Parameters" : "Parameters of the group " + group);
				members.forEach(parameter -> parameter(lines, parameter, width));
			}
		});
	}

	private static void parameter(List<String> lines, ParameterDescriptor parameter, int width) {
		String value = parameter.defaultText().isEmpty() ? "empty" : parameter.defaultText();
		item(lines, parameter.name(), parameter.allowed() + ", default " + value
				+ (parameter.aliases().isEmpty() ? "" : ", also called " + String.join(", ", parameter.aliases())),
				parameter.help(), width);
	}

	private static void ports(List<String> lines, String title, List<PortDescriptor> ports, int width) {
		if (ports.isEmpty()) {
			return;
		}
		lines.add("");
		lines.add(title);
		for (PortDescriptor port : ports) {
			var words = new ArrayList<String>();
			words.add(port.payload().name().toLowerCase(Locale.ROOT)
					+ (port.categories().isEmpty() ? "" : " of category " + String.join(" or ", port.categories())));
			words.add(port.cardinality());
			if (port.role() == PortDescriptor.Role.TRIGGER) {
				words.add(port.grouped() ? "starts one job for all" : "starts a job for each");
			}
			presence(words, "variance", port.variance());
			presence(words, "mask", port.mask());
			item(lines, port.name(), String.join(", ", words), port.help(), width);
		}
	}

	private static void presence(List<String> words, String plane, Presence presence) {
		switch (presence) {
		case REQUIRED -> words.add("with " + plane);
		case NONE -> words.add("without " + plane);
		case OPTIONAL -> {
			// not worth a word
		}
		}
	}

	/** A name with what it takes in words, then what it means. */
	private static void item(List<String> lines, String name, String words, String help, int width) {
		lines.addAll(wrapped(words, "  " + name + "  ", "        ", width));
		lines.addAll(wrapped(help, "      ", "      ", width));
	}

	/** Breaks a text at its blanks, with what stands before the first line and an indent of the others. */
	private static List<String> wrapped(String text, String first, String indent, int width) {
		var lines = new ArrayList<String>();
		var line = new StringBuilder(first);
		boolean empty = true;
		for (String word : text.strip().split("\\s+")) {
			if (!empty && Lines.width(line.toString()) + 1 + Lines.width(word) > width) {
				lines.add(line.toString().stripTrailing());
				line = new StringBuilder(indent);
				empty = true;
			}
			line.append(empty ? "" : " ").append(word);
			empty = false;
		}
		lines.add(line.toString().stripTrailing());
		return lines;
	}
}
