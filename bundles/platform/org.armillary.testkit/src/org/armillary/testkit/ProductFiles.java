package org.armillary.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.data.fits.ContentDigest;
import org.armillary.data.fits.FitsFile;

/** Descriptions and digests of files, FITS or not. */
final class ProductFiles {

	private ProductFiles() {
	}

	/** Whether the file begins as a FITS file does. */
	static boolean isFits(Path file) throws IOException {
		try (InputStream content = Files.newInputStream(file)) {
			return new String(content.readNBytes(9), StandardCharsets.US_ASCII).equals("SIMPLE  =");
		}
	}

	/** Describes a file with its primary header. */
	static ProductFile describe(Path file, String category) throws IOException {
		Keywords keywords = isFits(file) ? new Keywords(FitsFile.open(file).primary().header().values())
				: Keywords.NONE;
		return new ProductFile(file, new ProductDescription(category, keywords));
	}

	/** Digest of the content: of a FITS file without volatile keywords, of another file of all its bytes. */
	static String digest(Path file) throws IOException {
		return isFits(file) ? ContentDigest.of(file) : digestOfBytes(file);
	}

	/** SHA-256 of all bytes. */
	static String digestOfBytes(Path file) throws IOException {
		try (InputStream content = Files.newInputStream(file)) {
			var digest = MessageDigest.getInstance("SHA-256");
			var buffer = new byte[1 << 16];
			for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
				digest.update(buffer, 0, count);
			}
			return HexFormat.of().formatHex(digest.digest());
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}
}
