package org.armillary.nights;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.CheckRule;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.rules.Value;

/** What must be told of files that were organised. */
final class SlowProblems {

	private static final long UNIX_EPOCH_MJD = 40587;
	private static final double SECONDS_A_DAY = 86400;
	private static final double TEN_MINUTES = 10 / 1440.0;
	private static final double ONE_HOUR = 60 / 1440.0;
	private static final double MOST_EXPOSURES = 1e9;

	private final RuleSet rules;
	private final SlowOrganiser organiser;
	private final Map<String, Integer> told = new TreeMap<>();

	private SlowProblems(RuleSet rules, SlowOrganiser organiser) {
		this.rules = rules;
		this.organiser = organiser;
	}

	/**
	 * Ids of the problems, with how often each is told; 1 where several of a kind may be put together.
	 *
	 * @param organiser
	 *            what organised the files
	 * @param files
	 *            the files
	 * @param result
	 *            what it made of them
	 * @param now
	 *            the present
	 */
	static Map<String, Integer> of(RuleSet rules, SlowOrganiser organiser, List<HeaderFile> files,
			SlowOrganiser.Result result, Instant now) {
		var problems = new SlowProblems(rules, organiser);
		problems.files(files, result.frames());
		List<SlowFrame> meant = result.frames().stream().filter(organiser::applies).toList();
		problems.frames(result.frames(), meant, now);
		problems.sequences(meant);
		problems.gaps(meant, now);
		problems.tell("organise.incomplete", (int) result.datasets().stream().filter(one -> !one.complete()).count());
		return problems.told;
	}

	private void tell(String id, int times) {
		if (times > 0) {
			told.put(id, times);
		}
	}

	private void tell(String id, boolean whether) {
		tell(id, whether ? 1 : 0);
	}

	private void files(List<HeaderFile> files, List<SlowFrame> frames) {
		var acted = new HashSet<Integer>();
		var taken = new HashSet<String>();
		boolean copies = false;
		for (HeaderFile file : files) {
			Optional<Integer> exclusion = organiser.exclusion(file);
			exclusion.ifPresent(acted::add);
			copies |= exclusion.isEmpty() && !taken.add(file.identity());
		}
		tell("organise.excluded", acted.size());
		tell("organise.copy", copies);
		tell("organise.nothing", frames.stream().allMatch(frame -> frame.category().isEmpty()));
	}

	private void frames(List<SlowFrame> frames, List<SlowFrame> meant, Instant now) {
		tell("organise.same-frame", meant.stream().anyMatch(frame -> organiser.claimedByOthers(frame, meant)));
		tell("organise.unclassified", !told.containsKey("organise.nothing") && frames.stream().anyMatch(
				frame -> frame.category().isEmpty()
						&& !(organiser.applies(frame) && organiser.claimedByOthers(frame, meant))));
		tell("organise.ambiguous", frames.stream().filter(frame -> !frame.category().isEmpty()).anyMatch(
				frame -> rules.classes().stream().filter(rule -> values(frame).test(rule.when())).count() > 1));
		tell("organise.no-time",
				frames.stream().anyMatch(frame -> !frame.category().isEmpty() && Double.isNaN(frame.mjd())));
		double present = UNIX_EPOCH_MJD + now.getEpochSecond() / SECONDS_A_DAY;
		tell("organise.future", meant.stream().anyMatch(frame -> frame.mjd() > present + TEN_MINUTES));
		tell("organise.check", (int) rules.checks().stream()
				.filter(check -> meant.stream().anyMatch(frame -> fails(check, frame))).count());
	}

	private boolean fails(CheckRule check, SlowFrame frame) {
		return check.when().map(values(frame)::test).orElse(true) && !values(frame).test(check.require());
	}

	private void sequences(List<SlowFrame> frames) {
		if (rules.sequence().isEmpty() || rules.sequenceOf().isEmpty()) {
			return;
		}
		List<Value> sequences = frames.stream().flatMap(this::sequence).distinct().toList();
		int backwards = 0;
		for (Value sequence : sequences) {
			List<SlowFrame> members = frames.stream().filter(frame -> sequence(frame).anyMatch(sequence::equals))
					.toList();
			backwards += members.stream()
					.anyMatch(one -> members.stream().anyMatch(other -> backwards(one, other))) ? 1 : 0;
		}
		tell("organise.backwards", backwards);
	}

	private void gaps(List<SlowFrame> frames, Instant now) {
		if (rules.sequence().isEmpty() || rules.sequenceOf().isEmpty() || rules.sequenceTotal().isEmpty()) {
			return;
		}
		double present = UNIX_EPOCH_MJD + now.getEpochSecond() / SECONDS_A_DAY;
		int incomplete = 0;
		for (Value sequence : frames.stream().flatMap(this::sequence).distinct().toList()) {
			List<SlowFrame> members = frames.stream().filter(frame -> sequence(frame).anyMatch(sequence::equals))
					.filter(frame -> number(frame) != null).toList();
			double total = 0;
			var numbers = new HashSet<Double>();
			boolean goesOn = false;
			for (SlowFrame frame : members) {
				Double planned = number(frame, rules.sequenceTotal().get());
				total = isCount(planned) ? Math.max(total, planned) : total;
				numbers.add(number(frame));
				goesOn |= frame.mjd() > present - ONE_HOUR && frame.mjd() <= present + TEN_MINUTES;
			}
			double last = total;
			numbers.removeIf(number -> !isCount(number) || number > last);
			incomplete += numbers.size() < total && !goesOn ? 1 : 0;
		}
		tell("organise.gaps", incomplete);
	}

	private static boolean isCount(Double number) {
		return number != null && number >= 1 && number <= MOST_EXPOSURES && Math.floor(number) == number;
	}

	private Stream<Value> sequence(SlowFrame frame) {
		return values(frame).of(rules.sequenceOf().orElseThrow()).stream().limit(1);
	}

	private boolean backwards(SlowFrame one, SlowFrame other) {
		Double first = number(one);
		Double second = number(other);
		return first != null && second != null && first < second && one.mjd() >= other.mjd();
	}

	private Double number(SlowFrame frame) {
		return number(frame, rules.sequence().orElseThrow());
	}

	private Double number(SlowFrame frame, String quantity) {
		return values(frame).of(quantity).stream().limit(1)
				.map(value -> value instanceof Value.Number(double number) ? number : null).filter(Objects::nonNull)
				.findFirst().orElse(null);
	}

	private SlowValues values(SlowFrame frame) {
		return new SlowValues(rules, frame.keywords());
	}
}
