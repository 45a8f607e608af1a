package org.armillary.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.armillary.data.Column;
import org.armillary.data.FitsHeader;
import org.armillary.data.LogicalColumn;
import org.armillary.data.Table;
import org.armillary.data.TextColumn;
import org.junit.jupiter.api.Test;

class ProductSummaryTest {

	/** Two rows of two elements; the last element of the last row is what differs. */
	private static boolean differs(Column first, Column second) {
		var one = ProductSummary.of("table", new Table("t", List.of(first), FitsHeader.EMPTY));
		var other = ProductSummary.of("table", new Table("t", List.of(second), FitsHeader.EMPTY));
		return !one.keySet().equals(other.keySet())
				|| one.keySet().stream().anyMatch(name -> !one.get(name).agrees(other.get(name)));
	}

	@Test
	void everyElementOfAColumnCounts() {
		var logical = new LogicalColumn("a", "", 2, new boolean[] { true, false, true, false });
		assertFalse(differs(logical, logical));
		assertTrue(differs(logical, new LogicalColumn("a", "", 2, new boolean[] { true, false, true, true })));
		var text = new TextColumn("a", "", 2, new String[] { "a", "b", "c", "d" });
		assertFalse(differs(text, text));
		assertTrue(differs(text, new TextColumn("a", "", 2, new String[] { "a", "b", "c", "e" })));
	}
}
