package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The night of the demonstration: when it is made, and that nothing else is touched. */
class DemoNightTest {

	private static final DiskRoom MUCH = _ -> Long.MAX_VALUE / 2;

	private final Terminal terminal = new Terminal(new PrintStream(new ByteArrayOutputStream()),
			new PrintStream(new ByteArrayOutputStream()), false);

	@TempDir
	private Path place;
	private Path folder;
	private Path note;

	@BeforeEach
	void name() {
		folder = place.resolve("demo/night");
		note = folder.resolve("notes/2.txt");
	}

	private DemoNight night(Notes notes, long seed, String count) throws CliException {
		return DemoNight.of(notes, seed, Map.of("count", count), folder);
	}

	/** Makes it where it is not there; whether it was made. */
	private boolean made(DemoNight night) throws CliException, InterruptedException {
		if (night.isComplete()) {
			return false;
		}
		night.check(MUCH);
		night.make(terminal);
		assertTrue(night.isComplete());
		return true;
	}

	private static String refusal(DemoNight night, DiskRoom room) throws CliException {
		assertFalse(night.isComplete());
		return assertThrows(CliException.class, () -> night.check(room)).messages().getFirst().id();
	}

	@Test
	void itIsMadeOnce() throws Exception {
		assertTrue(made(night(new Notes(), 1, "3")));
		assertFalse(made(night(new Notes(), 1, "3")));
		assertEquals("3 files with 4.5 kB", night(new Notes(), 1, "3").words());
	}

	@Test
	void anotherSeedSizeOrVersionIsMadeAgain() throws Exception {
		made(night(new Notes(), 1, "3"));
		assertTrue(made(night(new Notes(), 2, "3")));
		assertTrue(Files.readString(note).startsWith("2 "));
		assertTrue(made(night(new Notes().algorithm(2), 2, "3")));
		assertTrue(made(night(new Notes().algorithm(2), 2, "2")));
		assertFalse(Files.exists(folder.resolve("notes/3.txt")), "nothing is left of the larger one");
	}

	@Test
	void whatIsBrokenOffOrDamagedIsMadeAgain() throws Exception {
		made(night(new Notes(), 1, "3"));
		Files.delete(note);
		Files.createDirectories(folder.resolve(".armillary-123/notes"));
		Files.writeString(folder.resolve(".armillary-123/notes/1.txt"), "half");
		assertTrue(made(night(new Notes(), 1, "3")));
		assertFalse(Files.exists(folder.resolve(".armillary-123")));
		Files.writeString(note, "x");
		assertTrue(made(night(new Notes(), 1, "3")));
		Files.delete(place.resolve("demo/night.files"));
		assertEquals("cli.demo-other", refusal(night(new Notes(), 1, "3"), MUCH), "it may be somebody's own");
	}

	@Test
	void filesOfOthersAreNotTouched() throws Exception {
		made(night(new Notes(), 1, "3"));
		Path mine = Files.writeString(folder.resolve("notes/mine.txt"), "mine");
		assertEquals("cli.demo-other", refusal(night(new Notes(), 1, "3"), MUCH));
		assertTrue(Files.exists(mine) && Files.exists(note));
		Path file = Files.writeString(place.resolve("file"), "");
		assertEquals("cli.not-a-folder",
				refusal(DemoNight.of(new Notes(), 1, Map.of(), file), MUCH));
	}

	@Test
	void aDiskWithTooLittleRoomIsRefusedBeforeAnythingIsWritten() throws Exception {
		assertEquals("cli.demo-disk", refusal(night(new Notes(), 1, "3"), _ -> 7000));
		night(new Notes(), 1, "3").check(_ -> 9000);
		assertEquals(List.of(), entries(place));
	}

	@Test
	void aFailureLeavesNothing() throws Exception {
		DemoNight night = DemoNight.of(new Notes(), 1, Map.of("failing", "2"), folder);
		CliException failure = assertThrows(CliException.class, () -> night.make(terminal));
		assertEquals(ExitCode.FAILED, failure.exitCode());
		assertEquals(List.of(), entries(place));
	}

	private static List<Path> entries(Path folder) throws IOException {
		try (var entries = Files.list(folder)) {
			return entries.toList();
		}
	}
}
