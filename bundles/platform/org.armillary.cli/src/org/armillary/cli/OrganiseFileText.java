package org.armillary.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.armillary.organiser.Frame;
import org.armillary.organiser.rules.RuleLine;
import org.armillary.organiser.trace.FileTrace;
import org.armillary.organiser.trace.FileTrace.CheckVerdict;
import org.armillary.organiser.trace.FileTrace.ClassVerdict;
import org.armillary.organiser.trace.FileTrace.Joined;
import org.armillary.organiser.trace.FileTrace.LeftOut;
import org.armillary.organiser.trace.FileTrace.QuantityValue;
import org.armillary.organiser.trace.FileTrace.Refused;
import org.armillary.organiser.trace.FileTrace.Use;
import org.armillary.workflow.condition.Explanation;
import org.armillary.workflow.text.Nearest;

/** Every place that a file could go to, as text for people. */
final class OrganiseFileText {

	private static final String INDENT = "  ";
	private static final String DEEPER = "         ";
	private static final int MOST_USES = 12;
	/** As many classes are told one by one. */
	private static final int FEW = 2;
	private static final Pattern ABSENT = Pattern.compile("^([\\[$].* is absent), expected .*$");
	/** How a comparison is told: what, value found, value expected. */
	private static final Pattern COMPARED = Pattern
			.compile("(\\[.*\\]) is (.+), expected (?!none |one |a value|true|false)(.+)");

	private final FileTrace trace;
	private final DatasetWords words;
	private final int width;

	/**
	 * Makes it.
	 *
	 * @param width
	 *            of the terminal, characters
	 */
	OrganiseFileText(FileTrace trace, int width) {
		this.trace = trace;
		this.words = new DatasetWords(trace.organisation().rules());
		this.width = width;
	}

	/** The text, without a line break at its end. */
	String text() {
		return List.of(head(), corrections(), classes(), quantities(), checks(), datasets(), uses()).stream()
				.filter(block -> !block.isEmpty()).collect(Collectors.joining("\n\n"));
	}

	private String head() {
		var lines = new ArrayList<String>();
		Frame frame = trace.frame();
		String category = frame.category().isEmpty() ? "has no category" : "is " + Shown.of(frame.category());
		lines.add(Lines.wrapped(Shown.of(frame.name()) + " " + trace.leftOut().map(OrganiseFileText::leftOut)
				.orElse(category + (trace.joined().isEmpty() ? ", belongs to no dataset"
						: ", belongs to " + Amounts.count(trace.joined().size(), "dataset"))),
				INDENT, width));
		lines.add(INDENT + "begins " + OrganiseNeedText.begin(frame.mjd()));
		trace.file().path().ifPresent(path -> lines.add(INDENT + Shown.of(path.toString())));
		trace.applies().filter(explanation -> !explanation.holds()).ifPresent(explanation -> lines.add(INDENT
				+ Lines.wrapped("the rules are not for it: " + Shown.of(explanation.text()), INDENT, width - 2)));
		return String.join("\n", lines);
	}

	/** Why a file takes part in nothing, as the end of a sentence. */
	static String leftOut(LeftOut reason) {
		return switch (reason) {
		case LeftOut.Excluded(var exclusion) -> "is excluded, because " + Shown.of(exclusion.reason()) + ", "
				+ Shown.of(exclusion.line().toString());
		case LeftOut.CopyOf(var other) -> "is a copy of " + Shown.of(other) + ", which is taken";
		case LeftOut.Disputed(var quantity, var value, var others) -> "takes part in nothing: its "
				+ Shown.of(quantity) + " " + Shown.of(value.text()) + " is also that of "
				+ Shown.of(others.isEmpty() ? "another file" : others.getFirst())
				+ (others.size() > 1 ? " and " + (others.size() - 1) + " more" : "") + ", with another content";
		};
	}

	private String corrections() {
		return trace.changes().isEmpty() ? ""
				: "corrected\n" + trace.changes().stream()
						.map(change -> INDENT + Lines.wrapped(OrganiseCorrections.full(change), DEEPER, width - 2))
						.collect(Collectors.joining("\n"));
	}

