package org.armillary.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {

	@TempDir
	Path folder;

	@Test
	void linuxDescribesIt() throws IOException {
		Path file = Files.writeString(folder.resolve("cpuinfo"), """
				processor	: 0
				model name	: Fast  Processor 3 @ 2.00GHz
				flags		: fpu processor

				processor	: 1
				model name	: Fast  Processor 3 @ 2.00GHz
				""");
		assertEquals(new Processor("Fast Processor 3 @ 2.00GHz", 2), Processor.here(file));
		assertEquals("Fast Processor 3 @ 2.00GHz × 2", Processor.here(file).words());
	}

	@Test
	void elsewhereItIsCalledByItsArchitecture() {
		Processor unknown = Processor.here(folder.resolve("nothing"));
		assertEquals("", unknown.model());
		assertTrue(unknown.cores() > 0 && unknown.words().startsWith(System.getProperty("os.arch")), unknown.words());
	}
}
