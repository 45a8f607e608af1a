package org.armillary.kmos.illumination;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.armillary.kmos.Slitlet;
import org.armillary.numerics.fitting.LinearLeastSquares;

/**
 * How unevenly a continuum lamp lights the fields, from its light alone. Along the slitlets that is a smooth surface. From
 * slitlet to slitlet it cannot be told from their throughput one by one; but throughput jumps where the lamp is smooth.
 * So of what the slitlets of an IFU differ, slope and curvature are kept as far as they are larger, over all IFUs, than
 * the jumps alone would make them (a Wiener filter). Some of the structure is that of the optics, which dims the sky
 * alike and must stay: see {@link #USUAL_SHARE}.
 *
 * @param correction
 *            what even light shows once it is divided by a flat of the lamp, {@code [slitlet][place]}, mean 1 in each
 *            IFU; NaN where there is no light
 * @param variance
 *            its variance
 */
record LampStructure(double[][] correction, double[][] variance) {

	/**
	 * Share of the structure in lamp light that is the lamp's own; the remainder is vignetting of the optics, which the
	 * sky feels, too. It cannot be measured on lamp light. Three quarters is what leaves least error where the lamp is
	 * uneven by some per cent and vignetting by about half of that (in squares a quarter).
	 */
	static final double USUAL_SHARE = 0.75;
	/** Order of the surface along and across the slitlets together. */
	private static final int ORDER = 3;
	private static final int TERMS = ORDER * (ORDER + 1) / 2;
	/** Order of what is kept across the slitlets: slope and curvature. */
	private static final int ACROSS = 2;
	private static final int LEAST_SLITLETS = 6;

	/**
	 * Separates the structure of the lamp.
	 *
	 * @param lamp
	 *            light of the lamp in all 24 IFUs, not flattened
	 * @param share
	 *            share of the structure that is the lamp's, 0 to 1
	 */
	static LampStructure of(FieldLight lamp, double share) {
		int places = lamp.places();
		double[][] structure = FieldLight.dark(Slitlet.IFUS * Slitlet.SLICES, places).light();
		double[][] slopes = new double[Slitlet.IFUS][0];
		double[] power = new double[ACROSS];
		double jumps = 0;
		int free = 0;
		int fitted = 0;
		for (int ifu = 0; ifu < Slitlet.IFUS; ifu++) {
			List<Integer> lit = lit(lamp, ifu);
			if (lit.size() >= LEAST_SLITLETS) {
				double[] means = surface(lamp, ifu, lit, structure);
				Across across = Across.fit(lit, means);
				slopes[ifu] = across.coefficients;
				jumps += across.squares;
				free += lit.size() - 1 - ACROSS;
				fitted++;
				for (int i = 0; i < ACROSS; i++) {
					power[i] += across.coefficients[i] * across.coefficients[i];
				}
			}
		}
		double jumpVariance = free > 0 ? jumps / free : 0;
		double[] kept = new double[ACROSS];
		for (int i = 0; i < ACROSS; i++) {
			kept[i] = power[i] > 0 ? Math.max(0, 1 - jumpVariance * fitted / power[i]) : 0;
		}
		double[][] variance = FieldLight.dark(structure.length, places).variance();
		for (int ifu = 0; ifu < Slitlet.IFUS; ifu++) {
			if (slopes[ifu].length > 0) {
				addAcross(lamp, ifu, slopes[ifu], kept, jumpVariance, structure, variance);
			}
		}
		double[][] squares = meanSquares(structure);
		for (int ifu = 0; ifu < Slitlet.IFUS; ifu++) {
			if (slopes[ifu].length > 0) {
				finish(lamp, ifu, share, squares, structure, variance);
			}
		}
		return new LampStructure(structure, variance);
	}

	private static List<Integer> lit(FieldLight lamp, int ifu) {
		var lit = new ArrayList<Integer>();
		for (int slice = 0; slice < Slitlet.SLICES; slice++) {
			int slitlet = ifu * Slitlet.SLICES + slice;
			if (lamp.isLit(slitlet) && Arrays.stream(lamp.light()[slitlet]).min().orElse(0) > 0) {
				lit.add(slice);
			}
		}
		return lit;
	}

	/**
	 * The smooth surface along the slitlets of an IFU, into {@code structure}: logarithm, mean 0 in each slitlet.
	 *
	 * @return mean logarithm of each slitlet that is lit
	 */
	private static double[] surface(FieldLight lamp, int ifu, List<Integer> lit, double[][] structure) {
		int places = lamp.places();
		double[] means = new double[lit.size()];
		double[] values = new double[lit.size() * places];
		double[][] design = new double[TERMS][values.length];
		for (int i = 0; i < means.length; i++) {
			double[] light = lamp.light()[ifu * Slitlet.SLICES + lit.get(i)];
			means[i] = Arrays.stream(light).map(StrictMath::log).average().orElseThrow();
			for (int place = 0; place < places; place++) {
				values[i * places + place] = StrictMath.log(light[place]) - means[i];
				double[] terms = terms(lit.get(i), place, places);
				for (int term = 0; term < TERMS; term++) {
					design[term][i * places + place] = terms[term];
				}
			}
		}
		double[] coefficients = LinearLeastSquares.fit(design, values, null).coefficients();
		for (int slice : lit) {
			for (int place = 0; place < places; place++) {
				double[] terms = terms(slice, place, places);
				double sum = 0;
				for (int i = 0; i < terms.length; i++) {
					sum += coefficients[i] * terms[i];
				}
				structure[ifu * Slitlet.SLICES + slice][place] = sum;
			}
		}
		return means;
	}

