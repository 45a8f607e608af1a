package org.armillary.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.PortDescriptor;

/** The description of an actor as a page of documentation in Markdown. */
final class ActorPage {

	private ActorPage() {
	}

	/** The page; ends with a new line. */
	static String of(ActorDescriptor actor) {
		var page = new StringBuilder("<!-- Written by ‘armillary describe ").append(actor.id())
				.append(" --markdown’; do not edit. -->\n# ").append(actor.title()).append(" – `").append(actor.id())
				.append("`\n");
		for (String paragraph : actor.help().strip().split("\n\\s*\n")) {
			page.append('\n').append(paragraph.strip().replaceAll("\\s+", " ")).append('\n');
		}
		for (String reference : actor.references()) {
			page.append("\nReference: ").append(reference).append("\n");
		}
		page.append("\nAlgorithm ").append(actor.algorithm()).append(", ").append(actor.category()).append(".\n");
		ports(page, "Inputs", actor.inputs());
		ports(page, "Outputs", actor.outputs());
		parameters(page, actor.parameters());
		return page.toString();
	}

	private static void ports(StringBuilder page, String title, List<PortDescriptor> ports) {
		if (ports.isEmpty()) {
			return;
		}
		page.append("\n## ").append(title)
				.append("\n\n| port | what | category | number | |\n| --- | --- | --- | --- | --- |\n");
		for (PortDescriptor port : ports) {
			var number = new StringBuilder(port.cardinality());
			if (port.role() == PortDescriptor.Role.TRIGGER) {
				number.append(port.grouped() ? "; one job for all" : "; a job for each");
			}
			row(page, "`" + port.name() + "`", port.payload().name().toLowerCase(Locale.ROOT),
					String.join(", ", port.categories()), number.toString(), port.help());
		}
	}

	private static void parameters(StringBuilder page, List<ParameterDescriptor> parameters) {
		if (parameters.isEmpty()) {
			return;
		}
		page.append(
				"\n## Parameters\n\n| parameter | also called | default | allowed | |\n| --- | --- | --- | --- | --- |\n");
		for (ParameterDescriptor parameter : parameters) {
			var aliases = new ArrayList<String>();
			parameter.aliases().forEach(alias -> aliases.add("`" + alias + "`"));
			row(page, "`" + parameter.name() + "`", String.join(", ", aliases),
					parameter.defaultText().isEmpty() ? "empty" : parameter.defaultText(), parameter.allowed(),
					parameter.help());
		}
	}

	private static void row(StringBuilder page, String... cells) {
		for (String cell : cells) {
			page.append("| ").append(cell.strip().replaceAll("\\s+", " ").replace("|", "\\|").replace("<", "&lt;"))
					.append(' ');
		}
		page.append("|\n");
	}
}
