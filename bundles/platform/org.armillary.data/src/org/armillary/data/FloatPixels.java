package org.armillary.data;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** Samples in an array of float. */
final class FloatPixels implements Pixels {

	private final float[] values;

	FloatPixels(float[] values) {
		this.values = values;
	}

	@Override
	public boolean isDouble() {
		return false;
	}

	@Override
	public int length() {
		return values.length;
	}

	@Override
	public double at(int index) {
		return values[index];
	}

	@Override
	public float[] floats() {
		return values;
	}

	@Override
	public double[] doubles() {
		double[] converted = new double[values.length];
		for (int i = 0; i < converted.length; i++) {
			converted[i] = values[i];
		}
		return converted;
	}

	/** Whether the samples are the same; NaN equals NaN. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof FloatPixels pixels && Arrays.equals(values, pixels.values);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(values);
	}

	@Override
	public String toString() {
		return values.length + " float samples";
	}
}
