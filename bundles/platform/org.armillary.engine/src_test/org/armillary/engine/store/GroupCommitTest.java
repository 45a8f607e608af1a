package org.armillary.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GroupCommitTest {

	private final AtomicInteger commits = new AtomicInteger();
	private final CountDownLatch first = new CountDownLatch(1);

	private GroupCommit counting() {
		return new GroupCommit("test", _ -> {
			commits.incrementAndGet();
			first.countDown();
		});
	}

	@Test
	void manyChangesAreCommittedTogetherWithinASecond() throws InterruptedException {
		try (GroupCommit commit = counting()) {
			long began = System.nanoTime();
			for (int i = 0; i < 1000; i++) {
				commit.changed();
			}
			assertTrue(first.await(10, TimeUnit.SECONDS));
			long milliseconds = (System.nanoTime() - began) / 1_000_000;
			assertTrue(milliseconds >= 300 && milliseconds < 5000, milliseconds + " ms");
			assertEquals(1, commits.get());
		}
		assertEquals(1, commits.get());
	}

	@Test
	void nothingIsCommittedWithoutAChange() throws IOException {
		try (GroupCommit commit = counting()) {
			commit.flush();
		}
		assertEquals(0, commits.get());
	}

	@Test
	void whoFlushesWaitsForWhatWasChangedBefore() throws IOException {
		try (GroupCommit commit = counting()) {
			for (int i = 1; i <= 5; i++) {
				commit.changed();
				commit.flush();
				assertEquals(i, commits.get());
			}
		}
	}

	@Test
	void whatIsPendingIsCommittedAtTheEnd() {
		GroupCommit commit = counting();
		commit.changed();
		commit.close();
		assertEquals(1, commits.get());
		commit.changed();
		assertThrows(IOException.class, commit::flush);
	}

	@Test
	void anInterruptedThreadFlushesAndStaysInterrupted() throws IOException {
		try (GroupCommit commit = counting()) {
			commit.changed();
			Thread.currentThread().interrupt();
			commit.flush();
			assertTrue(Thread.interrupted());
			assertEquals(1, commits.get());
		}
	}

	@Test
	void theFirstFailureIsKeptAndTold() throws IOException {
		var failures = new AtomicInteger();
		try (GroupCommit commit = new GroupCommit("test", _ -> {
			throw new IOException("failure " + failures.incrementAndGet());
		})) {
			assertTrue(commit.failure().isEmpty());
			for (int i = 0; i < 2; i++) {
				commit.changed();
				assertThrows(IOException.class, commit::flush);
			}
			assertEquals("failure 1", commit.failure().orElseThrow().getMessage());
			assertEquals(2, failures.get());
		}
	}

	@Test
	void aProgrammingErrorDoesNotStopTheThread() throws IOException {
		try (GroupCommit commit = new GroupCommit("test", _ -> {
			if (commits.incrementAndGet() == 1) {
				throw new IllegalStateException("once");
			}
		})) {
			commit.changed();
			assertThrows(IOException.class, commit::flush);
			commit.changed();
			assertThrows(IOException.class, commit::flush);
			assertEquals(2, commits.get());
		}
	}

	@Test
	void journalsAreThoseThatWereAddedAndNotRemoved() throws IOException {
		List<String> forced = new CopyOnWriteArrayList<>();
		Forceable one = () -> forced.add("one");
		Forceable two = () -> forced.add("two");
		try (GroupCommit commit = new GroupCommit("test", journals -> {
			for (Forceable journal : journals) {
				journal.force();
			}
		})) {
			commit.add(one);
			commit.changed();
			commit.flush();
			commit.add(two);
			commit.remove(one);
			commit.changed();
			commit.flush();
		}
		assertEquals(List.of("one", "two"), forced);
	}
}
