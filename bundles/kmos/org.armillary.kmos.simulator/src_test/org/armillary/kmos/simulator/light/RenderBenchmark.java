package org.armillary.kmos.simulator.light;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.Light.Component;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.optics.DetectorGeometry;
import org.armillary.kmos.simulator.optics.SlitletGeometry;

/** Times the making of one detector's image: a sky with 1000 lines, warm glow, and a star in each of 8 IFUs. */
final class RenderBenchmark {

	private final SpectralGrid grid = new SpectralGrid(Band.H);
	private final LineKernels kernels = LineKernels.of(Band.H, Settings.standard());
	private final FrameRenderer renderer;
	private final List<Light> lights = new ArrayList<>();

	RenderBenchmark() {
		this(hand());
	}

	RenderBenchmark(DetectorGeometry geometry) {
		renderer = FrameRenderer.of(geometry, kernels);
		var even = Collections.nCopies(SlitletGeometry.SLICES, SlitletProfile.even());
		Emission sky = sky();
		Emission glow = Emission.continuum(grid, filled(0.02));
		List<Integer> ifus = geometry.slitlets().stream().map(SlitletGeometry::ifu).distinct().toList();
		for (int ifu : ifus) {
			lights.add(new Light(Component.SKY, ifu, sky, even, 1 + 0.01 * ifu));
			lights.add(new Light(Component.THERMAL, ifu, glow, even));
			lights.add(new Light(Component.OBJECT, ifu, Emission.continuum(grid, filled(ifu)), star(ifu)));
		}
	}

	/** Wall-clock seconds of one image, spectra included. */
	double seconds() {
		long start = System.nanoTime();
		float[] image = renderer.render(lights, Map.of());
		double seconds = (System.nanoTime() - start) * 1e-9;
		if (!(image[1024 * FrameRenderer.COLUMNS + 1000] >= 0)) {
			throw new IllegalStateException("no image");
		}
		return seconds;
	}

	/** Adds a rotating disc of 40 velocity channels with three lines each to each IFU. */
	void addDiscs() {
		for (Light light : List.copyOf(lights)) {
			if (light.component() == Component.OBJECT) {
				for (int channel = 0; channel < 40; channel++) {
					Emission lines = Emission.lines(grid, new double[] { 800 + channel, 870 + channel, 905 + channel },
							new double[] { 9, 30, 10 });
					lights.add(new Light(Component.OBJECT, light.ifu(), lines, star(light.ifu())));
				}
			}
		}
	}

	/** Wall-clock seconds of the convolution of the sky. */
	double convolutionSeconds() {
		Emission sky = sky();
		long start = System.nanoTime();
		RowSpectrum spectrum = RowSpectrum.of(sky, kernels);
		double seconds = (System.nanoTime() - start) * 1e-9;
		if (!spectrum.shines(0, grid.size() - 1)) {
			throw new IllegalStateException("no light");
		}
		return seconds;
	}

	private Emission sky() {
		RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
		return new Emission(grid, filled(0.1), random.doubles(1000, 0, 2048).toArray(),
				random.doubles(1000, 0, 300).toArray());
	}

	private double[] filled(double electrons) {
		var values = new double[grid.size()];
		Arrays.fill(values, electrons);
		return values;
	}

	private static List<SlitletProfile> star(int ifu) {
		var slitlets = new ArrayList<SlitletProfile>();
		double[] rows = { 0, 500, 1000, 1500, 2048 };
		for (int slice = 0; slice < SlitletGeometry.SLICES; slice++) {
			var shares = new double[rows.length][SlitletProfile.BINS];
			for (int node = 0; node < rows.length; node++) {
				for (int bin = 0; bin < SlitletProfile.BINS; bin++) {
					double along = (bin - 70 - node - ifu) / 35.0;
					double across = (slice - 6.5) / 3;
					shares[node][bin] = 1e-3 * StrictMath.pow(1 + along * along + across * across, -2.5);
				}
			}
			slitlets.add(new SlitletProfile(rows, shares));
		}
		return slitlets;
	}

	private static DetectorGeometry hand() {
		var slitlets = new ArrayList<SlitletGeometry>();
		for (int ifu = 1; ifu <= SlitletGeometry.IFUS_PER_DETECTOR; ifu++) {
			slitlets.addAll(HandMadeSlitlets.rows(2048).slope(0.002).lines(0.7, 0.2).profile(1.02, 0.05).ifu(ifu,
					20 + 252 * (ifu - 1)));
		}
		return HandMadeSlitlets.detector(Band.H, slitlets);
	}
}
