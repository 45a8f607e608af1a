package org.armillary.workflow;

import org.armillary.workflow.text.SourceText;
import org.armillary.workflow.text.YamlFields;
import org.armillary.workflow.text.DocumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.armillary.workflow.BlockAssembly.Part;
import org.armillary.workflow.SourceNodes.Slot;
import org.armillary.workflow.TextTree.Block;
import org.armillary.workflow.TextTree.Entry;
import org.armillary.workflow.TextTree.Items;
import org.armillary.workflow.TextTree.Link;
import org.armillary.workflow.WorkflowWriter.Style;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Carries a change of a workflow over into its text. The text's YAML tree is walked beside the trees of the workflow before
 * and after; lines are touched only where these differ.
 */
final class TextEdit {

	private static final int NEW = -1;

	/**
	 * An entry of the result.
	 *
	 * @param slot
	 *            where it comes from, or {@link #NEW}
	 * @param entry
	 *            what it shall be; empty to leave it as it stands, as for a section with nothing in it
	 */
	private record Placed(int slot, Optional<Entry> entry) {
	}

	private final SourceText source;
	private final SourceNodes nodes;
	private final LeafEdit leaves;
	private final Style style;
	private final Map<String, String> oldNodes;

	private TextEdit(SourceText source, Node root, Block before, Block after, boolean blocks) {
		this.source = source;
		oldNodes = Renaming.between(nodes(before), nodes(after));
		nodes = new SourceNodes(source, root);
		style = new Style(source.lineEnd(), step(root), blocks);
		leaves = new LeafEdit(source, nodes, style);
	}

	/** The text for {@code after}, where {@code source} is the one of {@code before} with the tree {@code root}. */
	static String apply(SourceText source, Node root, Workflow before, Workflow after) {
		if (before.equals(after)) {
			return source.text();
		}
		Block old = TextTree.of(before);
		Block wanted = TextTree.of(after);
		// white space that was harmless may become part of a text of several lines; then texts are kept in one line
		for (boolean blocks : new boolean[] { true, false }) {
			var edit = new TextEdit(source, root, old, wanted, blocks);
			if (SourceNodes.isBlockCollection(root)) {
				String text = edit.block((MappingNode) root, old, wanted, 0, source.lines(), true);
				for (String candidate : List.of(text, text + source.lineEnd())) {
					if (means(candidate, after)) {
						return candidate;
					}
				}
			}
		}
		return rewritten(source, root, after);
	}

	private static Block nodes(Block workflow) {
		return workflow.get(Keys.NODES).map(Block.class::cast).orElseGet(() -> new Block(List.of(), true));
	}

	private static boolean means(String text, Workflow workflow) {
		try {
			return WorkflowReader.parse(text, "edited").workflow().equals(workflow);
		} catch (DocumentException _) {
			return false; // the caller then writes the text anew
		}
	}

	/** The text written anew below its comments, for files written in a way that cannot be edited in place. */
	private static String rewritten(SourceText source, Node root, Workflow after) {
		var text = new StringBuilder();
		new SourceNodes(source, root).comments(0, source.text().length())
				.forEach(comment -> text.append(comment).append(source.lineEnd()));
		return text.append(WorkflowWriter.write(after).replace("\n", source.lineEnd())).toString();
	}

	/** Spaces for each level, as the author of the file likes it. */
	private static int step(Node root) {
		if (SourceNodes.isBlockCollection(root)) {
			for (NodeTuple tuple : ((MappingNode) root).getValue()) {
				Node value = tuple.getValueNode();
				if (value instanceof MappingNode && SourceNodes.isBlockCollection(value)) {
					return SourceNodes.start(value).getColumn();
				}
			}
		}
		return WorkflowWriter.STEP;
	}

	private String block(MappingNode node, Block before, Block after, int from, int to, boolean top) {
		List<Slot> slots = nodes.slots(node, from, to);
		int indent = SourceNodes.start(node).getColumn();
		var assembly = new BlockAssembly(source, slots, from, to);
		boolean spaced = !top && assembly.spaced();
		var parts = new ArrayList<Part>();
		Map<String, TextTree> old = before.byKey();
		for (Placed placed : before.ordered() ? inOrderOf(after, before, node) : inOrderOf(node, before, after)) {
			if (placed.slot == NEW) {
				Entry entry = placed.entry.orElseThrow();
				boolean section = entry.value() instanceof Block || entry.value() instanceof Items;
				parts.add(new Part(NEW, WorkflowWriter.entry(entry, indent, style), top ? section : spaced));
				continue;
			}
			Slot slot = slots.get(placed.slot);
			NodeTuple tuple = node.getValue().get(placed.slot);
			String lead = source.lines(slot.lead(), slot.key());
			String text = placed.entry.isEmpty() ? source.lines(slot.key(), slot.end())
					: entry(tuple, slot, Optional.ofNullable(old.get(key(tuple))), placed.entry.get(), indent);
			boolean vanishes = !top && placed.entry.isPresent() && isEmpty(placed.entry.get().value()) && lead.isEmpty()
					&& text.lines().noneMatch(line -> line.contains("#"));
			if (!vanishes) {
				parts.add(new Part(placed.slot, lead + text, false));
			}
		}
		return assembly.assemble(parts);
	}

	/** Entries whose order means something: those of the result, in its order. */
	private static List<Placed> inOrderOf(Block after, Block before, MappingNode node) {
		var index = index(node);
		Map<String, String> oldKeys = Renaming.between(before, after);
		return after.entries().stream().map(entry -> new Placed(
				index.getOrDefault(oldKeys.getOrDefault(entry.key(), entry.key()), NEW), Optional.of(entry))).toList();
	}

