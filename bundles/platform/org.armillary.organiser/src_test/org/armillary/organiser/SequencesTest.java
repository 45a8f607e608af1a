package org.armillary.organiser;

import static org.armillary.organiser.Example.NIGHT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

/** Exposures that a sequence should have are told where they are not there. */
class SequencesTest {

	private static final double NOW = 61_131; // 2026-04-01

	private static Night darks(double mjd, Object total, Object... numbers) {
		var night = new Night();
		for (int i = 0; i < numbers.length; i++) {
			night.file("d" + i + ".fits", "DARK", "d", mjd + i * 0.001, "ESO TPL EXPNO", numbers[i], "ESO TPL NEXP",
					total, "ESO DET SEQ1 DIT", 10.0);
		}
		return night;
	}

	private static List<String> ids(Night night) {
		return Example.ids(Example.organise(night));
	}

	@Test
	void missingNumbersAreToldAsRanges() {
		Organisation organisation = Example.organise(darks(NIGHT, 12L, 2L, 3L, 7L, 9L, 11L));
		assertEquals(List.of("organise.gaps"), Example.ids(organisation));
		String text = organisation.problems().getFirst().summary();
		assertTrue(text.contains("template d") && text.contains("d0.fits") && text.contains("5 of 12"), text);
		assertTrue(text.endsWith("1, 4-6, 8, 10, 12"), text);
		assertTrue(organisation.datasets().getFirst().complete(), "organised all the same");
	}

	@Test
	void nothingIsToldOfCompleteOnes() {
		assertEquals(List.of(), ids(darks(NIGHT, 3L, 1L, 2L, 3L)));
		assertEquals(List.of(), ids(darks(NIGHT, 3L, 1L, 2L, 2L, 3L)));
		assertEquals(List.of(), ids(darks(NIGHT, 3L, 1L, 2L, 3L, 4L)), "more than planned");
		assertEquals(List.of(), ids(darks(NIGHT, null, 1L, 3L, 5L)), "no total");
		assertEquals(List.of(), ids(darks(NIGHT, "12", 1L, 3L, 5L)), "a text is no number");
		assertEquals(List.of(), ids(darks(NIGHT, 12.5, 1L, 3L, 5L)), "no whole number");
		assertEquals(List.of(), ids(darks(NIGHT, 1e300, 1L, 3L, 5L)), "no number of exposures");
		assertEquals(List.of(), ids(darks(NIGHT, 12L, null, null, null)), "no numbers");
	}

	@Test
	void numbersThatNoExposureCanHaveFillNoGap() {
		assertEquals(List.of("organise.gaps"), ids(darks(NIGHT, 3L, 1L, 2L, 3.5)));
		assertEquals(List.of("organise.gaps"), ids(darks(NIGHT, 3L, 0L, 1L, 2L)));
		assertEquals(List.of("organise.gaps"), ids(darks(NIGHT, 3L, 1L, 2L, 4L)));
	}

	@Test
	void eachSequenceIsToldOnceAndTheLargestTotalCounts() {
		Night night = darks(NIGHT, 3L, 1L, 2L, 3L);
		night.file("e1.fits", "DARK", "e", NIGHT, "ESO TPL EXPNO", 1L, "ESO TPL NEXP", 2L);
		night.file("d9.fits", "DARK", "d", NIGHT + 1, "ESO TPL EXPNO", 4L, "ESO TPL NEXP", 5L);
		assertEquals(2, ids(night).stream().filter("organise.gaps"::equals).count());
	}

	@Test
	void aSequenceThatIsStillGoingOnIsNotTold() {
		double minute = 1 / 1440.0;
		assertEquals(List.of(), ids(darks(NOW - 59 * minute, 5L, 1L, 2L, 3L)));
		assertEquals(List.of(), ids(darks(NOW - 61 * minute, 5L, 1L, 2L, 3L)), "the last one 58 minutes ago");
		assertEquals(List.of("organise.gaps"), ids(darks(NOW - 65 * minute, 5L, 1L, 2L, 3L)));
		assertEquals(List.of("organise.future", "organise.gaps"), ids(darks(NOW + 1, 5L, 1L, 2L, 3L)));
	}

	@Test
	void aHugeTotalCostsNothing() {
		Organisation organisation = Example.organise(darks(NIGHT, 1_000_000_000L, 1L, 500_000_000L, 7L));
		assertTrue(organisation.problems().stream()
				.anyMatch(problem -> problem.summary().endsWith("2-6, 8-499999999, 500000001-1000000000")));
	}
}
