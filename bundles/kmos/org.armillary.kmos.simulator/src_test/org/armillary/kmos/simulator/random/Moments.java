package org.armillary.kmos.simulator.random;

/** Number, mean and variance of values. */
public final class Moments {

	private long count;
	private double mean;
	private double squares;

	public void add(double value) {
		count++;
		double difference = value - mean;
		mean += difference / count;
		squares += difference * (value - mean);
	}

	public long count() {
		return count;
	}

	public double mean() {
		return mean;
	}

	public double variance() {
		return squares / (count - 1);
	}

	/** Distance of the mean from what is expected, in standard errors of a known standard deviation. */
	public double pull(double expected, double standardDeviation) {
		return (mean - expected) / (standardDeviation / Math.sqrt(count));
	}
}
