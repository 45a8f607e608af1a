package org.armillary.kmos.illumination;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.armillary.actor.message.Message;
import org.armillary.kmos.Slitlet;

/**
 * How unevenly a continuum lamp lights the fields, from its light alone. Along the slitlets that is a smooth surface.
 * From slitlet to slitlet it cannot be told from their throughput one by one; but throughput jumps where the lamp is
 * smooth. So of what the slitlets of an IFU differ, slope and curvature are kept as far as they are larger, over all
 * IFUs, than the jumps alone would make them (a Wiener filter). How large slopes are is told by those along the slitlets,
 * too, which throughput does not disturb: no direction is preferred, and of two estimates the smaller counts. Some of the
 * structure is that of the optics, which dims the sky alike and must stay: see {@link #USUAL_SHARE}.
 *
 * <p>What all IFUs have in common is taken from the usual ones. An IFU whose light is uneven far beyond that of the others
 * stands behind an obstacle rather than before another lamp; the obstacle dims the sky, too, so nothing is corrected in
 * that direction, and a message tells.
 *
 * @param correction
 *            what even light shows once it is divided by a flat of the lamp, {@code [slitlet][place]}, mean 1 in each
 *            IFU; NaN where there is no light
 * @param variance
 *            its variance
 * @param messages
 *            IFUs that are left out, or not wholly corrected, and why
 */
record LampStructure(double[][] correction, double[][] variance, List<Message> messages) {

	/**
	 * Share of the structure in lamp light that is the lamp's own; the remainder is vignetting of the optics, which the
	 * sky feels, too. It cannot be measured on lamp light. Three quarters is what leaves least error where the lamp is
	 * uneven by some per cent and vignetting by about half of that (in squares a quarter).
	 */
	static final double USUAL_SHARE = 0.75;
	private static final int LEAST_SLITLETS = 6;
	/** Structure of so many times the usual size is not that of the lamp. */
	private static final double ODD = 5;
	/** Jumps between slitlets of an IFU are its own as far as they are known better than from so many others. */
	private static final int OTHERS = 11;
	private static final double PERCENT = 100;

	/** One IFU, from 0, with enough slitlets, from 0, that are lit. */
	private record Ifu(int ifu, List<Integer> lit, LampSurface surface, LampLevels levels) {

		static Ifu of(FieldLight lamp, int ifu, List<Integer> lit) {
			LampSurface surface = LampSurface.fit(lamp, ifu, lit);
			return new Ifu(ifu, lit, surface, LampLevels.fit(lit, surface.means()));
		}

		/** Square of the slope along the slitlets, as large as the same slope across them makes that of the levels. */
		double slopeSquare() {
			double slope = surface.slope();
			return slope * slope * levels.spread();
		}
	}

	/**
	 * What the IFUs have in common.
	 *
	 * @param jumps
	 *            variance of the levels of slitlets around slope and curvature
	 * @param across
	 *            mean square of slope and curvature, less that by jumps
	 * @param along
	 *            mean square of what changes along slitlets
	 */
	private record Usual(double jumps, double[] across, double along) {

		static Usual of(List<Ifu> ifus) {
			int free = ifus.stream().mapToInt(ifu -> ifu.levels.free()).max().orElse(1);
			double jumps = RobustSquares.variance(squares(ifus, ifu -> ifu.levels.variance()), free);
			double[] across = new double[LampLevels.ORDER];
			for (int j = 0; j < across.length; j++) {
				int order = j;
				double[] squares = squares(ifus, ifu -> square(ifu.levels.coefficients()[order]));
				across[j] = Math.max(0, RobustSquares.mean(squares) - jumps);
			}
			double along = RobustSquares.mean(squares(ifus, Ifu::slopeSquare));
			across[0] = Math.min(along, (across[0] + along) / 2);
			return new Usual(jumps, across, RobustSquares.mean(squares(ifus, ifu -> ifu.surface.meanSquare())));
		}

