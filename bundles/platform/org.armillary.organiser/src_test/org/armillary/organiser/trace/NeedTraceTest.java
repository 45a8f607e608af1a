package org.armillary.organiser.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Random;

import org.armillary.organiser.Association;
import org.armillary.organiser.CandidateTests;
import org.armillary.organiser.Criterion.Kind;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.Organiser;
import org.armillary.organiser.Verdict;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.RuleReader;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.trace.NeedTrace.Candidate;
import org.junit.jupiter.api.Test;

class NeedTraceTest {

	private static Dataset only(Organisation organisation, String type) {
		return organisation.datasets().stream().filter(dataset -> dataset.rule().type().equals(type)).findFirst()
				.orElseThrow();
	}

	private static NeedTrace trace(Organisation organisation) {
		return new Tracer(organisation).need(only(organisation, "science"), "flat").orElseThrow();
	}

	private static int line(String text) {
		List<String> lines = TraceNight.RULES.lines().toList();
		return lines.indexOf(lines.stream().filter(line -> line.contains(text)).findFirst().orElseThrow()) + 1;
	}

	@Test
	void theChosenOneComesFirstAndEachOtherNamesWhatDecided() {
		NeedTrace trace = trace(new TraceNight().science("s", "H", 61100, 120).flat("near", "H", 61100.5, 120.5)
				.flat("warm", "H", 61100.25, 125).flat("other", "K", 61100.1, 120).flat("old", "H", 61080, 120)
				.organised());
		assertEquals(List.of("near", "warm", "other", "old"), trace.candidates().stream()
				.map(candidate -> candidate.dataset().key().get("template").text()).toList());
		Candidate near = trace.candidates().get(0);
		assertTrue(near.chosen());
		assertEquals(0, near.level().orElseThrow().number());
		assertEquals(0.5, near.days(), 1e-9);
		assertEquals(1, near.place());
		Candidate warm = trace.candidates().get(1);
		assertFalse(warm.chosen());
		assertEquals(1, warm.level().orElseThrow().number());
		assertEquals("level 1 comes after level 0", warm.words());
		Candidate other = trace.candidates().get(2);
		assertFalse(other.admitted());
		assertEquals(Kind.MATCH, other.outcomes().get(other.deciding()).criterion().kind());
		assertEquals("K", other.outcomes().get(other.deciding()).found());
		assertEquals("H", other.outcomes().get(other.deciding()).criterion().asked());
		assertEquals(line("match: [band]"), other.outcomes().get(other.deciding()).criterion().line().line());
		Candidate old = trace.candidates().get(3);
		assertEquals(Kind.LEVEL_WINDOW, old.outcomes().get(old.deciding()).criterion().kind());
		assertEquals(line("within: 10 d"), old.outcomes().get(old.deciding()).criterion().line().line());
		assertTrue(trace.misses().isEmpty());
		assertTrue(trace.remedies().isEmpty());
	}

	@Test
	void theValuesOfTheAskingDatasetAreThereToCheckByHand() {
		NeedTrace trace = trace(new TraceNight().science("s", "H", 61100, 120).flat("near", "H", 61100.5, 120.5)
				.organised());
		assertEquals(List.of("band", "temperature"), trace.asked().stream().map(NeedTrace.Asked::quantity).toList());
		assertEquals("120", trace.asked().get(1).values().getFirst().text());
		for (Candidate candidate : trace.candidates()) {
			assertEquals(trace.criteria(), candidate.outcomes().stream().map(outcome -> outcome.criterion()).toList());
		}
	}

	@Test
	void ofWhatIsMissingTheNearestMissesAreToldWithTheLinesToRelax() {
		NeedTrace trace = trace(new TraceNight().science("s", "H", 61100, 120).flat("late", "H", 61115, 120)
				.flat("later", "H", 61116, 120).flat("bothWrong", "K", 61120, 120).flat("wrongBand", "K", 61100, 120)
				.file("half-a.fits", "FLAT", "half", "H", 61100.25, "ANGLE", 0L, "TEMP", 120.0).organised());
		assertFalse(trace.association().satisfied());
		// one condition is missed by each of the first three: the nearest in time comes first, other bands last
		assertEquals(List.of("half", "late", "later"), trace.misses().stream()
				.map(miss -> miss.candidate().dataset().key().get("template").text()).toList());
		assertEquals(List.of(), trace.misses().get(0).lines());
		assertEquals(List.of(line("within: 10 d")),
				trace.misses().get(1).lines().stream().map(found -> found.line()).toList());
		assertTrue(trace.remedies().getFirst().contains(trace.misses().get(0).candidate().dataset().name()),
				trace.remedies().toString());
		assertTrue(trace.remedies().getFirst().contains("lacks 1 FLAT"), trace.remedies().toString());
		assertTrue(trace.misses().get(0).candidate().words().contains("lacks 1 FLAT of angle 0"),
				trace.misses().get(0).candidate().words());
		assertTrue(trace.remedies().stream().noneMatch(remedy -> remedy.contains("band =")), "another band is no help");
		assertTrue(trace.remedies().stream().anyMatch(remedy -> remedy.contains("2 FLAT at each angle")),
				trace.remedies().toString());
		assertTrue(trace.remedies().stream().anyMatch(remedy -> remedy.contains("MASTER")));
	}

