package org.armillary.organiser;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.armillary.actor.message.Message;
import org.armillary.organiser.message.OrganiserMessage;
import org.armillary.organiser.rules.CheckRule;
import org.armillary.organiser.rules.ClassRule;
import org.armillary.organiser.rules.HeaderQuantities;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.rules.Value;

/** What must be told of files, each problem once for all files that have it. */
final class FrameProblems {

	/** How much later than now a file may begin, since clocks differ, days. */
	static final double TOLERANCE_DAYS = 10 / 1440.0;

	private static final double UNIX_EPOCH_MJD = 40_587;
	private static final double MILLISECONDS_OF_DAY = 86_400_000;
	private static final int SHOWN_REASONS = 10;
	private static final int SHOWN_CHARACTERS = 40;

	private final RuleSet rules;
	private final FrameValues values;
	private final List<Message> messages = new ArrayList<>();

	FrameProblems(RuleSet rules, FrameValues values) {
		this.rules = rules;
		this.values = values;
	}

	/** What was told. */
	List<Message> messages() {
		return messages;
	}

	/** Files that several classes claim, by the classes. */
	void ambiguous(Map<List<ClassRule>, List<Frame>> byClasses) {
		var sorted = new TreeMap<String, List<Frame>>();
		byClasses.forEach((classes, frames) -> sorted.put(classes.stream()
				.map(rule -> rule.category() + " (" + rule.line() + ")").collect(Collectors.joining(", ")), frames));
		sorted.forEach((classes, frames) -> messages.add(
				OrganiserMessage.ORGANISE_AMBIGUOUS.with(Tally.files(frames.size()), classes, Tally.names(frames))));
	}

	/** Different files with the same value of the rules' {@code frame}. */
	void sameFrame(Collection<List<Frame>> same) {
		if (!same.isEmpty()) {
			String quantity = rules.frame().orElseThrow();
			messages.add(OrganiserMessage.ORGANISE_SAME_FRAME.with(
					Tally.files(same.stream().mapToInt(List::size).sum()),
					Tally.first(same.stream()
							.map(frames -> values.of(frames.getFirst()).value(quantity).map(Value::text).orElse("")
									+ ": " + Tally.names(frames))
							.toList()),
					named(quantity)));
		}
	}

	/** Files of a category that have no time. */
	void noTime(List<Frame> frames) {
		List<Frame> timeless = frames.stream()
				.filter(frame -> !frame.category().isEmpty() && Double.isNaN(frame.mjd())).toList();
		if (!timeless.isEmpty()) {
			Frame first = timeless.getFirst();
			String found = keywords(rules.time()).stream()
					.map(keyword -> keyword
							+ first.header().value(keyword).map(value -> " = " + written(value)).orElse(" is absent"))
					.collect(Collectors.joining(", "));
			messages.add(OrganiserMessage.ORGANISE_NO_TIME.with(Tally.files(timeless.size()), Tally.names(timeless),
					named(rules.time())).withDetail(found.isEmpty() ? "" : first.name() + ": " + found));
		}
	}

	/** A quantity with the keywords that it is made of. */
	private String named(String quantity) {
		List<String> keywords = keywords(quantity);
		return keywords.isEmpty() ? quantity : quantity + " (" + String.join(", ", keywords) + ")";
	}

	/** The keywords that a quantity is made of, those of other quantities left out. */
	private List<String> keywords(String quantity) {
		return rules.quantities().get(quantity).alternatives().stream()
				.flatMap(alternative -> alternative.expression().keywords()).distinct().toList();
	}

	/** A value of a keyword: a text in quotes, since one that looks like a number is none. */
	private static String written(Object value) {
		return value instanceof String text ? "‘" + shortened(text) + "’" : value.toString();
	}

	/** The checks of the rules on files that the rules are for. */
	void checks(List<Frame> frames) {
		var failing = new LinkedHashMap<String, List<Frame>>();
		rules.checks().forEach(check -> failing.put(check.name(), new ArrayList<>()));
		for (Frame frame : frames) {
			HeaderQuantities header = values.of(frame);
			for (CheckRule check : rules.checks()) {
				if (fails(check, header)) {
					failing.get(check.name()).add(frame);
				}
			}
		}
		rules.checks().forEach(check -> tell(check, failing.get(check.name())));
	}

