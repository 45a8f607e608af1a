package org.armillary.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * Which node of a workflow needs which, by their indices in the file. Connections of unknown nodes, and of a node with
 * itself, do not count.
 */
final class NodeGraph {

	private final List<WorkflowNode> nodes;
	private final Map<String, Integer> indices = new HashMap<>();
	private final List<TreeSet<Integer>> successors = new ArrayList<>();

	NodeGraph(Workflow workflow) {
		nodes = workflow.nodes();
		for (WorkflowNode node : nodes) {
			indices.put(node.id(), successors.size());
			successors.add(new TreeSet<>());
		}
		for (Connection connection : workflow.connections()) {
			Integer from = indices.get(connection.from().node());
			Integer to = indices.get(connection.to().node());
			if (from != null && to != null && !from.equals(to)) {
				successors.get(from).add(to);
			}
		}
	}

	/** All nodes in topological order, ties in the order of the file. */
	List<WorkflowNode> order() {
		List<WorkflowNode> order = acyclicPart();
		if (order.size() < nodes.size()) {
			throw new IllegalStateException("the connections form a cycle");
		}
		return order;
	}

	/** The nodes that come before any cycle, in topological order. */
	List<WorkflowNode> acyclicPart() {
		int[] needed = new int[nodes.size()];
		successors.forEach(targets -> targets.forEach(target -> needed[target]++));
		var ready = new PriorityQueue<Integer>();
		for (int i = 0; i < needed.length; i++) {
			if (needed[i] == 0) {
				ready.add(i);
			}
		}
		var order = new ArrayList<WorkflowNode>();
		while (!ready.isEmpty()) {
			int next = ready.poll();
			order.add(nodes.get(next));
			for (int target : successors.get(next)) {
				if (--needed[target] == 0) {
					ready.add(target);
				}
			}
		}
		return order;
	}

	/**
	 * Cycles such that removing one connection of each may still leave others, but no node of one cycle is in another: for
	 * each, the ids in order, beginning with the first of the file.
	 */
	List<List<String>> cycles() {
		var cycles = new ArrayList<List<String>>();
		boolean[] reported = new boolean[nodes.size()];
		for (WorkflowNode node : acyclicPart()) {
			reported[indices.get(node.id())] = true;
		}
		excludeWhatOnlyFollows(reported);
		for (int start = 0; start < nodes.size(); start++) {
			List<Integer> cycle = reported[start] ? List.of() : shortestCycle(start, reported);
			if (!cycle.isEmpty()) {
				cycles.add(cycle.stream().map(index -> nodes.get(index).id()).toList());
				cycle.forEach(index -> reported[index] = true);
			}
		}
		return cycles;
	}

	/** Excludes the nodes from which no cycle can be reached. */
	private void excludeWhatOnlyFollows(boolean[] excluded) {
		int[] onward = new int[nodes.size()];
		var predecessors = new ArrayList<List<Integer>>();
		nodes.forEach(_ -> predecessors.add(new ArrayList<>()));
		var ends = new ArrayDeque<Integer>();
		for (int from = 0; from < onward.length; from++) {
			for (int to : successors.get(from)) {
				onward[from]++;
				predecessors.get(to).add(from);
			}
			if (onward[from] == 0) {
				ends.add(from);
			}
		}
		while (!ends.isEmpty()) {
			int end = ends.poll();
			excluded[end] = true;
			for (int before : predecessors.get(end)) {
				if (--onward[before] == 0) {
					ends.add(before);
				}
			}
		}
	}

	private List<Integer> shortestCycle(int start, boolean[] excluded) {
		int[] previous = new int[nodes.size()];
		Arrays.fill(previous, -1);
		var queue = new ArrayDeque<>(List.of(start));
		while (!queue.isEmpty()) {
			int current = queue.poll();
			for (int target : successors.get(current)) {
				if (target == start) {
					var cycle = new ArrayDeque<Integer>();
					for (int node = current; node != start; node = previous[node]) {
						cycle.addFirst(node);
					}
					cycle.addFirst(start);
					return List.copyOf(cycle);
				}
				if (previous[target] < 0 && !excluded[target]) {
					previous[target] = current;
					queue.add(target);
				}
			}
		}
		return List.of();
	}
}
