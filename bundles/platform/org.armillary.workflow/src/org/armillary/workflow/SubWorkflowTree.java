package org.armillary.workflow;

import org.armillary.workflow.text.Place;
import org.armillary.workflow.text.Problems;
import org.armillary.workflow.text.DocumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.armillary.workflow.Positions.Part;
import org.armillary.workflow.message.WorkflowMessage;

/**
 * A workflow with those that its nodes use. A file that is used several times is read once.
 *
 * @param document
 *            the workflow
 * @param children
 *            what its nodes use, by id of the node
 * @param height
 *            number of workflows in the longest chain from this one down
 */
record SubWorkflowTree(WorkflowDocument document, Map<String, SubWorkflowTree> children, int height) {

	/** Most workflows that use one another in a chain. */
	static final int DEEPEST = 20;

	/** Reads all files. */
	static SubWorkflowTree load(WorkflowDocument root, SubWorkflows.Source files) throws DocumentException {
		var problems = new Problems(root.text());
		SubWorkflowTree tree = new Loader(files, root, problems).load(root, List.of(root.name()));
		problems.throwIfAny();
		return tree;
	}

	/** This and all below, each once, users before what they use. */
	Set<SubWorkflowTree> all() {
		var all = new LinkedHashSet<SubWorkflowTree>();
		collect(all);
		return all;
	}

	private void collect(Set<SubWorkflowTree> all) {
		if (all.add(this)) {
			children.values().forEach(child -> child.collect(all));
		}
	}

	@Override
	public boolean equals(Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

	private static final class Loader {

		private final SubWorkflows.Source files;
		private final WorkflowDocument root;
		private final Problems problems;
		private final Map<String, SubWorkflowTree> loaded = new HashMap<>();
		private final Set<String> failed = new LinkedHashSet<>();

		Loader(SubWorkflows.Source files, WorkflowDocument root, Problems problems) {
			this.files = files;
			this.root = root;
			this.problems = problems;
		}

		SubWorkflowTree load(WorkflowDocument document, List<String> chain) {
			var children = new LinkedHashMap<String, SubWorkflowTree>();
			for (WorkflowNode node : document.workflow().nodes()) {
				if (node.uses().isPresent()) {
					child(document, node, node.uses().get(), chain, children);
				}
			}
			int height = children.values().stream().mapToInt(SubWorkflowTree::height).max().orElse(0) + 1;
			return new SubWorkflowTree(document, children, height);
		}

		private void child(WorkflowDocument user, WorkflowNode node, String path, List<String> chain,
				Map<String, SubWorkflowTree> children) {
			Place at = user.place(Part.NODE_ACTOR, node.id());
			if (chain.size() >= DEEPEST) {
				problems.error(at, WorkflowMessage.SUB_DEPTH, node.id(), DEEPEST, String.join(" -> ", chain));
				return;
			}
			WorkflowDocument document;
			try {
				document = files.read(user, path);
			} catch (DocumentException e) {
				if (e.problems().getFirst().file().isEmpty()) {
					problems.error(at, WorkflowMessage.SUB_WORKFLOW, node.id(),
							"its sub-workflow cannot be used: " + e.explanation().summary(),
							"Correct the path; it is relative to the file that it stands in.");
				} else if (failed.add(e.problems().getFirst().file())) {
					problems.addAll(e.problems());
				}
				return;
			}
			var longer = new ArrayList<>(chain);
			longer.add(document.name());
			if (chain.contains(document.name())) {
				problems.error(at, WorkflowMessage.SUB_CYCLE, node.id(),
						String.join(" -> ", longer.subList(chain.indexOf(document.name()), longer.size())));
				return;
			}
			document.workflow().rules().filter(rules -> !root.workflow().rules().equals(document.workflow().rules()))
					.ifPresent(rules -> problems.error(at, WorkflowMessage.SUB_WORKFLOW, node.id(),
							"its sub-workflow has the rules ‘" + rules + "’, " + root.name() + " has "
									+ root.workflow().rules().map(own -> "‘" + own + "’").orElse("none")
									+ "; expected the same",
							"Correct ‘rules’ in one of the two; those of the outermost workflow hold for all."));
			// what was read before closes no cycle that was not told then
			SubWorkflowTree before = loaded.get(document.name());
			if (before != null && chain.size() + before.height > DEEPEST) {
				problems.error(at, WorkflowMessage.SUB_DEPTH, node.id(), DEEPEST,
						String.join(" -> ", longer) + " -> …");
				return;
			}
			SubWorkflowTree tree = before == null ? load(document, longer) : before;
			loaded.put(document.name(), tree);
			children.put(node.id(), tree);
		}
	}
}
