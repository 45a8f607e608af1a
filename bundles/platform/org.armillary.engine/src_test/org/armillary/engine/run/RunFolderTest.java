package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.engine.json.JsonFormatException;
import org.armillary.engine.run.RunChild.Started;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunFolderTest {

	@TempDir
	Path folder;

	private RunFolder create(String workflow) throws IOException {
		return RunFolder.create(folder.resolve("runs"),
				RunSamples.request(RunSamples.flow(workflow, "3"), Map.of(), List.of()), RunSamples.OPTIONS,
				RunSamples.NOON);
	}

	@ParameterizedTest
	@CsvSource({ "KMOS night, kmos-night", "Über  µ-Tests!, uber-tests", "'../../etc/x', etc-x", "日本, run",
			"'-- a --', a" })
	void isNamedByWorkflowAndTime(String workflow, String slug) throws IOException {
		assertEquals(slug + "-20260131-120000", create("'" + workflow + "'").id());
	}

	@Test
	void furtherOnesInTheSameSecondHaveANumber() throws IOException {
		assertEquals("a-20260131-120000", create("a").id());
		assertEquals("a-20260131-120000-2", create("a").id());
		assertEquals("a-20260131-120000-3", create("a").id());
	}

	@Test
	void holdsTheRequestAndTheOptions() throws IOException {
		RunFolder run = RunFolder.open(create("night").path());
		assertEquals(List.of(run.requestFile()), content(run.path()));
		assertEquals("night", run.request().workflow().workflow().name());
		assertEquals(RunSamples.OPTIONS, run.options());
		assertFalse(run.hasBegun());
		assertEquals(List.of(run.path()), content(folder.resolve("runs")), "nothing hidden is left");
	}

	@Test
	void otherOptionsLeaveTheRequestAsItIs() throws IOException {
		RunFolder run = create("night");
		String before = run.request().workflow().source();
		var options = RunSamples.OPTIONS.withWorkers(9).withMemory(77 << 20)
				.withTimeout(Optional.of(Duration.ofSeconds(5))).withScratch(Optional.of(folder.toAbsolutePath()));
		run.withOptions(options);
		assertEquals(options, run.options());
		assertEquals(before, run.request().workflow().source());
		assertEquals(RunSamples.NOON, run.request(RunRequestJson::created));
		assertEquals(List.of(run.requestFile()), content(run.path()), "nothing temporary is left");
	}

	private static List<Path> content(Path folder) throws IOException {
		try (var content = Files.list(folder)) {
			return content.toList();
		}
	}

	@Test
	void aDamagedRequestIsToldAsSuch() throws IOException {
		RunFolder run = create("night");
		String text = Files.readString(run.requestFile());
		for (String bad : List.of("", text.substring(0, text.length() / 2), "[]", "{}", text.replace("nodes", "n*des"),
				text.replace("\"armillary-run\":1", "\"armillary-run\":2"))) {
			Files.writeString(run.requestFile(), bad);
			assertThrows(JsonFormatException.class, run::request, bad);
		}
	}

	@Test
	void theWishToCancelCanBeMadeAndTakenBack() throws IOException {
		RunFolder run = create("night");
		assertFalse(run.isCancelled());
		run.cancel();
		run.cancel();
		assertTrue(run.isCancelled());
		run.withdrawCancel();
		run.withdrawCancel();
		assertFalse(run.isCancelled());
	}

	/** Several processes at the same moment, all with the same workflow in the same second. */
	@Test
	void isUniqueAmongProcessesAndCompleteWhenSeen() throws Exception {
		Path runs = Files.createDirectories(folder.resolve("runs"));
		int each = 25;
		var ids = new ArrayList<String>();
		var children = new ArrayList<Started>();
		for (int i = 0; i < 3; i++) {
			children.add(new Started(RunChild.command("create", runs.toString(), String.valueOf(each))));
		}
		var watcher = new Watcher(runs, 3 * each);
		Thread watching = Thread.ofPlatform().start(watcher);
		for (Started child : children) {
			for (int i = 0; i < each; i++) {
				ids.add(child.line());
			}
			child.close();
		}
		watching.join();
		assertEquals(3 * each, new HashSet<>(ids).size());
		assertEquals(3 * each, content(runs).size());
		assertEquals(List.of(), watcher.incomplete);
		assertTrue(ids.contains("kmos-night-20260131-120000-" + 3 * each), "numbers without a gap");
	}

	/** Reads every run folder as soon as it can be seen. */
	private static final class Watcher implements Runnable {

		private final Path runs;
		private final int number;
		private final List<String> incomplete = new ArrayList<>();

		Watcher(Path runs, int number) {
			this.runs = runs;
			this.number = number;
		}

		@Override
		public void run() {
			var seen = new HashSet<Path>();
			long end = System.nanoTime() + 60_000_000_000L;
			while (seen.size() < number && System.nanoTime() < end) {
				try {
					for (Path place : content(runs)) {
						if (!place.getFileName().toString().startsWith(".") && seen.add(place)) {
							RunFolder.open(place).request();
						}
					}
				} catch (IOException e) {
					incomplete.add(e.getMessage());
				}
			}
		}
	}

	@Test
	void isOpenToTheGroupWhereItsStoreIs() throws IOException {
		Path runs = Files.createDirectories(folder.resolve("runs"));
		Files.setPosixFilePermissions(runs, PosixFilePermissions.fromString("rwxrwxr-x"));
		RunFolder run = create("night");
		run.lease().orElseThrow().close();
		run.cancel();
		assertEquals("rwxrwx", rights(run.path()));
		assertEquals("rw-rw-", rights(run.requestFile()));
		assertEquals("rw-rw-", rights(run.path().resolve("lease")));
		assertEquals("rw-rw-", rights(run.path().resolve("cancel")));
		Files.setPosixFilePermissions(runs, PosixFilePermissions.fromString("rwx------"));
		assertEquals("---", rights(create("night").requestFile()).substring(3).replace("r", "-"), "not writable");
	}

	private static String rights(Path file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).substring(0, 6);
	}
}