	private String classes() {
		var lines = new ArrayList<String>(
				List.of("classes in " + rules() + ", the first that holds counts"));
		int name = trace.classes().stream().mapToInt(verdict -> Lines.width(Shown.of(verdict.rule().category()))).max()
				.orElse(0);
		for (List<ClassVerdict> same : folded()) {
			ClassVerdict verdict = same.getFirst();
			if (same.size() > FEW) {
				lines.add(String.format("%6s ", ":" + verdict.rule().line().line()) + Lines.wrapped(
						"✗ " + same.size() + " classes, " + Shown.of(verdict.rule().category()) + " … "
								+ Shown.of(same.getLast().rule().category()) + ": " + Shown.of(key(verdict)),
						DEEPER, width - DEEPER.length()));
			} else {
				same.forEach(one -> lines.add(verdict(mark(one), Shown.of(one.rule().category()), name,
						one.explanation(), one.rule().line())));
			}
		}
		lines.addAll(meant());
		return String.join("\n", lines);
	}

	private static String mark(ClassVerdict verdict) {
		return verdict.chosen() ? "✓ " : verdict.explanation().holds() ? "(✓) " : "✗ ";
	}

	/** The classes, those with the same reasons together; for a file without category those that lack least first. */
	private List<List<ClassVerdict>> folded() {
		Map<String, List<ClassVerdict>> groups = new LinkedHashMap<>();
		nearest().forEach(verdict -> groups.computeIfAbsent(
				verdict.explanation().holds() ? verdict.rule().category() : key(verdict), _ -> new ArrayList<>())
				.add(verdict));
		return List.copyOf(groups.values());
	}

	/** The reasons; what is expected of a keyword that is absent makes no difference. */
	private static String key(ClassVerdict verdict) {
		return verdict.explanation().reasons().stream().map(reason -> ABSENT.matcher(reason).replaceFirst("$1"))
				.collect(Collectors.joining("; "));
	}

	private List<ClassVerdict> nearest() {
		return trace.frame().category().isEmpty()
				? trace.classes().stream().sorted(Comparator.comparingInt(OrganiseFileText::distance)).toList()
				: trace.classes();
	}

	/** How far a class is from being that of the file: an absent keyword counts more than a wrong one, that more than a misspelt one. */
	private static int distance(ClassVerdict verdict) {
		return verdict.explanation().holds() ? -1
				: verdict.explanation().reasons().stream().mapToInt(OrganiseFileText::distance).sum();
	}

	private static int distance(String reason) {
		Matcher compared = COMPARED.matcher(reason);
		return ABSENT.matcher(reason).find() ? 4
				: compared.matches() && !Nearest.of(compared.group(2), List.of(compared.group(3))).isEmpty() ? 1 : 2;
	}

	/** Values that are nearly those that a class expects, and none that another one does. */
	private List<String> meant() {
		if (!trace.frame().category().isEmpty()) {
			return List.of();
		}
		var expected = new LinkedHashSet<String>();
		var found = new LinkedHashMap<String, String>();
		for (ClassVerdict verdict : trace.classes()) {
			for (String reason : verdict.explanation().reasons()) {
				Matcher compared = COMPARED.matcher(reason);
				if (compared.matches()) {
					expected.add(compared.group(3));
					found.put(compared.group(1), compared.group(2));
				}
			}
		}
		var lines = new ArrayList<String>();
		found.forEach((what, value) -> {
			List<String> near = expected.contains(value) ? List.of() : Nearest.of(value, expectedOf(what));
			if (!near.isEmpty()) {
				lines.add(INDENT + Lines.wrapped(Shown.of(what + " is " + value) + ": did you mean "
						+ near.stream().map(Shown::of).collect(Collectors.joining(" or "))
						+ "? An overlay can correct it.", DEEPER, width - INDENT.length()));
			}
		});
		return lines;
	}

	private List<String> expectedOf(String what) {
		return trace.classes().stream().flatMap(verdict -> verdict.explanation().reasons().stream())
				.map(COMPARED::matcher).filter(compared -> compared.matches() && compared.group(1).equals(what))
				.map(compared -> compared.group(3)).distinct().toList();
	}

	/** One condition: line of the rules, mark, name, and what decided, below each other where they do not fit. */
	private String verdict(String mark, String name, int nameWidth, Explanation explanation, RuleLine line) {
		String start = String.format("%6s ", ":" + line.line()) + mark + name
				+ " ".repeat(Math.max(0, nameWidth + 2 - mark.length() - Lines.width(name)));
		String whole = start + INDENT + Shown.of(explanation.text());
		return Lines.width(whole) <= width ? whole
				: start.stripTrailing() + "\n" + DEEPER + Lines.filled(
						explanation.reasons().stream().map(Shown::of).toList(), ";", DEEPER, width - DEEPER.length());
	}

	private String rules() {
		return Shown.of(trace.organisation().rules().file());
	}

