package org.armillary.kmos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.junit.jupiter.api.Test;

class CaveatsTest {

	private final Caveats caveats = new Caveats();

	@Test
	void othersOfAKindAreNamed() {
		dark(17, 60, "b.fits");
		dark(20, 60, "b.fits");
		dark(17, 0, "a.fits");
		caveats.add(KmosMessage.TABLE_EMPTY.with("c.fits", "lines"));
		List<Message> all = caveats.all();
		assertEquals(2, all.size());
		assertTrue(all.getFirst().summary().contains("IFU 17"));
		assertEquals(Optional.of("also IFU 20; IFU 17 (0 deg, a.fits)"), all.getFirst().detail());
		assertEquals(Optional.empty(), all.getLast().detail());
	}

	@Test
	void whatAllShareIsNotRepeated() {
		for (int row : new int[] { 2, 5, 9 }) {
			caveats.add(message("a.fits, row " + row + ": no known line of Ar lies there"));
		}
		assertEquals(Optional.of("also rows 5, 9"), caveats.all().getFirst().detail());
	}

	@Test
	void slitletsAreRangesAndNumbersToo() {
		dim(12, 9, 18, 1089);
		for (int slitlet : new int[] { 10, 14, 11, 12 }) {
			dim(12, slitlet, 10 + slitlet, 1089);
		}
		dim(15, 1, 16, 1204);
		dim(15, 2, 6, 1204);
		assertEquals(
				Optional.of("also IFU 12 slitlets 10–12, 14 (20 to 24 adu);"
						+ " IFU 15 slitlets 1, 2 (6 to 16 adu, 1204 adu)"),
				caveats.all().getFirst().detail());
	}

	@Test
	void sentencesThatDifferInWordsAreToldInFull() {
		caveats.add(message("IFU 3 slitlet 4 is odd at 60 deg (b.fits): it is 12.1 pixel wide"));
		caveats.add(message("IFU 3 slitlet 5 is odd at 60 deg (b.fits): its left edge shows in 12 rows"));
		caveats.add(message("IFU 3 slitlet 6 is odd at 60 deg (b.fits): it is 12.4 pixel wide"));
		caveats.add(message("IFU 4 slitlet 7 is odd at 60 deg (b.fits): its left edge shows in 12 rows"));
		assertEquals(Optional.of("also IFU 3 slitlet 6 (12.4 pixel)\n"
				+ "IFU 3 slitlet 5 is odd at 60 deg (b.fits): its left edge shows in 12 rows; also IFU 4 slitlet 7"),
				caveats.all().getFirst().detail());
	}

	@Test
	void everyIfuIsNamedHoweverManyThereAre() {
		for (int angle = 0; angle < 360; angle += 60) {
			for (int ifu = 1; ifu <= 24; ifu += 2) {
				dark(ifu, angle, angle + ".fits");
				caveats.add(message("detector " + (ifu - 1) / 8 + ": IFU " + ifu + " slitlet " + (angle / 60 + 1)
						+ " lacks " + words(ifu) + " lines"));
			}
		}
		String told = caveats.all().getFirst().detail().orElseThrow();
		for (int ifu = 3; ifu <= 24; ifu += 2) {
			assertTrue(told.matches("(?s).*\\b" + ifu + "\\b.*"), ifu + ": " + told);
		}
	}

	/** Words that tell sentences apart. */
	private static String words(int ifu) {
		return "a".repeat(ifu);
	}

	@Test
	void theSameCaveatCountsOnce() {
		dark(17, 60, "b.fits");
		dark(17, 60, "b.fits");
		assertEquals(Optional.empty(), caveats.all().getFirst().detail());
	}

	@Test
	void manyAreCounted() {
		for (int file = 1; file <= 24; file++) {
			caveats.add(message("c" + file + ".fits was taken at an odd time"));
		}
		String told = caveats.all().getFirst().detail().orElseThrow();
		assertTrue(told.startsWith("also c2.fits; c3.fits") && told.endsWith("; c21.fits; and 3 more"), told);
	}

	@Test
	void ifusOfOneAngleAreOneRange() {
		for (int ifu = 1; ifu <= 24; ifu++) {
			dark(ifu, 60, "b.fits");
		}
		assertEquals(Optional.of("also IFU 2–24"), caveats.all().getFirst().detail());
	}

	private void dim(int ifu, int slitlet, int found, int least) {
		caveats.add(message("IFU " + ifu + " slitlet " + slitlet + " shows " + found
				+ " adu at 60 deg (b.fits), at least " + least + " adu are needed"));
	}

	private void dark(int ifu, int angle, String file) {
		caveats.add(
				message("IFU " + ifu + " shows no light at " + angle + " deg (" + file + "), though its arm is used"));
	}

	private static Message message(String summary) {
		return new Message("kmos.test", summary, Optional.empty(), List.of("Look at it."));
	}
}
