package org.armillary.kmos.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Future;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.simulation.SimulatedFile;
import org.armillary.actor.simulation.Simulation;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.simulator.detector.PixelValues;
import org.armillary.kmos.simulator.exposure.ExposureMaker;
import org.armillary.kmos.simulator.exposure.ExposurePipeline;
import org.armillary.kmos.simulator.exposure.NightInstrument;
import org.armillary.kmos.simulator.exposure.Shining;
import org.armillary.kmos.simulator.plan.NightExposure;
import org.armillary.kmos.simulator.plan.NightPlanner;
import org.armillary.kmos.simulator.plan.NightSettings;
import org.armillary.kmos.simulator.header.RawExtension;
import org.armillary.kmos.simulator.truth.TruthFiles;

/**
 * The files of a night: raw frames, and the truth about them.
 *
 * @param night
 *            what was asked for
 * @param exposures
 *            exposures in order of time
 * @param instrument
 *            the instrument
 * @param truth
 *            files of the truth
 */
record NightFiles(NightSettings night, List<NightExposure> exposures, NightInstrument instrument, TruthFiles truth)
		implements Simulation {

	private static final int SIDE = 2048;

	/**
	 * Lays out a night.
	 *
	 * @throws ActorException
	 *             of kind USER where the file of a target is no cube that can be shown
	 */
	static NightFiles of(NightSettings night, ParameterValues values) throws ActorException {
		List<NightExposure> exposures = NightPlanner.plan(night);
		var instrument = new NightInstrument(night, exposures.size());
		try {
			instrument.readCubes();
		} catch (FitsException e) {
			throw new ActorException(Kind.USER, e.explanation(), e);
		}
		return new NightFiles(night, exposures, instrument, TruthFiles.of(night, values, exposures, instrument));
	}

	@Override
	public List<SimulatedFile> files() {
		var files = new ArrayList<SimulatedFile>(truth.files());
		for (NightExposure exposure : exposures) {
			files.add(new SimulatedFile(exposure.fileName(), exposure.rawClass().name(),
					RawExtension.fileBytes(RawExtension.primary(exposure.keywords()))));
		}
		files.sort(Comparator.comparing(SimulatedFile::name));
		return files;
	}

	@Override
	public void write(Path folder, Progress progress) throws IOException, InterruptedException {
		int threads = Runtime.getRuntime().availableProcessors();
		long total = exposures.size() + truth.geometries() + 1L;
		var written = new Written(progress, total);
		try (var pipeline = new ExposurePipeline(new ExposureMaker(instrument), exposures, threads)) {
			written.add(pipeline.submit(() -> {
				truth.writeStatic(folder);
				return true;
			}));
			while (pipeline.hasNext()) {
				ExposurePipeline.Finished finished = pipeline.next();
				// the task is not to hold the frames
				NightExposure exposure = finished.exposure();
				Shining shining = finished.shining();
				List<PixelValues> persistence = finished.persistence();
				written.add(pipeline.submit(() -> {
					truth.writeExposure(folder, exposure, shining, persistence);
					return true;
				}));
				write(folder, finished);
			}
			for (int geometry = 0; geometry < truth.geometries(); geometry++) {
				int number = geometry;
				written.add(pipeline.submit(() -> {
					truth.writeGeometry(folder, number);
					return true;
				}));
			}
			written.finish();
		}
		truth.writeLast(folder);
	}

	/** Files on their way to the disk, few at a time. For use by one thread. */
	private static final class Written {

		private static final int UNDER_WAY = 4;

		private final Progress progress;
		private final long total;
		private final Queue<Future<Boolean>> underWay = new ArrayDeque<>();
		private long done;

		Written(Progress progress, long total) {
			this.progress = progress;
			this.total = total;
		}

		void add(Future<Boolean> file) throws IOException, InterruptedException {
			underWay.add(file);
			if (underWay.size() > UNDER_WAY) {
				finishOne();
			}
		}

		void finish() throws IOException, InterruptedException {
			while (!underWay.isEmpty()) {
				finishOne();
			}
		}

		private void finishOne() throws IOException, InterruptedException {
			ExposurePipeline.result(underWay.remove());
			progress.progress(++done, total, "file");
		}
	}

	private void write(Path folder, ExposurePipeline.Finished finished) throws IOException {
		NightExposure exposure = finished.exposure();
		FitsHeader primary = RawExtension.primary(exposure.keywords());
		try (FitsWriter writer = FitsWriter.create(folder.resolve(exposure.fileName()))) {
			writer.primary(primary);
			for (int detector = 0; detector < finished.frames().size(); detector++) {
				FitsHeader header = RawExtension.header(detector, night.gains().get(detector));
				writer.image(RawExtension.name(detector), header, "", finished.frames().get(detector), SIDE, SIDE);
			}
			writer.commit();
		}
	}
}
