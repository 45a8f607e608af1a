package org.armillary.organiser;

import static org.armillary.organiser.Example.NIGHT;
import static org.armillary.organiser.GroupingTest.chosen;
import static org.armillary.organiser.GroupingTest.dataset;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.armillary.organiser.header.HeaderFile;
import org.junit.jupiter.api.Test;

class AssociatingTest {

	private static final double HOUR = 1 / 24.0;

	/** What an arc at {@code NIGHT} chooses when there is only a master flat somewhere. */
	private static List<Integer> level(double days, Object... more) {
		Dataset arc = dataset(
				Example.organise(new Night().arc("a", "H", NIGHT).masterFlat("m", "H", NIGHT + days, more)), "arc");
		return arc.associations().getFirst().choices().stream().map(choice -> choice.level().number()).toList();
	}

	@Test
	void windowsIncludeTheirEdges() {
		assertEquals(List.of(-1), level(1.5 * HOUR));
		assertEquals(List.of(-1), level(-1.5 * HOUR));
		assertEquals(List.of(0), level(1.5 * HOUR + 1e-6));
		assertEquals(List.of(0), level(1));
		assertEquals(List.of(2), level(1 + 1e-6));
		assertEquals(List.of(2), level(14));
		assertEquals(List.of(2), level(-14));
		assertEquals(List.of(), level(14 + 1e-6));
		assertEquals(List.of(), level(-14 - 1e-6));
	}

	@Test
	void anHourIsAnHourAtAnyDate() {
		for (int day = 0; day < 3000; day++) {
			double mjd = 51_544.123 + day * 7.31;
			Dataset arc = dataset(Example.organise(new Night().arc("a", "H", mjd).masterFlat("m", "H", mjd - 4 * HOUR,
					"ESO OCS ROT NAANGLE", 10.0)), "arc");
			assertEquals(1, arc.associations().getFirst().choices().getFirst().level().number(), "MJD " + mjd);
		}
	}

	@Test
	void aWindowMayReachAheadOnly() {
		assertEquals(List.of(0), level(0.5));
		assertEquals(List.of(2), level(-0.5));
	}

	@Test
	void aLevelMayAskForMore() {
		assertEquals(List.of(1), level(-3 * HOUR, "ESO OCS ROT NAANGLE", -30.0));
		assertEquals(List.of(1), level(-3 * HOUR, "ESO OCS ROT NAANGLE", 30.0));
		assertEquals(List.of(2), level(-3 * HOUR, "ESO OCS ROT NAANGLE", 31.0));
		assertEquals(List.of(2), level(-3 * HOUR, "ESO OCS ROT NAANGLE", 329.0));
		assertEquals(List.of(2), level(-3 * HOUR), "no angle agrees with none only");
	}

	@Test
	void numbersNeedNotBeEqual() {
		assertEquals(List.of(-1), level(0.01, "ESO INS TEMP", 281.0));
		assertEquals(List.of(-1), level(0.01, "ESO INS TEMP", 279L));
		assertEquals(List.of(), level(0.01, "ESO INS TEMP", 281.001));
		assertEquals(List.of(), level(0.01, "ESO INS TEMP", "280"), "a text is no number");
		assertEquals(List.of(), level(0.01, "ESO INS TEMP", null));
		assertEquals(List.of(), level(0.01, "ESO INS GRAT1 ID", "K"));
	}

	@Test
	void nothingAgreesWithNothing() {
		Dataset arc = dataset(
				Example.organise(new Night().arc("a", "H", NIGHT, "ESO INS TEMP", null, "ESO INS GRAT1 ID", null)
						.masterFlat("m", "H", NIGHT + 0.01, "ESO INS TEMP", null, "ESO INS GRAT1 ID", null)),
				"arc");
		assertEquals(1, arc.associations().getFirst().choices().size());
	}

	@Test
	void allValuesOfTheOneMustBeAmongThoseOfTheOther() {
		Night night = new Night().darks("d", 5, NIGHT, 10).flats("f", "H", NIGHT);
		assertTrue(dataset(Example.organise(night), "flat").complete());
		night.file("other-dit.fits", "FLAT,LAMP", "f", NIGHT + 0.1, "ESO INS GRAT1 ID", "H", "ESO OCS ROT NAANGLE", 0.0,
				"ESO DET SEQ1 DIT", 20.0);
		assertFalse(dataset(Example.organise(night), "flat").complete());
	}

	/** Raw flats at two times and master flats at two times; the name of the chosen one for each preference. */
	private static String preferred(String preference, double raw, double master) {
		Night night = new Night().darks("d", 5, NIGHT, 10).flats("r", "H", NIGHT + raw)
				.masterFlat("m", "H", NIGHT + master).arc("a", "H", NIGHT);
		return chosen(dataset(Example.organise(night, "calibrations", preference), "arc"), "flat").replaceFirst(
				"-H-.*", "");
	}

	@Test
	void rawAndMasterArePreferredAsTheUserLikes() {
		// both of level -1, the master closer
		assertEquals("flat-master", preferred("closest", 0.05, 0.01));
		assertEquals("flat", preferred("order", 0.05, 0.01));
		assertEquals("flat", preferred("raw-per-level", 0.05, 0.01));
		assertEquals("flat-master", preferred("master-per-level", 0.01, 0.05));
		assertEquals("flat", preferred("raw", 0.05, 0.01));
		assertEquals("flat-master", preferred("master", 0.01, 0.05));
		// the raw ones of level 2, the master of level -1
		assertEquals("flat-master", preferred("closest", 5, 0.01));
		assertEquals("flat", preferred("order", 5, 0.01));
		assertEquals("flat-master", preferred("raw-per-level", 5, 0.01));
		assertEquals("flat-master", preferred("master-per-level", 5, 0.01));
		assertEquals("flat", preferred("raw", 5, 0.01));
		// the other way
		assertEquals("flat", preferred("master-per-level", 0.01, 5));
		assertEquals("flat-master", preferred("master", 0.01, 5));
		// a better level wins over a smaller difference
		assertEquals("flat", preferred("closest", 0.9, -0.4));
	}

