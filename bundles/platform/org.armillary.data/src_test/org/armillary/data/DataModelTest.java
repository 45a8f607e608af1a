package org.armillary.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;

import org.junit.jupiter.api.Test;

class DataModelTest {

	@Test
	void voxelsStandInTheOrderOfTheFile() {
		Cube cube = Cube.of(2, 3, 4, new float[24]);
		assertEquals(0, cube.index(0, 0, 0));
		assertEquals(1, cube.index(0, 0, 1));
		assertEquals(4, cube.index(0, 1, 0));
		assertEquals(12, cube.index(1, 0, 0));
		assertThrows(IndexOutOfBoundsException.class, () -> cube.index(0, 0, 4));
	}

	@Test
	void varianceAndMaskHaveTheSizeOfTheValues() {
		Cube cube = Cube.of(1, 1, 2, new float[] { 1, 2 });
		assertThrows(IllegalArgumentException.class, () -> Cube.of(2, 2, 2, new float[7]));
		assertThrows(IllegalArgumentException.class, () -> cube.withVariance(Pixels.of(1f)));
		assertThrows(IllegalArgumentException.class, () -> cube.withMask(new Mask(List.of(), new int[3])));
	}

	@Test
	void noiseOfFaintFluxesKeepsItsVariance() {
		Cube cube = Cube.of(1, 1, 1, new float[] { 1e-19f }).withNoise(Pixels.of(1e-25f));
		assertEquals(1e-50, cube.variance().orElseThrow().at(0), 1e-56);
	}

	@Test
	void aMaskNamesItsFlags() {
		var mask = new Mask(List.of(new Mask.Flag("HOT", 0, "hot"), new Mask.Flag("COSMIC", 3, "hit")),
				new int[] { 0, 8 });
		assertTrue(mask.isGood(0));
		assertTrue(mask.has(1, "COSMIC"));
		assertFalse(mask.has(1, "HOT"));
		assertThrows(IllegalArgumentException.class, () -> mask.has(1, "COLD"));
	}

	@Test
	void tablesGiveColumnsByNameAndType() throws FitsException {
		Table table = Table.builder("STATS").reals("MEAN", "adu", 1.5, 2.5).texts("NAME", "a", "b").build();
		assertEquals(2, table.rows());
		assertEquals(2.5, table.reals("mean").at(1));
		assertEquals("b", table.texts("NAME").at(1));
		assertEquals("fits.column-type",
				assertThrows(FitsException.class, () -> table.integers("NAME")).explanation().id());
		assertEquals("fits.column-missing",
				assertThrows(FitsException.class, () -> table.reals("SD")).explanation().id());
	}

	@Test
	void tablesRefuseColumnsThatDoNotAgree() {
		Table.Builder unequal = Table.builder("T").reals("A", "", 1).reals("B", "", 1, 2);
		assertThrows(IllegalArgumentException.class, unequal::build);
		Table.Builder twice = Table.builder("T").reals("A", "", 1).reals("a", "", 1);
		assertThrows(IllegalArgumentException.class, twice::build);
	}

	@Test
	void columnsDoNotChangeWithTheArrayTheyWereMadeFrom() {
		double[] values = { 1, 2 };
		var column = new RealColumn("A", "", 1, values, RealColumn.Storage.DOUBLE);
		values[0] = 9;
		column.values()[1] = 9;
		assertEquals(1, column.at(0));
		assertEquals(2, column.at(1));
	}

	@Test
	void everyMessageHasAnIdOfItsOwnAndARemedy() {
		var ids = new HashSet<String>();
		for (FitsMessage message : FitsMessage.values()) {
			assertTrue(message.id().matches("fits\\.[a-z-]+"), message.id());
			assertTrue(ids.add(message.id()), message.id());
			assertFalse(message.remedies().isEmpty(), message.id());
		}
	}
}
