package org.armillary.engine.run;

import org.armillary.engine.Job;
import org.armillary.engine.RunEvent;

/** Makes of jobs what people who watch a run see. */
final class Outlines {

	private Outlines() {
	}

	/** A job in outline. */
	static RunEvent.Outline of(Job job) {
		return new RunEvent.Outline(job.id(), job.node(), job.actor().descriptor().id(), job.stem(),
				job.datasets());
	}
}
