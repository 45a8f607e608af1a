package org.armillary.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemDiskTest {

	@TempDir
	Path folder;

	@Test
	void theCLibrarySynchronises() throws IOException {
		Assumptions.assumeTrue(getClass().getModule().isNativeAccessEnabled(), "the JVM may not call the C library");
		try (FileSystemSync sync = new SyncfsCall()) {
			Files.writeString(folder.resolve("a"), "a");
			sync.sync(folder);
			sync.sync(folder);
			IOException refusal = assertThrows(IOException.class, () -> sync.sync(folder.resolve("missing")));
			// ENOENT
			assertEquals(true, String.valueOf(refusal.getMessage()).endsWith(" 2"), refusal.getMessage());
		}
	}

	@Test
	void theProgramSynchronisesAndSaysWhatIsWrong() throws IOException {
		FileSystemSync.PROGRAM.sync(folder);
		assertThrows(IOException.class, () -> FileSystemSync.PROGRAM.sync(folder.resolve("missing")));
	}

	@Test
	void whereOneWayDoesNotExistTheNextIsTaken() throws IOException {
		List<Path> asked = new ArrayList<>();
		var absent = new FileSystemSync() {
			@Override
			public void sync(Path place) {
				asked.add(place);
				throw new UnsupportedOperationException("not here");
			}

			@Override
			public FileSystemSync fallback() {
				return NONE;
			}
		};
		Path file = Files.writeString(folder.resolve("a"), "a");
		try (Disk disk = new SystemDisk(absent)) {
			for (int i = 0; i < 2; i++) {
				disk.sync(folder, List.of(file, folder.resolve("gone meanwhile")));
			}
		}
		assertEquals(List.of(folder), asked);
	}

	@Test
	void aCopyIsMadeInAnInterruptedThreadToo() throws IOException {
		Path file = Files.writeString(folder.resolve("a"), "content");
		try (Disk disk = new SystemDisk()) {
			Thread.currentThread().interrupt();
			disk.copy(file, folder.resolve("b"));
			disk.write(folder.resolve("c"), new byte[] { 1 });
		}
		assertEquals(true, Thread.interrupted());
		assertEquals("content", Files.readString(folder.resolve("b")));
	}
}
