package org.armillary.report.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Marks of axes are round, within the axis, few, and say exactly where they stand. */
class TicksTest {

	@Test
	void marksStandAtMultiplesOfOneTwoAndFive() {
		assertEquals(List.of(0.0, 2.0, 4.0, 6.0, 8.0, 10.0), Ticks.linear(0, 10, 6).major());
		assertEquals(List.of(0.0, 5.0, 10.0), Ticks.linear(0, 10, 5).major());
		Ticks fluxes = Ticks.linear(-1e-17, 2.1e-17, 4);
		assertEquals(List.of("−1", "0", "1", "2"), fluxes.labels());
		assertEquals("10⁻¹⁷", Ticks.factor(fluxes.exponent()));
		assertEquals(List.of("1.95", "2.00", "2.05"), Ticks.linear(1.94, 2.06, 4).labels());
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void marksOfAnyRangeAreRoundAndTellTheirPlace(long seed) {
		var random = new Random(seed);
		for (int i = 0; i < 500; i++) {
			double scale = Math.pow(10, random.nextInt(-290, 290));
			double lowest = scale * random.nextGaussian();
			double length = scale * Math.pow(10, random.nextDouble(-6, 3));
			int most = random.nextInt(2, 12);
			check(lowest, lowest + length, most, Ticks.linear(lowest, lowest + length, most));
		}
	}

	private static void check(double lowest, double highest, int most, Ticks ticks) {
		String what = lowest + " to " + highest + ": " + ticks;
		double slack = 1e-5 * (highest - lowest);
		assertTrue(ticks.major().size() <= most && ticks.major().size() >= (most > 4 ? 2 : most > 2 ? 1 : 0), what);
		for (int i = 0; i < ticks.major().size(); i++) {
			double value = ticks.major().get(i);
			assertTrue(value >= lowest - slack && value <= highest + slack, what);
			String label = ticks.labels().get(i).replace('−', '-');
			double told = new BigDecimal(label).scaleByPowerOfTen(ticks.exponent()).doubleValue();
			assertEquals(value, told, 1e-9 * (highest - lowest), what);
		}
		if (ticks.major().size() > 1) {
			double step = ticks.major().get(1) - ticks.major().get(0);
			double mantissa = step / Math.pow(10, Math.floor(Math.log10(step) + 1e-6));
			assertTrue(List.of(1.0, 2.0, 5.0).stream().anyMatch(round -> Math.abs(mantissa - round) < 1e-5), what);
		}
		assertTrue(ticks.minor().stream().noneMatch(ticks.major()::contains), what);
		assertEquals(ticks.labels().size(), new HashSet<>(ticks.labels()).size(), what);
	}

	@Test
	void datesAreLabelledByWhatChanges() {
		double evening = LocalDateTime.of(2024, 2, 28, 21, 10).toEpochSecond(ZoneOffset.UTC);
		Ticks night = TimeTicks.of(evening, evening + 6 * 3600, 8);
		assertEquals(List.of("22:00", "23:00", "00:00", "01:00", "02:00", "03:00"), night.labels());
		assertEquals(List.of("2024-02-28", "", "2024-02-29", "", "", ""), night.contexts());
		Ticks months = TimeTicks.of(evening, evening + 150 * 86400, 7);
		assertEquals(List.of("2024-03", "2024-04", "2024-05", "2024-06", "2024-07"), months.labels());
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void marksOfDatesTellTheirTime(long seed) {
		var random = new Random(seed);
		for (int i = 0; i < 300; i++) {
			double lowest = random.nextDouble(-2e9, 4e9);
			double highest = lowest + Math.pow(10, random.nextDouble(0.7, 10));
			int most = random.nextInt(2, 10);
			Ticks ticks = TimeTicks.of(lowest, highest, most);
			String what = lowest + " to " + highest + ": " + ticks;
			assertTrue(ticks.major().size() <= most + 2, what);
			String context = "";
			for (int mark = 0; mark < ticks.major().size(); mark++) {
				double value = ticks.major().get(mark);
				assertTrue(value >= lowest && value <= highest, what);
				context = ticks.contexts().get(mark).isEmpty() ? context : ticks.contexts().get(mark);
				assertEquals(value, seconds(context, ticks.labels().get(mark)), 0, what);
			}
		}
	}

	/** What a reader of a label takes it for. */
	private static double seconds(String context, String label) {
		String text = label.contains(":") ? context + "T" + label
				: label.length() == 4 ? label + "-01-01T00:00"
						: label.length() == 7 ? label + "-01T00:00" : context + "-" + label + "T00:00";
		return LocalDateTime.parse(text).toEpochSecond(ZoneOffset.UTC);
	}
}
