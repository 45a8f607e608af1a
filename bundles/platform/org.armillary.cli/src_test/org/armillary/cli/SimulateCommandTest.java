package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.ParameterDescriptor.Type;
import org.armillary.actor.provider.ParameterDescriptor.ValueRange;
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

	private DiskRoom room = _ -> 1_000_000;

	private int simulate(String... arguments) throws CliException {
		var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
		var invocation = new Invocation(new Terminal(stream, stream, false),
				ActorCatalog.of(), RuleCatalog.NONE, place, new Invocation.Format());
		var command = new SimulateCommand(invocation, () -> List.of(new Notes()), room);
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
		assertTrue(Files.readString(folder.resolve("notes/3.txt")).startsWith("7 "));
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

	/** A failure that is none of the disk. */
	private static final class Unsuitable extends IOException implements HasMessage {

		private static final long serialVersionUID = 1L;

		@Override
		public Message explanation() {
			return new Message("notes.unsuitable", "the cube is flat", Optional.empty(), List.of("Take another cube."));
		}
	}

	@Test
	void aFailureThatExplainsItselfIsToldInItsOwnWords() {
		Path folder = place.resolve("deep/night");
		var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
		for (IOException failed : List.of(new Unsuitable(), new IOException("a task failed", new Unsuitable()))) {
			CliException failure = assertThrows(CliException.class,
					() -> SimulationWriter.write(failing(failed), folder, new Terminal(stream, stream, false)));
			Message message = failure.messages().getFirst();
			assertEquals("notes.unsuitable", message.id());
			assertEquals(List.of("Take another cube."), message.remedies());
			assertTrue(message.summary().endsWith("the cube is flat") && message.summary().contains(folder.toString()),
					message.summary());
			assertFalse(Files.exists(place.resolve("deep")));
		}
	}

	private static Simulation failing(IOException failure) {
		return new Simulation() {

			@Override
			public List<SimulatedFile> files() {
				return List.of();
			}

			@Override
			public void write(Path hidden, Progress progress) throws IOException {
				throw failure;
			}
		};
	}

	@Test
	void aDiskWithTooLittleRoomIsRefusedBeforeAnythingIsWritten() throws Exception {
		Path folder = place.resolve("deep/night");
		room = _ -> 4499;
		assertEquals(List.of("cli.simulate-disk"), refusal("notes", "--out", folder.toString()));
		String summary = assertThrows(CliException.class, () -> simulate("notes", "--out", folder.toString()))
				.messages().getFirst().summary();
		assertTrue(summary.contains(folder.toString()) && summary.contains("4.5 kB"), summary);
		assertFalse(Files.exists(place.resolve("deep")));
		assertEquals(0, simulate("notes", "--list"), "that takes no room");
		assertEquals(0, simulate("notes", "--out", folder.toString(), "--set", "count=2"));
		assertEquals(List.of("cli.folder-in-use"), refusal("notes", "--out", folder.toString()));
		room = _ -> 4500;
		assertEquals(0, simulate("notes", "--out", place.resolve("other").toString()));
	}

	@Test
	void aDiskThatDoesNotTellItsRoomIsTaken() throws Exception {
		room = _ -> {
			throw new IOException("Mount point not found");
		};
		assertEquals(0, simulate("notes", "--out", place.resolve("night").toString()));
		DiskRoom length = folder -> folder.toString().length();
		assertEquals(place.toString().length(), length.at(place.resolve("new/night")).getAsLong());
	}

	@Test
	void theRemedyNamesWhatMakesLess() throws Exception {
		var night = new Notes() {

			@Override
			public ActorDescriptor descriptor() {
				return Simulator.describe("night", 1, "Night", "Night.", List.of(
						word("size", "full", "small", "full"), word("maps", "states", "none", "states")));
			}
		};
		assertEquals(", with --set maps=none or --size small",
				new SimulationRequest(night, 1, SimulationConfig.NONE, Map.of()).smaller());
		assertEquals(", with --size small",
				new SimulationRequest(night, 1, SimulationConfig.NONE, Map.of("maps", "none")).smaller());
		assertEquals("", new SimulationRequest(new Notes(), 1, SimulationConfig.NONE, Map.of()).smaller());
	}

	private static ParameterDescriptor word(String name, String usual, String... words) {
		return new ParameterDescriptor(name, Type.CHOICE, false, name, usual, "", ValueRange.ALL, List.of(words),
				"Help.",
				List.of(), true);
	}

	@Test
	void namesWithNumbersAreInTheOrderOfTheNumbers() {
		var names = new ArrayList<>(List.of("truth/g-K-10.fits", "truth/g-K-2.fits", "truth/g-H-3.fits", "a", "10", "9",
				"truth/g-K-02.fits", "truth/g-K.fits", "", "12345678901234567890", "a1"));
		names.sort(new NaturalOrder());
		assertEquals(List.of("", "9", "10", "12345678901234567890", "a", "a1", "truth/g-H-3.fits", "truth/g-K-02.fits",
				"truth/g-K-2.fits", "truth/g-K-10.fits", "truth/g-K.fits"), names);
		String table = new SimulatedFileList(List.of(new SimulatedFile("g-10", "", 1), new SimulatedFile("g-2", "", 1)))
				.table();
		assertTrue(table.indexOf("g-2") < table.indexOf("g-10"), table);
	}

	@Test
	void aDescriptionFitsTheTerminal() {
		ActorDescriptor descriptor = new Notes().descriptor();
		for (int width : new int[] { 40, 80, 100 }) {
			String text = DescribeCommand.text(descriptor, width);
			assertTrue(text.lines().allMatch(line -> Lines.width(line) <= width), text);
			assertEquals(DescribeCommand.text(descriptor, 1000).replaceAll("\\s+", " "), text.replaceAll("\\s+", " "));
		}
		var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
		assertEquals(DescribeCommand.text(descriptor, 40), DescribeCommand.text(descriptor,
				new Terminal(stream, stream, true, () -> new TerminalSize(40, 24))));
		assertEquals(DescribeCommand.text(descriptor, 100), DescribeCommand.text(descriptor,
				new Terminal(stream, stream, false, () -> new TerminalSize(40, 24))));
	}

	@Test
	void anInterruptIsNoFaultOfTheDisk() {
		Path folder = place.resolve("deep/night");
		var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
		var interrupted = new Simulation() {

			@Override
			public List<SimulatedFile> files() {
				return List.of();
			}

			@Override
			public void write(Path hidden, Progress progress) throws IOException {
				Files.writeString(hidden.resolve("half"), "x");
				Thread.currentThread().interrupt();
				throw new ClosedByInterruptException();
			}
		};
		try {
			assertThrows(InterruptedException.class,
					() -> SimulationWriter.write(interrupted, folder, new Terminal(stream, stream, false)));
		} finally {
			assertTrue(Thread.interrupted());
		}
		assertFalse(Files.exists(place.resolve("deep")));
	}

	@Test
	void aListWritesNothing() throws Exception {
		assertEquals(0, simulate("notes", "--list", "--set", "count=2"));
		assertTrue(printed().lines().anyMatch(line -> line.matches("notes/2.txt +NOTE +1.5 kB")), printed());
		assertTrue(printed().lines().anyMatch(line -> line.matches("NOTE +2  3.0 kB")), printed());
		assertTrue(printed().endsWith("\n2 files with 3.0 kB\n"), printed());
		out.reset();
		assertEquals(0, simulate("notes", "--list", "--json"));
		assertEquals(4500, JsonParser.parseString(printed()).getAsJsonObject().get("bytes").getAsLong());
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
		List<String> lines = printed().lines().toList();
		int group = lines.indexOf("Parameters of the group weather");
		assertTrue(group > lines.indexOf("Parameters") && lines.get(group + 1).contains("  weather.seeing  "),
				printed());
		assertTrue(lines.stream().anyMatch(line -> line.startsWith("  angles  ")), printed());
	}

	@Test
	void theTimeLeftIsToldWhenItIsKnown() {
		assertEquals("[3/28] frames", SimulationWriter.line("frame", 3, 3, 28, 1));
		assertEquals("[7/28] frames · ≈ 30 s left", SimulationWriter.line("frame", 7, 7, 28, 10));
		assertEquals("[20/28] maps", SimulationWriter.line("map", 0, 20, 28, 10), "the first of another kind");
		assertEquals("[28/28] maps", SimulationWriter.line("map", 8, 28, 28, 10));
	}

	@Test
	void wrongWordsAreRefusedWithTheAllowedRange() {
		assertEquals(List.of("cli.unknown-simulator"), refusal("note", "--list"));
		assertEquals(List.of("cli.simulate-where"), refusal("notes"));
		assertEquals(List.of("parameter.range"), refusal("notes", "--list", "--set", "count=10"));
		assertEquals(List.of("cli.config-unknown", "parameter.type"),
				refusal("notes", "--list", "--set", "count=x", "--set", "counts=1"));
		assertEquals(List.of("cli.setting-twice"), refusal("notes", "--list", "--set", "count=1", "--set", "count=2"));
		CliException refusal = assertThrows(CliException.class,
				() -> simulate("notes", "--list", "--set", "unknown=10"));
		assertTrue(refusal.messages().getFirst().remedies().getFirst().contains("armillary simulate notes --describe"));
		assertTrue(assertThrows(CliException.class, () -> simulate("notes", "--list", "--set", "wether.seeing=1"))
				.messages().getFirst().summary().contains("‘weather.seeing’"));
	}
}
