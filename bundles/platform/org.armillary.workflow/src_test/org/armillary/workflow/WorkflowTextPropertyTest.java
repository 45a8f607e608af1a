package org.armillary.workflow;

import org.armillary.workflow.text.DocumentException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.armillary.workflow.TextTree.Block;
import org.armillary.workflow.TextTree.Items;
import org.junit.jupiter.api.Test;

/** Reading, writing and editing of random workflows, plainly and untidily written. */
class WorkflowTextPropertyTest {

	/** Number of workflows; more of them take longer. */
	static final int SEEDS = Integer.getInteger("armillary.workflow.seeds", 600);

	@Test
	void writtenWorkflowReadsBackEqual() {
		for (int seed = 0; seed < SEEDS; seed++) {
			Workflow workflow = new RandomWorkflows(seed).next();
			String text = WorkflowWriter.write(workflow);
			Workflow read = read(text, seed).workflow();
			assertEquals(workflow, read, () -> text);
			assertEquals(text, WorkflowWriter.write(read));
		}
	}

	@Test
	void untidyTextReadsBackEqualAndUnchangedIsUntouched() {
		for (int seed = 0; seed < SEEDS; seed++) {
			var workflows = new RandomWorkflows(seed);
			Workflow workflow = workflows.next();
			String text = UntidyWriter.write(workflow, workflows.random());
			WorkflowDocument document = read(text, seed);
			assertEquals(workflow, document.workflow(), () -> text);
			assertEquals(text, document.edited(document.workflow()));
		}
	}

	@Test
	void editedTextReadsBackEqualAndKeepsComments() {
		for (int seed = 0; seed < SEEDS; seed++) {
			var workflows = new RandomWorkflows(seed);
			Workflow before = workflows.next();
			String text = UntidyWriter.write(before, workflows.random());
			for (int edit = 0; edit < 4; edit++) {
				Workflow after = workflows.changed(before);
				WorkflowDocument document = read(text, seed);
				String edited = document.edited(after);
				String source = text;
				String what = "seed " + seed + " edit " + edit + "\n" + text + "\n=====\n" + edited + "\n=====\n"
						+ WorkflowDifference.between(before, after).lines();
				assertEquals(after, read(edited, seed).workflow(), () -> what);
				Set<String> kept = new HashSet<>(UntidyWriter.comments(edited));
				Set<String> paths = paths(after);
				List<String> lost = UntidyWriter.comments(source).stream().filter(comment -> !kept.contains(comment))
						.filter(comment -> paths.contains(comment.substring(comment.indexOf('/')))).toList();
				assertTrue(lost.isEmpty(), () -> "lost " + lost + "\n" + what);
				before = after;
				text = edited;
			}
		}
	}

	@Test
	void editsInPlaceNeedNoRewriting() {
		int rewritten = 0;
		for (int seed = 0; seed < SEEDS; seed++) {
			var workflows = new RandomWorkflows(seed);
			Workflow before = workflows.next();
			String text = UntidyWriter.write(before, workflows.random());
			Workflow after = workflows.changed(before);
			String edited = read(text, seed).edited(after);
			String anew = WorkflowWriter.write(after).replace("\n", text.contains("\r\n") ? "\r\n" : "\n");
			if (!before.equals(after) && edited.endsWith(anew) && before.nodes().size() > 2) {
				rewritten++;
			}
		}
		assertEquals(0, rewritten);
	}

	@Test
	void renamedNodeKeepsEveryComment() {
		for (int seed = 0; seed < SEEDS; seed++) {
			var workflows = new RandomWorkflows(seed);
			Workflow before = workflows.next();
			if (before.nodes().isEmpty()) {
				continue;
			}
			String text = UntidyWriter.write(before, workflows.random());
			Workflow after = before.withNodeRenamed(workflows.pick(before.nodes()).id(), "another");
			String edited = read(text, seed).edited(after);
			assertEquals(after, read(edited, seed).workflow());
			assertEquals(new HashSet<>(UntidyWriter.comments(text)), new HashSet<>(UntidyWriter.comments(edited)),
					() -> text + "\n=====\n" + edited);
		}
	}

	private static WorkflowDocument read(String text, int seed) {
		try {
			return WorkflowReader.parse(text, "seed-" + seed);
		} catch (DocumentException e) {
			throw new AssertionError(e.explanation().text() + "\n" + text, e);
		}
	}

	/** The paths of all entries of a workflow, as comments name them. */
	private static Set<String> paths(Workflow workflow) {
		var paths = new ArrayList<String>();
		collect(TextTree.of(workflow), "", paths);
		return paths.stream().collect(Collectors.toSet());
	}

	private static void collect(TextTree tree, String path, List<String> paths) {
		if (!path.isEmpty()) {
			paths.add(path);
		}
		if (tree instanceof Block block) {
			block.entries().forEach(entry -> collect(entry.value(), path + "/" + entry.key(), paths));
		} else if (tree instanceof Items items) {
			items.links().forEach(link -> paths.add(path + "/" + link.connection().text()));
		}
	}
}
