package org.armillary.workflow;

import org.armillary.workflow.text.SourceText;

import java.util.ArrayList;
import java.util.List;

import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Which characters and lines of a text belong to which node of its YAML tree. Lines count from 0. */
final class SourceNodes {

	/**
	 * The lines of an entry of a block.
	 *
	 * @param lead
	 *            first line of the comment right above it
	 * @param key
	 *            line of its key or dash
	 * @param end
	 *            line after its last one, with the comments below it that are indented more
	 */
	record Slot(int lead, int key, int end) {
	}

	private record Range(int from, int to) {
	}

	private final SourceText source;
	private final List<Range> texts = new ArrayList<>();

	SourceNodes(SourceText source, Node root) {
		this.source = source;
		collectTexts(root);
	}

	static Mark start(Node node) {
		return node.getStartMark().orElseThrow();
	}

	private static Mark end(Node node) {
		return node.getEndMark().orElseThrow();
	}

	static boolean isBlockCollection(Node node) {
		return node instanceof CollectionNode<?> collection && collection.getFlowStyle() == FlowStyle.BLOCK;
	}

	static boolean isBlockScalar(Node node) {
		return node instanceof ScalarNode scalar && switch (scalar.getScalarStyle()) {
		case LITERAL, FOLDED -> true;
		default -> false;
		};
	}

	/** Offset of the first character of a node. */
	int offset(Node node) {
		return source.offset(start(node));
	}

	/** Offset after the last character of a node, not counting the end of its line. */
	int endOffset(Node node) {
		if (isBlockScalar(node)) {
			int line = endLine(node) - 1;
			return source.start(line) + (line == start(node).getLine() || !source.line(line).isEmpty()
					? contentLength(line)
					: 0);
		}
		return source.offset(end(node));
	}

	/** Line after the last one with content of a node. */
	int endLine(Node node) {
		if (isBlockCollection(node)) {
			return node instanceof MappingNode map ? endLine(map.getValue().getLast().getValueNode())
					: endLine(((SequenceNode) node).getValue().getLast());
		}
		int first = start(node).getLine();
		if (!isBlockScalar(node)) {
			return end(node).getLine() + 1;
		}
		int line = end(node).getColumn() == 0 ? end(node).getLine() : end(node).getLine() + 1;
		boolean keepsBlankLines = source.line(first).substring(0, headerEnd(node) - source.start(first)).endsWith("+");
		while (line - 1 > first && !keepsBlankLines && source.line(line - 1).isEmpty()) {
			line--;
		}
		return Math.min(line, source.lines());
	}

	private int contentLength(int line) {
		String content = source.lines(line, line + 1);
		int length = content.length();
		while (length > 0 && (content.charAt(length - 1) == '\n' || content.charAt(length - 1) == '\r')) {
			length--;
		}
		return length;
	}

	/** Offset after the indicator of a block of lines, such as {@code |-}. */
	private int headerEnd(Node node) {
		int offset = offset(node);
		while (offset < source.text().length() && "|>+-0123456789".indexOf(source.text().charAt(offset)) >= 0) {
			offset++;
		}
		return offset;
	}

	private void collectTexts(Node node) {
		switch (node) {
		case MappingNode map -> {
			for (NodeTuple tuple : map.getValue()) {
				collectTexts(tuple.getKeyNode());
				collectTexts(tuple.getValueNode());
			}
		}
		case SequenceNode sequence -> sequence.getValue().forEach(this::collectTexts);
		default -> {
			int from = isBlockScalar(node) ? source.start(start(node).getLine() + 1) : offset(node);
			texts.add(new Range(from, endOffset(node)));
		}
		}
	}

	/** The comments between two offsets, without line ends. */
	List<String> comments(int from, int to) {
		var comments = new ArrayList<String>();
		var inside = texts.stream().filter(range -> range.to > from && range.from < to).toList();
		int offset = from;
		int next = 0; // texts are in the order of the source
		while (offset < to) {
			int at = offset;
			while (next < inside.size() && inside.get(next).to <= at) {
				next++;
			}
			if (next < inside.size() && inside.get(next).from <= at) {
				offset = inside.get(next).to;
			} else if (source.text().charAt(at) == '#'
					&& (at == 0 || Character.isWhitespace(source.text().charAt(at - 1)))) {
				int line = source.position(at).line() - 1;
				offset = source.start(line) + contentLength(line);
				comments.add(source.text().substring(at, offset).stripTrailing());
			} else {
				offset++;
			}
		}
		return comments;
	}

	/** The lines of each entry of a block that occupies some lines. */
	List<Slot> slots(Node block, int from, int to) {
		var keys = new ArrayList<Integer>();
		var ends = new ArrayList<Integer>();
		int indent = start(block).getColumn();
		if (block instanceof MappingNode map) {
			for (NodeTuple tuple : map.getValue()) {
				keys.add(start(tuple.getKeyNode()).getLine());
				ends.add(Math.max(keys.getLast() + 1, endLine(tuple.getValueNode())));
			}
		} else if (block instanceof SequenceNode sequence) {
			for (Node element : sequence.getValue()) {
				int dash = start(element).getLine();
				while (source.indent(dash) != indent || !source.line(dash).stripLeading().startsWith("-")) {
					dash--;
				}
				keys.add(dash);
				ends.add(endLine(element));
			}
		}
		var slots = new ArrayList<Slot>();
		for (int i = 0; i < keys.size(); i++) {
			int lead = keys.get(i);
			int limit = i == 0 ? from : slots.getLast().end();
			while (lead > limit && source.isComment(lead - 1) && source.indent(lead - 1) == indent) {
				lead--;
			}
			slots.add(new Slot(lead, keys.get(i),
					ownEnd(ends.get(i), i + 1 < keys.size() ? keys.get(i + 1) : to, indent)));
		}
		return slots;
	}

	private int ownEnd(int contentEnd, int limit, int indent) {
		int end = contentEnd;
		for (int line = contentEnd; line < limit; line++) {
			if (source.isComment(line) && source.indent(line) > indent) {
				end = line + 1;
			} else if (source.indent(line) >= 0) {
				break;
			}
		}
		return end;
	}
}
