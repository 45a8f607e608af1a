package org.armillary.organiser.rules;

/** Sentences that stand inside of others. */
final class Sentences {

	private Sentences() {
	}

	/** A sentence without the period at its end, if it has just one there. */
	static String withoutPeriod(String sentence) {
		return sentence.endsWith(".") && !sentence.endsWith("..") ? sentence.substring(0, sentence.length() - 1)
				: sentence;
	}
}
