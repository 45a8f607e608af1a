package org.armillary.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

import org.armillary.engine.files.Sha256;

/**
 * What decides the result of a job: two jobs with the same key make the same products. Neither names nor paths, users, times
 * or versions of bundles belong to it.
 *
 * @param hash
 *            SHA-256 of the parts, 64 hexadecimal digits in lower case
 * @param parts
 *            the parts: actor, algorithm, parameters by name, inputs by port and in the order that counts, environment and
 *            decisions by name
 */
public record JobKey(String hash, List<KeyPart> parts) {

	/** Begins what is hashed; another form of keys gets another number. */
	private static final String FORM = "armillary-key 1";

	/** Copies the list. */
	public JobKey {
		parts = List.copyOf(parts);
	}

	/** The key of the given parts. */
	public static JobKey of(List<KeyPart> parts) {
		MessageDigest digest = Sha256.begin();
		update(digest, FORM);
		for (KeyPart part : parts) {
			update(digest, part.kind().name());
			update(digest, part.name());
			update(digest, part.value());
		}
		return new JobKey(Sha256.hex(digest), parts);
	}

	/** Takes a text with its length, so that no two lists of texts are the same bytes. */
	private static void update(MessageDigest digest, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
		digest.update(bytes);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof JobKey that && that.hash.equals(hash);
	}

	@Override
	public int hashCode() {
		return hash.hashCode();
	}
}
