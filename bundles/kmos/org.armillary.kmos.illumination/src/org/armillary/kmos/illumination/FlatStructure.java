package org.armillary.kmos.illumination;

import org.armillary.kmos.Slitlet;
import org.armillary.numerics.fitting.PolynomialBasis;
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
		return of.length == 0 ? 1 : PolynomialBasis.LEGENDRE.sum(of, place);
	}

	/**
	 * Fits the slitlets of an IFU together: what they share, to what their own terms leave; then their own terms to what
	 * that leaves.
	 */
	private static void fit(@Nullable SlitletProfile[] profiles, int first, double[][] coefficients) {
		double[][] normal = new double[SHARED][SHARED];
		double[] right = new double[SHARED];
		int slitlets = 0;
		int values = 0;
		for (int k = first; k < first + Slitlet.SLICES; k++) {
			SlitletProfile profile = profiles[k];
			if (profile != null && profile.doubt().known() > OWN) {
				slitlets++;
				values += profile.doubt().known();
				addShared(profile, normal, right);
			}
		}
		if (slitlets == 0 || values < LEAST_VALUES * (OWN * slitlets + SHARED)) {
			return;
		}
		double[] shared = SlitletProfile.solve(normal, right);
		if (shared.length == 0) {
			return;
		}
		for (int k = first; k < first + Slitlet.SLICES; k++) {
			SlitletProfile profile = profiles[k];
			if (profile != null && profile.doubt().known() > OWN) {
				coefficients[k] = own(profile, shared);
			}
		}
	}

	private static void addShared(SlitletProfile profile, double[][] normal, double[] right) {
		double[][] columns = columns(profile);
		for (int i = 0; i < SHARED; i++) {
			for (int j = 0; j < SHARED; j++) {
				normal[i][j] += product(columns[OWN + i], columns[OWN + j]);
			}
			right[i] += product(columns[OWN + i], columns[OWN + SHARED]);
		}
	}

	/** All coefficients of a slitlet, for those that are shared. */
	private static double[] own(SlitletProfile profile, double[] shared) {
		double[][] normal = new double[OWN][OWN];
		double[] right = new double[OWN];
		double[] of = new double[ORDER + 1];
		System.arraycopy(shared, 0, of, OWN, SHARED);
		for (int place = 0; place < PLACES; place++) {
			if (profile.doubt().isKnown(place)) {
				double[] basis = basis(Doubt.place(place, PLACES));
				double left = profile.value()[place] / profile.cubic()[0];
				for (int order = OWN; order <= ORDER; order++) {
					left -= of[order] * basis[order];
				}
				for (int i = 0; i < OWN; i++) {
					for (int j = 0; j < OWN; j++) {
						normal[i][j] += basis[i] * basis[j];
					}
					right[i] += left * basis[i];
				}
			}
		}
		double[] solution = SlitletProfile.solve(normal, right);
		if (solution.length == 0) {
			return solution;
		}
		System.arraycopy(solution, 0, of, 0, OWN);
		for (int order = 0; order <= ORDER; order++) {
			of[order] *= profile.cubic()[0];
		}
		return of;
	}

	/** Terms at the known places, the own ones orthogonal, and without them the shared ones and, last, the light. */
	private static double[][] columns(SlitletProfile profile) {
		double[][] columns = new double[ORDER + 2][profile.doubt().known()];
		int row = 0;
		for (int place = 0; place < PLACES; place++) {
			if (profile.doubt().isKnown(place)) {
				double[] basis = basis(Doubt.place(place, PLACES));
				for (int order = 0; order <= ORDER; order++) {
					columns[order][row] = basis[order];
				}
				columns[ORDER + 1][row++] = profile.value()[place] / profile.cubic()[0];
			}
		}
		for (int i = 0; i < OWN; i++) {
			double norm = Math.sqrt(product(columns[i], columns[i]));
			for (int j = i + 1; j < columns.length; j++) {
				double share = product(columns[i], columns[j]) / (norm * norm);
				for (row = 0; row < columns[j].length; row++) {
					columns[j][row] -= share * columns[i][row];
				}
			}
		}
		return columns;
	}

	private static double product(double[] one, double[] other) {
		double sum = 0;
		for (int i = 0; i < one.length; i++) {
			sum += one[i] * other[i];
		}
		return sum;
	}

	private static double[] basis(double place) {
		double[] basis = new double[ORDER + 1];
		PolynomialBasis.LEGENDRE.evaluate(place, basis);
		return basis;
	}
}
