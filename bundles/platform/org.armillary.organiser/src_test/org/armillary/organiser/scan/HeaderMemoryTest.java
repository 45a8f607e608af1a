package org.armillary.organiser.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32C;

import org.armillary.actor.message.Message;
import org.armillary.data.fits.StoredHeaders;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.header.KeywordSelection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class HeaderMemoryTest {

	private static final int FILES = 30;

	@TempDir
	Path folder;

	private Path night;
	private Path memory;

	@BeforeEach
	void makeFiles() throws Exception {
		night = folder.resolve("night");
		memory = folder.resolve("memory");
		for (int i = 0; i < FILES; i++) {
			FitsText.frame(i).image(i).old(night.resolve(i % 3 + "/f%02d.fits".formatted(i)));
		}
	}

	/** The system clock three seconds ahead: files just made are old enough to be remembered. */
	private static final InstantSource LATER = () -> InstantSource.system().instant().plusSeconds(3);

	private HeaderScan scan(KeywordSelection selection) {
		return new HeaderScan(selection, HeaderMemory.in(memory), 3, StoredHeaders::read, LATER);
	}

	private ScannedFiles scan() throws Exception {
		return scan(FitsText.SELECTION).scan(List.of(night));
	}

	/** What tells whether two scans found the same. */
	private static List<Object> content(ScannedFiles files) {
		var content = new ArrayList<Object>();
		for (HeaderFile file : files.files()) {
			content.add(List.of(file.name(), file.path(), file.bytes(), file.identity(),
					List.copyOf(file.header().keywords().values().entrySet())));
		}
		return content;
	}

	private Path memoryFile() throws IOException {
		try (var files = Files.list(memory)) {
			return files.filter(file -> file.toString().endsWith(".memory")).reduce((a, b) -> {
				throw new IllegalStateException("more than one: " + a + ", " + b);
			}).orElseThrow();
		}
	}

	@Test
	void whatIsRememberedIsWhatWasRead() throws Exception {
		ScannedFiles first = scan();
		assertEquals(FILES, first.files().size());
		assertEquals(0, first.remembered());
		assertEquals(List.of(), first.problems());
		ScannedFiles second = scan();
		assertEquals(FILES, second.remembered());
		assertEquals(content(first), content(second));
		assertTrue(second.files().get(3).header().value("NUMBER").orElseThrow() instanceof Long);
		byte[] before = Files.readAllBytes(memoryFile());
		assertEquals(FILES, scan().remembered());
		assertTrue(Arrays.equals(before, Files.readAllBytes(memoryFile())));
	}

	@Test
	void oneScanKnowsWithoutAMemoryWhatItReadBefore() throws Exception {
		var scan = new HeaderScan(FitsText.SELECTION, HeaderMemory.none(), 2);
		List<Object> first = content(scan.scan(List.of(night)));
		Thread.sleep(2100);
		scan.scan(List.of(night));
		ScannedFiles again = scan.scan(List.of(night));
		assertEquals(FILES, again.remembered());
		assertEquals(first, content(again));
	}

	@Test
	void filesThatChangedAreReadAgain() throws Exception {
		scan();
		FitsText.frame(1000).image(1).old(night.resolve("1/f01.fits"));
		Files.move(night.resolve("2/f02.fits"), night.resolve("2/moved.fits"));
		ScannedFiles second = scan();
		// renaming changes the time of the change, too
		assertEquals(FILES - 2, second.remembered());
		assertEquals(1000L, second.files().stream().filter(file -> file.name().equals("1/f01.fits")).findFirst()
				.orElseThrow().header().value("NUMBER").orElseThrow());
		assertEquals(content(new HeaderScan(FitsText.SELECTION, HeaderMemory.none(), 1).scan(List.of(night))),
				content(second));
	}

	@Test
	void selectionsAreKeptApart() throws Exception {
		scan();
		var other = new KeywordSelection(List.of("OTHER"));
		ScannedFiles files = scan(other).scan(List.of(night));
		assertEquals(0, files.remembered());
		assertEquals(Map.of("OTHER", "not selected"), files.files().getFirst().header().keywords().values());
		assertEquals(FILES, scan(other).scan(List.of(night)).remembered());
		assertEquals(FILES, scan().remembered());
	}

	/** A file that may change again within the same tick of the clock. */
	@Test
	void filesThatHaveJustChangedAreNotRemembered() throws Exception {
		FitsText.frame(99).old(night.resolve("young.fits"));
		InstantSource now = InstantSource.system();
		new HeaderScan(FitsText.SELECTION, HeaderMemory.in(memory), 2, StoredHeaders::read, now).scan(List.of(night));
		ScannedFiles second = new HeaderScan(FitsText.SELECTION, HeaderMemory.in(memory), 2, StoredHeaders::read, now)
				.scan(List.of(night));
		assertEquals(FILES + 1, second.files().size());
		// all were made less than two seconds ago, or the machine is slow
		assertTrue(second.remembered() < FILES + 1, second.remembered() + " were remembered");
		Path young = FitsText.frame(100).old(night.resolve("young.fits"));
		var scan = new HeaderScan(FitsText.SELECTION, HeaderMemory.in(memory), 2, StoredHeaders::read,
				() -> FileTimes.changed(young).plusMillis(1900));
		scan.scan(List.of(night));
		assertTrue(scan.scan(List.of(night)).remembered() < FILES + 1);
	}

	@Test
	void damagedMemoriesCountForNothing() throws Exception {
		List<Object> truth = content(scan());
		byte[] good = Files.readAllBytes(memoryFile());
		for (int number = 0; number < 300; number++) {
			var random = new Random(50_021L * number);
			byte[] bad = good.clone();
			switch (number % 3) {
			case 0 -> bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
			case 1 -> bad = Arrays.copyOf(bad, random.nextInt(bad.length));
			default -> {
				bad = new byte[random.nextInt(2000)];
				random.nextBytes(bad);
			}
			}
			Files.write(memoryFile(), bad);
			ScannedFiles files = scan();
			assertEquals(0, files.remembered(), "damage " + number);
			assertEquals(truth, content(files), "damage " + number);
			assertEquals(List.of(), files.problems(), "damage " + number);
		}
	}

	/** A memory whose checksum is right and whose content is nonsense: wrong answers, but nothing worse. */
	@Test
	void forgedMemoriesDoNoHarm() throws Exception {
		scan();
		byte[] good = Files.readAllBytes(memoryFile());
		for (int number = 0; number < 300; number++) {
			var random = new Random(70_001L * number);
			byte[] bad = good.clone();
			for (int change = 0; change < 5; change++) {
				bad[40 + random.nextInt(bad.length - 48)] = (byte) random.nextInt(256);
			}
			var sum = new CRC32C();
			sum.update(bad, 0, bad.length - 8);
			ByteBuffer.wrap(bad).putLong(bad.length - 8, sum.getValue());
			Files.write(memoryFile(), bad);
			assertEquals(FILES, scan().files().size(), "forgery " + number);
		}
	}

	@Test
	void whatTwoWriteAtTheSameTimeIsAllKept() throws Exception {
		var failures = new ConcurrentLinkedQueue<Throwable>();
		List<Thread> running = new ArrayList<>();
		for (int part = 0; part < 3; part++) {
			Path place = night.resolve(String.valueOf(part));
			running.add(Thread.ofPlatform().start(() -> {
				try {
					scan(FitsText.SELECTION).scan(List.of(place));
				} catch (IOException | InterruptedException | RuntimeException e) {
					failures.add(e);
				}
			}));
		}
		for (Thread thread : running) {
			thread.join();
		}
		assertEquals(List.of(), List.copyOf(failures));
		assertEquals(FILES, scan().remembered());
	}

	/** Two scans that have loaded the same memory, of which one has not seen what the other adds. */
	@Test
	void whatOthersAddedMeanwhileIsKept() throws Exception {
		HeaderScan early = scan(FitsText.SELECTION);
		HeaderScan.Scanned before = early.look(List.of(night));
		FitsText.frame(200).old(night.resolve("new.fits"));
		scan();
		early.save(before);
		assertEquals(FILES + 1, scan().remembered());
	}

	@Test
	void whatHasGoneIsForgottenAndTheRestIsNot() throws Exception {
		scan();
		long all = Files.size(memoryFile());
		Path other = folder.resolve("night-and-day");
		FitsText.frame(500).old(other.resolve("x.fits"));
		scan(FitsText.SELECTION).scan(List.of(other));
		for (int i = 3; i < FILES; i++) {
			Files.delete(night.resolve(i % 3 + "/f%02d.fits".formatted(i)));
		}
		Files.delete(night.resolve("2/f02.fits"));
		Files.delete(night.resolve("2"));
		assertEquals(2, scan().remembered());
		assertTrue(Files.size(memoryFile()) < all / 3, Files.size(memoryFile()) + " of " + all);
		MemoryRows rows = HeaderMemory.in(memory).load(FitsText.SELECTION);
		assertEquals(3, rows.size());
		assertEquals(1, scan(FitsText.SELECTION).scan(List.of(other)).remembered());
	}

	/** More files in one folder than are kept of others: a file that comes must not drive the rest out. */
	@Test
	void filesThatAreThereAreNotForgottenHoweverManyTheyAre() throws Exception {
		HeaderMemory small = HeaderMemory.in(memory, 5);
		Path other = folder.resolve("other");
		for (int i = 0; i < 8; i++) {
			FitsText.frame(500 + i).old(other.resolve("f%d.fits".formatted(i)));
		}
		scan(small).scan(List.of(other));
		scan(small).scan(List.of(night));
		FitsText.frame(200).old(night.resolve("new.fits"));
		assertEquals(FILES, scan(small).scan(List.of(night)).remembered());
		assertEquals(FILES + 1, scan(small).scan(List.of(night)).remembered());
		assertEquals(5, scan(small).scan(List.of(other)).remembered());
	}

	private static HeaderScan scan(HeaderMemory memory) {
		return new HeaderScan(FitsText.SELECTION, memory, 3, StoredHeaders::read, LATER);
	}

	@Test
	void aFolderThatCannotBeWrittenIsToldOnce() throws Exception {
		Path file = Files.writeString(folder.resolve("a file"), "");
		HeaderMemory unusable = HeaderMemory.in(file.resolve("memory"));
		ScannedFiles first = new HeaderScan(FitsText.SELECTION, unusable, 2, StoredHeaders::read, LATER)
				.scan(List.of(night));
		assertEquals(FILES, first.files().size());
		assertEquals(List.of("scan.memory-unwritable"), first.problems().stream().map(Message::id).toList());
		ScannedFiles second = new HeaderScan(FitsText.SELECTION, unusable, 2, StoredHeaders::read, LATER)
				.scan(List.of(night));
		assertEquals(FILES, second.files().size());
		assertEquals(List.of(), second.problems());
	}

	@Test
	void nothingIsLeftInTheFolderButTheMemory() throws Exception {
		scan();
		try (var files = Files.list(memory)) {
			assertEquals(Optional.empty(), files.map(file -> file.getFileName().toString())
					.filter(name -> !name.equals("lock") && !name.matches("headers-[0-9a-f]{16}\\.memory")).findAny());
		}
	}
}
