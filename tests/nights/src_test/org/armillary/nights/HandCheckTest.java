package org.armillary.nights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.armillary.nights.SlowDataset.SlowChoice;
import org.armillary.organiser.Criterion;
import org.armillary.organiser.Criterion.Kind;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.Organiser;
import org.armillary.organiser.Outcome;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.Level;
import org.armillary.organiser.rules.Match;
import org.armillary.organiser.rules.Need;
import org.armillary.organiser.rules.Need.Source;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.RuleLine;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.rules.Value;
import org.armillary.organiser.trace.FileTrace;
import org.armillary.organiser.trace.NeedTrace;
import org.armillary.organiser.trace.NeedTrace.Candidate;
import org.armillary.organiser.trace.Tracer;
import org.armillary.workflow.text.DocumentException;
import org.junit.jupiter.api.Test;

/** Each cell of each table that says why is worked out again from the headers alone. */
class HandCheckTest {

	private static final int INVENTED = 200;
	private static final int KMOS = 8;
	private static final int SHOWN_VALUES = 3;

	private int cells;
	private int failed;
	private String origin = "";
	private RuleSet rules;
	private Overlay overlay;
	private Map<String, SlowDataset> byName = new HashMap<>();
	private SlowChoices slow;

	@Test
	void ofInventedNights() throws Exception {
		for (long seed = 200_001; seed <= 200_000 + INVENTED; seed++) {
			Night night = Nights.invented(seed);
			try {
				rules = night.ruleSet();
			} catch (DocumentException _) {
				continue; // refused rules are tested where they are read
			}
			check("seed " + seed, night);
		}
		assertTrue(cells > 100 * INVENTED && failed > cells / 20, failed + " of " + cells);
	}

	@Test
	void ofKmosNights() throws Exception {
		for (long seed = 200_001; seed <= 200_000 + KMOS; seed++) {
			Night night = KmosNights.spoilt(seed);
			rules = night.ruleSet();
			check("KMOS seed " + seed, night);
		}
		assertTrue(cells > 100 * KMOS && failed > cells / 20, failed + " of " + cells);
	}

	private void check(String from, Night night) throws DocumentException {
		origin = from;
		overlay = night.overlays();
		Organisation organisation = new Organiser(rules, overlay, Differences.NOW).organise(night.files());
		SlowOrganiser.Result result = new SlowOrganiser(rules, overlay).organise(night.files());
		byName = result.datasets().stream().collect(Collectors.toMap(SlowDataset::name, Function.identity()));
		slow = new SlowChoices(rules, overlay, result.datasets());
		var tracer = new Tracer(organisation);
		for (Dataset dataset : organisation.datasets()) {
			for (int i = 0; i < dataset.associations().size(); i++) {
				need(tracer.need(dataset, dataset.associations().get(i).need().name()).orElseThrow(), i);
			}
		}
		for (HeaderFile file : night.files()) {
			file(tracer.file(file), result);
		}
	}

	private void need(NeedTrace trace, int place) {
		Need need = trace.need();
		SlowDataset asking = byName.get(trace.dataset().name());
		assertEquals(byName.values().stream().filter(dataset -> need.sources().stream()
				.anyMatch(source -> source.type().equals(dataset.rule().type()))).map(SlowDataset::name).sorted()
				.toList(),
				trace.candidates().stream().map(candidate -> candidate.dataset().name()).sorted().toList(), origin);
		List<SlowChoice> chosen = asking.choices().get(place);
		assertEquals(chosen.stream().map(choice -> choice.dataset().name()).toList(), trace.candidates().stream()
				.filter(Candidate::chosen).map(candidate -> candidate.dataset().name()).toList(), origin);
		for (NeedTrace.Asked asked : trace.asked()) {
			assertEquals(slow.values(asked.quantity(), asking), Set.copyOf(asked.values()), origin);
		}
		for (Candidate candidate : trace.candidates()) {
			SlowDataset other = byName.get(candidate.dataset().name());
			assertEquals(slow.level(asking, need, other), candidate.level(), origin);
			assertEquals(other.mjd() - asking.mjd(), candidate.days(), origin);
			if (candidate.admitted()) {
				assertEquals(-1, candidate.deciding(), origin);
			} else {
				assertFalse(candidate.outcomes().get(candidate.deciding()).holds(), origin);
			}
			cells(trace, asking, candidate, other);
		}
		boolean lacking = asking.wanted().get(place) && chosen.size() < need.min();
		assertTrue(lacking || trace.remedies().isEmpty(), origin);
		assertTrue(!lacking || !trace.remedies().isEmpty(), origin);
	}

