package org.armillary.workflow.text;

import java.util.Optional;

import org.armillary.workflow.message.WorkflowMessage;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * The YAML of the files that people write: text, lists and maps, and nothing else. Anchors, aliases, tags, directives and several
 * documents in one file are refused; no text is taken for a number, a date or a truth value.
 */
public final class YamlText {

	private static final int DEEPEST = 16;
	private static final int LEAST_BUFFER = 1024;
	private static final char BYTE_ORDER_MARK = '\uFEFF';

	private final SourceText source;
	private final Problems problems;

	private YamlText(SourceText source, Problems problems) {
		this.source = source;
		this.problems = problems;
	}

	/**
	 * Reads the tree.
	 *
	 * @return the root; empty for a text without content
	 * @throws DocumentException
	 *             where the text is not YAML or uses what is refused
	 */
	public static Optional<Node> parse(SourceText source, Problems problems) throws DocumentException {
		return new YamlText(source, problems).parse();
	}

	private Optional<Node> parse() throws DocumentException {
		refuseInvisible();
		problems.throwIfAny();
		// in one buffer: the reader of the library fails where a character outside of the basic plane spans two
		LoadSettings settings = LoadSettings.builder().setLabel(source.name()).setSchema(new FailsafeSchema())
				.setBufferSize(source.text().length() + LEAST_BUFFER).build();
		var reached = new Position(1, 1);
		try {
			int depth = 0;
			for (Event event : new Parse(settings).parseString(source.text())) {
				reached = start(event);
				if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
					problems.error(start(event), WorkflowMessage.TOO_DEEP, DEEPEST);
					break;
				}
				if (event instanceof CollectionEndEvent) {
					depth--;
				}
				check(event);
			}
			problems.throwIfAny();
			return new Compose(settings).composeString(source.text());
		} catch (YamlEngineException e) {
			YamlSyntax.report(e, reached, source, problems);
		} catch (IllegalArgumentException | IndexOutOfBoundsException _) {
			// what the library lets through for damaged escapes, without a place
			YamlSyntax.reportEscape(reached, problems);
		}
		throw new DocumentException(problems.sorted());
	}

	private void refuseInvisible() {
		String text = source.text();
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			boolean lone = Character.isSurrogate(c) && !(Character.isHighSurrogate(c) && i + 1 < text.length()
					&& Character.isLowSurrogate(text.charAt(i + 1)));
			if (c < ' ' && c != '\n' && c != '\r' && c != '\t' || c >= 0x7f && c < 0xa0 || c == BYTE_ORDER_MARK
					|| c >= 0xfffe || lone) {
				problems.error(source.position(i), WorkflowMessage.CHARACTER, String.format("U+%04X", (int) c));
			} else if (Character.isHighSurrogate(c)) {
				i++;
			}
		}
	}

	private void check(Event event) {
		switch (event) {
		case AliasEvent alias -> feature(event, "the alias", "*" + alias.getAlias(),
				"Write the value itself, or put the text in quotes if it begins with *.");
		case DocumentStartEvent document when document.isExplicit() -> feature(event, "the document mark", "---",
				"Remove the line; a file is one document without directives.");
		case DocumentEndEvent document when document.isExplicit() -> feature(event, "the document mark", "...",
				"Remove the line and what follows.");
		case NodeEvent node -> checkNode(node);
		default -> {
			// beginning and end of the text and of collections
		}
		}
	}

	private void checkNode(NodeEvent node) {
		node.getAnchor().ifPresent(anchor -> feature(node, "the anchor", "&" + anchor,
				"Write the value in each place; a parameter gives several places one value."));
		Optional<String> tag = switch (node) {
		case ScalarEvent scalar -> scalar.getTag();
		case CollectionStartEvent collection -> collection.getTag();
		default -> Optional.empty();
		};
		tag.ifPresent(text -> feature(node, "the tag", text.replace("tag:yaml.org,2002:", "!!"),
				"Remove it, or put the text in quotes if it begins with an exclamation mark."));
	}

	private void feature(Event event, String what, String text, String remedy) {
		problems.error(start(event), WorkflowMessage.YAML_FEATURE, what, text, remedy);
	}

	private Position start(Event event) {
		return event.getStartMark().map(source::position).orElse(new Position(1, 1));
	}
}
