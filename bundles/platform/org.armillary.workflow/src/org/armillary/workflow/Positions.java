package org.armillary.workflow;

import org.armillary.workflow.text.Position;
import org.armillary.workflow.text.Place;
import org.armillary.workflow.text.SourceText;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the parts of a workflow stand in its text, or in the texts of its sub-workflows. */
final class Positions {

	private final SourceText source;
	private final Map<String, Place> places = new HashMap<>();
	private final List<Place> connections = new ArrayList<>();

	/** Kinds of parts that have names. */
	enum Part {
		SECTION, INPUT, PARAMETER, PARAMETER_VALUE, NODE, NODE_ACTOR, NODE_PARAMETER, NODE_GROUP, NODE_WHEN, OUTPUT
	}

	Positions(SourceText source) {
		this.source = source;
	}

	void put(Part part, String name, Position position) {
		put(part, name, new Place(source, position));
	}

	void put(Part part, String name, Place place) {
		places.put(part + " " + name, place);
	}

	void addConnection(Position position) {
		addConnection(new Place(source, position));
	}

	void addConnection(Place place) {
		connections.add(place);
	}

	Place get(Part part, String name) {
		Place place = places.get(part + " " + name);
		return place == null ? new Place(source, Position.NONE) : place;
	}

	Place connection(int index) {
		return connections.get(index);
	}
}
