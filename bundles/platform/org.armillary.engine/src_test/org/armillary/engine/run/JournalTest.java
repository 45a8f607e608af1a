package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Progress;
import org.armillary.engine.run.JournalReader.Entry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {

	private static final int FLIPS = 150;

	@TempDir
	Path folder;
	private Path file;
	private Instant now = RunSamples.NOON;

	@BeforeEach
	void name() {
		file = folder.resolve("journal.jsonl");
	}

	private Journal journal() throws IOException {
		return new Journal(file, RunSamples.NO_COMMITS, () -> now);
	}

	private void write(List<RunEvent> events) throws IOException {
		try (var journal = journal()) {
			events.forEach(journal::on);
		}
	}

	private List<RunEvent> read() throws IOException {
		return entries().stream().map(Entry::event).toList();
	}

	private List<Entry> entries() throws IOException {
		var entries = new ArrayList<Entry>();
		try (var reader = new JournalReader(file)) {
			reader.read(entries::add);
		}
		return entries;
	}

	private long damaged() throws IOException {
		try (var reader = new JournalReader(file)) {
			reader.read(_ -> {
			});
			return reader.damaged();
		}
	}

	@Test
	void givesBackWhatWasWrittenWithItsTime() throws IOException {
		now = Instant.parse("2026-01-31T12:00:00.123456Z");
		write(RunSamples.allKinds());
		assertEquals(RunSamples.allKinds(), read());
		assertEquals(Instant.parse("2026-01-31T12:00:00.123Z"), entries().getFirst().time());
	}

	@Test
	void isOneLineAnEventWithCheckSumAndTimeFirst() throws IOException {
		write(RunSamples.allKinds());
		List<String> lines = Files.readAllLines(file);
		assertEquals(RunSamples.allKinds().size(), lines.size());
		lines.forEach(line -> assertTrue(
				line.matches(
						"\\{\"crc\":\"[0-9a-f]{8}\",\"time\":\"2026-01-31T12:00:00.000Z\",\"event\":\"[a-z-]+\",?.*\\}"),
				line));
	}

	/** The CRC-32 of the ASCII digits 1 to 9 is CBF43926 in every book; the check sum is over all behind its comma. */
	@Test
	void hasTheCheckSumOfTheBooks() {
		byte[] line = "{\"crc\":\"cbf43926\",123456789".getBytes(StandardCharsets.US_ASCII);
		var event = new RunEvent.Waiting("a");
		String written = new String(JournalLine.of(RunSamples.NOON, event), StandardCharsets.UTF_8);
		var crc = new CRC32();
		crc.update("123456789".getBytes(StandardCharsets.US_ASCII));
		assertEquals(0xcbf43926L, crc.getValue());
		assertTrue(JournalLine.parse(line, 0, line.length).isEmpty(), "right sum, but no JSON");
		crc.reset();
		crc.update(written.strip().substring(18).getBytes(StandardCharsets.UTF_8));
		assertEquals("%08x".formatted(crc.getValue()), written.substring(8, 16));
	}

	@Test
	void truncatedAnywhereItGivesTheWholeLinesBefore() throws IOException {
		write(RunSamples.allKinds());
		byte[] whole = Files.readAllBytes(file);
		List<RunEvent> events = read();
		for (int length = 0; length <= whole.length; length++) {
			Files.write(file, Arrays.copyOf(whole, length));
			int end = length;
			int lines = (int) IntStream.range(0, end).filter(i -> whole[i] == '\n').count();
			assertEquals(events.subList(0, lines), read(), "first " + length + " bytes");
			assertEquals(0, damaged());
		}
	}

	@Test
	void goesOnAfterTruncationAnywhere() throws IOException {
		List<RunEvent> events = RunSamples.allKinds().subList(2, 4);
		write(events);
		byte[] whole = Files.readAllBytes(file);
		var next = new RunEvent.Resumed("coma", 1);
		for (int length = 0; length <= whole.length; length++) {
			Files.write(file, Arrays.copyOf(whole, length));
			int end = length;
			int lines = (int) IntStream.range(0, end).filter(i -> whole[i] == '\n').count();
			write(List.of(next));
			var expected = new ArrayList<>(events.subList(0, lines));
			expected.add(next);
			assertEquals(expected, read(), "first " + length + " bytes");
			assertEquals(0, damaged());
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void withRandomBytesFlippedItGivesNothingThatWasNotWritten(long seed) throws IOException {
		List<RunEvent> events = RunSamples.allKinds();
		write(events);
		byte[] whole = Files.readAllBytes(file);
		var random = new Random(seed);
		for (int trial = 0; trial < FLIPS; trial++) {
			byte[] bytes = whole.clone();
			int flips = 1 + random.nextInt(6);
			for (int i = 0; i < flips; i++) {
				bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
			}
			Files.write(file, bytes);
			List<RunEvent> left = read();
			assertTrue(isSubsequence(left, events), "trial " + trial);
			assertTrue(left.size() >= events.size() - 2 * flips, "trial " + trial);
			assertTrue(left.size() == events.size() || damaged() > 0 || bytes[bytes.length - 1] != '\n',
					"trial " + trial);
			JournalReader.tail(file);
			JournalReader.head(file);
			write(List.of(new RunEvent.Waiting("more")));
			List<RunEvent> longer = read();
			assertEquals(new RunEvent.Waiting("more"), longer.getLast());
			assertEquals(left, longer.subList(0, left.size()), "cutting loses nothing that could be read");
		}
	}

	private static boolean isSubsequence(List<RunEvent> some, List<RunEvent> all) {
		int next = 0;
		for (RunEvent event : some) {
			while (next < all.size() && !all.get(next).equals(event)) {
				next++;
			}
			if (next++ == all.size()) {
				return false;
			}
		}
		return true;
	}

	@Test
	void skipsAndCountsDamagedLinesInTheMiddle() throws IOException {
		List<RunEvent> events = RunSamples.allKinds();
		write(events);
		List<String> lines = new ArrayList<>(Files.readAllLines(file));
		lines.set(2, lines.get(2).replace("rows", "rowz"));
		lines.set(5, "");
		lines.set(6, "what");
		Files.write(file, lines);
		assertEquals(2, damaged());
		assertEquals(events.size() - 3, read().size());
	}

	@Test
	void cutsOffZerosThatAPowerLossLeft() throws IOException {
		List<RunEvent> events = RunSamples.allKinds();
		write(events);
		long size = Files.size(file);
		Files.write(file, new byte[100_000], StandardOpenOption.APPEND);
		assertEquals(events, read());
		assertEquals(size, JournalReader.tail(file).position());
		write(List.of());
		assertEquals(size, Files.size(file));
	}

	@Test
	void aTailIsFoundBehindALineLongerThanWhatIsReadAtOnce() throws IOException {
		var first = new RunEvent.Waiting("first");
		var second = new RunEvent.Logged("a", System.Logger.Level.INFO, "x".repeat(300_000));
		write(List.of(first, second));
		assertEquals(second, JournalReader.tail(file).entry().orElseThrow().event());
		assertEquals(new JournalHead(RunSamples.NOON, "", 0), JournalReader.head(file).orElseThrow());
		Files.writeString(file, "y".repeat(200_000), StandardOpenOption.APPEND);
		assertEquals(second, JournalReader.tail(file).entry().orElseThrow().event());
		assertEquals(List.of(first, second), read());
	}

	@Test
	void aReaderGoesOnWhereItWasAndWaitsForTheEndOfALine() throws IOException {
		write(List.of(new RunEvent.Waiting("a")));
		byte[] line = JournalLine.of(RunSamples.NOON, new RunEvent.Waiting("b"));
		var seen = new ArrayList<RunEvent>();
		try (var reader = new JournalReader(file)) {
			reader.read(entry -> seen.add(entry.event()));
			assertEquals(1, seen.size());
			Files.write(file, Arrays.copyOf(line, 30), StandardOpenOption.APPEND);
			reader.read(entry -> seen.add(entry.event()));
			assertEquals(1, seen.size());
			Files.write(file, Arrays.copyOfRange(line, 30, line.length), StandardOpenOption.APPEND);
			reader.read(entry -> seen.add(entry.event()));
			assertEquals(2, seen.size());
			reader.read(entry -> seen.add(entry.event()));
		}
		assertEquals(List.of(new RunEvent.Waiting("a"), new RunEvent.Waiting("b")), seen);
	}

	/** Who resumes a run cuts the damaged end off; who follows it meanwhile must not lose what comes then. */
	@Test
	void aReaderIsNotMisledByADamagedEndThatIsCutOff() throws IOException {
		write(List.of(new RunEvent.Waiting("a")));
		Files.writeString(file, "damaged, but with an end\n", StandardOpenOption.APPEND);
		var seen = new ArrayList<RunEvent>();
		try (var reader = new JournalReader(file)) {
			reader.read(entry -> seen.add(entry.event()));
			assertEquals(1, reader.damaged());
			write(List.of(new RunEvent.Waiting("b"), new RunEvent.Waiting("c")));
			reader.read(entry -> seen.add(entry.event()));
			assertEquals(0, reader.damaged());
		}
		assertEquals(List.of(new RunEvent.Waiting("a"), new RunEvent.Waiting("b"), new RunEvent.Waiting("c")), seen);
	}

	@Test
	void aReaderMayBeginBeforeThereIsAJournal() throws IOException {
		var seen = new ArrayList<RunEvent>();
		try (var reader = new JournalReader(file)) {
			reader.read(entry -> seen.add(entry.event()));
			write(List.of(new RunEvent.Waiting("a")));
			reader.read(entry -> seen.add(entry.event()));
		}
		assertEquals(1, seen.size());
		assertFalse(JournalReader.tail(folder.resolve("none")).entry().isPresent());
		assertFalse(JournalReader.head(folder.resolve("none")).isPresent());
	}

	@Test
	void itsHeadTellsHowManyJobsThereAre() throws IOException {
		write(List.of(RunSamples.started("a", "b", "c#1"), RunSamples.started("d")));
		assertEquals(new JournalHead(RunSamples.NOON, "KMOS night", 3), JournalReader.head(file).orElseThrow());
		byte[] bytes = Files.readAllBytes(file);
		bytes[100] ^= 1;
		Files.write(file, bytes);
		assertEquals(new JournalHead(RunSamples.NOON, "KMOS night", 1), JournalReader.head(file).orElseThrow());
	}

	@Test
	void keepsProgressOnceASecondAndTheLastBeforeTheEnd() throws IOException {
		try (var journal = journal()) {
			for (int i = 0; i < 25; i++) {
				journal.on(new Progress("a", i, 100, "rows"));
				journal.on(new Progress("b", i, 100, "rows"));
				now = now.plusMillis(100);
			}
			journal.on(RunSamples.ended(RunSamples.ok("a"), RunSamples.key("x", "1")));
			journal.on(RunSamples.ended(RunSamples.ok("a"), RunSamples.key("x", "1")));
		}
		assertEquals(List.of(0L, 10L, 20L, 24L), progress("a"));
		assertEquals(List.of(0L, 10L, 20L), progress("b"));
		List<RunEvent> events = read();
		assertTrue(events.get(events.size() - 3) instanceof Progress, "the last progress stands before the end");
	}

	private List<Long> progress(String job) throws IOException {
		return read().stream().filter(event -> event instanceof Progress progress && progress.job().equals(job))
				.map(event -> ((Progress) event).done()).toList();
	}

	@Test
	void keepsLogLinesFromInfoUpwards() throws IOException {
		write(List.of(System.Logger.Level.values()).stream()
				.map(level -> (RunEvent) new RunEvent.Logged("a", level, "text")).toList());
		assertEquals(List.of(System.Logger.Level.INFO, System.Logger.Level.WARNING, System.Logger.Level.ERROR,
				System.Logger.Level.OFF), read().stream().map(event -> ((RunEvent.Logged) event).level()).toList());
	}

	/** Cancelling a run interrupts the thread that writes its journal. */
	@Test
	void anInterruptDoesNotHurtIt() throws IOException {
		try (var journal = journal()) {
			Thread.currentThread().interrupt();
			journal.on(new RunEvent.Waiting("a"));
			journal.force();
			assertTrue(Thread.interrupted());
			journal.on(new RunEvent.Waiting("b"));
		}
		assertEquals(2, read().size());
	}

	@Test
	void isForcedByAnotherThreadWhileItGrows() throws Exception {
		int number = 2000;
		try (var journal = journal()) {
			var forcing = Thread.ofPlatform().start(() -> {
				while (!Thread.currentThread().isInterrupted()) {
					force(journal);
				}
			});
			IntStream.range(0, number).forEach(i -> journal.on(new RunEvent.Waiting("job" + i)));
			forcing.interrupt();
			assertTrue(forcing.join(Duration.ofSeconds(10)));
		}
		assertEquals(number, read().size());
	}

	private static void force(Journal journal) {
		try {
			journal.force();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Test
	void forcingAfterTheEndIsNoFailure() throws IOException {
		Journal journal = journal();
		journal.on(new RunEvent.Waiting("a"));
		journal.close();
		journal.force();
		journal.close();
		assertEquals(1, read().size());
	}
}
