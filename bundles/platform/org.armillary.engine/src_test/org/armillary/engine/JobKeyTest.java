package org.armillary.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import org.armillary.engine.KeyPart.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobKeyTest {

	private static String hash(KeyPart... parts) {
		return JobKey.of(List.of(parts)).hash();
	}

	/** The definition, written out: another form of keys would make every store forget all it has. */
	@Test
	void isTheSha256OfTheTextsWithTheirLengths() throws Exception {
		byte[] text = "15:armillary-key 19:PARAMETER5:sigma3:5.05:INPUT2:in5:µd1".getBytes(StandardCharsets.UTF_8);
		assertEquals(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(
				new String(text, StandardCharsets.UTF_8).replace("5:µd1", "4:µd1").getBytes(StandardCharsets.UTF_8))),
				hash(new KeyPart(Kind.PARAMETER, "sigma", "5.0"), new KeyPart(Kind.INPUT, "in", "µd1")));
	}

	@Test
	void labelsDoNotCount() {
		assertEquals(hash(new KeyPart(Kind.INPUT, "in", "d1", "a.fits")),
				hash(new KeyPart(Kind.INPUT, "in", "d1", "elsewhere.fits")));
	}

	@Test
	void everythingElseCounts() {
		var part = new KeyPart(Kind.PARAMETER, "sigma", "5");
		String hash = hash(part);
		assertNotEquals(hash, hash(new KeyPart(Kind.ENVIRONMENT, "sigma", "5")));
		assertNotEquals(hash, hash(new KeyPart(Kind.PARAMETER, "sigmb", "5")));
		assertNotEquals(hash, hash(new KeyPart(Kind.PARAMETER, "sigma", "6")));
		assertNotEquals(hash, hash());
		assertNotEquals(hash, hash(part, part));
		var other = new KeyPart(Kind.INPUT, "in", "d");
		assertNotEquals(hash(part, other), hash(other, part));
	}

	/** Texts made of what could be mistaken for a border: no two different lists have the same key. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void differentPartsNeverHaveTheSameHash(long seed) {
		var random = new Random(seed);
		String[] texts = { "", "1:", ":", "0:", "a", "1:a", "PARAMETER", "\n", "9:PARAMETER" };
		var seen = new HashMap<String, List<KeyPart>>();
		for (int i = 0; i < 5000; i++) {
			var parts = new ArrayList<KeyPart>();
			for (int number = random.nextInt(4); number > 0; number--) {
				parts.add(new KeyPart(Kind.values()[random.nextInt(Kind.values().length)],
						texts[random.nextInt(texts.length)], texts[random.nextInt(texts.length)]));
			}
			List<KeyPart> known = seen.putIfAbsent(JobKey.of(parts).hash(), parts);
			assertEquals(known == null ? parts : known, parts);
		}
	}
}
