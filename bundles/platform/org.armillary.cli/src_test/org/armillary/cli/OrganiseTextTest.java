package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.organiser.Dataset;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.Overlay.Correction;
import org.armillary.organiser.rules.RuleLine;
import org.armillary.organiser.trace.Tracer;
import org.junit.jupiter.api.Test;

class OrganiseTextTest {

	private static final OrganiseFixture NIGHT = new OrganiseFixture().darks(2, 61100).flats("H", 61102, 0, 0, 60);

	private static String text(Organised organised, int width) {
		return new OrganiseText(organised, organised.organisation().datasets(), false, width).text();
	}

	@Test
	void everythingThatIsKnownStandsInALine() {
		String text = text(NIGHT.organised(), 140);
		assertEquals("""
				6 files · 2 datasets, 1 complete, 1 not · rules test 7
				DARK 2 · FLAT_OFF 1 · FLAT_ON 3

				night 2026-02-28
				  DATASET                   FILES   STATE
				  dark-2026-03-01T00:00:00  2 DARK  new
				      1 DARK fewer than planned (has 2 of 3)

				night 2026-03-02
				  DATASET                     FILES                    STATE  CHOSEN: LEVEL
				✗ flat-H-2026-03-03T00:00:00  1 off, 3 on at 2 angles  new    dark 1 (-2.00 d)
				      lacks: 1 FLAT_ON at angle 60° (has 1 of 2)

				levels: 1 good; in brackets the difference in time, where it is half a day or more

				why, for example: armillary organise … --why flat-H-2026-03-03T00:00:00""", text);
	}

	@Test
	void aNarrowTerminalIsNotOverrun() {
		for (int width : List.of(60, 80, 140)) {
			String text = text(NIGHT.organised(), width);
			assertTrue(text.lines().allMatch(line -> Lines.width(line) <= width), width + ":\n" + text);
			assertTrue(text.contains("dark 1 (-2.00 d)"), text);
		}
	}

	@Test
	void correctionsAreMarkedWhereTheyActAndExplainedOnce() {
		var correction = new Correction(List.of("on-H2*", "on-H1*"), Optional.empty(), Map.of("ANGLE", 90L), List.of(),
				"encoder stuck", new RuleLine("overlay.yaml", 4));
		String text = text(NIGHT.organised(new Overlay(List.of(correction), List.of(), List.of())), 140);
		assertTrue(text.contains("flat-H-2026-03-03T00:00:00*"), text);
		assertTrue(text.contains("ANGLE 60 → 90 in on-H2.fits, because encoder stuck, overlay.yaml:4"), text);
		assertTrue(text.contains("ANGLE 0 → 90 in on-H1.fits, because encoder stuck, overlay.yaml:4"), text);
	}

	@Test
	void datasetsThatDifferByNameAloneAreToldTogether() {
		var night = new OrganiseFixture();
		Object[] targets = new Object[10];
		for (int i = 0; i < 5; i++) {
			targets[2 * i] = "TARGET" + i + " NAME";
			targets[2 * i + 1] = "star" + i;
		}
		Organised organised = night.file("s.fits", "SCIENCE", "s", 61100, targets).organised();
		assertEquals(5, organised.organisation().datasets().size());
		assertTrue(text(organised, 140).contains("target-star*-2026-03-01T00:00:00 (5)"), text(organised, 140));
		String all = new OrganiseText(organised, organised.organisation().datasets(), true, 140).text();
		assertTrue(all.contains("target-star3-2026-03-01T00:00:00") && !all.contains("*"), all);
	}

	@Test
	void theReasonOfAChoiceNamesFileAndLine() {
		Organised organised = NIGHT.organised();
		Dataset flat = organised.organisation().datasets().getLast();
		for (int width : List.of(60, 140)) {
			String text = new OrganiseNeedText(
					new Tracer(organised.organisation()).need(flat, "dark").orElseThrow(), width).text();
			assertTrue(text.contains("test.rules.yaml:"), text);
			assertTrue(text.contains("|Δt| ≤ 7 d") && text.contains("-2 d") && text.contains("chosen"), text);
		}
	}

	@Test
	void whatALostCandidateFailedIsMarkedAndWhatDecidedToo() {
		Organised organised = new OrganiseFixture().darks(1, 61080).flats("H", 61102, 0, 0).organised();
		String text = new OrganiseNeedText(new Tracer(organised.organisation())
				.need(organised.organisation().datasets().getLast(), "dark").orElseThrow(), 160).text();
		assertTrue(text.contains("[✗ no]") && text.contains("✗ none"), text);
		assertFalse(text.contains("[✗ none]"), text);
		assertTrue(text.contains("nearest misses") && text.contains("what can be done"), text);
	}

