package org.armillary.engine.store;

/** Says, for as long as it is open, that a run uses the store, so that nothing is removed from it. */
public final class StoreUse implements AutoCloseable {

	private final LockFile.Held lock;

	StoreUse(LockFile.Held lock) {
		this.lock = lock;
	}

	@Override
	public void close() {
		lock.close();
	}
}
