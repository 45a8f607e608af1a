package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import org.armillary.report.plot.LinePlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that verbs write beside what they tell replace what is theirs, and nothing else. */
class WrittenFileTest {

	@TempDir
	Path folder;

	private static void write(Path file, WrittenFile.Kind kind, String rest) throws CliException {
		WrittenFile.of("--x", file, kind).write(kind.beginning() + rest);
	}

	private static String refusal(Path file, WrittenFile.Kind kind) {
		return assertThrows(CliException.class, () -> write(file, kind, "")).messages().getFirst().id();
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}

	@ParameterizedTest
	@EnumSource
	void replacesItsOwnAndEmptyFilesOnly(WrittenFile.Kind kind) throws Exception {
		Path file = folder.resolve("a");
		write(file, kind, "one");
		write(file, kind, "two");
		assertEquals(kind.beginning() + "two", Files.readString(file));
		Files.writeString(file, "");
		write(file, kind, "three");
		for (WrittenFile.Kind other : WrittenFile.Kind.values()) {
			if (other != kind) {
				assertEquals("cli.file-there", refusal(file, other));
			}
		}
		Files.writeString(file, "SIMPLE  =                    T");
		assertEquals("cli.file-there", refusal(file, kind));
		assertEquals("SIMPLE  =                    T", Files.readString(file));
		Files.writeString(file, kind.beginning().substring(0, kind.beginning().length() - 1));
		assertEquals("cli.file-there", refusal(file, kind));
		assertEquals(List.of("a"), names(), "nothing is left behind");
	}

	/** What appears at the place meanwhile is not replaced either. */
	@Test
	void looksAgainBeforeItWrites() throws Exception {
		Path file = folder.resolve("a.csv");
		WrittenFile written = WrittenFile.of("--csv", file, WrittenFile.Kind.MEASUREMENTS);
		Files.writeString(file, "precious");
		assertThrows(CliException.class, () -> written.write(QcCsv.BEGINNING));
		assertEquals("precious", Files.readString(file));
	}

	@Test
	void foldersMissingFoldersAndDevices() throws Exception {
		assertEquals("cli.file-there", refusal(folder, WrittenFile.Kind.PICTURE));
		Path missing = folder.resolve("none/a.svg");
		assertEquals("cli.file-unwritable", refusal(missing, WrittenFile.Kind.PICTURE));
		assertFalse(Files.exists(missing.getParent()));
		write(Path.of("/dev/null"), WrittenFile.Kind.PICTURE, "");
		assertTrue(Files.exists(Path.of("/dev/null")));
	}

	/** A link stays a link to the file that is replaced; the file has the rights of any new one. */
	@Test
	void linksStay() throws Exception {
		Path file = folder.resolve("real.bib");
		Path link = Files.createSymbolicLink(folder.resolve("link.bib"), file);
		write(file, WrittenFile.Kind.REFERENCES, "one");
		write(link, WrittenFile.Kind.REFERENCES, "two");
		assertTrue(Files.isSymbolicLink(link));
		assertTrue(Files.readString(file).endsWith("two"));
		Path other = Files.writeString(folder.resolve("other"), "");
		assertEquals(PosixFilePermissions.toString(Files.getPosixFilePermissions(other)),
				PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
	}

	/** What the verbs write begins as they expect it. */
	@Test
	void picturesBeginSo() {
		var plot = LinePlot.titled("t").build();
		assertTrue(plot.document().startsWith(WrittenFile.Kind.PICTURE.beginning()), plot.document().substring(0, 120));
	}
}
