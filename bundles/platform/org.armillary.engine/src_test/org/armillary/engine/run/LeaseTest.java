package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.armillary.engine.RunEvent;
import org.armillary.engine.run.RunChild.Started;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {

	@TempDir
	Path folder;
	private RunFolder run;

	@BeforeEach
	void create() throws IOException {
		run = RunFolder.create(folder, RunSamples.request(), RunSamples.OPTIONS, RunSamples.NOON);
	}

	private Started holder() throws IOException {
		return new Started(RunChild.command("lease", run.path().toString()));
	}

	@Test
	void isHeldByOneOfThisProcess() throws IOException {
		assertTrue(run.holder().isEmpty());
		try (Lease lease = run.lease().orElseThrow()) {
			assertEquals(Optional.of(lease.holder()), run.holder());
			assertEquals(ProcessHandle.current().pid(), lease.holder().pid());
			assertFalse(lease.holder().isElsewhere());
			assertTrue(run.lease().isEmpty());
		}
		assertTrue(run.holder().isEmpty());
		run.lease().orElseThrow().close();
	}

	@Test
	void isHeldByAnotherProcessUntilItGivesItBack() throws IOException {
		try (Started child = holder()) {
			assertEquals("held", child.line());
			assertEquals(child.process().pid(), run.holder().orElseThrow().pid());
			assertTrue(run.lease().isEmpty());
			assertEquals(child.process().pid(), run.holder().orElseThrow().pid(), "looking disturbs nothing");
			child.release();
			assertEquals("free", child.line());
			assertTrue(run.holder().isEmpty());
		}
	}

	@Test
	void isFreeWhenItsHolderWasKilled() throws Exception {
		try (Started child = holder()) {
			assertEquals("held", child.line());
			child.kill();
		}
		assertTrue(run.holder().isEmpty());
		assertTrue(Files.size(run.path().resolve("lease")) > 0, "what the killed one said is still there");
		try (Lease lease = run.lease().orElseThrow()) {
			assertEquals(ProcessHandle.current().pid(), lease.holder().pid());
		}
	}

	/** Closing any descriptor of the file would let go of the lock, for POSIX. */
	@Test
	void looksAndAttemptsOfTheHolderDoNotLoseIt() throws IOException {
		Path other = Files.createSymbolicLink(folder.resolve("link"), run.path());
		try (Lease lease = run.lease().orElseThrow()) {
			for (int i = 0; i < 20; i++) {
				assertEquals(Optional.of(lease.holder()), run.holder());
				assertEquals(Optional.of(lease.holder()), RunFolder.open(other).holder());
				assertTrue(run.lease().isEmpty());
				assertTrue(RunFolder.open(other).lease().isEmpty());
				run.state();
			}
			try (Started child = holder()) {
				assertEquals("refused", child.line());
			}
		}
		try (Started child = holder()) {
			assertEquals("held", child.line());
		}
	}

	@Test
	void interruptsDoNotLoseIt() throws IOException {
		Thread.currentThread().interrupt();
		try (Lease lease = run.lease().orElseThrow()) {
			assertTrue(Thread.currentThread().isInterrupted());
			assertEquals(Optional.of(lease.holder()), run.holder());
			run.state();
			assertTrue(Thread.interrupted());
			try (Started child = holder()) {
				assertEquals("refused", child.line());
			}
		}
	}

	@Test
	void closingTwiceDoesNotHurtTheNextHolder() throws IOException {
		Lease first = run.lease().orElseThrow();
		first.close();
		try (Lease second = run.lease().orElseThrow()) {
			first.close();
			assertEquals(Optional.of(second.holder()), run.holder());
			try (Started child = holder()) {
				assertEquals("refused", child.line());
			}
		}
	}

	/** Those who only look must not make somebody who takes it believe that it is held. */
	@Test
	void canBeTakenWhileManyLook() throws Exception {
		try (var threads = Executors.newFixedThreadPool(4); Started child = holder()) {
			assertEquals("held", child.line());
			child.release();
			var looks = new ArrayList<Future<Boolean>>();
			Callable<Boolean> look = () -> {
				for (int i = 0; i < 500; i++) {
					run.holder();
				}
				return true;
			};
			for (int i = 0; i < 4; i++) {
				looks.add(threads.submit(look));
			}
			assertEquals("free", child.line());
			try (Started next = holder()) {
				assertEquals("held", next.line());
			}
			for (Future<Boolean> done : looks) {
				assertTrue(done.get());
			}
		}
	}

	@Test
	void aHolderThatHasNotSaidWhoItIsIsStillAHolder() throws IOException {
		try (Started child = holder()) {
			assertEquals("held", child.line());
			Files.writeString(run.path().resolve("lease"), "");
			assertEquals(Optional.of(LeaseHolder.UNKNOWN), run.holder());
			Files.writeString(run.path().resolve("lease"),
					"{\"pid\":1,\"host\":\"elsewhere\",\"since\":\"2026-01-31T12:00:00Z\"}");
			LeaseHolder holder = run.holder().orElseThrow();
			assertTrue(holder.isElsewhere());
			assertEquals(RunState.RUNNING, run.state());
		}
	}

	@Test
	void tellsTheStateTogetherWithTheJournal() throws IOException {
		assertEquals(RunState.WAITING, run.state());
		try (Lease _ = run.lease().orElseThrow()) {
			assertEquals(RunState.RUNNING, run.state());
			RunSamples.write(run, RunSamples.started("dark"));
			assertEquals(RunState.RUNNING, run.state());
		}
		assertEquals(RunState.INTERRUPTED, run.state());
		for (RunEvent.Outcome outcome : RunEvent.Outcome.values()) {
			RunSamples.write(run, new RunEvent.Ended(outcome, List.of()));
			assertEquals(outcome.name(), run.state().name());
			RunSamples.write(run, new RunEvent.Resumed("coma", 1));
			assertEquals(RunState.INTERRUPTED, run.state());
		}
	}
}
