package org.armillary.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the parts of a workflow stand in its text. */
final class Positions {

	private final Map<String, Position> places = new HashMap<>();
	private final List<Position> connections = new ArrayList<>();

	/** Kinds of parts that have names. */
	enum Part {
		SECTION, INPUT, PARAMETER, PARAMETER_VALUE, NODE, NODE_ACTOR, NODE_PARAMETER, OUTPUT
	}

	void put(Part part, String name, Position position) {
		places.put(part + " " + name, position);
	}

	void addConnection(Position position) {
		connections.add(position);
	}

	Position get(Part part, String name) {
		return places.getOrDefault(part + " " + name, Position.NONE);
	}

	Position connection(int index) {
		return connections.get(index);
	}
}
