package org.armillary.data.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;

/**
 * The identity of what a FITS file says, whatever it is called and whenever it was written. SHA-256 over, for each HDU
 * in order: the number of bytes of its cards as a big-endian 64-bit integer; the 80-character records of all cards in
 * order without END and without those that are {@linkplain #isVolatile volatile}; the number of bytes of the data unit
 * without padding, likewise; these bytes. Whatever follows the last HDU does not count. Headers and data are taken as
 * they are stored; a file compressed by gzip as a whole has the digest of its content. Written as 64 hexadecimal digits
 * in lower case.
 */
public final class ContentDigest {

	/** Keywords that say nothing about the content: when it was written, under which name, and checksums of it. */
	public static final Set<String> VOLATILE = Set.of("DATE", "CHECKSUM", "DATASUM", "ZHECKSUM", "ZDATASUM", "DATAMD5",
			"PIPEFILE");

	/** What ESO's headers tell of the files and settings of the step that made a product. */
	private static final Pattern HISTORY = Pattern
			.compile("ESO PRO (?:DATANCOM|REC\\d+ (?:ID|DRS ID|(?:RAW|CAL|PARAM)\\d+ .+))");
	private static final String ESO_PRODUCT = "ESO PRO ";
	/** Says that long texts may follow; whether that is so depends on the lengths of names. */
	private static final String LONG_TEXTS = "LONGSTRN";

	private static final int CHUNK_BYTES = 1 << 18;

	private final MessageDigest digest;

	ContentDigest() {
		try {
			digest = MessageDigest.getInstance("SHA-256");
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}

	/** The digest of a file. */
	public static String of(Path file) throws FitsException {
		return of(FitsFile.open(file));
	}

	/** The digest of a file whose headers have been read. */
	public static String of(FitsFile file) throws FitsException {
		return of(file, _ -> true);
	}

	/**
	 * The digest of a part of a file: of its primary HDU and of those extensions that are selected, in the order of the
	 * file. It is the digest of a file that holds just these.
	 */
	public static String of(FitsFile file, Predicate<Hdu> selected) throws FitsException {
		var content = new ContentDigest();
		try (FileContent.Access access = file.primary().content().open()) {
			for (Hdu hdu : file.hdus()) {
				if (hdu.index() == 0 || selected.test(hdu)) {
					content.header(hdu.storedHeader(), hdu.dataSize());
					content.data(hdu, access);
				}
			}
		} catch (IOException e) {
			throw FileErrors.reading(file.path(), e);
		}
		return content.hex();
	}

	/**
	 * Whether a keyword says nothing about the content: one of {@link #VOLATILE}, LONGSTRN, or one of those with which
	 * ESO's headers tell by which recipe, from which files and with which parameters a product was made ({@code ESO PRO
	 * RECn ID}, {@code DRS ID}, {@code RAWi}, {@code CALi}, {@code PARAMi}, and {@code ESO PRO DATANCOM}): the same result
	 * of differently named files has the same digest.
	 *
	 * @param keyword
	 *            the keyword, without {@code HIERARCH}
	 */
	public static boolean isVolatile(String keyword) {
		return VOLATILE.contains(keyword) || keyword.equals(LONG_TEXTS)
				|| keyword.startsWith(ESO_PRODUCT) && HISTORY.matcher(keyword).matches();
	}

	/** Takes the cards of the next HDU and announces its data. */
	void header(FitsHeader header, long dataBytes) {
		var records = new StringBuilder();
		header.cards().stream().filter(card -> !isVolatile(card.keyword()))
				.forEach(card -> records.append(card.image()));
		byte[] bytes = records.toString().getBytes(StandardCharsets.ISO_8859_1);
		digest.update(ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).flip());
		digest.update(bytes);
		digest.update(ByteBuffer.allocate(Long.BYTES).putLong(dataBytes).flip());
	}

	/** Takes data announced before. */
	void data(ByteBuffer bytes) {
		digest.update(bytes);
	}

	/** The digits; ends the digest. */
	String hex() {
		return HexFormat.of().formatHex(digest.digest());
	}

	private void data(Hdu hdu, FileContent.Access access) throws IOException {
		ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, hdu.dataSize()));
		for (long done = 0; done < hdu.dataSize(); done += chunk.limit()) {
			chunk.clear().limit((int) Math.min(chunk.capacity(), hdu.dataSize() - done));
			PixelReader.readFully(hdu, access, chunk, hdu.dataOffset() + done);
			digest.update(chunk.flip());
		}
	}
}
