package org.armillary.kmos.fitscheck;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import org.armillary.actor.ActorContext;
import org.armillary.data.FitsCard;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;

/**
 * Checksums of an HDU compared with its bytes (FITS standard 4.0, appendix J): DATASUM is the sum of the data's 32-bit
 * words in ones' complement arithmetic, and with CHECKSUM in place the sum of the whole HDU is -0.
 *
 * @param datasum
 *            what became of DATASUM
 * @param statedSum
 *            the value that DATASUM states; empty without one
 * @param foundSum
 *            the sum of the data
 * @param checksum
 *            what became of CHECKSUM
 */
record StoredChecks(ChecksumState datasum, String statedSum, long foundSum, ChecksumState checksum) {

	private static final long WORD = 0xffffffffL;
	private static final String END = "END     ";

	/** Verifies the checksums of all HDUs. */
	static StoredChecks[] of(FitsFile file, ActorContext context) throws IOException, InterruptedException {
		StoredChecks[] checks = new StoredChecks[file.hdus().size()];
		try (StoredHdus stored = StoredHdus.open(file)) {
			for (int i = 0; stored.advance(); i++) {
				byte[] header = stored.header();
				long[] dataSum = new long[1];
				stored.data((bytes, count) -> {
					context.checkpoint();
					dataSum[0] = add(dataSum[0], bytes, count);
				});
				checks[i] = of(parse(stored.hdu().label(), header), add(0, header, header.length), dataSum[0]);
			}
		}
		return checks;
	}

	private static StoredChecks of(FitsHeader header, long headerSum, long dataSum) {
		Optional<String> stated = header.card("DATASUM").filter(FitsCard::hasValue)
				.map(card -> card.value().toString().strip()).filter(text -> !text.isEmpty());
		Optional<String> checksum = header.card("CHECKSUM").filter(FitsCard::hasValue)
				.map(card -> card.value().toString()).filter(text -> !text.isBlank());
		ChecksumState datasum = stated.isEmpty() ? ChecksumState.ABSENT
				: stated.get().equals(Long.toString(dataSum)) ? ChecksumState.VERIFIED : ChecksumState.WRONG;
		long whole = fold(headerSum + dataSum);
		ChecksumState all = checksum.isEmpty() ? ChecksumState.ABSENT
				: whole == WORD || whole == 0 ? ChecksumState.VERIFIED : ChecksumState.WRONG;
		return new StoredChecks(datasum, stated.orElse(""), dataSum, all);
	}

	/** The header as it stands in the file, also of a compressed image. */
	private static FitsHeader parse(String label, byte[] header) {
		int end = 0;
		while (end < header.length
				&& !END.equals(new String(header, end, END.length(), StandardCharsets.ISO_8859_1))) {
			end += FitsCard.RECORD;
		}
		return FitsHeader.parse(label, Arrays.copyOf(header, end));
	}

	private static long add(long sum, byte[] bytes, int count) {
		var words = ByteBuffer.wrap(bytes, 0, count).asIntBuffer();
		long total = sum;
		while (words.hasRemaining()) {
			total += words.get() & WORD;
		}
		return fold(total);
	}

	private static long fold(long sum) {
		long folded = sum;
		while (folded > WORD) {
			folded = (folded & WORD) + (folded >>> Integer.SIZE);
		}
		return folded;
	}
}
