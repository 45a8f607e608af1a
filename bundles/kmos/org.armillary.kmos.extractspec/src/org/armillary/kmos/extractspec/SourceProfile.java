package org.armillary.kmos.extractspec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.Message;
import org.armillary.data.Cube;
import org.armillary.data.FitsException;
import org.armillary.data.Wcs;
import org.armillary.kmos.KmosExtension;
import org.armillary.kmos.WavelengthRanges;
import org.armillary.numerics.RobustStatistics;
import org.armillary.numerics.fitting.Background;
import org.armillary.numerics.fitting.ImageProfileFitter;
import org.armillary.numerics.fitting.PeakSign;
import org.armillary.numerics.fitting.ProfileFit;
import org.armillary.numerics.fitting.ProfileParameter;
import org.armillary.numerics.fitting.ProfileShape;

/** The profile of the source in a cube: an elliptical Moffat, whose wings seeing has, fitted to the median of its planes. */
final class SourceProfile {

	private static final int WAVELENGTH_AXIS = 3;

	private SourceProfile() {
	}

	/**
	 * Measures the profile.
	 *
	 * @param range
	 *            wavelengths to look at, see {@link WavelengthRanges#parse}
	 * @param caveats
	 *            gets one if there is no source
	 * @return the share of each spaxel in the flux of the source within the field; empty if no source could be fitted
	 */
	static Optional<Region> measure(KmosExtension extension, Cube cube, String range, List<Message> caveats)
			throws ActorException, FitsException {
		WavelengthRanges ranges = WavelengthRanges.parse(range);
		boolean[] selected = new boolean[cube.nz()];
		Arrays.fill(selected, true);
		if (!ranges.ranges().isEmpty()) {
			double[] micron = Wcs.wavelengthsMicron(extension.header(), WAVELENGTH_AXIS, cube.nz());
			selected = ranges.select(micron);
			if (IntStream.range(0, micron.length).noneMatch(z -> ranges.contains(micron[z]))) {
				throw new ActorException(Kind.USER, ExtractMessage.NO_PLANE.with(extension.data().label(), range,
						micron[0], micron[micron.length - 1]));
			}
		}
		ProfileFit fit = new ImageProfileFitter(ProfileShape.MOFFAT, Background.CONSTANT, PeakSign.POSITIVE)
				.fit(cube.nx(), cube.ny(), median(cube, selected), null);
		if (!fit.isConverged() || !(fit.flux().value() > 0)) {
			caveats.add(ExtractMessage.NO_PROFILE.with(extension.name(), fit.status().words()));
			return Optional.empty();
		}
		double level = fit.get(ProfileParameter.LEVEL).value();
		double[] weights = new double[cube.ny() * cube.nx()];
		double sum = 0;
		for (int i = 0; i < weights.length; i++) {
			weights[i] = fit.model()[i] - level;
			sum += weights[i];
		}
		// the flux within the field; how much wings have beyond it, no fit within it can tell
		for (int i = 0; i < weights.length; i++) {
			weights[i] /= sum;
		}
		return Optional.of(Region.of(cube.ny(), cube.nx(), weights));
	}

	/** The median of the selected planes, spaxel by spaxel; NaN without data. */
	private static double[] median(Cube cube, boolean[] selected) {
		int plane = cube.ny() * cube.nx();
		double[] image = new double[plane];
		double[] samples = new double[cube.nz()];
		for (int spaxel = 0; spaxel < plane; spaxel++) {
			int count = 0;
			for (int z = 0; z < cube.nz(); z++) {
				double value = cube.values().at(z * plane + spaxel);
				boolean flagged = cube.mask().isPresent() && !cube.mask().get().isGood(z * plane + spaxel);
				if (selected[z] && Double.isFinite(value) && !flagged) {
					samples[count++] = value;
				}
			}
			image[spaxel] = count == 0 ? Double.NaN : RobustStatistics.median(Arrays.copyOf(samples, count));
		}
		return image;
	}
}
