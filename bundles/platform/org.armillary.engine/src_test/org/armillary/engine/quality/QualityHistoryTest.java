package org.armillary.engine.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.QcValue;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.InputOrigin;
import org.armillary.engine.JobFacts.Maker;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.KeyPart;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.quality.QualityHistory.Selection;
import org.junit.jupiter.api.Test;

class QualityHistoryTest {

	private static final Instant ENDED = Instant.parse("2026-03-01T12:00:00Z");

	private final List<JobReport> reports = new ArrayList<>();
	private final Set<String> marked = new HashSet<>();
	private final QualityHistory history = new QualityHistory(visitor -> reports.forEach(visitor),
			() -> Set.copyOf(marked));

	private void report(String actor, Instant ended, List<Double> observed, QcValue... values) {
		String job = "j" + reports.size();
		var key = new JobKey("hash" + reports.size(), List.<KeyPart>of());
		var result = new JobResult(job, JobResult.Status.OK, Map.of(), List.of(values), List.of(), Optional.empty(), "",
				Duration.ZERO, ResourceUse.UNKNOWN, Optional.empty());
		var products = observed.stream().map(mjd -> new MadeProduct(Path.of("/p"), "d", 1, new ProductDescription("X",
				Double.isNaN(mjd) ? Keywords.NONE : new Keywords(Map.of("MJD-OBS", mjd))))).toList();
		reports.add(new JobReport("r1", actor, key, result, Map.of("out", products), ended, Map.of()));
	}

	private static QcValue value(String name, String subject, double number) {
		return new QcValue(name, subject, number, "adu");
	}

	private List<Double> numbers(Selection selection) throws IOException {
		return history.find(selection).stream().map(one -> one.value().value()).toList();
	}

	private static Selection selection(List<String> names, String actor, String subject) {
		return new Selection(names, actor, subject, OptionalDouble.empty(), OptionalDouble.empty());
	}

	@Test
	void oldestFirstByObservationElseByWork() throws IOException {
		report("a", ENDED, List.of(Double.NaN), value("x", "", 3));
		report("a", ENDED, List.of(61000.5, 61000.25), value("x", "", 1));
		report("a", ENDED.plusSeconds(1), List.of(), value("x", "", 4));
		report("a", ENDED, List.of(61099.0), value("x", "", 5));
		report("a", ENDED.minusSeconds(1), List.of(61000.25), value("x", "", 0));
		assertEquals(List.of(0.0, 1.0, 5.0, 3.0, 4.0), numbers(Selection.ALL));
		List<Measurement> found = history.find(Selection.ALL);
		assertEquals(61000.25, found.get(1).time());
		assertTrue(found.get(1).isObserved());
		assertEquals(OptionalDouble.empty(), found.get(3).mjd());
		assertFalse(found.get(3).isObserved());
		// 1 March 2026 12:00 UTC, from astropy.time
		assertEquals(61100.5, found.get(3).time(), 1e-9);
	}

	/** Zero, a Julian date and what no date can be are no times of observation; the others of the products count. */
	@Test
	void aWildTimeOfObservationIsNotBelieved() throws IOException {
		for (double wild : new double[] { 1e30, -5e5, 0, 2_456_634.5, Double.POSITIVE_INFINITY, 88_069, 15_019.9 }) {
			report("a", ENDED, List.of(wild), value("x", "", wild));
			report("b", ENDED, List.of(wild, 61000.0), value("x", "", wild));
		}
		report("b", ENDED, List.of(15_020.0), value("x", "", 1900));
		for (Measurement one : history.find(Selection.ofActor("a"))) {
			assertEquals(OptionalDouble.empty(), one.mjd());
			assertEquals(61100.5, one.time(), 1e-9);
		}
		List<Measurement> others = history.find(Selection.ofActor("b"));
		assertEquals(1900, others.getFirst().value().value());
		assertTrue(others.stream().skip(1).allMatch(one -> one.time() == 61000));
		assertEquals(7, history.find(between(OptionalDouble.of(61001), OptionalDouble.empty())).size());
	}

	/** A result of files from outside: digest, or digest and category. */
	private void reduced(String key, String parameter, List<String> inputs, String product, double seconds,
			QcValue... values) {
		var parts = new ArrayList<KeyPart>(List.of(new KeyPart(KeyPart.Kind.ACTOR, "", "a"),
				new KeyPart(KeyPart.Kind.PARAMETER, "kappa", parameter)));
		inputs.forEach(input -> parts.add(new KeyPart(KeyPart.Kind.INPUT, "in", input)));
		add(key, parts, JobFacts.UNKNOWN, product, seconds, values);
	}

