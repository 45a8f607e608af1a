package org.armillary.data.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

import org.armillary.data.FitsCard;
import org.armillary.data.FitsHeader;

/** Copies an HDU as it is stored: scaled integers, compressed tiles and foreign extensions included. */
final class HduCopy {

	private static final FitsCard PRIMARY = FitsCard.of("SIMPLE", true, "conforms to the FITS standard");
	private static final FitsCard IMAGE = FitsCard.of("XTENSION", "IMAGE", "image extension");
	private static final Set<String> PIXELS = Set.of("BUNIT", "BSCALE", "BZERO", "BLANK");
	private static final int CHUNK_BYTES = 1 << 18;
	/** Keywords of the structure that belong to the file or are written afresh. */
	private static final Set<String> AFRESH = Set.of("SIMPLE", "XTENSION", "EXTEND", "EXTNAME", "EXTVER", "CHECKSUM",
			"DATASUM", "ZHECKSUM", "ZDATASUM", "CONTINUE", "END", "BLOCKED", "PCOUNT", "GCOUNT", "BITPIX");

	private HduCopy() {
	}

	/** The cards of the structure, those of a primary HDU or of an extension. */
	static HduCards cards(Hdu hdu, boolean primary) {
		FitsHeader stored = hdu.storedHeader();
		HduCards cards = HduCards.begin(primary ? PRIMARY : stored.card("XTENSION").orElse(IMAGE));
		cards.copy(stored, card -> card.keyword().equals("BITPIX"));
		cards.copy(stored, card -> card.keyword().startsWith("NAXIS") && !HduCards.isKept(card));
		if (!primary) {
			boolean counted = stored.contains("PCOUNT") && stored.contains("GCOUNT");
			if (counted) {
				cards.copy(stored, card -> card.keyword().equals("PCOUNT"));
				cards.copy(stored, card -> card.keyword().equals("GCOUNT"));
			} else {
				cards.set("PCOUNT", 0, "").set("GCOUNT", 1, "");
			}
		} else {
			cards.set("EXTEND", true, "extensions may follow");
		}
		cards.copy(stored, card -> !HduCards.isKept(card) && !card.keyword().startsWith("NAXIS")
				&& !AFRESH.contains(card.keyword()) && !PIXELS.contains(card.keyword()));
		return cards;
	}

	/** Adds the cards that say what stored pixels mean. */
	static HduCards meaning(HduCards cards, Hdu hdu) {
		return cards.copy(hdu.storedHeader(), card -> PIXELS.contains(card.keyword()));
	}

	/** Copies the data, without padding. */
	static void data(Hdu hdu, HduOutput output) throws IOException {
		ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, hdu.dataSize()));
		try (Reading reading = new Reading(hdu)) {
			for (long done = 0; done < hdu.dataSize(); done += chunk.limit()) {
				chunk.clear().limit((int) Math.min(chunk.capacity(), hdu.dataSize() - done));
				reading.fill(chunk, hdu.dataOffset() + done);
				output.append(chunk.limit(), 1, PixelEncoders.of(chunk.array(), 0, chunk.limit()));
			}
		}
	}

	/** Reads with the messages of reading, which must not be taken for a failure of writing. */
	private static final class Reading implements AutoCloseable {
		private final Hdu hdu;
		private final FileContent.Access access;

		private Reading(Hdu hdu) throws IOException {
			this.hdu = hdu;
			try {
				this.access = hdu.content().open();
			} catch (IOException e) {
				throw FileErrors.reading(hdu.path(), e);
			}
		}

		private void fill(ByteBuffer chunk, long offset) throws IOException {
			try {
				PixelReader.readFully(hdu, access, chunk, offset);
			} catch (IOException e) {
				throw FileErrors.reading(hdu.path(), e);
			}
		}

		@Override
		public void close() throws IOException {
			access.close();
		}
	}
}
