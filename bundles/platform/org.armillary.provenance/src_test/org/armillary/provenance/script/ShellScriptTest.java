package org.armillary.provenance.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.engine.HeaderCorrection;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobReport;
import org.armillary.engine.RefusedException;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.store.Store;
import org.armillary.provenance.Ancestry;
import org.armillary.provenance.Ancestry.Step;
import org.armillary.provenance.GivenFiles;
import org.armillary.provenance.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts are run by the shell with a program that tells what it was given: every word arrives as it was. */
class ShellScriptTest {

	/** Writes each argument, ended by a zero byte. */
	private static final String SPY = "#!/bin/sh\nfor word; do printf '%s\\0' \"$word\"; done >>\"$SPY\"\n"
			+ "printf '\\0' >>\"$SPY\"\nexit ${SPY_CODE:-0}\n";

	@TempDir
	private Path folder;
	/** What the script said last. */
	private String lastLine = "";

	private List<List<String>> calls(String script, int expectedCode, Map<String, String> environment)
			throws Exception {
		Path spy = Files.writeString(folder.resolve("spy program"), SPY);
		assertTrue(spy.toFile().setExecutable(true));
		Path told = folder.resolve("told");
		Files.deleteIfExists(told);
		Path file = Files.writeString(folder.resolve("script.sh"), script);
		var builder = new ProcessBuilder("sh", file.toString()).directory(folder.toFile()).redirectErrorStream(true);
		builder.environment().putAll(Map.of("ARMILLARY", spy.toString(), "SPY", told.toString()));
		builder.environment().putAll(environment);
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes());
		assertEquals(expectedCode, process.waitFor(), output);
		lastLine = output.lines().reduce((_, last) -> last).orElse("");
		var calls = new ArrayList<List<String>>();
		var call = new ArrayList<String>();
		for (String word : Files.readString(told).split("\0", -1)) {
			if (word.isEmpty() && !call.isEmpty()
					&& call.getLast().equals(environment.getOrDefault("OUT", "./repeated"))) {
				calls.add(List.copyOf(call));
				call.clear();
			} else {
				call.add(word);
			}
		}
		return calls;
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "plain", "a b", "it's", "''", "\"", "$HOME", "`id`", "$(id)", "\\", "\\\\'", "a\nb",
			"*",
			"~", "-x", "#", "a=b", "!", "\t", "é ü", "\"'$`\\" })
	void aWordIsTheTextWhateverItHolds(String text) throws Exception {
		String script = "\"$ARMILLARY\" " + ShellWords.word(text) + " "
				+ ShellWords.word(text + "=", "OUT", "/" + text) + " \"$OUT\"\n";
		List<List<String>> calls = calls(script, 0, Map.of("OUT", "o u't"));
		assertEquals(List.of(text, text + "=o u't/" + text, "o u't"), calls.getFirst());
	}

	@Test
	void aScriptNamesEverythingThatTheJobsHad() throws Exception {
		try (Store store = Store.open(folder.resolve("store"))) {
			var run = new SmallRun(folder, store);
			RunSteps steps = RunSteps.of(run.record, store::report);
			assertEquals(List.of("dark#1", "flat#1"), steps.steps().stream().map(step -> step.job()).toList());
			assertEquals(List.of("broken#1"), List.copyOf(steps.gaps().keySet()));
			String script = ShellScript.of(run.record, "it\nrm -rf x", steps.steps(), List.of("broken#1:\ntouch y"));
			List<List<String>> calls = calls(script, 0, Map.of());
			String dark = steps.steps().get(0).report().products().get("out").getFirst().digest();
			assertEquals(List.of("recipe", "test.dark", "--in", "frames=" + run.raw.get(0), "--category",
					"frames.1=DARK", "--in", "frames=" + run.raw.get(1), "--category", "frames.2=DARK", "--select",
					"frames.2=CHIP?.INT*", "--correct",
					"frames.2=ESO DPR TYPE='IT''S DARK'", "--correct", "frames.2=EXPTIME=1.0", "--correct",
					"frames.2=ESO OLD", "--decide", "keep=1 2", "--set", "kappa=4.0", "--set", "title=it's",
					"--product",
					"out=dark/x_MASTER_DARK.fits", "--expect", "out=" + dark, "--one-job", "--out", "./repeated"),
					calls.get(0));
			// the product says itself what it is
			assertEquals(List.of("recipe", "test.flat", "--in", "dark=./repeated/dark/x_MASTER_DARK.fits", "--decide"),
					calls.get(1).subList(0, 5));
			assertEquals(2, calls.size());
			assertEquals("2 of 2 products as recorded", lastLine);
			assertFalse(Files.exists(folder.resolve("x")) || Files.exists(folder.resolve("y")));
		}
	}

	@Test
	void filesMayLieElsewhereAndFailuresAreTold() throws Exception {
		try (Store store = Store.open(folder.resolve("store"))) {
			var run = new SmallRun(folder, store);
			RunSteps steps = RunSteps.of(run.record, store::report);
			String script = ShellScript.of(run.record, "it", steps.steps(), List.of());
			List<List<String>> calls = calls(script, 1, Map.of("RAW_1", "/some where", "SPY_CODE", "1"));
			assertEquals("frames=/some where/a.fits", calls.get(0).get(3));
			// a product that differs is no reason to stop, a refusal is
			assertEquals(2, calls.size());
			assertEquals("0 of 2 steps as recorded, with 0 of 2 products; see above for the others", lastLine);
			assertEquals(1, calls(script, 2, Map.of("SPY_CODE", "2")).size());
		}
	}

	@Test
	void whyAJobMadeNothingIsToldToThoseWhoAskForItsProduct() throws Exception {
		try (Store store = Store.open(folder.resolve("store"))) {
			RunRecord run = new SmallRun(folder, store).record;
			for (String name : List.of("broken.out", "broken#1.out", "broken")) {
				Message why = assertThrows(RefusedException.class, () -> new Provenance(store).find(run, name))
						.explanation();
				assertEquals("provenance.unknown-product", why.id());
				assertTrue(why.summary().contains("broken#1 failed"), why.summary());
			}
		}
	}

	@Test
	void aNodeComesWithWhatItNeeds() throws Exception {
		try (Store store = Store.open(folder.resolve("store"))) {
			RunRecord run = new SmallRun(folder, store).record;
			RunSteps steps = RunSteps.of(run, store::report);
			RunSteps flat = steps.endingWith(run, "flat").orElseThrow();
			assertEquals(2, flat.steps().size());
			assertEquals(Map.of(), flat.gaps(), "nobody asked for what is broken");
			assertEquals(List.of("dark#1"),
					steps.endingWith(run, "dark#1").orElseThrow().steps().stream().map(step -> step.job()).toList());
			for (String broken : List.of("broken", "broken#1")) {
				RunSteps none = steps.endingWith(run, broken).orElseThrow();
				assertEquals(List.of(), none.steps());
				assertEquals(steps.gaps(), none.gaps());
			}
			assertTrue(steps.endingWith(run, "nothing").isEmpty());
		}
	}

	@Test
	void resultsOfOtherRunsAreRepeatedWithTheFilesOfThisRun() throws Exception {
		try (Store store = Store.open(folder.resolve("store"))) {
			var run = new SmallRun(folder, store);
			// two files of one name: what they say tells which is which
			List<Path> copies = List.of(folder.resolve("copy 1/x.fits"), folder.resolve("copy 2/x.fits"));
			for (int i = 0; i < 2; i++) {
				Files.createDirectories(copies.get(i).getParent());
				Files.move(run.raw.get(i), copies.get(i));
			}
			RunRecord again = run.again(copies);
			var given = new GivenFiles(again, store.files());
			RunSteps steps = RunSteps.of(again, store::report).placed(given);
			List<List<String>> calls = calls(ShellScript.of(again, "it", steps.steps(), List.of()), 0, Map.of());
			assertEquals("frames=" + copies.get(0), calls.get(0).get(3));
			assertEquals("frames=" + copies.get(1), calls.get(0).get(7));
			Ancestry ancestry = new Provenance(store).ancestry(again,
					steps.steps().getLast().report().products().get("out").getFirst());
			assertEquals(copies, ancestry.roots().values().stream().map(input -> input.path()).toList());
			// the run itself knows where its files were
			RunSteps own = RunSteps.of(run.record, store::report);
			assertEquals(own, own.placed(new GivenFiles(run.record, store.files())));
		}
	}

	@Test
	void aCategoryMayHoldAnything() throws Exception {
		try (Store store = Store.open(folder.resolve("store"))) {
			var run = new SmallRun(folder, store);
			Step dark = RunSteps.of(run.record, store::report).steps().getFirst();
			JobReport report = dark.report();
			List<UsedInput> inputs = report.facts().inputs().stream()
					.map(input -> new UsedInput(input.port(), " MY=CUBE: x ", input.path(), input.received(),
							input.selection(), input.corrections(), input.origin()))
					.toList();
			var step = new Step(dark.job(), dark.node(),
					new JobReport(report.run(), report.actor(), report.key(), report.result(), report.products(),
							report.ended(), report.circumstances(), new JobFacts(List.of(), inputs, Map.of())),
					dark.sources());
			String script = ShellScript.of(run.record, "it", List.of(step), List.of());
			List<String> call = calls(script, 0, Map.of()).getFirst();
			assertEquals(List.of("--in", "frames=" + run.raw.get(0), "--category", "frames.1= MY=CUBE: x "),
					call.subList(2, 6));
		}
	}

	@Test
	void correctionsSurviveAsText() {
		for (Object value : Arrays.asList("", "it's", "1", "T", 1L, -3L, 1.0, 1e30, true, false, "a=b")) {
			var correction = new HeaderCorrection("ESO DPR TYPE", Optional.of(value), "w", "w");
			assertEquals(correction, CorrectionText.read(CorrectionText.of(correction), "w"));
		}
		var removed = new HeaderCorrection("KEY", Optional.empty(), "w", "w");
		assertEquals(removed, CorrectionText.read(CorrectionText.of(removed), "w"));
	}
}
