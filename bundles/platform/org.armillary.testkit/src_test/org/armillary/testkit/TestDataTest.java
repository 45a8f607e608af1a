package org.armillary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestDataTest {

	@TempDir
	Path folder;

	@Test
	void looksBesideTheRepositoryFromAnywhereInIt() throws IOException {
		Path inside = Files.createDirectories(folder.resolve("repository/bundles/some.bundle"));
		Files.createFile(folder.resolve("repository/armillary"));
		Path data = Files.createDirectories(folder.resolve("shared/data/real"));
		assertEquals(Optional.of(data), TestData.find("real", Map.of(), inside));
		assertEquals(Optional.empty(), TestData.find("unreal", Map.of(), inside));
		assertEquals(Optional.empty(), TestData.find("real", Map.of(), folder));
	}

	@Test
	void theEnvironmentComesFirst() throws IOException {
		Path data = Files.createDirectories(folder.resolve("elsewhere/real"));
		assertEquals(Optional.of(data),
				TestData.find("real", Map.of("ARMILLARY_TEST_DATA", data.getParent().toString()), folder));
	}
}
