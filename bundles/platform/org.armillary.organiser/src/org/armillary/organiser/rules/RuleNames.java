package org.armillary.organiser.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.organiser.message.OrganiserMessage;
import org.armillary.workflow.text.Nearest;
import org.armillary.workflow.text.Place;
import org.armillary.workflow.text.Position;
import org.armillary.workflow.text.Problems;

/** What the rules read so far have names for, and what stands further down. */
final class RuleNames {

	/** What has names. */
	enum Kind {
		PARAMETER("the parameter"), QUANTITY("the quantity"), CATEGORY("the category"), LADDER("the ladder"),
		DATASET("the dataset");

		private final String words;

		Kind(String words) {
			this.words = words;
		}

		String words() {
			return words;
		}
	}

	private final Problems problems;
	private final Map<Kind, Map<String, Position>> places = new HashMap<>();
	private final Map<Kind, Map<String, Boolean>> read = new HashMap<>();

	RuleNames(Problems problems) {
		this.problems = problems;
		for (Kind kind : Kind.values()) {
			places.put(kind, new LinkedHashMap<>());
			read.put(kind, new LinkedHashMap<>());
		}
	}

	/** Says that a name stands somewhere, perhaps further down than what is being read. */
	void announce(Kind kind, String name, Position position) {
		places.get(kind).put(name, position);
	}

	/** Says that what has a name has been read. */
	void add(Kind kind, String name, boolean many) {
		read.get(kind).put(name, many);
	}

	/** Where a name stands. */
	Optional<Position> position(Kind kind, String name) {
		return Optional.ofNullable(places.get(kind).get(name));
	}

	/** Whether something with this name has been read. */
	boolean has(Kind kind, String name) {
		return read.get(kind).containsKey(name);
	}

	/** Whether a quantity may have many values. */
	boolean isMany(String quantity) {
		return read.get(Kind.QUANTITY).getOrDefault(quantity, false);
	}

	/** Whether a name is that of something read already; otherwise a problem. */
	boolean check(Kind kind, String name, Place place, String what) {
		if (has(kind, name)) {
			return true;
		}
		refuse(List.of(kind), name, place, what);
		return false;
	}

	/** Whether a name is that of one quantity with one value; otherwise a problem. */
	boolean checkSingle(String quantity, Place place, String what) {
		return check(Kind.QUANTITY, quantity, place, what) && checkSingleValue(quantity, place, what);
	}

	private boolean checkSingleValue(String quantity, Place place, String what) {
		if (isMany(quantity)) {
			problems.error(place, OrganiserMessage.RULES_MANY,
					"the quantity " + quantity + ", which " + what + " names,");
			return false;
		}
		return true;
	}

	/** Whether {@code $name} is known; otherwise a problem. */
	boolean checkReference(String name, Place place, String what, boolean manyAllowed) {
		if (has(Kind.PARAMETER, name)) {
			return true;
		}
		if (has(Kind.QUANTITY, name)) {
			return manyAllowed || checkSingleValue(name, place, what);
		}
		refuse(List.of(Kind.QUANTITY, Kind.PARAMETER), name, place, what);
		return false;
	}

	private void refuse(List<Kind> kinds, String name, Place place, String what) {
		for (Kind kind : kinds) {
			Optional<Position> later = position(kind, name);
			if (later.isPresent()) {
				problems.error(place, OrganiserMessage.RULES_LATER, what, kind.words(), name, later.get().line());
				return;
			}
		}
		var known = new ArrayList<String>();
		kinds.forEach(kind -> known.addAll(places.get(kind).keySet()));
		problems.error(place, OrganiserMessage.RULES_UNKNOWN, what, kinds.getFirst().words(), name,
				Nearest.hint(name, known), Nearest.list(known));
	}
}