	private void add(String key, List<KeyPart> parts, JobFacts facts, String product, double seconds,
			QcValue... values) {
		var result = new JobResult("j", JobResult.Status.OK, Map.of(), List.of(values), List.of(), Optional.empty(),
				"", Duration.ZERO, ResourceUse.UNKNOWN, Optional.empty());
		var made = new MadeProduct(Path.of("/p"), product, 1,
				new ProductDescription("X", new Keywords(Map.of("MJD-OBS", 61000.0))));
		reports.add(new JobReport("r1", "a", new JobKey(key, parts), result, Map.of("out", List.of(made)),
				ENDED.plusMillis((long) (seconds * 1000)), Map.of(), facts));
	}

	private static UsedInput input(String received, String digest, Optional<Maker> maker) {
		return new UsedInput("in", "", Path.of("/in"), received, ExtensionSelection.ALL, List.of(),
				new InputOrigin("in", digest, 1, "", maker));
	}

	/** Reductions of the same frames have the same noise: the latest counts; categories and parameters do not differ. */
	@Test
	void ofTheSameFilesTheLatestCounts() throws IOException {
		reduced("k5", "5", List.of("d1", "d2"), "p5", 2, value("x", "1", 5), value("old", "1", 55));
		reduced("k3", "3", List.of("d1", "d2"), "p3", 1, value("x", "1", 3));
		reduced("k4", "4", List.of("d2 DARK", "d1 DARK"), "p4", 3, value("x", "1", 4), value("x", "1", 4.5),
				value("x", "2", 44));
		reduced("k6", "4", List.of("d1", "d3"), "p6", 0, value("x", "1", 6));
		assertEquals(List.of(6.0, 55.0, 4.0, 4.5, 44.0), numbers(Selection.ALL));
		assertEquals(List.of("6.0 true", "3.0 false", "5.0 false", "55.0 true", "4.0 true", "4.5 true", "44.0 true"),
				history.all(Selection.ALL).stream().map(one -> one.value().value() + " " + one.counts()).toList());
		marked.add("k4");
		assertEquals(List.of(6.0, 5.0, 55.0), numbers(Selection.ALL));
		marked.add("k5");
		assertEquals(List.of(6.0, 3.0), numbers(Selection.ALL));
	}

	/** What comes through other results comes from their files: by the maker that is known, else by the content. */
	@Test
	void productsAreFollowedBackToTheirFiles() throws IOException {
		for (int kappa = 3; kappa <= 5; kappa++) {
			reduced("image" + kappa, "" + kappa, List.of("raw"), "i" + kappa, kappa);
			reduced("line" + kappa, "1", List.of("i" + kappa + " IMAGE"), "l" + kappa, 10 + kappa,
					value("x", "", kappa));
			add("part" + kappa, List.of(), new JobFacts(List.of(), List.of(input("extension" + kappa, "whole" + kappa,
					Optional.of(new Maker("line" + kappa, "out", 0)))), Map.of()), "q" + kappa, 20 + kappa,
					value("y", "", kappa));
			add("whole" + kappa, List.of(), new JobFacts(List.of(), List.of(input("extension" + kappa, "l" + kappa,
					Optional.empty())), Map.of()), "w" + kappa, 30 + kappa, value("z", "", kappa));
		}
		marked.add("image5");
		assertEquals(List.of(5.0, 5.0, 5.0), numbers(Selection.ALL));
		assertEquals(9, history.all(Selection.ALL).size());
	}

	/** A simulation is as good as a file from outside; one with other parameters is another. */
	@Test
	void whatIsMadeOfNothingIsToldByItsParameters() throws IOException {
		for (int seed = 1; seed <= 3; seed++) {
			reduced("sim" + seed, "" + seed, List.of(), "s" + seed, seed, value("level", "", seed));
			reduced("dark" + seed, "1", List.of("s" + seed), "d" + seed, seed, value("x", "", seed));
		}
		reduced("sim1 of a later version", "1", List.of(), "s4", 4, value("level", "", 4));
		assertEquals(List.of(1.0, 2.0, 3.0, 2.0, 3.0, 4.0).stream().sorted().toList(),
				numbers(Selection.ALL).stream().sorted().toList());
	}

	/** An actor that gives back what it takes, and two that undo each other, end nowhere else. */
	@Test
	void circlesOfContentEnd() throws IOException {
		reduced("same", "1", List.of("c"), "c", 1, value("x", "", 1));
		reduced("there", "1", List.of("e"), "f", 2, value("y", "", 2));
		reduced("back", "1", List.of("f"), "e", 3, value("z", "", 3));
		assertEquals(List.of(1.0, 2.0, 3.0), numbers(Selection.ALL));
	}

