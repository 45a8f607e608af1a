package org.armillary.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.armillary.engine.KeyPart.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyDifferenceTest {

	private static KeyPart parameter(String name, String value) {
		return new KeyPart(Kind.PARAMETER, name, value);
	}

	private static KeyPart input(String label, String digest) {
		return new KeyPart(Kind.INPUT, "raw", digest, label);
	}

	private static List<String> texts(List<KeyPart> before, List<KeyPart> now) {
		return KeyDifference.between(before, now).stream().map(KeyDifference::text).toList();
	}

	@Test
	void equalPartsDoNotDifferWhateverTheirLabels() {
		assertEquals(List.of(), texts(List.of(parameter("a", "1"), input("x", "d")),
				List.of(input("y", "d"), parameter("a", "1"))));
	}

	@Test
	void tellsParameters() {
		assertEquals(List.of("badpixThreshold 35 → 40", "fresh absent → 1", "old 2 → absent"),
				texts(List.of(parameter("badpixThreshold", "35"), parameter("old", "2")),
						List.of(parameter("badpixThreshold", "40"), parameter("fresh", "1"))));
	}

	@Test
	void tellsTheOtherKinds() {
		assertEquals(List.of("actor a → b", "algorithm 1 → 2", "python 3.12 → 3.13", "decision reject none → yes"),
				texts(List.of(new KeyPart(Kind.ACTOR, "", "a"), new KeyPart(Kind.ALGORITHM, "", "1"),
						new KeyPart(Kind.ENVIRONMENT, "python", "3.12")),
						List.of(new KeyPart(Kind.ACTOR, "", "b"), new KeyPart(Kind.ALGORITHM, "", "2"),
								new KeyPart(Kind.ENVIRONMENT, "python", "3.13"),
								new KeyPart(Kind.DECISION, "reject", "yes"))));
	}

	@Test
	void aFileWithANewContentIsPairedByItsName() {
		assertEquals(List.of("input raw: the content of b.fits changed", "input raw: a.fits → c.fits"),
				texts(List.of(input("a.fits", "d1"), input("b.fits", "d2")),
						List.of(input("c.fits", "d3"), input("b.fits", "d4"))));
	}

	@Test
	void tellsFilesThatComeAndGo() {
		assertEquals(List.of("input raw: b.fits is new"),
				texts(List.of(input("a.fits", "d1")), List.of(input("a.fits", "d1"), input("b.fits", "d2"))));
		assertEquals(List.of("input raw: b.fits is gone"),
				texts(List.of(input("a.fits", "d1"), input("b.fits", "d2")), List.of(input("a.fits", "d1"))));
	}

	/** The same content may come twice. */
	@Test
	void countsContentsThatComeSeveralTimes() {
		assertEquals(List.of("input raw: a.fits is gone"), texts(List.of(input("a.fits", "d"), input("a.fits", "d")),
				List.of(input("a.fits", "d"))));
	}

	/** Two keys with thousands of inputs are compared for each candidate of an earlier result. */
	@Test
	void tellsManyDifferencesAtOnce() {
		var before = new ArrayList<KeyPart>();
		var now = new ArrayList<KeyPart>();
		for (int i = 0; i < 30_000; i++) {
			before.add(input("file" + i, "before" + i));
			now.add(input(i % 2 == 0 ? "file" + i : "other" + i, "now" + i));
		}
		assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
			List<KeyDifference> differences = KeyDifference.between(before, now);
			assertEquals(30_000, differences.size());
			assertEquals(15_000,
					differences.stream().filter(difference -> difference.before().equals(difference.now())).count());
		});
	}

	/** A port that gets its first product had one part with an empty value before. */
	@Test
	void anEmptyPortIsNoFile() {
		var empty = new KeyPart(Kind.INPUT, "raw", "");
		assertEquals(List.of("input raw: a.fits is new"), texts(List.of(empty), List.of(input("a.fits", "d"))));
		assertEquals(List.of("input raw: a.fits is gone"), texts(List.of(input("a.fits", "d")), List.of(empty)));
	}

	/** Whatever is added and removed is told, once, however the parts are mixed. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void tellsExactlyWhatDiffers(long seed) {
		var random = new Random(seed);
		for (int trial = 0; trial < 200; trial++) {
			List<KeyPart> same = inputs(random, "same", random.nextInt(5));
			List<KeyPart> gone = inputs(random, "gone", random.nextInt(4));
			List<KeyPart> come = inputs(random, "come", random.nextInt(4));
			var before = new ArrayList<>(Stream.concat(same.stream(), gone.stream()).toList());
			var now = new ArrayList<>(Stream.concat(same.stream(), come.stream()).toList());
			Collections.shuffle(before, random);
			Collections.shuffle(now, random);
			List<KeyDifference> differences = KeyDifference.between(before, now);
			assertEquals(Math.max(gone.size(), come.size()), differences.size());
			assertEquals(labels(gone), differences.stream().map(KeyDifference::before)
					.filter(label -> !label.isEmpty()).sorted().toList());
			assertEquals(labels(come), differences.stream().map(KeyDifference::now)
					.filter(label -> !label.isEmpty()).sorted().toList());
		}
	}

	private static List<KeyPart> inputs(Random random, String prefix, int number) {
		var parts = new ArrayList<KeyPart>();
		for (int i = 0; i < number; i++) {
			parts.add(input(prefix + i, prefix + random.nextLong()));
		}
		return parts;
	}

	private static List<String> labels(List<KeyPart> parts) {
		return parts.stream().map(KeyPart::label).sorted().toList();
	}
}
