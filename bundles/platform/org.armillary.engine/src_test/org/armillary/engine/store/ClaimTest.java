package org.armillary.engine.store;

import static org.armillary.engine.store.StoreFixture.hit;
import static org.armillary.engine.store.StoreFixture.key;
import static org.armillary.engine.store.StoreFixture.product;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.armillary.engine.JobKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ClaimTest {

	@TempDir
	Path folder;

	private String root() {
		return folder.resolve("store").toString();
	}

	private static String line(Process process) throws IOException {
		var line = new StringBuilder();
		for (int letter = process.getInputStream().read(); letter >= 0
				&& letter != '\n'; letter = process.getInputStream()
						.read()) {
			line.append((char) letter);
		}
		return line.toString();
	}

	private String askChild(String threshold) throws IOException, InterruptedException {
		Process child = StoreChild.start("try", root(), threshold);
		String answer = line(child);
		assertEquals(0, child.waitFor());
		return answer;
	}

	@Test
	void aJobIsClaimedOnceInAProcess() throws IOException {
		try (Store store = Store.open(Path.of(root())); Store same = Store.open(Path.of(root()))) {
			Claim claim = store.claim(key("1")).orElseThrow();
			assertTrue(store.claim(key("1")).isEmpty());
			assertTrue(same.claim(key("1")).isEmpty());
			try (Claim other = same.claim(key("2")).orElseThrow()) {
				assertTrue(store.claim(key("2")).isEmpty());
				other.close();
				// the second time it is another's
				Claim again = store.claim(key("2")).orElseThrow();
				other.close();
				assertTrue(same.claim(key("2")).isEmpty());
				again.close();
			}
			claim.close();
			same.claim(key("1")).orElseThrow().close();
		}
	}

	@Test
	void claimsHoldAgainstOtherProcessesAlsoWhenTheStoreIsOpenedAndClosedBesides()
			throws IOException, InterruptedException {
		try (Store store = Store.open(Path.of(root())); Claim _ = store.claim(key("1")).orElseThrow()) {
			assertEquals("taken", askChild("1"));
			assertEquals("free", askChild("2"));
			// closing any descriptor of the file would end all locks of the process on it
			Store.open(Path.of(root())).close();
			assertEquals("taken", askChild("1"));
		}
		assertEquals("free", askChild("1"));
	}

	@Test
	void aClaimEndsWithTheProcess() throws IOException, InterruptedException {
		try (Store store = Store.open(Path.of(root()))) {
			Process child = StoreChild.start("hold", root(), "1");
			assertEquals("holding", line(child));
			assertTrue(store.claim(key("1")).isEmpty());
			child.destroyForcibly();
			child.waitFor();
			store.claim(key("1")).orElseThrow().close();
		}
	}

	@Test
	void anInterruptedThreadKeepsTheClaimsOfAll() throws IOException, InterruptedException {
		try (Store store = Store.open(Path.of(root())); Claim _ = store.claim(key("1")).orElseThrow()) {
			Thread.currentThread().interrupt();
			store.claim(key("2")).orElseThrow().close();
			assertTrue(store.claim(key("1")).isEmpty());
			assertTrue(Thread.interrupted());
			assertEquals("taken", askChild("1"));
		}
	}

	@Test
	void ofManyThreadsOneAtATimeHasAJob() throws IOException, InterruptedException, ExecutionException {
		var inside = new AtomicInteger();
		var got = new AtomicInteger();
		JobKey key = key("1");
		try (Store store = Store.open(Path.of(root())); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Integer>> all = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				Callable<Integer> contender = () -> {
					int most = 0;
					for (int round = 0; round < 200; round++) {
						var claim = store.claim(key);
						if (claim.isPresent()) {
							try (Claim _ = claim.orElseThrow()) {
								most = Math.max(most, inside.incrementAndGet());
								got.incrementAndGet();
								Thread.yield();
								inside.decrementAndGet();
							}
						}
					}
					return most;
				};
				all.add(threads.submit(contender));
			}
			for (Future<Integer> one : all) {
				assertTrue(one.get() <= 1);
			}
		}
		assertTrue(got.get() >= 20, got + " claims");
	}

	@Test
	void severalProcessesMakeEachResultOnce() throws IOException, InterruptedException {
		int jobs = 120;
		Path log = folder.resolve("log");
		List<Process> children = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			children.add(StoreChild.start("work", root(), String.valueOf(jobs), String.valueOf(i), log.toString()));
		}
		for (Process child : children) {
			assertTrue(child.waitFor(100, TimeUnit.SECONDS));
			assertEquals(0, child.exitValue());
		}
		List<Integer> made = Files.readAllLines(log).stream().map(Integer::valueOf).sorted().toList();
		assertEquals(IntStream.range(0, jobs).boxed().toList(), made);
		try (Store store = Store.open(Path.of(root()))) {
			for (int i = 0; i < jobs; i++) {
				assertEquals("product of " + i, Files.readString(product(hit(store, key("5", "input " + i)))));
			}
			assertFalse(store.experience("test.add").isEmpty());
		}
	}
}
