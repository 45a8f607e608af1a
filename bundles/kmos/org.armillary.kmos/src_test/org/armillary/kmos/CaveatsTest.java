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
		assertEquals(Optional.of("also IFU 20, 60 deg, b.fits; IFU 17, 0 deg, a.fits"), all.getFirst().detail());
		assertEquals(Optional.empty(), all.getLast().detail());
	}

	@Test
	void whatAllShareIsNotRepeated() {
		for (int row : new int[] { 2, 5, 9 }) {
			caveats.add(message("a.fits, row " + row + ": no known line of Ar lies there"));
		}
		assertEquals(Optional.of("also row 5; row 9"), caveats.all().getFirst().detail());
	}

	@Test
	void sentencesOfDifferentLengthAreCompared() {
		caveats.add(message("IFU 3 slitlet 4 is odd at 60 deg (b.fits): it is 12.1 pixel wide"));
		caveats.add(message("IFU 3 slitlet 5 is odd at 60 deg (b.fits): its left edge shows in 12 rows"));
		String told = caveats.all().getFirst().detail().orElseThrow();
		assertTrue(told.startsWith("also slitlet 5, "), told);
		assertTrue(!told.contains("60 deg") && told.contains("left edge"), told);
	}

	@Test
	void theSameCaveatCountsOnce() {
		dark(17, 60, "b.fits");
		dark(17, 60, "b.fits");
		assertEquals(Optional.empty(), caveats.all().getFirst().detail());
	}

	@Test
	void manyAreCounted() {
		for (int ifu = 1; ifu <= 24; ifu++) {
			dark(ifu, 60, "b.fits");
		}
		String told = caveats.all().getFirst().detail().orElseThrow();
		assertTrue(told.endsWith("; IFU 21; and 3 more"), told);
	}

	private void dark(int ifu, int angle, String file) {
		caveats.add(
				message("IFU " + ifu + " shows no light at " + angle + " deg (" + file + "), though its arm is used"));
	}

	private static Message message(String summary) {
		return new Message("kmos.test", summary, Optional.empty(), List.of("Look at it."));
	}
}
