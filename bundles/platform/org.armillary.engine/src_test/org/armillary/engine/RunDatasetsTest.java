package org.armillary.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.actor.Keywords;
import org.armillary.actor.Payload;
import org.armillary.actor.ProductDescription;
import org.armillary.engine.RunDatasets.Choice;
import org.armillary.engine.RunDatasets.Dataset;
import org.armillary.engine.RunDatasets.InputFile;
import org.armillary.engine.RunDatasets.Rules;
import org.armillary.organiser.Frame;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.Overlay.Correction;
import org.junit.jupiter.api.Test;

class RunDatasetsTest {

	private static final Path DARK = Path.of("/night/dark.fits");
	private static final Path FLAT = Path.of("/night/flat.fits");

	private final HandMadeNight night = new HandMadeNight();

	private List<String> chosen(String... names) {
		return RunDatasets.of(night.organisation(), dataset -> List.of(names).contains(dataset.name())).datasets()
				.stream().map(Dataset::name).toList();
	}

	@Test
	void takesWhatIsChosenWithAllThatItNeedsAndNothingElse() {
		for (int i = 1; i <= 3; i++) {
			night.dataset("dark-" + i, "dark", List.of(night.frame(Path.of("/d" + i), "DARK", i)));
		}
		night.dataset("flat-1", "flat", List.of(night.frame(Path.of("/f1"), "FLAT_ON", 4)), "dark-2");
		night.dataset("arc-1", "arc", List.of(night.frame(Path.of("/a1"), "ARC", 5)), "flat-1", "dark-3");
		night.dataset("arc-2", "arc", false, 0, List.of(night.frame(Path.of("/a2"), "ARC", 0)), "flat-1");
		assertEquals(List.of("dark-2", "dark-3", "flat-1", "arc-1"), chosen("arc-1"));
		assertEquals(List.of("dark-2", "flat-1"), chosen("flat-1", "arc-2"));
		assertEquals(List.of(), chosen("arc-2"), "incomplete");
		RunDatasets all = RunDatasets.of(night.organisation(), dataset -> dataset.name().equals("flat-1"));
		assertEquals(Set.of(Path.of("/d2"), Path.of("/f1")), all.files().keySet());
		assertEquals(Map.of("dark", List.of(new Choice("dark-2", 0, -2, "calibration plan"))),
				all.dataset("flat-1").orElseThrow().choices());
		assertTrue(RunDatasets.of(night.organisation(), _ -> false).isEmpty());
	}

	@Test
	void aCorrectionIsWhatIsDifferentInTheEnd() {
		var raw = new LinkedHashMap<String, Object>();
		raw.put("A", 1L);
		raw.put("B", "b");
		raw.put("C", true);
		Frame frame = night.frame(DARK, "DARK", 1, "dark", raw,
				HandMadeNight.correction(3, "first", Map.of("A", 2L, "N", 1.5, "B", "x")),
				HandMadeNight.correction(7, "second", Map.of("A", 3L, "B", "b"), "C", "N"));
		night.dataset("dark-1", "dark", List.of(frame));
		assertEquals(
				Set.of(new HeaderCorrection("A", Optional.of(3L), Optional.of(1L), "second", "night.overlay.yaml:7"),
						new HeaderCorrection("C", Optional.empty(), Optional.of(true), "second",
								"night.overlay.yaml:7")),
				Set.copyOf(night.run().corrections(Path.of("/night/x/../dark.fits"))));
		assertEquals(List.of(), night.run().corrections(FLAT));
	}

	@Test
	void whatIsToldOfCorrectionsSaysWhatTheFilesSay() {
		var one = new HeaderCorrection("A", Optional.of(3L), Optional.of(1L), "why", "o:7");
		var other = new HeaderCorrection("A", Optional.of(3L), Optional.of("x"), "why", "o:7");
		var added = new HeaderCorrection("B", Optional.of(true), "why", "o:7");
		var told = Corrections.told(Map.of(Path.of("/a/f"), List.of(one, added)));
		assertEquals(List.of("A = 3 (was 1), B = T"),
				told.stream().map(message -> message.summary().replaceAll(".*?: (.*), because.*", "$1")).toList());
		var files = new LinkedHashMap<Path, List<HeaderCorrection>>();
		files.put(Path.of("/a/f"), List.of(one));
		files.put(Path.of("/a/g"), List.of(other));
		assertEquals(1, Corrections.told(files).size());
		assertTrue(Corrections.told(files).getFirst().summary().contains("A = 3 (was 1 or x)"));
	}

	/** A correction that acts says more than what it changes: what it leaves as it was is not corrected. */
	@Test
	void aNumberThatIsWrittenOtherwiseIsNotCorrected() {
		Frame frame = night.frame(DARK, "DARK", 1, "dark", Map.of("A", 1L, "B", "b"),
				HandMadeNight.correction(3, "why", Map.of("A", 1.0, "B", "x")));
		night.dataset("dark-1", "dark", List.of(frame));
		assertEquals(
				List.of(new HeaderCorrection("B", Optional.of("x"), Optional.of("b"), "why", "night.overlay.yaml:3")),
				night.run().corrections(DARK));
	}

