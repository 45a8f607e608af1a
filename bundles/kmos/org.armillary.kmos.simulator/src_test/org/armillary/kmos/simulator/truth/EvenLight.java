package org.armillary.kmos.simulator.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.armillary.kmos.simulator.exposure.NightInstrument;
import org.armillary.kmos.simulator.light.Emission;
import org.armillary.kmos.simulator.light.FrameRenderer;
import org.armillary.kmos.simulator.light.Light;
import org.armillary.kmos.simulator.light.Light.Component;
import org.armillary.kmos.simulator.light.SlitletProfile;
import org.armillary.kmos.simulator.optics.InstrumentState;
import org.armillary.kmos.simulator.optics.SlitletGeometry;

/** Images of light that fills all slitlets of the second detector evenly. */
final class EvenLight {

	private static final int SIDE = 2048;

	private EvenLight() {
	}

	/** The image, electrons/s. */
	static float[] image(NightInstrument instrument, InstrumentState state, Emission emission) {
		var slitlets = new ArrayList<SlitletProfile>();
		for (int slice = 0; slice < SlitletGeometry.SLICES; slice++) {
			slitlets.add(SlitletProfile.even());
		}
		List<Light> lights = new ArrayList<>();
		for (int ifu = 9; ifu <= 16; ifu++) {
			lights.add(new Light(Component.LAMP, ifu, emission, slitlets));
		}
		return FrameRenderer.of(instrument.spectrograph(1).geometry(state), instrument.band(state.band()).kernels())
				.render(lights, Map.of());
	}

	/** Value of an image between pixels of a row, by the cubic through four of them. */
	static double at(float[] image, int y, double x) {
		int left = (int) x;
		double f = x - left;
		int pixel = y * SIDE + left;
		return -f * (f - 1) * (f - 2) / 6 * image[pixel - 1] + (f + 1) * (f - 1) * (f - 2) / 2 * image[pixel]
				- (f + 1) * f * (f - 2) / 2 * image[pixel + 1] + (f + 1) * f * (f - 1) / 6 * image[pixel + 2];
	}
}
