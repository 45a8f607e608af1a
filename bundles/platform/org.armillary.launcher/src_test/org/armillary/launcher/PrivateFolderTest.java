package org.armillary.launcher;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;

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
