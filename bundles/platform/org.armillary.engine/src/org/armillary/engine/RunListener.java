package org.armillary.engine;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told what happens in a run: a progress line, a journal. Called by one thread at a time, quickly. */
@ConsumerType
@FunctionalInterface
public interface RunListener {

	/** Ignores every event. */
	RunListener NONE = event -> {
	};

	/** Takes notice of an event. */
	void on(RunEvent event);
}
