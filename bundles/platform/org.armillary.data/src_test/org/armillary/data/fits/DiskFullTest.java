package org.armillary.data.fits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** No space: in a process that may write only small files, which fails at the same place as a full disk. */
class DiskFullTest {

	@TempDir
	Path folder;

	@Test
	@EnabledOnOs(OS.LINUX)
	void lackOfSpaceIsOneMessageAndLeavesNothing() throws Exception {
		Path output = Files.createDirectory(folder.resolve("out"));
		Path result = folder.resolve("result.txt");
		Set<String> classPath = new LinkedHashSet<>();
		for (Class<?> type : List.of(FitsWriter.class, HasMessage.class, DiskFullTest.class)) {
			classPath.add(place(type));
		}
		Path log = folder.resolve("log.txt");
		Process process = new ProcessBuilder("sh", "-c", "ulimit -f 400; exec \"$@\"", "sh",
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-XX:-UsePerfData",
				"-cp", String.join(File.pathSeparator, classPath), Child.class.getName(),
				output.resolve("large.fits").toString(), result.toString())
				.redirectErrorStream(true).redirectOutput(log.toFile()).start();
		assertTrue(process.waitFor(60, TimeUnit.SECONDS));
		assertEquals(0, process.exitValue(), () -> text(log));
		assertEquals("fits.disk-full whole\nfits.disk-full stream\nfits.disk-full table\n", Files.readString(result));
		try (Stream<Path> left = Files.list(output)) {
			assertEquals(List.of(), left.toList());
		}
	}

	@Test
	void theReasonDecidesInAnyLanguage() {
		Path file = folder.resolve("a.fits");
		assertEquals("fits.disk-full", id(DiskSpace.explain(file, 1, new IOException("No space left on device"))));
		assertEquals("fits.disk-full", id(DiskSpace.explain(file, 1, new IOException("Disk quota exceeded"))));
		assertEquals("fits.disk-full",
				id(DiskSpace.explain(file, Long.MAX_VALUE, new IOException("Auf dem Ger\u00e4t ist kein Platz"))));
		assertEquals("other", id(DiskSpace.explain(file, 1, new IOException("Input/output error"))));
		assertEquals("other", id(DiskSpace.explain(file, Long.MAX_VALUE, new IOException("Input/output error"))));
		assertEquals("other", id(DiskSpace.explain(folder.resolve("none/a.fits"), 1, new IOException())));
	}

	@Test
	void theMessageSaysWhatIsKnown() {
		Path file = folder.resolve("a.fits");
		Message full = message(DiskSpace.explain(file, 4711, new IOException("No space left on device")));
		assertTrue(full.summary().contains("4711 bytes"), full.summary());
		assertEquals(Optional.of("No space left on device"), full.detail());
		for (IOException cause : List.of(new IOException("No space left on device"),
				new IOException("File too large"))) {
			Message nothingMissing = message(DiskSpace.explain(file, 0, cause));
			assertFalse(nothingMissing.summary().contains(" 0 bytes are"), nothingMissing.summary());
			assertTrue(message(DiskSpace.explain(folder.resolve("none/a.fits"), 0, cause)).summary()
					.contains("unknown number of bytes"));
		}
	}

	private static Message message(Optional<FitsException> explained) {
		return explained.orElseThrow().explanation();
	}

	private static String id(Optional<FitsException> explained) {
		return explained.map(exception -> exception.explanation().id()).orElse("other");
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		} catch (IOException e) {
			return e.toString();
		}
	}

	private static String place(Class<?> type) throws URISyntaxException {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
	}

	/** What the child process does. */
	static final class Child {

		private Child() {
		}

		/** Writes files that are too large, as the first argument; what it is told, into the second. */
		public static void main(String[] arguments) throws IOException {
			Path target = Path.of(arguments[0]);
			String told = told(target, "whole", writer -> {
				writer.image("A", FitsHeader.EMPTY, "", new float[10_000], 10_000);
				writer.image("B", FitsHeader.EMPTY, "", new float[1 << 20], 1 << 20);
			}) + told(target, "stream", writer -> {
				ImageStream stream = writer.beginImage("A", FitsHeader.EMPTY, "", -32, 10_000, 1_000);
				for (int i = 0; i < 1_000; i++) {
					stream.write(new float[10_000]);
				}
				stream.finish();
			}) + told(target, "table", writer -> writer.table(Table.builder("T")
					.reals("A", "", new double[1 << 20]).build()));
			Files.writeString(Path.of(arguments[1]), told);
		}

		private static String told(Path target, String what, Content content) {
			try (FitsWriter writer = FitsWriter.create(target)) {
				content.writeTo(writer);
				writer.commit();
				return "written " + what + "\n";
			} catch (FitsException e) {
				return e.explanation().id() + " " + what + "\n";
			}
		}
	}

	@FunctionalInterface
	private interface Content {
		void writeTo(FitsWriter writer) throws FitsException;
	}
}
