package org.armillary.cli;

import java.util.List;

/** What a job is called where people read it: its id, and the datasets that it works on. */
final class JobLabel {

	private JobLabel() {
	}

	/** {@code dark#1 dark-60-2026-03-01T12:04:31}; of several datasets the first and how many more there are. */
	static String of(String job, List<String> datasets) {
		return switch (datasets.size()) {
		case 0 -> job;
		case 1 -> job + " " + Shown.of(datasets.getFirst());
		default -> job + " " + Shown.of(datasets.getFirst()) + " and " + (datasets.size() - 1) + " more";
		};
	}
}
