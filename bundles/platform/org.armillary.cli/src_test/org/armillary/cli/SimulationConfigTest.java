package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.plugins.rules.RuleCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

/** What {@code armillary simulate --config} takes from a file, what wins over it, and what it refuses. */
class SimulationConfigTest {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();
	private final Notes notes = new Notes();

	@TempDir
	private Path place;

	private int simulate(String... arguments) throws CliException {
		var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
		var invocation = new Invocation(new Terminal(stream, stream, false), ActorCatalog.of(), RuleCatalog.NONE, place,
				new Invocation.Format());
		var command = new SimulateCommand(invocation, () -> List.of(notes), DiskRoom::free);
		new CommandLine(command).parseArgs(arguments);
		return command.call();
	}

	/** Simulates with a file and more words, and returns what the first note says. */
	private String simulated(String yaml, String... more) throws Exception {
		Path file = Files.writeString(place.resolve("night.yaml"), yaml);
		Path folder = Files.createTempDirectory(place, "night");
		var arguments = new ArrayList<>(List.of("notes", "--config", file.toString(), "--out", folder.toString()));
		arguments.addAll(List.of(more));
		assertEquals(0, simulate(arguments.toArray(String[]::new)));
		return Files.readString(folder.resolve("notes/1.txt"));
	}

	private List<Message> refused(String yaml, String... more) throws Exception {
		Path file = Files.writeString(place.resolve("night.yaml"), yaml);
		Path folder = place.resolve("refused");
		var arguments = new ArrayList<>(List.of("notes", "--config", file.toString(), "--out", folder.toString()));
		arguments.addAll(List.of(more));
		CliException refusal = assertThrows(CliException.class, () -> simulate(arguments.toArray(String[]::new)));
		assertEquals(ExitCode.REFUSED, refusal.exitCode());
		assertTrue(Files.notExists(folder), "nothing is written");
		return refusal.messages();
	}

	/** Ids, after the place within the file where there is one. */
	private List<String> problems(String yaml, String... more) throws Exception {
		String file = place.resolve("night.yaml") + ":";
		return refused(yaml, more).stream().map(message -> message.summary().startsWith(file)
				? message.summary().substring(file.length()).replaceFirst("^(\\d+:\\d+).*", "$1") + " " + message.id()
				: message.id()).toList();
	}

	@Test
	void groupsListsAndTheSeedAreTaken() throws Exception {
		assertEquals("42 {count=2, failing=9, bands=H,K, targets=arm=3 kind=disc,arm=4 kind=star, "
				+ "weather.seeing=0.6, angles=-60.0,0.0}", simulated("""
						seed: 42
						count: 2
						bands: [H, K]
						weather:
						  seeing: 0.6
						angles: [-60, 0]
						targets:
						  - { arm: 3, kind: disc }
						  - { arm: 4, kind: star }
						"""));
		assertEquals("1 {count=3, failing=9, bands=H, targets=, weather.seeing=1.5, angles=0.0}",
				simulated("fwhm: 1.5\n"));
	}

	@Test
	void whatIsTypedWins() throws Exception {
		String yaml = "seed: 42\nfwhm: 0.6\nbands: [H, K]\nangles: 60\n";
		assertEquals("7 {count=3, failing=9, bands=K, targets=, weather.seeing=1.0, angles=-60.0,0.0}",
				simulated(yaml, "--seed", "7", "--set", "weather.seeing=1", "--bands", "K", "--angles", "-60,0"));
	}

	@Test
	void everyMistakeIsToldInOneGoWithItsLine() throws Exception {
		assertEquals(List.of("1:1 cli.config-seed", "2:1 cli.config-unknown", "4:11 parameter.range",
				"5:1 cli.config-twice", "6:1 cli.config-list", "7:13 parameter.type", "8:9 workflow.type",
				"cli.simulate-option", "parameter.range"), problems("""
						seed: x
						band: H
						weather:
						  seeing: -1
						fwhm: 0.5
						count: [1, 2]
						angles: [0, north]
						bands: [[H]]
						""", "--set", "count=99", "--size", "small"));
	}

