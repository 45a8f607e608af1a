package org.armillary.engine.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.HeaderCorrection;
import org.armillary.engine.JobDescriptor;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReason;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.KeyDifference;
import org.armillary.engine.KeyPart;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.RunDatasets;
import org.armillary.engine.RunEnvironment;
import org.armillary.engine.RunEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.gson.JsonElement;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** Everything that is written comes back as it was, whatever texts and numbers it holds. */
class RoundTripTest {

	private static final Path BASE = Path.of("/store");

	static List<String> hostile() {
		return List.of("", " ", "\"", "\\", "\\u0041", "a\nb\r\tc", "\u0000\u0001\u001f\u007f", "\u2028\u2029\u0085",
				"µ Ångström 日本 \uD83D\uDD2D", "</script><!--", "NaN", "Infinity", "null", "true", "1e5", "007",
				"9223372036854775808", "{\"crc\":\"00000000\"}", "'", "{0}", "x".repeat(100_000));
	}

	/** Through text, as on the disk. */
	private static <T> T text(JsonElement tree, Function<JsonObject, T> reader) throws JsonFormatException {
		String line = JsonText.of(tree);
		assertFalse(line.contains("\n") || line.contains("\r"), "one line");
		return JsonText.read(line, "what was written", reader);
	}

	private static JobKey key(String text) {
		return JobKey.of(List.of(new KeyPart(KeyPart.Kind.ACTOR, "", "a" + text),
				new KeyPart(KeyPart.Kind.PARAMETER, text, text),
				new KeyPart(KeyPart.Kind.INPUT, "in", "", text), new KeyPart(KeyPart.Kind.DECISION, text, "v", "")));
	}

	private static Message message(String text) {
		return new Message("test.id", text, text.isEmpty() ? Optional.empty() : Optional.of(text), List.of(text, "do"));
	}

	private static JobResult result(String text) {
		return new JobResult("job" + text, JobResult.Status.FAILED,
				Map.of("out" + text, List.of(new ProductFile(Path.of("/out/" + file(text)),
						new ProductDescription(text, Keywords.NONE)))),
				List.of(new QcValue(text, text, Double.NaN, text), new QcValue("a", "", -0.0, "")),
				List.of(message(text)),
				Optional.of(ActorException.Kind.RESOURCE), text, Duration.ofMillis(1234),
				new ResourceUse(Long.MAX_VALUE, Long.MIN_VALUE, 1e-9),
				text.isEmpty() ? Optional.empty() : Optional.of(text));
	}

	/** A text as part of a path: without what no path can hold. */
	private static String file(String text) {
		return "f" + text.substring(0, Math.min(50, text.length())).replace("\u0000", "").replace("/", "");
	}

	@ParameterizedTest
	@MethodSource("hostile")
	void keysAndReasons(String text) throws JsonFormatException {
		JobKey key = text(KeyJson.of(key(text)), KeyJson::key);
		assertEquals(key(text), key);
		assertEquals(key(text).parts(), key.parts(), "with labels");
		var reason = new JobReason(JobReason.Kind.CHANGED, text,
				List.of(new KeyDifference(KeyPart.Kind.ENVIRONMENT, text, text, "x" + text)), List.of(text, "b"));
		assertEquals(reason, text(KeyJson.of(reason), KeyJson::reason));
		var counted = new JobReason(JobReason.Kind.CHANGED, text, List.of(), List.of(), Map.of(text, 12), text, text);
		assertEquals(counted, text(KeyJson.of(counted), KeyJson::reason));
	}

