package org.armillary.kmos.simulator.source;

import java.util.Arrays;

import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.IfuOrientation;

/**
 * Where the pixels of a cube lie; the middle of the array is the place that is aimed at.
 *
 * @param width
 *            spaxels along axis 1
 * @param height
 *            spaxels along axis 2
 * @param microns
 *            wavelengths of the planes, ascending, µm in vacuum
 * @param steps
 *            arcsec to the east by a step along axis 1 and axis 2, and arcsec to the north likewise
 */
record CubeGrid(int width, int height, double[] microns, double[] steps) {

	private static final double MAS = 1000;
	private static final double PART_MAS = 20;
	/** Light farther than this from the middle is left out, mas. */
	private static final double FARTHEST_MAS = 3000;

	/**
	 * Values of a spectrum on the fine grid, linear between the planes, 0 outside.
	 *
	 * @param byPlane
	 *            for each µm
	 * @param kmPerSecond
	 *            velocity of recession
	 */
	double[] spectrum(double[] byPlane, SpectralGrid grid, double kmPerSecond) {
		double doppler = 1 + kmPerSecond / DiscSpectrum.LIGHT_KM_PER_SECOND;
		double[] values = grid.microns();
		int plane = 0;
		for (int i = 0; i < values.length; i++) {
			double micron = values[i] / doppler;
			while (plane < microns.length - 2 && microns[plane + 1] < micron) {
				plane++;
			}
			double f = (micron - microns[plane]) / (microns[plane + 1] - microns[plane]);
			values[i] = f < 0 || f > 1 ? 0 : ((1 - f) * byPlane[plane] + f * byPlane[plane + 1]) / doppler;
		}
		return values;
	}

	/**
	 * Means of a spectrum in the planes of another cube, exact for what is linear between the planes of this one and 0 outside.
	 *
	 * @param byPlane
	 *            for each µm
	 * @param kmPerSecond
	 *            velocity of recession
	 */
	double[] means(double[] byPlane, TargetCube other, double kmPerSecond) {
		double doppler = 1 + kmPerSecond / DiscSpectrum.LIGHT_KM_PER_SECOND;
		var below = new double[microns.length];
		for (int i = 1; i < below.length; i++) {
			below[i] = below[i - 1] + (microns[i] - microns[i - 1]) * (byPlane[i] + byPlane[i - 1]) / 2;
		}
		var means = new double[TargetCube.PLANES];
		double step = other.stepMicron();
		double before = integral(byPlane, below, other.band().firstMicron() / doppler);
		for (int plane = 0; plane < means.length; plane++) {
			double after = integral(byPlane, below, (other.band().firstMicron() + (plane + 1) * step) / doppler);
			means[plane] = (after - before) / step;
			before = after;
		}
		return means;
	}

	/** Integral up to a wavelength. */
	private double integral(double[] byPlane, double[] below, double micron) {
		int last = microns.length - 1;
		if (micron <= microns[0] || micron >= microns[last]) {
			return micron <= microns[0] ? 0 : below[last];
		}
		int found = Arrays.binarySearch(microns, micron);
		int i = found >= 0 ? found : -found - 2;
		double distance = micron - microns[i];
		double slope = (byPlane[i + 1] - byPlane[i]) / (microns[i + 1] - microns[i]);
		return below[i] + distance * (byPlane[i] + slope * distance / 2);
	}

	/**
	 * An image in the axes of an IFU: the light of each spaxel lies evenly in it.
	 *
	 * @param bySpaxel
	 *            light of each spaxel, x fastest
	 */
	SourceImage image(double[] bySpaxel, IfuOrientation orientation) {
		double reachX = (StrictMath.abs(steps[0]) * width + StrictMath.abs(steps[1]) * height) / 2;
		double reachY = (StrictMath.abs(steps[2]) * width + StrictMath.abs(steps[3]) * height) / 2;
		double reachMas = StrictMath.min(FARTHEST_MAS, MAS * StrictMath.max(reachX, reachY));
		int halfAlong = SourceImage.halfAlong(reachMas) + 1;
		int halfAcross = SourceImage.halfAcross(reachMas) + 1;
		var all = new double[(2 * halfAlong + 1) * (2 * halfAcross + 1)];
		double size = MAS * StrictMath.sqrt(StrictMath.abs(steps[0] * steps[3] - steps[1] * steps[2]));
		int parts = (int) StrictMath.ceil(size / PART_MAS);
		for (int spaxel = 0; spaxel < bySpaxel.length; spaxel++) {
			for (int part = 0; part < parts * parts; part++) {
				double i = spaxel % width - (width - 1) / 2.0 + (part % parts + 0.5) / parts - 0.5;
				double j = spaxel / width - (height - 1) / 2.0 + (part / parts + 0.5) / parts - 0.5;
				double x = MAS * (steps[0] * i + steps[1] * j);
				double y = MAS * (steps[2] * i + steps[3] * j);
				add(all, halfAlong, halfAcross, orientation.along(x, y), orientation.across(x, y),
						bySpaxel[spaxel] / (parts * parts));
			}
		}
		return SourceImage.of(halfAlong, halfAcross, all);
	}

	/** Shares light among the four points around it, so that its centre stays where it is. */
	private static void add(double[] all, int halfAlong, int halfAcross, double along, double across, double light) {
		double u = along / SourceImage.ALONG_MAS + halfAlong;
		double v = across / SourceImage.ACROSS_MAS + halfAcross;
		int left = (int) StrictMath.floor(u);
		int lower = (int) StrictMath.floor(v);
		if (left < 0 || lower < 0 || left >= 2 * halfAlong || lower >= 2 * halfAcross) {
			return;
		}
		double f = u - left;
		double g = v - lower;
		int at = lower * (2 * halfAlong + 1) + left;
		int above = at + 2 * halfAlong + 1;
		all[at] += light * (1 - f) * (1 - g);
		all[at + 1] += light * f * (1 - g);
		all[above] += light * (1 - f) * g;
		all[above + 1] += light * f * g;
	}
}
