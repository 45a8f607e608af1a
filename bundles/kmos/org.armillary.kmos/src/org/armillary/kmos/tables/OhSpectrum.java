package org.armillary.kmos.tables;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.Pixels;
import org.armillary.data.Spectrum;
import org.armillary.data.Wcs;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.Band;
import org.armillary.kmos.KmosMessage;

/**
 * The spectrum of OH in the night sky on even steps of wavelength.
 *
 * <p>A file of category {@code OH_SPEC} has one vector, the extension {@code DATA}; its keywords CRVAL1, CDELT1 and CUNIT1
 * say the wavelengths, µm in vacuum.
 *
 * @param micron
 *            wavelength of each pixel, µm in vacuum
 * @param photons
 *            mean photon density of each pixel, in units of the brightest pixel
 */
public record OhSpectrum(double[] micron, float[] photons) {

	/** Category of files of OH spectra. */
	public static final String CATEGORY = "OH_SPEC";

	private static final String EXTENSION = "DATA";
	private static final String WAVELENGTH = "WAVE";
	private static final double FWHM_PER_SIGMA = 2 * Math.sqrt(2 * StrictMath.log(2));
	/** Beyond so many standard deviations a line has no light. */
	private static final double REACH_SIGMA = 6;
	/** Samples of a line within a pixel; the middles of equal parts. */
	private static final int PARTS = 8;

	/** Refuses what does not fit together. */
	public OhSpectrum {
		if (micron.length != photons.length || micron.length < 2) {
			throw new IllegalArgumentException(micron.length + " wavelengths, " + photons.length + " values");
		}
		micron = micron.clone();
		photons = photons.clone();
	}

	/** A copy of the wavelengths, µm in vacuum. */
	@Override
	public double[] micron() {
		return micron.clone();
	}

	/** A copy of the values. */
	@Override
	public float[] photons() {
		return photons.clone();
	}

	/** The lines of a band as Gauss curves of its nominal resolving power, on the planes of its reconstructed cubes. */
	public static OhSpectrum of(Band band) {
		return of(OhLines.between(band.firstMicron(), band.lastMicron()), band.firstMicron(), step(band), Band.PLANES,
				band.resolvingPower());
	}

	/**
	 * Lines as Gauss curves.
	 *
	 * @param lines
	 *            lines
	 * @param firstMicron
	 *            wavelength of the first pixel, µm
	 * @param stepMicron
	 *            step per pixel, µm
	 * @param length
	 *            number of pixels
	 * @param resolvingPower
	 *            wavelength divided by the full width at half maximum of a line
	 */
	public static OhSpectrum of(List<OhLine> lines, double firstMicron, double stepMicron, int length,
			double resolvingPower) {
		double[] density = new double[length];
		for (OhLine line : lines) {
			double sigma = line.micron() / resolvingPower / FWHM_PER_SIGMA / stepMicron;
			double centre = (line.micron() - firstMicron) / stepMicron;
			int from = (int) Math.max(0, Math.ceil(centre - REACH_SIGMA * sigma));
			int to = (int) Math.min(length - 1, Math.floor(centre + REACH_SIGMA * sigma));
			for (int i = from; i <= to; i++) {
				density[i] += line.flux() * meanOfGauss(i - centre, sigma);
			}
		}
		double brightest = 0;
		for (double value : density) {
			brightest = Math.max(brightest, value);
		}
		double[] micron = new double[length];
		float[] photons = new float[length];
		for (int i = 0; i < length; i++) {
			micron[i] = firstMicron + i * stepMicron;
			photons[i] = brightest > 0 ? (float) (density[i] / brightest) : 0;
		}
		return new OhSpectrum(micron, photons);
	}

	/**
	 * Reads a file: its first vector.
	 *
	 * @throws ActorException
	 *             if it has no vector, or its keywords say no wavelengths
	 */
	public static OhSpectrum read(Path path) throws ActorException, FitsException {
		FitsFile file = FitsFile.open(path);
		var shapes = new ArrayList<String>();
		for (Hdu hdu : file.hdus()) {
			if (hdu.hasImage() && hdu.dimensions().size() == 1 && hdu.pixelCount() > 1) {
				Spectrum spectrum = hdu.readSpectrum();
				double[] micron = Wcs.wavelengthsMicron(spectrum.header(), 1, spectrum.length());
				return new OhSpectrum(micron, spectrum.values().floats());
			}
			shapes.add(hdu.dimensions().size() + " axes");
		}
		throw new ActorException(Kind.DATA,
				KmosMessage.AXES.with(path.getFileName(), String.join(", ", shapes), "one extension with 1 axis"));
	}

	/** Writes the spectrum of a band as a file that {@link #read} and other KMOS software read. */
	public static void write(Path path, Band band) throws FitsException {
		FitsHeader axis = Wcs.linear(FitsHeader.EMPTY, 1, WAVELENGTH, "um", 1, band.firstMicron(), step(band));
		try (FitsWriter writer = FitsWriter.create(path)) {
			writer.primary(TableFileWriter.header(CATEGORY, band.name()));
			writer.spectrum(EXTENSION, new Spectrum(Pixels.of(of(band).photons), Optional.empty(),
					Optional.empty(), "", axis));
			writer.commit();
		}
	}

	/** Step of a band's cubes, µm. */
	private static double step(Band band) {
		return (band.lastMicron() - band.firstMicron()) / Band.PLANES;
	}

	/** Mean of a Gauss curve of area 1 over a pixel; both in pixels, the middle of the pixel from the centre of the curve. */
	private static double meanOfGauss(double offset, double sigma) {
		double sum = 0;
		for (int part = 0; part < PARTS; part++) {
			double t = (offset - 0.5 + (part + 0.5) / PARTS) / sigma;
			sum += StrictMath.exp(-t * t / 2);
		}
		return sum / PARTS / (sigma * Math.sqrt(2 * Math.PI));
	}
}
