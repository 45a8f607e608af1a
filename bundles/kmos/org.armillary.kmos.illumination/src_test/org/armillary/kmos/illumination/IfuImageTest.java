package org.armillary.kmos.illumination;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.armillary.kmos.IfuOrientation;
import org.armillary.kmos.Slitlet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IfuImageTest {

	@ParameterizedTest
	@CsvSource({ "1,14", "6,14", "17,14", "24,14", "6,28", "20,28" })
	void slitletsStandWhereTheOrientationOfTheIfuPutsThem(int ifu, int side) {
		FieldLight field = FieldLight.dark(Slitlet.IFUS * Slitlet.SLICES, side);
		double spaxel = 2800.0 / side;
		for (int slice = 1; slice <= Slitlet.SLICES; slice++) {
			for (int place = 0; place < side; place++) {
				double along = (place - (side - 1) / 2.0) * spaxel;
				double across = new Slitlet(ifu, slice).acrossMas();
				int k = (ifu - 1) * Slitlet.SLICES + slice - 1;
				field.light()[k][place] = plane(IfuOrientation.of(ifu).x(along, across),
						IfuOrientation.of(ifu).y(along, across));
				field.variance()[k][place] = 0.04;
			}
		}
		IfuImage image = IfuImage.of(ifu, field);
		int edge = side == Slitlet.SLICES ? 0 : 1;
		for (int row = edge; row < side - edge; row++) {
			for (int column = edge; column < side - edge; column++) {
				assertEquals(plane((column - (side - 1) / 2.0) * spaxel, (row - (side - 1) / 2.0) * spaxel),
						image.value()[row * side + column], 1e-6);
			}
		}
		assertEquals(1, image.mean(), 1e-6);
		assertEquals(side == Slitlet.SLICES ? 0.2 : 0.2 * Math.sqrt(0.75 * 0.75 + 0.25 * 0.25),
				image.noise()[side * side / 2 + side / 2], 1e-6);
	}

	private static double plane(double x, double y) {
		return 1 + 1e-4 * x - 3e-5 * y;
	}
}
