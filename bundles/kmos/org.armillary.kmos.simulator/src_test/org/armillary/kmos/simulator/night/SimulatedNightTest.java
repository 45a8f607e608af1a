package org.armillary.kmos.simulator.night;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.JulianFields;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nights without faults: what is in them, when, and what their headers say. */
class SimulatedNightTest {

	private static SimulatedNight night(long seed, String... settings) throws ActorException {
		var values = new TreeMap<String, String>();
		for (String setting : settings) {
			values.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
		}
		return SimulatedNight.of(NightPlan.of(values), seed);
	}

	private static Map<String, Long> classes(SimulatedNight night) {
		return night.frames().stream()
				.collect(Collectors.groupingBy(SimulatedFrame::category, TreeMap::new, Collectors.counting()));
	}

	private static List<SimulatedFrame> of(SimulatedNight night, String category) {
		return night.frames().stream().filter(frame -> frame.category().equals(category)).toList();
	}

	@Test
	void aNightHasTheClassesAndNumbersOfTheCalibrationPlan() throws Exception {
		assertEquals(
				Map.of("ACQ", 3L, "ARC_OFF", 1L, "ARC_ON", 6L, "DARK", 5L, "FLAT_OFF", 3L, "FLAT_ON", 18L, "FLAT_SKY",
						4L,
						"SCIENCE", 6L, "STD", 4L),
				classes(night(1)));
		assertEquals(
				Map.of("ACQ", 24L, "ARC_OFF", 8L, "ARC_ON", 16L, "DARK", 12L, "FLAT_OFF", 16L, "FLAT_ON", 32L,
						"FLAT_SKY",
						12L, "SCIENCE", 40L, "STD", 32L),
				classes(night(2, "nights=2", "bands=H,YJ/H/K", "angles=0,300", "darks=3", "darkTimes=10,60", "flats=4",
						"arcs=2", "skyFlats=3", "standards=2", "science=2", "exposures=5")));
		assertEquals(Map.of("DARK", 3L),
				classes(night(3, "darks=3", "flats=0", "arcs=0", "skyFlats=0", "standards=0", "science=0")));
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 7, -3 })
	void timesGrowWithNamesAndAgreeWithEachOther(long seed) throws Exception {
		SimulatedNight night = night(seed, "nights=3", "bands=H,K", "nightCalibrations=true");
		double before = 0;
		for (SimulatedFrame frame : night.frames()) {
			double mjd = (Double) frame.keywords().get("MJD-OBS");
			LocalDateTime date = LocalDateTime.parse((String) frame.keywords().get("DATE-OBS"));
			double expected = date.getLong(JulianFields.MODIFIED_JULIAN_DAY)
					+ date.toLocalTime().toNanoOfDay() / 86_400e9;
			assertEquals(expected, mjd, 1e-8, frame.name());
			assertEquals(date, LocalDateTime.parse(frame.name().substring(5, 28)));
			assertEquals(frame.name(), frame.keywords().get("ARCFILE"));
			assertTrue(mjd > before, frame.name());
			before = mjd;
			LocalDateTime start = LocalDateTime.parse((String) frame.keywords().get("ESO TPL START"));
			assertTrue(start.isBefore(date), frame.name());
		}
	}

	@Test
	void exposuresFollowEachOtherInTheCadenceOfTheArchive() throws Exception {
		SimulatedNight night = night(1, "exposures=3");
		assertEquals(68, interval(of(night, "DARK")), 0.5);
		assertEquals(11, interval(of(night, "FLAT_OFF")), 0.5);
		assertEquals(85, interval(of(night, "STD")), 0.5);
		assertEquals(618, interval(of(night, "SCIENCE")), 0.5);
	}

	private static double interval(List<SimulatedFrame> frames) {
		return ChronoUnit.MILLIS.between(LocalDateTime.parse(frames.get(0).name().substring(5, 28)),
				LocalDateTime.parse(frames.get(1).name().substring(5, 28))) / 1e3;
	}

	@Test
	void lampsFiltersAndGratingsSayWhatTheClassIs() throws Exception {
		SimulatedNight night = night(1, "bands=YJ/H/K");
		for (SimulatedFrame frame : night.frames()) {
			Map<String, Object> keywords = frame.keywords();
			boolean dark = List.of("DARK", "FLAT_OFF", "ARC_OFF").contains(frame.category());
			assertEquals(dark ? "Block" : "H", keywords.get("ESO INS FILT2 ID"), frame.name());
			assertEquals(List.of("YJ", "H", "K"), List.of(keywords.get("ESO INS GRAT1 ID"),
					keywords.get("ESO INS GRAT2 ID"), keywords.get("ESO INS GRAT3 ID")));
			assertEquals(frame.category().equals("ARC_ON"), keywords.get("ESO INS LAMP1 ST"));
			assertEquals(frame.category().equals("ARC_ON"), keywords.get("ESO INS LAMP2 ST"));
			assertEquals(frame.category().equals("FLAT_ON"), keywords.get("ESO INS LAMP3 ST"));
		}
	}

	@Test
	void lampFramesHaveTheAnglesAsTheyAreGiven() throws Exception {
		SimulatedNight night = night(1, "angles=-60,12.5,300");
		assertEquals(List.of(-60.0, 12.5, 300.0),
				of(night, "ARC_ON").stream().map(frame -> frame.keywords().get("ESO OCS ROT NAANGLE")).toList());
	}

	@Test
	void calibrationsAtNightHaveTheAngleOfTheScience() throws Exception {
		SimulatedNight night = night(4, "nightCalibrations=true", "angles=0");
		Object angle = of(night, "SCIENCE").getFirst().keywords().get("ESO OCS ROT NAANGLE");
		assertEquals(new TreeSet<>(List.of(0.0, (Double) angle)), of(night, "ARC_ON").stream()
				.map(frame -> (Double) frame.keywords().get("ESO OCS ROT NAANGLE"))
				.collect(Collectors.toCollection(TreeSet::new)));
	}

	@Test
	void armsSeeTargetsSkyAndAStarAndOneIsNotUsed() throws Exception {
		SimulatedNight night = night(5, "targets=10");
		for (SimulatedFrame frame : of(night, "SCIENCE")) {
			Map<String, Long> seen = frame.keywords().entrySet().stream()
					.filter(entry -> entry.getKey().matches("ESO OCS ARM\\d+ TYPE"))
					.collect(Collectors.groupingBy(entry -> (String) entry.getValue(), Collectors.counting()));
			boolean sky = frame.keywords().get("ESO DPR TYPE").equals("SKY");
			assertEquals(sky ? Map.of("S", 23L) : Map.of("O", 10L, "R", 1L, "S", 12L), seen);
			assertEquals(1, frame.keywords().keySet().stream().filter(name -> name.endsWith(" NOTUSED")).count());
		}
		assertEquals(2, of(night, "SCIENCE").stream()
				.filter(frame -> frame.keywords().get("ESO DPR TYPE").equals("SKY")).count());
	}

	@Test
	void aFieldIsTheSameInEachNight() throws Exception {
		List<SimulatedFrame> science = of(night(5, "nights=2", "exposures=1"), "SCIENCE");
		List<Map<String, Object>> arms = science.stream().map(frame -> {
			var of = new TreeMap<>(frame.keywords());
			of.keySet().removeIf(keyword -> !keyword.startsWith("ESO OCS ARM"));
			return (Map<String, Object>) of;
		}).toList();
		assertEquals(arms.get(0), arms.get(1));
		assertNotEquals(science.get(0).keywords().get("ESO OCS ROT NAANGLE"),
				science.get(1).keywords().get("ESO OCS ROT NAANGLE"));
	}

	@Test
	void containersHoldABlockOfTargetsAndOneOfSky() throws Exception {
		List<SimulatedFrame> science = of(night(6, "containers=true", "exposures=2"), "SCIENCE");
		assertEquals(List.of("OBJECT,SKY", "OBJECT,SKY", "SKY", "SKY"),
				science.stream().map(frame -> frame.keywords().get("ESO DPR TYPE")).toList());
		assertEquals(1, science.stream().map(frame -> frame.keywords().get("ESO OBS CONTAINER ID")).distinct().count());
		assertEquals(2, science.stream().map(frame -> frame.keywords().get("ESO OBS ID")).distinct().count());
		assertEquals(2, science.stream().map(SimulatedFrame::dataset).distinct().count());
	}

	@Test
	void mastersKeepTheKeywordsOfTheirFirstFrame() throws Exception {
		SimulatedNight night = night(7, "masters=true");
		SimulatedFrame product = of(night, "XCAL").getFirst();
		SimulatedFrame raw = of(night, "FLAT_OFF").getFirst();
		assertEquals("XCAL", product.keywords().get("ESO PRO CATG"));
		assertEquals(raw.name(), product.keywords().get("ESO PRO REC1 RAW1 NAME"));
		assertEquals("FLAT,OFF", product.keywords().get("ESO DPR TYPE"));
		assertEquals(raw.keywords().get("MJD-OBS"), product.keywords().get("MJD-OBS"));
		assertEquals("flat-master" + raw.dataset().substring("flat".length()), product.dataset());
	}

	@ParameterizedTest
	@ValueSource(ints = { 250, 700, 1500 })
	void headersHaveTheLengthAskedForAndTheKeywordsAsTheyAre(int cards) throws Exception {
		for (SimulatedFrame frame : night(8, "cards=" + cards, "masters=true").frames()) {
			FitsHeader header = frame.header();
			assertEquals(cards, header.cards().size(), frame.name());
			assertEquals(cards, header.cards().stream().map(card -> card.keyword()).distinct().count());
			frame.keywords().forEach((keyword, value) -> assertEquals(value, header.values().get(keyword), keyword));
			assertEquals(header, FitsHeader.parse("header", header.cards().stream().map(card -> card.image())
					.collect(Collectors.joining()).getBytes(StandardCharsets.US_ASCII)));
		}
	}

	@Test
	void theSameSeedGivesTheSameNightAndAnotherOneAnother() throws Exception {
		assertEquals(night(9, "faults=all").truth(), night(9, "faults=all").truth());
		assertEquals(night(9, "faults=all").frames().stream().map(SimulatedFrame::identity).toList(),
				night(9, "faults=all").frames().stream().map(SimulatedFrame::identity).toList());
		assertNotEquals(night(9).truth(), night(10).truth());
	}

	@ParameterizedTest
	@ValueSource(strings = { "bands=", "bands=J", "bands=H/K", "bands=H,H", "start=yesterday", "start=1850-01-01",
			"angles=", "nights=400", "nights=0", "cards=20", "targets=24", "faults=everything", "darks=-1",
			"darkTimes=0", "night=1" })
	void nonsenseIsRefused(String setting) {
		ActorException refusal = assertThrows(ActorException.class, () -> night(1, setting));
		assertEquals(ActorException.Kind.USER, refusal.kind());
	}

	@Test
	void tooManyFramesAndNoneAreRefused() {
		assertEquals("simulator.parameters", assertThrows(ActorException.class,
				() -> night(1, "nights=366", "exposures=500", "science=50")).explanation().id());
		assertEquals("simulator.parameters", assertThrows(ActorException.class,
				() -> night(1, "darks=0", "flats=0", "arcs=0", "skyFlats=0", "standards=0", "science=0")).explanation()
				.id());
	}
}
