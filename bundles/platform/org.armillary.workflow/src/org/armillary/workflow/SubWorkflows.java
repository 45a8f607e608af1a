package org.armillary.workflow;

import org.armillary.workflow.text.DocumentException;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.armillary.workflow.message.WorkflowMessage;

/**
 * Puts sub-workflows in the place of the nodes that use them, so that nothing but actors is left.
 *
 * <p>A node {@code dark} of the workflow that the node {@code night} uses gets the id {@code night/dark}, its parameter
 * {@code clip} the name {@code night/clip}; a condition {@code $clip} follows. What the outer workflow says of
 * {@code night.clip}, as a parameter of the node or by binding it, sets {@code night/clip}. Connections that end at an input
 * of the sub-workflow go on along all connections from that input, and the rules of both apply: products are retagged by the
 * outer connection first and then by the inner one, keywords of both must match, and one of them may ask for the nearest. The
 * condition of the node and that of an inner node must both hold.
 */
public final class SubWorkflows {

	/** Where the files of sub-workflows come from. */
	@FunctionalInterface
	public interface Source {

		/**
		 * Reads a sub-workflow.
		 *
		 * @param user
		 *            the workflow that uses it
		 * @param path
		 *            the path that stands there
		 * @return the document; its name tells it from others
		 * @throws DocumentException
		 *             where there is none or it has problems
		 */
		WorkflowDocument read(WorkflowDocument user, String path) throws DocumentException;

		/** Files, relative to the file that the using document is named after. */
		static Source files() {
			return (user, path) -> {
				Path file;
				try {
					file = Path.of(user.name()).resolveSibling(path).normalize();
				} catch (InvalidPathException e) {
					throw new DocumentException(WorkflowMessage.UNREADABLE.with(path, e.getReason()));
				}
				return WorkflowReader.read(file);
			};
		}
	}

	private SubWorkflows() {
	}

	/**
	 * The workflow without sub-workflows.
	 *
	 * @return a document of the same name whose parts have their places in the files they came from; {@code root} itself,
	 *         where it uses none
	 * @throws DocumentException
	 *             with all problems of sub-workflows and their use: files that cannot be read, cycles, ports and parameters
	 *             that are not there
	 */
	public static WorkflowDocument flatten(WorkflowDocument root, Source files) throws DocumentException {
		return uses(root) ? Flattening.flatten(SubWorkflowTree.load(root, files)) : root;
	}

	static boolean uses(WorkflowDocument document) {
		return document.workflow().nodes().stream().anyMatch(node -> node.uses().isPresent());
	}
}
