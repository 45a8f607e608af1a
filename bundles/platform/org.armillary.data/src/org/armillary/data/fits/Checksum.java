package org.armillary.data.fits;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The checksum of the FITS standard (appendix J): the sum of big-endian 32-bit words in ones' complement arithmetic,
 * for CHECKSUM written in 16 letters and digits.
 */
final class Checksum {

	private static final long WORD = 0xffffffffL;
	private static final int LETTERS = 16;

	private long sum;

	/** Adds whole words. */
	void add(ByteBuffer words) {
		var ints = words.asIntBuffer();
		long subtotal = 0;
		while (ints.hasRemaining()) {
			subtotal += ints.get() & WORD;
		}
		sum = fold(sum + fold(subtotal));
	}

	/** Adds another sum. */
	void add(Checksum other) {
		sum = fold(sum + other.sum);
	}

	/** The sum, as DATASUM has it. */
	long value() {
		return sum;
	}

	/** The complement of the sum in letters and digits, as CHECKSUM has it. */
	String encoded() {
		long complement = ~sum & WORD;
		byte[] letters = new byte[LETTERS];
		for (int i = 0; i < 4; i++) {
			int[] quarters = quarters((int) (complement >> 24 - 8 * i & 0xff));
			for (int j = 0; j < 4; j++) {
				// rotated right by one, since the value of a card begins at its twelfth byte
				letters[(4 * j + i + 1) % LETTERS] = (byte) quarters[j];
			}
		}
		return new String(letters, StandardCharsets.US_ASCII);
	}

	/** Four letters or digits that sum up to {@code octet} above four zeros. */
	private static int[] quarters(int octet) {
		int[] letters = { '0' + octet / 4 + octet % 4, '0' + octet / 4, '0' + octet / 4, '0' + octet / 4 };
		while (isPunctuation(letters[0]) || isPunctuation(letters[1]) || isPunctuation(letters[2])
				|| isPunctuation(letters[3])) {
			for (int j = 0; j < 4; j += 2) {
				if (isPunctuation(letters[j]) || isPunctuation(letters[j + 1])) {
					letters[j]++;
					letters[j + 1]--;
				}
			}
		}
		return letters;
	}

	private static boolean isPunctuation(int letter) {
		return letter > '9' && letter < 'A' || letter > 'Z' && letter < 'a';
	}

	private static long fold(long value) {
		long folded = value;
		while (folded > WORD) {
			folded = (folded & WORD) + (folded >>> 32);
		}
		return folded;
	}
}
