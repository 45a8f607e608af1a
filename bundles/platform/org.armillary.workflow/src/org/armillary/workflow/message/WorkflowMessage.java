package org.armillary.workflow.message;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What this bundle tells users. The first value of each is the place, {@code file:line:column}. */
public enum WorkflowMessage implements MessageTemplate {

	/** The file cannot be read. */
	UNREADABLE("workflow.unreadable", "{0}: this file cannot be read: {1}",
			"Check the path and the permissions."),
	/** The file is larger than any text that people write. */
	TOO_LARGE("workflow.too-large", "{0}: the file has {1} bytes; a text of this kind has at most {2}",
			"Check that this is a {3} file and not data."),
	/** The bytes are no UTF-8 text. */
	NOT_UTF8("workflow.not-utf8", "{0}: byte {1} is not UTF-8 text; expected a file in UTF-8",
			"Save the file as UTF-8 in your editor, or convert it with iconv."),
	/** A control character. */
	CHARACTER("workflow.character", "{0}: the invisible character {1} is not allowed here", "Delete it."),
	/** A tab where YAML wants spaces. */
	TAB("workflow.tab", "{0}: a tab stands here; expected spaces", "Replace the tab by spaces, two for each level."),
	/** Not YAML. */
	SYNTAX("workflow.syntax", "{0}: {1}", "{2}"),
	/** A feature of YAML that surprises. */
	YAML_FEATURE("workflow.yaml-feature", "{0}: {1} ‘{2}’ is not allowed here; expected plain text",
			"{3}"),
	/** Nested too deeply. */
	TOO_DEEP("workflow.too-deep", "{0}: nested more than {1} levels deep; expected fewer",
			"Check the brackets and the indentation."),
	/** The first line is missing or of another version. */
	VERSION("workflow.version", "{0}: found {1}; expected ‘armillary-workflow: 1’ as the first line", "{2}"),
	/** A key that the format does not have. */
	UNKNOWN_KEY("workflow.unknown-key", "{0}: ‘{1}’ is not a key of {2}{3}; expected one of {4}",
			"Correct or remove the key; docs/workflow-file.md explains those of workflows and run files, "
					+ "docs/rules.md those of rules and overlays, docs/quality.md those of limits."),
	/** A key or a name a second time. */
	DUPLICATE("workflow.duplicate", "{0}: {1} ‘{2}’ is there already, in line {3}; expected each once",
			"Rename or remove one of the two."),
	/** A list where a text is expected, or the like. */
	TYPE("workflow.type", "{0}: {1} is {2}; expected {3}", "Write {3}."),
	/** A key that must be there. */
	MISSING_KEY("workflow.missing-key", "{0}: {1} has no ‘{2}’; expected {3}", "Add the line ‘{2}: …’."),
	/** A key without a value. */
	NO_VALUE("workflow.no-value", "{0}: ‘{1}’ has no value; expected {2}",
			"Write the value after the colon, \"\" for an empty text, or remove the line."),
	/** A value that is not among those allowed. */
	VALUE("workflow.value", "{0}: {1} is ‘{2}’{3}; expected {4}", "Write {4}."),
	/** A value that goes on in the next line. */
	LINE_BREAK("workflow.line-break",
			"{0}: the value of ‘{1}’ goes on in the next line: ‘{2}’; expected it in one line",
			"Check the next line for a missing colon or wrong indentation, or put the text in quotes."),
	/** A name with characters that names do not have. */
	NAME("workflow.name", "{0}: ‘{1}’ cannot be {2}; expected {3}", "Rename it."),
	/** A reference or connection that cannot be understood. */
	REFERENCE("workflow.reference", "{0}: {1} ‘{2}’ cannot be understood; expected {3}", "{4}"),
	/** A condition that cannot be understood. */
	CONDITION("workflow.condition", "{0}: {1}; in the condition ‘{2}’", "{3}"),
	/** A condition with a parameter that the workflow does not have. */
	CONDITION_PARAMETER("workflow.condition-parameter",
			"{0}: {1} names ${2}, but the workflow has no such parameter{3}; workflow parameters: {4}",
			"Correct the name, or add the parameter under ‘parameters:’."),
	/** A keyword that no header can have. */
	KEYWORD("workflow.keyword", "{0}: ‘{1}’ of {2} cannot be a keyword of a header; expected {3}",
			"Write it in capitals as it stands in the header, without brackets, such as ESO INS GRAT1 NAME."),
	/** A group that does not go with the actor. */
	GROUP("workflow.group", "{0}: node {1}: {2}", "{3}"),
	/** A match rule where there is nothing to match with. */
	MATCH_TRIGGER("workflow.match-trigger",
			"{0}: {1} has match rules, but products of {2} start jobs themselves; expected another port",
			"Remove ‘match’ and ‘nearest’; ‘group’ of the node says which products make a job together."),

