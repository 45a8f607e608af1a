package org.armillary.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the nodes of a graph stand: in layers from left to right, each node one layer after the last of those that it needs;
 * within a layer so that connections cross seldom. A connection over several layers has a place of its own in each of them, so
 * that it passes between nodes.
 *
 * <p><b>Algorithm.</b> Longest path for layers, barycentres for the order within layers, alternately from the left and from
 * the right (Sugiyama, Tagawa &amp; Toda 1981, IEEE Trans. SMC 11, 109); then each place moves towards the mean of its
 * neighbours as far as those above and below let it. Connections that would lead back, as in a graph with a circle, are left
 * out.
 *
 * @param boxes
 *            places of the nodes by id, pixels
 * @param paths
 *            the connections
 * @param width
 *            of the whole, pixels
 * @param height
 *            of the whole, pixels
 */
record GraphLayout(Map<String, Box> boxes, List<Path> paths, double width, double height) {

	private static final int SWEEPS = 12;
	private static final int PULLS = 8;

	/** Sizes, pixels. */
	record Sizes(double nodeWidth, double nodeHeight, double layerGap, double rowGap, double margin) {
	}

	/**
	 * Place of a node.
	 *
	 * @param layer
	 *            index of its layer, from 0
	 */
	record Box(double x, double y, double width, double height, int layer) {
	}

	/** A connection: the places it runs through, from the right side of one node to the left side of another. */
	record Path(String from, String to, List<double[]> points) {
	}

	/** A node, or the place of a connection in a layer between its ends. */
	private static final class Place {
		private final String node;
		private final int layer;
		private final double height;
		private final List<Place> before = new ArrayList<>();
		private final List<Place> after = new ArrayList<>();
		private double order;
		private double y;

		Place(String node, int layer, double height) {
			this.node = node;
			this.layer = layer;
			this.height = height;
		}
	}

	/**
	 * Lays out.
	 *
	 * @param nodes
	 *            ids
	 * @param edges
	 *            pairs of ids; what is there twice is drawn once
	 */
	static GraphLayout of(List<String> nodes, List<List<String>> edges, Sizes sizes) {
		Map<String, Integer> layers = layers(nodes, edges);
		int last = layers.values().stream().mapToInt(Integer::intValue).max().orElse(0);
		var columns = new ArrayList<List<Place>>();
		for (int i = 0; i <= last; i++) {
			columns.add(new ArrayList<>());
		}
		var places = new LinkedHashMap<String, Place>();
		for (String node : nodes) {
			var place = new Place(node, layers.get(node), sizes.nodeHeight());
			places.put(node, place);
			columns.get(place.layer).add(place);
		}
		var routes = new ArrayList<List<Place>>();
		var ways = new HashMap<Place, List<Place>>();
		for (List<String> edge : new LinkedHashSet<>(edges)) {
			Place from = places.get(edge.getFirst());
			Place to = places.get(edge.getLast());
			if (from != null && to != null && from.layer < to.layer) {
				routes.add(route(from, to, ways.computeIfAbsent(from, _ -> new ArrayList<>()), columns, sizes));
			}
		}
		order(columns);
		align(columns, sizes);
		return drawn(columns, routes, sizes);
	}

	/** The longest way to each node; connections that lead back are not followed. */
	private static Map<String, Integer> layers(List<String> nodes, List<List<String>> edges) {
		var targets = new HashMap<String, List<String>>();
		edges.forEach(edge -> targets.computeIfAbsent(edge.getFirst(), _ -> new ArrayList<>()).add(edge.getLast()));
		var finished = new ArrayList<String>();
		var seen = new LinkedHashSet<String>();
		for (String node : nodes) {
			visit(node, targets, seen, finished, Set.copyOf(nodes));
		}
		var rank = new HashMap<String, Integer>();
		for (String node : finished.reversed()) {
			rank.put(node, rank.size());
		}
		var layers = new HashMap<String, Integer>();
		nodes.forEach(node -> layers.put(node, 0));
		for (String node : finished.reversed()) {
			for (String target : targets.getOrDefault(node, List.of())) {
				if (rank.containsKey(target) && rank.get(target) > rank.get(node)) {
					layers.merge(target, layers.get(node) + 1, Math::max);
				}
			}
		}
		return layers;
	}

	private static void visit(String node, Map<String, List<String>> targets, Set<String> seen, List<String> finished,
			Set<String> known) {
		if (known.contains(node) && seen.add(node)) {
			targets.getOrDefault(node, List.of()).reversed()
					.forEach(target -> visit(target, targets, seen, finished, known));
			finished.add(node);
		}
	}

	/** The places of a connection; those from the same node share their way as far as it goes. */
	private static List<Place> route(Place from, Place to, List<Place> way, List<List<Place>> columns, Sizes sizes) {
		var route = new ArrayList<>(List.of(from));
		for (int layer = from.layer + 1; layer < to.layer; layer++) {
			int step = layer - from.layer - 1;
			if (step == way.size()) {
				var between = new Place("", layer, sizes.rowGap() / 2);
				columns.get(layer).add(between);
				way.add(between);
				join(route.getLast(), between);
			}
			route.add(way.get(step));
		}
		join(route.getLast(), to);
		route.add(to);
		return route;
	}

	private static void join(Place before, Place after) {
		before.after.add(after);
		after.before.add(before);
	}

