package org.armillary.engine.job;

import org.armillary.engine.RunEvent;
import org.armillary.engine.RunListener;

/** Passes events on until nobody wants them any more; after that none is on its way. */
final class MutableListener implements RunListener {

	private final RunListener listener;
	private boolean muted;

	MutableListener(RunListener listener) {
		this.listener = listener;
	}

	@Override
	public synchronized void on(RunEvent event) {
		if (!muted) {
			listener.on(event);
		}
	}

	/** From now on nothing is passed on. */
	synchronized void mute() {
		muted = true;
	}
}
