package org.armillary.organiser;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.armillary.actor.message.Message;
import org.armillary.organiser.Corrections.Corrected;
import org.armillary.organiser.Grouping.Excess;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.message.OrganiserMessage;
import org.armillary.organiser.rules.ClassRule;
import org.armillary.organiser.rules.DatasetRule;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.Overlay.Exclusion;
import org.armillary.organiser.rules.RuleLine;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.rules.Value;

/**
 * Says which file is what, which files belong together and which calibrations go with them, from headers alone. The result is
 * the same for the same files in any order, wherever they are; a file more or less changes those datasets only that it
 * belongs to, or that choose one of these.
 *
 * <p>Every file passes these steps: corrections and exclusions of the overlay; copies are left out; the first class whose
 * condition holds is its category; equal values of the quantities of a kind of dataset put it together with others. Then, for
 * kind after kind, the best candidates for each need are chosen. Whatever is odd is told, and all else is organised as far as
 * it goes.
 *
 * <p><b>Threads.</b> Immutable.
 */
public final class Organiser {

	private static final Comparator<HeaderFile> BY_NAME = Comparator.comparing(HeaderFile::name)
			.thenComparing(HeaderFile::identity)
			.thenComparing(file -> file.path().map(Object::toString).orElse(""));

	private final RuleSet rules;
	private final Overlay overlay;
	private final Instant now;

	/**
	 * Takes what decides.
	 *
	 * @param rules
	 *            the rules, with the values of their parameters
	 * @param overlay
	 *            corrections, exclusions and lists of choices; {@link Overlay#NONE} for none
	 * @param now
	 *            the time after which no file can have begun
	 */
	public Organiser(RuleSet rules, Overlay overlay, Instant now) {
		this.rules = rules;
		this.overlay = overlay;
		this.now = now;
	}

	/** Organises files; what is odd stands among the problems of the result. */
	public Organisation organise(List<HeaderFile> files) {
		var problems = new ArrayList<Message>();
		var corrections = new Corrections(overlay);
		List<Corrected> kept = withoutCopies(withoutExcluded(files, corrections, problems), problems);
		var tests = new FrameTests(rules);
		var frameProblems = new FrameProblems(rules, tests.values());
		List<Frame> frames = classified(kept, tests, frameProblems);
		problems.addAll(frameProblems.messages());

		var grouping = new Grouping(rules, tests);
		List<Group> groups = grouping.group(frames);
		problems.addAll(excesses(grouping.excesses()));
		var lists = new ChoiceLists(overlay);
		var associating = new Associating(rules, lists, tests.values());
		List<Dataset> datasets = associating.associate(groups, Naming.names(groups));
		unused(corrections, lists, datasets, problems);
		problems.addAll(new DatasetProblems(associating).of(datasets));
		return new Organisation(rules, overlay, frames, datasets, problems);
	}

	private static List<Corrected> withoutExcluded(List<HeaderFile> files, Corrections corrections,
			List<Message> problems) {
		var kept = new ArrayList<Corrected>();
		var excluded = new IdentityHashMap<Exclusion, List<String>>();
		var order = new ArrayList<Exclusion>();
		for (HeaderFile file : files.stream().sorted(BY_NAME).toList()) {
			Corrected corrected = corrections.correct(file);
			corrections.exclusion(corrected).ifPresentOrElse(exclusion -> excluded.computeIfAbsent(exclusion, first -> {
				order.add(first);
				return new ArrayList<>();
			}).add(file.name()), () -> kept.add(corrected));
		}
		for (Exclusion exclusion : order) {
			List<String> names = excluded.get(exclusion);
			problems.add(OrganiserMessage.ORGANISE_EXCLUDED.with(Tally.files(names.size()), exclusion.line(),
					Tally.first(names), exclusion.reason()));
		}
		return kept;
	}