	private void tell(CheckRule check, List<Frame> failing) {
		if (!failing.isEmpty()) {
			Frame first = failing.getFirst();
			messages.add(OrganiserMessage.ORGANISE_CHECK
					.with(check.says(), Tally.files(failing.size()) + ": " + Tally.names(failing), check.line(),
							check.remedy())
					.withDetail(first.name() + ": " + values.of(first).explain(check.require()).text()));
		}
	}

	private static boolean fails(CheckRule check, HeaderQuantities header) {
		return check.when().map(header::test).orElse(true) && !header.test(check.require());
	}

	/** Files that begin later than it is now. */
	void future(List<Frame> frames, Instant now) {
		double limit = mjd(now) + TOLERANCE_DAYS;
		List<Frame> future = frames.stream().filter(frame -> frame.mjd() > limit).toList();
		if (!future.isEmpty()) {
			messages.add(OrganiserMessage.ORGANISE_FUTURE.with(Tally.files(future.size()),
					future.getFirst().name() + " at " + Naming.utc(future.getFirst().mjd())
							+ (future.size() > 1 ? ", " + Tally.names(future.subList(1, future.size())) : ""),
					now.truncatedTo(ChronoUnit.SECONDS)));
		}
	}

	/** Sequences of exposures whose times do not grow with their numbers, or of which numbers are not there. */
	void sequences(List<Frame> frames, Instant now) {
		messages.addAll(Sequences.problems(rules, values, frames, mjd(now)));
	}

	private static double mjd(Instant time) {
		return UNIX_EPOCH_MJD + time.toEpochMilli() / MILLISECONDS_OF_DAY;
	}

	/** Files without a category, by what their headers say where the rules look. */
	void unclassified(List<Frame> frames, List<Frame> unclassified) {
		if (frames.isEmpty() || frames.stream().allMatch(frame -> frame.category().isEmpty())) {
			messages.add(OrganiserMessage.ORGANISE_NOTHING
					.with(rules.name(), rules.file(), Tally.files(frames.size()),
							frames.isEmpty() ? "there is no file" : Tally.names(frames))
					.withDetail(reasons(unclassified)));
		} else if (!unclassified.isEmpty()) {
			messages.add(OrganiserMessage.ORGANISE_UNCLASSIFIED
					.with(rules.name(), Tally.files(unclassified.size()), Tally.names(unclassified))
					.withDetail(reasons(unclassified)));
		}
	}

	private String reasons(List<Frame> frames) {
		var keywords = new LinkedHashSet<String>();
		rules.classes().forEach(rule -> keywords.addAll(rule.when().keywords()));
		var byReason = new LinkedHashMap<String, List<Frame>>();
		for (Frame frame : frames) {
			byReason.computeIfAbsent(reason(frame, keywords), _ -> new ArrayList<>()).add(frame);
		}
		List<String> lines = byReason.entrySet().stream()
				.sorted(Comparator.comparingInt(
						(Map.Entry<String, List<Frame>> entry) -> -entry.getValue().size())
						.thenComparing(Map.Entry::getKey))
				.limit(SHOWN_REASONS)
				.map(entry -> Tally.files(entry.getValue().size()) + " with " + entry.getKey() + ": "
						+ Tally.names(entry.getValue()))
				.toList();
		return String.join("\n", lines)
				+ (byReason.size() > SHOWN_REASONS ? "\nand " + (byReason.size() - SHOWN_REASONS) + " other kinds"
						: "");
	}

	private String reason(Frame frame, Collection<String> keywords) {
		HeaderQuantities header = values.of(frame);
		if (rules.applies().isPresent() && !header.test(rules.applies().get())) {
			return header.explain(rules.applies().get()).text();
		}
		String there = keywords.stream().filter(keyword -> frame.header().value(keyword).isPresent())
				.map(keyword -> keyword + " = " + shortened(frame.header().value(keyword).orElseThrow().toString()))
				.collect(Collectors.joining(", "));
		return there.isEmpty() ? "none of the keywords " + Tally.first(keywords) : there;
	}

	private static String shortened(String text) {
		return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
	}
}
