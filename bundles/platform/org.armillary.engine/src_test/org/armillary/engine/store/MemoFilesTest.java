package org.armillary.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.armillary.actor.Payload;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.ContentDigest;
import org.armillary.data.fits.FitsWriter;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.FileFacts;
import org.armillary.engine.InputFiles;
import org.armillary.engine.RunMessage;
import org.armillary.engine.HeaderFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoFilesTest {

	/** A clock by which all files of the test are old. */
	private static final InstantSource LATER = () -> Instant.now().plus(Duration.ofSeconds(10));

	@TempDir
	Path folder;

	private final Counting reader = new Counting();

	/** Counts how often a file is really read. */
	private static final class Counting implements InputFiles {
		private final HeaderFiles files = new HeaderFiles();
		private int facts;
		private int digests;
		private Runnable meanwhile = () -> {
			// nothing happens
		};

		@Override
		public FileFacts facts(Path file) throws IOException {
			facts++;
			return files.facts(file);
		}

		@Override
		public String digest(Path file, ExtensionSelection selection) throws IOException {
			digests++;
			String digest = files.digest(file, selection);
			meanwhile.run();
			return digest;
		}
	}

	private Store open(InstantSource clock) throws IOException {
		return Store.open(folder.resolve("store"), new SystemDisk(), reader, clock);
	}

	private Path fits(String name, double value) throws IOException {
		Path file = folder.resolve(name);
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(
					FitsHeader.builder().set("OBJECT", "M 31", "").set("ESO PRO CATG", "MASTER_DARK", "").build());
			writer.image("A", FitsHeader.EMPTY, "adu", new float[] { (float) value, 2, 3, 4 }, 2, 2);
			writer.image("B", FitsHeader.EMPTY, "adu", new float[] { 1, 2, 3 }, 3);
			writer.commit();
		}
		return file;
	}

	@Test
	void aFileIsReadOnceInAllProcesses() throws IOException {
		Path file = fits("a.fits", 1);
		FileFacts facts = new HeaderFiles().facts(file);
		assertEquals("MASTER_DARK", facts.description().category());
		for (int i = 0; i < 3; i++) {
			try (Store store = open(LATER)) {
				store.sync();
				for (int j = 0; j < 2; j++) {
					FileFacts found = store.files().facts(file);
					assertEquals(facts, found);
					assertEquals(List.copyOf(facts.description().keywords().values().entrySet()),
							List.copyOf(found.description().keywords().values().entrySet()));
					assertEquals(Set.of(Payload.FILE, Payload.IMAGE, Payload.SPECTRUM), found.payloads());
					assertEquals(ContentDigest.of(file), store.files().digest(file, ExtensionSelection.ALL));
				}
				store.commits().changed();
			}
			assertEquals(1, reader.facts, "store number " + i);
			assertEquals(1, reader.digests, "store number " + i);
		}
	}

	@Test
	void extensionsHaveDigestsOfTheirOwn() throws IOException {
		Path file = fits("a.fits", 1);
		Path other = fits("b.fits", 7);
		var justB = new ExtensionSelection(List.of("B"));
		try (Store store = open(LATER)) {
			for (int i = 0; i < 2; i++) {
				assertEquals(store.files().digest(file, justB), store.files().digest(other, justB));
				assertNotEquals(store.files().digest(file, ExtensionSelection.ALL),
						store.files().digest(other, ExtensionSelection.ALL));
				assertNotEquals(store.files().digest(file, justB),
						store.files().digest(file, new ExtensionSelection(List.of("A"))));
			}
		}
		assertEquals(5, reader.digests);
	}

	@Test
	void anyChangeOfAFileIsSeen() throws IOException {
		Path file = Files.writeString(folder.resolve("a.txt"), "one");
		try (Store store = open(LATER)) {
			assertEquals(StoreFixture.sha256("one"), store.files().digest(file, ExtensionSelection.ALL));
			FileTime time = Files.getLastModifiedTime(file);
			Files.writeString(file, "two");
			Files.setLastModifiedTime(file, time);
			assertEquals(StoreFixture.sha256("two"), store.files().digest(file, ExtensionSelection.ALL));
			Path replacement = Files.writeString(folder.resolve("b.txt"), "six");
			Files.setLastModifiedTime(replacement, time);
			Files.move(replacement, file, StandardCopyOption.REPLACE_EXISTING);
			assertEquals(StoreFixture.sha256("six"), store.files().digest(file, ExtensionSelection.ALL));
			Files.writeString(file, "more", StandardOpenOption.APPEND);
			assertEquals(StoreFixture.sha256("sixmore"), store.files().digest(file, ExtensionSelection.ALL));
		}
	}

	@Test
	void whatWasReadOfAYoungFileIsNotRememberedBeyondTheProcess() throws IOException {
		Path file = Files.writeString(folder.resolve("a.txt"), "one");
		Instant changed = Instant.ofEpochSecond(0, FileIdentity.of(file).changed());
		for (int milliseconds : new int[] { -5000, 0, 1999, 2001 }) {
			try (Store store = open(() -> changed.plusMillis(milliseconds))) {
				for (int i = 0; i < 2; i++) {
					store.files().digest(file, ExtensionSelection.ALL);
					store.files().facts(file);
				}
				store.commits().changed();
			}
		}
		assertEquals(4, reader.digests);
		assertEquals(4, reader.facts);
		try (Store store = open(() -> changed)) {
			store.files().digest(file, ExtensionSelection.ALL);
			store.files().facts(file);
		}
		assertEquals(4, reader.digests);
		assertEquals(4, reader.facts);
	}

	/** In the long life of a process a second change in the same tick of the clock must not stay unseen. */
	@Test
	void whatWasReadOfAYoungFileIsReadOnceMoreWhenItIsOld() throws IOException {
		Path file = Files.writeString(folder.resolve("a.txt"), "one");
		Instant changed = Instant.ofEpochSecond(0, FileIdentity.of(file).changed());
		var now = new AtomicReference<>(changed.plusMillis(1));
		try (Store store = open(now::get)) {
			for (int milliseconds : new int[] { 1, 1000, 1999 }) {
				now.set(changed.plusMillis(milliseconds));
				store.files().digest(file, ExtensionSelection.ALL);
				store.files().facts(file);
			}
			assertEquals(1, reader.digests);
			assertEquals(1, reader.facts);
			for (int milliseconds : new int[] { 2001, 2500, 60_000 }) {
				now.set(changed.plusMillis(milliseconds));
				store.files().digest(file, ExtensionSelection.ALL);
				store.files().facts(file);
			}
			assertEquals(2, reader.digests);
			assertEquals(2, reader.facts);
		}
	}

	/** A link is what it leads to, now. */
	@Test
	void aLinkThatLeadsElsewhereIsAnotherFile() throws IOException {
		Path one = Files.writeString(folder.resolve("one.txt"), "one");
		Path two = Files.writeString(folder.resolve("two.txt"), "two");
		Path link = Files.createSymbolicLink(folder.resolve("link.txt"), one);
		try (Store store = open(LATER)) {
			assertEquals(StoreFixture.sha256("one"), store.files().digest(link, ExtensionSelection.ALL));
			Files.delete(link);
			Files.createSymbolicLink(link, two);
			assertEquals(StoreFixture.sha256("two"), store.files().digest(link, ExtensionSelection.ALL));
			Files.writeString(two, "six");
			assertEquals(StoreFixture.sha256("six"), store.files().digest(link, ExtensionSelection.ALL));
			assertEquals(StoreFixture.sha256("one"), store.files().digest(one, ExtensionSelection.ALL));
		}
		assertEquals(3, reader.digests);
	}

	/** Rows that come while another process makes the index are written when it is there. */
	@Test
	void whatIsReadWhileAnotherProcessMakesTheIndexIsRememberedToo() throws Exception {
		Path file = Files.writeString(folder.resolve("a.txt"), "one");
		try (Store store = open(LATER)) {
			try (StoreUse _ = store.reserveIndex().orElseThrow()) {
				store.files().digest(file, ExtensionSelection.ALL);
				store.commits().changed();
				store.sync();
			}
			// it wakes up by itself
			for (int i = 0; i < 500 && StoreFixture.indexFiles(store.folder()).isEmpty(); i++) {
				Thread.sleep(10);
			}
		}
		try (Store store = open(LATER)) {
			store.files().digest(file, ExtensionSelection.ALL);
		}
		assertEquals(1, reader.digests);
	}

	@Test
	void aFileThatChangesWhileItIsReadIsRefused() throws IOException {
		Path file = Files.writeString(folder.resolve("a.txt"), "one");
		reader.meanwhile = () -> {
			try {
				Files.writeString(file, "+", StandardOpenOption.APPEND);
			} catch (IOException e) {
				throw new IllegalStateException(e);
			}
		};
		try (Store store = open(LATER)) {
			var refusal = assertThrows(StoreException.class, () -> store.files().digest(file, ExtensionSelection.ALL));
			assertEquals(RunMessage.STORE_FILE_CHANGES.id(), refusal.explanation().id());
			assertEquals(false, refusal.isResourceFailure());
		}
	}

	@Test
	void aBadOrMissingFileIsToldAsByWhoeverReadsIt() throws IOException {
		Path bad = Files.writeString(folder.resolve("bad.fits"), "not FITS at all");
		try (Store store = open(LATER)) {
			for (Path file : List.of(bad, folder.resolve("missing.fits"))) {
				String expected = assertThrows(FitsException.class, () -> new HeaderFiles().facts(file)).explanation()
						.id();
				for (int i = 0; i < 2; i++) {
					assertEquals(expected,
							assertThrows(FitsException.class, () -> store.files().facts(file)).explanation()
									.id());
					assertThrows(FitsException.class, () -> store.files().digest(file, ExtensionSelection.ALL));
				}
			}
			assertEquals(Map.of(), store.files().facts(Files.writeString(folder.resolve("a.txt"), "a")).description()
					.keywords().values());
		}
	}
}
