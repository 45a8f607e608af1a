package org.armillary.provenance.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.armillary.engine.JobResult.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodsTest {

	private final MethodsFixture fixture = new MethodsFixture();

	@Test
	void aRunOfTwoStepsReadsLikeAPaper() {
		fixture.job("dark", "kmos.dark", Map.of("kappa", "5.0"), fixture.raw("DARK", 5)).made("MASTER_DARK", 5);
		fixture.job("flat", "kmos.flat", Map.of(), fixture.raw("FLAT", 3), fixture.made("dark", "MASTER_DARK"))
				.made("MASTER_FLAT", 3);
		Methods methods = fixture.methods();
		assertEquals(
				"The data were reduced with Armillary 0.1.0, with the workflow ‘night’. Five DARK frames were combined "
						+ "with kmos.dark (‘Master dark’, algorithm 1; Davies et al. 2013), giving MASTER_DARK. Its only parameter "
						+ "other than default was kappa = 5 sigma (default 3). Three FLAT frames were combined with kmos.flat "
						+ "(‘Master flat’, algorithm 1; Horne 1986), together with the resulting MASTER_DARK image, giving "
						+ "MASTER_FLAT. All other parameters had their default values.",
				methods.paragraph());
		assertEquals(List.of("Davies2013", "Horne1986", "Armillary"),
				methods.references().stream().map(Reference::key).toList());
		assertEquals(List.of(), methods.gaps());
		List<BibChecker.Entry> entries = BibChecker.read(methods.bibtex());
		assertEquals(3, entries.size());
		assertEquals("Computer software, version 0.1.0", entries.getLast().fields().get("note"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "1|One DARK frame was processed with", "2|Two DARK frames were combined with",
			"12|Twelve DARK frames were combined with", "40|A total of 40 DARK frames were combined with" })
	void numbersAreGoodEnglish(int frames, String expected) {
		fixture.job("dark", "kmos.dark", Map.of(), fixture.raw("DARK", frames)).made("MASTER_DARK", frames);
		String text = fixture.methods().paragraph();
		assertTrue(text.contains(". " + expected + " kmos.dark"), text);
		assertTrue(text.endsWith("All parameters had their default values."), text);
	}

	@Test
	void jobsOfANodeAreFolded() {
		for (int i = 0; i < 12; i++) {
			fixture.job("dark", "kmos.dark", i < 3 ? Map.of("kappa", "4") : Map.of(), fixture.raw("DARK", 3 + i % 3))
					.made("MASTER_DARK", 3);
		}
		String text = fixture.methods().paragraph();
		assertTrue(text.contains("For each of twelve groups, three to five DARK frames (48 in all) were combined with "
				+ "kmos.dark"), text);
		// one frame too many of four, two of five, four times each
		assertTrue(text.contains("Twelve of them were rejected."), text);
		assertTrue(text.contains("kappa = 4 sigma in 3 of 12 cases (default 3)."), text);
		assertFalse(text.contains("All parameters"), text);
	}

	@Test
	void jobsOfOneFileEachAreToldAsSuch() {
		for (int i = 0; i < 14; i++) {
			fixture.job("cube", "kmos.cube", Map.of(), fixture.raw("SCIENCE", 1)).made("CUBE", 0);
		}
		String text = fixture.methods().paragraph();
		assertTrue(text.contains("Each of 14 SCIENCE frames was processed with kmos.cube (‘Cube’, algorithm 1; "
				+ "Davies et al. 2013), giving CUBE."), text);
	}

	@Test
	void oneFrameThatWasRejectedIsTold() {
		fixture.job("dark", "kmos.dark", Map.of(), fixture.raw("DARK", 5)).made("MASTER_DARK", 4);
		assertTrue(fixture.methods().paragraph().contains("One of them was rejected."));
	}

	@Test
	void aNumberOfFramesThatWasInheritedFromAnotherProductDoesNotCount() {
		fixture.job("flat", "kmos.flat", Map.of(), fixture.raw("CUBE", 5)).made("STACK", 2, "kmos.cube");
		assertFalse(fixture.methods().paragraph().contains("rejected"));
	}

	@Test
	void anActorThatNeedsNothingIsToldByWhatItMakes() {
		fixture.job("simulate", "kmos.simulate", Map.of()).made("DARK", 0);
		String text = fixture.methods().paragraph();
		assertTrue(text.contains("One DARK frame was made with kmos.simulate"), text);
	}

	@Test
	void whatIsNotKnownIsSaid() {
		fixture.job("dark", "kmos.gone", Map.of("kappa", "5"), fixture.raw("DARK", 5)).made("MASTER_DARK", 5);
		fixture.job("flat", "kmos.flat", Map.of("kappa", "7"), fixture.raw("FLAT", 3)).forgotten();
		fixture.job("arc", "kmos.dark", Map.of("kappa", "7"), fixture.raw("ARC", 3)).withoutFacts();
		fixture.job("cube", "kmos.cube", Map.of(), fixture.raw("SCIENCE", 1)).ended(Status.FAILED);
		Methods methods = fixture.methods();
		assertEquals(4, methods.gaps().stream().filter(gap -> gap.startsWith("node dark: ")
				|| gap.startsWith("node flat: ") || gap.startsWith("node arc: ") || gap.startsWith("node cube: "))
				.count(),
				methods.gaps().toString());
		String text = methods.paragraph();
		assertTrue(text.contains("Five DARK files were combined with kmos.gone (algorithm 1)"), text);
		assertTrue(text.contains("kappa = 5 (default 3)"), text);
		assertTrue(text.contains("Three FLAT frames were combined with kmos.flat"), text);
		assertTrue(text.contains("kappa = 7 sigma (default 3)"), text);
		assertFalse(text.contains("kmos.cube"), text);
		assertFalse(text.contains("other parameters"), "that is not known of all");
	}

	@Test
	void aPlugInIsNamedWithItsVersionAndARunWithoutEnvironmentIsNoted() {
		fixture.environments(List.of());
		fixture.job("dark", "kmos.dark", Map.of(), fixture.raw("DARK", 2)).origin("com.example.dark 2.1.0")
				.made("MASTER_DARK", 2);
		Methods methods = fixture.methods();
		assertTrue(methods.paragraph().contains("of com.example.dark 2.1.0"), methods.paragraph());
		assertEquals(1, methods.gaps().size());
		BibChecker.read(methods.bibtex());
	}

	/** Results of long ago say “built in” where those of now name a bundle. */
	@Test
	void whatBelongsToTheProductIsNoPlugIn() {
		fixture.job("dark", "kmos.dark", Map.of(), fixture.raw("DARK", 2)).origin("built in").made("MASTER_DARK", 2);
		fixture.job("flat", "kmos.flat", Map.of(), fixture.raw("FLAT", 2)).origin("org.armillary.kmos.flat 0.1.0")
				.made("MASTER_FLAT", 2);
		fixture.job("cube", "kmos.cube", Map.of(), fixture.raw("OBJECT", 2)).origin("lantern 2").made("CUBE", 2);
		String text = fixture.methods().paragraph();
		assertFalse(text.contains("built in") || text.contains("of org.armillary"), text);
		assertTrue(text.contains("of lantern 2"), text);
	}

	@Test
	void correctedHeadersAreTold() {
		fixture.job("dark", "kmos.dark", Map.of(), fixture.corrected("DARK", 2), fixture.raw("DARK", 1))
				.made("MASTER_DARK", 3);
		String text = fixture.methods().paragraph();
		assertTrue(text.contains("The headers of two files were corrected before use (ESO DPR TYPE = DARK)."), text);
		assertTrue(text.contains("Three DARK frames were combined"), text);
	}

	@Test
	void versionsOfARunThatWasResumedWithAnotherAreTold() {
		fixture.environments(List.of(MethodsFixture.environment("0.1.0.2026"), MethodsFixture.environment("0.1.0.2027"),
				MethodsFixture.environment("0.2.0")));
		fixture.job("dark", "kmos.dark", Map.of(), fixture.raw("DARK", 3)).made("MASTER_DARK", 3);
		assertTrue(fixture.methods().paragraph().startsWith("The data were reduced with Armillary 0.1.0 and 0.2.0, "));
	}

	@Test
	void hostileNamesDoNotBreakTheParagraphOrTheReferences() {
		fixture.workflow("a\nb %&$ \\input{x}");
		fixture.job("dark", "kmos.dark", Map.of("kappa", "5"), fixture.raw("D\nARK", 2)).made("MASTER_DARK", 2);
		Methods methods = fixture.methods();
		assertFalse(methods.paragraph().contains("\n"));
		BibChecker.read(methods.bibtex());
	}
}
