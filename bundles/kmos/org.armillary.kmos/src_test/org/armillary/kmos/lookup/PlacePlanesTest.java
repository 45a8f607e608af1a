package org.armillary.kmos.lookup;

import static org.armillary.kmos.lookup.TestSlitlets.NX;
import static org.armillary.kmos.lookup.TestSlitlets.NY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.armillary.kmos.IfuOrientation;
import org.armillary.kmos.Slitlet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacePlanesTest {

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void pixelsBetweenBothEdgesAndNoOthersHaveAPlace(int detector) {
		PlacePlanes planes = PlacePlanes.of(TestSlitlets.traces(detector, 0.2, -0.4), NY, NX, TestSlitlets.allGood());
		int lit = 0;
		for (int row = 4; row < NY - 4; row++) {
			for (int column = 4; column < NX - 4; column++) {
				int index = index(column, row, 0.2, -0.4);
				float x = planes.x()[row * NX + column];
				float y = planes.y()[row * NX + column];
				if (index < 0) {
					assertTrue(Float.isNaN(x) && Float.isNaN(y), "row " + row + " column " + column);
					continue;
				}
				lit++;
				Slitlet slitlet = TestSlitlets.slitlet(detector, index);
				IfuOrientation orientation = IfuOrientation.of(slitlet.ifu());
				double along = ((column - TestSlitlets.left(index, row, index < 3 ? 0.2 : -0.4))
						/ TestSlitlets.width(index) * 2 - 1) * 1400;
				assertEquals(index < 3 ? 1 : 5, PlaceCode.ifu(x));
				assertEquals(orientation.x(along, slitlet.acrossMas()), PlaceCode.mas(x), 0.5001);
				assertEquals(orientation.y(along, slitlet.acrossMas()), PlaceCode.mas(y), 0.5001);
			}
		}
		assertTrue(lit > 6 * 13 * (NY - 8), "lit " + lit);
	}

	@Test
	void badAndReferencePixelsHaveNoPlace() {
		byte[] good = TestSlitlets.allGood();
		int bad = 20 * NX + 16;
		good[bad] = 0;
		PlacePlanes all = PlacePlanes.of(TestSlitlets.traces(1, 0, 0), NY, NX, TestSlitlets.allGood());
		PlacePlanes planes = PlacePlanes.of(TestSlitlets.traces(1, 0, 0), NY, NX, good);
		assertEquals(1, PlaceCode.ifu(all.x()[bad]));
		for (int i = 0; i < NY * NX; i++) {
			boolean isReference = i / NX < 4 || i / NX >= NY - 4;
			assertEquals(i == bad || isReference ? 0 : PlaceCode.ifu(all.y()[i]), PlaceCode.ifu(planes.y()[i]));
		}
	}

	@Test
	void rowsMayBeLimited() {
		PlacePlanes planes = PlacePlanes.of(TestSlitlets.traces(1, 0, 0), NY, NX, TestSlitlets.allGood(), 10, 12);
		for (int row = 0; row < NY; row++) {
			assertEquals(row == 10 || row == 11, PlaceCode.ifu(planes.x()[row * NX + 16]) == 1, "row " + row);
		}
	}

	@Test
	void aMaskOfAnotherSizeIsRefused() {
		assertThrows(IllegalArgumentException.class,
				() -> PlacePlanes.of(TestSlitlets.traces(1, 0, 0), NY, NX, new byte[NX]));
	}

	private static int index(int column, int row, double shift, double otherShift) {
		for (int i = 0; i < 6; i++) {
			double left = TestSlitlets.left(i, row, i < 3 ? shift : otherShift);
			if (column >= left && column <= left + TestSlitlets.width(i)) {
				return i;
			}
		}
		return -1;
	}
}
