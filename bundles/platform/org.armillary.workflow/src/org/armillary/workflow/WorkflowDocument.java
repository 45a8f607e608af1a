package org.armillary.workflow;

import org.armillary.workflow.text.Position;
import org.armillary.workflow.text.Place;
import org.armillary.workflow.text.SourceText;
import org.armillary.workflow.text.DocumentException;

import org.armillary.workflow.Positions.Part;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A workflow with the text it was read from. Lines and columns count from 1; {@link Position#NONE} stands for a part that
 * is not there.
 */
public final class WorkflowDocument {

	private final Workflow workflow;
	private final SourceText text;
	private final Node root;
	private final Positions positions;

	WorkflowDocument(Workflow workflow, SourceText text, Node root, Positions positions) {
		this.workflow = workflow;
		this.text = text;
		this.root = root;
		this.positions = positions;
	}

	/**
	 * The document of a workflow that has no file.
	 *
	 * @param name
	 *            what messages call it
	 */
	public static WorkflowDocument of(Workflow workflow, String name) {
		try {
			return WorkflowReader.parse(WorkflowWriter.write(workflow), name);
		} catch (DocumentException e) {
			throw new IllegalStateException("what is written can be read", e);
		}
	}

	/** The workflow. */
	public Workflow workflow() {
		return workflow;
	}

	/** The text, as it was read. */
	public String source() {
		return text.bom() + text.text();
	}

	/**
	 * What messages call the file, usually its path. In a document made by {@link SubWorkflows}, parts that come from a
	 * sub-workflow have their places in the file of that.
	 */
	public String name() {
		return text.name();
	}

	/**
	 * The text of a changed workflow, in which comments, blank lines, order and formatting of all that did not change are
	 * kept. A part that is removed takes the comment right above it along; a part that is renamed keeps it. Reading the
	 * result gives the changed workflow.
	 */
	public String edited(Workflow changed) {
		return text.bom() + TextEdit.apply(text, root, workflow, changed);
	}

	/** Where a key of the top level stands, such as {@code nodes}. */
	public Position sectionPosition(String key) {
		return positions.get(Part.SECTION, key).position();
	}

	/** Where an input stands. */
	public Position inputPosition(String input) {
		return positions.get(Part.INPUT, input).position();
	}

	/** Where a parameter of the workflow stands. */
	public Position parameterPosition(String parameter) {
		return positions.get(Part.PARAMETER, parameter).position();
	}

	/** Where the value of a parameter of the workflow stands, or the parameter where it has none. */
	public Position parameterValuePosition(String parameter) {
		return positions.get(Part.PARAMETER_VALUE, parameter).position();
	}

	/** Where a node stands. */
	public Position nodePosition(String node) {
		return positions.get(Part.NODE, node).position();
	}

	/** Where the actor or the sub-workflow of a node stands. */
	public Position actorPosition(String node) {
		return positions.get(Part.NODE_ACTOR, node).position();
	}

	/** Where a parameter of a node stands. */
	public Position nodeParameterPosition(String node, String parameter) {
		return positions.get(Part.NODE_PARAMETER, node + "." + parameter).position();
	}

	/** Where a connection stands; by its index in {@link Workflow#connections()}. */
	public Position connectionPosition(int index) {
		return positions.connection(index).position();
	}

	/** Where an output stands. */
	public Position outputPosition(String output) {
		return positions.get(Part.OUTPUT, output).position();
	}

	/** Where the condition of a node stands. */
	public Position whenPosition(String node) {
		return positions.get(Part.NODE_WHEN, node).position();
	}

	/** Where the groups of a node stand. */
	public Position groupPosition(String node) {
		return positions.get(Part.NODE_GROUP, node).position();
	}

	/** Where a part stands, in this text or in that of a sub-workflow it came from. */
	Place place(Part part, String name) {
		return positions.get(part, name);
	}

	/** Where a connection stands, in this text or in that of a sub-workflow it came from. */
	Place connectionPlace(int index) {
		return positions.connection(index);
	}

	/** This document with other places of its parts. */
	WorkflowDocument placed(Positions places) {
		return new WorkflowDocument(workflow, text, root, places);
	}

	SourceText text() {
		return text;
	}
}
