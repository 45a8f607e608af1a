package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;

import org.armillary.actor.message.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {

	@ParameterizedTest
	@CsvSource({ "8g, 8589934592", "500M, 524288000", "1k, 1024", "2T, 2199023255552", "16GB, 17179869184" })
	void memoryIsInUnitsOf1024(String text, long bytes) throws Exception {
		assertEquals(bytes, Amounts.memory("--memory", text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "8", "g", "0g", "-1g", "1.5g", "8 gigabytes", "999999999t", "9999999999k" })
	void whatIsNoAmountOfMemoryIsRefused(String text) {
		assertId("cli.memory", assertThrows(CliException.class, () -> Amounts.memory("--memory", text)));
	}

	@ParameterizedTest
	@CsvSource({ "90s, 90000", "2h, 7200000", "1.5min, 90000", "3m, 180000", "1d, 86400000", "0.25s, 250" })
	void timesHaveAUnit(String text, long milliseconds) throws Exception {
		assertEquals(Duration.ofMillis(milliseconds), Amounts.duration("--timeout", text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "2", "0s", "-1s", "2 hours", "h", "1e3s", "0.0h" })
	void whatIsNoTimeIsRefused(String text) {
		assertId("cli.duration", assertThrows(CliException.class, () -> Amounts.duration("--timeout", text)));
	}

	private static void assertId(String id, CliException refusal) {
		assertEquals(id, refusal.messages().stream().map(Message::id).findFirst().orElseThrow());
		assertEquals(ExitCode.REFUSED, refusal.exitCode());
	}

	@ParameterizedTest
	@CsvSource({ "0, 0 B", "999, 999 B", "1000, 1.0 kB", "3100000000, 3.1 GB", "999400, 999 kB", "999600, 1.0 MB",
			"9940, 9.9 kB", "9960, 10 kB", "9223372036854775807, 9223 PB" })
	void sizesHaveTwoOrThreeDigits(long bytes, String text) {
		assertEquals(text, Amounts.bytes(bytes));
	}

	@ParameterizedTest
	@CsvSource({ "0, 0.00 s", "0.25, 0.25 s", "1.24, 1.2 s", "12.4, 12 s", "99.4, 99 s", "240, 4 min",
			"250, 4 min 10 s",
			"4800, 1 h 20 min", "7200, 2 h", "9000, 2 h 30 min", "200000, 2 d 8 h" })
	void timesAreAsExactAsTheyNeedToBe(double seconds, String text) {
		assertEquals(text, Amounts.seconds(seconds));
	}

	@Test
	void aRangeNamesItsUnitOnce() {
		assertEquals("4–6 min", Amounts.seconds(240, 360));
		assertEquals("50 s–3 min", Amounts.seconds(50, 180));
		assertEquals("4 min", Amounts.seconds(240, 241));
		assertEquals("80 min", Amounts.about(4810), "an estimate");
	}
}
