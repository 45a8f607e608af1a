package org.armillary.kmos.simulator;

/** Number, mean and variance of values. */
final class Moments {

	private long count;
	private double mean;
	private double squares;

	void add(double value) {
		count++;
		double difference = value - mean;
		mean += difference / count;
		squares += difference * (value - mean);
	}

	long count() {
		return count;
	}

	double mean() {
		return mean;
	}

	double variance() {
		return squares / (count - 1);
	}

	/** Distance of the mean from what is expected, in standard errors of a known standard deviation. */
	double pull(double expected, double standardDeviation) {
		return (mean - expected) / (standardDeviation / Math.sqrt(count));
	}
}
