package org.armillary.data;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** Samples in an array of double. */
final class DoublePixels implements Pixels {

	private final double[] values;

	DoublePixels(double[] values) {
		this.values = values;
	}

	@Override
	public boolean isDouble() {
		return true;
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
	public double[] doubles() {
		return values;
	}

	@Override
	public float[] floats() {
		float[] converted = new float[values.length];
		for (int i = 0; i < converted.length; i++) {
			converted[i] = (float) values[i];
		}
		return converted;
	}

	/** Whether the samples are the same; NaN equals NaN. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DoublePixels pixels && Arrays.equals(values, pixels.values);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(values);
	}

	@Override
	public String toString() {
		return values.length + " double samples";
	}
}
