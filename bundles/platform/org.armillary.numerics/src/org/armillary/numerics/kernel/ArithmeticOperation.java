package org.armillary.numerics.kernel;

/** What {@link Arithmetic} does with two numbers. */
public enum ArithmeticOperation {

	/** {@code a + b}, variance {@code var(a) + var(b)}. */
	ADD,

	/** {@code a - b}, variance {@code var(a) + var(b)}. */
	SUBTRACT,

	/** {@code a * b}, variance {@code b^2 var(a) + a^2 var(b)}. */
	MULTIPLY,

	/** {@code a / b}, variance {@code (var(a) + (a/b)^2 var(b)) / b^2}; NaN and NaN where b is 0. */
	DIVIDE,

	/** {@code a^b} for a constant b, variance {@code (b a^(b-1))^2 var(a)}; NaN and NaN where a^b is not finite. */
	POWER
}
