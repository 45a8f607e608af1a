package org.armillary.kmos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.actor.message.Message;

/** Caveats of a job, one of each kind: what holds for one IFU often holds for all. Not for use by several threads. */
public final class Caveats {

	private final Map<String, Message> first = new LinkedHashMap<>();
	private final Map<String, Integer> counts = new LinkedHashMap<>();

	/** Adds a caveat. */
	public void add(Message caveat) {
		first.putIfAbsent(caveat.id(), caveat);
		counts.merge(caveat.id(), 1, Integer::sum);
	}

	/** The first caveat of each kind, with the number of further ones. */
	public List<Message> all() {
		return first.values().stream().map(caveat -> {
			int more = counts.get(caveat.id()) - 1;
			return more == 0 ? caveat : caveat.withDetail("the same for " + more + " more");
		}).toList();
	}
}