	@Test
	void anUnknownNeedHasNoTrace() {
		Organisation organisation = new TraceNight().science("s", "H", 61100, 120).organised();
		assertTrue(new Tracer(organisation).need(only(organisation, "science"), "dark").isEmpty());
	}

	@Test
	void withoutAnyCandidateTheFramesToTakeAreTold() {
		NeedTrace trace = trace(new TraceNight().science("s", "H", 61100, 120).organised());
		assertTrue(trace.candidates().isEmpty());
		assertEquals(2, trace.remedies().size());
	}

	@Test
	void productsOfWhichNoneMustBeThereAreToldAllTheSame() throws Exception {
		String text = TraceNight.RULES.replace("from: [flat, flat-master]", "from: [flat-master]")
				.replace("PREFER", "closest").replace("MASTER: { min: 1 }", "MASTER: { min: 0 }");
		RuleSet rules = RuleReader.parse(text, "test.rules.yaml");
		NeedTrace trace = trace(organised(rules));
		assertEquals(1, trace.remedies().size());
		assertTrue(trace.remedies().getFirst().contains("MASTER"), trace.remedies().toString());
	}

	@Test
	void aNeedWithoutLevelsHasATrace() {
		NeedTrace trace = trace(organised(TraceNight.rules("closest").withWorstLevel(-1)));
		assertFalse(trace.association().satisfied());
		assertEquals(2, trace.remedies().size());
	}

	private static Organisation organised(RuleSet rules) {
		return new Organiser(rules, Overlay.NONE, Instant.parse("2040-01-01T00:00:00Z"))
				.organise(new TraceNight().science("s", "H", 61100, 120).files());
	}

	/** What is told of random nights is what was chosen, and the words of each loss are true. */
	@Test
	void tracesAgreeWithTheChoicesAndTheOrder() {
		int lost = 0;
		for (int seed = 0; seed < 60; seed++) {
			var random = new Random(seed);
			var night = new TraceNight().science("s", "H", 61100, 120);
			for (int i = 0; i < 12; i++) {
				String band = random.nextInt(4) == 0 ? "K" : "H";
				double mjd = 61100 + random.nextInt(-12, 13) * 0.5;
				double temperature = 119 + random.nextInt(4);
				if (random.nextBoolean()) {
					night.flat("f" + i, band, mjd, temperature);
				} else {
					night.master("m" + i, band, mjd, temperature);
				}
			}
			String prefer = List.of("closest", "order", "raw", "master", "raw-per-level", "master-per-level")
					.get(seed % 6);
			Organisation organisation = night.organised(prefer, Overlay.NONE);
			NeedTrace trace = trace(organisation);
			Association association = trace.association();
			assertEquals(association.choices().stream().map(choice -> choice.dataset().name()).toList(),
					trace.candidates().stream().filter(Candidate::chosen)
							.map(candidate -> candidate.dataset().name()).toList());
			association.choices().forEach(choice -> assertEquals(Double.doubleToLongBits(choice.days()),
					Double.doubleToLongBits(trace.candidates().getFirst().days())));
			var test = new CandidateTests(organisation).of(trace.dataset(), trace.need());
			List<Verdict> admitted = trace.candidates().stream().filter(Candidate::admitted)
					.map(candidate -> test.judge(candidate.dataset())).toList();
			for (int i = 1; i < admitted.size(); i++) {
				assertTrue(test.ranking().compare(admitted.get(i - 1), admitted.get(i)) < 0);
				assertTrue(isTrue(trace.candidates().get(i).words(), admitted.getFirst(), admitted.get(i)),
						() -> prefer + ": " + trace.candidates());
				lost++;
			}
			for (Candidate candidate : trace.candidates()) {
				assertEquals(candidate.admitted(), candidate.deciding() < 0);
				assertTrue(candidate.admitted() || !candidate.outcomes().get(candidate.deciding()).holds());
			}
		}
		assertTrue(lost > 200, "only " + lost);
	}

	/** Whether what is said of a loss is so. */
	private static boolean isTrue(String words, Verdict better, Verdict worse) {
		boolean levels = worse.place() > better.place();
		boolean farther = Math.abs(worse.days()) > Math.abs(better.days());
		boolean masterLost = worse.candidate().rule().master() && !better.candidate().rule().master();
		boolean rawLost = !worse.candidate().rule().master() && better.candidate().rule().master();
		return switch (words) {
		case "raw frames are preferred", "flat-master comes after flat" -> masterLost;
		case "master calibrations are preferred" -> rawLost;
		case "farther in time" -> farther;
		case "equally far in time, and later" -> Math.abs(worse.days()) == Math.abs(better.days())
				&& worse.days() > better.days();
		case "equally good; identity decides" -> worse.days() == better.days()
				&& worse.candidate().identity().compareTo(better.candidate().identity()) > 0;
		default -> words.startsWith("level ") && levels;
		};
	}
}
