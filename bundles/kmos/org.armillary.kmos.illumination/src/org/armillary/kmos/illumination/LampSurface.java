package org.armillary.kmos.illumination;

import java.util.List;
import java.util.stream.IntStream;

import org.armillary.kmos.Slitlet;
import org.armillary.numerics.fitting.Cholesky;

/**
 * The smooth surface of the lamp's light in one IFU as far as its slitlets tell it: how the light changes along each of
 * them. Near the ends of slitlets the light is not measured, since their edges blur it, and a cubic would run off there;
 * so the surface stays beyond the last places measured what it is at them, and terms of higher order, which the places
 * hardly tell apart, are damped. Arrays are not to be changed.
 *
 * @param structure
 *            logarithm of the light, {@code [lit slitlet][place]}, mean 0 in each slitlet
 * @param cubic
 *            the same without damping and carried on to the ends; how far the two are apart tells what is not known there
 * @param means
 *            mean logarithm of the light in each lit slitlet, without the structure along it
 */
record LampSurface(double[][] structure, double[][] cubic, double[] means) {

	/** Places up to here, -1 to 1, are away from the edges of a slitlet. */
	static final double INNER = 0.7;
	/** Order of the surface along and across the slitlets together. */
	private static final int ORDER = 3;
	private static final int TERMS = ORDER * (ORDER + 1) / 2;
	/** Weight of 0 as the value of a coefficient, for each value measured and each order above the first. */
	private static final double DAMPING = 0.02;

	/**
	 * Fits the surface.
	 *
	 * @param lamp
	 *            light of the lamp in all IFUs
	 * @param ifu
	 *            from 0
	 * @param lit
	 *            slitlets of the IFU that are lit, from 0
	 */
	static LampSurface fit(FieldLight lamp, int ifu, List<Integer> lit) {
		int[] inner = inner(lamp.places());
		double[][] logarithms = new double[lit.size()][inner.length];
		double[][][] terms = new double[lit.size()][][];
		double[] means = new double[lit.size()];
		double[][] normal = new double[TERMS][TERMS];
		double[] right = new double[TERMS];
		for (int i = 0; i < lit.size(); i++) {
			double[] light = lamp.light()[ifu * Slitlet.SLICES + lit.get(i)];
			for (int k = 0; k < inner.length; k++) {
				logarithms[i][k] = StrictMath.log(light[inner[k]]);
				means[i] += logarithms[i][k] / inner.length;
			}
			terms[i] = withoutMean(lit.get(i), inner, lamp.places());
			for (int k = 0; k < inner.length; k++) {
				addTo(normal, right, terms[i][k], logarithms[i][k] - means[i]);
			}
		}
		double[] free = solve(normal, right);
		for (int term = 0; term < TERMS; term++) {
			normal[term][term] += DAMPING * lit.size() * inner.length * degree(term);
		}
		double[] damped = solve(normal, right);
		double[][] structure = new double[lit.size()][];
		double[][] cubic = new double[lit.size()][];
		for (int i = 0; i < lit.size(); i++) {
			structure[i] = along(damped, lit.get(i), lamp.places(), INNER);
			cubic[i] = along(free, lit.get(i), lamp.places(), 1);
			double[] own = structure[i];
			means[i] -= IntStream.of(inner).mapToDouble(place -> own[place]).average().orElse(0);
		}
		return new LampSurface(structure, cubic, means);
	}

	/** Places that are away from the edges. */
	static int[] inner(int places) {
		return IntStream.range(0, places).filter(place -> Math.abs(Doubt.place(place, places)) <= INNER).toArray();
	}

	/** Mean square over the slitlets. */
	double meanSquare() {
		double sum = 0;
		for (double[] slitlet : structure) {
			for (double value : slitlet) {
				sum += value * value / slitlet.length;
			}
		}
		return sum / structure.length;
	}

	/** Slope along the slitlets: the mean over them, for each unit of the place from -1 to 1. */
	double slope() {
		double sum = 0;
		double squares = 0;
		for (double[] slitlet : structure) {
			for (int place = 0; place < slitlet.length; place++) {
				double t = Doubt.place(place, slitlet.length);
				sum += t * slitlet[place];
				squares += t * t;
			}
		}
		return sum / squares;
	}

	/** What changes along one slitlet, from places up to a limit on both sides; mean 0. */
	private static double[] along(double[] coefficients, int slice, int places, double limit) {
		double[] values = new double[places];
		double mean = 0;
		for (int place = 0; place < places; place++) {
			double[] terms = terms(slice, Math.clamp(Doubt.place(place, places), -limit, limit));
			for (int term = 0; term < TERMS; term++) {
				values[place] += coefficients[term] * terms[term];
			}
			mean += values[place] / places;
		}
		for (int place = 0; place < places; place++) {
			values[place] -= mean;
		}
		return values;
	}

	/** Terms at some places of a slitlet, {@code [place][term]}, mean 0 over these. */
	private static double[][] withoutMean(int slice, int[] at, int places) {
		double[][] terms = new double[at.length][];
		double[] mean = new double[TERMS];
		for (int k = 0; k < at.length; k++) {
			terms[k] = terms(slice, Doubt.place(at[k], places));
			for (int term = 0; term < TERMS; term++) {
				mean[term] += terms[k][term] / at.length;
			}
		}
		for (double[] here : terms) {
			for (int term = 0; term < TERMS; term++) {
				here[term] -= mean[term];
			}
		}
		return terms;
	}

	/** Powers of the place times powers of the slice, without those that do not change along a slitlet. */
	private static double[] terms(int slice, double place) {
		double across = LampLevels.place(slice);
		double[] terms = new double[TERMS];
		int at = 0;
		double along = 1;
		for (int i = 0; i < ORDER; i++) {
			along *= place;
			double power = along;
			for (int j = 0; j < ORDER - i; j++) {
				terms[at++] = power;
				power *= across;
			}
		}
		return terms;
	}

	/** Order of a term above the first. */
	private static int degree(int term) {
		int at = term;
		for (int i = 0; i < ORDER; i++) {
			if (at < ORDER - i) {
				return i + at;
			}
			at -= ORDER - i;
		}
		throw new IllegalArgumentException("term " + term);
	}

	private static void addTo(double[][] normal, double[] right, double[] terms, double value) {
		for (int i = 0; i < TERMS; i++) {
			for (int j = 0; j <= i; j++) {
				normal[i][j] += terms[i] * terms[j];
			}
			right[i] += terms[i] * value;
		}
	}

	private static double[] solve(double[][] normal, double[] right) {
		return Cholesky.of(normal, Cholesky.ROUNDING).solution(right);
	}
}
