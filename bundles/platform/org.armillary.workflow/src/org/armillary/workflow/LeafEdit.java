package org.armillary.workflow;

import org.armillary.workflow.text.SourceText;

import java.util.List;
import java.util.Optional;

import org.armillary.workflow.SourceNodes.Slot;
import org.armillary.workflow.TextTree.Text;
import org.armillary.workflow.WorkflowWriter.Style;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Replaces one value in its line, in the style in which it was written, so that a comment behind it stays. */
final class LeafEdit {

	private final SourceText source;
	private final SourceNodes nodes;
	private final Style style;

	LeafEdit(SourceText source, SourceNodes nodes, Style style) {
		this.source = source;
		this.nodes = nodes;
		this.style = style;
	}

	/** The lines of an entry with another value; empty where the old one is spread over lines with comments. */
	Optional<String> inPlace(Node value, Slot slot, TextTree wanted, int indent) {
		int from = nodes.offset(value);
		int to = nodes.endOffset(value);
		int headerEnd = SourceNodes.isBlockScalar(value) ? source.start(SourceNodes.start(value).getLine() + 1) : to;
		if (SourceNodes.isBlockCollection(value)
				|| !nodes.comments(from, SourceNodes.isBlockScalar(value) ? headerEnd : to).isEmpty()) {
			return Optional.empty();
		}
		String before = source.text().substring(source.start(slot.key()), from);
		String after = source.text().substring(to, source.start(slot.end()));
		String gap = before.endsWith(" ") || before.endsWith("\n") ? "" : " ";
		return Optional.of(before + gap + text(value, wanted, indent, after.isBlank()) + after);
	}

	private String text(Node old, TextTree wanted, int indent, boolean nothingBehind) {
		if (!(wanted instanceof Text text)) {
			return WorkflowWriter.line(wanted);
		}
		if (nothingBehind && style.isBlock(text.value())) {
			return YamlScalar.block(text.value(), indent + style.step(), style.lineEnd());
		}
		if (old instanceof SequenceNode) {
			List<String> elements = List.of(text.value().split(",", -1)).stream().map(String::strip).toList();
			if (String.join(",", elements).equals(text.value())) {
				return YamlScalar.list(elements);
			}
		}
		boolean quoted = old instanceof ScalarNode scalar && (scalar.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
				|| scalar.getScalarStyle() == ScalarStyle.SINGLE_QUOTED);
		return quoted ? YamlScalar.quoted(text.value()) : YamlScalar.line(text.value());
	}

	/** The comments in the lines of an entry that is written anew, as lines above it. */
	String comments(Slot slot, int indent) {
		var lines = new StringBuilder();
		for (String comment : nodes.comments(source.start(slot.key()), source.start(slot.end()))) {
			lines.append(" ".repeat(indent)).append(comment).append(source.lineEnd());
		}
		return lines.toString();
	}
}
