package org.armillary.kmos.wavecal.identification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OffsetSumsTest {

	private static final int MARGIN = 30;

	@ParameterizedTest
	@CsvSource({ "2, 10", "0.5, 14", "1, 40", "3, 20" })
	void sumsAreThoseOfEachOffset(double step, int offsets) {
		var random = new SplittableRandom(1);
		float[] profile = new float[200 + 2 * MARGIN];
		for (int i = MARGIN - 3; i < profile.length - MARGIN + 3; i++) {
			profile[i] = random.nextFloat();
		}
		double[] places = new double[12];
		double[] weights = new double[places.length];
		for (int i = 0; i < places.length; i++) {
			places[i] = -20 + random.nextDouble() * (profile.length + 40);
			weights[i] = 0.1 + random.nextDouble();
		}
		OffsetSums sums = new OffsetSums(profile, MARGIN, weights, offsets, step);
		for (int repeat = 0; repeat < 2; repeat++) {
			sums.add(places);
			for (int k = -offsets; k <= offsets; k++) {
				double sum = 0;
				double total = 0;
				double squares = 0;
				for (int i = 0; i < places.length; i++) {
					int at = (int) Math.floor(places[i] + k * step);
					if (at >= MARGIN && at < profile.length - MARGIN) {
						sum += weights[i] * profile[at];
						total += weights[i];
						squares += weights[i] * weights[i];
					}
				}
				assertEquals(sum, sums.sums()[k + offsets], 1e-12);
				assertEquals(total, sums.weights()[k + offsets], 1e-12);
				assertEquals(squares, sums.squares()[k + offsets], 1e-12);
			}
		}
	}
}
