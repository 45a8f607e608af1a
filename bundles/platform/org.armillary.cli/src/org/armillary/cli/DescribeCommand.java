package org.armillary.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.armillary.actor.Presence;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.DescriptorJson;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.PortDescriptor;

import com.google.gson.JsonParser;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains an actor: what it does, its ports and its parameters. */
@Command(name = "describe", description = "Explains an actor: what it does, its ports and its parameters.")
final class DescribeCommand extends Verb {

	private static final int TEXT_WIDTH = 100;

	@Parameters(paramLabel = "ACTOR", description = "Id of the actor.")
	private String actor = "";

	DescribeCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		ActorDescriptor descriptor = Actors.find(invocation, actor);
		invocation.result(text(descriptor), JsonParser.parseString(DescriptorJson.write(descriptor)));
		return ExitCode.OK;
	}

	/** The explanation as text. */
	static String text(ActorDescriptor actor) {
		var lines = new ArrayList<String>();
		lines.add(actor.id() + " – " + actor.title() + "  (" + actor.category() + ", algorithm " + actor.algorithm()
				+ ")");
		for (String paragraph : actor.help().split("\n\\s*\n")) {
			lines.add("");
			lines.addAll(wrapped(paragraph, "  "));
		}
		actor.references().forEach(reference -> lines.addAll(wrapped("Reference: " + reference, "  ")));
		ports(lines, "Inputs", actor.inputs());
		ports(lines, "Outputs", actor.outputs());
		if (!actor.parameters().isEmpty()) {
			lines.add("");
			lines.add("Parameters");
			for (ParameterDescriptor parameter : actor.parameters()) {
				String value = parameter.defaultText().isEmpty() ? "empty" : parameter.defaultText();
				lines.add("  " + parameter.name() + "  " + parameter.allowed() + ", default " + value
						+ (parameter.aliases().isEmpty() ? ""
								: ", also called " + String.join(", ", parameter.aliases())));
				lines.addAll(wrapped(parameter.help(), "      "));
			}
		}
		return String.join("\n", lines);
	}

	private static void ports(List<String> lines, String title, List<PortDescriptor> ports) {
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
			lines.add("  " + port.name() + "  " + String.join(", ", words));
			lines.addAll(wrapped(port.help(), "      "));
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

	private static List<String> wrapped(String text, String indent) {
		var lines = new ArrayList<String>();
		var line = new StringBuilder(indent);
		for (String word : text.strip().split("\\s+")) {
			if (line.length() > indent.length() && line.length() + word.length() > TEXT_WIDTH) {
				lines.add(line.toString().stripTrailing());
				line = new StringBuilder(indent);
			}
			line.append(word).append(' ');
		}
		lines.add(line.toString().stripTrailing());
		return lines;
	}
}
