package org.armillary.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One sentence for several that differ in values, names and paths: numbers become a range, all else an ellipsis. */
final class CommonSentence {

	/** What differs between two sentences of the same cause. */
	static final Pattern VALUES = Pattern.compile(
			"‘[^’]*’|\"[^\"]*\"|'[^']*'|\\S*[/\\\\]\\S*|\\S*\\.fits\\S*|\\S*#\\S*|\\S*\\d\\S*|\\b[A-Z][A-Z_]{2,}\\b");

	private static final Pattern NUMBER = Pattern
			.compile("([^\\w#/.+-]*)([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)([^\\d/#]{0,12})");
	private static final String ELLIPSIS = "…";

	private CommonSentence() {
	}

	/** A sentence without what differs between those of a cause. */
	static String skeleton(String sentence) {
		return VALUES.matcher(sentence).replaceAll(ELLIPSIS);
	}

	/** The sentence that holds for all of some; the first where they have nothing in common. */
	static String of(List<String> sentences) {
		Set<String> different = new LinkedHashSet<>(sentences);
		String first = sentences.getFirst();
		if (different.size() == 1) {
			return first;
		}
		var values = new ArrayList<List<String>>();
		for (String sentence : different) {
			values.add(VALUES.matcher(sentence).results().map(MatchResult::group).toList());
		}
		int holes = values.getFirst().size();
		if (values.stream().anyMatch(list -> list.size() != holes)
				|| different.stream().map(CommonSentence::skeleton).distinct().count() > 1) {
			return first;
		}
		var common = new StringBuilder();
		Matcher matcher = VALUES.matcher(first);
		int at = 0;
		for (int i = 0; matcher.find(); i++) {
			int hole = i;
			common.append(first, at, matcher.start())
					.append(value(values.stream().map(list -> list.get(hole)).distinct().toList()));
			at = matcher.end();
		}
		return common.append(first.substring(at)).toString();
	}

	private static String value(List<String> values) {
		if (values.size() == 1) {
			return values.getFirst();
		}
		List<Matcher> numbers = values.stream().map(NUMBER::matcher).toList();
		if (numbers.stream().allMatch(Matcher::matches)
				&& numbers.stream().map(number -> number.group(1) + ELLIPSIS + number.group(3)).distinct()
						.count() == 1) {
			List<String> sorted = numbers.stream().map(number -> number.group(2))
					.sorted(Comparator.comparingDouble(Double::parseDouble)).toList();
			return numbers.getFirst().group(1) + sorted.getFirst() + " … " + sorted.getLast()
					+ numbers.getFirst().group(3);
		}
		char last = values.getFirst().charAt(values.getFirst().length() - 1);
		boolean shared = ",;:)".indexOf(last) >= 0
				&& values.stream().allMatch(value -> value.charAt(value.length() - 1) == last);
		return ELLIPSIS + (shared ? String.valueOf(last) : "");
	}
}
