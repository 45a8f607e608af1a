package org.armillary.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

import org.armillary.workflow.TextTree.Block;
import org.armillary.workflow.TextTree.Entry;
import org.armillary.workflow.TextTree.Items;

/** Guesses what was renamed or rewired and what was removed and added, so that comments stay with what they are about. */
final class Renaming {

	private Renaming() {
	}

	/** The old name by new name, of entries that were renamed. */
	static Map<String, String> between(Block before, Block after) {
		var gone = new ArrayList<>(before.without(keys(after)).entries());
		List<Entry> come = after.without(keys(before)).entries();
		var oldKeys = new HashMap<String, String>();
		match(come, gone, oldKeys, (one, other) -> TextTree.same(one.value(), other.value()));
		match(come, gone, oldKeys, (one, other) -> after.entries().indexOf(one) == before.entries().indexOf(other)
				&& before.entries().size() == after.entries().size() && firstField(one).equals(firstField(other)));
		return oldKeys;
	}

	private static void match(List<Entry> come, List<Entry> gone, Map<String, String> oldKeys,
			BiPredicate<Entry, Entry> matches) {
		for (Entry entry : come) {
			if (!oldKeys.containsKey(entry.key())) {
				gone.stream().filter(old -> matches.test(entry, old)).findFirst().ifPresent(old -> {
					gone.remove(old);
					oldKeys.put(entry.key(), old.key());
				});
			}
		}
	}

	private static Set<String> keys(Block block) {
		return block.entries().stream().map(Entry::key).collect(Collectors.toSet());
	}

	private static List<Entry> firstField(Entry entry) {
		return entry.value() instanceof Block block ? block.entries().subList(0, Math.min(1, block.entries().size()))
				: List.of();
	}

	/**
	 * For each connection after the change, the index of the one before that it was, or -1 for a new one.
	 *
	 * @param oldNodes
	 *            old id by new id, of nodes that were renamed
	 */
	static int[] origins(Items before, Items after, Map<String, String> oldNodes) {
		var origins = new int[after.links().size()];
		Arrays.fill(origins, -1);
		var used = new boolean[before.links().size()];
		var unchanged = new HashMap<Connection, Deque<Integer>>();
		for (int j = 0; j < used.length; j++) {
			unchanged.computeIfAbsent(before.links().get(j).connection(), _ -> new ArrayDeque<>()).add(j);
		}
		for (int i = 0; i < origins.length; i++) {
			Deque<Integer> same = unchanged.get(after.links().get(i).connection());
			if (same != null && !same.isEmpty()) {
				origins[i] = same.remove();
				used[origins[i]] = true;
			}
		}
		List<BiPredicate<Connection, Connection>> likeness = List.of(
				(one, other) -> old(one, oldNodes).text().equals(other.text()),
				(one, other) -> one.to().equals(other.to()),
				(one, other) -> one.from().equals(other.from()));
		for (var alike : likeness) {
			for (int i = 0; i < origins.length; i++) {
				for (int j = 0; j < used.length && origins[i] < 0; j++) {
					if (!used[j] && alike.test(after.links().get(i).connection(), before.links().get(j).connection())) {
						used[j] = true;
						origins[i] = j;
					}
				}
			}
		}
		return origins;
	}

	private static Connection old(Connection connection, Map<String, String> oldNodes) {
		return connection.between(old(connection.from(), oldNodes), old(connection.to(), oldNodes));
	}

	private static PortReference old(PortReference port, Map<String, String> oldNodes) {
		return new PortReference(oldNodes.getOrDefault(port.node(), port.node()), port.port());
	}
}
