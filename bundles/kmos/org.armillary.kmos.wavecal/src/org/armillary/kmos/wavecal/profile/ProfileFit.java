package org.armillary.kmos.wavecal.profile;

import java.util.Arrays;
import java.util.Optional;

import org.armillary.numerics.fitting.Cholesky;

/**
 * Least squares for a {@link LineProfile} from many lines: samples of a line are added between {@link #begin} and
 * {@link #end}. For one thread.
 */
public final class ProfileFit implements ProfileSink {

	private static final int BAND = 4;
	private static final int PAIRS = LineProfile.TERMS * (LineProfile.TERMS + 1) / 2;
	/** How much the profile may vary over the detector where no line tells, of the profile. */
	private static final double PRIOR_DEVIATION = 0.5;
	/** The same where the profile is 0. */
	private static final double LEAST_DEVIATION = 3e-5;
	private static final double CORNER = 0.8;
	/** Fewer samples do not make a profile. */
	private static final int FEWEST_SAMPLES = 400;

	private final int size = LineProfile.TERMS * LineShape.SPLINES;
	/** For each pair of terms the bands of its block: diagonal and {@value #BAND} − 1 beside it, spline by spline. */
	private final double[] blocks = new double[PAIRS * LineShape.SPLINES * BAND];
	private final double[] right = new double[size];
	private final double[] lineMatrix = new double[LineShape.SPLINES * BAND];
	private final double[] lineRight = new double[LineShape.SPLINES];
	private final double[] terms = new double[LineProfile.TERMS];
	private final double[] splines = new double[BAND];
	private int samples;
	private int samplesBefore;

	@Override
	public void begin(double x, double y, LineShape shape) {
		LineProfile.terms(x, y, terms);
		samplesBefore = samples;
		Arrays.fill(lineMatrix, 0);
		Arrays.fill(lineRight, 0);
	}

	@Override
	public void add(double distance, double share, double weight) {
		int first = LineShape.splines(distance, splines);
		for (int i = Math.max(0, -first); i < BAND && first + i < LineShape.SPLINES; i++) {
			double weighted = weight * splines[i];
			lineRight[first + i] += weighted * share;
			for (int j = i; j < BAND && first + j < LineShape.SPLINES; j++) {
				lineMatrix[(first + i) * BAND + j - i] += weighted * splines[j];
			}
		}
		samples++;
	}

	@Override
	public void end() {
		if (samples == samplesBefore) {
			return;
		}
		int count = LineShape.SPLINES;
		int block = 0;
		for (int a = 0; a < LineProfile.TERMS; a++) {
			for (int k = 0; k < count; k++) {
				right[a * count + k] += terms[a] * lineRight[k];
			}
			for (int b = 0; b <= a; b++) {
				double product = terms[a] * terms[b];
				for (int i = 0; i < lineMatrix.length; i++) {
					blocks[block + i] += product * lineMatrix[i];
				}
				block += lineMatrix.length;
			}
		}
	}

	/** The lower triangle of the normal equations. */
	private double[] matrix() {
		double[] matrix = new double[size * size];
		int count = LineShape.SPLINES;
		int block = 0;
		for (int a = 0; a < LineProfile.TERMS; a++) {
			for (int b = 0; b <= a; b++) {
				for (int k = 0; k < count; k++) {
					for (int d = 0; d < BAND && k + d < count; d++) {
						double value = blocks[block + k * BAND + d];
						matrix[(a * count + k) * size + b * count + k + d] = value;
						matrix[(a * count + k + d) * size + b * count + k] = value;
					}
				}
				block += count * BAND;
			}
		}
		return matrix;
	}

	/**
	 * The profile that fits best.
	 *
	 * @param profile
	 *            a profile to begin with
	 * @return nothing if there were too few lines
	 */
	public Optional<LineProfile> solve(LineProfile profile) {
		double[] known = sizes(profile);
		if (samples < FEWEST_SAMPLES) {
			return Optional.empty();
		}
		double[] matrix = matrix();
		for (int i = 0; i < size; i++) {
			double deviation = LEAST_DEVIATION + PRIOR_DEVIATION * known[i % LineShape.SPLINES];
			matrix[i * size + i] += i < LineShape.SPLINES ? 1 : 1 / (deviation * deviation);
		}
		var cholesky = new Cholesky(size);
		if (!cholesky.factor(matrix, size, 0)) {
			return Optional.empty();
		}
		return Optional.of(new LineProfile(cholesky.solution(right), cholesky));
	}

	/** How large a profile becomes at each spline in the middle and near the corners of the detector. */
	private static double[] sizes(LineProfile profile) {
		double[] sizes = new double[LineShape.SPLINES];
		for (double y = -CORNER; y <= CORNER; y += CORNER) {
			for (double x = -CORNER; x <= CORNER; x += CORNER) {
				LineShape shape = profile.shapeAt(x, y);
				for (int k = 0; k < sizes.length; k++) {
					sizes[k] = Math.max(sizes[k], shape.value(LineShape.centre(k) - shape.shift()));
				}
			}
		}
		return sizes;
	}
}
