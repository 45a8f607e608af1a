package org.armillary.accidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.armillary.engine.json.JobJson;
import org.armillary.engine.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight processes submit overlapping runs to one store for a minute. */
class SharedStoreTest {

	private static final int PROCESSES = 8;
	private static final int FILES = 12;
	private static final int SECONDS = 60;

	@TempDir
	Path folder;

	@Test
	void eachDistinctJobRunsOnce() throws Exception {
		Path in = Stories.inputs(folder, FILES);
		Path store = folder.resolve("store");
		Path log = folder.resolve("log");
		var processes = new ArrayList<Process>();
		for (int i = 0; i < PROCESSES; i++) {
			processes.add(Runner.start(log, folder.resolve("told" + i), "submit", store.toString(), in.toString(),
					folder.resolve("out" + i).toString(), Integer.toString(SECONDS), Integer.toString(i)));
		}
		try {
			for (int i = 0; i < PROCESSES; i++) {
				assertTrue(processes.get(i).waitFor(3 * SECONDS, TimeUnit.SECONDS), "process " + i + " hangs");
				assertEquals(Runner.DONE, processes.get(i).exitValue(), Files.readString(folder.resolve("told" + i)));
			}
		} finally {
			processes.forEach(process -> {
				process.descendants().forEach(ProcessHandle::destroyForcibly);
				process.destroyForcibly();
			});
		}
		// a job is what it writes, and that is a digest of its actor, parameters and inputs
		var executions = new HashMap<String, Integer>();
		for (String line : Files.readAllLines(log)) {
			executions.merge(line.substring(line.indexOf(' ') + 1).strip(), 1, Integer::sum);
		}
		assertTrue(executions.size() > 2 * FILES, "too little was done to show anything: " + executions.size());
		assertEquals(List.of(),
				executions.entrySet().stream().filter(job -> job.getValue() > 1).map(Object::toString).toList());
		assertEquals(executions.size(), results(store));
		assertTrue(runs(store) > 2 * PROCESSES, "runs did not overlap: " + runs(store));
	}

	/** The number of results, each of which must be readable and name products that say what their digest says. */
	private static int results(Path store) throws Exception {
		var digests = new HashSet<String>();
		var keys = new TreeSet<String>();
		try (Stream<Path> files = Files.walk(store.resolve("results"))) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				var report = JsonText.read(Files.readString(file), "a result", object -> JobJson.report(object, store));
				keys.add(report.key().hash());
				report.products().values().forEach(port -> port.forEach(product -> {
					assertTrue(Files.isRegularFile(product.path()), product.toString());
					digests.add(product.digest());
				}));
			}
		}
		try (Stream<Path> objects = Files.walk(store.resolve("objects"))) {
			assertEquals(digests.size(), objects.filter(Files::isRegularFile).count());
		}
		return keys.size();
	}

	private static long runs(Path store) throws Exception {
		try (Stream<Path> runs = Files.list(store.resolve("runs"))) {
			return runs.count();
		}
	}
}
