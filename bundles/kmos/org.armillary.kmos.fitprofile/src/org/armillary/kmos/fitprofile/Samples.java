package org.armillary.kmos.fitprofile;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;

import org.armillary.data.FitsException;
import org.armillary.data.Mask;
import org.armillary.data.Pixels;
import org.armillary.kmos.KmosExtension;
import org.jspecify.annotations.Nullable;

/**
 * What is fitted of an extension: values, NaN where there are no data or a flag is set, and their errors.
 *
 * @param nx
 *            length of the first axis
 * @param ny
 *            length of the second axis; 1 for a spectrum
 * @param values
 *            the values at {@code y * nx + x}
 * @param errors
 *            standard deviation of each; null where the noise is not known
 * @param zeros
 *            number of zeros at the border that were taken for "no data"
 */
record Samples(int nx, int ny, double[] values, double @Nullable [] errors, int zeros) {

	static Samples read(KmosExtension extension) throws FitsException {
		int nx = extension.data().dimensions().getFirst().intValue();
		int ny = extension.axes() > 1 ? extension.data().dimensions().get(1).intValue() : 1;
		double[] values = copy(extension.values());
		Optional<Pixels> variance = extension.variance();
		Optional<Mask> flags = extension.flags();
		double[] errors = variance.isPresent() ? errors(variance.get()) : null;
		for (int i = 0; i < values.length; i++) {
			if (flags.isPresent() && !flags.get().isGood(i)) {
				values[i] = Double.NaN;
			}
		}
		int zeros = extension.data().bitpix() < 0 ? dropZeros(nx, ny, values, errors) : 0;
		return new Samples(nx, ny, values, isUsable(values, errors) ? errors : null, zeros);
	}

	private static double[] copy(Pixels pixels) {
		double[] copy = new double[pixels.length()];
		Arrays.setAll(copy, pixels::at);
		return copy;
	}

	private static double[] errors(Pixels variance) {
		double[] errors = new double[variance.length()];
		Arrays.setAll(errors, i -> Math.sqrt(variance.at(i)));
		return errors;
	}

	/** Whether any value has an error. */
	private static boolean isUsable(double[] values, double @Nullable [] errors) {
		for (int i = 0; errors != null && i < values.length; i++) {
			if (Double.isFinite(values[i]) && errors[i] > 0 && Double.isFinite(errors[i])) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Other programs write 0 where there are no data. Zeros that are joined to the border by zeros, and have no
	 * error, are that; a zero among data is a value.
	 */
	private static int dropZeros(int nx, int ny, double[] values, double @Nullable [] errors) {
		var open = new ArrayDeque<Integer>();
		for (int y = 0; y < ny; y++) {
			for (int x = 0; x < nx; x++) {
				if (x == 0 || x == nx - 1 || ny > 1 && (y == 0 || y == ny - 1)) {
					open.add(y * nx + x);
				}
			}
		}
		int dropped = 0;
		while (!open.isEmpty()) {
			int i = open.remove();
			if (values[i] != 0 || errors != null && errors[i] > 0) {
				continue;
			}
			values[i] = Double.NaN;
			dropped++;
			int x = i % nx;
			if (x > 0) {
				open.add(i - 1);
			}
			if (x < nx - 1) {
				open.add(i + 1);
			}
			if (i >= nx) {
				open.add(i - nx);
			}
			if (i + nx < values.length) {
				open.add(i + nx);
			}
		}
		return dropped;
	}
}
