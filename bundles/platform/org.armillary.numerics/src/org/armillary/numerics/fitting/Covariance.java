package org.armillary.numerics.fitting;

import java.util.Arrays;

/**
 * Covariance matrix of the parameters of a fit. Immutable view: the array must not be changed afterwards.
 *
 * @param size
 *            number of parameters
 * @param elements
 *            the matrix, row after row, each in the product of the units of two parameters; NaN where it could not be
 *            determined
 */
public record Covariance(int size, double[] elements) {

	/** Checks the number of elements. */
	public Covariance {
		if (elements.length != size * size) {
			throw new IllegalArgumentException(
					"a covariance of " + size + " parameters has " + elements.length + " elements");
		}
	}

	/** A covariance that is not known: all NaN. */
	public static Covariance unknown(int size) {
		double[] elements = new double[size * size];
		Arrays.fill(elements, Double.NaN);
		return new Covariance(size, elements);
	}

	/** The covariance of two parameters, from 0. */
	public double at(int row, int column) {
		return elements[row * size + column];
	}

	/** The standard error of a parameter, from 0; NaN where unknown. */
	public double error(int parameter) {
		return Math.sqrt(at(parameter, parameter));
	}

	/** The correlation coefficient of two parameters, from 0; NaN where one of them has no error. */
	public double correlation(int row, int column) {
		return at(row, column) / (error(row) * error(column));
	}

	/** This matrix with each element multiplied by a factor. */
	public Covariance scaled(double factor) {
		return new Covariance(size, Arrays.stream(elements).map(element -> element * factor).toArray());
	}

	/**
	 * The variance of a function of the parameters, to first order.
	 *
	 * @param gradient
	 *            derivative of the function with respect to each parameter
	 */
	public double variance(double... gradient) {
		if (gradient.length != size) {
			throw new IllegalArgumentException("gradient has " + gradient.length + " elements, expected " + size);
		}
		double sum = 0;
		for (int i = 0; i < size; i++) {
			for (int j = 0; j < size; j++) {
				// an element that is not needed may be unknown
				if (gradient[i] != 0 && gradient[j] != 0) {
					sum += gradient[i] * gradient[j] * at(i, j);
				}
			}
		}
		return sum;
	}

	/**
	 * The covariance of other quantities that depend on the parameters, to first order.
	 *
	 * @param jacobian
	 *            a row for each of the quantities: its derivatives with respect to the parameters
	 */
	public Covariance transformed(double[][] jacobian) {
		int count = jacobian.length;
		double[] result = new double[count * count];
		for (int i = 0; i < count; i++) {
			for (int j = i; j < count; j++) {
				double sum = 0;
				for (int k = 0; k < size; k++) {
					for (int l = 0; l < size; l++) {
						if (jacobian[i][k] != 0 && jacobian[j][l] != 0) {
							sum += jacobian[i][k] * at(k, l) * jacobian[j][l];
						}
					}
				}
				result[i * count + j] = sum;
				result[j * count + i] = sum;
			}
		}
		return new Covariance(count, result);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Covariance(int otherSize, double[] otherElements) && size == otherSize
				&& Arrays.equals(elements, otherElements);
	}

	@Override
	public int hashCode() {
		return 31 * size + Arrays.hashCode(elements);
	}

	@Override
	public String toString() {
		return "Covariance" + Arrays.toString(elements);
	}
}
