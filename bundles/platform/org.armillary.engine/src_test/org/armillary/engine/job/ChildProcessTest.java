package org.armillary.engine.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** External programs end with all that they started, whoever ends first. */
class ChildProcessTest {

	private static final Path ROOT = Path.of("/");

	@TempDir
	Path temporary;

	private final List<String> lines = new ArrayList<>();

	private int run(String... command) throws IOException, InterruptedException {
		return ChildProcess.run(List.of(command), ROOT, lines::add);
	}

	@Test
	void bothChannelsAndTheExitCodeArrive() throws Exception {
		assertEquals(7, run("sh", "-c", "echo out; echo err >&2; exit 7"));
		assertEquals(List.of("out", "err"), lines);
	}

	@Test
	void argumentsArriveAsTheyAre() throws Exception {
		assertEquals(0, run("printf", "%s|", "a b", "", "$HOME", "'q'", "*", "\"x\"", "-n"));
		assertEquals(List.of("a b||$HOME|'q'|*|\"x\"|-n|"), lines);
	}

	@ParameterizedTest
	@CsvSource({ "KILL, 137", "TERM, 143", "SEGV, 139" })
	void aSignalIsToldByTheExitCode(String signal, int code) throws Exception {
		assertEquals(code, run("sh", "-c", "kill -" + signal + " $$"));
		assertEquals(List.of(), lines);
	}

	@Test
	void aProgramHasAnEmptyStandardInputAndNoOtherOpenChannels() throws Exception {
		run("sh", "-c", "cat; ls /proc/self/fd");
		// 3 is that of ls itself
		assertEquals(List.of("0", "1", "2", "3"), lines);
	}

	@Test
	void theWatchdogIsNoChildOfTheProgram() throws Exception {
		assertEquals(0, run("python3", "-c", """
				import os
				try:
				    print(os.waitpid(-1, os.WNOHANG))
				except ChildProcessError:
				    print('no children')"""));
		assertEquals(List.of("no children"), lines);
	}

	@Test
	void aProgramThatIsNotThereIsAnException() throws Exception {
		assertThrows(NoSuchFileException.class, () -> run("no-such-program-anywhere"));
		assertThrows(NoSuchFileException.class, () -> run("/no/such/program"));
		Path text = Files.writeString(temporary.resolve("text"), "no program");
		assertThrows(IOException.class, () -> run(text.toString()));
		// not the command of the shell
		assertThrows(IOException.class, () -> run("unset"));
	}

	@Test
	void whatItLeavesInTheBackgroundEndsWithIt() throws Exception {
		assertEquals(0, run("sh", "-c", "sleep 63 & echo $!; (trap '' TERM; exec sleep 64) & echo $!"));
		assertEquals(2, lines.size());
		for (String line : lines) {
			JobFixture.await(2, () -> !JobFixture.isAlive(Long.parseLong(line)));
		}
	}

	@Test
	void aProgramMayCleanUpWhenItIsCancelled() throws Exception {
		Path mark = temporary.resolve("mark");
		Path ready = temporary.resolve("ready");
		Thread thread = Thread.ofPlatform().start(() -> assertThrows(InterruptedException.class,
				() -> run("sh", "-c", "trap 'sleep 0.1; touch %s; exit' TERM; touch %s; while :; do sleep 0.05; done"
						.formatted(mark, ready))));
		JobFixture.await(10, () -> Files.exists(ready));
		long start = System.nanoTime();
		thread.interrupt();
		thread.join();
		assertTrue(Files.exists(mark));
		assertTrue(System.nanoTime() - start < 700_000_000L);
	}

	/** The process that is killed: runs a program with children and grandchildren. */
	static final class Parent {

		private Parent() {
		}

		public static void main(String[] arguments) throws Exception {
			var out = System.out;
			ChildProcess.run(List.of("sh", "-c", """
					sleep 1000 & echo $!
					(trap '' TERM INT HUP; sleep 1001 & echo $!; wait) &
					echo $!; echo $$; exec sleep 1002
					"""), ROOT, line -> {
				out.println(line);
				out.flush();
			});
		}
	}

	@Test
	void theTreeDiesWithinASecondWhenThisProcessIsKilled() throws Exception {
		Process parent = TestWorker.java(Parent.class).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		var started = new ArrayList<Long>();
		try (var reader = parent.inputReader()) {
			for (int i = 0; i < 4; i++) {
				started.add(Long.parseLong(reader.readLine()));
			}
			// with those that guard them
			parent.descendants().forEach(process -> started.add(process.pid()));
			assertTrue(started.stream().allMatch(JobFixture::isAlive), started::toString);
			parent.destroyForcibly();
			JobFixture.await(1, () -> started.stream().noneMatch(JobFixture::isAlive));
		}
	}
}
