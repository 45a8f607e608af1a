package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.Outcome;
import org.armillary.actor.ProductFile;
import org.armillary.actor.provider.PortProducts;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.engine.HandMadeNight;
import org.armillary.engine.JobResult;
import org.armillary.engine.RunDatasets;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.RunResult;
import org.armillary.engine.planning.InputSelection;
import org.armillary.organiser.DatasetState;
import org.armillary.organiser.Frame;
import org.armillary.organiser.rules.Overlay.Correction;
import org.junit.jupiter.api.Test;

/** Runs of a cascade of darks, flats and science whose datasets were made by rules. */
class DatasetRunTest extends EngineFixture {

	private static final String FLOW = """
			rules: kmos
			inputs:
			  darks: {payload: image, category: [DARK], help: x}
			  masters: {payload: image, category: [MASTER_DARK], help: x}
			  flats: {payload: image, category: [FLAT_ON, FLAT_OFF], help: x}
			  frames: {payload: image, category: [SCIENCE], help: x}
			nodes:
			  dark: {actor: test.dark}
			  flat: {actor: test.flat}
			  science: {actor: test.science}
			connections:
			  - darks -> dark.in
			  - flats -> flat.in
			  - dark.out -> flat.dark
			  - masters -> flat.dark
			  - frames -> science.in
			  - flat.out -> science.flat
			""";

	private final Map<String, List<Correction>> corrections = new LinkedHashMap<>();
	private Predicate<String> fails = _ -> false;
	private Path place;
	private Path out;

	private TestActor[] actors() {
		return new TestActor[] { actor("test.dark", ""), actor("test.flat", "dark"), actor("test.science", "flat") };
	}

	/** An actor whose product says what headers its inputs had: “flat(a[on 5] dark(…))”. */
	private TestActor actor(String id, String need) {
		String associated = need.isEmpty() ? "" : """
				, {"name": "%s", "role": "associated", "payload": "image", "min": 1, "max": 2, "help": "x"}
				""".formatted(need);
		return TestActor.of(id,
				"""
						"parameters": [],
						"inputs": [{"name": "in", "role": "trigger", "payload": "image", "grouped": true, "help": "x"}%s],
						"outputs": [{"name": "out", "role": "output", "payload": "image", "categories": ["MADE"], "extension": "fits", "help": "x"}]
						"""
						.formatted(associated),
				(self, _, given, context) -> make(self.descriptor().id(), given, context, need));
	}

	private Outcome<PortProducts> make(String id, PortProducts given, ActorContext context, String need)
			throws ActorException, InterruptedException {
		try {
			var words = new ArrayList<String>();
			for (String port : need.isEmpty() ? List.of("in") : List.of("in", need)) {
				for (ProductFile product : given.port(port)) {
					FitsHeader header = FitsFile.open(product.path()).primary().header();
					words.add(header.text("SAYS") + (header.contains("DIT")
							? "[" + header.findText("ESO LAMP").orElse("-") + " " + header.integer("DIT") + "]"
							: ""));
				}
			}
			String says = id.substring(5) + "(" + String.join(" ", words) + ")";
			if (fails.test(says)) {
				throw new ActorException(ActorException.Kind.DATA, WHY);
			}
			return Outcome.ok(TestActor.out(List.of(
					context.write("out", file -> image(file, FitsHeader.EMPTY.with("SAYS", says))))));
		} catch (IOException e) {
			throw new IllegalStateException(e);
		}
	}

	private static void image(Path file, FitsHeader header) throws IOException {
		try (var writer = FitsWriter.create(file)) {
			writer.primary(header);
			writer.image("DATA", FitsHeader.EMPTY, "adu", new float[] { 1 }, 1, 1);
			writer.commit();
		}
	}

