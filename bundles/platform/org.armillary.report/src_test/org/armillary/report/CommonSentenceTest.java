package org.armillary.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

class CommonSentenceTest {

	@Test
	void numbersBecomeARange() {
		assertEquals("mean 0.5 … 12 adu (limit 3)", CommonSentence.of(
				List.of("mean 2 adu (limit 3)", "mean 12 adu (limit 3)", "mean 0.5 adu (limit 3)")));
		assertEquals("off by (-1e-3 … 2),", CommonSentence.of(List.of("off by (2),", "off by (-1e-3),")));
	}

	@Test
	void namesBecomeAnEllipsis() {
		assertEquals("…: DARK of … is odd", CommonSentence.of(
				List.of("dark#1: DARK of a.fits is odd", "dark#2: DARK of b.fits is odd")));
		assertEquals("on …", CommonSentence.of(List.of("on 2013-06-01", "on 2013-06-02")));
	}

	@Test
	void whatIsAlikeStays() {
		assertEquals("a 1 b.fits", CommonSentence.of(List.of("a 1 b.fits", "a 1 b.fits")));
		assertEquals("one", CommonSentence.of(List.of("one", "two")), "nothing in common");
		assertEquals("a 1", CommonSentence.of(List.of("a 1", "a … 1")));
	}
}
