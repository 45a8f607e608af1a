package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.armillary.engine.ExecutionOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

class ExecutionArgumentsTest {

	private static final ExecutionOptions BEFORE = ExecutionOptions.of(1L << 30).withWorkers(3);

	private static ExecutionOptions over(String... arguments) throws CliException {
		var execution = new ExecutionArguments();
		// what picocli wants is something with options
		new CommandLine(execution).parseArgs(arguments);
		return execution.over(BEFORE);
	}

	private static String refused(String... arguments) {
		return assertThrows(CliException.class, () -> over(arguments)).messages().getFirst().id();
	}

	@Test
	void onlyWhatIsGivenChanges(@TempDir Path folder) throws Exception {
		assertEquals(BEFORE, over());
		assertEquals(BEFORE.withWorkers(7), over("--workers", "7"));
		assertEquals(BEFORE.withMemory(64L << 20), over("--memory", "64m"));
		assertEquals(BEFORE.withTimeout(Optional.of(Duration.ofSeconds(90))), over("--timeout", "90s"));
		assertEquals(BEFORE.withScratch(Optional.of(folder)), over("--scratch", folder.toString()));
	}

	@Test
	void nonsenseIsRefused() {
		for (String workers : new String[] { "abc", "0", "4097", "-1", "1.5", "99999999999" }) {
			assertEquals(CliMessage.WORKERS.id(), refused("--workers=" + workers));
		}
		assertEquals(CliMessage.MEMORY_LITTLE.id(), refused("--memory", "1k"));
		assertEquals(CliMessage.MEMORY_LITTLE.id(), refused("--memory", "65535k"));
		assertEquals(CliMessage.MEMORY.id(), refused("--memory", "much"));
	}
}
