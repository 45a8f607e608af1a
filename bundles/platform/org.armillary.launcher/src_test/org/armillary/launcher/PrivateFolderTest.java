package org.armillary.launcher;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class PrivateFolderTest {

	@Test
	void deletesItselfWithItsContent() throws IOException {
		var folder = PrivateFolder.create();
		Files.createDirectories(folder.path().resolve("a/b"));
		Files.writeString(folder.path().resolve("a/b/file"), "text");
		folder.delete();
		assertFalse(Files.exists(folder.path()));
	}

	/** As a framework does that is slow to stop: it writes files, and folders again that are gone, for half a second. */
	@Test
	void goesThoughSomebodyStillWritesIntoIt() throws Exception {
		var folder = PrivateFolder.create();
		var begun = new CountDownLatch(1);
		Thread writer = Thread.ofPlatform().daemon().start(() -> {
			long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
			for (int i = 0; System.nanoTime() < end; i++) {
				try {
					Path place = Files.createDirectories(folder.path().resolve("framework/" + i % 7));
					Files.writeString(place.resolve("state" + i), "text");
				} catch (IOException _) {
					// deleted in between
				}
				if (i > 100) {
					begun.countDown();
				}
			}
			begun.countDown();
		});
		begun.await();
		while (writer.isAlive()) {
			folder.delete();
			writer.join(1);
		}
		folder.delete();
		assertFalse(Files.exists(folder.path()));
	}

	@Test
	void isNeverSharedByTwo() throws IOException {
		var first = PrivateFolder.create();
		var second = PrivateFolder.create();
		assertNotEquals(first.path(), second.path());
		first.delete();
		assertTrue(Files.isDirectory(second.path()));
		second.delete();
	}
}
