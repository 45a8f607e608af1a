package org.armillary.kmos.simulator;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

import org.armillary.data.FitsHeader;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

/**
 * Headers of raw dark exposures as the calibration template {@code KMOS_spec_cal_dark} leaves them; nothing of the
 * truth is in them but what a real header says: nominal gain and read noise.
 *
 * @param parameters
 *            what the user asked for
 * @param starts
 *            start of each exposure, UTC
 */
record RawDarkHeaders(SimulateDarks.Parameters parameters, List<LocalDateTime> starts) {

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSS",
			Locale.ROOT);
	private static final DateTimeFormatter FILE = DateTimeFormatter.ofPattern("'KMOS.'uuuu-MM-dd'T'HH:mm:ss.SSS'.fits'",
			Locale.ROOT);
	private static final DateTimeFormatter TEMPLATE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
	private static final double MJD_OF_1970 = 40587;
	private static final double DAY_SECONDS = 86400;
	private static final double MILLISECOND = 1e-3;
	/** From the start of the template to that of the first exposure, s. */
	private static final double SETUP_SECONDS = 3;
	/** From the end of an exposure to the start of the next, s, and how much that varies to both sides. */
	private static final double OVERHEAD_SECONDS = 8;
	private static final double OVERHEAD_VARIATION = 0.4;
	private static final int SEGMENTS = 3;
	private static final int LAMPS = 4;
	private static final String GRATING = "K";

	/** Headers of all exposures. */
	static RawDarkHeaders of(SimulateDarks.Parameters parameters) {
		SplittableRandom random = new RandomStreams(parameters.seed()).generator(Purpose.TIMES);
		var starts = new ArrayList<LocalDateTime>();
		double seconds = SETUP_SECONDS;
		for (int exposure = 0; exposure < parameters.exposures(); exposure++) {
			starts.add(parameters.start().plus(StrictMath.round(seconds / MILLISECOND), ChronoUnit.MILLIS));
			seconds += parameters.dit() * parameters.ndit() + OVERHEAD_SECONDS
					+ OVERHEAD_VARIATION * (2 * random.nextDouble() - 1);
		}
		return new RawDarkHeaders(parameters, List.copyOf(starts));
	}

	/** The primary header of an exposure, counted from 0. */
	FitsHeader primary(int exposure) {
		LocalDateTime start = starts.get(exposure);
		FitsHeader.Builder header = FitsHeader.builder().set("ORIGIN", "ARMILLARY", "Simulated, not observed")
				.set("TELESCOP", "ESO-VLT-U1", "ESO <TEL>").set("INSTRUME", "KMOS", "Instrument used")
				.set("OBJECT", "DARK", "Original target")
				.set("EXPTIME", parameters.dit(), "[s] Integration time")
				.set("MJD-OBS", mjd(start), "Obs start").set("DATE-OBS", DATE.format(start), "Observing date, UTC")
				.set("UTC", secondsOfDay(start), "[s] UTC at start")
				.set("ARCFILE", FILE.format(start), "Archive file name")
				.set("ESO DPR CATG", "CALIB", "Observation category").set("ESO DPR TYPE", "DARK", "Observation type")
				.set("ESO DPR TECH", "IMAGE", "Observation technique")
				.set("ESO OBS ID", 1L, "Observation block ID").set("ESO OBS NAME", "KMOS_cal_dark", "OB name")
				.set("ESO OBS PROG ID", "SIMULATION", "ESO program identification")
				.set("ESO TPL ID", "KMOS_spec_cal_dark", "Template signature ID")
				.set("ESO TPL NAME", "Dark exposures", "Template name")
				.set("ESO TPL START", TEMPLATE.format(parameters.start()), "TPL start time")
				.set("ESO TPL NEXP", parameters.exposures(), "Number of exposures within template")
				.set("ESO TPL EXPNO", exposure + 1, "Exposure number within template")
				.set("ESO DET SEQ1 DIT", parameters.dit(), "[s] Integration time of one integration")
				.set("ESO DET NDIT", parameters.ndit(), "Number of integrations averaged")
				.set("ESO DET READ CURNAME", "Nondest", "Used readout mode name")
				.set("ESO DET CHIP RON", parameters.readNoise(), "[electron] Readout noise of one integration");
		for (int segment = 1; segment <= SEGMENTS; segment++) {
			header.set("ESO INS FILT" + segment + " ID", "Block", "Filter unique id.")
					.set("ESO INS GRAT" + segment + " ID", GRATING, "Grating unique id.")
					.set("ESO INS GRAT" + segment + " NAME", GRATING, "Grating common name");
		}
		for (int lamp = 1; lamp <= LAMPS; lamp++) {
			header.set("ESO INS LAMP" + lamp + " ST", false, "Lamp activated");
		}
		return header.set("ESO INS TEMP7 VAL", 120.0, "[K] Temperature of spectrograph 1")
				.set("ESO OCS ROT NAANGLE", 0.0, "[deg] Rotator angle")
				.set("ESO OCS ROT OFFANGLE", 0.0, "[deg] Rotator offset angle").build();
	}

	/** The header of a detector's extension. */
	FitsHeader extension(int detector) {
		long side = parameters.size().format().side();
		return FitsHeader.builder().set("ESO DET CHIP INDEX", detector + 1, "Chip index")
				.set("ESO DET CHIP ID", "SIM-" + (detector + 1), "Detector ID")
				.set("ESO DET CHIP NAME", "ESO-Hawaii2RG", "Detector name")
				.set("ESO DET CHIP LIVE", true, "Detector live")
				.set("ESO DET CHIP NX", side, "Pixels in X").set("ESO DET CHIP NY", side, "Pixels in Y")
				.set("ESO DET CHIP GAIN", parameters.gain().get(detector), "[electron/adu] Gain").build();
	}

	private static double mjd(LocalDateTime time) {
		return MJD_OF_1970 + time.toLocalDate().toEpochDay() + secondsOfDay(time) / DAY_SECONDS;
	}

	/** Seconds since midnight, which are whole milliseconds. */
	private static double secondsOfDay(LocalDateTime time) {
		return time.toLocalTime().toNanoOfDay() / 1_000_000 / 1e3;
	}
}
