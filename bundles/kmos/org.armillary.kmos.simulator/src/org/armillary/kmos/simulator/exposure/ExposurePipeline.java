package org.armillary.kmos.simulator.exposure;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.armillary.kmos.simulator.detector.Persistence;
import org.armillary.kmos.simulator.detector.PixelValues;
import org.armillary.kmos.simulator.optics.Spectrograph;
import org.armillary.kmos.simulator.plan.NightExposure;

/**
 * Makes the exposures of a night in their order, ahead of the one that writes them. Work is divided by exposure and detector;
 * tasks begin in their order, so that one which waits for what an earlier one leaves in a detector waits for something under
 * way. Frames are the same whatever the number of threads. For use by one thread.
 */
public final class ExposurePipeline implements AutoCloseable {

	/** Exposures whose making has begun, the one that is asked for among them. */
	private static final int AHEAD = 3;

	private final ExposureMaker maker;
	private final List<NightExposure> exposures;
	private final ExecutorService threads;
	private final Queue<Made> underWay = new ArrayDeque<>();
	private final List<List<CompletableFuture<Persistence.Source>>> left = new ArrayList<>();
	private final Queue<Future<Shining>> shinings = new ArrayDeque<>();
	private int begun;

	/** An exposure under way. */
	private record Made(NightExposure exposure, Future<Shining> shining, List<Future<Exposed>> detectors) {
	}

	/** A detector's part of it. */
	private record Exposed(float[] frame, PixelValues persistence) {
	}

	/**
	 * A finished exposure.
	 *
	 * @param exposure
	 *            which
	 * @param shining
	 *            what shone
	 * @param frames
	 *            raw frames of the three detectors, adu
	 * @param persistence
	 *            what earlier exposures left in each of the detectors and is in the frames, electrons/s
	 */
	public record Finished(NightExposure exposure, Shining shining, List<float[]> frames,
			List<PixelValues> persistence) {
	}

	/**
	 * Starts to work.
	 *
	 * @param threads
	 *            number of threads beside that which asks
	 */
	public ExposurePipeline(ExposureMaker maker, List<NightExposure> exposures, int threads) {
		this.maker = maker;
		this.exposures = List.copyOf(exposures);
		this.threads = Executors.newFixedThreadPool(threads,
				task -> Thread.ofPlatform().daemon().name("frames").unstarted(task));
		for (int detector = 0; detector < Spectrograph.DETECTORS; detector++) {
			left.add(new ArrayList<>());
		}
	}

	/** Whether there is another exposure. */
	public boolean hasNext() {
		return begun < exposures.size() || !underWay.isEmpty();
	}

	/**
	 * The next exposure.
	 *
	 * @throws IOException
	 *             if the file of a target cannot be read
	 */
	public Finished next() throws IOException, InterruptedException {
		while (begun < exposures.size() && underWay.size() < AHEAD) {
			begin(begun++);
		}
		Made made = underWay.remove();
		var frames = new ArrayList<float[]>();
		var persistence = new ArrayList<PixelValues>();
		for (Future<Exposed> detector : made.detectors()) {
			Exposed exposed = result(detector);
			frames.add(exposed.frame());
			persistence.add(exposed.persistence());
		}
		return new Finished(made.exposure(), result(made.shining()), frames, persistence);
	}

	/** Does other work on the same threads, after what is under way. */
	public <T> Future<T> submit(Callable<T> work) {
		return threads.submit(work);
	}

	/** The result of work, whose failure is thrown as it was. */
	public static <T> T result(Future<T> work) throws IOException, InterruptedException {
		try {
			return work.get();
		} catch (ExecutionException e) {
			throw failure(e.getCause());
		}
	}

	/** Ends the work and waits for the threads. */
	@Override
	public void close() {
		threads.shutdownNow();
		left.forEach(detector -> detector.forEach(source -> source.cancel(true)));
		threads.close();
	}

	/** Begins an exposure; what shines is made one exposure ahead of the light. */
	private void begin(int index) {
		while (index + shinings.size() < exposures.size() && shinings.size() < 2) {
			NightExposure next = exposures.get(index + shinings.size());
			shinings.add(threads.submit(() -> maker.shining(next)));
		}
		NightExposure exposure = exposures.get(index);
		Future<Shining> shining = shinings.remove();
		var detectors = new ArrayList<Future<Exposed>>();
		for (int number = 0; number < Spectrograph.DETECTORS; number++) {
			int detector = number;
			List<CompletableFuture<Persistence.Source>> earlier = List.copyOf(left.get(detector));
			var own = new CompletableFuture<Persistence.Source>();
			left.get(detector).add(own);
			detectors.add(threads.submit(() -> expose(exposure, result(shining), detector, earlier, own)));
		}
		underWay.add(new Made(exposure, shining, detectors));
	}

	private Exposed expose(NightExposure exposure, Shining shining, int detector,
			List<CompletableFuture<Persistence.Source>> earlier, CompletableFuture<Persistence.Source> own)
			throws IOException, InterruptedException {
		try {
			float[] light = maker.light(exposure, shining, detector);
			own.complete(maker.left(exposure, detector, light));
			var sources = new ArrayList<Persistence.Source>();
			for (CompletableFuture<Persistence.Source> source : earlier) {
				sources.add(result(source));
			}
			PixelValues persistence = ExposureMaker.persistence(exposure, sources);
			return new Exposed(maker.frame(exposure, detector, light, persistence), persistence);
		} finally {
			own.cancel(false);
		}
	}

	private static IOException failure(Throwable cause) throws InterruptedException {
		return switch (cause) {
		case InterruptedException cancelled -> throw cancelled;
		case IOException failed -> failed;
		case RuntimeException unexpected -> throw unexpected;
		case Error error -> throw error;
		default -> throw new IllegalStateException("a frame could not be made", cause);
		};
	}
}
