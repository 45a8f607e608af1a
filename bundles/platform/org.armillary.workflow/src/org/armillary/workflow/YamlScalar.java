package org.armillary.workflow;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes texts so that reading gives them back, in the plainest form that does. */
final class YamlScalar {

	private static final Pattern SIMPLE = Pattern
			.compile("([A-Za-z0-9_.+-]*[A-Za-z0-9_] )*[A-Za-z0-9_.+-]*[A-Za-z0-9_]");
	private static final String INDICATORS = ",[]{}#&*!|>'\"%@`";

	private YamlScalar() {
	}

	/** In one line, as a value after a colon or a dash. */
	static String line(String text) {
		return isPlain(text) ? text : quoted(text);
	}

	/** In one line, inside of brackets. */
	static String inBrackets(String text) {
		return SIMPLE.matcher(text).matches() && isPlain(text) ? text : quoted(text);
	}

	/** A list in brackets. */
	static String list(List<String> texts) {
		return texts.stream().map(YamlScalar::inBrackets).collect(Collectors.joining(", ", "[", "]"));
	}

	/** A connection in one line. */
	static String connection(Connection connection) {
		if (connection.isPlain()) {
			return connection.text();
		}
		var text = new StringBuilder("{ from: ").append(connection.from().text()).append(", to: ")
				.append(connection.to().text());
		connection.retag().ifPresent(category -> text.append(", retag: ").append(inBrackets(category)));
		if (!connection.match().isEmpty()) {
			text.append(", match: ").append(list(connection.match()));
		}
		connection.nearest().ifPresent(keyword -> text.append(", nearest: ").append(inBrackets(keyword)));
		return text.append(" }").toString();
	}

	/** Whether a text is better written as a block of lines. */
	static boolean isBlock(String text) {
		if (text.indexOf('\n') < 0 || text.startsWith("\n") || text.startsWith(" ") || text.endsWith("\n\n")
				|| text.codePoints().anyMatch(c -> c != '\n' && !isPrintable(c))) {
			return false;
		}
		return text.lines().noneMatch(line -> line.endsWith(" "));
	}

	/** As a block of lines, from the indicator to the last character. */
	static String block(String text, int indent, String lineEnd) {
		String margin = " ".repeat(indent);
		return (text.endsWith("\n") ? "|" : "|-") + text.lines().map(line -> line.isEmpty() ? "" : margin + line)
				.collect(Collectors.joining(lineEnd, lineEnd, ""));
	}

	/** In double quotes. */
	static String quoted(String text) {
		var quoted = new StringBuilder("\"");
		text.codePoints().forEach(c -> {
			switch (c) {
			case '"' -> quoted.append("\\\"");
			case '\\' -> quoted.append("\\\\");
			case '\n' -> quoted.append("\\n");
			case '\r' -> quoted.append("\\r");
			case '\t' -> quoted.append("\\t");
			default -> {
				if (isPrintable(c)) {
					quoted.appendCodePoint(c);
				} else {
					quoted.append(String.format(c > 0xffff ? "\\U%08X" : "\\u%04X", c));
				}
			}
			}
		});
		return quoted.append('"').toString();
	}

	private static boolean isPlain(String text) {
		if (text.isEmpty() || text.startsWith(" ") || text.endsWith(" ") || text.endsWith(":") || text.contains(": ")
				|| text.contains(" #") || text.startsWith("---") || text.startsWith("...")
				|| text.codePoints().anyMatch(c -> !isPrintable(c))) {
			return false;
		}
		char first = text.charAt(0);
		boolean dashLike = first == '-' || first == '?' || first == ':';
		return INDICATORS.indexOf(first) < 0 && (!dashLike || text.length() > 1 && text.charAt(1) != ' ');
	}

	private static boolean isPrintable(int c) {
		return c >= ' ' && c <= '~' || c > 0xa0 && c < 0xd800 && c != 0x2028 && c != 0x2029
				|| c >= 0xe000 && c < 0xfffe && c != 0xfeff || c > 0xffff;
	}
}
