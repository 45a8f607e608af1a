package org.armillary.plugins;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.armillary.actor.message.Message;

/**
 * Work of a plug-in that nobody waits for longer than two seconds. Work that was too slow once goes on and may be
 * done when it is asked for again.
 *
 * @param <T>
 *            the result
 */
final class TimeLimit<T> {

	/** How long anybody waits for code of a plug-in, seconds. */
	static final int SECONDS = 2;

	private final FutureTask<T> task;
	private final long startNanos = System.nanoTime();

	TimeLimit(FutureTask<T> task) {
		this.task = task;
	}

	/**
	 * The result.
	 *
	 * @param tooSlow
	 *            what is told where it is not there two seconds after the start
	 * @param failed
	 *            what is told where the work ends with an exception that does not explain itself, of the reason
	 * @throws PluginException
	 *             what the work has thrown, or {@code tooSlow} or {@code failed}
	 */
	T get(Message tooSlow, Function<String, Message> failed) throws PluginException {
		try {
			long remaining = TimeUnit.SECONDS.toNanos(SECONDS) - (System.nanoTime() - startNanos);
			return task.get(Math.max(0, remaining), TimeUnit.NANOSECONDS);
		} catch (TimeoutException e) {
			throw new PluginException(tooSlow, e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new PluginException(tooSlow, e);
		} catch (ExecutionException e) {
			if (e.getCause() instanceof PluginException explained) {
				throw explained;
			}
			throw new PluginException(failed.apply(Reasons.of(e)), e);
		}
	}

	/** Whether the work has ended, well or not. */
	boolean isDone() {
		return task.isDone();
	}
}
