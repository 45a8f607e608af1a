package org.armillary.organiser.scan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.armillary.data.FitsCard;
import org.armillary.data.fits.ContentDigest;
import org.armillary.data.fits.StoredHeaders;

/**
 * The identity of a file by its headers. SHA-256 over, for each HDU in order: the number of bytes of its records as a
 * big-endian 64-bit integer; these 80-byte records in order, without END, without blank ones, and without those of
 * volatile keywords and their continuations; the number of bytes of its data, likewise. Volatile are the keywords of
 * {@link ContentDigest#isVolatile} but DATASUM and ZDATASUM, which tell what the data are.
 */
final class HeaderDigest {

	private static final int RECORD = FitsCard.RECORD;
	private static final byte[] LONG_TEXTS = "LONGSTRN".getBytes(StandardCharsets.US_ASCII);
	/** How records begin that may tell of the step that made a product. */
	private static final byte[] ESO_PRODUCT = "HIERARCH ESO PRO ".getBytes(StandardCharsets.US_ASCII);
	private static final int HIERARCH = "HIERARCH ".length();
	private static final byte[] CONTINUE = "CONTINUE".getBytes(StandardCharsets.US_ASCII);
	private static final byte[][] VOLATILE = ContentDigest.VOLATILE.stream()
			.filter(keyword -> !keyword.equals("DATASUM") && !keyword.equals("ZDATASUM"))
			.map(keyword -> "%-8s".formatted(keyword).getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);

	private HeaderDigest() {
	}

	/** The digest of all headers of a file, 64 hexadecimal digits. */
	static String of(StoredHeaders headers) {
		MessageDigest digest;
		try {
			digest = MessageDigest.getInstance("SHA-256");
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
		ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
		for (int hdu = 0; hdu < headers.count(); hdu++) {
			byte[] records = headers.records(hdu);
			int kept = keep(records);
			digest.update(number.clear().putLong(kept).flip());
			digest.update(records, 0, kept);
			digest.update(number.clear().putLong(headers.dataBytes(hdu)).flip());
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	/** Moves the records that count to the front; gives the number of their bytes. */
	private static int keep(byte[] records) {
		int kept = 0;
		boolean dropped = false;
		for (int at = 0; at + RECORD <= records.length; at += RECORD) {
			dropped = dropped && begins(records, at, CONTINUE) || isVolatile(records, at) || isBlank(records, at);
			if (!dropped) {
				if (kept < at) {
					System.arraycopy(records, at, records, kept, RECORD);
				}
				kept += RECORD;
			}
		}
		return kept;
	}

	private static boolean isVolatile(byte[] records, int at) {
		for (byte[] keyword : VOLATILE) {
			if (records[at] == keyword[0] && begins(records, at, keyword)) {
				return true;
			}
		}
		return records[at] == LONG_TEXTS[0] && begins(records, at, LONG_TEXTS)
				|| begins(records, at, ESO_PRODUCT) && ContentDigest.isVolatile(hierarchical(records, at));
	}

	/** The keyword of a record with a hierarchical one. */
	private static String hierarchical(byte[] records, int at) {
		int end = at + HIERARCH;
		while (end < at + RECORD && records[end] != '=') {
			end++;
		}
		return new String(records, at + HIERARCH, end - at - HIERARCH, StandardCharsets.US_ASCII).strip();
	}

	private static boolean isBlank(byte[] records, int at) {
		for (int i = 0; i < RECORD; i++) {
			if (records[at + i] != ' ') {
				return false;
			}
		}
		return true;
	}

	private static boolean begins(byte[] records, int at, byte[] text) {
		for (int i = 0; i < text.length; i++) {
			if (records[at + i] != text[i]) {
				return false;
			}
		}
		return true;
	}
}