	@Test
	void theEarlierOfTwoAsCloseIsChosen() {
		Dataset arc = dataset(Example.organise(new Night().arc("a", "H", NIGHT).masterFlat("late", "H", NIGHT + 0.03125)
				.masterFlat("early", "H", NIGHT - 0.03125)), "arc");
		assertEquals(-0.03125, arc.associations().getFirst().choices().getFirst().days());
	}

	@Test
	void incompleteOnesAreNotChosen() {
		Night night = new Night().flats("f", "H", NIGHT).arc("a", "H", NIGHT + 0.2);
		Organisation organisation = Example.organise(night);
		assertFalse(dataset(organisation, "flat").complete(), "no dark");
		assertFalse(dataset(organisation, "arc").complete());
		assertEquals(List.of("organise.incomplete", "organise.incomplete"), Example.ids(organisation));
		assertTrue(dataset(Example.organise(night.darks("d", 3, NIGHT, 10)), "arc").complete());
	}

	@Test
	void aSourceMayServeOnlySome() {
		assertEquals("", chosen(dataset(
				Example.organise(new Night().science("s", "H", NIGHT).masterFlat("m", "H", NIGHT)), "science"),
				"flat"));
		assertEquals("flat-master-K-2026-03-01T00:00:00", chosen(dataset(
				Example.organise(new Night().science("s", "K", NIGHT).masterFlat("m", "K", NIGHT)), "science"),
				"flat"));
	}

	@Test
	void needsWithConditionsAndNumbers() {
		Night night = new Night().science("s", "K", NIGHT).masterFlat("m", "K", NIGHT);
		Dataset easy = dataset(Example.organise(night), "science");
		assertFalse(easy.associations().getLast().wanted());
		assertTrue(easy.complete());

		night.darks("one", 3, NIGHT + 1, 10).darks("short", 3, NIGHT + 0.5, 5).darks("bad", 3, NIGHT + 0.1, 10);
		Dataset lacking = dataset(Example.organise(night, "thorough", "yes"), "science");
		assertFalse(lacking.complete());
		assertEquals("dark-10-2026-03-02T00:00:00", chosen(lacking, "dark"));

		night.darks("two", 3, NIGHT - 2, 10).darks("three", 3, NIGHT + 3, 10).darks("four", 3, NIGHT + 4, 10);
		Dataset enough = dataset(Example.organise(night, "thorough", "yes"), "science");
		assertTrue(enough.complete());
		assertEquals("dark-10-2026-03-02T00:00:00 dark-10-2026-02-27T00:00:00 dark-10-2026-03-04T00:00:00",
				chosen(enough, "dark"));
	}

	@Test
	void whatAPersonSaysOfCandidatesCounts() {
		Night night = new Night().arc("a", "H", NIGHT).masterFlat("near", "H", NIGHT + 0.01).masterFlat("far", "H",
				NIGHT + 5);
		assertEquals("flat-master-H-2026-03-06T00:00:00", chosen(dataset(Example.organise(night, Example.overlay("""
				choose:
				  - { need: flat, only: ["far-*.fits"], reason: better }
				""")), "arc"), "flat"));
		assertEquals("flat-master-H-2026-03-06T00:00:00", chosen(dataset(Example.organise(night, Example.overlay("""
				choose:
				  - { for: ["arc-*"], never: ["flat-master-H-2026-03-01*"], reason: bad }
				""")), "arc"), "flat"));
		assertEquals("", chosen(dataset(Example.organise(night, Example.overlay("""
				choose:
				  - { only: ["far-*"], reason: better }
				  - { only: ["near-*"], reason: better still }
				""")), "arc"), "flat"), "each list counts");
		Organisation other = Example.organise(night, Example.overlay("""
				choose:
				  - { need: dark, never: ["near-*"], reason: of another need }
				  - { for: ["flat-*"], never: ["near-*"], reason: of another dataset }
				  - { never: ["nobody"], reason: nothing }
				"""));
		assertEquals("flat-master-H-2026-03-01T00:14:24", chosen(dataset(other, "arc"), "flat"));
		assertEquals(List.of("organise.overlay-unused"), Example.ids(other));
	}

	@Test
	void identityCoversTheWholeSetAndNoNames() {
		Night night = new Night().darks("d", 3, NIGHT, 10).flats("f", "H", NIGHT).arc("a", "H", NIGHT + 0.1);
		Dataset arc = dataset(Example.organise(night), "arc");
		var moved = night.files().stream().map(file -> new HeaderFile(
				"elsewhere/" + file.identity().substring(0, 8) + ".fits", file.path(), file.header(), 7,
				file.identity()))
				.toList();
		Dataset again = dataset(Example.organise(moved), "arc");
		assertEquals(arc.identity(), again.identity());
		assertEquals(arc.name(), again.name());

		night.darks("more", 1, NIGHT + 0.01, 10, "ESO TPL START", "d");
		Dataset changed = dataset(Example.organise(night), "arc");
		assertEquals(arc.filesIdentity(), changed.filesIdentity());
		assertFalse(arc.identity().equals(changed.identity()), "the flat's dark has another file");
	}
}
