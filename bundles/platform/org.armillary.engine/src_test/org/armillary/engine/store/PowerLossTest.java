package org.armillary.engine.store;

import static org.armillary.engine.store.StoreFixture.hit;
import static org.armillary.engine.store.StoreFixture.key;
import static org.armillary.engine.store.StoreFixture.product;
import static org.armillary.engine.store.StoreFixture.report;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.armillary.engine.JobReport;
import org.armillary.engine.RunMessage;
import org.armillary.engine.HeaderFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerLossTest {

	private static final int JOBS = 40;

	@TempDir
	Path folder;

	private Store open(Disk disk) throws IOException {
		return Store.open(folder.resolve("store"), disk, new HeaderFiles(), InstantSource.system());
	}

	private static JobReport job(Store store, int number) throws IOException {
		return report(key("5", "input " + number), store.runs().resolve("run/jobs/" + number), "product of " + number);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void whatIsFoundAfterwardsIsRightAndWhatWasSafeIsFound(long seed) throws IOException {
		var chance = new Random(seed);
		var disk = new FragileDisk();
		int safe = chance.nextInt(JOBS);
		// it is not closed: the process is gone
		Store before = open(disk);
		for (int i = 0; i < JOBS; i++) {
			before.adopt(job(before, i));
			if (i == safe) {
				before.sync();
			}
			if (chance.nextInt(10) == 0) {
				hit(before, key("5", "input " + chance.nextInt(i + 1)));
			}
		}
		disk.failSyncWith(new IOException("no power"));
		disk.losePower(before.folder(), chance);
		List<Integer> lost = new ArrayList<>();
		try (Store after = open(new SystemDisk())) {
			for (int i = 0; i < JOBS; i++) {
				switch (after.find(key("5", "input " + i))) {
				case Lookup.Hit(JobReport report) ->
					assertEquals("product of " + i, Files.readString(product(report)), "seed " + seed);
				case Lookup.Miss _,Lookup.Damaged _,Lookup.Cleaned _,Lookup.Marked _,Lookup.Earlier _ -> lost.add(i);
				}
			}
			assertTrue(lost.stream().allMatch(number -> number > safe), "seed " + seed + ": lost " + lost);
			for (int number : lost) {
				after.adopt(job(after, number));
				assertEquals("product of " + number,
						Files.readString(product(hit(after, key("5", "input " + number)))));
			}
		}
		before.close();
	}

	@Test
	void theSimulationLosesWork() throws IOException {
		var disk = new FragileDisk();
		Store before = open(disk);
		disk.remember(before.folder());
		for (int i = 0; i < JOBS; i++) {
			before.adopt(job(before, i));
		}
		disk.failSyncWith(new IOException("no power"));
		disk.losePower(before.folder(), new Random(1));
		int found = 0;
		try (Store after = open(new SystemDisk())) {
			for (int i = 0; i < JOBS; i++) {
				found += after.find(key("5", "input " + i)) instanceof Lookup.Hit ? 1 : 0;
			}
		}
		before.close();
		assertTrue(found < JOBS / 2, found + " of " + JOBS + " were found");
	}

	@Test
	void theIndexSpeaksOnlyOfWhatIsSafe() throws IOException {
		var disk = new FragileDisk();
		try (Store store = open(disk)) {
			store.adopt(job(store, 0));
			store.sync();
			assertEquals(1, store.experience("test.add").size());
			disk.failSyncWith(new IOException("Input/output error"));
			store.adopt(job(store, 1));
			assertThrows(IOException.class, store::sync);
			assertEquals("Input/output error", store.commits().failure().orElseThrow().getMessage());
			assertEquals(1, store.experience("test.add").size());
		}
	}

	@Test
	void aFullDiskIsToldAndLeavesNothingHalf() throws IOException {
		var disk = new FragileDisk();
		try (Store store = open(disk)) {
			disk.failWith(new IOException("No space left on device"));
			var refusal = assertThrows(StoreException.class, () -> store.adopt(job(store, 0)));
			assertEquals(RunMessage.STORE_DISK_FULL.id(), refusal.explanation().id());
			assertTrue(refusal.isResourceFailure());
			assertTrue(refusal.explanation().summary().contains(store.folder().toString()));
			StoreFixture.assertMiss(store, key("5", "input 0"));
			try (var files = Files.walk(store.folder())) {
				assertEquals(List.of(),
						files.filter(file -> file.getFileName().toString().startsWith(Layout.TEMPORARY)).toList());
			}
			disk.mend();
			store.adopt(job(store, 0));
			hit(store, key("5", "input 0"));
		}
	}
}
