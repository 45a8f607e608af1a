package org.armillary.cli;

import org.armillary.engine.quality.QualityState;

/** States of quality-control values as shapes and words. */
final class QcMark {

	private QcMark() {
	}

	/** The shape; a blank where there is no limit. */
	static String shape(QualityState state) {
		return switch (state) {
		case GOAL_MET -> "✔";
		case REQUIREMENT_MET -> "◆";
		case FAILED -> "✖";
		case NO_LIMIT -> " ";
		};
	}

	/** The state in words. */
	static String words(QualityState state) {
		return switch (state) {
		case GOAL_MET -> "goal met";
		case REQUIREMENT_MET -> "requirement met";
		case FAILED -> "failed";
		case NO_LIMIT -> "no limit";
		};
	}

	/** Shape and words. */
	static String text(QualityState state) {
		return state == QualityState.NO_LIMIT ? "– no limit" : shape(state) + " " + words(state);
	}
}
