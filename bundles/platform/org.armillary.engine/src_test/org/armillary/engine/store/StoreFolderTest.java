package org.armillary.engine.store;

import static org.armillary.engine.store.StoreFixture.key;
import static org.armillary.engine.store.StoreFixture.product;
import static org.armillary.engine.store.StoreFixture.report;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.armillary.engine.RunMessage;
import org.armillary.engine.files.FileTrees;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFolderTest {

	@TempDir
	Path folder;

	private static void assertRefused(RunMessage message, Path place) {
		var refusal = assertThrows(StoreException.class, () -> Store.open(place).close());
		assertEquals(message.id(), refusal.explanation().id());
		assertTrue(refusal.explanation().summary().contains(place.toString()), refusal.explanation().summary());
		assertTrue(refusal.explanation().remedies().stream().anyMatch(remedy -> remedy.contains("--store")));
	}

	@Test
	void theDefaultFolderFollowsTheEnvironment() {
		assertEquals(Path.of("/big/store"),
				Store.defaultFolder(
						Map.of("ARMILLARY_STORE", "/big/store", "XDG_DATA_HOME", "/x", "HOME", "/home/me")));
		assertEquals(Path.of("/x/armillary/store"),
				Store.defaultFolder(Map.of("XDG_DATA_HOME", "/x", "HOME", "/home/me")));
		assertEquals(Path.of("/home/me/.local/share/armillary/store"),
				Store.defaultFolder(Map.of("XDG_DATA_HOME", "relative", "HOME", "/home/me", "ARMILLARY_STORE", "")));
		assertEquals(Path.of("here").toAbsolutePath(), Store.defaultFolder(Map.of("ARMILLARY_STORE", "here")));
	}

	@Test
	void aNewAndAnEmptyFolderBecomeAStoreAndAForeignOneIsRefused() throws IOException {
		for (String name : List.of("new/deep", "empty")) {
			Path place = folder.resolve(name);
			if (name.equals("empty")) {
				Files.createDirectory(place);
			}
			Store.open(place).close();
			try (Store store = Store.open(place)) {
				assertEquals(place.toRealPath(), store.folder());
				assertTrue(Files.isDirectory(store.runs()));
			}
		}
		Path foreign = Files.createDirectory(folder.resolve("foreign"));
		Files.writeString(foreign.resolve("thesis.tex"), "years of work");
		assertRefused(RunMessage.STORE_FOREIGN, foreign);
		assertEquals(1, FileTrees.list(foreign).size());
	}

	@Test
	void aFolderMayHaveAnyName() throws IOException {
		Path place = folder.resolve("wh?t % #1=µ&mode=ro; %41 :resource:");
		try (Store store = Store.open(place)) {
			store.adopt(report(key("5"), store.runs().resolve("r/jobs/1"), "one"));
			store.sync();
			assertEquals(1, store.experience("test.add").size());
			assertTrue(Files.exists(place.resolve("index/index.sqlite")));
		}
		assertEquals(List.of(place), FileTrees.list(folder));
	}

	@Test
	void anotherFormatIsRefused() throws IOException {
		Path place = folder.resolve("store");
		Store.open(place).close();
		Files.writeString(place.resolve("armillary-store.json"), "{\"armillary-store\":2}");
		assertRefused(RunMessage.STORE_FORMAT, place);
		Files.writeString(place.resolve("armillary-store.json"), "{\"armillary");
		assertRefused(RunMessage.STORE_UNUSABLE, place);
	}

	@Test
	void aPlaceThatCannotBeWrittenIsRefused() throws IOException {
		Path file = Files.writeString(folder.resolve("file"), "");
		assertRefused(RunMessage.STORE_UNUSABLE, file);
		assertRefused(RunMessage.STORE_UNUSABLE, file.resolve("below"));
		assertRefused(RunMessage.STORE_UNUSABLE, Path.of("/proc/armillary"));
	}

	@Test
	void anOpenStoreIsRefusedAsAWholeNotHalfOpened() throws IOException {
		Path place = folder.resolve("store");
		Store.open(place).close();
		Files.delete(place.resolve("claims"));
		Files.createDirectory(place.resolve("claims"));
		assertRefused(RunMessage.STORE_UNUSABLE, place);
	}

	@Test
	void aStoreOfAGroupIsWritableForAllOfIt() throws IOException {
		Path place = Files.createDirectory(folder.resolve("store"));
		Files.setAttribute(place, "unix:mode", 02770);
		Path product;
		try (Store store = Store.open(place)) {
			product = product(store.adopt(report(key("5"), store.runs().resolve("r/jobs/1"), "one")));
			store.makeFolder(store.runs().resolve("r2/jobs"));
			store.sync();
			try (Stream<Path> all = Files.walk(place)) {
				for (Path path : all.filter(path -> !path.startsWith(store.runs().resolve("r"))).toList()) {
					int mode = (Integer) Files.getAttribute(path, "unix:mode");
					int wanted = Files.isDirectory(path) ? 02070 : path.equals(product) ? 0040 : 0060;
					assertEquals(wanted, mode & (wanted | 0030), path + " has mode " + Integer.toOctalString(mode));
				}
			}
		}
		assertEquals(0, (Integer) Files.getAttribute(product, "unix:mode") & 0222);
	}

	@Test
	void newFilesGetTheGroupOfTheStore() throws IOException {
		Path place = Files.createDirectory(folder.resolve("store"));
		int mine = (Integer) Files.getAttribute(place, "unix:gid");
		try {
			Files.setAttribute(place, "unix:gid", mine + 1);
		} catch (IOException e) {
			Assumptions.abort("needs the right to give files to another group: " + e);
		}
		Files.setAttribute(place, "unix:mode", 0770);
		try (Store store = Store.open(place)) {
			Path product = product(store.adopt(report(key("5"), store.runs().resolve("r/jobs/1"), "one")));
			assertEquals(mine + 1, Files.getAttribute(product, "unix:gid"));
			assertEquals(mine + 1, Files.getAttribute(product.getParent(), "unix:gid"));
			assertEquals(mine + 1, Files.getAttribute(place.resolve("lock"), "unix:gid"));
			store.sync();
			for (Path file : FileTrees.list(place.resolve("index"))) {
				assertEquals(mine + 1, Files.getAttribute(file, "unix:gid"), file.toString());
				assertNotEquals(0, (Integer) Files.getAttribute(file, "unix:mode") & 0020, file.toString());
			}
			assertNotEquals(0, (Integer) Files.getAttribute(product.getParent(), "unix:mode") & 0020);
		}
	}

	@Test
	void aStoreOfOneUserKeepsTheRightsOfItsUser() throws IOException {
		Path place = Files.createDirectory(folder.resolve("store"));
		Files.setAttribute(place, "unix:mode", 0700);
		try (Store store = Store.open(place)) {
			Path product = product(store.adopt(report(key("5"), store.runs().resolve("r/jobs/1"), "one")));
			assertEquals(0, (Integer) Files.getAttribute(product.getParent(), "unix:mode") & 0020);
		}
	}

	@Test
	void onAFileSystemOfANetworkTheIndexLiesInAFolderOfTheUser() throws IOException {
		Path store = folder.resolve("store");
		Path scratch = Files.createDirectory(folder.resolve("scratch"));
		Path first = IndexPlace.local(store, scratch);
		assertEquals(first, IndexPlace.local(store, scratch));
		assertNotEquals(first, IndexPlace.local(folder.resolve("other"), scratch));
		Path mine = first.getParent();
		assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(mine)));
		// what another user may have put there is not trusted
		Files.setPosixFilePermissions(mine, PosixFilePermissions.fromString("rwxrwxrwx"));
		Path apart = IndexPlace.local(store, scratch);
		assertEquals(scratch, apart.getParent());
		assertNotEquals(mine, apart);
	}
}