		/** Whether slope or curvature of the levels are too large for a lamp. */
		boolean isOddAcross(LampLevels levels) {
			boolean odd = false;
			for (int j = 0; j < across.length; j++) {
				odd |= square(levels.coefficients()[j]) > ODD * ODD * (across[j] + jumps);
			}
			return odd;
		}

		boolean isOddAlong(LampSurface surface) {
			return surface.meanSquare() > ODD * ODD * along;
		}

		/** Variance of jumps in an IFU: the usual one, or its own where that is larger. */
		double jumps(LampLevels levels) {
			return Math.max(jumps, (OTHERS * jumps + levels.free() * levels.variance()) / (OTHERS + levels.free()));
		}
	}

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
		var structure = new LampStructure(FieldLight.dark(Slitlet.IFUS * Slitlet.SLICES, places).light(),
				FieldLight.dark(Slitlet.IFUS * Slitlet.SLICES, places).variance(), new ArrayList<>());
		var ifus = new ArrayList<Ifu>();
		for (int ifu = 0; ifu < Slitlet.IFUS; ifu++) {
			List<Integer> lit = lit(lamp, ifu);
			if (lit.size() >= LEAST_SLITLETS) {
				ifus.add(Ifu.of(lamp, ifu, lit));
			} else if (!lit.isEmpty()) {
				structure.messages.add(IlluminationMessage.LAMP_SLITLETS.with(ifu + 1, lit.size(), LEAST_SLITLETS));
			}
		}
		Usual usual = Usual.of(ifus);
		double[] unknown = unknownEnds(ifus, places);
		for (Ifu ifu : ifus) {
			structure.add(lamp, ifu, usual, unknown, share);
		}
		double[][] squares = structure.meanSquares();
		for (Ifu ifu : ifus) {
			structure.finish(ifu, share, squares);
		}
		return structure;
	}

	/** Slitlets whose light away from the edges is above 0. */
	private static List<Integer> lit(FieldLight lamp, int ifu) {
		var lit = new ArrayList<Integer>();
		int[] inner = LampSurface.inner(lamp.places());
		for (int slice = 0; slice < Slitlet.SLICES; slice++) {
			int slitlet = ifu * Slitlet.SLICES + slice;
			boolean isLit = lamp.isLit(slitlet);
			for (int place : inner) {
				isLit &= lamp.light()[slitlet][place] > 0;
			}
			if (isLit) {
				lit.add(slice);
			}
		}
		return lit;
	}

	/** Mean square of what two ways to carry the surface on to the ends differ, by place. */
	private static double[] unknownEnds(List<Ifu> ifus, int places) {
		double[] unknown = new double[places];
		for (int place = 0; place < places; place++) {
			int at = place;
			unknown[place] = RobustSquares.mean(ifus.stream().flatMapToDouble(ifu -> IntStream
					.range(0, ifu.lit.size())
					.mapToDouble(i -> square(ifu.surface.structure()[i][at] - ifu.surface.cubic()[i][at]))).toArray());
		}
		return unknown;
	}

	/** Adds the structure of an IFU, logarithms, and its variance. */
	private void add(FieldLight lamp, Ifu ifu, Usual usual, double[] unknown, double share) {
		LampLevels levels = ifu.levels;
		boolean oddAlong = usual.isOddAlong(ifu.surface);
		boolean oddAcross = usual.isOddAcross(levels);
		double jumps = usual.jumps(levels);
		tell(ifu, usual, oddAlong, oddAcross);
		for (int i = 0; i < ifu.lit.size(); i++) {
			int slitlet = ifu.ifu * Slitlet.SLICES + ifu.lit.get(i);
			double level = 0;
			double doubt = 0;
			for (int j = 0; j < LampLevels.ORDER; j++) {
				double signal = usual.across[j];
				double kept = signal > 0 && !oddAcross ? signal / (signal + jumps) : 0;
				double function = levels.basis()[j][i];
				level += kept * levels.coefficients()[j] * function;
				// structure that was not kept is shared by lamp and optics, too
				double lost = (1 - kept) * signal * (share > 0 ? 1 / share : 0);
				doubt += function * function * (oddAcross ? square(levels.coefficients()[j]) : lost);
			}
			doubt += noise(lamp, slitlet);
			for (int place = 0; place < lamp.places(); place++) {
				double along = ifu.surface.structure()[i][place];
				correction[slitlet][place] = level + (oddAlong ? 0 : along);
				variance[slitlet][place] = doubt + unknown[place] + (oddAlong ? along * along : 0);
			}
		}
	}

	/** Mean relative variance of the light of a slitlet where the surface follows it. */
	private static double noise(FieldLight lamp, int slitlet) {
		return IntStream.of(LampSurface.inner(lamp.places()))
				.mapToDouble(place -> lamp.variance()[slitlet][place] / square(lamp.light()[slitlet][place])).average()
				.orElse(0);
	}

	private void tell(Ifu ifu, Usual usual, boolean oddAlong, boolean oddAcross) {
		if (oddAlong) {
			messages.add(IlluminationMessage.LAMP_ODD.with(ifu.ifu + 1, "along its slitlets",
					percent(ifu.surface.meanSquare()), percent(usual.along)));
		}
		if (oddAcross) {
			double[] coefficients = ifu.levels.coefficients();
			double own = square(coefficients[0]) + square(coefficients[1]);
			double others = usual.across[0] + usual.across[1] + usual.jumps * LampLevels.ORDER;
			messages.add(IlluminationMessage.LAMP_ODD.with(ifu.ifu + 1, "from slitlet to slitlet",
					percent(own / Slitlet.SLICES), percent(others / Slitlet.SLICES)));
		}
	}

	/** Mean square of the structure over all IFUs, {@code [slice][place]}. */
	private double[][] meanSquares() {
		double[][] squares = new double[Slitlet.SLICES][correction[0].length];
		for (int slice = 0; slice < Slitlet.SLICES; slice++) {
			for (int place = 0; place < squares[slice].length; place++) {
				double[] all = new double[Slitlet.IFUS];
				for (int ifu = 0; ifu < Slitlet.IFUS; ifu++) {
					all[ifu] = square(correction[ifu * Slitlet.SLICES + slice][place]);
				}
				squares[slice][place] = RobustSquares.mean(Arrays.stream(all).filter(Double::isFinite).toArray());
			}
		}
		return squares;
	}

	/**
	 * Takes the lamp's share, and goes from logarithms to a correction. If lamp and optics are independent, with shares
	 * s and 1 − s of the mean square P of the structure, what is left after taking s of it has a variance of s (1 − s) P.
	 */
	private void finish(Ifu ifu, double share, double[][] squares) {
		int places = correction[0].length;
		double sum = 0;
		for (int slice : ifu.lit) {
			int slitlet = ifu.ifu * Slitlet.SLICES + slice;
			for (int place = 0; place < places; place++) {
				correction[slitlet][place] = StrictMath.exp(-share * correction[slitlet][place]);
				variance[slitlet][place] = share * (1 - share) * squares[slice][place]
						+ share * share * variance[slitlet][place];
				sum += correction[slitlet][place];
			}
		}
		double mean = sum / ifu.lit.size() / places;
		for (int slice : ifu.lit) {
			for (int place = 0; place < places; place++) {
				correction[ifu.ifu * Slitlet.SLICES + slice][place] /= mean;
			}
		}
	}

	private static double[] squares(List<Ifu> ifus, ToDoubleFunction<Ifu> square) {
		return ifus.stream().mapToDouble(square).toArray();
	}

	private static double square(double value) {
		return value * value;
	}

	private static String percent(double meanSquare) {
		return String.format(Locale.ROOT, "%.1f", PERCENT * Math.sqrt(meanSquare));
	}
}