	/** Four nights of which three were reduced five times: what is told of the trend is that of four measurements. */
	@Test
	void reductionsOfTheSameFilesMakeNoTrend() throws IOException {
		double[] truth = { 5, 1, 4, 2 };
		for (int night = 0; night < truth.length; night++) {
			for (int again = 0; again < (night < 3 ? 5 : 1); again++) {
				var key = new JobKey("n" + night + again, List.of(new KeyPart(KeyPart.Kind.INPUT, "in", "d" + night)));
				report("a", ENDED.plusSeconds(again), List.of(61000.0 + night), value("x", "", truth[night]));
				JobReport last = reports.removeLast();
				reports.add(new JobReport(last.run(), last.actor(), key, last.result(), last.products(), last.ended(),
						last.circumstances()));
			}
		}
		QualitySeries counted = QualitySeries.of(history.find(Selection.ALL)).getFirst();
		QualitySeries whole = QualitySeries.of(history.all(Selection.ALL)).getFirst();
		assertEquals(4, counted.measurements().size());
		assertEquals(16, whole.measurements().size());
		assertEquals(counted.measurements(), whole.counted());
		assertEquals(3, whole.median());
		// numpy: median of |x - 3| is 1.5
		assertEquals(1.5 * 1.4826, whole.scatter(), 1e-12);
		assertEquals(counted.trend(), whole.trend());
		// slopes -4, -1/2, -1, 3, 1/2, -2
		assertEquals(-0.75, whole.trend().orElseThrow().perDay(), 1e-12);
	}

	@Test
	void whatAMeasurementTells() throws IOException {
		report("kmos.dark", ENDED, List.of(61000.0, Double.NaN), value("x", "DET.1", 7));
		Measurement only = history.find(Selection.ALL).getFirst();
		assertEquals("kmos.dark", only.actor());
		assertEquals("j0", only.job());
		assertEquals("r1", only.run());
		assertEquals("hash0", only.key());
		assertEquals(ENDED, only.ended());
		assertEquals(OptionalDouble.of(61000), only.mjd());
		assertEquals(value("x", "DET.1", 7), only.value());
		assertEquals(2, only.products().size());
	}

	@Test
	void namesActorsAndSubjectsArePatterns() throws IOException {
		report("kmos.dark", ENDED, List.of(), value("dark level", "DET.1", 1), value("dark current", "DET.2", 2));
		report("kmos.stats", ENDED, List.of(), value("median", "DET.1", 3));
		assertEquals(List.of(1.0, 2.0), numbers(selection(List.of("Dark*"), "*", "*")));
		assertEquals(List.of(1.0, 3.0), numbers(selection(List.of("median", "dark level"), "*", "*")));
		assertEquals(List.of(), numbers(selection(List.of("dark"), "*", "*")));
		assertEquals(List.of(3.0), numbers(Selection.ofActor("kmos.stats")));
		assertEquals(List.of(1.0, 3.0), numbers(selection(List.of(), "kmos.*", "det.1")));
	}

	@Test
	void timesFromAndBefore() throws IOException {
		for (double mjd : new double[] { 61000, 61001, 61002 }) {
			report("a", ENDED, List.of(mjd), value("x", "", mjd));
		}
		assertEquals(List.of(61001.0, 61002.0), numbers(between(OptionalDouble.of(61001), OptionalDouble.empty())));
		assertEquals(List.of(61000.0), numbers(between(OptionalDouble.empty(), OptionalDouble.of(61001))));
		assertEquals(List.of(61001.0), numbers(between(OptionalDouble.of(60000.5), OptionalDouble.of(61002))).stream()
				.skip(1).toList());
	}

	private static Selection between(OptionalDouble since, OptionalDouble until) {
		return new Selection(List.of(), "*", "*", since, until);
	}

	@Test
	void seriesInTheOrderOfPublication() throws IOException {
		report("b", ENDED, List.of(), value("z", "2", 1), value("z", "1", 2), value("a", "1", 3));
		report("a", ENDED.plusSeconds(5), List.of(), value("m", "", 4));
		report("b", ENDED.plusSeconds(9), List.of(), value("z", "1", 5), new QcValue("z", "1", 6, "s"));
		List<QualitySeries> series = QualitySeries.of(history.find(Selection.ALL));
		assertEquals(List.of("a m  adu 1", "b z 1 adu 2", "b z 1 s 1", "b z 2 adu 1", "b a 1 adu 1"),
				series.stream().map(one -> one.actor() + " " + one.name() + " " + one.subject() + " " + one.unit() + " "
						+ one.measurements().size()).toList());
		assertEquals(5, series.get(1).latest().value().value());
	}
}
