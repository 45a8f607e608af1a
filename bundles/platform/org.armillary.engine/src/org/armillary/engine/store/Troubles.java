package org.armillary.engine.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.armillary.actor.message.Message;

/**
 * Troubles that the store overcomes by itself, of each sort the first, for whoever tells them to a user.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
final class Troubles {

	private final Set<String> known = new HashSet<>();
	private final List<Message> untold = new ArrayList<>();

	/** Takes a trouble, unless there was one of its sort. */
	synchronized void add(Message trouble) {
		if (known.add(trouble.id())) {
			untold.add(trouble);
		}
	}

	/** Gives those that were not given yet. */
	synchronized List<Message> take() {
		List<Message> taken = List.copyOf(untold);
		untold.clear();
		return taken;
	}
}
