package org.armillary.kmos.slitlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.armillary.kmos.Slitlet;
import org.junit.jupiter.api.Test;

class EdgeShiftTest {

	private static final Set<Integer> ALL = IntStream.rangeClosed(1, 24).boxed().collect(Collectors.toSet());
	private static final EdgeSettings SETTINGS = new EdgeSettings(4, EdgeSettings.AUTOMATIC);

	@Test
	void shiftOfHalfSegmentsIsFoundInFainterLight() {
		for (double shift : new double[] { -1.7, 0.2, 0.9 }) {
			var lamp = new SlitletFrames(96, 20_000, 1, 3);
			DetectorTraces traces = SlitletSearch.trace(lamp.frame(), 2, ALL, SETTINGS).traces();
			var sky = new SlitletFrames(96, 1500, 1, 3);
			for (int i = 0; i < Slitlet.PER_DETECTOR; i++) {
				sky.middle[i] += i < 56 ? shift : shift + 0.3;
				sky.tilt[i] += 0.01;
				sky.level[i] = i / Slitlet.SLICES == 6 ? 0 : sky.level[i];
			}
			EdgeShift found = EdgeShift.measure(sky.frame(), traces, SETTINGS);
			assertEquals(List.of(3, 4), found.halfSegments().stream().map(EdgeShift.Shift::number).toList());
			assertEquals(shift, found.halfSegments().get(0).pixel(), 0.004);
			assertEquals(shift + 0.3, found.halfSegments().get(1).pixel(), 0.004);
			assertTrue(found.halfSegments().stream().allMatch(each -> each.error() > 2e-4 && each.error() < 4e-3));
			assertEquals(112, found.halfSegments().get(0).edges());
			assertEquals(84, found.halfSegments().get(1).edges());
			assertEquals(15, found.ifus().get(6).number());
			assertTrue(Double.isNaN(found.ifus().get(6).pixel()));
			assertEquals(shift, found.ifus().get(1).pixel(), 0.008);
			assertEquals(traces.slitlets().get(100).left().at(50) + found.halfSegments().get(1).pixel(),
					found.moved().slitlets().get(100).left().at(50), 1e-9);
		}
	}

	@Test
	void darkFrameHasNoShift() {
		var lamp = new SlitletFrames(96, 20_000, 1, 3);
		DetectorTraces traces = SlitletSearch.trace(lamp.frame(), 1, ALL, SETTINGS).traces();
		EdgeShift found = EdgeShift.measure(new SlitletFrames(96, 0, 1, 4).frame(), traces, SETTINGS);
		assertTrue(found.halfSegments().stream().allMatch(each -> Double.isNaN(each.pixel()) && each.edges() == 0));
		assertEquals(traces.slitlets().getFirst().left().at(10), found.moved().slitlets().getFirst().left().at(10));
	}
}
