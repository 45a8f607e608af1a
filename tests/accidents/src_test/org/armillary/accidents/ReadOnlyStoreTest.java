package org.armillary.accidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that can be read but not written is refused before anything starts. */
class ReadOnlyStoreTest {

	private static final long DISK_BYTES = 24 << 20;

	@TempDir
	Path folder;

	@Test
	void nothingStartsAndTheMessageNamesTheStore() throws Exception {
		Path in = Stories.inputs(folder, 2);
		try (SmallDisk disk = SmallDisk.mount(folder.resolve("small"), DISK_BYTES)) {
			Path store = disk.place().resolve("store");
			assertEquals(Runner.DONE, run(in, store, "first"));
			disk.readOnly(true);
			assertEquals(Runner.REFUSED, run(in, store, "second"));
			String told = Stories.text(folder.resolve("told-second"));
			assertTrue(told.contains(store.toString()) && told.toLowerCase().contains("read-only"), told);
			assertFalse(told.contains("\tat "), told);
			assertFalse(Files.exists(folder.resolve("second")));
			disk.readOnly(false);
			assertEquals(Runner.DONE, run(in, store, "third"));
			assertEquals(Stories.contents(folder.resolve("first")), Stories.contents(folder.resolve("third")));
		}
	}

	private int run(Path in, Path store, String out) throws Exception {
		Path told = folder.resolve("told-" + out);
		return Stories.end(Runner.start(folder.resolve("log"), told, "start", store.toString(), in.toString(),
				folder.resolve(out).toString()), told);
	}
}
