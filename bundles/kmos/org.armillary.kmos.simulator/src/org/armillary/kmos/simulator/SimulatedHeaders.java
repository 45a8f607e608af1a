package org.armillary.kmos.simulator;

import org.armillary.data.FitsHeader;

/** Headers of a simulated combined cube, in the form of real ones, with the truth in keywords {@code ESO SIM}. */
final class SimulatedHeaders {

	private static final double CENTRE_RA_DEGREES = 53.1;
	private static final double CENTRE_DEC_DEGREES = -27.8;
	private static final double EXPOSURE_SECONDS = 600;
	private static final double START_MJD = 56634.25;
	private static final String BAND = "YJ";

	private SimulatedHeaders() {
	}

	/** The primary header; all of it follows from the parameters. */
	static FitsHeader primary(CubeModel model) {
		SimulateCube.Parameters truth = model.parameters();
		FitsHeader.Builder header = FitsHeader.builder().set("ORIGIN", "ARMILLARY", "Simulated, not observed")
				.set("INSTRUME", "KMOS").set("OBJECT", "SIMULATED SOURCE")
				.set("RA", CENTRE_RA_DEGREES, "[deg] Pointing")
				.set("DEC", CENTRE_DEC_DEGREES, "[deg] Pointing").set("EQUINOX", 2000.0).set("RADECSYS", "FK5")
				.set("EXPTIME", EXPOSURE_SECONDS, "[s] Integration time")
				.set("MJD-OBS", START_MJD, "2013-12-08T06:00:00")
				.set("DATE-OBS", "2013-12-08T06:00:00.0000")
				.set("ESO PRO CATG", SimulateCube.CATEGORY, "Product category");
		for (int segment = 1; segment <= 3; segment++) {
			header.set("ESO INS FILT" + segment + " ID", BAND, "Filter unique id.")
					.set("ESO INS GRAT" + segment + " ID", BAND, "Grating unique id.");
		}
		return header.set("ESO OCS ROT NAANGLE", 0.0, "[deg] Rotator angle").set("ESO OCS ARM1 NAME", "simulated")
				.set("ESO SIM SEED", truth.seed(), "Seed of the noise")
				.set("ESO SIM LEVEL", truth.level(), "[adu/s] Sky level")
				.set("ESO SIM NOISE", truth.noise(), "[adu/s] Noise in the middle of the band")
				.set("ESO SIM NOISE GRAD", truth.noiseGradient(), "(last - first) / middle")
				.set("ESO SIM NOISE RMS", model.noiseRms(), "[adu/s] Noise of all pixels")
				.set("ESO SIM SRC CONT", truth.continuum(), "[adu/s] Continuum of the source")
				.set("ESO SIM SRC FWHM", truth.seeing(), "[arcsec] Moffat profile")
				.set("ESO SIM SRC BETA", truth.moffatBeta(), "Moffat profile")
				.set("ESO SIM SRC X", truth.offsetX(), "[arcsec] Offset from the centre")
				.set("ESO SIM SRC Y", truth.offsetY(), "[arcsec] Offset from the centre")
				.set("ESO SIM LINE PEAK", truth.linePeak(), "[adu/s] Line, above the continuum")
				.set("ESO SIM LINE WAVE", truth.lineWavelength(), "[um] Line centre, vacuum")
				.set("ESO SIM LINE FWHM", truth.lineFwhm(), "[um] Line width").build();
	}

	/** The header of an extension: coordinates as KMOS has them, degrees and µm. */
	static FitsHeader extension(CubeModel model) {
		double spaxelDegrees = CubeModel.SPAXEL_ARCSEC / 3600;
		double centre = (CubeModel.SPAXELS + 1) / 2.0;
		double step = model.stepMicron();
		return FitsHeader.builder().set("EXPTIME", EXPOSURE_SECONDS, "[s] Integration time")
				.set("CTYPE1", "RA---TAN", "TAN projection used").set("CTYPE2", "DEC--TAN", "TAN projection used")
				.set("CTYPE3", "WAVE", "Coordinate system of z-axis").set("CUNIT1", "deg").set("CUNIT2", "deg")
				.set("CUNIT3", "um").set("CRPIX1", centre, "[pix] Reference pixel in x")
				.set("CRPIX2", centre, "[pix] Reference pixel in y").set("CRPIX3", 1.0, "[pix] Reference pixel in z")
				.set("CRVAL1", CENTRE_RA_DEGREES, "[deg] RA at ref. pixel")
				.set("CRVAL2", CENTRE_DEC_DEGREES, "[deg] DEC at ref. pixel")
				.set("CRVAL3", CubeModel.FIRST_MICRON, "[um] Wavelength at ref. pixel").set("CDELT1", -spaxelDegrees)
				.set("CDELT2", spaxelDegrees).set("CDELT3", step, "[um] Spectral resolution")
				.set("CD1_1", -spaxelDegrees)
				.set("CD1_2", 0.0).set("CD1_3", 0.0).set("CD2_1", 0.0).set("CD2_2", spaxelDegrees).set("CD2_3", 0.0)
				.set("CD3_1", 0.0).set("CD3_2", 0.0).set("CD3_3", step)
				.set("ESO INS FILT1 ID", BAND, "Filter unique id.")
				.set("ESO INS GRAT1 ID", BAND, "Grating unique id.").set("ESO PRO IFUNR", 1L, "Number of the IFU")
				.build();
	}
}