	@Test
	void aMessageHasTheValueTheRangeTheUnitAndWhatWasMeant() throws Exception {
		List<Message> found = refused("weather:\n  seeng: 1\nangles: [400]\n");
		assertTrue(found.getFirst().summary().contains("‘weather.seeing’"), found.toString());
		assertTrue(found.getFirst().detail().orElse("").contains("seeng: 1"), found.toString());
		assertTrue(found.getFirst().remedies().getFirst().contains("simulate notes --describe"), found.toString());
		String range = found.getLast().summary();
		for (String word : List.of("night.yaml:3:10", "angles", "400", "-360 to 360", "deg")) {
			assertTrue(range.contains(word), range);
		}
	}

	@Test
	void whatTheSimulatorHasAgainstValuesIsToldWithItsLine() throws Exception {
		assertEquals(List.of("2:3 notes.arm", "4:5 notes.arm", "5:12 notes.band"),
				problems("targets:\n- arm=25\n- arm=1\n-   { arm: 25, kind: star }\nbands: [H, Q, K]\n"));
		assertEquals(List.of("2:8 notes.band"), problems("targets: [pair, pair]\nbands: Q\n"),
				"not a pair, whose halves are not good for themselves");
		assertEquals(List.of("1:1 notes.together"), problems("bands: [H, K, Y, Z]\n"), "the whole is at fault");
		assertEquals(List.of("1:1 notes.together"), problems("bands: [H, K, Q2]\n", "--set", "count=2"));
		assertEquals(List.of("3:1 notes.together"), problems("count: 2\nfailing: 4\nbands: [H, K, Y]\n"),
				"the last that has to do with it");
		assertEquals(List.of("notes.together"), problems("failing: 4\n", "--set", "count=2", "--set", "bands=H,K,Y"));
		assertEquals(List.of("1:9 notes.band", "notes.arm"), problems("bands: [Q]\n", "--set", "targets=arm=25"));
	}

	@Test
	void aGroupWithAValueAndAParameterWithAMapAreToldAsWhatTheyAre() throws Exception {
		assertEquals(List.of("1:1 cli.config-group"), problems("weather: 0.8\n"));
		assertEquals(List.of("1:1 cli.config-group"), problems("weather: [1, 2]\n"));
		assertTrue(refused("weather: 0.8\n").getFirst().summary().contains("weather.seeing"));
		assertEquals(List.of("cli.config-group"), problems("", "--set", "weather=0.8"));
		assertEquals(List.of("1:12 cli.config-map", "2:10 cli.config-map", "3:17 cli.config-map"),
				problems("targets: { arm: 3, kind: star }\ncount: { of: 3 }\nangles: { at: { noon: 3 } }\n"));
		String remedy = refused("targets: { arm: 3 }\n").getFirst().remedies().getFirst();
		assertTrue(remedy.contains("‘targets: [{ arm: 3 }]’"), remedy);
		assertEquals(List.of("1:1 cli.config-unknown"), problems("wether: 0.8\n"));
	}

	@Test
	void anEmptyValueTypedTakesBackWhatTheFileSays() throws Exception {
		assertEquals(List.of("notes.together"), problems("targets: [pair]\n", "--set", "targets=", "--set", "count=1",
				"--set", "bands=H,K"), "not the pair");
		assertEquals("1 {count=3, failing=9, bands=K, targets=, weather.seeing=0.8, angles=0.0}",
				simulated("bands: [H, Q]\ntargets: [arm=25]\n", "--set", "targets=", "--set", "bands=K"));
	}

	@Test
	void filesThatAreNone() throws Exception {
		assertEquals(List.of("1:1 workflow.type"), problems("- a\n"));
		assertEquals(List.of("2:1 workflow.duplicate"), problems("count: 1\ncount: 2\n"));
		assertEquals(List.of("workflow.unreadable"),
				assertThrows(CliException.class,
						() -> simulate("notes", "--list", "--config", place.resolve("no").toString())).messages()
						.stream().map(Message::id).toList());
		assertEquals(1, problems("a: [1\n").size());
	}

	@Test
	void anOptionAndTheSameSettingDoNotGoTogether() throws Exception {
		assertEquals(List.of("cli.not-together"), problems("", "--bands", "H", "--set", "bands=K"));
		assertEquals(List.of("cli.simulate-option"), problems("", "--size", "small"));
	}
}
