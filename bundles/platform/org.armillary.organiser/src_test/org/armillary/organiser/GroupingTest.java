package org.armillary.organiser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.armillary.organiser.Shortage.Kind;
import org.armillary.organiser.rules.Value;
import org.junit.jupiter.api.Test;

class GroupingTest {

	@Test
	void aNightOfCalibrationsIsPutTogether() {
		Organisation organisation = Example.organise(new Night().darks("d", 5, Example.NIGHT, 10)
				.flats("f", "H", Example.NIGHT + 0.1, new double[] { 0, 60 }).arc("a", "H", Example.NIGHT + 0.12));

		assertEquals(List.of("dark-10-2026-03-01T00:00:00", "flat-H-2026-03-01T02:24:00", "arc-H-2026-03-01T02:52:48"),
				names(organisation));
		Dataset flat = organisation.datasets().get(1);
		assertEquals(7, flat.members().size());
		assertEquals(Map.of("template", new Value.Text("f"), "band", new Value.Text("H")), flat.key());
		assertTrue(organisation.datasets().stream().allMatch(Dataset::complete));
		assertEquals(List.of(), organisation.problems());
		assertEquals("dark-10-2026-03-01T00:00:00", chosen(flat, "dark"));
		assertEquals("flat-H-2026-03-01T02:24:00", chosen(organisation.datasets().get(2), "flat"));
	}

	@Test
	void minusSixtyAndThreeHundredAreOneAngle() {
		Organisation organisation = Example.organise(new Night().darks("d", 5, Example.NIGHT, 10)
				.file("off.fits", "FLAT,OFF", "f", Example.NIGHT, "ESO INS GRAT1 ID", "H", "ESO INS FILT1 ID", "Block",
						"ESO DET SEQ1 DIT", 10.0)
				.file("1.fits", "FLAT,LAMP", "f", Example.NIGHT + 0.1, "ESO INS GRAT1 ID", "H", "ESO OCS ROT NAANGLE",
						-60.0, "ESO DET SEQ1 DIT", 10.0)
				.file("2.fits", "FLAT,LAMP", "f", Example.NIGHT + 0.2, "ESO INS GRAT1 ID", "H", "ESO OCS ROT NAANGLE",
						300L, "ESO DET SEQ1 DIT", 10.0)
				.file("3.fits", "FLAT,LAMP", "f", Example.NIGHT + 0.3, "ESO INS GRAT1 ID", "H", "ESO OCS ROT NAANGLE",
						659.9, "ESO DET SEQ1 DIT", 10.0));

		Dataset flat = dataset(organisation, "flat");
		assertEquals(List.of(), flat.shortages());
		assertTrue(flat.complete());
	}

	@Test
	void eachAngleIsCounted() {
		Night night = new Night().flats("f", "H", Example.NIGHT, new double[] { 0, 60 })
				.file("alone.fits", "FLAT,LAMP", "f", Example.NIGHT + 0.3, "ESO INS GRAT1 ID", "H",
						"ESO OCS ROT NAANGLE", 120.0)
				.file("none.fits", "FLAT,LAMP", "f", Example.NIGHT + 0.3, "ESO INS GRAT1 ID", "H");

		Dataset flat = dataset(Example.organise(night), "flat");

		assertEquals(List.of(Optional.empty(), Optional.of(new Value.Number(120))),
				flat.shortages().stream().map(Shortage::each).toList());
		assertTrue(flat.shortages().stream()
				.allMatch(shortage -> shortage.found() == 1 && shortage.kind() == Kind.TOO_FEW));
	}

	@Test
	void noMemberOfACategoryAtAllIsOneShortage() {
		Dataset flat = dataset(Example.organise(new Night().file("off.fits", "FLAT,OFF", "f", Example.NIGHT)), "flat");

		assertEquals(1, flat.shortages().size());
		assertEquals(0, flat.shortages().getFirst().found());
		assertEquals("FLAT_ON", flat.shortages().getFirst().rule().category());
		assertEquals(Map.of("template", new Value.Text("f")), flat.key());
	}

