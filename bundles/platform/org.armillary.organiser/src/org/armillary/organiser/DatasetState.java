package org.armillary.organiser;

/** How far the reduction of a dataset is, as the runs in a store show it. */
public enum DatasetState {
	/** It was never reduced. */
	NEW("new"),
	/** Some of its jobs ended well; others were not done. */
	PARTLY_REDUCED("partly reduced"),
	/** It was reduced, with the same files and the same calibrations. */
	REDUCED("reduced"),
	/** A job of it failed when it was last run. */
	FAILED("FAILED"),
	/** It was reduced with other calibrations than would be chosen now, or with other files. */
	OUT_OF_DATE("out of date"),
	/** A run is at it. */
	RUNNING("running");

	private final String words;

	DatasetState(String words) {
		this.words = words;
	}

	/** What people call it. */
	public String words() {
		return words;
	}
}
