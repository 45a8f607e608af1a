package org.armillary.numerics.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

/** Deviations of many realisations from the truth, beside the errors that each of them claims. */
final class Scatter {

	private final String name;
	private final double[] deviations;
	private final double[] errors;
	private int count;

	Scatter(String name, int realisations) {
		this.name = name;
		deviations = new double[realisations];
		errors = new double[realisations];
	}

	void add(Estimate estimate, double truth) {
		deviations[count] = estimate.value() - truth;
		errors[count++] = estimate.error();
	}

	private double meanPull() {
		double sum = 0;
		for (int i = 0; i < count; i++) {
			sum += deviations[i] / errors[i];
		}
		return sum / count;
	}

	private double pullDeviation() {
		double sum = 0;
		for (int i = 0; i < count; i++) {
			sum += Math.pow(deviations[i] / errors[i] - meanPull(), 2);
		}
		return Math.sqrt(sum / (count - 1));
	}

	/** Half the width of the central 68 %: at low signal the error is correlated with the value, which gives pulls a tail. */
	private double centralPullDeviation() {
		double[] pulls = new double[count];
		Arrays.setAll(pulls, i -> deviations[i] / errors[i]);
		Arrays.sort(pulls);
		return (pulls[(int) Math.round(0.8413 * (count - 1))] - pulls[(int) Math.round(0.1587 * (count - 1))]) / 2;
	}

	private double scatterPerError() {
		double mean = Arrays.stream(deviations, 0, count).average().orElseThrow();
		double squares = Arrays.stream(deviations, 0, count).map(value -> (value - mean) * (value - mean)).sum();
		double variance = Arrays.stream(errors, 0, count).map(error -> error * error).average().orElseThrow();
		return Math.sqrt(squares / (count - 1) / variance);
	}

	/**
	 * Asserts that pulls have mean 0 and deviation 1, and that the errors are those that the realisations show.
	 *
	 * @param bias
	 *            mean pull that is allowed beyond its own error
	 * @param tailed
	 *            whether the signal is so low that pulls have tails
	 */
	void check(double bias, boolean tailed) {
		assertTrue(count >= 300, toString());
		assertEquals(0, meanPull(), bias + 3.5 / Math.sqrt(count), toString());
		assertEquals(1, tailed ? centralPullDeviation() : pullDeviation(), 0.1, toString());
		assertEquals(1, scatterPerError(), 0.1, toString());
	}

	@Override
	public String toString() {
		return String.format(java.util.Locale.ROOT,
				"%s: %d realisations, pulls %.3f +- %.3f (central %.3f), scatter / error %.3f",
				name, count, meanPull(), pullDeviation(), centralPullDeviation(), scatterPerError());
	}
}