	@ParameterizedTest
	@MethodSource("hostile")
	void resultsAndReports(String text) throws JsonFormatException {
		assertEquals(result(text), text(JobJson.of(result(text), true), JobJson::result));
		var keywords = new LinkedHashMap<String, Object>();
		keywords.put("ESO " + text, text);
		keywords.put("OBJECT", "T");
		var report = new JobReport(text, "actor" + text, key(text), result(text),
				Map.of("out", List.of(
						new MadeProduct(BASE.resolve("objects/" + file(text)), text, Long.MAX_VALUE,
								new ProductDescription(text, new Keywords(keywords))),
						new MadeProduct(Path.of("/elsewhere/" + file(text)), "d", 0,
								new ProductDescription("", Keywords.NONE)))),
				Instant.parse("2026-01-31T12:00:00.123456789Z"), Map.of(text, text));
		assertEquals(report, text(JobJson.of(report, BASE), object -> JobJson.report(object, BASE)));
		JobReport moved = text(JobJson.of(report, BASE), object -> JobJson.report(object, Path.of("/moved")));
		assertEquals(List.of(Path.of("/moved/objects/" + file(text)), Path.of("/elsewhere/" + file(text))),
				moved.products().get("out").stream().map(MadeProduct::path).toList());
	}

	@ParameterizedTest
	@MethodSource("hostile")
	void descriptors(String text) throws JsonFormatException {
		var job = new JobDescriptor(text, text, text, Integer.MAX_VALUE, key(text), text, Map.of(text, text, "b", ""),
				Map.of(text,
						List.of(new JobDescriptor.Input(Path.of("/in/" + file(text)), text,
								new ExtensionSelection(List.of(text, "IFU.*"))),
								new JobDescriptor.Input(Path.of("/b"), "", ExtensionSelection.ALL),
								new JobDescriptor.Input(Path.of("/c"), "", ExtensionSelection.ALL, corrections(text))),
						"empty", List.of()),
				Map.of(text, text), Long.MAX_VALUE, Optional.of(Path.of("/scratch/" + file(text))));
		assertEquals(job, text(JobJson.of(job), JobJson::descriptor));
	}

	@ParameterizedTest
	@MethodSource("hostile")
	void facts(String text) throws JsonFormatException {
		var facts = new JobFacts(
				List.of(new JobFacts.UsedParameter(text, text, text, true),
						new JobFacts.UsedParameter("b" + text, "1", text + "2", false)),
				List.of(new JobFacts.UsedInput(text, text, Path.of("/in/" + file(text)), "d", ExtensionSelection.ALL,
						List.of(), new JobFacts.InputOrigin(text, "d", Long.MAX_VALUE, text, Optional.empty())),
						new JobFacts.UsedInput("in", "", Path.of("/in/b"), "e",
								new ExtensionSelection(List.of(text, "A.*")),
								corrections(text),
								new JobFacts.InputOrigin("b", "f", 1, "",
										Optional.of(new JobFacts.Maker("k" + text, text, Integer.MAX_VALUE)))),
						new JobFacts.UsedInput("in", "", Path.of("/in/c"), "", ExtensionSelection.ALL, List.of(),
								JobFacts.InputOrigin.UNKNOWN)),
				Map.of(text, text));
		var report = new JobReport(text, text, key(text), result(text), Map.of(), Instant.EPOCH, Map.of(), facts);
		assertEquals(report, text(JobJson.of(report, BASE), object -> JobJson.report(object, BASE)));
		assertEquals(report, report.withProducts(Map.of()));
		var executed = new RunEvent.Executed(text, 2, Map.of(text, text), new ResourceUse(1, Long.MAX_VALUE, 0.25),
				Duration.ofNanos(1_500_000_001));
		assertEquals(executed, text(RunEventJson.of(executed), RunEventJson::event));
		var failed = new RunEvent.Executed(text, 2, Map.of(), ResourceUse.UNKNOWN, Duration.ZERO, Optional.of(facts));
		assertEquals(failed, text(RunEventJson.of(failed), RunEventJson::event));
		var taken = new RunEvent.TakenUp(
				new RunEnvironment(text, List.of(new RunEnvironment.BundleVersion("a" + text, text)),
						text, text, text, 3, Long.MAX_VALUE, text, text));
		assertEquals(taken, text(RunEventJson.of(taken), RunEventJson::event));
	}

	private static List<HeaderCorrection> corrections(String text) {
		return List.of(new HeaderCorrection("ESO " + text, Optional.of(text), text, text),
				new HeaderCorrection("A", Optional.of(1L), text, ""),
				new HeaderCorrection("B", Optional.of(1.0), "", text),
				new HeaderCorrection("C", Optional.of(true), Optional.of(text), text, text),
				new HeaderCorrection("D", Optional.empty(), text, text));
	}

