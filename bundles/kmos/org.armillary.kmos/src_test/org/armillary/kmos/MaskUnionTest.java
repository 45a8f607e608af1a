package org.armillary.kmos;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.armillary.data.Mask;
import org.armillary.data.Mask.Flag;
import org.junit.jupiter.api.Test;

class MaskUnionTest {

	private static final Flag HOT = new Flag("HOT", 0, "hot pixel");
	private static final Flag COSMIC = new Flag("COSMIC", 1, "cosmic ray");

	@Test
	void equalFlagsAreUnitedBitByBit() {
		Mask union = MaskUnion.of(new Mask(List.of(HOT, COSMIC), new int[] { 0, 1, 2, 3 }),
				new Mask(List.of(HOT, COSMIC), new int[] { 1, 2, 2, 0 }));
		assertEquals(List.of(HOT, COSMIC), union.flags());
		assertArrayEquals(new int[] { 1, 3, 2, 3 }, union.bits());
	}

	@Test
	void flagsAreMatchedByNameAndFreeBitsAreFound() {
		Mask first = new Mask(List.of(HOT), new int[] { 1, 0, 0 });
		Mask second = new Mask(List.of(new Flag("HOT", 4, ""), new Flag("EDGE", 0, "edge")), new int[] { 0, 16, 1 });
		Mask union = MaskUnion.of(first, second);
		assertTrue(union.has(0, "HOT"));
		assertTrue(union.has(1, "HOT"));
		assertFalse(union.has(2, "HOT"));
		assertTrue(union.has(2, "EDGE"));
		assertFalse(union.has(0, "EDGE"));
		assertEquals("edge", union.find("EDGE").orElseThrow().description());
	}

	@Test
	void bitsWithoutNameStay() {
		Mask union = MaskUnion.of(new Mask(List.of(HOT), new int[] { 1 }), new Mask(List.of(), new int[] { 64 }));
		assertArrayEquals(new int[] { 65 }, union.bits());
	}

	@Test
	void bitsWithoutNameGetNone() {
		Mask named = new Mask(List.of(HOT), new int[] { 0, 1 });
		Mask unnamed = new Mask(List.of(), new int[] { 1, 0 });
		for (Mask union : List.of(MaskUnion.of(named, unnamed), MaskUnion.of(unnamed, named))) {
			assertFalse(union.has(0, "HOT"));
			assertFalse(union.isGood(0));
			assertTrue(union.has(1, "HOT"));
		}
	}

	@Test
	void masksOfOtherLengthsAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> MaskUnion.of(new Mask(List.of(), new int[2]),
				new Mask(List.of(), new int[3])));
	}
}
