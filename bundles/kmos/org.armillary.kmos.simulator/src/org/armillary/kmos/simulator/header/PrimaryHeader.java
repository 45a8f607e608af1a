package org.armillary.kmos.simulator.header;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.data.FitsCard;
import org.armillary.data.FitsHeader;

/**
 * The primary header of a raw frame in its full length: what is said about the exposure, among hundreds of cards about
 * telescope, weather, temperatures, detectors and arms that nobody looks at but every reader has to pass. The latter are
 * the same in all headers. How many cards real headers have is not published; 700 is our assumption.
 *
 * <p>Cards stand in the order of groups in which real headers have them: the standard keywords, then {@code OBS}, {@code
 * TPL}, {@code DPR}, {@code TEL}, {@code INS}, {@code DET}, {@code OCS}, {@code PRO}.
 */
public final class PrimaryHeader {

	/** Cards that say what kind of header it is. */
	private static final int STRUCTURE = 4;
	private static final List<String> GROUPS = List.of("", "OBS", "TPL", "DPR", "TEL", "INS", "DET", "OCS", "PRO");
	private static final Pattern NAME = Pattern.compile("ESO (\\w+) .*");
	private static final int INSTRUMENT_SENSORS = 999;
	/** The sensor of which the value means something. */
	private static final int SPECTROGRAPH_SENSOR = 7;
	private static final List<String> TELESCOPE = List.of("AIRM START", "AIRM END", "ALT", "AZ", "AMBI FWHM START",
			"AMBI FWHM END", "AMBI PRES START", "AMBI PRES END", "AMBI RHUM", "AMBI TAU0", "AMBI TEMP", "AMBI WINDDIR",
			"AMBI WINDSP", "AMBI IRSKY TEMP", "AMBI IWV START", "AMBI IWV END", "CHOP FREQ", "FOCU LEN", "FOCU SCALE",
			"FOCU VALUE", "GEOELEV", "GEOLAT", "GEOLON", "M2 ACTIVE X",
			"M2 ACTIVE Y", "M2 X", "M2 Y", "M2 Z", "MOON DEC", "MOON RA", "PARANG START", "PARANG END", "TARG ALPHA",
			"TARG DELTA", "TARG EPOCH", "TARG EQUINOX", "TARG PARALLAX", "TARG PMA", "TARG PMD", "TARG RADVEL",
			"TH M1 TEMP", "TRAK RATEA", "TRAK RATED", "TSS TEMP8", "AG REFX", "AG REFY");
	private static final List<String> OF_ARM = List.of("ORIGARM", "FOCUS", "PRIOR", "TEMP", "POSANG", "EPOCH",
			"EQUINOX", "PMA", "PMD");
	private static final List<String> DETECTOR = List.of("CHIPS", "CON OPMODE", "EXP NO", "FRAM NO", "NCORRS",
			"NDSAMPLES", "NDITSKIP", "READ NFRAM", "SEQ1 MINDIT", "SEQ1 EXPTIME", "WIN NX", "WIN NY", "WIN STARTX",
			"WIN STARTY", "CHIP PXSPACE", "IRACE ADC1 DELAY", "IRACE ADC2 DELAY", "RSPEED", "RSPEEDADD");

	private final int cards;
	private final List<FitsCard> fillers;

	/**
	 * Makes headers of a length.
	 *
	 * @param cards
	 *            number of cards, END excepted; more where what is said about an exposure takes more
	 */
	public PrimaryHeader(int cards) {
		this.cards = cards;
		this.fillers = fillers(cards);
	}

	/** Whether a header of a number of cards has room for so many keywords. */
	public static boolean fits(int cards, int keywords) {
		return STRUCTURE + keywords <= cards;
	}

	/** The header of a frame with these keywords. */
	public FitsHeader of(Map<String, Object> keywords) {
		var byGroup = new LinkedHashMap<String, List<FitsCard>>();
		GROUPS.forEach(group -> byGroup.put(group, new ArrayList<>()));
		List<FitsCard> first = byGroup.get("");
		first.add(FitsCard.of("SIMPLE", true, "Standard FITS"));
		first.add(FitsCard.of("BITPIX", 8, "# of bits per pix value"));
		first.add(FitsCard.of("NAXIS", 0, "# of axes in data array"));
		first.add(FitsCard.of("EXTEND", true, "FITS extensions may be present"));
		keywords.forEach((keyword, value) -> byGroup.get(group(keyword))
				.add(FitsCard.of(keyword, value, KeywordComments.told(keyword))));
		int missing = cards - STRUCTURE - keywords.size();
		for (int i = 0; i < fillers.size() && missing > 0; i++) {
			FitsCard filler = fillers.get(i);
			if (!keywords.containsKey(filler.keyword())) {
				byGroup.get(group(filler.keyword())).add(filler);
				missing--;
			}
		}
		FitsHeader.Builder header = FitsHeader.builder();
		byGroup.values().forEach(group -> group.forEach(header::add));
		return header.build();
	}

	/** The group that a keyword stands in; those that no group is known of stand last. */
	private static String group(String keyword) {
		Matcher name = NAME.matcher(keyword);
		String group = name.matches() ? name.group(1) : "";
		return GROUPS.contains(group) ? group : "PRO";
	}

	/** Enough cards that say nothing about the exposure, those that come first in importance first. */
	private static List<FitsCard> fillers(int number) {
		var keywords = new ArrayList<String>();
		TELESCOPE.forEach(name -> keywords.add("ESO TEL " + name));
		DETECTOR.forEach(name -> keywords.add("ESO DET " + name));
		for (String name : OF_ARM) {
			for (int arm = 1; arm <= Arm.COUNT; arm++) {
				keywords.add("ESO OCS ARM" + arm + " " + name);
			}
		}
		for (int sensor = 1; sensor <= INSTRUMENT_SENSORS && keywords.size() < number; sensor++) {
			if (sensor == SPECTROGRAPH_SENSOR) {
				continue;
			}
			for (String name : List.of("VAL", "MIN", "MAX", "MEAN", "RMS")) {
				keywords.add("ESO INS TEMP" + sensor + " " + name);
			}
		}
		return keywords.stream().limit(number).map(PrimaryHeader::filler).toList();
	}

	/** A card with a number that follows from its name. */
	private static FitsCard filler(String keyword) {
		return FitsCard.of(keyword, FillerValues.of(keyword), KeywordComments.of(keyword));
	}
}
