package org.armillary.kmos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.message.Message;
import org.armillary.data.FitsHeader;
import org.junit.jupiter.api.Test;

/** Keywords of raw frames: lamps, arms, temperatures, order in time. */
class HeaderDialectTest {

	@Test
	void lampsAreLogicalOrText() throws Exception {
		Lamps arc = Lamps.of("a.fits", Map.of("ESO INS LAMP1 ST", true, "ESO INS LAMP2 ST", "on ", "ESO INS LAMP3 ST",
				false, "ESO INS LAMP4 ST", "F"));
		assertEquals(Set.of(1, 2), arc.on());
		assertTrue(arc.argon() && arc.neon() && arc.arc() && !arc.flat());
		assertTrue(Lamps.of("a.fits", Map.of("ESO INS LAMP4 ST", "T")).flat());
		Lamps none = Lamps.of("a.fits", Map.of());
		assertFalse(none.arc() || none.flat());
	}

	@Test
	void otherStatesOfLampsAreRefused() {
		ActorException refused = assertThrows(ActorException.class,
				() -> Lamps.of("a.fits", Map.of("ESO INS LAMP2 ST", "warm")));
		assertEquals("kmos.keyword-value", refused.explanation().id());
		assertTrue(refused.getMessage().contains("ESO INS LAMP2 ST"));
	}

	@Test
	void armsWithAReasonAreNotUsed() {
		UsedArms arms = UsedArms.of(Map.of("ESO OCS ARM9 NOTUSED", "locked", "ESO OCS ARM24 NOTUSED", ""));
		assertEquals(Set.of(9, 24), arms.unused());
		assertEquals(22, arms.used().size());
		assertEquals(Set.of(10, 11, 12, 13, 14, 15, 16), arms.usedOn(2));
		assertEquals("locked", arms.reasons().get(9));
		assertTrue(arms.isUsed(1) && !arms.isUsed(24));
	}

	@Test
	void temperaturesFarApartAreACaveat() {
		List<OpticsTemperature> known = List.of(temperature("a.fits", 119.5), temperature("b.fits", 120.6),
				temperature("c.fits", 120.0));
		Message caveat = OpticsTemperature.caveat(known).orElseThrow();
		assertEquals("kmos.temperatures-differ", caveat.id());
		for (String part : List.of("a.fits", "b.fits", "119.5", "120.6")) {
			assertTrue(caveat.summary().contains(part), caveat.summary());
		}
		assertTrue(OpticsTemperature.caveat(known.subList(1, 3)).isEmpty());
		assertTrue(OpticsTemperature.caveat(List.of()).isEmpty());
		assertEquals(120.0333, OpticsTemperature.mean(known).orElseThrow(), 1e-4);
		assertTrue(OpticsTemperature.of("d.fits", Map.of("ESO INS TEMP7 VAL", 0.0)).isEmpty());
		assertTrue(OpticsTemperature.of("d.fits", Map.of()).isEmpty());
	}

	@Test
	void theFirstFrameIsThatOfTheEarliestDateThenOfTheFirstName() {
		Keywords late = new Keywords(Map.of("MJD-OBS", 56634.5, "ARCFILE", "a"));
		Keywords second = new Keywords(Map.of("MJD-OBS", 56634.4, "ARCFILE", "c"));
		Keywords first = new Keywords(Map.of("MJD-OBS", 56634.4, "ARCFILE", "b"));
		assertEquals(first, FrameOrder.first(List.of(late, second, first)));
		assertEquals(Keywords.NONE, FrameOrder.first(List.of()));
	}

	@Test
	void framesWithoutAnAngleAreRefused() throws Exception {
		assertEquals(-60, RotatorAngle.of("a.fits", Map.of(RotatorAngle.KEYWORD, -60.0)));
		assertEquals("kmos.keyword-missing",
				assertThrows(ActorException.class, () -> RotatorAngle.of("a.fits", Map.of())).explanation().id());
		for (Object value : List.of("north", Double.NaN)) {
			assertEquals("kmos.keyword-value",
					assertThrows(ActorException.class,
							() -> RotatorAngle.of("a.fits", Map.of(RotatorAngle.KEYWORD, value))).explanation().id());
		}
	}

	@Test
	void framesAreOrderedInTime() throws Exception {
		RawFrame late = frame("late", 56_634.7, "x");
		RawFrame early = frame("early", 56_634.5, "y");
		RawFrame same = frame("same", 56_634.7, "a");
		RawFrame twice = frame("twice", 56_634.7, "x");
		List<RawFrame> sorted = FrameOrder.sorted(List.of(late, early, same, twice));
		assertEquals(List.of(early, same, late, twice), sorted);
		List<FrameOrder.Repeated> repeated = FrameOrder.repeated(sorted);
		assertEquals(List.of(new FrameOrder.Repeated(late, twice)), repeated);
		assertEquals("x", repeated.getFirst().archiveName());
		assertEquals(56_634.7 + 20 / 86_400.0, FrameOrder.end(late), 1e-9);
	}

	private static OpticsTemperature temperature(String file, double kelvin) {
		return OpticsTemperature.of(file, Map.of("ESO INS TEMP7 VAL", kelvin)).orElseThrow();
	}

	private static RawFrame frame(String name, double date, String archiveName) throws ActorException {
		FitsHeader primary = FitsHeader.builder().set("MJD-OBS", date).set("ARCFILE", archiveName)
				.set("ESO DET SEQ1 DIT", 10.0).set("ESO DET NDIT", 2L).build();
		return new RawFrame(Path.of(name), primary, ExposureSetup.of(name, new HashMap<>(primary.values())),
				List.of());
	}
}
