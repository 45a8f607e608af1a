package org.armillary.data;

/**
 * A run of samples to read: those of an image or a cube, first axis fastest. NaN means "no data". Immutable as long as
 * whoever made it leaves the array alone; copies nothing where the type asked for is the type held.
 */
public sealed interface Pixels permits FloatPixels, DoublePixels {

	/** Wraps an array, which must not be changed afterwards. */
	static Pixels of(float... values) {
		return new FloatPixels(values);
	}

	/** Wraps an array, which must not be changed afterwards. */
	static Pixels of(double... values) {
		return new DoublePixels(values);
	}

	/** Whether the samples are held in double precision, so that {@link #floats()} would round them. */
	boolean isDouble();

	/** Number of samples. */
	int length();

	/** One sample. */
	double at(int index);

	/** All samples, for reading only: the array held, if it is one of float. */
	float[] floats();

	/** All samples, for reading only: the array held, if it is one of double. */
	double[] doubles();
}
