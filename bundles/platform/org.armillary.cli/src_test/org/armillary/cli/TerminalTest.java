package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;

/** What reaches the terminal, and what does not. */
class TerminalTest {

	/** All that is more than it shows: control, direction, line breaks of Unicode, half of a character, a tag beyond 16 bits. */
	private static final String HARMFUL = "\u0000\u001b\u007f\u0085\u009b\u00ad\u200b\u200e\u202e\u2066\u2028\u2029\ufeff\ud800x"
			+ new String(Character.toChars(0xE0041));

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();
	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private Terminal terminal(boolean interactive) {
		return new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8),
				new PrintStream(err, true, StandardCharsets.UTF_8), interactive, () -> new TerminalSize(60, 10));
	}

	private static String text(ByteArrayOutputStream stream) {
		return stream.toString(StandardCharsets.UTF_8);
	}

	@Test
	void whatIsMoreThanItShowsIsMadeVisible() {
		assertEquals("\\x00\\x1b\\x7f\\x85\\x9b\\xad\\x200b\\x200e\\x202e\\x2066\\x2028\\x2029\\xfeff\\xd800x\\xe0041",
				Terminal.safe(HARMFUL));
		assertEquals("é λ 日本 \ud83d\ude00\n°", Terminal.safe("é λ 日本 \ud83d\ude00\n°"));
	}

	@Test
	void whatAMessageNamesCannotLookLikeAMessage() {
		terminal(false).tell("error", CliMessage.PRODUCT_PLACE.with("x\nerror: forged\r\tend"));
		assertEquals(2, text(err).lines().count(), text(err));
		assertTrue(text(err).contains("x\\nerror: forged\\r\\tend"), text(err));
	}

	@Test
	void jsonIsEscapedAndSaysTheSame() {
		var array = new JsonArray();
		array.add(HARMFUL + "\n\"\\");
		array.add("é λ 日本 \ud83d\ude00");
		for (String document : List.of(Json.text(array), Json.line(array))) {
			assertEquals(document, Terminal.safe(document), "the terminal has nothing to change");
			assertEquals(array, JsonParser.parseString(document));
			assertTrue(document.contains("日本 \ud83d\ude00"), "what is harmless can be read");
			assertTrue(document.contains("\\u202e\\u2066\\u2028\\u2029\\ufeff\\ud800x\\udb40\\udc41"), document);
		}
		assertEquals(1, Json.line(array).lines().count());
	}

	@Test
	void theProgressLineFitsAndGoesAway() {
		Terminal terminal = terminal(true);
		terminal.progress("x".repeat(80));
		assertEquals("\r\u001b[K" + "x".repeat(58) + "…", text(err));
		err.reset();
		terminal.endProgress();
		assertEquals("\r\u001b[K", text(err));
		terminal.endProgress();
		assertEquals("\r\u001b[K", text(err), "once");
		terminal(false).progress("nobody");
		assertFalse(text(err).contains("nobody"));
	}

	@Test
	void aScreenIsDrawnInPlaceAndTheOldOneComesBack() {
		String drawn = "\u001b[H\u001b[Kone\r\n\u001b[Kt\\x1bwo\r\n\u001b[J";
		Terminal terminal = terminal(true);
		terminal.leaveScreen();
		assertEquals("", text(out), "it was not entered");
		terminal.enterScreen();
		assertEquals("\u001b[?1049h\u001b[?25l\u001b[H\u001b[J", text(out));
		out.reset();
		terminal.draw(List.of("one", "t\u001bwo"));
		assertEquals(drawn, text(out));
		out.reset();
		terminal.size();
		terminal.progress("busy");
		assertEquals("\u001b[10H\u001b[Kbusy", text(out), "in the last row");
		out.reset();
		terminal.endProgress();
		assertEquals(drawn, text(out), "what was below it is back");
		out.reset();
		terminal.endProgress();
		assertEquals("", text(out), "once");
		terminal.draw(Collections.nCopies(10, "x".repeat(60)));
		assertFalse(text(out).endsWith("\n") || text(out).endsWith("\u001b[J"), "a full screen does not scroll");
		out.reset();
		terminal.leaveScreen();
		terminal.leaveScreen();
		assertEquals("\u001b[?25h\u001b[?1049l", text(out));
		assertEquals("", text(err));
	}

	@Test
	void theSizeComesFromTheEnvironmentElseFromTheTerminal() {
		var told = new TerminalSize(100, 30);
		assertEquals(told, TerminalSize.of(null, null, () -> told));
		assertEquals(new TerminalSize(132, 30), TerminalSize.of("132", "", () -> told));
		assertEquals(new TerminalSize(132, 50), TerminalSize.of("132", "50", () -> {
			throw new AssertionError("it need not be asked");
		}));
		assertEquals(new TerminalSize(100, 50), TerminalSize.of("wide", "50", () -> told));
		assertEquals(new TerminalSize(211, 55), TerminalSize.answer("55 211\n"));
		assertEquals(TerminalSize.USUAL, TerminalSize.answer("stty: not a terminal"));
		assertEquals(TerminalSize.USUAL, TerminalSize.answer("0 0\n"), "some terminals do not know");
		assertEquals(new TerminalSize(40, 6), TerminalSize.answer("1 1\n"));
	}

	@Test
	void aScanTellsHowFarItIs() {
		assertEquals("scanned 4 200 of 20 000 files", ScanProgress.words(4200, 20000));
		assertEquals("scanned 7 of 1 234 567 files", ScanProgress.words(7, 1234567));
		var progress = new ScanProgress(terminal(true));
		progress.scanned(0, 1000);
		for (int i = 1; i <= 100; i++) {
			progress.scanned(i, 1000);
		}
		assertEquals("", text(err), "a short scan tells nothing");
	}
}
