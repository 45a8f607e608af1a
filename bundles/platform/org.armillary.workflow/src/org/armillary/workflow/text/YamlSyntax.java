package org.armillary.workflow.text;

import org.armillary.workflow.message.WorkflowMessage;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says in plain words what the YAML parser found. */
final class YamlSyntax {

	private static final String INDENTATION = "Check the indentation, two spaces for each level, and the lines above.";

	private YamlSyntax() {
	}

	/**
	 * Adds the problems behind an exception of the parser.
	 *
	 * @param reached
	 *            how far the parser came, for exceptions that do not say where they are from
	 */
	static void report(YamlEngineException exception, Position reached, SourceText source, Problems problems) {
		String problem = "";
		String context = "";
		Position at = reached;
		Position opened = Position.NONE;
		if (exception instanceof MarkedYamlEngineException marked) {
			problem = text(marked.getProblem());
			context = text(marked.getContext());
			at = marked.getProblemMark().map(source::position).orElse(reached);
			opened = marked.getContextMark().map(source::position).orElse(Position.NONE);
		}
		if (reportTabs(at, problem, source, problems)) {
			return;
		}
		String character = characterAt(at, source);
		if (context.contains("quoted scalar") && problem.contains("unknown escape")) {
			syntax(problems, at, "‘\\" + character + "’ means nothing in double quotes",
					"Write \\\\ for a backslash, or use single quotes, in which it is an ordinary character.");
		} else if (context.contains("quoted scalar") && problem.contains("escape sequence")) {
			reportEscape(at, problems);
		} else if (context.contains("quoted scalar")) {
			syntax(problems, opened, "the quotation mark opened here is never closed",
					"Write the closing quotation mark; inside single quotes write '' for one.");
		} else if (context.contains("flow ") && at.line() >= opened.line() && opened.line() > 0) {
			String bracket = characterAt(opened, source);
			syntax(problems, opened,
					"the bracket ‘" + bracket + "’ opened here is not closed, or a comma is missing in it",
					"Write the closing bracket, and commas between the elements.");
		} else if (problem.contains("mapping values are not allowed") && lineWithoutColon(at, source) > 0) {
			int line = lineWithoutColon(at, source);
			missingColon(problems, new Position(line, source.indent(line - 1) + 1), source);
		} else if (problem.contains("mapping values are not allowed")) {
			syntax(problems, at,
					"a second colon in this line, or the line is indented deeper than the one it belongs to",
					"Put a text that holds ‘: ’ in quotes, and check the indentation.");
		} else if (problem.contains("could not find expected ':'")) {
			missingColon(problems, opened.line() > 0 ? opened : at, source);
		} else if (problem.contains("expected <block end>") && source.indent(at.line() - 1) < at.column() - 1) {
			syntax(problems, at, "‘" + excerpt(at, source) + "’ stands behind the end of a value",
					"Put a text that begins with a bracket in quotes, and check the quotation marks of this line and of those above it.");
		} else if (problem.contains("expected <block end>")) {
			syntax(problems, at, "this line does not fit the indentation of the lines above it", INDENTATION);
		} else if (problem.contains("sequence entries are not allowed")) {
			syntax(problems, at, "‘- ’ begins an element of a list and cannot stand behind a key",
					"Begin the list in a line of its own, or write it in brackets: [a, b].");
		} else if (problem.contains("cannot start any token") || problem.contains("expected the node content")) {
			syntax(problems, at, "a value cannot begin with ‘" + character + "’", "Put the text in quotes.");
		} else if (problem.contains("expected '<document start>'")) {
			syntax(problems, at, "‘" + excerpt(at, source) + "’ does not belong to what is above it",
					"Remove it, or check brackets and indentation above.");
		} else {
			syntax(problems, at, "this is not valid YAML" + (problem.isBlank() ? "" : ": " + problem.strip()),
					INDENTATION);
		}
	}

	/** Adds the problem of an escape with wrong digits, at a place or behind it. */
	static void reportEscape(Position reached, Problems problems) {
		syntax(problems, reached, "here or further on, the digits of an escape such as \\u00B5 are wrong or missing",
				"Write the character itself; a file is UTF-8.");
	}

	/** A tab in front of a line misleads the parser anywhere further down, so that it is the better explanation. */
	private static boolean reportTabs(Position at, String problem, SourceText source, Problems problems) {
		boolean found = false;
		for (int line = 0; line < source.lines() && (found || at.line() < 1 || line < at.line()); line++) {
			String content = source.line(line);
			int tab = content.indexOf('\t');
			if (tab >= 0 && content.substring(0, tab).isBlank()) {
				problems.error(new Position(line + 1, tab + 1), WorkflowMessage.TAB);
				found = true;
			}
		}
		if (!found && problem.contains("TAB")) {
			problems.error(at, WorkflowMessage.TAB);
			found = true;
		}
		return found;
	}

	/** The line right above a key that has no colon, which then seems to go on in the line of the key; 0 for none. */
	private static int lineWithoutColon(Position at, SourceText source) {
		int line = at.line() - 1;
		boolean firstColon = line > 0 && source.line(line).indexOf(':') >= at.column() - 1;
		return firstColon && source.indent(line) == source.indent(line - 1) && !source.line(line - 1).contains(":")
				? line
				: 0;
	}

	private static void missingColon(Problems problems, Position place, SourceText source) {
		syntax(problems, place, "a colon is missing in ‘" + excerpt(place, source) + "’; expected ‘key: value’",
				"Write the colon and a space after it.");
	}

	private static void syntax(Problems problems, Position at, String words, String remedy) {
		problems.error(at, WorkflowMessage.SYNTAX, words, remedy);
	}

	private static String characterAt(Position at, SourceText source) {
		String rest = excerpt(at, source);
		return rest.isEmpty() ? "" : rest.substring(0, rest.offsetByCodePoints(0, 1));
	}

	private static String excerpt(Position at, SourceText source) {
		if (at.line() < 1) {
			return "";
		}
		String line = source.line(at.line() - 1);
		int column = Math.min(at.column() - 1, line.codePointCount(0, line.length()));
		return line.substring(line.offsetByCodePoints(0, column)).strip();
	}

	private static String text(@Nullable String text) {
		return text == null ? "" : text;
	}
}
