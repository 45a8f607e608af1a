package org.armillary.kmos.illumination;

import java.util.ArrayList;

import org.armillary.kmos.Slitlet;
import org.armillary.numerics.fitting.LinearLeastSquares;
import org.jspecify.annotations.Nullable;

/**
 * How evenly the light of the master flat lies along the slitlets, where the flat has them. Pixels at a few columns tell a
 * slitlet, each with a response of its own: level, slope and curvature follow from that, but not what is finer, which
 * comes from the optics and which all slitlets of an IFU share. Immutable.
 */
final class FlatStructure {

	/** Parts into which slitlets are divided. */
	static final int PLACES = 28;
	/** What a slitlet has of its own: Legendre polynomials below this order. */
	private static final int OWN = 3;
	/** Highest order that the slitlets of an IFU share. */
	private static final int ORDER = 6;
	private static final int SHARED = ORDER + 1 - OWN;
	/** Values that an IFU needs for each term. */
	private static final int LEAST_VALUES = 2;

	/** Coefficients of Legendre polynomials, {@code [slitlet][order]}; empty where a slitlet is not lit. */
	private final double[][] coefficients;

	private FlatStructure(double[][] coefficients) {
		this.coefficients = coefficients;
	}

	/**
	 * Measures the structure.
	 *
	 * @param profiles
	 *            profile of each slitlet of a detector in the flat, with {@link #PLACES} places; null where there is none
	 */
	static FlatStructure of(@Nullable SlitletProfile[] profiles) {
		double[][] coefficients = new double[profiles.length][0];
		for (int first = 0; first < profiles.length; first += Slitlet.SLICES) {
			fit(profiles, first, coefficients);
		}
		return new FlatStructure(coefficients);
	}

	/** Whether a slitlet is known. */
	boolean isKnown(int slitlet) {
		return coefficients[slitlet].length > 0;
	}

	/** Light at a place in the flat, -1 to 1; 1 in a slitlet that is not known. */
	double at(int slitlet, double place) {
		double[] of = coefficients[slitlet];
		if (of.length == 0) {
			return 1;
		}
		double before = 1;
		double term = place;
		double sum = of[0] + of[1] * place;
		for (int order = 2; order < of.length; order++) {
			double next = ((2 * order - 1) * place * term - (order - 1) * before) / order;
			before = term;
			term = next;
			sum += of[order] * term;
		}
		return sum;
	}

	private static void fit(@Nullable SlitletProfile[] profiles, int first, double[][] coefficients) {
		var lit = new ArrayList<Integer>();
		int values = 0;
		for (int k = first; k < first + Slitlet.SLICES; k++) {
			SlitletProfile profile = profiles[k];
			if (profile != null && profile.doubt().known() > OWN) {
				lit.add(k);
				values += profile.doubt().known();
			}
		}
		int terms = OWN * lit.size() + SHARED;
		if (lit.isEmpty() || values < LEAST_VALUES * terms) {
			return;
		}
		double[][] design = new double[terms][values];
		double[] light = new double[values];
		int row = 0;
		for (int i = 0; i < lit.size(); i++) {
			SlitletProfile profile = profiles[lit.get(i)];
			for (int place = 0; profile != null && place < PLACES; place++) {
				if (profile.doubt().isKnown(place)) {
					double[] basis = basis(Doubt.place(place, PLACES));
					for (int order = 0; order <= ORDER; order++) {
						design[order < OWN ? OWN * i + order : OWN * lit.size() + order - OWN][row] = basis[order];
					}
					light[row++] = profile.value()[place] / profile.cubic()[0];
				}
			}
		}
		double[] solution = LinearLeastSquares.fit(design, light, null).coefficients();
		for (int i = 0; i < lit.size(); i++) {
			double[] of = new double[ORDER + 1];
			System.arraycopy(solution, OWN * i, of, 0, OWN);
			System.arraycopy(solution, OWN * lit.size(), of, OWN, SHARED);
			SlitletProfile profile = profiles[lit.get(i)];
			for (int order = 0; profile != null && order <= ORDER; order++) {
				of[order] *= profile.cubic()[0];
			}
			coefficients[lit.get(i)] = of;
		}
	}

	private static double[] basis(double place) {
		double[] basis = new double[ORDER + 1];
		basis[0] = 1;
		basis[1] = place;
		for (int order = 2; order <= ORDER; order++) {
			basis[order] = ((2 * order - 1) * place * basis[order - 1] - (order - 1) * basis[order - 2]) / order;
		}
		return basis;
	}
}
