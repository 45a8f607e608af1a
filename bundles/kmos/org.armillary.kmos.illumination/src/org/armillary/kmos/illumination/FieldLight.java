package org.armillary.kmos.illumination;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import org.armillary.kmos.Slitlet;
import org.armillary.numerics.RobustStatistics;
import org.jspecify.annotations.Nullable;

/**
 * How the fields of some or all IFUs are lit, by slitlet and place along it. Arrays are not to be changed.
 *
 * @param light
 *            light, {@code [slitlet][place]}, slitlets from the first on and places with rising x of the detector; NaN
 *            where a slitlet has no light
 * @param variance
 *            its variance
 */
record FieldLight(double[][] light, double[][] variance) {

	/** Nothing known yet. */
	static FieldLight dark(int slitlets, int places) {
		double[][] light = new double[slitlets][places];
		double[][] variance = new double[slitlets][places];
		for (int k = 0; k < slitlets; k++) {
			Arrays.fill(light[k], Double.NaN);
			Arrays.fill(variance[k], Double.NaN);
		}
		return new FieldLight(light, variance);
	}

	/**
	 * Collapses one detector over wavelength.
	 *
	 * @param pixels
	 *            its useful pixels
	 * @param edges
	 *            what the ends of the slitlets do to the light
	 * @param marginPixel
	 *            pixels nearer than this to an edge are not used
	 * @param light
	 *            light of each pixel
	 * @param variance
	 *            its variance
	 * @param places
	 *            number of places along a slitlet
	 * @param leastShare
	 *            slitlets fainter than this share of the usual level count as dark
	 */
	static FieldLight collapse(SlitletPixels pixels, EdgeProfiles edges, double marginPixel, float[] light,
			float[] variance, WavelengthAxis axis, int places, double leastShare) {
		FieldLight field = dark(Slitlet.PER_DETECTOR, places);
		@Nullable
		SlitletProfile[] profiles = profiles(pixels, edges, marginPixel, light, variance, axis, places,
				leastShare);
		List<Doubt> all = doubts(profiles, 0, Slitlet.PER_DETECTOR);
		for (int first = 0; first < Slitlet.PER_DETECTOR; first += Slitlet.SLICES) {
			List<Doubt> ofIfu = doubts(profiles, first, first + Slitlet.SLICES);
			if (!ofIfu.isEmpty()) {
				Doubt doubt = Doubt.pooled(ofIfu).withEndsOf(Doubt.pooled(all));
				for (int k = first; k < first + Slitlet.SLICES; k++) {
					SlitletProfile profile = profiles[k];
					if (profile != null) {
						field.set(k, profile, doubt);
					}
				}
			}
		}
		return field;
	}

	private static List<Doubt> doubts(@Nullable SlitletProfile[] profiles, int from, int to) {
		return Arrays.stream(profiles, from, to).filter(Objects::nonNull).map(SlitletProfile::doubt).toList();
	}

	private void set(int slitlet, SlitletProfile profile, Doubt ofIfu) {
		light[slitlet] = profile.value();
		double level = profile.cubic()[0];
		for (int place = 0; place < places(); place++) {
			variance[slitlet][place] = profile.variance()[place]
					+ level * level * profile.doubt().variance(ofIfu, place);
		}
	}

	/** The profile of each slitlet; null where there is no light. */
	static @Nullable SlitletProfile[] profiles(SlitletPixels pixels, EdgeProfiles edges, double marginPixel,
			float[] light,
			float[] variance, WavelengthAxis axis, int places, double leastShare) {
		CommonSpectrum spectrum = CommonSpectrum.of(pixels, light, axis, Slitlet.PER_DETECTOR, leastShare);
		@Nullable
		SlitletProfile[] profiles = new SlitletProfile[Slitlet.PER_DETECTOR];
		for (int k = 0; k < profiles.length; k++) {
			profiles[k] = SlitletProfile.of(pixels, k, spectrum, edges, marginPixel, light, variance, places);
		}
		return profiles;
	}

	/** Number of places along a slitlet. */
	int places() {
		return light[0].length;
	}

	/** Whether a slitlet, from 0, is lit. */
	boolean isLit(int slitlet) {
		return !Double.isNaN(light[slitlet][0]);
	}

	/** Mean over what is lit in slitlets from one up to, not including, another; NaN if nothing is. */
	double mean(int from, int to) {
		double sum = 0;
		int count = 0;
		for (int k = from; k < to; k++) {
			if (isLit(k)) {
				sum += Arrays.stream(light[k]).sum();
				count += light[k].length;
			}
		}
		return count == 0 ? Double.NaN : sum / count;
	}

	/** Median of the levels of the lit IFUs of the detector that begins with a slitlet; NaN if nothing is lit. */
	double usual(int first) {
		double[] levels = IntStream.range(0, Slitlet.IFUS_PER_DETECTOR)
				.mapToDouble(ifu -> mean(first + ifu * Slitlet.SLICES, first + (ifu + 1) * Slitlet.SLICES))
				.filter(Double::isFinite).toArray();
		return levels.length == 0 ? Double.NaN : RobustStatistics.median(levels);
	}

	/**
	 * The same with slitlets as in {@code lit} alone, over the usual level of the IFUs of each detector: their median, so
	 * that one IFU behind an obstacle does not scale the others.
	 */
	FieldLight normalised(boolean[] lit) {
		FieldLight result = dark(light.length, places());
		for (int k = 0; k < light.length; k++) {
			if (lit[k] && isLit(k)) {
				result.light[k] = light[k].clone();
				result.variance[k] = variance[k].clone();
			}
		}
		for (int first = 0; first < light.length; first += Slitlet.PER_DETECTOR) {
			double usual = result.usual(first);
			for (int k = first; k < first + Slitlet.PER_DETECTOR; k++) {
				for (int place = 0; place < places(); place++) {
					result.light[k][place] /= usual;
					result.variance[k][place] /= usual * usual;
				}
			}
		}
		return result;
	}
}
