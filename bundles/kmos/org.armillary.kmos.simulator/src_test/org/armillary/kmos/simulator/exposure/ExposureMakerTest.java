package org.armillary.kmos.simulator.exposure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.armillary.kmos.simulator.config.Effect;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.detector.Persistence;
import org.armillary.kmos.simulator.detector.PixelValues;
import org.armillary.kmos.simulator.header.RawClass;
import org.armillary.kmos.simulator.light.Light.Component;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.plan.NightExposure;
import org.armillary.kmos.simulator.source.Target;
import org.armillary.kmos.simulator.source.Target.SpectralType;
import org.armillary.kmos.simulator.source.Target.Star;
import org.armillary.kmos.simulator.source.TargetView;
import org.junit.jupiter.api.Test;

class ExposureMakerTest {

	private static final Set<Effect> DETECTOR = EnumSet.range(Effect.RESPONSE, Effect.CAPACITANCE);
	private static final Star STAR = new Star("star", SpectralType.A0V, 13, 0.15, -0.1, 35);

	@Test
	void aFrameWithoutNoiseIsTheSumOfItsComponents() throws IOException {
		Set<Effect> without = EnumSet.copyOf(DETECTOR);
		without.remove(Effect.PERSISTENCE);
		var night = Exposures.night(5, Settings.standard().without(without), Band.K);
		var maker = new ExposureMaker(new NightInstrument(night, 2));
		NightExposure exposure = Exposures.of(1, RawClass.SCIENCE, Band.K, 100, 0, Map.of(18, STAR), 0.2, 0.1);
		// a band of pixels was bright until 40 seconds before
		int[] bright = IntStream.range(1000 * 2048 + 4, 1010 * 2048 - 4)
				.filter(pixel -> pixel % 2048 >= 4 && pixel % 2048 < 2044).toArray();
		List<Persistence.Source> earlier = List.of(new Persistence.Source(660,
				new PixelValues(bright, IntStream.of(bright).mapToDouble(pixel -> 500 + pixel % 7).toArray())));
		Shining shining = maker.shining(exposure);
		float[] light = maker.light(exposure, shining, 2);
		float[] frame = maker.frame(exposure, 2, light, earlier);
		var persistence = new float[frame.length];
		PixelValues left = ExposureMaker.persistence(exposure, earlier);
		for (int i = 0; i < left.size(); i++) {
			persistence[left.pixels()[i]] = (float) left.values()[i];
		}
		assertTrue(persistence[bright[0]] > 1 && persistence[bright[0]] < 10,
				() -> persistence[bright[0]] + " electrons/s");
		Map<Component, float[]> components = maker.components(exposure, shining, 2);
		assertEquals(EnumSet.of(Component.SKY, Component.THERMAL, Component.OBJECT), components.keySet());
		double worst = 0;
		double brightest = 0;
		for (int pixel = 0; pixel < frame.length; pixel++) {
			double sum = persistence[pixel];
			for (float[] component : components.values()) {
				sum += component[pixel];
			}
			int x = pixel % 2048;
			int y = pixel / 2048;
			boolean reference = x < 4 || y < 4 || x >= 2044 || y >= 2044;
			double expected = reference ? 0 : sum * exposure.dit() / Exposures.GAIN;
			brightest = Math.max(brightest, expected);
			worst = Math.max(worst, Math.abs(frame[pixel] - expected) / Math.max(expected, 0.1));
		}
		assertTrue(brightest > 1000, () -> "there is light");
		assertEquals(0, worst, 1e-4);
	}

	@Test
	void aStarBringsWhatItEmitsTimesAllThatStandsInItsWay() throws IOException {
		Set<Effect> even = EnumSet.copyOf(DETECTOR);
		even.addAll(EnumSet.of(Effect.GEOMETRY, Effect.FLEXURE, Effect.GRATING));
		Set<Effect> plain = EnumSet.copyOf(even);
		plain.add(Effect.THROUGHPUT);
		starIsComplete(Band.H, 0, Settings.standard().without(plain));
		starIsComplete(Band.H, 1.1, Settings.standard().without(plain));
		starIsComplete(Band.IZ, -0.7, Settings.standard().without(even));
	}

