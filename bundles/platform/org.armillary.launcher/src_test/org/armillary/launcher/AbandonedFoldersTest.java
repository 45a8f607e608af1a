package org.armillary.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbandonedFoldersTest {

	@TempDir
	Path place;

	/** A process that has a folder, says where, and waits. */
	static final class Owner {

		private Owner() {
		}

		public static void main(String[] arguments) throws IOException {
			PrivateFolder folder = PrivateFolder.create(Path.of(arguments[0]));
			Files.createDirectories(folder.path().resolve("a/b"));
			Files.writeString(folder.path().resolve("a/b/file"), "text");
			System.out.println(folder.path());
			System.in.read();
		}
	}

	private Process owner() throws IOException {
		return new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-cp",
				System.getProperty("java.class.path"), Owner.class.getName(), place.toString())
				.redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

	private static Path folder(Process owner) throws IOException {
		return Path.of(owner.inputReader().readLine());
	}

	private void tidy() throws IOException {
		new AbandonedFolders(Files.createDirectories(place.resolve("armillary-1")), Instant.now()).delete();
	}

	private static void age(Path file) throws IOException {
		Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
	}

	@Test
	void theFolderOfAKilledProcessGoesAndThatOfALivingOneStays() throws Exception {
		Process living = owner();
		Process killed = owner();
		try {
			Path used = folder(living);
			Path left = folder(killed);
			age(used);
			age(left);
			tidy();
			assertTrue(Files.exists(left.resolve("a/b/file")));
			killed.destroyForcibly().waitFor();
			tidy();
			assertFalse(Files.exists(left));
			assertTrue(Files.exists(used.resolve("a/b/file")));
			assertTrue(Files.exists(used.resolve(PrivateFolder.LOCK)));
		} finally {
			living.destroyForcibly().waitFor();
			killed.destroyForcibly().waitFor();
		}
	}

	@Test
	void whatIsYoungOrForeignStays() throws Exception {
		Path young = Files.createDirectory(place.resolve("armillary-2"));
		Files.createFile(young.resolve(PrivateFolder.LOCK));
		Path named = Files.createDirectory(place.resolve("armillary-user"));
		Files.createFile(named.resolve(PrivateFolder.LOCK));
		Path unmarked = Files.createDirectory(place.resolve("armillary-3"));
		Files.writeString(unmarked.resolve("x"), "");
		Path outside = Files.createDirectory(place.resolve("outside"));
		Files.createFile(outside.resolve(PrivateFolder.LOCK));
		Files.createSymbolicLink(place.resolve("armillary-4"), outside);
		Path linked = Files.createDirectory(place.resolve("armillary-5"));
		Files.createSymbolicLink(linked.resolve(PrivateFolder.LOCK), outside.resolve(PrivateFolder.LOCK));
		for (Path folder : new Path[] { named, unmarked, outside, linked }) {
			age(folder);
		}
		Set<Path> before = everything();
		tidy();
		before.add(place.resolve("armillary-1"));
		assertEquals(before, everything());
	}

	private Set<Path> everything() throws IOException {
		try (Stream<Path> files = Files.walk(place)) {
			return new TreeSet<>(files.toList());
		}
	}
}
