package org.armillary.kmos.simulator.header;

import java.util.Set;

/** Classes of raw frames, with the three words by which a header tells them and what is lit. */
public enum RawClass {
	/** Closed instrument. */
	DARK("CALIB", "DARK", "IMAGE", false),
	/** Lamp off, before a set of flat fields. */
	FLAT_OFF("CALIB", "FLAT,OFF", "IMAGE", false),
	/** Continuum lamp. */
	FLAT_ON("CALIB", "FLAT,LAMP", "SPECTRUM", true, 3),
	/** Lamps off, before a set of arcs. */
	ARC_OFF("CALIB", "WAVE,OFF", "IMAGE", false),
	/** Argon and neon lamps. */
	ARC_ON("CALIB", "WAVE,LAMP", "SPECTRUM", true, 1, 2),
	/** Twilight sky. */
	FLAT_SKY("CALIB", "FLAT,SKY", "IFU", true),
	/** Standard star in some arms, sky in the others. */
	STD("CALIB", "OBJECT,SKY,STD,FLUX", "IFU", true),
	/** Science, objects and sky. */
	SCIENCE("SCIENCE", "OBJECT,SKY", "IFU", true),
	/** Acquisition. */
	ACQ("ACQUISITION", "OBJECT", "IFU", true);

	private final String category;
	private final String type;
	private final String technique;
	private final boolean open;
	private final Set<Integer> lamps;

	RawClass(String category, String type, String technique, boolean open, Integer... lamps) {
		this.category = category;
		this.type = type;
		this.technique = technique;
		this.open = open;
		this.lamps = Set.of(lamps);
	}

	/** {@code ESO DPR CATG}. */
	String category() {
		return category;
	}

	/** {@code ESO DPR TYPE}, as usual. */
	public String type() {
		return type;
	}

	/** {@code ESO DPR TECH}. */
	String technique() {
		return technique;
	}

	/** Whether light passes; otherwise the filter wheel blocks it. */
	boolean isOpen() {
		return open;
	}

	/** Whether a lamp, from 1, is on: 1 argon, 2 neon, 3 and 4 continuum. */
	boolean lights(int lamp) {
		return lamps.contains(lamp);
	}

	/** Whether the lamps are off although it belongs to a set of lamp frames. */
	public boolean isOff() {
		return this == FLAT_OFF || this == ARC_OFF;
	}
}