	private void cells(NeedTrace trace, SlowDataset asking, Candidate candidate, SlowDataset other) {
		Need need = trace.need();
		var matches = new HashMap<Integer, Integer>();
		boolean lists = true;
		for (int i = 0; i < candidate.outcomes().size(); i++) {
			Outcome outcome = candidate.outcomes().get(i);
			Criterion criterion = outcome.criterion();
			assertEquals(trace.criteria().get(i), criterion);
			cells++;
			failed += outcome.holds() ? 0 : 1;
			boolean expected = switch (criterion.kind()) {
			case SOURCE -> need.sources().stream().anyMatch(source -> serves(source, asking, other));
			case COMPLETE -> other.complete();
			case ONLY -> slow.holds(need.only(), other);
			case NEVER -> !slow.holds(need.never(), other);
			case LIST -> {
				lists &= outcome.holds();
				yield outcome.holds(); // all lists together are compared below
			}
			case MATCH, LEVEL_MATCH -> {
				int place = criterion.place();
				List<Match> all = place < 0 ? need.match() : need.levels().get(place).match();
				Match match = all.get(matches.merge(place, 1, Integer::sum) - 1);
				line(match.line(), criterion);
				shows(criterion.asked(), slow.values(match.quantity(), asking));
				shows(outcome.found(), slow.values(match.quantity(), other));
				away(match, outcome, slow.values(match.quantity(), asking), slow.values(match.quantity(), other));
				yield slow.agree(match, asking, other);
			}
			case LEVEL_WINDOW -> {
				Level level = need.levels().get(criterion.place());
				line(level.line(), criterion);
				yield SlowChoices.within(level, other.mjd() - asking.mjd());
			}
			};
			assertEquals(expected, outcome.holds(),
					() -> origin + ": " + outcome + " for " + asking.name() + ", candidate "
							+ other.name());
		}
		assertEquals(slow.allowed(asking, need, other), lists, origin);
		assertEquals(need.match().size(), matches.getOrDefault(-1, 0));
		assertEquals(need.levels().size(), trace.criteria().stream()
				.filter(criterion -> criterion.kind() == Kind.LEVEL_WINDOW).count());
	}

	private boolean serves(Source source, SlowDataset asking, SlowDataset candidate) {
		return source.type().equals(candidate.rule().type()) && slow.holds(source.when(), asking);
	}

	private void line(RuleLine line, Criterion criterion) {
		assertEquals(line, criterion.line(), origin);
	}

	/** Numbers that may differ show the largest of the distances to the nearest one. */
	private void away(Match match, Outcome outcome, Set<Value> asked, Set<Value> found) {
		double largest = -1;
		for (Value one : match.within().isPresent() ? asked : Set.<Value>of()) {
			double nearest = Double.POSITIVE_INFINITY;
			for (Value other : found) {
				if (one instanceof Value.Number(double first) && other instanceof Value.Number(double second)) {
					double apart = Math.abs(first - second);
					if (match.period().isPresent()) {
						double turns = apart / match.period().getAsDouble();
						apart = Math.abs(turns - Math.rint(turns)) * match.period().getAsDouble();
					}
					nearest = Math.min(nearest, apart);
				}
			}
			largest = Double.isInfinite(nearest) ? largest : Math.max(largest, nearest);
		}
		if (largest < 1e-9) {
			assertEquals("", outcome.away(), origin);
		} else {
			double told = Double.parseDouble(outcome.away().replace("at most ", "").replace(" away", ""));
			assertEquals(largest, told, 1e-6 * Math.max(1, largest), origin);
		}
	}

	/** A cell shows the values, if they are not too many. */
	private void shows(String text, Set<Value> values) {
		if (values.size() <= SHOWN_VALUES) {
			values.forEach(value -> assertTrue(text.contains(value.shown()), origin + ": " + text + " " + values));
		}
	}

	private void file(FileTrace trace, SlowOrganiser.Result result) {
		String name = trace.file().name();
		SlowFrame frame = result.frames().stream().filter(one -> one.file() == trace.file()).findFirst().orElse(null);
		if (frame == null) {
			assertTrue(trace.leftOut().isPresent(), origin + " " + name);
			return;
		}
		var values = new SlowValues(rules, frame.keywords());
		assertEquals(rules.classes().size(), trace.classes().size());
		for (FileTrace.ClassVerdict verdict : trace.classes()) {
			cells++;
			assertEquals(values.test(verdict.rule().when()), verdict.explanation().holds(), origin + " " + name);
			assertEquals(frame.category().equals(verdict.rule().category()), verdict.chosen(), origin + " " + name);
		}
		for (FileTrace.QuantityValue value : trace.quantities()) {
			assertEquals(values.of(value.quantity().name()), value.values(), origin + " " + name);
		}
		var joined = new TreeSet<String>();
		trace.joined().forEach(one -> joined.add(one.dataset().name() + one.member().skipped()));
		var expected = new TreeSet<String>();
		byName.values().forEach(dataset -> dataset.members().stream().filter(member -> member.frame() == frame)
				.forEach(member -> expected.add(dataset.name() + member.skipped())));
		assertEquals(expected, joined, origin + " " + name);
	}
}