	@Test
	void countsBelowThePlanAreEnough() {
		for (int count = 1; count <= 8; count++) {
			Dataset dark = dataset(Example.organise(new Night().darks("d", count, Example.NIGHT, 10)), "dark");
			assertEquals(count >= 3 && count <= 6, dark.complete(), "complete with " + count);
			assertEquals(
					count < 3 ? List.of(Kind.TOO_FEW)
							: count < 5 ? List.of(Kind.BELOW_PLAN) : count > 6 ? List.of(Kind.TOO_MANY) : List.of(),
					dark.shortages().stream().map(Shortage::kind).toList(), "with " + count);
		}
	}

	@Test
	void theTestFrameOfSkyFlatsBelongsToThemButDoesNotCount() {
		Night night = new Night();
		for (long number = 1; number <= 3; number++) {
			night.file("s" + number + ".fits", "FLAT,SKY", "s", Example.NIGHT + number * 0.01, "ESO TPL EXPNO", number,
					"ESO INS GRAT1 ID", "H");
		}
		Dataset sky = dataset(Example.organise(night), "sky-flat");

		assertEquals(List.of(true, false, false), sky.members().stream().map(Member::skipped).toList());
		assertTrue(sky.complete());
		assertEquals(Example.NIGHT + 0.02, sky.mjd());
		assertEquals("sky-flat-H-2026-03-01T00:28:48", sky.name());

		Dataset alone = dataset(Example.organise(List.of(night.files().getFirst())), "sky-flat");
		assertFalse(alone.complete());
		assertEquals(Example.NIGHT + 0.01, alone.mjd());
		assertEquals(Identities.of("sky-flat\n"), alone.filesIdentity());
	}

	@Test
	void anExposureOfManyTargetsBelongsToADatasetForEach() {
		Organisation organisation = Example.organise(
				new Night().science("one", "H", Example.NIGHT, "ESO OCS ARM2 NAME", "B", "ESO OCS ARM13 NAME", "A "));

		assertEquals(List.of("science-A-2026-03-01T00:00:00", "science-B-2026-03-01T00:00:00"), names(organisation));
		Dataset first = organisation.datasets().getFirst();
		Dataset second = organisation.datasets().getLast();
		assertEquals(first.members().getFirst().frame(), second.members().getFirst().frame());
		assertFalse(first.filesIdentity().equals(second.filesIdentity()), "what was done for A is not done for B");
	}

	@Test
	void valuesOfOtherKindsArePartOfTheKeyAsTheyAre() {
		Organisation organisation = Example.organise(new Night().darks("d", 3, Example.NIGHT, 10).file("text.fits",
				"DARK", "d", Example.NIGHT + 0.1, "ESO DET SEQ1 DIT", "10").file("none.fits", "DARK", "d",
						Example.NIGHT + 0.2));

		assertEquals(List.of(3, 1, 1),
				organisation.datasets().stream().map(dataset -> dataset.members().size()).toList());
	}

	@Test
	void moreCombinationsThanMakeSenseAreTold() {
		var keywords = new ArrayList<Object>();
		for (int i = 1; i <= FrameTests.MOST_KEYS + 1; i++) {
			keywords.add("ESO OCS ARM" + i + " NAME");
			keywords.add("T" + i);
		}
		Organisation organisation = Example
				.organise(new Night().science("one", "H", Example.NIGHT, keywords.toArray()));

		assertEquals(List.of(), organisation.datasets());
		assertEquals(List.of("organise.too-many-groups"), Example.ids(organisation));
	}

	static Dataset dataset(Organisation organisation, String type) {
		List<Dataset> datasets = organisation.datasets().stream()
				.filter(dataset -> dataset.rule().type().equals(type)).toList();
		assertEquals(1, datasets.size(), type);
		return datasets.getFirst();
	}

	static String chosen(Dataset dataset, String need) {
		return dataset.associations().stream().filter(association -> association.need().name().equals(need))
				.flatMap(association -> association.choices().stream()).map(choice -> choice.dataset().name())
				.collect(Collectors.joining(" "));
	}

	private static List<String> names(Organisation organisation) {
		return organisation.datasets().stream().map(Dataset::name).toList();
	}
}