	/** Terms of the surface, without those that do not change along a slitlet; mean 0 along it. */
	private static double[] terms(int slice, int place, int places) {
		double t = 2 * (place + 0.5) / places - 1;
		double u = across(slice);
		double square = (1 - 1.0 / places / places) / 3;
		double[] along = { t, t * t - square, t * t * t };
		var terms = new double[TERMS];
		int at = 0;
		for (int i = 0; i < ORDER; i++) {
			double power = 1;
			for (int j = 0; j < ORDER - i; j++) {
				terms[at++] = along[i] * power;
				power *= u;
			}
		}
		return terms;
	}

	private static double across(int slice) {
		return (slice - (Slitlet.SLICES - 1) / 2.0) / (Slitlet.SLICES / 2.0);
	}

	/** Adds what is kept across the slitlets; the variance is that of it. */
	private static void addAcross(FieldLight lamp, int ifu, double[] slopes, double[] kept, double jumpVariance,
			double[][] structure, double[][] variance) {
		List<Integer> lit = lit(lamp, ifu);
		double[][] basis = Across.basis(lit);
		for (int i = 0; i < lit.size(); i++) {
			int slitlet = ifu * Slitlet.SLICES + lit.get(i);
			for (int place = 0; place < lamp.places(); place++) {
				double doubt = 0;
				for (int j = 0; j < ACROSS; j++) {
					structure[slitlet][place] += kept[j] * slopes[j] * basis[j][i];
					doubt += kept[j] * jumpVariance * basis[j][i] * basis[j][i];
				}
				variance[slitlet][place] = doubt;
			}
		}
	}

	/** Mean square of the structure over all IFUs, {@code [slice][place]}. */
	private static double[][] meanSquares(double[][] structure) {
		double[][] squares = new double[Slitlet.SLICES][structure[0].length];
		for (int slice = 0; slice < Slitlet.SLICES; slice++) {
			for (int place = 0; place < squares[slice].length; place++) {
				int count = 0;
				for (int k = slice; k < structure.length; k += Slitlet.SLICES) {
					if (!Double.isNaN(structure[k][place])) {
						squares[slice][place] += structure[k][place] * structure[k][place];
						count++;
					}
				}
				squares[slice][place] /= Math.max(1, count);
			}
		}
		return squares;
	}

	/**
	 * Takes the lamp's share, and goes from logarithms to a correction. If lamp and optics are independent, with shares
	 * s and 1 − s of the mean square P of the structure, what is left after taking s of it has a variance of s (1 − s) P.
	 */
	private static void finish(FieldLight lamp, int ifu, double share, double[][] squares, double[][] structure,
			double[][] variance) {
		List<Integer> lit = lit(lamp, ifu);
		double sum = 0;
		for (int slice : lit) {
			int slitlet = ifu * Slitlet.SLICES + slice;
			for (int place = 0; place < lamp.places(); place++) {
				structure[slitlet][place] = StrictMath.exp(-share * structure[slitlet][place]);
				variance[slitlet][place] = share * (1 - share) * squares[slice][place]
						+ share * share * variance[slitlet][place];
				sum += structure[slitlet][place];
			}
		}
		double mean = sum / lit.size() / lamp.places();
		for (int slice : lit) {
			for (int place = 0; place < lamp.places(); place++) {
				structure[ifu * Slitlet.SLICES + slice][place] /= mean;
			}
		}
	}

	/**
	 * Slope and curvature of the levels of slitlets.
	 *
	 * @param coefficients
	 *            by orthonormal functions
	 * @param squares
	 *            sum of the squares of what is left
	 */
	private record Across(double[] coefficients, double squares) {

		static Across fit(List<Integer> lit, double[] means) {
			double[][] basis = basis(lit);
			double mean = Arrays.stream(means).average().orElseThrow();
			double[] left = Arrays.stream(means).map(value -> value - mean).toArray();
			double[] coefficients = new double[ACROSS];
			for (int j = 0; j < ACROSS; j++) {
				for (int i = 0; i < left.length; i++) {
					coefficients[j] += left[i] * basis[j][i];
				}
				for (int i = 0; i < left.length; i++) {
					left[i] -= coefficients[j] * basis[j][i];
				}
			}
			return new Across(coefficients, Arrays.stream(left).map(value -> value * value).sum());
		}

		/** Polynomials over the slitlets that are lit, orthonormal and without mean. */
		static double[][] basis(List<Integer> lit) {
			double[][] basis = new double[ACROSS + 1][lit.size()];
			for (int j = 0; j <= ACROSS; j++) {
				for (int i = 0; i < lit.size(); i++) {
					basis[j][i] = StrictMath.pow(across(lit.get(i)), j);
				}
				for (int k = 0; k < j; k++) {
					double product = 0;
					for (int i = 0; i < lit.size(); i++) {
						product += basis[j][i] * basis[k][i];
					}
					for (int i = 0; i < lit.size(); i++) {
						basis[j][i] -= product * basis[k][i];
					}
				}
				double norm = Math.sqrt(Arrays.stream(basis[j]).map(value -> value * value).sum());
				for (int i = 0; i < lit.size(); i++) {
					basis[j][i] /= norm;
				}
			}
			return Arrays.copyOfRange(basis, 1, basis.length);
		}
	}
}
