package org.armillary.report.plot;

import java.util.List;
import java.util.Objects;

/**
 * Values of a plot that belong together. Immutable.
 *
 * @param name
 *            name in the legend; empty for none
 * @param x
 *            where the values stand, in the unit of the axis; copied
 * @param y
 *            the values, as many, in the unit of the axis; NaN is "no data" and interrupts a line; copied
 * @param errors
 *            standard deviation of each value, in its unit; of length 0 where there are none; copied
 * @param form
 *            how they are drawn
 * @param labels
 *            what a pointer shows at each value; empty for nothing
 */
public record Series(String name, double[] x, double[] y, double[] errors, Form form, List<String> labels) {

	/** How values are drawn. */
	public enum Form {
		/** As a line; errors as a band around it. */
		LINE,
		/** As markers; errors as bars. */
		POINTS,
		/** As markers joined by a thin line; errors as bars. */
		JOINED
	}

	/** Copies the values. */
	public Series {
		Objects.requireNonNull(name, "name");
		Objects.requireNonNull(form, "form");
		labels = List.copyOf(labels);
		if (x.length != y.length || errors.length != 0 && errors.length != y.length
				|| !labels.isEmpty() && labels.size() != y.length) {
			throw new IllegalArgumentException("series " + name + ": " + x.length + " places, " + y.length + " values, "
					+ errors.length + " errors, " + labels.size() + " labels");
		}
		x = x.clone();
		y = y.clone();
		errors = errors.clone();
	}

	/** A line. */
	public static Series line(String name, double[] x, double[] y) {
		return new Series(name, x, y, new double[0], Form.LINE, List.of());
	}

	/** Markers. */
	public static Series points(String name, double[] x, double[] y) {
		return new Series(name, x, y, new double[0], Form.POINTS, List.of());
	}

	/** Markers joined by a thin line. */
	public static Series joined(String name, double[] x, double[] y) {
		return new Series(name, x, y, new double[0], Form.JOINED, List.of());
	}

	/** These values with a standard deviation each, in their unit. */
	public Series withErrors(double[] newErrors) {
		return new Series(name, x, y, newErrors, form, labels);
	}

	/** These values with a text each that a pointer shows. */
	public Series withLabels(List<String> newLabels) {
		return new Series(name, x, y, errors, form, newLabels);
	}

	/** A copy of the places. */
	@Override
	public double[] x() {
		return x.clone();
	}

	/** A copy of the values. */
	@Override
	public double[] y() {
		return y.clone();
	}

	/** A copy of the errors. */
	@Override
	public double[] errors() {
		return errors.clone();
	}

	/** Number of values. */
	public int length() {
		return y.length;
	}

	/** Where value {@code index} (from 0) stands. */
	double xAt(int index) {
		return x[index];
	}

	/** Value {@code index} (from 0). */
	double yAt(int index) {
		return y[index];
	}

	/** Error of value {@code index} (from 0); 0 where there is none. */
	double errorAt(int index) {
		return errors.length == 0 || !(errors[index] > 0) ? 0 : errors[index];
	}

	/** Whether values have errors. */
	boolean hasErrors() {
		return errors.length > 0;
	}
}