	/** Entries with fixed keys: those of the text, in its order, and new ones behind the one they usually follow. */
	private static List<Placed> inOrderOf(MappingNode node, Block before, Block after) {
		var placed = new ArrayList<Placed>();
		var keys = new ArrayList<String>();
		for (int slot = 0; slot < node.getValue().size(); slot++) {
			String key = key(node.getValue().get(slot));
			Optional<TextTree> old = before.get(key);
			Optional<TextTree> wanted = after.get(key)
					.or(() -> old.filter(tree -> mayBeEmpty(key) && isBlock(tree, node, key)).map(TextEdit::emptied));
			if (wanted.isPresent() || old.isEmpty()) {
				placed.add(new Placed(slot, wanted.map(tree -> new Entry(key, tree))));
				keys.add(key);
			}
		}
		var index = index(node);
		int place = 0;
		for (Entry entry : after.entries()) {
			if (index.containsKey(entry.key())) {
				place = keys.indexOf(entry.key()) + 1;
			} else {
				placed.add(place, new Placed(NEW, Optional.of(entry)));
				keys.add(place++, entry.key());
			}
		}
		return placed;
	}

	/** A section may stand there with nothing in it; groups are either said or not. */
	private static boolean mayBeEmpty(String key) {
		return !key.equals(Keys.GROUP);
	}

	private static boolean isBlock(TextTree tree, MappingNode node, String key) {
		return (tree instanceof Block || tree instanceof Items)
				&& SourceNodes.isBlockCollection(node.getValue().get(index(node).get(key)).getValueNode());
	}

	private static TextTree emptied(TextTree tree) {
		return tree instanceof Block block ? new Block(List.of(), block.ordered()) : new Items(List.of());
	}

	private static boolean isEmpty(TextTree tree) {
		return tree instanceof Block block && block.entries().isEmpty()
				|| tree instanceof Items items && items.links().isEmpty();
	}

	private static Map<String, Integer> index(MappingNode node) {
		var index = new HashMap<String, Integer>();
		node.getValue().forEach(tuple -> index.put(key(tuple), index.size()));
		return index;
	}

	private static String key(NodeTuple tuple) {
		return ((ScalarNode) tuple.getKeyNode()).getValue();
	}

	/** The lines of an entry from its key on. */
	private String entry(NodeTuple tuple, Slot slot, Optional<TextTree> before, Entry after, int indent) {
		Node value = tuple.getValueNode();
		Optional<String> text;
		if (before.isPresent() && TextTree.same(before.get(), after.value())) {
			text = Optional.of(source.lines(slot.key(), slot.end()));
		} else {
			text = switch (after.value()) {
			case Block _ when !(before.isPresent() && before.get() instanceof Block) && !YamlFields.isEmpty(value) ->
				Optional.empty(); // a text or a list that becomes a map
			case Block block ->
				container(tuple, slot, () -> block((MappingNode) value, (Block) before.orElseThrow(), block,
						slot.key() + 1, slot.end(), false), block, indent);
			case Items items ->
				container(tuple, slot, () -> items((SequenceNode) value, (Items) before.orElseThrow(), items,
						slot.key() + 1, slot.end()), items, indent);
			default -> leaves.inPlace(value, slot, after.value(), indent);
			};
		}
		if (text.isEmpty()) {
			return leaves.comments(slot, indent) + WorkflowWriter.entry(after, indent, style);
		}
		int keyStart = nodes.offset(tuple.getKeyNode()) - source.start(slot.key());
		int keyEnd = nodes.endOffset(tuple.getKeyNode()) - source.start(slot.key());
		return key(tuple).equals(after.key()) ? text.get()
				: text.get().substring(0, keyStart) + after.key() + text.get().substring(keyEnd);
	}

	/** The lines of an entry with entries or elements below its key; empty where they stand beside it. */
	private Optional<String> container(NodeTuple tuple, Slot slot, Supplier<String> content,
			TextTree after, int indent) {
		Node value = tuple.getValueNode();
		var text = new StringBuilder(source.lines(slot.key(), slot.key() + 1));
		if (SourceNodes.isBlockCollection(value) && SourceNodes.start(value).getLine() > slot.key()) {
			BlockAssembly.append(text, content.get(), source.lineEnd());
			return Optional.of(text.toString());
		}
		if (!YamlFields.isEmpty(value)) {
			return Optional.empty();
		}
		String whole = WorkflowWriter.entry(new Entry("", after), indent, style);
		BlockAssembly.append(text, whole.substring(whole.indexOf('\n') + 1), source.lineEnd());
		BlockAssembly.append(text, source.lines(slot.key() + 1, slot.end()), source.lineEnd());
		return Optional.of(text.toString());
	}

	private String items(SequenceNode node, Items before, Items after, int from, int to) {
		List<Slot> slots = nodes.slots(node, from, to);
		int indent = SourceNodes.start(node).getColumn();
		var assembly = new BlockAssembly(source, slots, from, to);
		int[] origins = Renaming.origins(before, after, oldNodes);
		var parts = new ArrayList<Part>();
		for (int i = 0; i < origins.length; i++) {
			Link wanted = after.links().get(i);
			if (origins[i] == NEW) {
				parts.add(new Part(NEW, WorkflowWriter.item(wanted, indent, style), false));
				continue;
			}
			Slot slot = slots.get(origins[i]);
			String text = before.links().get(origins[i]).equals(wanted) ? source.lines(slot.key(), slot.end())
					: leaves.inPlace(node.getValue().get(origins[i]), slot, wanted, indent).orElseGet(
							() -> leaves.comments(slot, indent) + WorkflowWriter.item(wanted, indent, style));
			parts.add(new Part(origins[i], source.lines(slot.lead(), slot.key()) + text, false));
		}
		return assembly.assemble(parts);
	}
}
