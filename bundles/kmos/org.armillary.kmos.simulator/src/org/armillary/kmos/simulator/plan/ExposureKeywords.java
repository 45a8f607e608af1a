package org.armillary.kmos.simulator.plan;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.kmos.simulator.header.Arm;
import org.armillary.kmos.simulator.header.Exposure;
import org.armillary.kmos.simulator.header.RawKeywords;
import org.armillary.kmos.simulator.optics.Band;

/**
 * The keywords of an exposure: those of {@link RawKeywords} and what is said about telescope, air, read-out and
 * standard star.
 *
 * <p>{@code RA} and {@code DEC} are where the axis of the telescope points, dithers included; {@code TEL TARG} and
 * {@code OCS ARMn} are where field and arms are without dithers, in exposures on sky that of the sky.
 */
final class ExposureKeywords {

	private static final long SIDE = 2048;
	private static final double MILLI = 1e3;
	private static final double MICRO = 1e6;
	private static final double SECONDS_PER_DEGREE = 240;

	/** What is said of every exposure alike. */
	private static final Map<String, Object> ALWAYS = always();

	private ExposureKeywords() {
	}

	/**
	 * What is known at the start or end of an exposure.
	 *
	 * @param view
	 *            how the field is seen; empty inside
	 * @param air
	 *            the air
	 */
	record Moment(Optional<Observatory.View> view, Weather.Air air) {
	}

	/**
	 * The keywords.
	 *
	 * @param exposure
	 *            what the header tells anyway
	 * @param locked
	 *            arms that are not used in any exposure
	 */
	static Map<String, Object> of(Exposure exposure, Shot shot, Band band, Set<Integer> locked, Moment start,
			Moment end) {
		Map<String, Object> keywords = RawKeywords.of(exposure);
		shot.aim().ifPresent(aim -> pointing(keywords, aim));
		keywords.put("LST", rounded(sidereal(exposure.start()), MILLI));
		telescope(keywords, start, end);
		detectors(keywords, shot);
		if (exposure.arms().isEmpty()) {
			locked.forEach(arm -> keywords.put("ESO OCS ARM" + arm + " NOTUSED", "Arm locked"));
		}
		shot.aim().flatMap(Aim::standard).ifPresent(star -> {
			keywords.put("ESO OCS STDSTAR TYPE", star.type().name());
			keywords.put("ESO OCS STDSTAR MAG", StarMagnitudes.text(star, band));
		});
		keywords.putAll(ALWAYS);
		return keywords;
	}

	private static Map<String, Object> always() {
		var keywords = new LinkedHashMap<String, Object>();
		keywords.put("ESO TEL GEOELEV", Observatory.ELEVATION);
		keywords.put("ESO TEL GEOLAT", Observatory.LATITUDE);
		keywords.put("ESO TEL GEOLON", Observatory.LONGITUDE);
		keywords.put("ESO TEL AMBI TAU0", 0.004);
		keywords.put("ESO TEL AMBI WINDDIR", 10.0);
		keywords.put("ESO TEL AMBI WINDSP", 6.5);
		keywords.put("ESO TEL AMBI IRSKY TEMP", -95.0);
		keywords.put("ESO TEL CHOP FREQ", 0.0);
		keywords.put("ESO TEL TARG EPOCH", 2000.0);
		keywords.put("ESO TEL TARG PARALLAX", 0.0);
		keywords.put("ESO TEL TARG PMA", 0.0);
		keywords.put("ESO TEL TARG PMD", 0.0);
		keywords.put("ESO TEL TH M1 TEMP", 12.0);
		keywords.put("ESO TEL TRAK RATEA", 0.0);
		keywords.put("ESO TEL TRAK RATED", 0.0);
		keywords.put("ESO DET CHIPS", 3L);
		keywords.put("ESO DET CON OPMODE", "NORMAL");
		keywords.put("ESO DET WIN STARTX", 1.0);
		keywords.put("ESO DET WIN STARTY", 1.0);
		keywords.put("ESO DET WIN NX", SIDE);
		keywords.put("ESO DET WIN NY", SIDE);
		keywords.put("ESO DET CHIP PXSPACE", 1.8e-5);
		keywords.put("ESO DET NDITSKIP", 0L);
		keywords.put("ESO DET FRAM NO", 1L);
		return Collections.unmodifiableMap(keywords);
	}

