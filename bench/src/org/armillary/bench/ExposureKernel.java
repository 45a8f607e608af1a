package org.armillary.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.armillary.actor.ActorException;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.simulator.detector.Persistence;
import org.armillary.kmos.simulator.exposure.ExposureMaker;
import org.armillary.kmos.simulator.exposure.NightInstrument;
import org.armillary.kmos.simulator.exposure.Shining;
import org.armillary.kmos.simulator.header.RawClass;
import org.armillary.kmos.simulator.plan.KmosParameters;
import org.armillary.kmos.simulator.plan.NightExposure;
import org.armillary.kmos.simulator.plan.NightPlanner;
import org.armillary.kmos.simulator.plan.NightSettings;
import org.armillary.kmos.simulator.header.RawExtension;

/**
 * Makes the raw frame of a science exposure of the small night with all its effects and writes it, by one thread. What the
 * instrument keeps from exposure to exposure is there: the geometry, the detectors, the kernels of lines.
 */
final class ExposureKernel implements Kernel {

	private static final int DETECTORS = 3;
	private static final int SIDE = 2048;

	private final Path file;
	private final NightSettings night;
	private final ExposureMaker maker;
	private final NightExposure exposure;
	private final List<List<Persistence.Source>> left = new ArrayList<>();

	/**
	 * Plans the night, and makes what the acquisition left in the detectors.
	 *
	 * @param folder
	 *            where the frame is written
	 */
	ExposureKernel(Path folder) throws IOException, BenchException {
		file = folder.resolve("exposure.fits");
		try {
			night = KmosParameters.parse(1,
					ParameterValues.parse(KmosParameters.descriptor(), Map.of("size", "small")));
		} catch (ActorException e) {
			throw new BenchException("the night could not be planned: " + e.getMessage(), e);
		}
		List<NightExposure> exposures = NightPlanner.plan(night);
		maker = new ExposureMaker(new NightInstrument(night, exposures.size()));
		exposure = exposures.stream().filter(any -> any.rawClass() == RawClass.SCIENCE).findFirst().orElseThrow();
		NightExposure before = exposures.get(exposures.indexOf(exposure) - 1);
		Shining shining = maker.shining(before);
		for (int detector = 0; detector < DETECTORS; detector++) {
			left.add(List.of(maker.left(before, detector, maker.light(before, shining, detector))));
		}
	}

	@Override
	public double run() throws IOException {
		Shining shining = maker.shining(exposure);
		double check = 0;
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(RawExtension.primary(exposure.keywords()));
			for (int detector = 0; detector < DETECTORS; detector++) {
				float[] light = maker.light(exposure, shining, detector);
				float[] frame = maker.frame(exposure, detector, light, left.get(detector));
				writer.image(RawExtension.name(detector),
						RawExtension.header(detector, night.gains().get(detector)), "", frame, SIDE, SIDE);
				check += frame[SIDE * SIDE / 2 + SIDE / 2];
			}
			writer.commit();
		}
		return check;
	}
}
