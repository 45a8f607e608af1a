package org.armillary.data.fits;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.armillary.data.FitsCard;

/** Finds the records of a header that say how its data unit is made and what it is called, without reading the others. */
final class StructureRecords {

	private static final int RECORD = FitsCard.RECORD;
	private static final int KEYWORD = 8;
	private static final byte[][] NAMES = names("SIMPLE  ", "XTENSION", "BITPIX  ", "PCOUNT  ", "GCOUNT  ", "GROUPS  ",
			"EXTNAME ", "EXTVER  ");
	private static final byte[] AXES = ascii("NAXIS");
	private static final byte[] CONTINUE = ascii("CONTINUE");
	private static final byte[] HIERARCH = ascii("HIERARCH ");
	private static final byte[] ESO = ascii("ESO ");

	private StructureRecords() {
	}

	/** These records among those of a header, in their order. */
	static byte[] among(byte[] records) {
		var kept = new ByteArrayOutputStream();
		boolean last = false;
		for (int at = 0; at + RECORD <= records.length; at += RECORD) {
			last = last && begins(records, at, CONTINUE) || isWanted(records, at);
			if (last) {
				kept.write(records, at, RECORD);
			}
		}
		return kept.toByteArray();
	}

	private static boolean isWanted(byte[] records, int at) {
		return switch (records[at]) {
		case 'S', 'X', 'B', 'P', 'G', 'E' -> isNamed(records, at);
		case 'N' -> begins(records, at, AXES);
		// a HIERARCH record of one word counts as that keyword; those of ESO never have one
		case 'H' -> begins(records, at, HIERARCH) && !begins(records, at + HIERARCH.length, ESO);
		default -> false;
		};
	}

	private static boolean isNamed(byte[] records, int at) {
		for (byte[] name : NAMES) {
			if (begins(records, at, name)) {
				return true;
			}
		}
		return false;
	}

	private static boolean begins(byte[] records, int at, byte[] text) {
		for (int i = 0; i < text.length; i++) {
			if (records[at + i] != text[i]) {
				return false;
			}
		}
		return true;
	}

	private static byte[][] names(String... names) {
		byte[][] bytes = new byte[names.length][];
		for (int i = 0; i < names.length; i++) {
			bytes[i] = ascii("%-8s".formatted(names[i]).substring(0, KEYWORD));
		}
		return bytes;
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}
}