	private static void pointing(Map<String, Object> keywords, Aim aim) {
		keywords.put("RA", rounded(aim.rightAscension(), MICRO));
		keywords.put("DEC", rounded(aim.declination(), MICRO));
		keywords.put("EQUINOX", 2000.0);
		keywords.put("RADESYS", "FK5");
		keywords.put("ESO TEL TARG ALPHA", Arm.alpha(aim.field().rightAscension()));
		keywords.put("ESO TEL TARG DELTA", Arm.delta(aim.field().declination()));
		keywords.put("ESO TEL TARG EQUINOX", 2000.0);
		keywords.put("ESO TEL TARG RADVEL", 0.0);
		keywords.put("ESO OCS TARG DITHA", aim.eastDither());
		keywords.put("ESO OCS TARG DITHD", aim.northDither());
	}

	/** Where the telescope does not look at the sky, it is parked at the zenith. */
	private static void telescope(Map<String, Object> keywords, Moment start, Moment end) {
		keywords.put("ESO TEL AIRM START", rounded(start.view().map(Observatory.View::airmass).orElse(1.0), MILLI));
		keywords.put("ESO TEL AIRM END", rounded(end.view().map(Observatory.View::airmass).orElse(1.0), MILLI));
		keywords.put("ESO TEL ALT", rounded(start.view().map(Observatory.View::altitude).orElse(90.0), MILLI));
		keywords.put("ESO TEL AZ", rounded(start.view().map(Observatory.View::azimuth).orElse(0.0), MILLI));
		keywords.put("ESO TEL PARANG START",
				rounded(start.view().map(Observatory.View::parallactic).orElse(0.0), MILLI));
		keywords.put("ESO TEL PARANG END", rounded(end.view().map(Observatory.View::parallactic).orElse(0.0), MILLI));
		keywords.put("ESO TEL AMBI FWHM START", rounded(start.air().seeingArcsec(), 1e2));
		keywords.put("ESO TEL AMBI FWHM END", rounded(end.air().seeingArcsec(), 1e2));
		keywords.put("ESO TEL AMBI PRES START", rounded(start.air().hectopascal(), 1e2));
		keywords.put("ESO TEL AMBI PRES END", rounded(end.air().hectopascal(), 1e2));
		keywords.put("ESO TEL AMBI RHUM", rounded(start.air().humidityPercent(), 10));
		keywords.put("ESO TEL AMBI TEMP", rounded(start.air().celsius(), 1e2));
		keywords.put("ESO TEL AMBI IWV START", rounded(start.air().waterMillimetre(), 1e2));
		keywords.put("ESO TEL AMBI IWV END", rounded(end.air().waterMillimetre(), 1e2));
	}

	private static void detectors(Map<String, Object> keywords, Shot shot) {
		keywords.put("ESO DET READ NFRAM", (long) shot.mode().samples());
		keywords.put("ESO DET NDSAMPLES", (long) shot.mode().samples());
		keywords.put("ESO DET SEQ1 MINDIT", ReadMode.SHORTEST_DIT);
		keywords.put("ESO DET SEQ1 EXPTIME", shot.seconds());
		keywords.put("ESO DET CHIP RON", rounded(shot.mode().readNoise(), MILLI));
	}

	private static double sidereal(LocalDateTime time) {
		return Observatory.sidereal(time) * SECONDS_PER_DEGREE;
	}

	private static double rounded(double value, double parts) {
		return StrictMath.rint(value * parts) / parts;
	}
}