	/** Frames that are there, unless they are already, with other names than what their headers say. */
	private List<Frame> frames(HandMadeNight night, String category, double mjd, String... names) throws IOException {
		var frames = new ArrayList<Frame>();
		for (String name : names) {
			Path file = place.resolve(place.getFileName() + name + ".fits");
			double time = mjd + frames.size() * 0.001;
			if (!Files.exists(file)) {
				Files.createDirectories(place);
				image(file, FitsHeader.EMPTY.with("SAYS", name).with("DIT", 5L).with("MJD-OBS", time)
						.with("ESO LAMP", "on").with("ESO PRO CATG", "ANY"));
			}
			frames.add(night.frame(file, category, time, name, Map.of("DIT", 5L, "ESO LAMP", "on"),
					corrections.getOrDefault(name, List.of()).toArray(Correction[]::new)));
		}
		return frames;
	}

	/** Two nights whose flats serve science of the other. */
	private RunDatasets night(Predicate<String> chosen) throws IOException {
		var night = new HandMadeNight();
		night.dataset("dark-2026-03-01T12:00:00", "dark", frames(night, "DARK", 1, "d1", "d2"));
		night.dataset("dark-b", "dark", frames(night, "DARK", 2, "d3", "d4"));
		night.dataset("dark-m", "dark-master", frames(night, "MASTER_DARK", 1.5, "m1"));
		night.dataset("flat-a", "flat", frames(night, "FLAT_ON", 1.1, "f1", "f2"), "dark-2026-03-01T12:00:00");
		night.dataset("flat-b", "flat", frames(night, "FLAT_ON", 2.1, "f3"), "dark-b");
		night.dataset("flat-m", "flat", frames(night, "FLAT_OFF", 2.2, "f4"), "dark-m");
		night.dataset("science-a", "science", frames(night, "SCIENCE", 1.2, "s1"), "flat-b");
		night.dataset("science-b", "science", frames(night, "SCIENCE", 2.3, "s2", "s3"), "flat-a");
		night.dataset("science-m", "science", frames(night, "SCIENCE", 2.4, "s4"), "flat-m");
		return RunDatasets.of(night.organisation(), dataset -> chosen.test(dataset.name()));
	}

	private RunRequest request(RunDatasets datasets) throws Exception {
		return new RunRequest(flow(FLOW), Map.of(),
				InputSelection.select(flow(FLOW).workflow(), datasets, store().files()), out, Layout.BY_NODE)
				.withDatasets(datasets);
	}

	private RunResult run(Path from) throws Exception {
		place = from;
		events.clear();
		return run(request(night(_ -> true)), actors());
	}

