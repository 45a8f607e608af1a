package org.armillary.workflow;

import org.armillary.workflow.TextTree.Block;
import org.armillary.workflow.TextTree.Entry;
import org.armillary.workflow.TextTree.Items;
import org.armillary.workflow.TextTree.Link;
import org.armillary.workflow.TextTree.Text;
import org.armillary.workflow.TextTree.Words;

/**
 * Writes workflows in one stable form: the same workflow always has the same text, and a small change of the workflow is a
 * small change of the text. A file that exists is better edited, see {@link WorkflowDocument#edited}.
 */
public final class WorkflowWriter {

	/** Spaces for each level. */
	static final int STEP = 2;

	private final StringBuilder out = new StringBuilder();
	private final Style style;

	/**
	 * How entries are written.
	 *
	 * @param lineEnd
	 *            what ends a line
	 * @param step
	 *            spaces for each level
	 * @param blocks
	 *            whether a text of several lines is written as such; otherwise in quotes in one line
	 */
	record Style(String lineEnd, int step, boolean blocks) {

		boolean isBlock(String text) {
			return blocks && YamlScalar.isBlock(text);
		}
	}

	private WorkflowWriter(Style style) {
		this.style = style;
	}

	/** Writes a workflow as the text of a workflow file. */
	public static String write(Workflow workflow) {
		var writer = new WorkflowWriter(new Style("\n", STEP, true));
		for (Entry entry : TextTree.of(workflow).entries()) {
			if (entry.value() instanceof Block || entry.value() instanceof Items) {
				writer.out.append('\n');
			}
			writer.entry(entry, 0);
		}
		return writer.out.toString();
	}

	/** The lines of one entry. */
	static String entry(Entry entry, int indent, Style style) {
		var writer = new WorkflowWriter(style);
		writer.entry(entry, indent);
		return writer.out.toString();
	}

	/** The line of one element of a list. */
	static String item(Link link, int indent, Style style) {
		return " ".repeat(indent) + "- " + YamlScalar.connection(link.connection()) + style.lineEnd;
	}

	private void entry(Entry entry, int indent) {
		out.append(" ".repeat(indent)).append(entry.key()).append(':');
		switch (entry.value()) {
		case Block block -> {
			out.append(style.lineEnd);
			block.entries().forEach(child -> entry(child, indent + style.step));
		}
		case Items items -> {
			out.append(style.lineEnd);
			items.links().forEach(link -> out.append(item(link, indent + style.step, style)));
		}
		case Text text when style.isBlock(text.value()) ->
			out.append(' ').append(YamlScalar.block(text.value(), indent + style.step, style.lineEnd))
					.append(style.lineEnd);
		default -> out.append(' ').append(line(entry.value())).append(style.lineEnd);
		}
	}

	/** What stands after the colon, in one line. */
	static String line(TextTree leaf) {
		return switch (leaf) {
		case Text text -> YamlScalar.line(text.value());
		case Words words when words.bare() && words.values().size() == 1 -> YamlScalar.line(words.values().getFirst());
		case Words words -> YamlScalar.list(words.values());
		case Link link -> YamlScalar.connection(link.connection());
		case Block _ -> throw new IllegalArgumentException("a block has no line");
		case Items _ -> throw new IllegalArgumentException("a list has no line");
		};
	}
}
