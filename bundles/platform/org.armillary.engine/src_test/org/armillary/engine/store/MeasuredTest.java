package org.armillary.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.HeaderCorrection;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.InputOrigin;
import org.armillary.engine.JobFacts.Maker;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobFacts.UsedParameter;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.KeyPart.Kind;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.RunMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What results measured is read from the index without the rest of them, and is the same. */
class MeasuredTest {

	private static final String KEYWORD = "MJD-OBS";
	private static final List<String> TEXTS = List.of("", "level", "noise", "Größe µ",
			"a name of more than forty letters is not kept for others", "Aa", "BB");

	@TempDir
	Path folder;

	private final Random random = new Random(11);

	private String text() {
		return TEXTS.get(random.nextInt(TEXTS.size()));
	}

	private double number() {
		return random.nextInt(10) == 0 ? Double.NaN : random.nextGaussian();
	}

	private Keywords keywords() {
		var values = new LinkedHashMap<String, Object>();
		for (int n = random.nextInt(5); n > 0; n--) {
			values.put("K" + n, List.of("text", 3L, 2.5, true, false).get(random.nextInt(5)));
		}
		if (random.nextInt(3) > 0) {
			values.put(KEYWORD, List.of(61000.25, 61000L, "61000", true).get(random.nextInt(4)));
		}
		values.put("LAST", text());
		return new Keywords(values);
	}

	private JobReport job(int i) throws IOException {
		JobKey key = StoreFixture.key(String.valueOf(i), "raw" + i);
		var qc = new ArrayList<QcValue>();
		for (int n = random.nextInt(4); n > 0; n--) {
			qc.add(new QcValue("n" + text(), text(), number(), text()));
		}
		Path made = Files.createDirectories(folder.resolve("work" + i));
		var products = new ArrayList<MadeProduct>();
		for (int n = random.nextInt(3); n > 0; n--) {
			String content = i + "-" + n;
			Path file = Files.writeString(made.resolve(n + ".txt"), content);
			products.add(new MadeProduct(file, StoreFixture.sha256(content), Files.size(file),
					new ProductDescription(text(), keywords())));
		}
		List<Message> messages = random.nextInt(5) == 0 ? List.of(RunMessage.STORE_INDEX_REBUILT.with("x")) : List.of();
		var result = new JobResult("job" + i, Status.OK, Map.of(), qc, messages, Optional.empty(), "",
				Duration.ofMillis(i), ResourceUse.UNKNOWN, Optional.empty());
		return new JobReport("run-" + i % 3, "test." + text(), key, result, Map.of("sum", products),
				Instant.ofEpochSecond(1_700_000_000L + i, 5), Map.of("host", "here"), facts(i));
	}

	private JobFacts facts(int i) {
		var inputs = new ArrayList<UsedInput>();
		for (int n = random.nextInt(3); n > 0; n--) {
			String received = "d" + random.nextInt(5);
			inputs.add(new UsedInput("in", text(), Path.of("/in/" + n), received,
					new ExtensionSelection(random.nextBoolean() ? List.of() : List.of("A", "B*")),
					random.nextBoolean() ? List.of()
							: List.of(new HeaderCorrection("X", Optional.of(1L), "why", "f:3")),
					new InputOrigin(text(), random.nextBoolean() ? received : "e" + n, n, text(),
							random.nextBoolean() ? Optional.empty() : Optional.of(new Maker("0a" + n, "out", n)))));
		}
		return new JobFacts(
				List.of(new UsedParameter("a", "1", i % 2 == 0 ? "1" : "2", true),
						new UsedParameter("b", "", "ü", false)),
				inputs, Map.of("reject", "3"));
	}

	/** What measurements need. */
	private record Told(String run, String actor, String job, Instant ended, List<QcValue> qc, List<String> parts,
			List<List<Object>> inputs, List<List<Object>> products) {

		static Told of(JobReport report) {
			return new Told(report.run(), report.actor(), report.result().job(), report.ended(), report.result().qc(),
					report.key().parts().stream()
							.filter(part -> part.kind() == Kind.INPUT || part.kind() == Kind.PARAMETER)
							.map(part -> part.kind() + " " + part.name() + " " + part.value()).toList(),
					report.facts().inputs().stream().map(
							input -> List.<Object>of(input.port(), input.received(), input.origin()))
							.toList(),
					report.products().values().stream().flatMap(List::stream)
							.map(product -> List.<Object>of(product.path(), product.digest(), product.bytes(),
									product.description().category(), number(product)))
							.toList());
		}

		private static OptionalDouble number(MadeProduct product) {
			return product.description().keywords().number(KEYWORD);
		}
	}

	private static Map<String, Told> measured(Store store) throws IOException {
		var told = new TreeMap<String, Told>();
		store.measured(KEYWORD, report -> assertNull(told.put(report.key().hash(), Told.of(report)), "twice"));
		assertTrue(told.values().removeIf(one -> one.qc().isEmpty()), "some measured nothing");
		return told;
	}

	private static Map<String, Told> all(Store store) throws IOException {
		var told = new TreeMap<String, Told>();
		store.reports(report -> {
			if (!report.result().qc().isEmpty()) {
				told.put(report.key().hash(), Told.of(report));
			}
		});
		return told;
	}

	@Test
	void isWhatAllResultsTell() throws IOException {
		Path place = folder.resolve("store");
		try (Store store = Store.open(place)) {
			for (int i = 0; i < 120; i++) {
				store.adopt(job(i));
			}
			// of some the index knows nothing yet
			assertEquals(all(store), measured(store));
			store.sync();
		}
		try (Store store = Store.open(place)) {
			Map<String, Told> measured = measured(store);
			assertEquals(all(store), measured);
			assertTrue(measured.size() > 60 && measured.size() < 120, "some measured nothing");
			Path gone = store.layout().result(measured.keySet().iterator().next());
			Files.delete(gone);
			assertEquals(measured.size() - 1, measured(store).size());
		}
	}
}
