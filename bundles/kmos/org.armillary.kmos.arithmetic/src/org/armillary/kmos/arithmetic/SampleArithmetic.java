package org.armillary.kmos.arithmetic;

import java.util.Optional;

import org.armillary.data.Mask;
import org.armillary.data.Pixels;
import org.armillary.kmos.MaskUnion;
import org.armillary.kmos.SampleGrid;
import org.armillary.numerics.kernel.Arithmetic;

/**
 * One operation on all samples of an extension. Numbers of usual size in single precision go through the vectorised
 * kernels; double precision, powers, and numbers whose squares would leave single precision (fluxes of 1e-19 W) are
 * calculated one by one in double precision. Samples without a finite result are NaN, and so is their noise.
 */
final class SampleArithmetic {

	/** Squares of values within these bounds are normal numbers of single precision. */
	private static final double LEAST = 1e-9;
	private static final double MOST = 1e9;

	private SampleArithmetic() {
	}

	/** The result, with the header of the first operand; with variance only if both operands have one. */
	static SampleGrid apply(Operator operator, SampleGrid first, SecondOperand second, String unit) {
		boolean withVariance = first.variance().isPresent() && second.grid().variance().isPresent();
		boolean usual = operator != Operator.POWER && isUsual(first, withVariance)
				&& isUsual(second.grid(), withVariance);
		Optional<Mask> mask = union(first.mask(), second.mask(first.values().length()));
		if (usual) {
			SampleGrid result = inSinglePrecision(operator, first, second, withVariance, mask, unit);
			if (hasFiniteNoise(result)) {
				return result;
			}
		}
		return inDoublePrecision(operator, first, second, withVariance, mask, unit);
	}

	/** Whether the noise of every value fitted into single precision; that of a quotient by almost nothing does not. */
	private static boolean hasFiniteNoise(SampleGrid grid) {
		if (grid.variance().isPresent()) {
			Pixels variance = grid.variance().get();
			for (int i = 0; i < variance.length(); i++) {
				if (Double.isFinite(grid.values().at(i)) && !Double.isFinite(variance.at(i))) {
					return false;
				}
			}
		}
		return true;
	}

	private static SampleGrid inSinglePrecision(Operator operator, SampleGrid first, SecondOperand second,
			boolean withVariance, Optional<Mask> mask, String unit) {
		int samples = first.values().length();
		float[] values = new float[samples];
		float[] variances = withVariance ? new float[samples] : null;
		Arithmetic.apply(operator.kernel(), first.values().floats(),
				withVariance ? first.variance().orElseThrow().floats() : null, second.kernel(withVariance, samples),
				values, variances);
		for (int i = 0; i < samples; i++) {
			if (!Float.isFinite(values[i])) {
				values[i] = Float.NaN;
				if (variances != null) {
					variances[i] = Float.NaN;
				}
			}
		}
		return new SampleGrid(first.lengths(), Pixels.of(values),
				variances == null ? Optional.empty() : Optional.of(Pixels.of(variances)), mask, unit, first.header());
	}

	private static SampleGrid inDoublePrecision(Operator operator, SampleGrid first, SecondOperand second,
			boolean withVariance, Optional<Mask> mask, String unit) {
		Pixels mine = first.values();
		Pixels partner = second.grid().values();
		Pixels myVariance = first.variance().orElse(mine);
		Pixels partnerVariance = second.grid().variance().orElse(partner);
		int samples = mine.length();
		double[] values = new double[samples];
		double[] variances = new double[withVariance ? samples : 0];
		boolean single = !mine.isDouble() && (second.isNumber() || !partner.isDouble());
		for (int i = 0; i < samples; i++) {
			int place = second.index(i);
			values[i] = operator.apply(mine.at(i), partner.at(place));
			if (withVariance) {
				variances[i] = operator.variance(mine.at(i), myVariance.at(i), partner.at(place),
						partnerVariance.at(place), values[i]);
			}
			single &= fitsSinglePrecision(values[i]);
		}
		Pixels all = Pixels.of(values);
		return new SampleGrid(first.lengths(), single ? Pixels.of(all.floats()) : all,
				withVariance ? Optional.of(Pixels.of(variances)) : Optional.empty(), mask, unit, first.header());
	}

	/** Whether single precision holds a number without losing digits. */
	private static boolean fitsSinglePrecision(double value) {
		double size = Math.abs(value);
		return !(size > 0) || size >= Float.MIN_NORMAL && size <= Float.MAX_VALUE;
	}

	private static boolean isUsual(SampleGrid grid, boolean withVariance) {
		if (grid.values().isDouble()) {
			return false;
		}
		double value = largest(grid.values());
		double noise = withVariance ? Math.sqrt(largest(grid.variance().orElseThrow())) : 0;
		return (value == 0 || value >= LEAST && value <= MOST) && (noise == 0 || noise >= LEAST && noise <= MOST);
	}

	/** The largest absolute finite value; 0 if there is none. */
	private static double largest(Pixels samples) {
		double largest = 0;
		for (int i = 0; i < samples.length(); i++) {
			double size = Math.abs(samples.at(i));
			if (size > largest && size < Double.POSITIVE_INFINITY) {
				largest = size;
			}
		}
		return largest;
	}

	private static Optional<Mask> union(Optional<Mask> first, Optional<Mask> second) {
		return first.isPresent() && second.isPresent() ? Optional.of(MaskUnion.of(first.get(), second.get()))
				: first.or(() -> second);
	}
}
