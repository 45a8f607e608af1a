package org.armillary.engine.store;

import static org.armillary.engine.store.StoreFixture.assertSame;
import static org.armillary.engine.store.StoreFixture.hit;
import static org.armillary.engine.store.StoreFixture.indexFiles;
import static org.armillary.engine.store.StoreFixture.key;
import static org.armillary.engine.store.StoreFixture.report;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.armillary.engine.ExtensionSelection;
import org.armillary.actor.message.Message;
import org.armillary.engine.JobReport;
import org.armillary.engine.HeaderFiles;
import org.armillary.engine.files.FileTrees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexTest {

	private static final int JOBS = 60;
	private static final InstantSource LATER = () -> Instant.now().plus(Duration.ofSeconds(10));

	@TempDir
	Path folder;

	private final List<JobReport> adopted = new ArrayList<>();

	private Path root() {
		return folder.resolve("store");
	}

	private Path input(int number) {
		return folder.resolve("input-" + number + ".txt");
	}

	private Store open() throws IOException {
		return Store.open(root(), new SystemDisk(), new HeaderFiles(), LATER);
	}

	@BeforeEach
	void fill() throws IOException {
		try (Store store = open()) {
			for (int i = 0; i < JOBS; i++) {
				Files.writeString(input(i), "input " + i);
				store.files().digest(input(i), ExtensionSelection.ALL);
				store.files().facts(input(i));
				adopted.add(store
						.adopt(report(key("5", "input " + i), store.runs().resolve("r/jobs/" + i), "product " + i)));
			}
		}
	}

	/** Asks for everything, and is content only with what is right. */
	private void check(String what) throws IOException {
		try (Store store = open()) {
			for (int i = 0; i < JOBS; i++) {
				assertSame(adopted.get(i), hit(store, key("5", "input " + i)));
				assertEquals(StoreFixture.sha256("input " + i), store.files().digest(input(i), ExtensionSelection.ALL),
						what);
				assertEquals(new HeaderFiles().facts(input(i)), store.files().facts(input(i)), what);
			}
			assertTrue(store.experience("test.add").stream()
					.allMatch(found -> adopted.stream().map(StoreFixture::experience).anyMatch(found::equals)), what);
			Optional<JobReport> nearest = store.nearest(key("6", "input 7"), "add", _ -> true);
			nearest.ifPresent(found -> assertSame(adopted.get(indexOf(found)), found));
		}
	}

	private int indexOf(JobReport report) {
		return adopted.stream().map(JobReport::key).toList().indexOf(report.key());
	}

	private Path theIndex() throws IOException {
		List<Path> files = indexFiles(root());
		assertEquals(1, files.size(), files.toString());
		return files.getFirst();
	}

	/** Opens the store until the index is whole again, which takes one process. */
	private void assertRebuilt() throws IOException {
		try (Store store = open()) {
			store.commits().changed();
			store.sync();
			assertEquals(50, store.experience("test.add").size());
			assertEquals(adopted.get(7).key(),
					store.nearest(key("6", "input 7"), "add", _ -> true).orElseThrow().key());
		}
	}

	@Test
	void aWholeIndexAnswers() throws IOException {
		check("untouched");
		assertRebuilt();
		assertEquals("index.sqlite", theIndex().getFileName().toString());
	}

	@Test
	void aMissingIndexIsMadeAgain() throws IOException {
		Files.delete(theIndex());
		check("deleted");
		assertRebuilt();
		FileTrees.delete(root().resolve("index"));
		check("deleted with its folder");
		assertRebuilt();
	}

	@Test
	void anIndexThatIsDeletedWhileItIsUsedIsMadeAgain() throws IOException {
		try (Store store = open()) {
			hit(store, adopted.getFirst().key());
			FileTrees.delete(root().resolve("index"));
			hit(store, adopted.get(1).key());
			store.commits().changed();
			store.sync();
			hit(store, adopted.get(2).key());
		}
		assertTrue(Files.exists(theIndex()));
		check("deleted while used");
		assertRebuilt();
	}

	@Test
	void aTruncatedIndexIsMadeAgain() throws IOException {
		long size = Files.size(theIndex());
		var chance = new Random(11);
		for (long length : new long[] { 0, 1, 50, 100, 4096, 5000, size / 2, size - 4096, size - 1,
				chance.nextLong(size) }) {
			Path file = theIndex();
			try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
				channel.truncate(Math.min(length, channel.size() - 1));
			}
			check("truncated to " + length);
			assertRebuilt();
		}
	}

	@Test
	void whateverByteIsFlippedAnswersAreRight() throws IOException {
		for (long seed = 1; seed <= 50; seed++) {
			var chance = new Random(seed);
			Path file = theIndex();
			byte[] bytes = Files.readAllBytes(file);
			// every fourth in the first page, where the header and the schema are
			int place = chance.nextInt(seed % 4 == 0 ? 4096 : bytes.length);
			bytes[place] ^= (byte) (1 << chance.nextInt(8));
			FileTime time = Files.getLastModifiedTime(file);
			Files.write(file, bytes);
			Files.setLastModifiedTime(file, time);
			check("seed " + seed + ": byte " + place);
		}
	}

	@Test
	void rubbishInPlaceOfTheIndexIsReplaced() throws IOException {
		byte[] rubbish = new byte[20_000];
		new Random(5).nextBytes(rubbish);
		Files.write(theIndex(), rubbish);
		check("rubbish");
		assertRebuilt();
		assertEquals("index-2.sqlite", theIndex().getFileName().toString());
	}

	@Test
	void theIndexOfAnotherVersionIsNotCalledDamaged() throws Exception {
		try (var connection = DriverManager.getConnection("jdbc:sqlite:" + theIndex());
				var statement = connection.createStatement()) {
			statement.execute("PRAGMA user_version=1");
		}
		try (Store store = open()) {
			assertSame(adopted.getFirst(), hit(store, adopted.getFirst().key()));
			store.sync();
			assertEquals(List.of("store.index-other-version"),
					store.troubles().stream().map(Message::id).toList());
		}
		assertRebuilt();
		check("made again");
	}

	@Test
	void withoutAnIndexEverythingStillWorks() throws IOException {
		FileTrees.delete(root().resolve("index"));
		Files.writeString(root().resolve("index"), "in the way");
		for (int i = 0; i < 2; i++) {
			check("no index possible");
			try (Store store = open()) {
				int number = i;
				JobReport more = store
						.adopt(report(key("8", "input " + number), store.runs().resolve("r/jobs/x"), "more" + i));
				store.sync();
				assertSame(more, hit(store, more.key()));
			}
		}
	}

	@Test
	void twoProcessesThatFindADamagedIndexGoOnWithOneNewOne() throws IOException {
		byte[] bytes = Files.readAllBytes(theIndex());
		try (Store one = open(); Store two = open()) {
			hit(one, adopted.getFirst().key());
			hit(two, adopted.getFirst().key());
			Arrays.fill(bytes, 4096, bytes.length, (byte) 0x55);
			Files.write(theIndexItself(), bytes);
			for (Store store : List.of(one, two, one, two)) {
				for (int i = 0; i < JOBS; i++) {
					assertSame(adopted.get(i), hit(store, key("5", "input " + i)));
				}
				store.sync();
			}
			one.adopt(report(key("9"), one.runs().resolve("r/jobs/y"), "nine"));
			one.sync();
			hit(two, key("9"));
		}
		assertEquals("index-2.sqlite", theIndex().getFileName().toString());
		try (Store store = open()) {
			assertEquals(JOBS + 1, adopted.size() + (store.find(key("9")) instanceof Lookup.Hit ? 1 : 0));
			assertEquals(50, store.experience("test.add").size());
		}
	}

	private Path theIndexItself() throws IOException {
		return indexFiles(root()).stream().filter(file -> file.toString().endsWith(".sqlite")).findFirst()
				.orElseThrow();
	}
}
