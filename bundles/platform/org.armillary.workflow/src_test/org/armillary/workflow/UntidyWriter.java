package org.armillary.workflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.armillary.workflow.TextTree.Block;
import org.armillary.workflow.TextTree.Entry;
import org.armillary.workflow.TextTree.Items;
import org.armillary.workflow.TextTree.Link;
import org.armillary.workflow.TextTree.Text;
import org.armillary.workflow.TextTree.Words;

/**
 * Writes a workflow as people do: any indentation, order of keys, style of texts and lists, with comments wherever they may
 * stand. Each comment is numbered and names what it is in or above of, as a path.
 */
final class UntidyWriter {

	private final Random random;
	private final StringBuilder out = new StringBuilder();
	private final String lineEnd;
	private final int step;
	private int comments;
	private boolean afterLines;

	private UntidyWriter(Random random) {
		this.random = random;
		lineEnd = random.nextInt(6) == 0 ? "\r\n" : "\n";
		step = 1 + random.nextInt(4);
	}

	static String write(Workflow workflow, Random random) {
		var writer = new UntidyWriter(random);
		writer.block(TextTree.of(workflow), 0, "");
		String text = writer.out.toString();
		return (random.nextInt(10) == 0 ? "\uFEFF" : "")
				+ (!writer.afterLines && random.nextInt(8) == 0 ? text.stripTrailing() : text);
	}

	private void block(Block block, int indent, String path) {
		var entries = new ArrayList<>(block.entries());
		if (!block.ordered()) {
			Collections.shuffle(entries, random);
			entries.sort((a, b) -> a.key().equals(Keys.VERSION) ? -1 : b.key().equals(Keys.VERSION) ? 1 : 0);
		}
		for (Entry entry : entries) {
			String here = path + "/" + entry.key();
			gap(indent, here);
			out.append(" ".repeat(indent)).append(key(entry.key())).append(':');
			afterLines = false;
			value(entry.value(), indent, here);
			while (!afterLines && random.nextInt(6) == 0) {
				// deeper than the entries of a block, it would belong to the last of them
				line(indent + 1 + random.nextInt(entry.value() instanceof Text ? 3 : step), comment(here));
			}
		}
	}

	private String key(String key) {
		return random.nextInt(12) == 0 ? "'" + key + "'" : key;
	}

	private void gap(int indent, String here) {
		while (random.nextInt(5) == 0) {
			out.append(!afterLines && random.nextInt(4) == 0 ? "  " : "").append(lineEnd);
		}
		while (random.nextInt(4) == 0) {
			line(indent, comment(here));
		}
	}

	private void value(TextTree tree, int indent, String here) {
		switch (tree) {
		case Block block when flows(block) -> end(" " + flow(block), here);
		case Block block -> {
			end("", here);
			block(block, indent + step, here);
		}
		case Items items -> {
			end("", here);
			int dash = random.nextBoolean() ? indent : indent + step;
			afterLines = dash == indent; // an indented comment would belong to the last element
			for (Link link : items.links()) {
				String path = here + "/" + link.connection().text();
				gap(dash, path);
				item(link.connection(), dash, path);
			}
		}
		case Words words -> words(words, indent, here);
		case Text text -> text(text.value(), indent, here);
		default -> end(" " + WorkflowWriter.line(tree), here);
		}
	}

	private void words(Words words, int indent, String here) {
		if (random.nextInt(3) == 0 && !words.values().isEmpty()) {
			end("", here);
			for (String word : words.values()) {
				out.append(" ".repeat(indent + step)).append("- ").append(YamlScalar.line(word));
				end("", here);
			}
		} else if (random.nextInt(4) == 0 && !words.values().isEmpty()) {
			out.append(" [");
			for (String word : words.values()) {
				out.append(lineEnd).append(" ".repeat(indent + step)).append(YamlScalar.inBrackets(word)).append(',');
				end("", here);
			}
			out.append(" ".repeat(indent + step)).append("]");
			end("", here);
		} else {
			end(" " + WorkflowWriter.line(words), here);
		}
	}

	private void item(Connection connection, int indent, String path) {
		out.append(" ".repeat(indent)).append("- ");
		if (random.nextInt(4) == 0) {
			out.append("from: ").append(connection.from().text());
			end("", path);
			out.append(" ".repeat(indent + 2)).append("to: ").append(connection.to().text());
			end("", path);
			if (connection.retag().isPresent()) {
				out.append(" ".repeat(indent + 2)).append("retag: ").append(YamlScalar.line(connection.retag().get()));
				end("", path);
			}
			if (!connection.match().isEmpty()) {
				out.append(" ".repeat(indent + 2)).append("match:");
				words(new Words(connection.match(), true), indent + 2, path);
			}
			if (connection.nearest().isPresent()) {
				out.append(" ".repeat(indent + 2)).append("nearest: ").append(connection.nearest().get());
				end("", path);
			}
		} else {
			end(YamlScalar.connection(connection), path);
		}
	}

	private boolean flows(Block block) {
		return random.nextInt(8) == 0 && block.entries().stream().allMatch(entry -> entry.value() instanceof Text);
	}

	private static String flow(Block block) {
		return block.entries().stream()
				.map(entry -> entry.key() + ": " + YamlScalar.inBrackets(((Text) entry.value()).value()))
				.collect(Collectors.joining(", ", "{ ", " }"));
	}

	private void text(String text, int indent, String here) {
		int style = random.nextInt(5);
		if (style < 2 && YamlScalar.isBlock(text)) {
			out.append(' ').append(YamlScalar.block(text, indent + step, lineEnd)).append(lineEnd);
			afterLines = true; // an indented comment would be part of the text
		} else if (style == 2 && text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
			end(" '" + text.replace("'", "''") + "'", here);
		} else if (style == 3) {
			end("   " + YamlScalar.quoted(text), here);
		} else {
			end(" " + YamlScalar.line(text), here);
		}
	}

	/** Ends a line, perhaps with a comment. */
	private void end(String text, String here) {
		out.append(text);
		if (random.nextInt(4) == 0) {
			out.append("  ").append(comment(here));
		}
		out.append(lineEnd);
	}

	private void line(int indent, String text) {
		out.append(" ".repeat(indent)).append(text).append(lineEnd);
	}

	private String comment(String here) {
		return "# c" + comments++ + "c " + here;
	}

	/** The numbers of all comments in a text, with the paths they name. */
	static List<String> comments(String text) {
		return Pattern.compile("# c\\d+c \\S+( -> \\S+)?").matcher(text).results().map(match -> match.group())
				.toList();
	}
}