	@Test
	void filesThatFailACheckAreMarkedWhereverTheirDatasetIsTold() {
		Organised organised = new OrganiseFixture().darks(3, 61100).flats("H", 61100.2, 0, 0)
				.file("bad.fits", "FLAT,ON", "fH", 61100.3, "BAND", "H", "ANGLE", 0L, "LAMP", false).organised();
		String text = text(organised, 140);
		assertTrue(text.contains("⚠ flat-H-"), text);
		assertTrue(text.contains("⚠ 1 of 3 FLAT_ON fails lamp"), text);
		assertFalse(text.contains("⚠ dark"), text);
		String selected = OrganiseText.selected(organised, organised.organisation().datasets(), 140).text();
		assertTrue(selected.contains("fails lamp: the lamp was off, test.rules.yaml:"), selected);
		String page = new OrganiseHtml(organised, organised.organisation().datasets()).page();
		assertTrue(page.contains("⚠ 1 of 3 FLAT_ON fails lamp"), page);
	}

	@Test
	void whatWasChosenForASelectedDatasetIsNamed() {
		Organised organised = NIGHT.organised();
		String text = OrganiseText.selected(organised, List.of(organised.organisation().datasets().getLast()), 140)
				.text();
		assertTrue(text.contains("dark → dark-2026-03-01T00:00:00, level 1 (good), -2.00 d"), text);
		assertTrue(text.contains("on-H0.fits"), text);
	}

	@Test
	void candidatesThatFailTheSameEssentialConditionAreOnlyCounted() {
		var night = new OrganiseFixture();
		for (int i = 0; i < 4; i++) {
			night.flats("K" + i, 61100 + i, 0, 0);
		}
		night.darks(3, 61101);
		String rules = OrganiseFixture.RULES.replace("  target:\n",
				"  arc:\n    group: [template, band]\n    members:\n      ARC: { min: 1 }\n    needs:\n"
						+ "      flat: { from: [flat], match: [band], levels: [{ level: 0, within: 9 d }] }\n  target:\n")
				.replace("  SCIENCE: \"", "  ARC: \"[TYPE] == ARC\"\n  SCIENCE: \"");
		night.file("arc.fits", "ARC", "a", 61101.5, "BAND", "K1");
		Organised organised = night.organised(rules, Overlay.NONE);
		Dataset arc = organised.organisation().datasets().stream()
				.filter(dataset -> dataset.rule().type().equals("arc")).findFirst().orElseThrow();
		var trace = new Tracer(organised.organisation()).need(arc, "flat").orElseThrow();
		String text = new OrganiseNeedText(trace, 140).text();
		assertTrue(text.contains("3 with another band: K0, K2, K3"), text);
		assertFalse(text.contains("flat-K2"), text);
		String all = new OrganiseNeedText(trace, true, 140).text();
		assertTrue(all.contains("flat-K2") && !all.contains("another band"), all);
	}

	@Test
	void classesThatFailForTheSameAbsentKeywordAreFoldedAndAMisspeltValueIsGuessed() {
		Organised organised = new OrganiseFixture().file("odd.fits", "FLAT,ONN", "f", 61100).organised();
		String text = new OrganiseFileText(
				new Tracer(organised.organisation()).file(organised.scanned().files().getFirst()), 140).text();
		assertTrue(text.contains("[TYPE] is FLAT,ONN: did you mean FLAT,ON"), text);
		assertTrue(text.indexOf("✗ FLAT_ON") < text.indexOf("✗ DARK"), text);
		var none = new OrganiseFixture();
		none.file("none.fits", "DARK", "f", 61100);
		Organised other = none.organised(OrganiseFixture.RULES.replace("[TYPE]", "[NOTYPE]"), Overlay.NONE);
		String folded = new OrganiseFileText(
				new Tracer(other.organisation()).file(other.scanned().files().getFirst()), 140).text();
		assertTrue(folded.contains("✗ 4 classes, DARK … SCIENCE: [NOTYPE] is absent"), folded);
	}

	@Test
	void linesAreFilledAndWords() {
		assertEquals("a ·\n  b ·\n  c", Lines.filled(List.of("a", "b", "c"), " ·", "  ", 4));
		assertEquals("one two\n three", Lines.wrapped("one two three", " ", 8));
		assertEquals("2026-03-01 12:04:31", Mjd.time(61100 + (12 * 3600 + 4 * 60 + 31) / 86400.0));
		assertEquals("–", Mjd.time(Double.NaN));
		assertEquals("2026-02-28", Mjd.night(61100.49));
		assertEquals("2026-03-01", Mjd.night(61100.51));
		assertEquals("-90.0 min", DatasetWords.days(-0.0625));
		assertEquals("-2.00 h", DatasetWords.days(-1 / 12.0));
		assertEquals("+2.00 d", DatasetWords.days(2));
	}
}
