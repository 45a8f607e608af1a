package org.armillary.kmos.simulator;

import java.util.SplittableRandom;

/**
 * The light in a combined cube of one IFU, 14 × 14 spaxels of 0.2 arcsec, in the grating YJ: a flat sky level, a point source
 * with continuum and one emission line as the atmosphere spreads it (Moffat 1969, A&amp;A 3, 455), and Gaussian noise that
 * grows linearly with wavelength. Fluxes in adu/s, wavelengths in µm. Results have the same bits on every machine.
 *
 * @param parameters
 *            what the user asked for
 */
record CubeModel(SimulateCube.Parameters parameters) {

	/** Spaxels along each side. */
	static final int SPAXELS = 14;

	/** Side of a spaxel, arcsec. */
	static final double SPAXEL_ARCSEC = 0.2;

	/** Wavelength of the first plane, µm. */
	static final double FIRST_MICRON = 1.0;

	/** Width of the band, µm; KMOS divides it into 2048 planes. */
	private static final double BAND_MICRON = 0.359;

	private static final double FWHM_TO_SIGMA = 1 / (2 * StrictMath.sqrt(2 * StrictMath.log(2)));

	/** Distance of planes, µm. */
	double stepMicron() {
		return BAND_MICRON / parameters.planes();
	}

	/** Wavelength of a plane, counted from 0, µm. */
	double micron(int plane) {
		return FIRST_MICRON + plane * stepMicron();
	}

	/** Standard deviation of the noise in a plane, adu/s. */
	double noise(int plane) {
		int planes = parameters.planes();
		double position = planes == 1 ? 0 : (double) plane / (planes - 1) - 0.5;
		return parameters.noise() * (1 + parameters.noiseGradient() * position);
	}

	/** Root of the mean square of the noise of all planes, adu/s. */
	double noiseRms() {
		double sum = 0;
		for (int plane = 0; plane < parameters.planes(); plane++) {
			sum += noise(plane) * noise(plane);
		}
		return StrictMath.sqrt(sum / parameters.planes());
	}

	/** Flux of the whole source in a plane, adu/s. */
	double sourceFlux(int plane) {
		double sigma = parameters.lineFwhm() * FWHM_TO_SIGMA;
		double distance = (micron(plane) - parameters.lineWavelength()) / sigma;
		return parameters.continuum() + parameters.linePeak() * StrictMath.exp(-0.5 * distance * distance);
	}

	/** Share of the source that falls on each spaxel, {@code [y][x]} in one array, from the value at the centre of the spaxel. */
	double[] profile() {
		double beta = parameters.moffatBeta();
		double core = parameters.seeing() / (2 * StrictMath.sqrt(StrictMath.pow(2, 1 / beta) - 1));
		double peak = (beta - 1) / (StrictMath.PI * core * core) * SPAXEL_ARCSEC * SPAXEL_ARCSEC;
		var profile = new double[SPAXELS * SPAXELS];
		for (int y = 0; y < SPAXELS; y++) {
			for (int x = 0; x < SPAXELS; x++) {
				double dx = (x - (SPAXELS - 1) / 2.0) * SPAXEL_ARCSEC - parameters.offsetX();
				double dy = (y - (SPAXELS - 1) / 2.0) * SPAXEL_ARCSEC - parameters.offsetY();
				profile[y * SPAXELS + x] = peak * StrictMath.pow(1 + (dx * dx + dy * dy) / (core * core), -beta);
			}
		}
		return profile;
	}

	/** Whether a spaxel lies in the border that was not observed. */
	boolean isBorder(int x, int y) {
		int border = parameters.border();
		return x < border || y < border || x >= SPAXELS - border || y >= SPAXELS - border;
	}

	/**
	 * Fills one plane.
	 *
	 * @param plane
	 *            number of the plane, from 0
	 * @param profile
	 *            what {@link #profile} returned
	 * @param random
	 *            a generator of this plane's own
	 * @param data
	 *            gets the pixels, {@code [plane][y][x]}, adu/s
	 * @param noise
	 *            gets their standard deviations, likewise
	 */
	void fill(int plane, double[] profile, SplittableRandom random, float[] data, float[] noise) {
		double flux = sourceFlux(plane);
		double deviation = noise(plane);
		for (int y = 0; y < SPAXELS; y++) {
			for (int x = 0; x < SPAXELS; x++) {
				int spaxel = y * SPAXELS + x;
				int pixel = plane * profile.length + spaxel;
				double value = parameters.level() + flux * profile[spaxel] + deviation * random.nextGaussian();
				data[pixel] = isBorder(x, y) ? Float.NaN : (float) value;
				noise[pixel] = isBorder(x, y) ? Float.NaN : (float) deviation;
			}
		}
	}
}
