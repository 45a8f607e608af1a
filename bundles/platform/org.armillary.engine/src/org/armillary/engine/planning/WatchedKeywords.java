package org.armillary.engine.planning;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.armillary.actor.Keywords;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.workflow.Connection;
import org.armillary.workflow.Grouping;
import org.armillary.workflow.PortReference;

/** Which keywords of the products of a port decide, by conditions, groups and match rules, what the jobs after it are. */
final class WatchedKeywords {

	private static final String NUMBER = "#";

	private final Map<PortReference, Set<String>> names = new HashMap<>();

	/** Looks through the rules of all nodes. */
	WatchedKeywords(List<NodeSetup> nodes) {
		for (NodeSetup node : nodes) {
			var ofTrigger = new LinkedHashSet<String>();
			node.condition().ifPresent(condition -> ofTrigger.addAll(condition.keywords()));
			node.overrideConditions().forEach(condition -> ofTrigger.addAll(condition.keywords()));
			node.grouping().map(Grouping::by).ifPresent(ofTrigger::addAll);
			String trigger = node.trigger().map(PortDescriptor::name).orElse("");
			node.connections().forEach((port, connections) -> {
				for (Connection connection : port.equals(trigger) ? List.<Connection>of() : connections) {
					ofTrigger.addAll(connection.match());
					connection.nearest().ifPresent(ofTrigger::add);
					watch(connection.from(), connection.match());
					connection.nearest().ifPresent(keyword -> watch(connection.from(), Set.of(keyword)));
				}
			});
			node.connections(trigger).forEach(connection -> watch(connection.from(), ofTrigger));
		}
	}

	private void watch(PortReference port, Iterable<String> keywords) {
		keywords.forEach(names.computeIfAbsent(port, _ -> new LinkedHashSet<>())::add);
	}

	/** Whether two headers of a product of a port differ in what decides. */
	boolean differ(PortReference port, Keywords one, Keywords other) {
		for (String name : names.getOrDefault(port, Set.of())) {
			if (name.contains(NUMBER) ? !many(one, name).equals(many(other, name))
					: !HeaderValue.of(one, name).equals(HeaderValue.of(other, name))) {
				return true;
			}
		}
		return false;
	}

	private static Map<String, HeaderValue> many(Keywords keywords, String name) {
		int place = name.indexOf(NUMBER);
		var values = new HashMap<String, HeaderValue>();
		keywords.values().forEach((keyword, value) -> {
			if (keyword.startsWith(name.substring(0, place)) && keyword.endsWith(name.substring(place + 1))) {
				values.put(keyword, HeaderValue.ofValue(value));
			}
		});
		return values;
	}
}