	private String quantities() {
		var lines = new ArrayList<String>(List.of("what the rules make of its header"));
		int name = trace.quantities().stream().mapToInt(value -> Lines.width(Shown.of(value.quantity().name()))).max()
				.orElse(0);
		for (QuantityValue value : trace.quantities()) {
			String quantity = Shown.of(value.quantity().name());
			lines.add(INDENT + quantity + " ".repeat(name - Lines.width(quantity)) + INDENT
					+ Lines.wrapped(words.values(value.quantity().name(), value.values()),
							" ".repeat(name + 2 * INDENT.length()), width - name - 2 * INDENT.length()));
		}
		return lines.size() == 1 ? "" : String.join("\n", lines);
	}

	private String checks() {
		if (trace.checks().isEmpty()) {
			return "";
		}
		var lines = new ArrayList<String>(List.of("checks in " + rules()));
		int name = trace.checks().stream().mapToInt(verdict -> Lines.width(Shown.of(verdict.rule().name()))).max()
				.orElse(0);
		for (CheckVerdict verdict : trace.checks()) {
			lines.add(verdict(verdict.explanation().holds() ? "✓ " : "✗ ", Shown.of(verdict.rule().name()), name,
					verdict.explanation(), verdict.rule().line()));
			if (!verdict.explanation().holds()) {
				lines.add(
						DEEPER + Lines.wrapped(Shown.of(verdict.rule().says() + ". " + verdict.rule().remedy()), DEEPER,
								width - DEEPER.length()));
			}
		}
		return String.join("\n", lines);
	}

	private String datasets() {
		var lines = new ArrayList<String>(List.of("datasets"));
		for (Joined joined : trace.joined()) {
			lines.add(INDENT + Shown.of(joined.dataset().name()) + INDENT + words.members(joined.dataset())
					+ (joined.dataset().complete() ? "" : INDENT + "✗ incomplete"));
			List<String> key = joined.dataset().key().entrySet().stream().map(
					entry -> Shown.of(entry.getKey()) + " " + words.value(entry.getKey(), entry.getValue())).toList();
			lines.add(DEEPER + Lines.filled(concat("together by " + (key.isEmpty() ? "kind alone" : key.getFirst()),
					key.stream().skip(1).toList(),
					"(" + Shown.of(joined.dataset().rule().line().toString()) + ")"), " ·", DEEPER,
					width - DEEPER.length()));
			joined.skip().ifPresent(skip -> {
				if (joined.member().skipped()) {
					lines.add(DEEPER + Lines.wrapped("not reduced: " + Shown.of(joined.member().rule().skipReason())
							+ "; " + Shown.of(skip.text()), DEEPER, width - DEEPER.length()));
				}
			});
		}
		for (Refused refused : trace.refused()) {
			String why = !refused.hasTime() ? "it does not state when it begins"
					: refused.tooMany() ? "it would belong to too many"
							: refused.when().map(when -> Shown.of(when.text())).orElse("");
			lines.add(verdictLine("✗ no " + Shown.of(refused.rule().type()) + ": " + why, refused.rule().line()));
		}
		return lines.size() == 1 ? "" : String.join("\n", lines);
	}

	private static List<String> concat(String first, List<String> middle, String last) {
		var all = new ArrayList<String>(List.of(first));
		all.addAll(middle);
		all.set(all.size() - 1, all.getLast() + " " + last);
		return all;
	}

	private String verdictLine(String text, RuleLine line) {
		return INDENT + Lines.wrapped(text + " (" + Shown.of(line.toString()) + ")", DEEPER, width - DEEPER.length());
	}

	private String uses() {
		if (trace.uses().isEmpty()) {
			return "";
		}
		var lines = new ArrayList<String>(List.of("where its datasets serve"));
		long chosen = trace.uses().stream().filter(Use::chosen).count();
		List<Use> shown = trace.uses().stream().limit(Math.max(MOST_USES, Math.min(chosen, 3L * MOST_USES))).toList();
		for (Use use : shown) {
			String level = use.level().map(found -> ", level " + found.number()).orElse("");
			lines.add(INDENT + Lines.wrapped((use.chosen() ? "✓ " : "✗ ") + Shown.of(use.need().name()) + " of "
					+ Shown.of(use.asking().name()) + level + ", "
					+ DatasetWords.days(use.days()) + (use.chosen() ? "" : ": " + Shown.of(use.words())), DEEPER,
					width - INDENT.length()));
		}
		int more = trace.uses().size() - shown.size();
		if (more > 0) {
			lines.add(INDENT + "and " + more + " more; --json has all");
		}
		return String.join("\n", lines);
	}
}