	private static void starIsComplete(Band band, double x, Settings settings) throws IOException {
		var instrument = new NightInstrument(Exposures.night(band.ordinal() + 11, settings, band), 2);
		var maker = new ExposureMaker(instrument);
		NightExposure exposure = Exposures.of(0, RawClass.STD, band, 20, 5, Map.of(3, STAR), x, -0.2);
		float[] image = maker.components(exposure, maker.shining(exposure), 0).get(Component.OBJECT);
		double seen = 0;
		for (float value : image) {
			seen += value;
		}
		assertEquals(1, seen / expected(instrument, exposure, x, -0.2), 1e-3, () -> band + " at " + x);
	}

	/** Electrons/s of the star on the rows of the detector, by a sum over its spectrum. */
	private static double expected(NightInstrument instrument, NightExposure exposure, double x, double y)
			throws IOException {
		Band band = exposure.state().band();
		var grid = new SpectralGrid(band);
		double[] transmission = instrument.band(band).telluric().transmission(exposure.conditions());
		TargetView view = instrument.band(band).targets().view(exposure.conditions(), transmission);
		double[] photons = view.photons(STAR);
		double[] electrons = instrument.throughput().electronsPerFluxDensity(grid, 3);
		double[] slitlets = instrument.throughput().slitlets(3);
		double sum = 0;
		double share = 0;
		for (int sample = 0; sample < grid.size(); sample++) {
			double row = grid.row(sample);
			if (sample % 1024 == 0) {
				share = view.shareDetected(3, x, y, STAR, band.micron(row + 32), slitlets);
			}
			if (row >= -0.5 && row < 2047.5) {
				sum += photons[sample] * transmission[sample] * electrons[sample] * share;
			}
		}
		return sum * exposure.conditions().cloudTransmission();
	}

	@Test
	void framesDoNotDependOnThreadsAndOrder() throws IOException, InterruptedException {
		Map<Integer, Target> targets = Map.of(2, new Star("bright", SpectralType.G2V, 6, 0, 0, 0));
		var exposures = new ArrayList<NightExposure>();
		exposures.add(Exposures.of(0, RawClass.STD, Band.H, 60, 5, targets, 0, 0));
		exposures.add(Exposures.of(1, RawClass.DARK, Band.H, 60, 5, targets, 0, 0));
		var night = Exposures.night(3, Settings.standard(), Band.H);
		var frames = new ArrayList<float[]>();
		var persistence = new ArrayList<PixelValues>();
		for (int threads : new int[] { 1, 3 }) {
			try (var pipeline = new ExposurePipeline(new ExposureMaker(new NightInstrument(night, 2)), exposures,
					threads)) {
				while (pipeline.hasNext()) {
					ExposurePipeline.Finished finished = pipeline.next();
					frames.add(finished.frames().getFirst());
					persistence.add(finished.persistence().getFirst());
				}
			}
		}
		assertArrayEquals(frames.get(0), frames.get(2));
		assertArrayEquals(frames.get(1), frames.get(3));
		assertEquals(0, persistence.get(0).size());
		assertTrue(persistence.get(1).size() > 100, "pixels of the star");
		assertArrayEquals(persistence.get(1).values(), persistence.get(3).values());
		var maker = new ExposureMaker(new NightInstrument(night, 2));
		NightExposure dark = exposures.get(1);
		float[] light = maker.light(dark, maker.shining(dark), 0);
		float[] alone = maker.frame(dark, 0, light, List.of());
		double persistent = 0;
		for (int pixel = 0; pixel < alone.length; pixel++) {
			persistent = Math.max(persistent, frames.get(1)[pixel] - alone[pixel]);
		}
		assertTrue(persistent > 10, "the dark after a bright star shows it: " + persistent);
		assertArrayEquals(frames.get(1), maker.frame(dark, 0, light, persistence.get(1)));
	}
}
