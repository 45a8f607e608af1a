package org.armillary.engine.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.data.FitsException;
import org.armillary.data.fits.ContentDigest;
import org.armillary.data.fits.FitsFile;
import org.armillary.engine.MadeProduct;

/** Reads what is recorded of a file: its header and its digest. */
final class ProductFiles {

	/** How names of FITS files end. */
	private static final Pattern ENDING = Pattern.compile("\\.(fits|fit|fts)(\\.gz|\\.fz)?$", Pattern.CASE_INSENSITIVE);
	private static final int CHUNK_BYTES = 1 << 18;

	private ProductFiles() {
	}

	/** Whether a file is FITS, by its name. */
	static boolean isFits(Path file) {
		return ENDING.matcher(file.getFileName().toString()).find();
	}

	/** All that is recorded of a product; the headers of a FITS file are read once, its data once. */
	static MadeProduct made(Path file, String category, long bytes) throws IOException {
		if (isFits(file)) {
			FitsFile content = FitsFile.open(file);
			return new MadeProduct(file, ContentDigest.of(content), bytes, describe(content, category));
		}
		return new MadeProduct(file, digestOfBytes(file), bytes, new ProductDescription(category, Keywords.NONE));
	}

	/** The description of a FITS file whose category is known from elsewhere. */
	static ProductDescription describe(FitsFile file, String category) {
		return new ProductDescription(category, new Keywords(file.primary().header().values()));
	}

	/** Digest of what a file says. */
	static String digest(Path file) throws IOException {
		return isFits(file) ? ContentDigest.of(file) : digestOfBytes(file);
	}

	/** The digest algorithm of files that are not FITS. */
	static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}

	private static String digestOfBytes(Path file) throws IOException {
		MessageDigest digest = sha256();
		try (InputStream input = Files.newInputStream(file)) {
			byte[] chunk = new byte[CHUNK_BYTES];
			for (int length = input.read(chunk); length >= 0; length = input.read(chunk)) {
				digest.update(chunk, 0, length);
			}
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	/** The keywords of a FITS file. */
	static ProductDescription read(Path file, String category) throws FitsException {
		return describe(FitsFile.open(file), category);
	}
}