	@ParameterizedTest
	@MethodSource("hostile")
	void datasets(String text) throws JsonFormatException {
		Path one = Path.of("/in/" + file(text));
		Path other = Path.of("/in/other");
		var datasets = new RunDatasets(
				new RunDatasets.Rules(text, Integer.MAX_VALUE, text, List.of("type" + text, text), List.of(text)),
				Map.of(one, new RunDatasets.InputFile(text, List.of("type" + text, text), corrections(text)), other,
						new RunDatasets.InputFile("", List.of())),
				List.of(new RunDatasets.Dataset("x" + text, text, text, text, List.of(other, one), Map.of()),
						new RunDatasets.Dataset("y" + text, "type" + text, text, text, List.of(one),
								Map.of(text, List.of(new RunDatasets.Choice("x" + text, -1, -0.1, text),
										new RunDatasets.Choice("y" + text, 3, 1e9, text))))));
		assertEquals(datasets, text(RunDatasetsJson.of(datasets), RunDatasetsJson::datasets));
		RunDatasets.Dataset last = datasets.datasets().getLast();
		assertEquals(new RunDatasets.Dataset(last.name(), last.type(), last.filesIdentity(), last.identity(), List.of(),
				last.choices()), text(RunDatasetsJson.summary(last), RunDatasetsJson::summary));
	}

	@Test
	void aDatasetOfAFileThatIsNotThereIsRefused() {
		var datasets = new RunDatasets(new RunDatasets.Rules("r", 1, "f", List.of("t"), List.of()),
				Map.of(Path.of("/a"), new RunDatasets.InputFile("", List.of())),
				List.of(new RunDatasets.Dataset("x", "t", "", "", List.of(Path.of("/a")), Map.of())));
		for (int place : new int[] { -1, 1 }) {
			JsonObject tree = RunDatasetsJson.of(datasets);
			var files = new JsonArray();
			files.add(place);
			tree.getAsJsonArray("datasets").get(0).getAsJsonObject().add("files", files);
			assertThrows(JsonFormatException.class, () -> text(tree, RunDatasetsJson::datasets));
		}
	}

	@ParameterizedTest
	@MethodSource("hostile")
	void events(String text) throws JsonFormatException {
		var outline = new RunEvent.Outline(text, text, text, text, List.of(text, "b"));
		for (RunEvent event : List.<RunEvent>of(
				new RunEvent.Started(text, text, List.of(outline), List.of(message(text)), List.of(message(text))),
				new RunEvent.JobStarted(text, key(text), JobReason.reused(text), 7),
				new RunEvent.Progress(text, Long.MAX_VALUE, -1, text),
				new RunEvent.QcPublished(text, new QcValue(text, text, Double.NEGATIVE_INFINITY, text)),
				new RunEvent.Logged(text, System.Logger.Level.ERROR, text),
				new RunEvent.Retried(text, 2, message(text), Duration.ofMillis(16_000)), new RunEvent.Waiting(text),
				new RunEvent.JobEnded(result(text), key(text), JobReason.reused(text)),
				new RunEvent.JobEnded(result(text), null, null),
				new RunEvent.Replanned(text, message(text), List.of(outline), List.of(text)),
				new RunEvent.Resumed(text, Long.MAX_VALUE),
				new RunEvent.Ended(RunEvent.Outcome.STOPPED, List.of(message(text))))) {
			assertEquals(event, text(RunEventJson.of(event), RunEventJson::event));
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0,
			Double.MIN_VALUE,
			Double.MAX_VALUE, 0.1, 1e22, 1e23, 123456789.0, 4.9406564584124654E-324, 9007199254740993.0 })
	void numbersOfQualityControlKeepTheirBits(double number) throws JsonFormatException {
		var value = new QcValue("a", "", number, "");
		QcValue read = text(MessageJson.of(value), MessageJson::qcValue);
		assertEquals(Double.doubleToLongBits(number), Double.doubleToLongBits(read.value()));
	}