	/** What each dataset's product says, by its file. */
	private Map<String, String> says() throws IOException {
		var says = new TreeMap<String, String>();
		try (var files = Files.walk(out)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				says.put(out.relativize(file).toString(), FitsFile.open(file).primary().header().text("SAYS"));
			}
		}
		return says;
	}

	/** The datasets whose jobs were executed. */
	private Set<String> ran() {
		Map<String, List<String>> datasets = of(RunEvent.Started.class).flatMap(started -> started.jobs().stream())
				.collect(Collectors.toMap(RunEvent.Outline::id, RunEvent.Outline::datasets, (_, last) -> last));
		var ran = new TreeSet<String>();
		executed().forEach(job -> ran.addAll(datasets.get(job)));
		return ran;
	}

	private void start() {
		place = folder.resolve("night");
		out = folder.resolve("out");
	}

	@Test
	void eachDatasetIsReducedWithWhatWasChosenForIt() throws Exception {
		start();
		RunResult result = run(place);
		assertFalse(result.failed(), () -> result.results().toString());
		assertEquals(Map.of("dark/dark-2026-03-01T12_00_00_MADE.fits", "dark(d1[on 5] d2[on 5])",
				"dark/dark-b_MADE.fits", "dark(d3[on 5] d4[on 5])", "flat/flat-a_MADE.fits",
				"flat(f1[on 5] f2[on 5] dark(d1[on 5] d2[on 5]))", "flat/flat-b_MADE.fits",
				"flat(f3[on 5] dark(d3[on 5] d4[on 5]))", "flat/flat-m_MADE.fits", "flat(f4[on 5] m1[on 5])",
				"science/science-a_MADE.fits", "science(s1[on 5] flat(f3[on 5] dark(d3[on 5] d4[on 5])))",
				"science/science-b_MADE.fits",
				"science(s2[on 5] s3[on 5] flat(f1[on 5] f2[on 5] dark(d1[on 5] d2[on 5])))",
				"science/science-m_MADE.fits", "science(s4[on 5] flat(f4[on 5] m1[on 5]))"), says());
		RunRecord record = new Runs(store()).read(new Runs(store()).find("last"));
		assertEquals(List.of("dark-m"), record.datasets().stream().filter(known -> known.state().isEmpty())
				.map(known -> known.dataset().name()).toList(), "no job is needed for a master");
		assertEquals(Set.of(DatasetState.REDUCED), record.datasets().stream().flatMap(known -> known.state().stream())
				.collect(Collectors.toSet()));
		var json = RunRecordJson.of(record);
		assertEquals(9, json.getAsJsonArray("datasets").size());
		assertEquals("kmos", json.getAsJsonObject("rules").get("name").getAsString());
		assertEquals("dark-2026-03-01T12:00:00", json.getAsJsonArray("jobs").get(0).getAsJsonObject()
				.getAsJsonArray("datasets").get(0).getAsString());
	}

	@Test
	void whateverFilesAreCalledAndWhereverTheyAreResultsAreReused() throws Exception {
		start();
		run(place);
		Map<String, String> before = says();
		Path moved = folder.resolve("moved");
		Files.createDirectories(moved);
		try (var files = Files.list(place)) {
			for (Path file : files.toList()) {
				Files.move(file, moved.resolve(file.getFileName().toString().replaceFirst("night", "moved")));
			}
		}
		run(moved);
		assertEquals(Set.of(), ran());
		assertEquals(before, says());
		events.clear();
		run(request(night(name -> name.equals("science-b"))), actors());
		assertEquals(Set.of(), ran());
		assertEquals(3, of(RunEvent.Started.class).findFirst().orElseThrow().jobs().size());
	}

	@Test
	void correctionsChangeJustTheJobsThatDependOnThem() throws Exception {
		start();
		run(place);
		Map<String, String> before = says();
		byte[] raw = Files.readAllBytes(place.resolve("nightd1.fits"));
		corrections.put("d1",
				List.of(HandMadeNight.correction(3, "the clock was wrong", Map.of("DIT", 7L), "ESO LAMP")));
		RunResult result = run(place);
		assertFalse(result.failed(), () -> result.results().toString());
		assertEquals(Set.of("dark-2026-03-01T12:00:00", "flat-a", "science-b"), ran());
		Map<String, String> after = says();
		after.forEach((name, said) -> assertEquals(before.get(name).replace("d1[on 5]", "d1[- 7]"), said));
		assertArrayEquals(raw, Files.readAllBytes(place.resolve("nightd1.fits")));
		assertEquals(List.of("run.corrected"), told(result, "dark#1"));
		assertEquals(List.of(), told(result, "dark#2"));
		String why = why("dark#1");
		assertTrue(why.contains("nightd1.fits") && why.contains("DIT = 7") && why.contains("no ESO LAMP")
				&& why.contains("the clock was wrong") && why.contains("night.overlay.yaml:3"), why);
		assertEquals(1, jobs().stream().filter(job -> job.result().orElseThrow().messages().stream()
				.anyMatch(message -> message.id().equals("run.corrected"))).count(), "in the journal");

		corrections.put("d1", List.of(HandMadeNight.correction(5, "said otherwise", Map.of("DIT", 7L), "ESO LAMP")));
		RunResult again = run(place);
		assertEquals(Set.of(), ran(), "the reason changes no result");
		assertEquals(List.of("run.corrected"), told(again, "dark#1"));
		assertTrue(why("dark#1").contains("said otherwise") && !why("dark#1").contains("the clock was wrong"));

		corrections.clear();
		assertEquals(List.of(), told(run(place), "dark#1"));
		assertEquals(Set.of(), ran());
		assertEquals(before, says());
	}

	private List<String> told(RunResult result, String id) {
		return job(result, id).messages().stream().map(message -> message.id()).toList();
	}

	private String why(String job) throws Exception {
		return new Runs(store()).why(new Runs(store()).find("last"), job).getFirst().text();
	}

	private List<JobRecord> jobs() throws Exception {
		return new Runs(store()).read(new Runs(store()).find("last")).jobs();
	}

	@Test
	void aRunGoesOnWithItsDatasets() throws Exception {
		start();
		corrections.put("f1", List.of(HandMadeNight.correction(3, "why", Map.of("DIT", 8L))));
		RunRequest request = request(night(_ -> true));
		fails = says -> says.startsWith("flat(f1");
		RunFolder run = RunFolder.create(store(), request, options());
		RunResult first = engine(actors()).execute(run, events::add);
		assertTrue(first.failed());
		assertEquals(Map.of("flat-a", DatasetState.FAILED), states(run, state -> state != DatasetState.REDUCED));
		assertEquals(Optional.empty(), state(run, "science-b"));
		var history = new StoreReductions(new Runs(store()));
		RunDatasets datasets = request.datasets().orElseThrow();
		assertEquals(List.of(DatasetState.FAILED), history.of(id(datasets, "flat-a")).stream()
				.map(reduction -> reduction.progress()).toList());
		assertEquals(List.of(), history.of(id(datasets, "science-b")));
		assertEquals(Map.of("flat", List.of("flat-b")), history.of(id(datasets, "science-a")).getFirst().choices());
		assertEquals(datasets.dataset("science-a").orElseThrow().identity(),
				history.of(id(datasets, "science-a")).getFirst().identity());

		fails = _ -> false;
		closeStore();
		events.clear();
		RunFolder resumed = RunFolder.open(run.path());
		RunResult second = engine(actors()).execute(resumed, events::add);
		assertFalse(second.failed(), () -> second.results().toString());
		assertEquals(Set.of("flat-a", "science-b"), ran());
		assertEquals("flat(f1[on 8] f2[on 5] dark(d1[on 5] d2[on 5]))", says().get("flat/flat-a_MADE.fits"));
		assertEquals(Map.of(), states(resumed, state -> state != DatasetState.REDUCED));
		assertEquals(List.of(DatasetState.FAILED), history.of(id(datasets, "flat-a")).stream()
				.map(reduction -> reduction.progress()).toList(), "what was read is not read again");
		assertEquals(List.of(DatasetState.REDUCED), new StoreReductions(new Runs(store())).of(id(datasets, "flat-a"))
				.stream().map(reduction -> reduction.progress()).toList());
		assertEquals(List.of(), second.results().stream().filter(job -> job.status() != JobResult.Status.OK).toList());
	}

	private static String id(RunDatasets datasets, String name) {
		return datasets.dataset(name).orElseThrow().filesIdentity();
	}

	private Optional<DatasetState> state(RunFolder run, String name) throws IOException {
		return new Runs(store()).read(run).datasets().stream().filter(known -> known.dataset().name().equals(name))
				.findFirst().orElseThrow().state();
	}

	private Map<String, DatasetState> states(RunFolder run, Predicate<DatasetState> which) throws IOException {
		var states = new TreeMap<String, DatasetState>();
		new Runs(store()).read(run).datasets().forEach(known -> known.state().filter(which)
				.ifPresent(state -> states.put(known.dataset().name(), state)));
		return states;
	}

	@Test
	void aForecastKnowsWhatWasCorrected() throws Exception {
		start();
		run(place);
		corrections.put("f3", List.of(HandMadeNight.correction(3, "why", Map.of("DIT", 8L))));
		Forecast forecast = engine(actors()).forecast(request(night(_ -> true)));
		assertEquals(Set.of("flat-b", "science-a"), forecast.items().stream()
				.filter(item -> !item.reason().isReused()).flatMap(item -> item.job().datasets().stream())
				.collect(Collectors.toSet()));
	}
}
