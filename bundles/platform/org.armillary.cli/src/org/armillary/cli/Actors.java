package org.armillary.cli;

import org.armillary.actor.provider.ActorCatalog.Entry;
import org.armillary.actor.provider.ActorDescriptor;

/** Finds actors by id. */
final class Actors {

	private Actors() {
	}

	static ActorDescriptor find(Invocation invocation, String id) throws CliException {
		for (Entry entry : invocation.catalog().entries()) {
			switch (entry) {
			case Entry.Available(var descriptor, _) when descriptor.id().equals(id) -> {
				return descriptor;
			}
			case Entry.Broken(var name, var origin, var why) when name.equals(id) ->
				throw new CliException(CliMessage.BROKEN_ACTOR.with(name, origin, why.summary()));
			default -> {
				// another one
			}
			}
		}
		throw new CliException(CliMessage.UNKNOWN_ACTOR.with(id, suggestion(invocation, id)));
	}

	private static String suggestion(Invocation invocation, String id) {
		String last = id.substring(id.lastIndexOf('.') + 1);
		var similar = invocation.catalog().entries().stream()
				.filter(Entry.Available.class::isInstance).map(entry -> ((Entry.Available) entry).descriptor().id())
				.filter(known -> known.contains(last) || distance(known, id) <= 2).toList();
		return similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?";
	}

	/** Number of letters to insert, delete or replace to turn one word into the other (Levenshtein 1966). */
	private static int distance(String a, String b) {
		int[] row = new int[b.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[b.length()];
	}
}
