package org.armillary.organiser.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.armillary.organiser.Association;
import org.armillary.organiser.CandidateTest;
import org.armillary.organiser.CandidateTests;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.Frame;
import org.armillary.organiser.FrameTests;
import org.armillary.organiser.Joining;
import org.armillary.organiser.Member;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.Organiser;
import org.armillary.organiser.Verdict;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.ClassRule;
import org.armillary.organiser.rules.DatasetRule;
import org.armillary.organiser.rules.Level;
import org.armillary.organiser.rules.Need;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.Overlay.Exclusion;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.trace.FileTrace.CheckVerdict;
import org.armillary.organiser.trace.FileTrace.ClassVerdict;
import org.armillary.organiser.trace.FileTrace.Joined;
import org.armillary.organiser.trace.FileTrace.LeftOut;
import org.armillary.organiser.trace.FileTrace.QuantityValue;
import org.armillary.organiser.trace.FileTrace.Refused;
import org.armillary.organiser.trace.FileTrace.Use;
import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.condition.Explanation;

/** Makes the trace of a file. */
final class FileTracing {

	private final Organisation organisation;
	private final RuleSet rules;
	private final CandidateTests tests;
	private final FrameTests frameTests;
	private final Lacking lacking;
	private final HeaderFile file;
	private final Frame frame;

	FileTracing(Organisation organisation, CandidateTests tests, HeaderFile file) {
		this.organisation = organisation;
		this.rules = organisation.rules();
		this.tests = tests;
		this.frameTests = new FrameTests(rules);
		this.lacking = new Lacking(tests);
		this.file = file;
		this.frame = organisation.frames().stream().filter(known -> known.file().equals(file)).findFirst()
				.orElseGet(() -> alone(new Overlay(organisation.overlay().corrections(), List.of(), List.of()))
						.getFirst());
	}

	/** The file as it would be organised without any other. */
	private List<Frame> alone(Overlay overlay) {
		return new Organiser(rules, overlay, Instant.now()).organise(List.of(file)).frames();
	}

	FileTrace trace() {
		Optional<LeftOut> leftOut = leftOut();
		return new FileTrace(organisation, frame, leftOut, rules.applies().map(this::explained), Change.of(frame),
				classes(), quantities(), checks(), joined(), leftOut.isPresent() ? List.of() : refused(), uses());
	}

	private Explanation explained(Condition condition) {
		return tests.values().of(frame).explain(condition);
	}

	private Optional<LeftOut> leftOut() {
		if (organisation.frames().stream().noneMatch(known -> known.file().equals(file))) {
			for (Exclusion exclusion : organisation.overlay().exclusions()) {
				if (alone(new Overlay(organisation.overlay().corrections(), List.of(exclusion), List.of())).isEmpty()) {
					return Optional.of(new LeftOut.Excluded(exclusion));
				}
			}
			return organisation.frames().stream().filter(other -> other.file().identity().equals(file.identity()))
					.findFirst().map(other -> new LeftOut.CopyOf(other.name()));
		}
		return frame.category().isEmpty() && !frameTests.classes(frame).isEmpty() ? disputed() : Optional.empty();
	}

	private Optional<LeftOut> disputed() {
		return rules.frame().flatMap(quantity -> tests.values().of(frame).value(quantity).map(value -> {
			List<String> others = organisation.frames().stream()
					.filter(other -> other != frame
							&& tests.values().of(other).value(quantity).equals(Optional.of(value)))
					.map(Frame::name).toList();
			return new LeftOut.Disputed(quantity, value, others);
		}));
	}

	private List<ClassVerdict> classes() {
		var verdicts = new ArrayList<ClassVerdict>();
		boolean decided = false;
		for (ClassRule rule : rules.classes()) {
			Explanation explanation = explained(rule.when());
			boolean chosen = !decided && explanation.holds() && rule.category().equals(frame.category());
			decided |= chosen;
			verdicts.add(new ClassVerdict(rule, explanation, chosen));
		}
		return verdicts;
	}

	private List<QuantityValue> quantities() {
		return rules.quantities().values().stream()
				.map(quantity -> new QuantityValue(quantity, tests.values().of(frame).values(quantity.name())))
				.toList();
	}

	private List<CheckVerdict> checks() {
		return rules.checks().stream()
				.filter(check -> check.when().map(when -> explained(when).holds()).orElse(true))
				.map(check -> new CheckVerdict(check, explained(check.require()))).toList();
	}

	private List<Joined> joined() {
		var joined = new ArrayList<Joined>();
		for (Dataset dataset : organisation.datasets()) {
			for (Member member : dataset.members()) {
				if (member.frame().file().equals(file)) {
					joined.add(new Joined(dataset, member, member.rule().skip().map(this::explained)));
				}
			}
		}
		return joined;
	}

	private List<Refused> refused() {
		var refused = new ArrayList<Refused>();
		for (DatasetRule rule : rules.datasets()) {
			Optional<Explanation> when = rule.when().map(this::explained);
			Joining joining = frameTests.joining(rule, frame);
			if (joining.ofCategory() && !joining.joins()) {
				refused.add(new Refused(rule, joining.hasTime(), when, joining.tooMany()));
			}
		}
		return refused;
	}

	private List<Use> uses() {
		List<Dataset> own = joined().stream().map(Joined::dataset).toList();
		var uses = new ArrayList<Use>();
		for (Dataset asking : organisation.datasets()) {
			for (Association association : asking.associations()) {
				Need need = association.need();
				List<Dataset> offered = own.stream().filter(candidate -> candidate != asking && need.sources().stream()
						.anyMatch(source -> source.type().equals(candidate.rule().type()))).toList();
				if (!offered.isEmpty()) {
					uses.addAll(uses(asking, association, offered));
				}
			}
		}
		uses.sort(Comparator.comparing((Use use) -> !use.chosen()).thenComparingDouble(use -> Math.abs(use.days()))
				.thenComparing(use -> use.asking().name()).thenComparing(use -> use.need().name()));
		return uses;
	}

	private List<Use> uses(Dataset asking, Association association, List<Dataset> offered) {
		Need need = association.need();
		CandidateTest test = tests.of(asking, need);
		List<Verdict> winners = association.choices().stream().map(choice -> test.judge(choice.dataset()))
				.sorted(test.ranking()).toList();
		var uses = new ArrayList<Use>();
		for (Dataset candidate : offered) {
			Verdict verdict = test.judge(candidate);
			boolean chosen = association.choices().stream().anyMatch(choice -> choice.dataset() == candidate);
			Optional<Level> level = verdict.admitted() ? Optional.of(need.levels().get(verdict.place()))
					: Optional.empty();
			String words = chosen ? "chosen"
					: verdict.admitted() ? NeedTracing.lost(need, test.wanted(), winners, winners.size(), verdict)
							: NeedTracing.refused(verdict, lacking);
			uses.add(new Use(asking, need, candidate, level, verdict.days(), chosen, words));
		}
		return uses;
	}
}
