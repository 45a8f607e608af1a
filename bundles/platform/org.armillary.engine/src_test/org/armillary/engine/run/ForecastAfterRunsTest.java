package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.HeaderFiles;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.KeyPart;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.Processor;
import org.armillary.engine.ResourceUse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A forecast after three runs. What the jobs of these took is drawn from known laws with noise and put into the store;
 * nobody sleeps. Most inputs of the forecast run have yet to be made, so that their sizes are forecast too.
 */
class ForecastAfterRunsTest extends EngineFixture {

	private static final String FLOW = """
			inputs:
			  text: {payload: file, help: texts}
			nodes:
			  reduce: {actor: test.reduce}
			  extract: {actor: test.extract}
			  fit: {actor: test.fit}
			  check: {actor: test.check}
			connections:
			  - text -> reduce.in
			  - reduce.out -> extract.in
			  - extract.out -> fit.in
			  - reduce.out -> check.in
			""";

	private static final double NOISE = 0.15;
	private static final double FACTOR = 1.5;

	/**
	 * How a node works.
	 *
	 * @param source
	 *            the node before it; empty for none
	 * @param perByte
	 *            bytes of its product for each of its input
	 * @param seconds
	 *            time in s by the size of the input in bytes
	 */
	private record Work(String source, double perByte, DoubleUnaryOperator seconds) {
	}

	private static final Map<String, Work> WORK = work();

	private static Map<String, Work> work() {
		var work = new LinkedHashMap<String, Work>();
		work.put("reduce", new Work("", 0.6, size -> 20 + 4e-3 * size));
		work.put("extract", new Work("reduce", 0.2, size -> 0.4 + 6e-3 * size));
		work.put("fit", new Work("extract", 0.1, size -> 2 + 2e-5 * size * size));
		work.put("check", new Work("reduce", 0.01, size -> 3));
		return work;
	}

	private static double size(String node, double raw) {
		String source = WORK.get(node).source();
		return source.isEmpty() ? raw : size(source, raw) * WORK.get(source).perByte();
	}

	private static double seconds(String node, double raw, Random random) {
		return WORK.get(node).seconds().applyAsDouble(size(node, raw)) * Math.exp(NOISE * random.nextGaussian());
	}

	private static int raw(Random random) {
		return (int) (5000 * Math.pow(10, random.nextDouble()));
	}

	/** Puts a result into the store. */
	private void result(String node, int raw, String run, String machine, double seconds) throws IOException {
		Path file = file(run + "-" + node + "-" + raw, "x".repeat((int) (size(node, raw) * WORK.get(node).perByte())));
		var product = new MadeProduct(file, new HeaderFiles().digest(file, ExtensionSelection.ALL), Files.size(file),
				new ProductDescription("TEXT", new Keywords(Map.of())));
		var key = JobKey.of(List.of(new KeyPart(KeyPart.Kind.ACTOR, "", "test." + node),
				new KeyPart(KeyPart.Kind.ALGORITHM, "", "1"), new KeyPart(KeyPart.Kind.PARAMETER, "text", ""),
				new KeyPart(KeyPart.Kind.INPUT, "in", run + raw)));
		store().adopt(new JobReport(run, "test." + node, key,
				new JobResult(node, JobResult.Status.OK, Map.of(), List.of(), List.of(), Optional.empty(), "",
						Duration.ofNanos(Math.round(seconds * 1e9)), new ResourceUse(0, 0, 0.5 * seconds),
						Optional.empty()),
				Map.of("out", List.of(product)), Instant.parse("2026-03-01T12:00:00Z"),
				Map.of("machine", machine, "inputBytes", Long.toString(Math.round(size(node, raw))))));
	}

	private TestActor[] actors() {
		return WORK.keySet().stream().map(node -> TestActor.step("test." + node, TestActor::writeLines))
				.toArray(TestActor[]::new);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void nineOfTenJobsAndAllNodesAreWithinAFactor(long seed) throws Exception {
		agrees(seed, Processor.here().words(), 1);
	}

	/** Three runs on a machine of less than half the speed, and three jobs of one node on this one. */
	@ParameterizedTest
	@ValueSource(longs = { 11, 12, 13 })
	void theMachineMayChange(long seed) throws Exception {
		var random = new Random(-seed);
		for (int i = 0; i < 3; i++) {
			int raw = raw(random);
			result("reduce", raw, "here" + i, Processor.here().words(), seconds("reduce", raw, random));
		}
		agrees(seed, "slow × 2", 2.5);
	}

	private void agrees(long seed, String machine, double slowness) throws Exception {
		var random = new Random(seed);
		for (int run = 1; run <= 3; run++) {
			for (int i = 0; i < 4; i++) {
				int raw = raw(random);
				for (String node : WORK.keySet()) {
					result(node, raw, "run-" + run + "-" + i, machine, slowness * seconds(node, raw, random));
				}
			}
		}
		store().sync();
		var files = new ArrayList<Path>();
		var sizes = new HashMap<String, Integer>();
		for (int i = 0; i < 30; i++) {
			int raw = raw(random);
			files.add(file("new" + i + ".txt", "x".repeat(raw)));
			sizes.put("new" + i, raw);
		}
		Forecast forecast = engine(actors()).forecast(request(flow(FLOW), Map.of("text", files), Map.of()));
		assertEquals(120, forecast.items().size());
		int near = 0;
		var sums = new HashMap<String, Double>();
		for (Forecast.Item item : forecast.items()) {
			double actual = seconds(item.job().node(), sizes.get(item.job().stem()), random);
			near += isNear(item.estimate().orElseThrow().seconds(), actual) ? 1 : 0;
			sums.merge(item.job().node(), actual, Double::sum);
		}
		assertTrue(near >= 0.9 * forecast.items().size(), near + " of " + forecast.items().size());
		for (var sum : sums.entrySet()) {
			Estimate node = forecast.total(sum.getKey()).orElseThrow();
			assertTrue(isNear(node.seconds(), sum.getValue()), sum + " s, forecast " + node);
		}
	}

	private static boolean isNear(double expected, double actual) {
		return Math.abs(Math.log(expected / actual)) < Math.log(FACTOR);
	}
}
