package org.armillary.kmos.simulator;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.armillary.actor.ActorContext;
import org.armillary.kmos.simulator.detector.DarkDetector;

/**
 * Renders the frames of all exposures ahead of the writing: exposure after exposure, in each the detectors in order.
 * Only a few frames are in memory at a time. For use by one thread.
 */
final class FramePipeline implements AutoCloseable {

	/** Threads that render beside the one that writes. */
	static final int THREADS = 2;

	/** Frames rendered ahead. */
	static final int AHEAD = 3;

	private final List<DarkDetector> detectors;
	private final int frames;
	private final Queue<Future<float[]>> rendering = new ArrayDeque<>();
	private final ExecutorService threads;
	private int submitted;

	FramePipeline(List<DarkDetector> detectors, int exposures) {
		this(detectors, exposures, THREADS);
	}

	/**
	 * Starts to render.
	 *
	 * @param numberOfThreads
	 *            threads that render; does not change the frames
	 */
	FramePipeline(List<DarkDetector> detectors, int exposures, int numberOfThreads) {
		this.detectors = detectors;
		frames = exposures * detectors.size();
		threads = Executors.newFixedThreadPool(numberOfThreads,
				task -> Thread.ofPlatform().daemon().name("dark frames").unstarted(task));
	}

	/** The next frame, {@code [y][x]} in one array, adu. */
	float[] next(ActorContext context) throws InterruptedException {
		while (submitted < frames && rendering.size() < AHEAD) {
			int frame = submitted++;
			rendering.add(threads.submit(() -> detectors.get(frame % detectors.size())
					.expose(frame / detectors.size(), () -> checkpoint(context))));
		}
		try {
			return rendering.remove().get();
		} catch (ExecutionException e) {
			throw failure(e.getCause());
		}
	}

	/** Ends the rendering in a cancelled job, and where the pipeline was closed before its end. */
	private static void checkpoint(ActorContext context) throws InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
		context.checkpoint();
	}

	/** Ends the rendering and waits for the threads. */
	@Override
	public void close() {
		threads.shutdownNow();
		threads.close();
	}

	private static InterruptedException failure(Throwable cause) {
		return switch (cause) {
		case InterruptedException cancelled -> cancelled;
		case Error error -> throw error;
		default -> throw new IllegalStateException("a frame could not be rendered", cause);
		};
	}
}
