package org.armillary.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupingTest {

	private static final Grouping ARMS = new Grouping(List.of("ESO INS GRAT1 NAME", "ESO OCS ARM# NAME"),
			List.of("IFU.#.*", "ARM# (*)"));

	@Test
	void keywordsWithAndWithoutNumbers() {
		assertEquals(Optional.of("ESO OCS ARM# NAME"), ARMS.manyValued());
		assertEquals(List.of("ESO INS GRAT1 NAME"), ARMS.single());
		assertEquals("ESO OCS ARM24 NAME", ARMS.keyword(24));
		assertEquals(OptionalInt.of(7), ARMS.number("ESO OCS ARM7 NAME"));
		assertEquals(OptionalInt.empty(), ARMS.number("ESO OCS ARM NAME"));
		assertEquals(OptionalInt.empty(), ARMS.number("ESO OCS ARM7 NAMES"));
		assertEquals(OptionalInt.empty(), Grouping.by("OBJECT").number("OBJECT"));
		assertThrows(IllegalStateException.class, () -> Grouping.by("OBJECT").keyword(1));
	}

	@ParameterizedTest
	@CsvSource({ "IFU.7.DATA, 7", "IFU.12.NOISE, 12", "IFU.7., 7", "IFU.7, -1", "XIFU.7.DATA, -1", "IFUx7xDATA, -1",
			"ARM3 (x), 3", "ARM3 x, -1", "IFU.99999999999.DATA, -1" })
	void extensions(String name, int number) {
		assertEquals(number < 0 ? OptionalInt.empty() : OptionalInt.of(number), ARMS.numberOfExtension(name));
	}

	@Test
	void refusesWhatMakesNoSense() {
		List<List<List<String>>> wrong = List.of(List.of(List.of(), List.of()), List.of(List.of("object"), List.of()),
				List.of(List.of("A", "A"), List.of()), List.of(List.of("A#", "B#"), List.of("#")),
				List.of(List.of("A#B#"), List.of("#")), List.of(List.of("A#"), List.of()),
				List.of(List.of("A"), List.of("IFU.#")), List.of(List.of("A#"), List.of("IFU")),
				List.of(List.of("A#"), List.of("IFU.#.#")));
		for (var lists : wrong) {
			assertThrows(IllegalArgumentException.class, () -> new Grouping(lists.getFirst(), lists.getLast()),
					lists.toString());
		}
	}
}
