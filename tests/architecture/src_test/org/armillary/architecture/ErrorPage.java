package org.armillary.architecture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

import org.armillary.architecture.MessageCatalogue.Entry;

/** The tables of {@code docs/errors.md}: what stands between two marks of the page is made from the messages in the code. */
final class ErrorPage {

	private static final String BEGIN = "<!-- tables: written by ‘./armillary api’ -->\n";
	private static final String END = "<!-- end of tables -->\n";

	private ErrorPage() {
	}

	/** The page with its tables made anew. */
	static String update(String page, List<Entry> messages) {
		int begin = page.indexOf(BEGIN);
		int end = page.indexOf(END);
		if (begin < 0 || end < begin) {
			throw new IllegalArgumentException("docs/errors.md lacks the lines " + BEGIN + " and " + END);
		}
		return page.substring(0, begin + BEGIN.length()) + tables(messages) + page.substring(end);
	}

	private static String tables(List<Entry> messages) {
		var byBundle = new TreeMap<String, List<Entry>>();
		messages.forEach(
				message -> byBundle.computeIfAbsent(message.bundle(), bundle -> new ArrayList<>()).add(message));
		var text = new StringBuilder();
		byBundle.forEach((bundle, entries) -> {
			text.append("\n## ").append(bundle).append("\n\n| id | what it says | what to do |\n| --- | --- | --- |\n");
			entries.stream().sorted(Comparator.comparing(Entry::id))
					.forEach(message -> text.append("| `").append(message.id())
							.append("` | ").append(cell(message.summary())).append(" | ")
							.append(cell(String.join(" · ", message.remedies()))).append(" |\n"));
		});
		return text.append('\n').toString();
	}

	/** Placeholders become an ellipsis: what stands in their place differs each time. */
	private static String cell(String text) {
		return text.replaceAll("\\{\\d+}", "…").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
	}
}
