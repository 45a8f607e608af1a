package org.armillary.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

import org.armillary.actor.provider.ActorCatalog.Entry;

/**
 * The actors of one palette category, or what cannot be used.
 *
 * @param name
 *            the category, as in {@code kmos/tools}
 * @param entries
 *            its actors, in the order of the catalogue
 */
record ActorGroup(String name, List<Entry> entries) {

	/** Name of the group of what cannot be used; it comes last. */
	static final String BROKEN = "Cannot be used";

	/** Copies the list. */
	ActorGroup {
		entries = List.copyOf(entries);
	}

	/** The entries of a catalogue by category, in alphabetical order. */
	static List<ActorGroup> of(List<Entry> entries) {
		var byCategory = new TreeMap<String, List<Entry>>();
		var broken = new ArrayList<Entry>();
		for (Entry entry : entries) {
			switch (entry) {
			case Entry.Available available -> byCategory
					.computeIfAbsent(available.descriptor().category(), category -> new ArrayList<>()).add(available);
			case Entry.Broken unusable -> broken.add(unusable);
			}
		}
		var groups = new ArrayList<ActorGroup>();
		byCategory.forEach((category, actors) -> groups.add(new ActorGroup(category, actors)));
		if (!broken.isEmpty()) {
			groups.add(new ActorGroup(BROKEN, broken));
		}
		return groups;
	}

	/** Whether each word that was typed occurs in title, id, category, origin or help; case does not matter. */
	static boolean matches(Entry entry, String typed) {
		String text = (switch (entry) {
		case Entry.Available(var actor, var origin) ->
			String.join(" ", actor.title(), actor.id(), actor.category(), origin,
					actor.help());
		case Entry.Broken(var name, var origin, var why) -> String.join(" ", name, origin, why.summary());
		}).toLowerCase(Locale.ROOT);
		for (String word : typed.toLowerCase(Locale.ROOT).split("\\s+")) {
			if (!text.contains(word)) {
				return false;
			}
		}
		return true;
	}
}
