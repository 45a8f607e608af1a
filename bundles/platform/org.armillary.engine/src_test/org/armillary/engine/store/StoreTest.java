package org.armillary.engine.store;

import static org.armillary.engine.store.StoreFixture.assertMiss;
import static org.armillary.engine.store.StoreFixture.assertSame;
import static org.armillary.engine.store.StoreFixture.hit;
import static org.armillary.engine.store.StoreFixture.key;
import static org.armillary.engine.store.StoreFixture.product;
import static org.armillary.engine.store.StoreFixture.report;
import static org.armillary.engine.store.StoreFixture.sha256;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.QcValue;
import org.armillary.data.fits.ContentDigest;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.RunMessage;
import org.armillary.engine.files.FileTrees;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

	private static final JobKey KEY = key("5", "a", "b");

	@TempDir
	Path folder;

	private Path root() {
		return folder.resolve("store");
	}

	private Path work(Store store, String name) {
		return store.runs().resolve("run-1/jobs").resolve(name);
	}

	@Test
	void aResultIsFoundInTheSameProcessAndLaterThroughTheIndexAndThroughTheFiles() throws IOException {
		JobReport adopted;
		try (Store store = Store.open(root())) {
			assertMiss(store, KEY);
			adopted = store.adopt(report(KEY, work(store, "1"), "one", "two"));
			assertSame(adopted, hit(store, KEY));
			assertMiss(store, key("6", "a", "b"));
		}
		try (Store store = Store.open(root())) {
			JobReport found = hit(store, KEY);
			assertSame(adopted, found);
			// a report of a label that is not that of the key that asks
			assertSame(adopted, hit(store, new JobKey(KEY.hash(), KEY.parts())));
		}
		FileTrees.delete(root().resolve("index"));
		try (Store store = Store.open(root())) {
			assertSame(adopted, hit(store, KEY));
		}
	}

	@Test
	void productsAreReadOnlyUnderTheirDigestAndLeaveTheJobFolder() throws IOException {
		try (Store store = Store.open(root())) {
			JobReport made = report(KEY, work(store, "1"), "one");
			JobReport adopted = store.adopt(made);
			Path file = product(adopted);
			assertEquals(store.folder().resolve("objects").resolve(sha256("one").substring(0, 2))
					.resolve(sha256("one") + ".txt"), file);
			assertEquals("one", Files.readString(file));
			assertFalse(Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_WRITE));
			assertFalse(Files.exists(product(made)));
			assertTrue(Files.exists(store.folder().resolve("results").resolve(KEY.hash().substring(0, 2))
					.resolve(KEY.hash() + ".json")));
		}
	}

	@Test
	void whatTheWholeFolderSaysDoesNotDependOnItsPlace() throws IOException {
		try (Store store = Store.open(root())) {
			store.adopt(report(KEY, work(store, "1"), "one"));
		}
		Path elsewhere = folder.resolve("elsewhere");
		Files.move(root(), elsewhere);
		try (Store store = Store.open(elsewhere)) {
			assertTrue(product(hit(store, KEY)).startsWith(elsewhere));
		}
	}

	@Test
	void everythingThatAReportSaysIsKept() throws IOException {
		JobResult told = new JobResult("add#2", Status.PARTIAL, Map.of(),
				List.of(new QcValue("QC MEAN", "", 1.5, "adu")),
				List.of(RunMessage.CANCELLED.with("x").withDetail("more")), Optional.empty(), "",
				report(KEY).result().duration(),
				report(KEY).result().use(), Optional.empty());
		JobReport expected = new JobReport("run-2", "test.add", KEY, told, Map.of("none", List.of()),
				StoreFixture.ENDED,
				Map.of("host", "a", "user", "b"));
		try (Store store = Store.open(root())) {
			store.adopt(expected);
		}
		for (int i = 0; i < 2; i++) {
			try (Store store = Store.open(root())) {
				assertSame(expected, hit(store, KEY));
			}
			FileTrees.delete(root().resolve("index"));
		}
	}

	@Test
	void aJobWithNothingToDoIsRememberedAndAFailureIsNot() throws IOException {
		try (Store store = Store.open(root())) {
			JobReport idle = report(KEY);
			store.adopt(new JobReport(idle.run(), idle.actor(), KEY,
					JobResult.notRun("add", Status.NO_WORK, RunMessage.CANCELLED.with("x")), Map.of(), idle.ended(),
					idle.circumstances()));
			assertEquals(Status.NO_WORK, hit(store, KEY).result().status());
			JobKey other = key("7");
			JobReport failed = new JobReport("", "test.add", other, JobResult.failed("add", ActorException.Kind.DATA,
					RunMessage.CANCELLED.with("x"), "", idle.result().duration()), Map.of(), idle.ended(), Map.of());
			assertThrows(IllegalArgumentException.class, () -> store.adopt(failed));
			assertMiss(store, other);
		}
	}

	@Test
	void aProductThatIsThereAlreadyIsKept() throws IOException {
		try (Store store = Store.open(root())) {
			Path first = product(store.adopt(report(KEY, work(store, "1"), "one")));
			FileIdentity before = FileIdentity.of(first);
			JobReport again = report(key("6"), work(store, "2"), "one");
			assertEquals(first, product(store.adopt(again)));
			assertEquals(before, FileIdentity.of(first));
			assertFalse(Files.exists(product(again)));
		}
	}

	@Test
	void aDamagedProductIsNoticedAsOftenAsSomebodyLooksAndReplaced() throws IOException {
		for (boolean reopened : new boolean[] { false, true }) {
			JobReport adopted;
			try (Store store = Store.open(root())) {
				adopted = store.adopt(report(KEY, work(store, "1"), "one"));
				if (!reopened) {
					noticeDamage(store, adopted);
				}
			}
			if (reopened) {
				try (Store store = Store.open(root())) {
					noticeDamage(store, adopted);
				}
			}
		}
	}

	private void noticeDamage(Store store, JobReport adopted) throws IOException {
		StoreFixture.flip(product(adopted), 1);
		var damaged = assertInstanceOf(Lookup.Damaged.class, store.find(KEY));
		assertEquals(product(adopted), damaged.product());
		assertSame(adopted, damaged.report());
		store.sync();
		// a forecast before the run does not take the reason away
		assertInstanceOf(Lookup.Damaged.class, store.find(KEY));
		JobReport again = store.adopt(report(KEY, work(store, "2"), "one"));
		assertEquals("one", Files.readString(product(again)));
		assertSame(again, hit(store, KEY));
	}

	/** Two jobs made the same; who makes it again makes it for both. */
	@Test
	void aDamagedProductOfTwoResultsComesBackForBoth() throws IOException {
		JobKey other = key("6", "a");
		try (Store store = Store.open(root())) {
			Path file = product(store.adopt(report(KEY, work(store, "1"), "one")));
			assertEquals(file, product(store.adopt(report(other, work(store, "2"), "one"))));
			StoreFixture.flip(file, 1);
			assertInstanceOf(Lookup.Damaged.class, store.find(KEY));
			assertInstanceOf(Lookup.Damaged.class, store.find(other));
			store.adopt(report(KEY, work(store, "3"), "one"));
			hit(store, KEY);
			hit(store, other);
		}
	}

	/** The same content with a keyword that does not count has another length. */
	@Test
	void aProductMayHaveTheLengthOfAnotherJobsFile() throws IOException {
		JobKey other = key("6", "a");
		try (Store store = Store.open(root())) {
			JobReport first = store.adopt(fitsReport(KEY, work(store, "1"), 1));
			Files.delete(product(first));
			JobReport second = store.adopt(fitsReport(other, work(store, "2"), 80));
			assertEquals(product(first), product(second));
			assertNotEquals(first.bytes(), second.bytes());
			hit(store, other);
			hit(store, KEY);
		}
	}

	private static JobReport fitsReport(JobKey key, Path work, int checksums) throws IOException {
		Files.createDirectories(work);
		Path file = work.resolve("product.fits");
		var header = new StringBuilder("SIMPLE  =                    T".concat(" ".repeat(50)))
				.append("BITPIX  =                    8".concat(" ".repeat(50)))
				.append("NAXIS   =                    0".concat(" ".repeat(50)));
		for (int i = 0; i < checksums; i++) {
			header.append("CHECKSUM= '0000000000000000'".concat(" ".repeat(52)));
		}
		header.append("END");
		header.append(" ".repeat(Math.floorMod(-header.length(), 2880)));
		Files.writeString(file, header);
		return StoreFixture.report(key).withProducts(Map.of("out", List.of(new MadeProduct(file,
				ContentDigest.of(file), Files.size(file), new ProductDescription("X", Keywords.NONE)))));
	}

	/** Of a version that kept no facts, and for which keywords counted that do not any more. */
	@Test
	void aProductThatIsKnownByAnotherDigestTodayIsNotCalledDamaged() throws IOException {
		try (Store store = Store.open(root())) {
			for (boolean old : new boolean[] { true, false }) {
				Path work = Files.createDirectories(work(store, "1"));
				Path file = work.resolve("product.fits");
				String header = "SIMPLE  =                    T".concat(" ".repeat(50))
						+ "BITPIX  =                    8".concat(" ".repeat(50))
						+ "NAXIS   =                    0".concat(" ".repeat(50))
						+ (old ? "HIERARCH ESO PRO DATANCOM = 3".concat(" ".repeat(51)) : "") + "END";
				Files.writeString(file, header + " ".repeat(Math.floorMod(-header.length(), 2880)));
				JobKey key = key(old ? "old" : "new");
				JobReport report = store.adopt(StoreFixture.report(key).withProducts(Map.of("out",
						List.of(new MadeProduct(file, StoreFixture.sha256("the old rule" + old), Files.size(file),
								new ProductDescription("X", Keywords.NONE))))));
				store.sync();
				// what vouches for it belongs to the version of that time
				product(report).toFile().setLastModified(1_700_000_000_000L);
				Path found = old ? assertInstanceOf(Lookup.Earlier.class, store.find(key)).product()
						: assertInstanceOf(Lookup.Damaged.class, store.find(key)).product();
				assertEquals(product(report), found);
			}
		}
	}

	@Test
	void aMissingOrShorterProductIsNoticed() throws IOException {
		try (Store store = Store.open(root())) {
			JobReport adopted = store.adopt(report(KEY, work(store, "1"), "one", "two"));
			Files.delete(product(adopted));
			assertInstanceOf(Lookup.Damaged.class, store.find(KEY));
			adopted = store.adopt(report(KEY, work(store, "2"), "one", "two"));
			product(adopted).toFile().setWritable(true);
			Files.writeString(product(adopted), "on");
			assertInstanceOf(Lookup.Damaged.class, store.find(KEY));
		}
	}

	/** Whatever byte of a result is changed, looking for it is no failure. */
	@Test
	void aResultWithAChangedByteIsFoundOrNotButNeverAFailure() throws IOException {
		try (Store store = Store.open(root())) {
			store.adopt(report(KEY, work(store, "1"), "one"));
		}
		Path file = root().resolve("results").resolve(KEY.hash().substring(0, 2)).resolve(KEY.hash() + ".json");
		byte[] whole = Files.readAllBytes(file);
		var results = new Results(Layout.open(root()), new SystemDisk());
		int none = 0;
		for (int place = 0; place < whole.length; place++) {
			byte[] changed = whole.clone();
			changed[place] ^= 1;
			Files.write(file, changed);
			if (results.find(KEY.hash()).isEmpty()) {
				none++;
			}
		}
		assertTrue(none > whole.length / 4, none + " of " + whole.length);
	}

	@Test
	void aTornOrForeignResultCountsAsNone() throws IOException {
		try (Store store = Store.open(root())) {
			store.adopt(report(KEY, work(store, "1"), "one"));
		}
		FileTrees.delete(root().resolve("index"));
		Path file = root().resolve("results").resolve(KEY.hash().substring(0, 2)).resolve(KEY.hash() + ".json");
		byte[] whole = Files.readAllBytes(file);
		for (int length = 0; length < whole.length - 1; length += 7) {
			Files.write(file, Arrays.copyOf(whole, length));
			try (Store store = Store.open(root())) {
				assertMiss(store, KEY);
			}
			FileTrees.delete(root().resolve("index"));
		}
		Path other = root().resolve("results").resolve(key("6").hash().substring(0, 2))
				.resolve(key("6").hash() + ".json");
		Files.createDirectories(other.getParent());
		Files.write(other, whole);
		try (Store store = Store.open(root())) {
			assertMiss(store, key("6"));
		}
	}

	@Test
	void adoptingGoesOnWhereAProcessDied() throws IOException {
		try (Store store = Store.open(root())) {
			JobReport made = report(KEY, work(store, "1"), "one", "two");
			JobReport adopted = store.adopt(made);
			Files.delete(store.folder().resolve("results").resolve(KEY.hash().substring(0, 2))
					.resolve(KEY.hash() + ".json"));
			assertSame(adopted, store.adopt(made));
		}
	}

	@Test
	void productsFromAnotherFileSystemAreCopied() throws IOException {
		Path memory = Path.of("/dev/shm");
		Assumptions.assumeTrue(Files.isWritable(memory)
				&& !Files.getFileStore(memory).equals(Files.getFileStore(folder)), "needs a second file system");
		Path far = Files.createTempDirectory(memory, "armillary-store-test");
		try (Store store = Store.open(root())) {
			JobReport made = report(KEY, far, "one");
			JobReport adopted = store.adopt(made);
			assertEquals("one", Files.readString(product(adopted)));
			assertFalse(Files.exists(product(made)));
			assertFalse(Files.getPosixFilePermissions(product(adopted)).contains(PosixFilePermission.OWNER_WRITE));
			assertEquals(List.of(product(adopted)), FileTrees.list(product(adopted).getParent()));
			assertSame(adopted, hit(store, KEY));
		} finally {
			FileTrees.delete(far);
		}
	}

	@Test
	void inputsOfKnownSizeMakeExperience() throws IOException {
		Path input = Files.writeString(folder.resolve("input.txt"), "a".repeat(1000));
		JobKey key = key("5", "a".repeat(1000));
		try (Store store = Store.open(root())) {
			assertEquals(sha256("a".repeat(1000)), store.files().digest(input, ExtensionSelection.ALL));
			store.adopt(report(key, work(store, "1"), "one", "three"));
			store.sync();
			assertEquals(List.of(took(key)), store.experience("test.add"));
			assertEquals(List.of(), store.experience("test.other"));
		}
		FileTrees.delete(root().resolve("index"));
		try (Store store = Store.open(root())) {
			hit(store, key);
			store.sync();
			assertEquals(List.of(took(key)), store.experience("test.add"));
		}
	}

	private static Experience took(JobKey key) {
		return new Experience(1.5, 1.25, 1000, Map.of("sum", 8L), 2000, "here", Experience.settings(key.parts()));
	}

	@Test
	void endingsOfProductsSayWhatTheyAre() {
		assertEquals("fits", Objects.ending(Path.of("KMOS.2026-01-01T00:00:00.123.fits")));
		assertEquals("fits.fz", Objects.ending(Path.of("a.FITS.fz")));
		assertEquals("", Objects.ending(Path.of("README")));
		assertEquals("", Objects.ending(Path.of(".hidden")));
		assertEquals("", Objects.ending(Path.of("a.b/c")));
	}
}
