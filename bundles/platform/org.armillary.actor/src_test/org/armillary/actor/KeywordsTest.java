package org.armillary.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;

class KeywordsTest {

	@Test
	void keepsOrderAndValues() {
		Keywords keywords = Keywords.NONE.with("INSTRUME", "KMOS").with("ESO PRO CATG", "STATS").with("A", 5L)
				.with("B", 1.5)
				.with("C", true);
		assertEquals(List.of("INSTRUME", "ESO PRO CATG", "A", "B", "C"), List.copyOf(keywords.names()));
		assertEquals(Optional.of("KMOS"), keywords.text("INSTRUME"));
		assertEquals(Optional.of("5"), keywords.text("A"));
		assertEquals(OptionalDouble.of(5), keywords.number("A"));
		assertEquals(OptionalDouble.of(1.5), keywords.number("B"));
		assertEquals(OptionalDouble.empty(), keywords.number("INSTRUME"));
		assertEquals(OptionalDouble.empty(), keywords.number("C"));
		assertEquals(Optional.empty(), keywords.text("MISSING"));
		assertEquals(OptionalDouble.empty(), keywords.number("MISSING"));
	}

	@Test
	void setsInPlaceAndIsImmutable() {
		Keywords first = Keywords.NONE.with("A", 1L).with("B", 2L);
		Keywords changed = first.with("A", 3L);
		assertEquals(List.of("A", "B"), List.copyOf(changed.names()));
		assertEquals(Optional.of("1"), first.text("A"));
		assertEquals(Optional.of("3"), changed.text("A"));
		assertThrows(UnsupportedOperationException.class, () -> changed.values().put("A", 1L));
		Map<String, Object> source = new LinkedHashMap<>(Map.of("A", 1L));
		var copied = new Keywords(source);
		source.clear();
		assertEquals(1, copied.values().size());
	}

	@Test
	void refusesOtherTypes() {
		assertThrows(IllegalArgumentException.class, () -> Keywords.NONE.with("A", 1));
		assertThrows(IllegalArgumentException.class, () -> Keywords.NONE.with("A", 1f));
	}
}
