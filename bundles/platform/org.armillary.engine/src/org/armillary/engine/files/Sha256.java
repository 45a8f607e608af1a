package org.armillary.engine.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, written as 64 hexadecimal digits in lower case. */
public final class Sha256 {

	private static final int CHUNK_BYTES = 1 << 18;

	private Sha256() {
	}

	/** A digest that has taken nothing yet. */
	public static MessageDigest begin() {
		try {
			return MessageDigest.getInstance("SHA-256");
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}

	/** The digits; ends the digest. */
	public static String hex(MessageDigest digest) {
		return HexFormat.of().formatHex(digest.digest());
	}

	/** Of a text in UTF-8. */
	public static String of(String text) {
		MessageDigest digest = begin();
		digest.update(text.getBytes(StandardCharsets.UTF_8));
		return hex(digest);
	}

	/** Of all bytes of a file. */
	public static String of(Path file) throws IOException {
		MessageDigest digest = begin();
		try (InputStream input = Files.newInputStream(file)) {
			byte[] chunk = new byte[CHUNK_BYTES];
			for (int length = input.read(chunk); length >= 0; length = input.read(chunk)) {
				digest.update(chunk, 0, length);
			}
		}
		return hex(digest);
	}
}