	/** 2^53 + 1 is no double; 1.0 is no whole number; "T" is no flag. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void keywordsKeepTypeAndValue(long seed) throws JsonFormatException {
		var random = new Random(seed);
		var values = new ArrayList<Object>(
				List.of((1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE, 0L, -1L, 1.0, -0.0, 1e10,
						1e-300, 1e300, 123456789012345680.0, true, false, "true", "1", "-1", "1.0", "", "-"));
		for (int i = 0; i < 1000; i++) {
			values.add(random.nextLong());
			double number = Double.longBitsToDouble(random.nextLong());
			values.add(Double.isFinite(number) ? number : 1.5);
			values.add((double) random.nextInt());
		}
		var map = new LinkedHashMap<String, Object>();
		for (Object value : values) {
			map.put("KEY" + map.size(), value);
		}
		var object = new JsonObject();
		object.add("keywords", JobJson.keywords(new Keywords(map)));
		Keywords read = text(object, tree -> JobJson.keywords(tree, "keywords"));
		assertEquals(List.copyOf(map.entrySet()), List.copyOf(read.values().entrySet()));
	}

	@ParameterizedTest
	@EnumSource(JobResult.Status.class)
	void everyStatus(JobResult.Status status) throws JsonFormatException {
		JobResult result = JobResult.notRun("a", status, message("b"));
		assertEquals(result, text(JobJson.of(result, true), JobJson::result));
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 999, 1_000_000_007L, 86_400_000_000_001L, 31_536_000_000_000_001L })
	void durationsToTheNanosecondUpToAYear(long nanoseconds) throws JsonFormatException {
		JobResult result = JobResult.failed("a", ActorException.Kind.BUG, message("b"), "",
				Duration.ofNanos(nanoseconds));
		long read = text(JobJson.of(result, true), JobJson::result).duration().toNanos();
		assertTrue(Math.abs(read - nanoseconds) <= nanoseconds * 1e-15, () -> nanoseconds + " ns became " + read);
	}

	@Test
	void aKeyThatDoesNotFitItsHashIsRefused() {
		var tree = KeyJson.of(key("a"));
		tree.getAsJsonArray("parts").get(1).getAsJsonObject().addProperty("value", "other");
		assertThrows(IllegalArgumentException.class, () -> KeyJson.key(tree));
	}

	/** After a loss of power a file may be full of zeros. */
	@Test
	void aRefusalDoesNotQuoteAllOfABadText() {
		String message = assertThrows(JsonFormatException.class,
				() -> JsonText.read("\0".repeat(10_000), "an event", RunEventJson::event)).getMessage();
		assertTrue(message.length() < 300, () -> message.length() + " characters");
		assertEquals(1, message.lines().count());
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-13-01T00:00:00Z", "yesterday", "" })
	void aTimeThatIsNoneIsRefusedInTheSameWay(String time) {
		var report = new JobReport("", "a", key("k"), JobResult.notRun("a", JobResult.Status.OK, message("b")),
				Map.of(),
				Instant.EPOCH, Map.of());
		JsonObject tree = JobJson.of(report, BASE);
		tree.addProperty("ended", time);
		assertThrows(JsonFormatException.class, () -> text(tree, object -> JobJson.report(object, BASE)));
	}

	/** Every prefix, and every text with a byte changed, is either refused with the one exception or read. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void damagedTextsAreRefusedInOneWay(long seed) {
		String whole = JsonText
				.of(RunEventJson.of(new RunEvent.JobEnded(result("a"), key("b"), JobReason.reused("c"))));
		var random = new Random(seed);
		int refused = 0;
		for (int i = 0; i < whole.length(); i++) {
			String cut = whole.substring(0, i);
			assertThrows(JsonFormatException.class, () -> JsonText.read(cut, "an event", RunEventJson::event));
			var changed = new StringBuilder(whole);
			changed.setCharAt(i, (char) random.nextInt(128));
			try {
				JsonText.read(changed.toString(), "an event", RunEventJson::event);
			} catch (JsonFormatException e) {
				refused++;
			}
		}
		assertTrue(refused > whole.length() / 4);
	}
}
