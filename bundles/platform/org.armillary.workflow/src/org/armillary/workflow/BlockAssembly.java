package org.armillary.workflow;

import org.armillary.workflow.text.SourceText;

import java.util.ArrayList;
import java.util.List;

import org.armillary.workflow.SourceNodes.Slot;

/**
 * Puts the lines of a block together again from the lines of entries that stay and the text of new ones. Blank lines and
 * comments between entries stay where they are; where an entry goes, blank lines around it do not pile up.
 */
final class BlockAssembly {

	/**
	 * An entry of the result.
	 *
	 * @param slot
	 *            index of the lines it comes from; negative for a new entry
	 * @param text
	 *            its lines
	 * @param apart
	 *            whether a new entry is set off by blank lines
	 */
	record Part(int slot, String text, boolean apart) {

		boolean isNew() {
			return slot < 0;
		}
	}

	private final SourceText source;
	private final List<Slot> slots;
	private final int from;
	private final int to;
	private final StringBuilder out = new StringBuilder();

	/** Begins the block that occupies the lines {@code from} to {@code to}. */
	BlockAssembly(SourceText source, List<Slot> slots, int from, int to) {
		this.source = source;
		this.slots = slots;
		this.from = from;
		this.to = to;
	}

	/** Whether the entries are set off from each other by blank lines. */
	boolean spaced() {
		for (int i = 0; i + 1 < slots.size(); i++) {
			for (int line = slots.get(i).end(); line < slots.get(i + 1).lead(); line++) {
				if (source.indent(line) < 0) {
					return true;
				}
			}
		}
		return false;
	}

	String assemble(List<Part> parts) {
		var stays = new boolean[slots.size()];
		parts.stream().filter(part -> !part.isNew()).forEach(part -> stays[part.slot] = true);
		List<String> gaps = gaps(stays);
		append(gaps.getFirst());
		for (int i = 0; i < parts.size(); i++) {
			Part part = parts.get(i);
			boolean last = i + 1 == parts.size();
			if (part.isNew()) {
				if (part.apart && i > 0 && !endsBlank()) {
					append(source.lineEnd());
				}
				append(part.text);
				if (part.apart && !last && !parts.get(i + 1).isNew()) {
					append(source.lineEnd());
				}
				continue;
			}
			append(part.text);
			int next = i + 1;
			while (next < parts.size() && parts.get(next).isNew() && !parts.get(next).apart) {
				append(parts.get(next).text);
				next++;
			}
			append(gaps.get(part.slot + 1));
			i = next - 1;
		}
		boolean lastGone = !slots.isEmpty() && !stays[slots.size() - 1];
		String tail = source.lines(slots.isEmpty() ? from : slots.getLast().end(), to);
		if (lastGone) {
			dropBlankEnd();
		}
		append(tail);
		return out.toString();
	}

	/** What stands before the first entry, and after each but the last; entries that go leave theirs to the one before. */
	private List<String> gaps(boolean[] stays) {
		var gaps = new ArrayList<String>();
		gaps.add(slots.isEmpty() ? "" : source.lines(from, slots.getFirst().lead()));
		int keeper = 0;
		for (int i = 0; i < slots.size(); i++) {
			String gap = i + 1 < slots.size() ? source.lines(slots.get(i).end(), slots.get(i + 1).lead()) : "";
			gaps.add(stays[i] ? gap : "");
			if (stays[i]) {
				keeper = i + 1;
			} else {
				String before = gaps.get(keeper);
				boolean blank = before.isEmpty() ? keeper == 0
						: before.endsWith("\n") && before.strip().isEmpty()
								|| before.endsWith("\n\n") || before.endsWith("\r\n\r\n");
				gaps.set(keeper, before + (blank ? withoutBlankStart(gap) : gap));
			}
		}
		return gaps;
	}

	private static String withoutBlankStart(String lines) {
		int start = 0;
		for (int i = 0; i < lines.length(); i++) {
			if (lines.charAt(i) == '\n') {
				start = i + 1;
			} else if (!Character.isWhitespace(lines.charAt(i))) {
				break;
			}
		}
		return lines.substring(start);
	}

	private void dropBlankEnd() {
		String text = out.toString();
		String kept = text.stripTrailing();
		if (!kept.isEmpty() || text.isBlank()) {
			out.setLength(kept.length());
			if (!kept.isEmpty()) {
				out.append(source.lineEnd());
			}
		}
	}

	private boolean endsBlank() {
		String text = out.toString();
		int end = text.stripTrailing().length();
		return text.substring(end).chars().filter(c -> c == '\n').count() > 1;
	}

	private void append(String text) {
		append(out, text, source.lineEnd());
	}

	/** Appends lines, on a line of their own. */
	static void append(StringBuilder out, String text, String lineEnd) {
		if (text.isEmpty()) {
			return;
		}
		if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n' && out.charAt(out.length() - 1) != '\r') {
			out.append(lineEnd);
		}
		out.append(text);
	}
}
