package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;

class RemainingTimeTest {

	@Test
	void isUnknownWithoutExpectation() {
		RemainingTime time = RemainingTime.unknown();
		time.ended("a");
		assertEquals(OptionalDouble.empty(), time.seconds(10));
	}

	@Test
	void isTheExpectationBeforeAnythingIsDone() {
		var time = new RemainingTime(Map.of("a", 30.0, "b", 10.0), 2);
		assertEquals(20, time.seconds(0).getAsDouble(), 1e-9);
		assertEquals(15, time.seconds(5).getAsDouble(), 1e-9);
		assertEquals(0, time.seconds(50).getAsDouble(), 1e-9);
		// more workers than jobs do not help
		assertEquals(40, new RemainingTime(Map.of("a", 40.0), 8).seconds(0).getAsDouble(), 1e-9);
	}

	@Test
	void followsTheSpeedOfWhatIsDone() {
		var time = new RemainingTime(Map.of("a", 30.0, "b", 10.0), 1);
		time.ended("b");
		time.ended("b");
		// 10 of 40 took 20 s instead of 10 s, so 30 will take 60 s
		assertEquals(60, time.seconds(20).getAsDouble(), 1e-9);
		time.ended("reused, so nothing was expected of it");
		assertEquals(60, time.seconds(20).getAsDouble(), 1e-9);
		time.ended("a");
		assertEquals(0, time.seconds(80).getAsDouble(), 1e-9);
	}
}
