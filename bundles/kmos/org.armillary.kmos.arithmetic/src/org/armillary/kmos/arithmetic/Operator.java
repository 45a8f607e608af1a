package org.armillary.kmos.arithmetic;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

import org.armillary.kmos.PhysicalUnit;
import org.armillary.numerics.kernel.ArithmeticOperation;

/** What can be done with two operands. */
enum Operator {

	ADD("+", ArithmeticOperation.ADD),
	SUBTRACT("-", ArithmeticOperation.SUBTRACT),
	MULTIPLY("*", ArithmeticOperation.MULTIPLY),
	DIVIDE("/", ArithmeticOperation.DIVIDE),
	POWER("^", ArithmeticOperation.POWER);

	private final String sign;
	private final ArithmeticOperation kernel;

	Operator(String sign, ArithmeticOperation kernel) {
		this.sign = sign;
		this.kernel = kernel;
	}

	/** Reads a sign such as {@code +}; the message of the exception is for users. */
	static Operator of(String sign) {
		return Arrays.stream(values()).filter(operator -> operator.sign.equals(sign.strip())).findFirst()
				.orElseThrow(() -> new IllegalArgumentException("the parameter operator is ‘" + sign
						+ "’, expected one of " + Arrays.stream(values()).map(operator -> operator.sign)
								.collect(Collectors.joining(" "))));
	}

	/** The operation of the kernels. */
	ArithmeticOperation kernel() {
		return kernel;
	}

	/** Whether both operands must have the same unit. */
	boolean wantsSameUnit() {
		return this == ADD || this == SUBTRACT;
	}

	/** The unit of the result of a product or quotient; empty if a unit cannot be read. */
	Optional<String> unit(String first, String second) {
		if (second.isEmpty() && (this == MULTIPLY || this == DIVIDE)) {
			return Optional.of(first);
		}
		Optional<PhysicalUnit> one = PhysicalUnit.parse(first);
		Optional<PhysicalUnit> other = PhysicalUnit.parse(second);
		if (one.isEmpty() || other.isEmpty()) {
			return this == DIVIDE && first.equals(second) ? Optional.of("") : Optional.empty();
		}
		PhysicalUnit result = this == DIVIDE ? one.get().dividedBy(other.get()) : one.get().times(other.get());
		return Optional.of(result.text());
	}

	/** The value; NaN for a division by zero and where the result is not finite. */
	double apply(double first, double second) {
		double value = switch (this) {
		case ADD -> first + second;
		case SUBTRACT -> first - second;
		case MULTIPLY -> first * second;
		case DIVIDE -> first / second;
		case POWER -> Math.pow(first, second);
		};
		return Double.isFinite(value) ? value : Double.NaN;
	}

	/**
	 * The variance of a result to first order.
	 *
	 * @param first
	 *            first operand
	 * @param firstVariance
	 *            its variance
	 * @param second
	 *            second operand
	 * @param secondVariance
	 *            its variance
	 * @param value
	 *            the result
	 */
	double variance(double first, double firstVariance, double second, double secondVariance, double value) {
		if (Double.isNaN(value)) {
			return Double.NaN;
		}
		return switch (this) {
		case ADD, SUBTRACT -> firstVariance + secondVariance;
		case MULTIPLY -> second * second * firstVariance + first * first * secondVariance;
		case DIVIDE -> (firstVariance + value * value * secondVariance) / (second * second);
		case POWER -> {
			double slope = second == 0 ? 0 : second * Math.pow(first, second - 1);
			double variance = slope * slope * firstVariance;
			yield Double.isFinite(variance) ? variance : Double.NaN;
		}
		};
	}
}
