package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;

import org.armillary.actor.Outcome;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.ContentDigest;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.RunResult;
import org.armillary.engine.job.InProcessExecutor;
import org.junit.jupiter.api.Test;

/** The headers of what is published tell the job whose product it is, though the store keeps each content once. */
class PublishedHeadersTest extends EngineFixture {

	private static final String PORTS = """
			"parameters": [{"name": "text", "type": "text", "default": "", "help": "Goes nowhere."}],
			"inputs": [{"name": "in", "role": "trigger", "payload": "file", "help": "A frame."},
			    {"name": "dark", "role": "associated", "payload": "file", "min": 0, "max": 1, "help": "A frame."}],
			"outputs": [{"name": "out", "role": "output", "payload": "file", "categories": ["COPY"], "extension": "fits", "help": "A frame."}]
			""";
	private static final String TWO = """
			inputs:
			  raw: {payload: file}
			nodes:
			  a: {actor: test.copy, parameters: {text: '%s'}}
			  b: {actor: test.copy, parameters: {text: '%s'}}
			connections:
			  - raw -> a.in
			  - raw -> b.in
			""";
	private static final String LONG = "long ".repeat(700);
	private static final String NAME = "ESO PRO REC1 RAW1 NAME";
	private static final String VALUE = "ESO PRO REC1 PARAM1 VALUE";

	/** An actor whose product does not depend on its parameter, with a header of its own. */
	private static TestActor copying() {
		return TestActor.of("test.copy", PORTS, (_, _, inputs, context) -> {
			try {
				FitsHeader header = FitsFile.open(inputs.port("in").getFirst().path()).primary().header();
				return Outcome.ok(TestActor.out(List.of(context.write("out",
						file -> frame(file, FitsHeader.EMPTY.with("OBJECT", header.text("OBJECT")))))));
			} catch (IOException e) {
				throw new IllegalStateException(e);
			}
		});
	}

	private static Path frame(Path file, FitsHeader header) throws IOException {
		Files.createDirectories(file.getParent());
		try (var writer = FitsWriter.create(file)) {
			writer.primaryImage(header, "adu", new float[] { 1, 2, 3 }, 3);
			writer.commit();
		}
		return file;
	}

	private Path raw(String name) throws IOException {
		return frame(folder.resolve("in").resolve(name), FitsHeader.EMPTY.with("OBJECT", "x"));
	}

	private RunResult run(String flow, String out, boolean moves, Path... raw) throws Exception {
		var catalog = ActorCatalog.of(copying());
		var request = new RunRequest(flow(flow), Map.of(), Map.of("raw", List.of(raw)), folder.resolve(out),
				Layout.BY_NODE);
		var engine = new Engine(catalog, store(), new InProcessExecutor(catalog));
		return (moves ? engine.forPassingStore() : engine).run(request, options().withWorkers(1), events::add);
	}

	private static Path product(RunResult result, String job) {
		return job(result, job).products().get("out").getFirst().path();
	}

	private static FitsHeader header(Path file) throws IOException {
		return FitsFile.open(file).primary().header();
	}

	private static String text(String a, String b) {
		return TWO.formatted(a, b);
	}

	/** The header of one is longer than that of the other by more than a block, too. */
	@Test
	void jobsWithEqualProductsTellTheirOwnParameters() throws Exception {
		for (String other : List.of("2", LONG)) {
			RunResult result = run(text("1", other), "out", false, raw("raw.fits"));
			assertEquals("1", header(product(result, "a")).text(VALUE));
			assertEquals(other.strip(), header(product(result, "b")).text(VALUE).strip());
			assertEquals(ContentDigest.of(product(result, "a")), ContentDigest.of(product(result, "b")));
		}
	}

	/** Byte for byte as if each job had worked alone, in a store of its own. */
	@Test
	void eachProductIsAsIfItsJobHadWorkedAlone() throws Exception {
		Path raw = raw("raw.fits");
		RunResult both = run(text("1", LONG), "both", false, raw);
		byte[] a = Files.readAllBytes(product(both, "a"));
		byte[] b = Files.readAllBytes(product(both, "b"));
		closeStore();
		Files.move(folder.resolve("store"), folder.resolve("other store"));
		RunResult swapped = run(text(LONG, "1"), "swapped", false, raw);
		assertArrayEquals(b, Files.readAllBytes(product(swapped, "a")));
		assertArrayEquals(a, Files.readAllBytes(product(swapped, "b")));
	}

	@Test
	void whatStandsThereIsReplacedWhereItTellsAnotherJob() throws Exception {
		Path raw = raw("raw.fits");
		Path first = product(run(text("1", "1"), "out", false, raw), "a");
		assertEquals("1", header(first).text(VALUE));
		Path second = product(run(text("2", "1"), "out", false, raw), "a");
		assertEquals(first, second);
		assertEquals("2", header(second).text(VALUE));
		FileTime time = FileTime.fromMillis(1_000_000);
		Files.setLastModifiedTime(second, time);
		run(text("2", "1"), "out", false, raw);
		assertEquals(time, Files.getLastModifiedTime(second), "the same is left alone");
	}

	/** A result that is used again tells the files from which it was made. */
	@Test
	void aResultThatIsUsedAgainTellsTheNamesWithWhichItWasMade() throws Exception {
		RunResult first = run(text("1", "2"), "one", false, raw("raw.fits"));
		RunResult again = run(text("1", "2"), "two", false, raw("renamed.fits"));
		assertArrayEquals(Files.readAllBytes(product(first, "a")), Files.readAllBytes(product(again, "a")));
		assertEquals("raw.fits", header(product(again, "b")).text(NAME));
		// one that is not used again, though its content is there already, tells its own
		RunResult other = run(text("1", "3"), "three", false, raw("third.fits"));
		assertEquals("raw.fits", header(product(other, "a")).text(NAME));
		assertEquals("third.fits", header(product(other, "b")).text(NAME));
		assertEquals("3", header(product(other, "b")).text(VALUE));
	}

	@Test
	void whatIsMovedOutOfThePassingStoreTellsItsOwnJob() throws Exception {
		String flow = """
				inputs:
				  raw: {payload: file}
				nodes:
				  a: {actor: test.copy, parameters: {text: one}}
				  b: {actor: test.copy, parameters: {text: two}}
				  c: {actor: test.copy, parameters: {text: three}}
				connections:
				  - raw -> a.in
				  - a.out -> b.in
				  - b.out -> c.in
				""";
		RunResult result = run(flow, "out", true, raw("raw.fits"));
		for (String job : List.of("a one raw.fits", "b two", "c three")) {
			String[] words = job.split(" ");
			FitsHeader header = header(product(result, words[0]));
			assertEquals(words[1], header.text(VALUE));
			assertEquals(words.length > 2, header.text(NAME).equals("raw.fits"));
		}
	}
}
