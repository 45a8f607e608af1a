package org.armillary.nights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A YAML document as maps, lists and scalars, which can be written, and made smaller by one thing at a time. Texts are
 * {@link String}; anything else is written as it prints itself.
 */
final class Tree {

	private Tree() {
	}

	/** A map of names and values, in turns. */
	static Map<String, Object> map(Object... pairs) {
		var map = new LinkedHashMap<String, Object>();
		for (int i = 0; i < pairs.length; i += 2) {
			map.put((String) pairs[i], pairs[i + 1]);
		}
		return map;
	}

	/** The document as text. */
	static String text(Map<String, Object> document) {
		var text = new StringBuilder();
		for (var entry : document.entrySet()) {
			text.append(entry.getKey()).append(':');
			write(entry.getValue(), 1, text);
		}
		return text.toString();
	}

	private static void write(Object node, int depth, StringBuilder text) {
		switch (node) {
		case Map<?, ?> map when map.isEmpty() -> text.append(" {}\n");
		case Map<?, ?> map -> {
			text.append('\n');
			for (var entry : map.entrySet()) {
				text.append("  ".repeat(depth)).append(entry.getKey()).append(':');
				write(entry.getValue(), depth + 1, text);
			}
		}
		case List<?> list -> text.append(' ').append(flow(list)).append('\n');
		default -> text.append(' ').append(flow(node)).append('\n');
		}
	}

	private static String flow(Object node) {
		return switch (node) {
		case Map<?, ?> map -> "{ " + String.join(", ",
				map.entrySet().stream().map(entry -> entry.getKey() + ": " + flow(entry.getValue())).toList()) + " }";
		case List<?> list -> "[" + String.join(", ", list.stream().map(Tree::flow).toList()) + "]";
		case String string -> "'" + string.replace("'", "''") + "'";
		default -> node.toString();
		};
	}

	/** All documents in which one thing is missing, the large things first. */
	static List<Map<String, Object>> smaller(Map<String, Object> document) {
		var all = new ArrayList<Map<String, Object>>();
		for (int depth = 1; depth < 8; depth++) {
			for (Object one : without(document, depth)) {
				all.add(asMap(one));
			}
		}
		return all;
	}

	private static Map<String, Object> asMap(Object node) {
		var map = new LinkedHashMap<String, Object>();
		((Map<?, ?>) node).forEach((name, value) -> map.put((String) name, value));
		return map;
	}

	/** All variants of a node in which one thing is missing that is so many steps below it. */
	private static List<Object> without(Object node, int depth) {
		var variants = new ArrayList<Object>();
		switch (node) {
		case Map<?, ?> map -> {
			for (Object name : map.keySet()) {
				for (Object value : depth == 1 ? NOTHING : without(map.get(name), depth - 1)) {
					var copy = asMap(map);
					copy.put((String) name, value);
					variants.add(copy);
				}
				if (depth == 1) {
					var copy = asMap(map);
					copy.remove(name);
					variants.add(copy);
				}
			}
		}
		case List<?> list -> {
			for (int i = 0; i < list.size(); i++) {
				for (Object value : depth == 1 ? NOTHING : without(list.get(i), depth - 1)) {
					var copy = new ArrayList<Object>(list);
					copy.set(i, value);
					variants.add(copy);
				}
				if (depth == 1) {
					var copy = new ArrayList<Object>(list);
					copy.remove(i);
					variants.add(copy);
				}
			}
		}
		default -> variants.addAll(NOTHING);
		}
		return variants;
	}

	private static final Collection<Object> NOTHING = List.of();
}