	/** No node at all. */
	EMPTY("workflow.empty", "{0}: the workflow has no nodes; expected at least one", "Add a node under ‘nodes:’."),
	/** An actor that is not installed. */
	UNKNOWN_ACTOR("workflow.unknown-actor", "{0}: node {1}: the actor ‘{2}’ is not installed{3}",
			"Correct the id, or install the plug-in that has it; ‘armillary actors’ lists what is installed."),
	/** Written for a newer algorithm. */
	ALGORITHM_NEWER("workflow.algorithm-newer",
			"{0}: node {1} is written for algorithm {3} of {2}; installed is algorithm {4}",
			"Install a newer version of the plug-in with {2}, or set ‘algorithm: {4}’ after checking the parameters."),
	/** Written for an older algorithm. */
	ALGORITHM_OLDER("workflow.algorithm-older",
			"{0}: node {1} is written for algorithm {3} of {2}; installed is algorithm {4}, so its parameters will be migrated",
			"Check the parameters with ‘armillary describe {2}’ and write ‘algorithm: {4}’."),
	/** A node that is not there. */
	UNKNOWN_NODE("workflow.unknown-node", "{0}: {1} names the node ‘{2}’, which is not in the workflow{3}; nodes: {4}",
			"Correct the id, or add the node."),
	/** An input of the workflow that is not there. */
	UNKNOWN_INPUT("workflow.unknown-input",
			"{0}: {1} names the workflow input ‘{2}’, which is not there{3}; workflow inputs: {4}", "{5}"),
	/** A port that the actor does not have. */
	UNKNOWN_PORT("workflow.unknown-port", "{0}: {1}: {2} has no {3} port ‘{4}’{5}; its {3} ports: {6}",
			"Correct the name; ‘armillary describe {2}’ explains each port."),
	/** A payload that the port does not take. */
	TYPE_MISMATCH("workflow.type-mismatch", "{0}: {1}: the source gives {2}, the port takes {3}",
			"Connect a port that gives {3}, or put an actor between that makes {3} from {2}."),
	/** A category that the port does not take. */
	CATEGORY_MISMATCH("workflow.category-mismatch", "{0}: {1}: the products have category {2}, the port takes {3}",
			"Connect a port with such products, or say what they are here: {4}"),
	/** Some categories that the port does not take. */
	CATEGORY_PARTIAL("workflow.category-partial",
			"{0}: {1}: products of category {2} would be refused; the port takes {3}",
			"Leave it if such products never come; otherwise narrow the category of the source or retag the connection."),
	/** A plane that is needed and never comes. */
	PLANE_MISSING("workflow.plane-missing", "{0}: {1}: the port needs a {2}, which {3} never has",
			"Connect a port whose products have a {2}."),
	/** A plane that is lost. */
	PLANE_DROPPED("workflow.plane-dropped", "{0}: {1}: the {2} of the products is not used from here on",
			"Nothing, if that is intended; otherwise choose an actor that uses the {2}."),
	/** More connections than products allowed. */
	TOO_MANY_CONNECTIONS("workflow.too-many-connections", "{0}: {1} connections end at {2}, which takes {3}",
			"Remove connections, or combine the products by a node before."),
	/** A port that must be connected. */
	NOT_CONNECTED("workflow.not-connected",
			"{0}: node {1}: nothing is connected to its input port ‘{2}’ ({3}), which takes {4}",
			"Add a connection under ‘connections:’ such as ‘- {5} -> {1}.{2}’."),
	/** A cycle. */
	CYCLE("workflow.cycle", "{0}: the connections form a cycle: {1}; expected each node to need earlier ones only",
			"Remove one of these connections."),
	/** A node that is connected to itself. */
	SELF_LOOP("workflow.self-loop", "{0}: {1} connects node {2} with itself; expected another node",
			"Remove the connection."),
	/** The same connection again. */
	DUPLICATE_CONNECTION("workflow.duplicate-connection", "{0}: {1} is there already, in line {2}; expected it once",
			"Remove one of the two lines."),
	/** A workflow parameter without effect. */
	BINDING_EMPTY("workflow.binding-empty",
			"{0}: the workflow parameter {1} binds nothing, and no condition names it",
			"Name the parameters that it sets in ‘binds: [node.parameter]’, or remove it."),
	/** A workflow parameter that binds what is not there. */
	BINDING_UNKNOWN("workflow.binding-unknown",
			"{0}: the workflow parameter {1} binds ‘{2}’, but {3} has no such parameter{4}; it has: {5}",
			"Correct the name, or remove it from ‘binds’."),
	/** Two workflow parameters that bind the same one. */
	BINDING_TWICE("workflow.binding-twice", "{0}: {1} is bound by the workflow parameters {2} and {3}; expected one",
			"Remove it from one of the two."),
	/** A value that a workflow parameter overrides. */
	SHADOWED("workflow.shadowed", "{0}: {1} is {2} here, but the workflow parameter {3} sets it to {4}, which wins",
			"Remove this line, or the value of the workflow parameter."),
	/** An input that nothing uses. */
	UNUSED_INPUT("workflow.unused-input", "{0}: nothing is connected to the workflow input {1}",
			"Connect it, or remove it."),
	/** A sub-workflow that cannot be used here. */
	SUB_WORKFLOW("workflow.sub-workflow", "{0}: node {1}: {2}", "{3}"),
	/** A sub-workflow that contains itself. */
	SUB_CYCLE("workflow.sub-cycle", "{0}: node {1}: the workflow uses itself: {2}; expected no cycle",
			"Remove one of these uses."),
	/** Sub-workflows in sub-workflows without end. */
	SUB_DEPTH("workflow.sub-depth", "{0}: node {1}: more than {2} workflows use one another: {3}",
			"Put nodes into the workflows that use them."),
	/** A port that the sub-workflow does not have. */
	SUB_PORT("workflow.sub-port", "{0}: {1}: {2} has no {3} ‘{4}’{5}; it has: {6}",
			"Correct the name, or add it under ‘{3}s:’ of {2}."),
	/** A parameter that the sub-workflow does not have. */
	SUB_PARAMETER("workflow.sub-parameter", "{0}: {1}: {2} has no parameter ‘{3}’{4}; it has: {5}",
			"Correct the name, or add it under ‘parameters:’ of {2}."),
	/** Two rules of nearness that cannot both hold. */
	SUB_NEAREST("workflow.sub-nearest",
			"{0}: {1} asks for the nearest in {2}, and {3} inside of the sub-workflow for the nearest in {4}; expected one",
			"Remove ‘nearest’ from one of the two connections."),

	/** A run file without its first line. */
	RUN_VERSION("workflow.run-version", "{0}: found {1}; expected ‘armillary-run: 1’ as the first line", "{2}"),
	/** A run file that names what the workflow does not have. */
	RUN_UNKNOWN("workflow.run-unknown", "{0}: {1} names ‘{2}’, which the workflow does not have{3}; expected {4}",
			"Correct the name."),
	/** A setting for something that is not there. */
	UNKNOWN_SETTING("workflow.unknown-setting", "the setting ‘{0}’ names nothing in this workflow{1}; expected {2}",
			"Name a workflow parameter, or a node and its parameter as in node.parameter.");

	private final MessageText text;

	WorkflowMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
