package org.armillary.kmos.extractspec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionTest {

	@ParameterizedTest
	@CsvSource({ "7.5,7.5,3", "7,7,0.3", "7.2,6.9,0.5", "7.5,7.5,0.1", "3.3,9.1,2.7", "7,7,6.49" })
	void aCircleWithinTheFieldHasItsArea(double x, double y, double radius) {
		Region region = Region.circle(14, 14, x, y, radius);
		assertEquals(Math.PI * radius * radius, region.area(), 1e-12 * 200);
	}

	@ParameterizedTest
	@CsvSource({ "1,1,3", "0.2,13.9,2.5", "14.5,7,4", "7.5,7.5,12" })
	void aCircleOverTheEdgeHasTheAreaThatRandomPointsFind(double x, double y, double radius) {
		Region region = Region.circle(14, 14, x, y, radius);
		var random = new SplittableRandom(5);
		int inside = 0;
		int points = 400_000;
		for (int i = 0; i < points; i++) {
			double dx = 0.5 + 14 * random.nextDouble() - x;
			double dy = 0.5 + 14 * random.nextDouble() - y;
			inside += dx * dx + dy * dy < radius * radius ? 1 : 0;
		}
		assertEquals(14.0 * 14 * inside / points, region.area(), 0.6);
	}

	@Test
	void aBoxCountsSpaxelsByTheirShare() {
		assertArrayEquals(new double[] { 0, 0, 0, 0, 0, 0.25, 0.5, 0.25, 0, 0.5, 1, 0.5, 0, 0.25, 0.5, 0.25 },
				Region.box(4, 4, 3, 3, 2, 2).weights());
		Region five = Region.box(14, 15, 8, 8, 5, 5);
		assertEquals(25, five.area());
		assertEquals(1, five.weights()[5 * 15 + 5]);
		assertEquals(0, five.weights()[4 * 15 + 5]);
	}

	@Test
	void correlatedNoiseGrowsWithTheAperture() {
		var correlation = new NoiseCorrelation(1.1, 0.5);
		assertEquals(1.1, correlation.factor(1));
		assertEquals(1.1 + 0.5 * Math.log10(5), correlation.factor(25), 1e-12);
		assertEquals(1, NoiseCorrelation.NONE.factor(25));
	}
}
