package org.armillary.numerics.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The second operand of {@link Arithmetic}: which number meets which element. The arrays are used, not copied.
 */
public sealed interface Operand {

	/**
	 * One number for each element.
	 *
	 * @param values
	 *            values[i] meets element i
	 * @param variances
	 *            their variances; null for 0
	 */
	record Elements(float[] values, float @Nullable [] variances) implements Operand {

		/** Checks that there are as many variances as values. */
		public Elements {
			checkLengths(values, variances);
		}
	}

	/**
	 * One number for all elements.
	 *
	 * @param value
	 *            the number
	 * @param variance
	 *            its variance
	 */
	record Constant(float value, float variance) implements Operand {

		/** A number without variance. */
		public Constant(float value) {
			this(value, 0);
		}
	}

	/**
	 * One number for each plane of a cube, such as a spectrum {@code [plane]} for a cube {@code [plane][y][x]}.
	 *
	 * @param values
	 *            values[i / planeSize] meets element i
	 * @param variances
	 *            their variances; null for 0
	 * @param planeSize
	 *            elements in a plane
	 */
	record PerPlane(float[] values, float @Nullable [] variances, int planeSize) implements Operand {

		/** Checks the numbers. */
		public PerPlane {
			checkLengths(values, variances);
			if (planeSize < 1) {
				throw new IllegalArgumentException("planeSize is " + planeSize + ", expected 1 or more");
			}
		}
	}

	/**
	 * The same numbers again for each plane of a cube, such as an image {@code [y][x]} for a cube
	 * {@code [plane][y][x]}.
	 *
	 * @param values
	 *            values[i % values.length] meets element i
	 * @param variances
	 *            their variances; null for 0
	 */
	record Repeated(float[] values, float @Nullable [] variances) implements Operand {

		/** Checks the numbers. */
		public Repeated {
			checkLengths(values, variances);
			if (values.length == 0) {
				throw new IllegalArgumentException("an operand without values cannot be repeated");
			}
		}
	}

	private static void checkLengths(float[] values, float @Nullable [] variances) {
		if (variances != null && variances.length != values.length) {
			throw new IllegalArgumentException(
					"there are " + variances.length + " variances for " + values.length + " values");
		}
	}
}
