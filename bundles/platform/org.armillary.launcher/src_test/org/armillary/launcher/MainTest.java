package org.armillary.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MainTest {

	@Test
	void lackOfMemoryIsToldWithItsRemedy() {
		for (Throwable problem : new Throwable[] { new OutOfMemoryError("Java heap space"),
				new IllegalStateException(new OutOfMemoryError()) }) {
			LauncherException told = Main.unexpected(problem);
			assertEquals(Main.EXIT_FAILED, told.exitCode());
			assertTrue(told.getMessage().contains("ARMILLARY_MEMORY="), told.getMessage());
			assertEquals(1, told.getMessage().lines().count());
		}
	}

	@Test
	void anyOtherExceptionOrErrorIsADefect() {
		for (Throwable problem : new Throwable[] { new IllegalStateException(), new NoClassDefFoundError("a"),
				new StackOverflowError() }) {
			assertEquals(Main.EXIT_INTERNAL, Main.unexpected(problem).exitCode());
		}
	}
}