	@Test
	void filesAreInOrderOfTimeAndKnowAllTheirKinds() {
		Frame first = night.frame(Path.of("/f1"), "FLAT_ON", 1);
		Frame second = night.frame(Path.of("/f2"), "FLAT_ON", 2);
		Frame third = night.frame(Path.of("/f3"), "FLAT_ON", 3);
		night.dataset("lamp-1", "lamp", List.of(first, third));
		night.dataset("lamp-2", "lamp", List.of(second, third));
		night.dataset("flat-1", "flat", false, 0, List.of(third));
		RunDatasets run = night.run();
		assertEquals(List.of(Path.of("/f1"), Path.of("/f2"), Path.of("/f3")), List.copyOf(run.files().keySet()));
		assertEquals(List.of("lamp"), run.files().get(Path.of("/f1")).types());
		assertEquals(List.of("flat", "lamp"), run.files().get(Path.of("/f3")).types(), "flat-1 is incomplete");
	}

	@Test
	void aFileOfWhichOnlyHeadersAreThereCannotBeReduced() {
		Frame frame = night.frame(DARK, "DARK", 1);
		HeaderFile file = frame.file();
		var headers = new Frame(new HeaderFile(file.name(), Optional.empty(), file.header(), 1, file.identity()),
				frame.header(), List.of(), "DARK", 1, frame.identity());
		night.dataset("dark-1", "dark", List.of(headers));
		Organisation organisation = night.organisation();
		assertThrows(IllegalArgumentException.class, () -> RunDatasets.of(organisation, _ -> true));
		assertTrue(RunDatasets.of(organisation, _ -> false).isEmpty());
	}

	@Test
	void whatIsReferredToMustBeThere() {
		var rules = new Rules("r", 1, "f", List.of("dark"), List.of("DARK"));
		var file = new InputFile("DARK", List.of());
		var lost = new Dataset("d", "dark", "x", "y", List.of(DARK), Map.of("n", List.of(new Choice("e", 0, 0, ""))));
		assertThrows(IllegalArgumentException.class, () -> new RunDatasets(rules, Map.of(DARK, file), List.of(lost)));
		var good = new Dataset("d", "dark", "x", "y", List.of(DARK), Map.of());
		assertEquals(1, new RunDatasets(rules, Map.of(DARK, file), List.of(good)).datasets().size());
		assertThrows(IllegalArgumentException.class, () -> new RunDatasets(rules, Map.of(FLAT, file), List.of(good)));
		assertThrows(IllegalArgumentException.class,
				() -> new RunDatasets(rules, Map.of(DARK, file), List.of(good, good)));
		var foreign = new Dataset("d", "flat", "x", "y", List.of(DARK), Map.of());
		assertThrows(IllegalArgumentException.class,
				() -> new RunDatasets(rules, Map.of(DARK, file), List.of(foreign)));
	}

	/** Files that say their path. */
	private static final InputFiles SAYING = new InputFiles() {
		@Override
		public FileFacts facts(Path file) {
			return new FileFacts(
					new ProductDescription("OWN", new Keywords(new LinkedHashMap<>(Map.of("A", 1L, "B", "b")))),
					Set.of(Payload.FILE), 7);
		}

		@Override
		public String digest(Path file, ExtensionSelection selection) {
			return file + " " + selection.patterns();
		}
	};

	private String digest(Map<String, Object> raw, Correction... corrections) throws IOException {
		var one = new HandMadeNight();
		one.dataset("dark-1", "dark", List.of(one.frame(DARK, "DARK", 1, "dark", raw, corrections)));
		return DatasetFiles.of(SAYING, Optional.of(one.run())).digest(DARK, ExtensionSelection.ALL);
	}

	@Test
	void filesAreAsRulesAndCorrectionsMakeThem() throws IOException {
		night.dataset("dark-1", "dark", List.of(night.frame(DARK, "DARK", 1, "dark", Map.of("A", 1L, "B", "b"),
				HandMadeNight.correction(1, "why", Map.of("A", 2L, "N", "new"), "B"))));
		DatasetFiles files = DatasetFiles.of(SAYING, Optional.of(night.run()));
		FileFacts facts = files.facts(DARK);
		assertEquals("DARK", facts.description().category());
		assertEquals(Map.of("A", 2L, "N", "new"), facts.description().keywords().values());
		assertEquals(7, facts.bytes());
		assertEquals(SAYING.facts(FLAT), files.facts(FLAT), "a file of no dataset");
		assertEquals(SAYING.digest(FLAT, ExtensionSelection.ALL), files.digest(FLAT, ExtensionSelection.ALL));
		assertEquals(SAYING.facts(DARK), DatasetFiles.of(SAYING, Optional.empty()).facts(DARK));
	}

	@Test
	void theDigestHasWhatIsCorrectedAndNotWhy() throws IOException {
		Map<String, Object> raw = Map.of("A", 1L, "B", "b");
		String plain = SAYING.digest(DARK, ExtensionSelection.ALL);
		assertEquals(plain, digest(raw));
		assertEquals(plain, digest(raw, HandMadeNight.correction(1, "no change", Map.of("A", 1L))));
		String number = digest(raw, HandMadeNight.correction(1, "x", Map.of("A", 5L)));
		assertEquals(number, digest(raw, HandMadeNight.correction(9, "another reason", Map.of("A", 5L))));
		assertNotEquals(plain, number);
		assertNotEquals(number, digest(raw, HandMadeNight.correction(1, "x", Map.of("A", "5"))));
		assertNotEquals(number, digest(raw, HandMadeNight.correction(1, "x", Map.of("A", 5.0))));
		assertNotEquals(number, digest(raw, HandMadeNight.correction(1, "x", Map.of(), "A")));
		assertEquals(digest(raw, HandMadeNight.correction(1, "x", Map.of("A", 5L, "B", "c"))),
				digest(raw, HandMadeNight.correction(1, "x", Map.of("B", "c")),
						HandMadeNight.correction(2, "y", Map.of("A", 5L))));
	}
}
