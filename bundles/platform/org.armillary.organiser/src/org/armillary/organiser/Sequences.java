package org.armillary.organiser;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import org.armillary.actor.message.Message;
import org.armillary.organiser.message.OrganiserMessage;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.rules.Value;

/** What must be told of exposures that have numbers: times that do not grow with them, and numbers that are not there. */
final class Sequences {

	/** How long ago the last exposure of a sequence must have begun for the sequence to be over, days. */
	private static final double OVER_DAYS = 1 / 24.0;
	/** Numbers beyond are no numbers of exposures. */
	private static final double MOST = 1e9;
	private static final int SHOWN_RANGES = 10;

	private record Numbered(double number, Frame frame) {
	}

	private final RuleSet rules;
	private final FrameValues values;
	private final List<Message> messages = new ArrayList<>();

	private Sequences(RuleSet rules, FrameValues values) {
		this.rules = rules;
		this.values = values;
	}

	/**
	 * What must be told.
	 *
	 * @param frames
	 *            the files to which the rules apply
	 * @param now
	 *            when it is, modified Julian date, days; a sequence of which an exposure began within the hour before is still going on
	 */
	static List<Message> problems(RuleSet rules, FrameValues values, List<Frame> frames, double now) {
		var sequences = new Sequences(rules, values);
		if (rules.sequence().isPresent() && rules.sequenceOf().isPresent()) {
			Map<Value, List<Numbered>> found = sequences.sequences(frames);
			found.forEach(sequences::backwards);
			rules.sequenceTotal().ifPresent(
					total -> found.forEach((of, sequence) -> sequences.gaps(of, sequence, total, now)));
		}
		return sequences.messages;
	}

	/** Exposures with a number by what those of one sequence share. */
	private Map<Value, List<Numbered>> sequences(List<Frame> frames) {
		var sequences = new LinkedHashMap<Value, List<Numbered>>();
		for (Frame frame : frames) {
			Optional<Value> of = values.of(frame).value(rules.sequenceOf().orElseThrow());
			double number = values.number(frame.header(), rules.sequence().orElseThrow());
			if (of.isPresent() && Double.isFinite(number)) {
				sequences.computeIfAbsent(of.get(), _ -> new ArrayList<>()).add(new Numbered(number, frame));
			}
		}
		return sequences;
	}

	private void backwards(Value of, List<Numbered> exposures) {
		List<Numbered> sequence = exposures.stream().filter(one -> Double.isFinite(one.frame.mjd()))
				.sorted(Comparator.comparingDouble(Numbered::number).thenComparingDouble(one -> one.frame.mjd())
						.thenComparing(one -> one.frame.name()))
				.toList();
		Optional<Numbered> latest = Optional.empty(); // of all with smaller numbers
		Optional<Numbered> latestOfNumber = Optional.empty();
		for (Numbered one : sequence) {
			if (latestOfNumber.isPresent() && latestOfNumber.get().number < one.number) {
				if (latest.isEmpty() || latestOfNumber.get().frame.mjd() > latest.get().frame.mjd()) {
					latest = latestOfNumber;
				}
			}
			if (latest.isPresent() && latest.get().frame.mjd() >= one.frame.mjd()) {
				messages.add(OrganiserMessage.ORGANISE_BACKWARDS.with(name(of), latest.get().frame.name(),
						number(latest.get()), Naming.utc(latest.get().frame.mjd()), one.frame.name(), number(one),
						Naming.utc(one.frame.mjd())));
				return;
			}
			latestOfNumber = Optional.of(one);
		}
	}

	/** Numbers from 1 to the total that no exposure has, unless the sequence is still going on. */
	private void gaps(Value of, List<Numbered> sequence, String quantity, double now) {
		double planned = sequence.stream().mapToDouble(one -> values.number(one.frame.header(), quantity))
				.filter(Sequences::isCount).max().orElse(0);
		boolean goesOn = sequence.stream().anyMatch(one -> one.frame.mjd() > now - OVER_DAYS
				&& one.frame.mjd() <= now + FrameProblems.TOLERANCE_DAYS);
		var numbers = new TreeSet<Long>();
		for (Numbered one : sequence) {
			if (isCount(one.number) && one.number <= planned) {
				numbers.add((long) one.number);
			}
		}
		if (numbers.size() < planned && !goesOn) {
			messages.add(OrganiserMessage.ORGANISE_GAPS.with(name(of), numbers.size(), (long) planned,
					sequence.getFirst().frame.name(), missing(numbers, (long) planned)));
		}
	}

	private static boolean isCount(double number) {
		return number >= 1 && number <= MOST && number == Math.rint(number);
	}

	/** The numbers up to the last that are not there: {@code 1, 4-6}. */
	private static String missing(TreeSet<Long> numbers, long last) {
		var ranges = new ArrayList<String>();
		long next = 1;
		for (long number : numbers) {
			range(next, number - 1, ranges);
			next = number + 1;
		}
		range(next, last, ranges);
		return String.join(", ", ranges.subList(0, Math.min(SHOWN_RANGES, ranges.size())))
				+ (ranges.size() > SHOWN_RANGES ? ", …" : "");
	}

	private static void range(long first, long last, List<String> ranges) {
		if (first <= last) {
			ranges.add(first == last ? Long.toString(first) : first + "-" + last);
		}
	}

	private String name(Value of) {
		return rules.sequenceOf().orElseThrow() + " " + of.text();
	}

	private static String number(Numbered one) {
		return new Value.Number(one.number).text();
	}
}
