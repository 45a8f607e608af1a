package org.armillary.engine.store;

import org.armillary.engine.JobKey;

/**
 * The right to work on a job, for as long as it is open. No other thread and no other process gets it meanwhile; it
 * ends with the process, however that ends.
 */
public final class Claim implements AutoCloseable {

	private final LockFile.Held lock;

	Claim(LockFile.Held lock) {
		this.lock = lock;
	}

	/**
	 * The byte that stands for a key: its first 62 bits. Two of a million jobs at work at once share one with a
	 * probability of 1e-7; then one of them waits for the other.
	 */
	static long position(JobKey key) {
		return Long.parseUnsignedLong(key.hash().substring(0, 16), 16) >>> 2;
	}

	@Override
	public void close() {
		lock.close();
	}
}
