package org.armillary.kmos;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.armillary.actor.ActorException;

/**
 * Units of work, such as the detectors of a frame, done side by side, whose results are taken in order by the calling
 * thread. One result more than there are threads may wait to be taken, so that memory stays bounded.
 */
public final class OrderedWork {

	/** More threads than this would need more memory than the recipes say: some 180 MB for each in kmos.flat. */
	private static final int MOST_THREADS = 4;

	/**
	 * Makes the result of a unit.
	 *
	 * @param <T>
	 *            the result
	 */
	@FunctionalInterface
	public interface Maker<T> {

		/**
		 * Makes it; called by several threads.
		 *
		 * @param unit
		 *            number of the unit, from 0
		 */
		T make(int unit) throws ActorException, IOException, InterruptedException;
	}

	/**
	 * Takes the result of a unit.
	 *
	 * @param <T>
	 *            the result
	 */
	@FunctionalInterface
	public interface Taker<T> {

		/**
		 * Takes it; called in order by the thread that called {@link OrderedWork#run}.
		 *
		 * @param unit
		 *            number of the unit, from 0
		 */
		void take(int unit, T result) throws ActorException, IOException, InterruptedException;
	}

	private OrderedWork() {
	}

	/**
	 * Number of threads to work with.
	 *
	 * @param asked
	 *            what a user asked for; 0 for one for each processor
	 */
	public static int threads(int asked) {
		return Math.clamp(asked > 0 ? asked : Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
	}

	/**
	 * Does all units. When one fails, the others are ended and its exception is thrown.
	 *
	 * @param units
	 *            number of units
	 * @param threads
	 *            number of threads
	 * @param maker
	 *            makes results
	 * @param taker
	 *            takes them
	 */
	public static <T> void run(int units, int threads, Maker<T> maker, Taker<T> taker)
			throws ActorException, IOException, InterruptedException {
		var waiting = new ArrayDeque<Future<T>>();
		try (ExecutorService executor = Executors.newFixedThreadPool(Math.clamp(units, 1, threads))) {
			try {
				int begun = 0;
				for (int unit = 0; unit < units; unit++) {
					while (begun < units && begun <= unit + threads) {
						int number = begun++;
						waiting.add(executor.submit(() -> maker.make(number)));
					}
					taker.take(unit, result(waiting.remove()));
				}
			} finally {
				executor.shutdownNow();
			}
		}
	}

	private static <T> T result(Future<T> unit) throws ActorException, IOException, InterruptedException {
		try {
			return unit.get();
		} catch (ExecutionException e) {
			switch (e.getCause()) {
			case ActorException cause -> throw cause;
			case IOException cause -> throw cause;
			case InterruptedException cause -> throw cause;
			case RuntimeException cause -> throw cause;
			case Error cause -> throw cause;
			case null, default -> throw new IllegalStateException(e);
			}
		}
	}
}
