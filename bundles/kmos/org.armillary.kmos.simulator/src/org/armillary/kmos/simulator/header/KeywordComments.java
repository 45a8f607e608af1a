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

	private KeywordComments() {
	}

	/** The comment of a keyword; empty where none is known. */
	static String of(String keyword) {
		String comment = COMMENTS.get(keyword);
		return comment != null ? comment : COMMENTS.getOrDefault(NUMBER.matcher(keyword).replaceAll("#"), "");
	}
}
