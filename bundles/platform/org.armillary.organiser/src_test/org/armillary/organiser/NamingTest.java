package org.armillary.organiser;

import static org.armillary.organiser.Example.NIGHT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class NamingTest {

	private static List<String> names(Night night) {
		return Example.organise(night).datasets().stream().map(Dataset::name).toList();
	}

	@Test
	void timesAreThoseOfTheHeader() {
		assertEquals("1858-11-17T00:00:00", Naming.utc(0));
		assertEquals("2000-01-01T12:00:00", Naming.utc(51_544.5));
		// 8 decimals, as ESO writes them: astropy Time('2026-03-01T12:04:31').mjd is 61100.50313657407
		assertEquals("2026-03-01T12:04:31", Naming.utc(61_100.503_136_57));
		assertEquals("2026-03-01T12:04:30", Naming.utc(61_100.503_136_55));
		assertEquals("1858-11-16T23:59:59", Naming.utc(-1e-6));
	}

	@Test
	void strangeCharactersAreLeftOut() {
		assertEquals(List.of("arc-___script_.a+b-2026-03-01T00:00:00"),
				names(new Night().arc("a", "-\u001b<script>.a+b", NIGHT)));
		assertEquals(List.of("arc-2026-03-01T00:00:00"),
				names(new Night().arc("a", "x", NIGHT, "ESO INS GRAT1 ID", null)));
		assertEquals(List.of("arc-_-2026-03-01T00:00:00"), names(new Night().arc("a", "\uD83D\uDD2D", NIGHT)));
	}

	@Test
	void equalNamesAreToldApartByTheirFiles() {
		Organisation organisation = Example
				.organise(new Night().arc("a", "H", NIGHT).arc("b", "H", NIGHT + 1e-6).arc("c", "H", NIGHT + 1));
		assertEquals("arc-H-2026-03-02T00:00:00", organisation.datasets().getLast().name());
		for (Dataset dataset : organisation.datasets().subList(0, 2)) {
			assertEquals("arc-H-2026-03-01T00:00:00-" + dataset.filesIdentity().substring(0, 4), dataset.name());
		}
	}

	@Test
	void asManyDigitsAsItTakes() {
		var night = new Night();
		for (int i = 0; i < 600; i++) {
			night.arc("a" + i, "H", NIGHT);
		}
		List<String> names = names(night);
		assertEquals(600, names.stream().distinct().count());
		assertEquals(1, names.stream().map(String::length).distinct().count());
		assertTrue(names.getFirst().length() > "arc-H-2026-03-01T00:00:00-0000".length());
	}

	@Test
	void datasetsWithTheSameFilesHaveNamesToo() {
		var night = new Night();
		// two sets of one test frame each, of which nothing is reduced
		night.file("a.fits", "FLAT,SKY", "s", NIGHT, "ESO TPL EXPNO", 1L);
		night.file("b.fits", "FLAT,SKY", "t", NIGHT, "ESO TPL EXPNO", 1L);
		String plain = "sky-flat-2026-03-01T00:00:00-" + Identities.of("sky-flat\n");
		assertEquals(List.of(plain + "-1", plain + "-2"), names(night));
	}
}
