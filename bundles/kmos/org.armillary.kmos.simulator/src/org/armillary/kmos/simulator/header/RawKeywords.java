package org.armillary.kmos.simulator.header;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Those keywords of a raw primary header that say something about the exposure, by name without {@code HIERARCH}. Which
 * there are and how they are written follows the documents named in docs/kmos/organising.md.
 */
public final class RawKeywords {

	/** Modified Julian date of the start. */
	public static final String MJD = "MJD-OBS";
	/** The same as text. */
	public static final String DATE = "DATE-OBS";
	/** Name in the archive. */
	public static final String ARCHIVE_NAME = "ARCFILE";
	/** Type of the observation. */
	public static final String TYPE = "ESO DPR TYPE";
	/** Template. */
	public static final String TEMPLATE = "ESO TPL ID";
	/** When the template started. */
	public static final String TEMPLATE_START = "ESO TPL START";
	/** Angle of the rotator. */
	public static final String ANGLE = "ESO OCS ROT NAANGLE";
	/** Temperature of the first spectrograph. */
	public static final String TEMPERATURE = "ESO INS TEMP7 VAL";

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSS",
			Locale.ROOT);
	private static final DateTimeFormatter FILE = DateTimeFormatter
			.ofPattern("'KMOS.'uuuu-MM-dd'T'HH:mm:ss.SSS'.fits'", Locale.ROOT);
	private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
	private static final int LAMPS = 4;
	private static final String BLOCKED = "Block";
	private static final List<ArmNames> ARMS = armNames();

	/** Names of the keywords of an arm. */
	private record ArmNames(String name, String type, String alpha, String delta, String notUsed) {
	}

	private RawKeywords() {
	}

	/** Name of the file of an exposure in the archive. */
	public static String fileName(LocalDateTime start) {
		return FILE.format(start);
	}

	/** A time as {@link #DATE} has it. */
	public static String date(LocalDateTime time) {
		return TIME.format(time);
	}

	/** A time as {@link #TEMPLATE_START} has it. */
	public static String second(LocalDateTime time) {
		return SECOND.format(time);
	}

	/** Names of the keywords of the gratings: ids and names of the three spectrographs. */
	public static List<String> gratingKeywords() {
		var names = new ArrayList<String>();
		for (int segment = 1; segment <= Gratings.SEGMENTS; segment++) {
			names.add("ESO INS GRAT" + segment + " ID");
			names.add("ESO INS GRAT" + segment + " NAME");
		}
		return names;
	}

	/** Name of the keyword that tells whether a lamp, from 1, is on. */
	public static String lamp(int lamp) {
		return "ESO INS LAMP" + lamp + " ST";
	}

	/** The keywords of an exposure with their values, in the order of the header; the map belongs to the caller. */
	public static Map<String, Object> of(Exposure exposure) {
		var keywords = LinkedHashMap.<String, Object>newLinkedHashMap(160);
		ObservingBlock block = exposure.block();
		boolean onSky = !exposure.arms().isEmpty();
		keywords.put("ORIGIN", "ARMILLARY");
		keywords.put("TELESCOP", "ESO-VLT-U1");
		keywords.put("INSTRUME", "KMOS");
		keywords.put("OBJECT", onSky && exposure.rawClass() == RawClass.STD ? block.target() : exposure.type());
		keywords.put("EXPTIME", exposure.dit());
		keywords.put(MJD, Exposure.mjd(exposure.start()));
		keywords.put(DATE, date(exposure.start()));
		keywords.put("UTC", exposure.start().toLocalTime().toNanoOfDay() / 1_000_000 / 1e3);
		keywords.put(ARCHIVE_NAME, fileName(exposure.start()));
		keywords.put("ESO OBS ID", block.id());
		keywords.put("ESO OBS NAME", block.name());
		keywords.put("ESO OBS PROG ID", block.program());
		keywords.put("ESO OBS TARG NAME", block.target());
		if (block.container() != 0) {
			keywords.put("ESO OBS CONTAINER ID", block.container());
		}
		template(keywords, exposure);
		keywords.put("ESO DPR CATG", exposure.rawClass().category());
		keywords.put(TYPE, exposure.type());
		keywords.put("ESO DPR TECH", exposure.rawClass().technique());
		instrument(keywords, exposure);
		keywords.put("ESO DET SEQ1 DIT", exposure.dit());
		keywords.put("ESO DET NDIT", (long) exposure.ndit());
		keywords.put("ESO DET READ CURNAME", exposure.readMode());
		keywords.put("ESO DET CHIP RON", 10.0);
		keywords.put(ANGLE, exposure.angle());
		keywords.put("ESO OCS ROT OFFANGLE", 0.0);
		arms(keywords, exposure);
		return keywords;
	}

	private static void template(Map<String, Object> keywords, Exposure exposure) {
		keywords.put(TEMPLATE, exposure.template().id());
		keywords.put("ESO TPL NAME", exposure.template().name());
		keywords.put(TEMPLATE_START, second(exposure.template().start()));
		keywords.put("ESO TPL NEXP", (long) exposure.template().exposures());
		keywords.put("ESO TPL EXPNO", (long) exposure.number());
	}

	private static void instrument(Map<String, Object> keywords, Exposure exposure) {
		for (int segment = 1; segment <= Gratings.SEGMENTS; segment++) {
			String grating = exposure.gratings().ids().get(segment - 1);
			String filter = exposure.rawClass().isOpen() ? grating : BLOCKED;
			keywords.put("ESO INS FILT" + segment + " ID", filter);
			keywords.put("ESO INS FILT" + segment + " NAME", filter);
			keywords.put("ESO INS GRAT" + segment + " ID", grating);
			keywords.put("ESO INS GRAT" + segment + " NAME", grating);
		}
		for (int lamp = 1; lamp <= LAMPS; lamp++) {
			keywords.put(lamp(lamp), exposure.rawClass().lights(lamp));
		}
		keywords.put(TEMPERATURE, exposure.temperatureKelvin());
	}

	private static void arms(Map<String, Object> keywords, Exposure exposure) {
		for (int i = 0; i < exposure.arms().size(); i++) {
			Arm arm = exposure.arms().get(i);
			ArmNames names = ARMS.get(i);
			arm.notUsed().ifPresent(reason -> keywords.put(names.notUsed(), reason));
			if (arm.notUsed().isEmpty()) {
				keywords.put(names.name(), arm.name());
				keywords.put(names.type(), arm.type());
				keywords.put(names.alpha(), arm.alpha());
				keywords.put(names.delta(), arm.delta());
			}
		}
	}

	private static List<ArmNames> armNames() {
		var all = new ArrayList<ArmNames>();
		for (int arm = 1; arm <= Arm.COUNT; arm++) {
			String start = "ESO OCS ARM" + arm + " ";
			all.add(new ArmNames(start + "NAME", start + "TYPE", start + "ALPHA", start + "DELTA", start + "NOTUSED"));
		}
		return List.copyOf(all);
	}
}
