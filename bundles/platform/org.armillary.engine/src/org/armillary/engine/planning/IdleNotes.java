package org.armillary.engine.planning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.armillary.actor.message.Message;
import org.armillary.engine.RunPlan.IdleNode;

/** Says why a node has nothing to do: once for each reason, with the first of those that it concerns and their number. */
final class IdleNotes {

	private static final class Note {
		private final String first;
		private final Function<String, Message> message;
		private int others = -1;

		Note(String first, Function<String, Message> message) {
			this.first = first;
			this.message = message;
		}

		Message message() {
			return message
					.apply(first.isEmpty() ? "" : " for " + first + (others == 0 ? "" : " and " + others + " more"));
		}
	}

	private final Map<String, Note> notes = new LinkedHashMap<>();

	/**
	 * Notes that something is not done.
	 *
	 * @param reason
	 *            the reason; what has the same is told together
	 * @param subject
	 *            for what it is not done; empty for all of it
	 * @param message
	 *            what the user is told, given “ for …” or nothing
	 * @return what the user is told of this subject alone
	 */
	Message add(String reason, String subject, Function<String, Message> message) {
		notes.computeIfAbsent(reason, _ -> new Note(subject, message)).others++;
		return message.apply(subject.isEmpty() ? "" : " for " + subject);
	}

	/** What the user is told. */
	List<IdleNode> of(String node) {
		var idle = new ArrayList<IdleNode>();
		notes.values().forEach(note -> idle.add(new IdleNode(node, note.message())));
		return idle;
	}
}
