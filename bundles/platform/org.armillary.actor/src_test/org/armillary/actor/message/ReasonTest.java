package org.armillary.actor.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

import org.junit.jupiter.api.Test;

class ReasonTest {

	@Test
	void saysInWordsWhatExceptionsSayByTheirType() {
		assertEquals("there is no such file or folder", Reason.of(new NoSuchFileException("/x")));
		assertEquals("permission denied", Reason.of(new AccessDeniedException("/x")));
		assertEquals("No space left on device",
				Reason.of(new FileSystemException("/x", null, "No space left on device")));
		assertEquals("one two", Reason.of(new IOException("one\n  two\n")));
		assertEquals("IOException", Reason.of(new IOException()));
	}
}
