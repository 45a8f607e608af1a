package org.armillary.kmos.makeimage;

import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.data.Spectrum;
import org.armillary.data.Wcs;
import org.armillary.kmos.KmosExtension;
import org.armillary.kmos.KmosFile;

/**
 * Where the night sky shines in lines of OH.
 *
 * @param file
 *            the file, for messages
 * @param micron
 *            wavelengths, ascending or descending, µm in vacuum
 * @param emission
 *            emission at each, in any unit
 */
record SkyLines(String file, double[] micron, double[] emission) {

	/** Reads an OH spectrum (OH_SPEC). */
	static SkyLines read(KmosFile file) throws ActorException, FitsException {
		List<KmosExtension> spectra = file.used();
		Spectrum spectrum = spectra.getFirst().spectrum();
		double[] micron = Wcs.wavelengthsMicron(spectrum.header(), 1, spectrum.length());
		return new SkyLines(String.valueOf(file.path().getFileName()), micron, spectrum.values().doubles());
	}

	/**
	 * Which planes of a cube are bright.
	 *
	 * @param planes
	 *            wavelength of each plane, ascending or descending, µm
	 * @param threshold
	 *            share of the brightest line within the cube above which a plane is bright
	 */
	boolean[] bright(double[] planes, double threshold) throws ActorException {
		double[] peaks = new double[planes.length];
		double half = planes.length > 1 ? Math.abs(planes[planes.length - 1] - planes[0]) / (planes.length - 1) / 2 : 0;
		double brightest = 0;
		boolean any = false;
		for (int z = 0; z < planes.length; z++) {
			peaks[z] = peak(planes[z], half);
			any |= !Double.isNaN(peaks[z]);
			brightest = Math.max(brightest, Double.isNaN(peaks[z]) ? 0 : peaks[z]);
		}
		if (!any) {
			throw new ActorException(Kind.DATA, MakeImageMessage.SKY_ELSEWHERE.with(file, micron[0],
					micron[micron.length - 1], planes[0], planes[planes.length - 1]));
		}
		if (!(brightest > 0)) {
			throw new ActorException(Kind.DATA, MakeImageMessage.SKY_DARK.with(file));
		}
		boolean[] bright = new boolean[planes.length];
		for (int z = 0; z < planes.length; z++) {
			bright[z] = peaks[z] > threshold * brightest;
		}
		return bright;
	}

	/** The brightest emission within half a plane of a wavelength, or between the two samples around it; NaN outside. */
	private double peak(double wavelength, double half) {
		double peak = Double.NaN;
		for (int i = 0; i < micron.length; i++) {
			if (Math.abs(micron[i] - wavelength) <= half) {
				peak = Double.isNaN(peak) ? emission[i] : Math.max(peak, emission[i]);
			}
			if (i > 0 && (micron[i - 1] - wavelength) * (micron[i] - wavelength) <= 0) {
				double share = (wavelength - micron[i - 1]) / (micron[i] - micron[i - 1]);
				double between = emission[i - 1] + share * (emission[i] - emission[i - 1]);
				peak = Double.isNaN(peak) ? between : Math.max(peak, between);
			}
		}
		return peak;
	}
}
