package org.armillary.kmos.arithmetic;

import java.util.List;
import java.util.Optional;

import org.armillary.data.FitsHeader;
import org.armillary.data.Mask;
import org.armillary.data.Pixels;
import org.armillary.kmos.SampleGrid;
import org.armillary.numerics.kernel.Operand;

/**
 * The second operand as each sample of the first one sees it.
 *
 * @param grid
 *            its samples; one for a number
 * @param run
 *            how many samples of the first operand that follow each other share a sample of it: those of a plane for a
 *            spectrum, all for a number, else 1
 * @param isNumber
 *            whether it is a number, which has no noise of its own
 */
record SecondOperand(SampleGrid grid, int run, boolean isNumber) {

	private static final int CUBE_AXES = 3;

	/** Fits samples to the first operand: the same shape, or for a cube an image or a spectrum; empty if it is none. */
	static Optional<SecondOperand> fit(SampleGrid first, SampleGrid second) {
		boolean cube = first.axes() == CUBE_AXES;
		boolean image = cube && first.lengths().subList(0, 2).equals(second.lengths());
		if (first.lengths().equals(second.lengths()) || image) {
			return Optional.of(new SecondOperand(second, 1, false));
		}
		boolean spectrum = cube && second.axes() == 1 && first.length(CUBE_AXES) == second.length(1);
		return spectrum ? Optional.of(new SecondOperand(second, first.length(1) * first.length(2), false))
				: Optional.empty();
	}

	/** A number, for each sample of the first operand. */
	static SecondOperand number(SampleGrid first, double number) {
		Pixels value = (float) number == number ? Pixels.of((float) number) : Pixels.of(number);
		var grid = new SampleGrid(List.of(1), value, Optional.of(Pixels.of(0f)), Optional.empty(), "",
				FitsHeader.EMPTY);
		return new SecondOperand(grid, first.values().length(), true);
	}

	/** Where the partner of a sample of the first operand stands. */
	int index(int sample) {
		return run > 1 ? sample / run : sample % grid.values().length();
	}

	/** The flags that each sample of the first operand gets from its partner. */
	Optional<Mask> mask(int samples) {
		if (grid.mask().isEmpty()) {
			return Optional.empty();
		}
		Mask mask = grid.mask().get();
		int[] bits = new int[samples];
		for (int i = 0; i < samples; i++) {
			bits[i] = mask.bits()[index(i)];
		}
		return Optional.of(new Mask(mask.flags(), bits));
	}

	/** The operand of the kernels, in single precision. */
	Operand kernel(boolean withVariance, int samples) {
		float[] values = grid.values().floats();
		float[] variances = withVariance ? grid.variance().orElseThrow().floats() : null;
		if (values.length == 1) {
			return new Operand.Constant(values[0], variances == null ? 0 : variances[0]);
		}
		if (run > 1) {
			return new Operand.PerPlane(values, variances, run);
		}
		return values.length == samples ? new Operand.Elements(values, variances)
				: new Operand.Repeated(values, variances);
	}
}
