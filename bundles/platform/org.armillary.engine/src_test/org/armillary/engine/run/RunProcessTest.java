package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Outcome;
import org.armillary.engine.RunResult;
import org.armillary.engine.run.RunChild.Started;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunProcessTest {

	/** Where a line of /proc/PID/stat, behind the name in parentheses, has the session. */
	private static final int SESSION = 3;

	@TempDir
	Path folder;
	private RunFolder run;

	@BeforeEach
	void create() throws IOException {
		run = RunFolder.create(folder, RunSamples.request(), RunSamples.OPTIONS, RunSamples.NOON);
	}

	@Test
	void outlivesTheProcessThatStartedIt() throws Exception {
		try (Started parent = new Started(RunChild.command("start", run.path().toString(), "1500"))) {
			long pid = Long.parseLong(parent.line());
			RunChild.await(run::hasBegun);
			parent.kill();
			assertEquals(pid, run.holder().orElseThrow().pid());
			RunResult result = RunFollower.follow(run, _ -> {
			});
			assertEquals(Outcome.DONE, result.outcome());
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void hasASessionOfItsOwn() throws Exception {
		ProcessHandle child = RunProcess.start(List.of("sleep", "60"), run);
		try {
			RunChild.await(() -> session(child.pid()) == child.pid());
			assertNotEquals(session(ProcessHandle.current().pid()), session(child.pid()));
			assertEquals("/dev/null", Files.readSymbolicLink(Path.of("/proc/" + child.pid() + "/fd/0")).toString());
		} finally {
			child.destroyForcibly();
		}
	}

	/** As on systems without setsid: signals 1 to 3 are ignored, by the program itself and under its own process id. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void ignoresTheSignalsOfATerminalWhereThereAreNoSessions() throws Exception {
		Process child = new ProcessBuilder(RunProcess.detached(List.of("sleep", "60"), false)).start();
		try {
			Path status = Path.of("/proc/" + child.pid() + "/status");
			RunChild.await(() -> Files.readAllLines(status).contains("Name:\tsleep"));
			String ignored = Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:")).findFirst()
					.orElseThrow();
			assertEquals(0b111, Long.parseUnsignedLong(ignored.substring(ignored.indexOf('\t') + 1), 16) & 0b111);
		} finally {
			child.destroyForcibly();
		}
	}

	private static long session(long pid) throws IOException {
		String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
		return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[SESSION]);
	}

	@Test
	void keepsEnvironmentAndFolderAndWritesToTheLog() throws Exception {
		Files.writeString(run.log(), "earlier\n");
		ProcessHandle child = RunProcess.start(List.of("sh", "-c", "echo \"$HOME\"; pwd; cat; echo 'a  b' >&2"), run);
		child.onExit().get(30, TimeUnit.SECONDS);
		assertEquals(List.of("earlier", System.getenv("HOME"), Path.of("").toRealPath().toString(), "a  b"),
				Files.readAllLines(run.log()));
	}

	/** A disk that takes no more; the limit of the shell stands for it. */
	@Test
	void aFullDiskLeavesAWholeJournal() throws Exception {
		Path file = folder.resolve("journal.jsonl");
		var command = List.of("sh", "-c", "ulimit -f 20; exec \"$@\"", "sh");
		try (Started child = new Started(Stream
				.concat(command.stream(), RunChild.command("fill", file.toString()).stream()).toList())) {
			int written = Integer.parseInt(child.line());
			assertTrue(written > 50, "wrote " + written);
			var seen = new ArrayList<RunEvent>();
			try (var reader = new JournalReader(file)) {
				reader.read(entry -> seen.add(entry.event()));
				assertEquals(0, reader.damaged());
			}
			assertEquals(IntStream.range(0, written).mapToObj(i -> new RunEvent.Waiting("job" + i)).toList(), seen);
			assertEquals(Files.size(file), JournalReader.tail(file).position(), "nothing of the last line is left");
		}
	}
}
