package org.armillary.kmos.lookup;

import static org.armillary.kmos.lookup.TestSlitlets.NX;
import static org.armillary.kmos.lookup.TestSlitlets.NY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.armillary.kmos.slitlet.DetectorTraces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalfSegmentShiftsTest {

	private static SlitletPlane plane(int detector, DetectorTraces traces) {
		PlacePlanes planes = PlacePlanes.of(traces, NY, NX, TestSlitlets.allGood());
		return SlitletPlane.of(detector, NX, planes.x(), planes.y());
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void shiftsAndScaleAreMeasuredFromTheTables(int detector) {
		SlitletPlane[] planes = { plane(detector, TestSlitlets.traces(detector, 0.1, 0)),
				plane(detector, TestSlitlets.traces(detector, 0.83, -1.4)),
				plane(detector, TestSlitlets.traces(detector, -0.57, 0.2)) };
		HalfSegmentShifts shifts = HalfSegmentShifts.measure(planes, new double[] { 0, 120, 240 });
		assertEquals(0.73, shifts.at(0, 1) - shifts.at(0, 0), 0.002);
		assertEquals(-0.67, shifts.at(0, 2) - shifts.at(0, 0), 0.002);
		assertEquals(-1.4, shifts.at(1, 1) - shifts.at(1, 0), 0.002);
		assertEquals(0.2, shifts.at(1, 2) - shifts.at(1, 0), 0.002);
		for (int i = 0; i < 6; i++) {
			int slitlet = TestSlitlets.slitlet(detector, i).index() + 1;
			assertEquals(2800 / TestSlitlets.width(i), shifts.masPerPixel(slitlet), 0.05);
		}
		assertTrue(Double.isNaN(shifts.masPerPixel(7)));
	}

	@Test
	void oneWrongSlitletDoesNotMatter() {
		DetectorTraces traces = TestSlitlets.traces(1, 0.6, 0);
		DetectorTraces wrong = new DetectorTraces(1, List.of(traces.slitlets().get(0), traces.slitlets().get(1),
				traces.slitlets().get(2).moved(1.5)));
		SlitletPlane[] planes = { plane(1, TestSlitlets.traces(1, 0, 0)), plane(1, wrong) };
		HalfSegmentShifts shifts = HalfSegmentShifts.measure(planes, new double[] { 0, 60 });
		assertEquals(0.6, shifts.at(0, 1) - shifts.at(0, 0), 0.005);
	}

	@Test
	void aHalfSegmentThatIsDarkHasNoShift() {
		DetectorTraces traces = TestSlitlets.traces(1, 0.6, 0);
		DetectorTraces half = new DetectorTraces(1, traces.slitlets().subList(0, 3));
		SlitletPlane[] planes = { plane(1, half), plane(1, half) };
		HalfSegmentShifts shifts = HalfSegmentShifts.measure(planes, new double[] { 0, 60 });
		assertEquals(0, shifts.at(0, 1) - shifts.at(0, 0), 1e-9);
		assertTrue(Double.isNaN(shifts.at(1, 0)) && Double.isNaN(shifts.at(1, 1)));
		assertTrue(Double.isNaN(shifts.fit(1).at(30)));
	}

	@Test
	void pixelsForWhichThePlanesNameDifferentIfusHaveNoData() {
		float[] x = { 100.4f, 100.4f, 0, Float.NaN };
		float[] y = { -900.4f, -900.5f, -900.4f, -900.4f };
		SlitletPlane plane = SlitletPlane.of(1, 4, x, y);
		assertEquals(3 * 14 + 8, plane.slitlet()[0]);
		assertEquals(-900, plane.along()[0]);
		for (int i = 1; i < 4; i++) {
			assertEquals(0, plane.slitlet()[i]);
			assertTrue(Float.isNaN(plane.along()[i]));
		}
	}
}
