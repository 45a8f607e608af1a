package org.armillary.accidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the store, or the one of the products, is full at some moment of a run; later there is room again. */
class DiskFullTest {

	private static final int FILES = 10;
	private static final long DISK_BYTES = 24 << 20;
	/** Products, journal and index need some hundred kilobytes: the disk is full at the start, in the middle, at the end. */
	private static final List<Long> FREE_BYTES = List.of(0L, 20_000L, 60_000L, 120_000L, 200_000L, 300_000L, 400_000L,
			600_000L);

	@TempDir
	Path folder;

	@Test
	void theRunSaysWhichDiskAndGoesOnWhenThereIsRoom() throws Exception {
		Path in = Stories.inputs(folder, FILES);
		Path calm = Files.createDirectories(folder.resolve("calm"));
		assertEquals(Runner.DONE, Stories.end(start(calm, in, calm.resolve("store"), calm.resolve("out")),
				calm.resolve("told")), () -> Stories.text(calm.resolve("told")));
		Map<String, String> expected = Stories.contents(calm.resolve("out"));
		var stopped = new ArrayList<Long>();
		try (SmallDisk disk = SmallDisk.mount(folder.resolve("small"), DISK_BYTES)) {
			for (boolean storeIsThere : new boolean[] { true, false }) {
				for (long free : FREE_BYTES) {
					Path place = Files.createDirectories(folder.resolve("free" + free + storeIsThere));
					Path small = Files.createDirectories(disk.place().resolve("free" + free + storeIsThere));
					if (story(disk, free, in, place, (storeIsThere ? small : place).resolve("store"),
							(storeIsThere ? place : small).resolve("out"), expected)) {
						stopped.add(free);
					}
				}
			}
		}
		assertTrue(stopped.size() > FREE_BYTES.size() / 2, "the disk was large enough: " + stopped);
	}

	private static boolean story(SmallDisk disk, long free, Path in, Path place, Path store, Path out,
			Map<String, String> expected) throws Exception {
		Path told = place.resolve("told");
		disk.fill(free);
		int code;
		try {
			code = Stories.end(start(place, in, store, out), told);
		} finally {
			disk.empty();
		}
		if (code != Runner.DONE) {
			String text = Stories.text(told);
			assertTrue(text.contains(disk.place().toString()), () -> "which disk? " + text);
			assertTrue(text.contains("no space") || text.contains("No space") || text.contains("full"), text);
			assertTrue(!text.contains("\tat "), text);
		}
		Files.deleteIfExists(told);
		var run = Runner.run(store);
		Process again = run.isPresent()
				? Runner.start(place.resolve("log"), told, "resume", store.toString(), run.orElseThrow())
				: start(place, in, store, out);
		assertEquals(Runner.DONE, Stories.end(again, told), () -> free + " bytes free\n" + Stories.text(told));
		assertEquals(expected, Stories.contents(out));
		return code != Runner.DONE;
	}

	private static Process start(Path place, Path in, Path store, Path out) throws Exception {
		return Runner.start(place.resolve("log"), place.resolve("told"), "start", store.toString(), in.toString(),
				out.toString());
	}
}
