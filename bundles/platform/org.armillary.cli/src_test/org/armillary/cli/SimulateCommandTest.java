package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

import org.armillary.actor.provider.ActorCatalog;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.ParameterDescriptor.Type;
import org.armillary.actor.provider.ParameterDescriptor.ValueRange;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.simulation.SimulatedFile;
import org.armillary.actor.simulation.Simulation;
import org.armillary.actor.simulation.Simulator;
import org.armillary.plugins.rules.RuleCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonParser;

import picocli.CommandLine;

/** What {@code armillary simulate} writes, prints and refuses, with a simulator of numbered notes. */
class SimulateCommandTest {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	@TempDir
	private Path place;

	/** Writes {@code count} files, and fails at the one of number {@code failing}. */
	private static final class Notes implements Simulator {

		@Override
		public ActorDescriptor descriptor() {
			return Simulator.describe("notes", 1, "Notes", "Writes notes.", List.of(count("count", "3"),
					count("failing", "9")));
		}

		private static ParameterDescriptor count(String name, String value) {
			return new ParameterDescriptor(name, Type.INTEGER, false, name, value, "",
					new ValueRange(1, 9, false, false), List.of(), "A number.", List.of(), true);
		}

		@Override
		public Simulation simulate(long seed, ParameterValues values) {
			long count = (Long) values.value("count");
			List<String> names = LongStream.rangeClosed(1, count)
					.mapToObj(i -> "notes/" + i + ".txt").toList();
			return new Simulation() {

				@Override
				public List<SimulatedFile> files() {
					return names.stream().map(name -> new SimulatedFile(name, "NOTE", 1500)).toList();
				}

				@Override
				public void write(Path folder, Progress progress) throws IOException, InterruptedException {
					Files.createDirectory(folder.resolve("notes"));
					for (int i = 0; i < names.size(); i++) {
						if (i + 1 == (Long) values.value("failing")) {
							throw new IOException("No space left on device");
						}
						Files.writeString(folder.resolve(names.get(i)), Long.toString(seed));
						progress.progress(i + 1L, names.size(), "note");
					}
				}
			};
		}
	}

	private int simulate(String... arguments) throws CliException {
		var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
		var invocation = new Invocation(new Terminal(stream, stream, false),
				ActorCatalog.of(), RuleCatalog.NONE, place, new Invocation.Format());
		var command = new SimulateCommand(invocation, () -> List.of(new Notes()));
		new CommandLine(command).parseArgs(arguments);
		return command.call();
	}

	private List<String> refusal(String... arguments) {
		CliException refusal = assertThrows(CliException.class, () -> simulate(arguments));
		assertEquals(ExitCode.REFUSED, refusal.exitCode());
		return refusal.messages().stream().map(message -> message.id()).toList();
	}

	private String printed() {
		return out.toString(StandardCharsets.UTF_8);
	}

	@Test
	void filesAppearUnderTheirNamesAndNothingElse() throws Exception {
		Path folder = place.resolve("new/night");
		assertEquals(0, simulate("notes", "--out", folder.toString(), "--seed", "7"));
		assertEquals("7", Files.readString(folder.resolve("notes/3.txt")));
		try (var entries = Files.list(folder)) {
			assertEquals(List.of("notes"), entries.map(entry -> entry.getFileName().toString()).toList());
		}
		assertTrue(printed().contains("3 files with 4.5 kB"), printed());
	}

	@Test
	void anEmptyFolderIsTakenAndAFullOneOrAFileRefused() throws Exception {
		Path folder = Files.createDirectory(place.resolve("night"));
		assertEquals(0, simulate("notes", "--out", folder.toString()));
		assertEquals(List.of("cli.folder-in-use"), refusal("notes", "--out", folder.toString()));
		Path file = Files.writeString(place.resolve("file"), "x");
		assertEquals(List.of("cli.not-a-folder"), refusal("notes", "--out", file.toString()));
	}

	@Test
	void aFailureLeavesNothing() {
		Path folder = place.resolve("deep/night");
		CliException failure = assertThrows(CliException.class,
				() -> simulate("notes", "--out", folder.toString(), "--set", "failing=2"));
		assertEquals(ExitCode.FAILED, failure.exitCode());
		assertEquals("cli.simulation-unwritable", failure.messages().getFirst().id());
		assertFalse(Files.exists(place.resolve("deep")));
	}

	@Test
	void aListWritesNothing() throws Exception {
		assertEquals(0, simulate("notes", "--list", "--set", "count=2"));
		assertTrue(printed().lines().anyMatch(line -> line.matches("notes/2.txt +NOTE +1.5 kB")), printed());
		out.reset();
		assertEquals(0, simulate("notes", "--list", "--json"));
		assertEquals(3, JsonParser.parseString(printed()).getAsJsonObject().getAsJsonArray("files").size());
		try (var entries = Files.list(place)) {
			assertEquals(0, entries.count());
		}
	}

	@Test
	void withoutANameAllAreListed() throws Exception {
		assertEquals(0, simulate());
		assertTrue(printed().lines().anyMatch(line -> line.matches("notes +Notes")), printed());
	}

	@Test
	void aDescriptionTellsParametersWithTheirRange() throws Exception {
		assertEquals(0, simulate("notes", "--describe"));
		assertTrue(printed().contains("1 to 9"), printed());
	}

	@Test
	void wrongWordsAreRefusedWithTheAllowedRange() {
		assertEquals(List.of("cli.unknown-simulator"), refusal("note", "--list"));
		assertEquals(List.of("cli.simulate-where"), refusal("notes"));
		assertEquals(List.of("parameter.range"), refusal("notes", "--list", "--set", "count=10"));
		assertEquals(List.of("parameter.type", "parameter.unknown"),
				refusal("notes", "--list", "--set", "count=x", "--set", "counts=1"));
		assertEquals(List.of("cli.setting-twice"), refusal("notes", "--list", "--set", "count=1", "--set", "count=2"));
		CliException refusal = assertThrows(CliException.class,
				() -> simulate("notes", "--list", "--set", "unknown=10"));
		assertTrue(refusal.messages().getFirst().remedies().getFirst().contains("armillary simulate notes --describe"));
	}
}