	/** Orders the layers, and keeps the order with the fewest crossings. */
	private static void order(List<List<Place>> columns) {
		columns.forEach(GraphLayout::number);
		long fewest = crossings(columns);
		List<List<Place>> best = columns.stream().map(List::copyOf).toList();
		for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
			boolean forward = sweep % 2 == 0;
			for (List<Place> column : forward ? columns : columns.reversed()) {
				double[] keys = new double[column.size()];
				for (int i = 0; i < keys.length; i++) {
					Place place = column.get(i);
					keys[i] = (forward ? place.before : place.after).stream().mapToDouble(other -> other.order)
							.average().orElse(place.order);
				}
				for (int i = 0; i < keys.length; i++) {
					column.get(i).order = keys[i];
				}
				column.sort(Comparator.comparingDouble(place -> place.order));
				number(column);
			}
			long now = crossings(columns);
			if (now < fewest) {
				fewest = now;
				best = columns.stream().map(List::copyOf).toList();
			}
		}
		for (int i = 0; i < best.size(); i++) {
			columns.set(i, new ArrayList<>(best.get(i)));
			number(columns.get(i));
		}
	}

	private static void number(List<Place> column) {
		for (int i = 0; i < column.size(); i++) {
			column.get(i).order = i;
		}
	}

	private static long crossings(List<List<Place>> columns) {
		long crossings = 0;
		for (List<Place> column : columns) {
			var ends = new ArrayList<double[]>();
			column.forEach(place -> place.after.forEach(other -> ends.add(new double[] { place.order, other.order })));
			for (int i = 0; i < ends.size(); i++) {
				for (int j = i + 1; j < ends.size(); j++) {
					if ((ends.get(i)[0] - ends.get(j)[0]) * (ends.get(i)[1] - ends.get(j)[1]) < 0) {
						crossings++;
					}
				}
			}
		}
		return crossings;
	}

	/** Gives each place its height on the page: as near to the mean of its neighbours as its layer has room. */
	private static void align(List<List<Place>> columns, Sizes sizes) {
		columns.forEach(column -> settle(column, new double[column.size()], sizes));
		for (int pull = 0; pull < PULLS; pull++) {
			boolean forward = pull % 2 == 0;
			for (List<Place> column : forward ? columns : columns.reversed()) {
				double[] wanted = new double[column.size()];
				for (int i = 0; i < wanted.length; i++) {
					Place place = column.get(i);
					wanted[i] = (forward ? place.before : place.after).stream().mapToDouble(other -> other.y).average()
							.orElse(place.y);
				}
				settle(column, wanted, sizes);
			}
		}
		double top = columns.stream().flatMap(List::stream).mapToDouble(place -> place.y - place.height / 2).min()
				.orElse(0);
		columns.forEach(column -> column.forEach(place -> place.y += sizes.margin() - top));
	}

	/** Centres near to where they are wanted, without overlaps: blocks that touch move as one to their mean. */
	private static void settle(List<Place> column, double[] wanted, Sizes sizes) {
		int size = column.size();
		double[] offset = new double[size];
		for (int i = 1; i < size; i++) {
			offset[i] = offset[i - 1] + (column.get(i - 1).height + column.get(i).height) / 2 + sizes.rowGap();
		}
		// isotonic regression of the wanted places less the offsets
		double[] mean = new double[size];
		int[] weight = new int[size];
		int blocks = 0;
		for (int i = 0; i < size; i++) {
			mean[blocks] = wanted[i] - offset[i];
			weight[blocks++] = 1;
			while (blocks > 1 && mean[blocks - 2] > mean[blocks - 1]) {
				blocks--;
				mean[blocks - 1] = (mean[blocks - 1] * weight[blocks - 1] + mean[blocks] * weight[blocks])
						/ (weight[blocks - 1] + weight[blocks]);
				weight[blocks - 1] += weight[blocks];
			}
		}
		int place = 0;
		for (int block = 0; block < blocks; block++) {
			for (int i = 0; i < weight[block]; i++) {
				column.get(place).y = mean[block] + offset[place];
				place++;
			}
		}
	}

	private static GraphLayout drawn(List<List<Place>> columns, List<List<Place>> routes, Sizes sizes) {
		double step = sizes.nodeWidth() + sizes.layerGap();
		var boxes = new LinkedHashMap<String, Box>();
		double bottom = 0;
		for (List<Place> column : columns) {
			for (Place place : column) {
				bottom = Math.max(bottom, place.y + place.height / 2);
				if (!place.node.isEmpty()) {
					boxes.put(place.node, new Box(sizes.margin() + place.layer * step, place.y - place.height / 2,
							sizes.nodeWidth(), place.height, place.layer));
				}
			}
		}
		var paths = new ArrayList<Path>();
		for (List<Place> route : routes) {
			var points = new ArrayList<double[]>();
			for (Place place : route) {
				double left = sizes.margin() + place.layer * step;
				if (place != route.getFirst()) {
					points.add(new double[] { left, place.y });
				}
				if (place != route.getLast()) {
					points.add(new double[] { left + sizes.nodeWidth(), place.y });
				}
			}
			paths.add(new Path(route.getFirst().node, route.getLast().node, points));
		}
		return new GraphLayout(boxes, paths, 2 * sizes.margin() + columns.size() * step - sizes.layerGap(),
				bottom + sizes.margin());
	}
}
