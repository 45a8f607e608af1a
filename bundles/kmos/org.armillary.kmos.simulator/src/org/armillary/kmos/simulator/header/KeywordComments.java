package org.armillary.kmos.simulator.header;

import java.util.Map;
import java.util.regex.Pattern;

/** Comments of keywords. */
final class KeywordComments {

	private static final Pattern NUMBER = Pattern.compile("(?<=[A-Z])\\d+");
	private static final Map<String, String> COMMENTS = Map.ofEntries(
			Map.entry("ORIGIN", "Simulated, not observed"),
			Map.entry("TELESCOP", "ESO <TEL>"),
			Map.entry("INSTRUME", "Instrument used"),
			Map.entry("OBJECT", "Original target"),
			Map.entry("EXPTIME", "[s] Integration time"),
			Map.entry("MJD-OBS", "Obs start"),
			Map.entry("DATE-OBS", "Observing date, UTC"),
			Map.entry("UTC", "[s] UTC at start"),
			Map.entry("ARCFILE", "Archive file name"),
			Map.entry("ESO OBS ID", "Observation block ID"),
			Map.entry("ESO OBS NAME", "OB name"),
			Map.entry("ESO OBS PROG ID", "ESO program identification"),
			Map.entry("ESO OBS TARG NAME", "OB target name"),
			Map.entry("ESO OBS CONTAINER ID", "Container of OBs"),
			Map.entry("ESO DPR CATG", "Observation category"),
			Map.entry("ESO DPR TYPE", "Observation type"),
			Map.entry("ESO DPR TECH", "Observation technique"),
			Map.entry("ESO TPL ID", "Template signature ID"),
			Map.entry("ESO TPL NAME", "Template name"),
			Map.entry("ESO TPL START", "TPL start time"),
			Map.entry("ESO TPL NEXP", "Number of exposures within template"),
			Map.entry("ESO TPL EXPNO", "Exposure number within template"),
			Map.entry("ESO DET SEQ# DIT", "[s] Integration time"),
			Map.entry("ESO DET NDIT", "Number of integrations averaged"),
			Map.entry("ESO DET READ CURNAME", "Used readout mode name"),
			Map.entry("ESO DET CHIP RON", "[electron] Readout noise"),
			Map.entry("ESO INS FILT# ID", "Filter unique id."),
			Map.entry("ESO INS FILT# NAME", "Filter name"),
			Map.entry("ESO INS GRAT# ID", "Grating unique id."),
			Map.entry("ESO INS GRAT# NAME", "Grating common name"),
			Map.entry("ESO INS LAMP# ST", "Lamp activated"),
			Map.entry("ESO INS TEMP# VAL", "[K] Temperature"),
			Map.entry("ESO OCS ROT NAANGLE", "[deg] Rotator angle"),
			Map.entry("ESO OCS ROT OFFANGLE", "[deg] Rotator offset angle"),
			Map.entry("ESO OCS ARM# NAME", "Target name"),
			Map.entry("ESO OCS ARM# TYPE", "O object, S sky, R reference"),
			Map.entry("ESO OCS ARM# ALPHA", "RA, HHMMSS.sss"),
			Map.entry("ESO OCS ARM# DELTA", "DEC, DDMMSS.sss"),
			Map.entry("ESO OCS ARM# NOTUSED", "Why it is not used"),
			Map.entry("ESO OCS ARM# ORIGARM", "Arm of the preparation"),
			Map.entry("ESO PRO CATG", "Category of the product"),
			Map.entry("ESO PRO REC# ID", "Recipe that made this file"),
			Map.entry("ESO PRO REC# PIPE ID", "Program that made this file"));

	/** Comments of keywords that stand without one where they only fill a header. */
	private static final Map<String, String> TOLD = Map.ofEntries(
			Map.entry("RA", "[deg] Pointing, J2000"),
			Map.entry("DEC", "[deg] Pointing, J2000"),
			Map.entry("EQUINOX", "Standard FK5"),
			Map.entry("RADESYS", "Coordinate system"),
			Map.entry("LST", "[s] LST at start"),
			Map.entry("ESO TEL AIRM START", "Airmass at start"),
			Map.entry("ESO TEL AIRM END", "Airmass at end"),
			Map.entry("ESO TEL ALT", "[deg] Altitude at start"),
			Map.entry("ESO TEL AZ", "[deg] Azimuth at start, S=0, W=90"),
			Map.entry("ESO TEL PARANG START", "[deg] Parallactic angle at start"),
			Map.entry("ESO TEL PARANG END", "[deg] Parallactic angle at end"),
			Map.entry("ESO TEL AMBI FWHM START", "[arcsec] Seeing at 0.5 um in the zenith"),
			Map.entry("ESO TEL AMBI FWHM END", "[arcsec] Seeing at 0.5 um in the zenith"),
			Map.entry("ESO TEL AMBI PRES START", "[hPa] Pressure at start"),
			Map.entry("ESO TEL AMBI PRES END", "[hPa] Pressure at end"),
			Map.entry("ESO TEL AMBI RHUM", "[%] Relative humidity"),
			Map.entry("ESO TEL AMBI TEMP", "[Cel] Temperature"),
			Map.entry("ESO TEL AMBI IWV START", "[mm] Precipitable water vapour at start"),
			Map.entry("ESO TEL AMBI IWV END", "[mm] Precipitable water vapour at end"),
			Map.entry("ESO TEL GEOELEV", "[m] Elevation above sea level"),
			Map.entry("ESO TEL GEOLAT", "[deg] Latitude, + north"),
			Map.entry("ESO TEL GEOLON", "[deg] Longitude, + east"),
			Map.entry("ESO TEL TARG ALPHA", "RA of the field, HHMMSS.sss"),
			Map.entry("ESO TEL TARG DELTA", "DEC of the field, DDMMSS.sss"),
			Map.entry("ESO TEL TARG EQUINOX", "Equinox of the field"),
			Map.entry("ESO TEL TARG RADVEL", "[km/s] Radial velocity"),
			Map.entry("ESO DET CHIPS", "Number of detectors"),
			Map.entry("ESO DET NDSAMPLES", "Reads of a ramp"),
			Map.entry("ESO DET SEQ# MINDIT", "[s] Shortest DIT"),
			Map.entry("ESO DET SEQ# EXPTIME", "[s] Time of all integrations"),
			Map.entry("ESO DET WIN NX", "Pixels in X"),
			Map.entry("ESO DET WIN NY", "Pixels in Y"),
			Map.entry("ESO OCS STDSTAR TYPE", "Spectral type of the standard star"),
			Map.entry("ESO OCS STDSTAR MAG", "Magnitudes of the standard star"),
			Map.entry("ESO OCS TARG DITHA", "[arcsec] Dither to the east, cumulative"),
			Map.entry("ESO OCS TARG DITHD", "[arcsec] Dither to the north, cumulative"));

	private KeywordComments() {
	}

	/** The comment of a keyword; empty where none is known. */
	static String of(String keyword) {
		String comment = COMMENTS.get(keyword);
		return comment != null ? comment : COMMENTS.getOrDefault(NUMBER.matcher(keyword).replaceAll("#"), "");
	}

	/** The comment of a keyword that says something about the exposure; empty where none is known. */
	static String told(String keyword) {
		String comment = of(keyword);
		return comment.isEmpty() ? TOLD.getOrDefault(NUMBER.matcher(keyword).replaceAll("#"),
				TOLD.getOrDefault(keyword, "")) : comment;
	}
}