	private static List<Corrected> withoutCopies(List<Corrected> files, List<Message> problems) {
		var firsts = new LinkedHashMap<String, Corrected>();
		var copies = new ArrayList<String>();
		for (Corrected file : files) {
			Corrected first = firsts.putIfAbsent(file.file().identity(), file);
			if (first != null) {
				copies.add(file.file().name() + " = " + first.file().name());
			}
		}
		if (!copies.isEmpty()) {
			problems.add(OrganiserMessage.ORGANISE_COPY.with(Tally.files(copies.size()), Tally.first(copies)));
		}
		return List.copyOf(firsts.values());
	}

	private List<Frame> classified(List<Corrected> files, FrameTests tests, FrameProblems problems) {
		List<Frame> bare = files.stream().map(file -> new Frame(file.file(), file.header(), file.corrections(), "",
				Double.NaN, file.identity())).toList();
		List<Frame> ours = bare.stream().filter(tests::applies).toList();
		List<List<Frame>> same = sameFrame(ours, tests);
		Set<String> doubtful = new HashSet<>();
		same.forEach(frames -> frames.forEach(frame -> doubtful.add(frame.file().identity())));

		var known = new HashSet<String>();
		ours.forEach(frame -> known.add(frame.file().identity()));
		var frames = new ArrayList<Frame>();
		var tested = new ArrayList<Frame>();
		var unclassified = new ArrayList<Frame>();
		var ambiguous = new LinkedHashMap<List<ClassRule>, List<Frame>>();
		for (Frame frame : bare) {
			boolean isOurs = known.contains(frame.file().identity());
			boolean isDoubtful = doubtful.contains(frame.file().identity());
			List<ClassRule> classes = isOurs && !isDoubtful ? tests.classes(frame) : List.of();
			var classified = new Frame(frame.file(), frame.header(), frame.corrections(),
					classes.isEmpty() ? "" : classes.getFirst().category(), tests.mjd(frame), frame.identity());
			frames.add(classified);
			if (isOurs) {
				tested.add(classified);
			}
			if (classes.isEmpty() && !isDoubtful) {
				unclassified.add(classified);
			}
			if (classes.size() > 1) {
				ambiguous.computeIfAbsent(classes, _ -> new ArrayList<>()).add(classified);
			}
		}
		problems.sameFrame(same);
		problems.ambiguous(ambiguous);
		problems.noTime(frames);
		problems.checks(tested);
		problems.future(tested, now);
		problems.sequences(tested, now);
		problems.unclassified(frames, unclassified);
		return frames;
	}

	/** Different files with an equal value of the rules' {@code frame}. */
	private List<List<Frame>> sameFrame(List<Frame> frames, FrameTests tests) {
		if (rules.frame().isEmpty()) {
			return List.of();
		}
		var byValue = new LinkedHashMap<Value, List<Frame>>();
		for (Frame frame : frames) {
			tests.values().of(frame).value(rules.frame().get())
					.ifPresent(value -> byValue.computeIfAbsent(value, _ -> new ArrayList<>()).add(frame));
		}
		return byValue.values().stream().filter(same -> same.size() > 1).toList();
	}

	private static List<Message> excesses(List<Excess> excesses) {
		Map<DatasetRule, List<Frame>> byRule = new LinkedHashMap<>();
		excesses.forEach(excess -> byRule.computeIfAbsent(excess.rule(), _ -> new ArrayList<>()).add(excess.frame()));
		return byRule.entrySet().stream()
				.map(entry -> OrganiserMessage.ORGANISE_TOO_MANY_GROUPS.with(Tally.files(entry.getValue().size()),
						FrameTests.MOST_KEYS, entry.getKey().type(), Tally.names(entry.getValue()),
						entry.getKey().line()))
				.toList();
	}

	private void unused(Corrections corrections, ChoiceLists lists, List<Dataset> datasets,
			List<Message> problems) {
		var lines = new ArrayList<>(corrections.unused());
		lines.addAll(lists.unused(rules, datasets));
		problems.addAll(corrections.missing(rules.selection()));
		problems.addAll(lists.problems(rules, datasets));
		if (!lines.isEmpty()) {
			problems.add(OrganiserMessage.ORGANISE_OVERLAY_UNUSED
					.with(lines.stream().map(RuleLine::toString).collect(Collectors.joining(", "))));
		}
	}
}
