package org.armillary.kmos.simulator.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.armillary.actor.provider.ParameterValues;
import org.armillary.kmos.simulator.header.Arm;
import org.armillary.kmos.simulator.header.PrimaryHeader;
import org.armillary.kmos.simulator.header.RawClass;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.source.Conditions;
import org.armillary.kmos.simulator.source.Target;
import org.armillary.kmos.simulator.source.Target.Blend;
import org.armillary.kmos.simulator.source.Target.Disc;
import org.armillary.kmos.simulator.source.Target.Star;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is observed when, under which conditions, and what headers say of it. */
class NightPlannerTest {

	private static List<NightExposure> plan(long seed, String... parameters) throws Exception {
		var values = new TreeMap<String, String>();
		for (int i = 0; i < parameters.length; i += 2) {
			values.put(parameters[i], parameters[i + 1]);
		}
		ParameterValues parsed = ParameterValues.parse(KmosParameters.descriptor(), values);
		return NightPlanner.plan(KmosParameters.parse(seed, parsed));
	}

	private static Map<RawClass, Long> counts(List<NightExposure> plan) {
		return plan.stream().collect(Collectors.groupingBy(NightExposure::rawClass, () -> new EnumMap<>(RawClass.class),
				Collectors.counting()));
	}

	private static List<NightExposure> of(List<NightExposure> plan, RawClass... classes) {
		return plan.stream().filter(exposure -> Set.of(classes).contains(exposure.rawClass())).toList();
	}

	private static boolean isOnSky(NightExposure exposure) {
		return Set.of(RawClass.FLAT_SKY, RawClass.STD, RawClass.SCIENCE, RawClass.ACQ).contains(exposure.rawClass());
	}

	private static boolean isSky(NightExposure exposure) {
		return "SKY".equals(exposure.keywords().get("ESO DPR TYPE"));
	}

	private static double number(NightExposure exposure, String keyword) {
		return ((Number) exposure.keywords().get(keyword)).doubleValue();
	}

	@Test
	void eachSizeHasItsCalibrationPlan() throws Exception {
		assertEquals(Map.of(RawClass.DARK, 3L, RawClass.FLAT_OFF, 3L, RawClass.FLAT_ON, 6L, RawClass.ARC_OFF, 1L,
				RawClass.ARC_ON, 2L, RawClass.FLAT_SKY, 4L, RawClass.STD, 4L, RawClass.SCIENCE, 4L, RawClass.ACQ, 2L),
				counts(plan(1)));
		assertEquals(Map.of(RawClass.DARK, 10L, RawClass.FLAT_OFF, 3L, RawClass.FLAT_ON, 18L, RawClass.ARC_OFF, 1L,
				RawClass.ARC_ON, 6L, RawClass.FLAT_SKY, 4L, RawClass.STD, 8L, RawClass.SCIENCE, 8L, RawClass.ACQ, 3L),
				counts(plan(1, "size", "standard")));
		Map<RawClass, Long> full = counts(plan(1, "size", "full"));
		assertEquals(90, full.get(RawClass.FLAT_ON));
		assertEquals(40, full.get(RawClass.SCIENCE));
	}

	@Test
	void exposuresFollowEachOtherAtTheCadenceOfTheArchive() throws Exception {
		List<NightExposure> plan = plan(2, "size", "standard");
		Map<RawClass, Double> cadence = Map.of(RawClass.DARK, 68.0, RawClass.FLAT_ON, 11.0, RawClass.STD, 85.0,
				RawClass.SCIENCE, 618.0);
		var names = new HashSet<String>();
		for (int i = 0; i < plan.size(); i++) {
			NightExposure exposure = plan.get(i);
			assertEquals(i, exposure.number());
			assertTrue(names.add(exposure.fileName()), exposure.fileName());
			assertEquals(exposure.fileName(), exposure.keywords().get("ARCFILE"));
			if (i == 0) {
				assertEquals(0, exposure.secondsOfNight());
				continue;
			}
			NightExposure before = plan.get(i - 1);
			double apart = exposure.secondsOfNight() - before.secondsOfNight();
			assertTrue(apart > before.dit() * before.ndit(), "an exposure starts before the last one has ended");
			assertEquals(apart, 86400 * (number(exposure, "MJD-OBS") - number(before, "MJD-OBS")), 0.002);
			boolean together = exposure.dataset().equals(before.dataset()) && exposure.rawClass() == before.rawClass()
					&& (isOnSky(exposure) || exposure.state().equals(before.state()));
			boolean shortDark = exposure.rawClass() == RawClass.DARK && exposure.dit() != 60;
			if (together && cadence.containsKey(exposure.rawClass()) && !shortDark) {
				assertEquals(cadence.get(exposure.rawClass()), apart, 0.5, exposure.fileName());
			}
		}
		List<NightExposure> arcs = of(plan, RawClass.ARC_ON);
		assertEquals(List.of(-60.0, 0.0, 60.0, 120.0, 180.0, 240.0),
				arcs.stream().map(exposure -> exposure.state().angleDegrees()).toList());
	}

	@Test
	void theSameSeedGivesTheSameNightAndAnotherOneAnother() throws Exception {
		List<NightExposure> plan = plan(3);
		List<NightExposure> again = plan(3);
		List<NightExposure> other = plan(4);
		for (int i = 0; i < plan.size(); i++) {
			assertEquals(plan.get(i), again.get(i));
			assertEquals(List.copyOf(plan.get(i).keywords().entrySet()),
					List.copyOf(again.get(i).keywords().entrySet()));
		}
		assertNotEquals(plan.get(10).keywords(), other.get(10).keywords());
	}

	@Test
	void theGratingMovesBetweenBandsAndBetweenNightAndMorning() throws Exception {
		List<NightExposure> plan = plan(5, "bands", "H,K");
		for (Band band : List.of(Band.H, Band.K)) {
			List<NightExposure> ofBand = plan.stream().filter(one -> one.state().band() == band).toList();
			var lamps = new HashSet<>(of(ofBand, RawClass.FLAT_OFF, RawClass.FLAT_ON, RawClass.ARC_ON).stream()
					.map(one -> one.state().gratingMove() + " " + one.state().opticsKelvin()).toList());
			assertEquals(1, lamps.size(), "flats and arcs share a state");
			var night = new HashSet<>(of(ofBand, RawClass.STD, RawClass.SCIENCE).stream()
					.map(one -> one.state().gratingMove()).toList());
			assertEquals(1, night.size());
			assertTrue(night.iterator().next() < of(ofBand, RawClass.FLAT_ON).getFirst().state().gratingMove());
			assertFalse(of(ofBand, RawClass.FLAT_SKY).isEmpty());
		}
		int last = -1;
		for (NightExposure exposure : plan) {
			assertTrue(exposure.state().gratingMove() >= last);
			last = exposure.state().gratingMove();
			assertEquals(120, exposure.state().opticsKelvin(), 3 * 0.4 + 1);
			assertEquals(exposure.state().opticsKelvin(), number(exposure, "ESO INS TEMP7 VAL"), 0.12);
			assertEquals(exposure.state().band().name(), exposure.keywords().get("ESO INS GRAT2 ID"));
		}
	}

	@Test
	void headersTellTheConditions() throws Exception {
		for (NightExposure exposure : plan(6, "size", "standard", "start", "2013-12-08")) {
			Conditions conditions = exposure.conditions();
			assertEquals(conditions.airmassStart(), number(exposure, "ESO TEL AIRM START"), 6e-4);
			assertEquals(conditions.airmassEnd(), number(exposure, "ESO TEL AIRM END"), 6e-4);
			assertEquals(exposure.state().angleDegrees(), number(exposure, "ESO OCS ROT NAANGLE"));
			assertEquals(exposure.readNoise(), number(exposure, "ESO DET CHIP RON"), 6e-4);
			assertEquals(exposure.readMode(), exposure.keywords().get("ESO DET READ CURNAME"));
			assertEquals(exposure.dit(), number(exposure, "ESO DET SEQ1 DIT"));
			assertEquals(exposure.dit(), number(exposure, "EXPTIME"));
			assertEquals(exposure.ndit(), number(exposure, "ESO DET NDIT"));
			assertEquals(exposure.dit() * exposure.ndit(), number(exposure, "ESO DET SEQ1 EXPTIME"));
			assertEquals(isOnSky(exposure), exposure.keywords().containsKey("RA"));
			if (isOnSky(exposure)) {
				double zenith = conditions.zenithDegrees();
				assertEquals(90 - zenith, number(exposure, "ESO TEL ALT"), 2);
				assertTrue(zenith > 5 && zenith < 60, "zenith distance " + zenith);
				double angle = Observatory.turned(90 - zenith - conditions.parallacticDegrees());
				assertEquals(angle, exposure.state().angleDegrees(), 1e-3, "the rotator follows the sky");
				assertTrue(conditions.seeingArcsec() > 0.4 && conditions.seeingArcsec() < 1.5);
				assertEquals(conditions.seeingArcsec(), number(exposure, "ESO TEL AMBI FWHM START"), 0.3);
				assertTrue(Math.abs(conditions.kmPerSecond()) < 31 && conditions.kmPerSecond() != 0);
			} else {
				assertEquals(0, conditions.kmPerSecond());
			}
			boolean twilight = exposure.rawClass() == RawClass.FLAT_SKY;
			assertEquals(twilight, conditions.twilightFactor() > 0, exposure.fileName());
			if (twilight && number(exposure, "ESO TPL EXPNO") > 1) {
				assertEquals(5, conditions.twilightFactor() * exposure.dit(), 0.3, "twilight is exposed alike");
			}
		}
	}

	/** Standard stars are integrated twice; angle, air and velocity are those of the middle of both integrations. */
	@Test
	void severalIntegrationsMakeAnExposureLonger() throws Exception {
		for (NightExposure exposure : plan(12, "bands", "K")) {
			boolean standard = exposure.rawClass() == RawClass.STD;
			assertEquals(standard ? 2 : 1, exposure.ndit(), exposure.fileName());
			if (!standard) {
				continue;
			}
			assertEquals(10, exposure.dit());
			LocalDateTime start = LocalDateTime.parse((String) exposure.keywords().get("DATE-OBS"));
			double east = number(exposure, "RA");
			double north = number(exposure, "DEC");
			Observatory.View middle = Observatory.view(start.plusSeconds(10), east, north);
			assertEquals(middle.rotator(), exposure.state().angleDegrees(), 1e-3);
			assertEquals(middle.zenith(), exposure.conditions().zenithDegrees(), 1e-4);
			assertEquals(Observatory.recessionOfBarycentre(start.plusSeconds(10), east, north),
					exposure.conditions().kmPerSecond(), 1e-6);
			Observatory.View end = Observatory.view(start.plusSeconds(20), east, north);
			assertEquals(end.parallactic(), number(exposure, "ESO TEL PARANG END"), 1e-3);
			assertEquals(end.airmass(), exposure.conditions().airmassEnd(), 1e-6);
			assertTrue(Math.abs(end.parallactic() - middle.parallactic()) > 0.01, "the sky turns");
		}
	}

	/** The optics warm or cool by 0.45 K at most in half a day: by no more than one step in 20 minutes. */
	@Test
	void theTemperatureOfTheOpticsDoesNotJump() throws Exception {
		for (int seed = 1; seed <= 10; seed++) {
			List<NightExposure> plan = plan(seed, "bands", "H,K,IZ", "temperature.spread", "2");
			for (int i = 1; i < plan.size(); i++) {
				if (plan.get(i).secondsOfNight() - plan.get(i - 1).secondsOfNight() < 1200) {
					assertEquals(plan.get(i - 1).state().opticsKelvin(), plan.get(i).state().opticsKelvin(), 0.051,
							"seed " + seed + ", " + plan.get(i).fileName());
				}
			}
		}
	}

	@Test
	void headersHaveTheirFullLength() throws Exception {
		var primary = new PrimaryHeader(700);
		for (NightExposure exposure : plan(7)) {
			assertEquals(700, primary.of(exposure.keywords()).cards().size());
		}
	}

	@Test
	void theStandardStarGoesFromDetectorToDetectorAndThenSkyIsSeen() throws Exception {
		List<NightExposure> stars = of(plan(8, "bands", "HK", "standards", "G2V"), RawClass.STD);
		var seen = new ArrayList<Integer>();
		for (NightExposure exposure : stars) {
			List<ArmView> pointed = exposure.arms().stream().filter(view -> view.target().isPresent()).toList();
			for (int arm = 1; arm <= Arm.COUNT; arm++) {
				boolean star = pointed.stream().map(ArmView::arm).toList().contains(arm);
				if (exposure.arms().get(arm - 1).used()) {
					assertEquals(star ? "O" : "S", exposure.keywords().get("ESO OCS ARM" + arm + " TYPE"));
				}
			}
			seen.add(pointed.isEmpty() ? 0 : pointed.getFirst().arm());
			assertEquals("G2V", exposure.keywords().get("ESO OCS STDSTAR TYPE"));
		}
		assertEquals(List.of(3, 11, 19, 0), seen);
		Star star = (Star) stars.getFirst().arms().get(2).target().orElseThrow();
		String[] magnitudes = ((String) stars.getFirst().keywords().get("ESO OCS STDSTAR MAG")).split(",");
		assertEquals(star.magnitude(), Double.parseDouble(magnitudes[0]));
		// the sun has H - K = 0.05 (Casagrande et al. 2012)
		assertEquals(0.05, Double.parseDouble(magnitudes[0]) - Double.parseDouble(magnitudes[1]), 0.03);
	}

	@Test
	void targetsMoveAgainstTheDitherAndAreGoneOnSky() throws Exception {
		List<NightExposure> science = of(plan(9, "size", "standard", "off", "pointing"), RawClass.SCIENCE);
		assertEquals("OSOOSOOS",
				science.stream().map(one -> isSky(one) ? "S" : "O").collect(Collectors.joining()));
		var dithers = new HashSet<String>();
		for (NightExposure exposure : science) {
			boolean sky = isSky(exposure);
			double east = number(exposure, "ESO OCS TARG DITHA");
			double north = number(exposure, "ESO OCS TARG DITHD");
			dithers.add(east + " " + north);
			for (ArmView view : exposure.arms()) {
				assertEquals(-east, view.xArcsec(), 1e-12);
				assertEquals(-north, view.yArcsec(), 1e-12);
				assertFalse(sky && view.target().isPresent());
				if (view.used() && sky) {
					assertEquals("S", exposure.keywords().get("ESO OCS ARM" + view.arm() + " TYPE"));
				}
			}
		}
		assertEquals(5, dithers.size());
	}

	/** Arms, targets and places of a field are sane whatever the seed. */
	@ParameterizedTest
	@EnumSource(Band.class)
	void fieldsAreSane(Band band) throws Exception {
		for (int seed = 1; seed <= 20; seed++) {
			List<NightExposure> plan = plan(seed, "bands", band.name());
			NightExposure science = of(plan, RawClass.SCIENCE).getFirst();
			var types = new TreeMap<String, Integer>();
			for (ArmView view : science.arms()) {
				String prefix = "ESO OCS ARM" + view.arm() + " ";
				boolean told = science.keywords().containsKey(prefix + "NOTUSED");
				assertEquals(view.used(), !told);
				assertEquals(view.used(), science.keywords().containsKey(prefix + "ALPHA"));
				String type = told ? "unused" : (String) science.keywords().get(prefix + "TYPE");
				types.merge(type, 1, Integer::sum);
				assertEquals(view.target().isPresent(), type.equals("O") || type.equals("R"));
				view.target().ifPresent(target -> isSane(target, band));
				// dither 0, circle of flexure, flexure of the arm, placement
				double offset = Math.hypot(view.xArcsec(), view.yArcsec());
				assertTrue(offset < 0.3 + 0.05 + 0.25, "offset " + offset);
				assertEquals(1, view.skyFactor(), 0.06);
			}
			assertEquals(10, types.get("O"), "seed " + seed);
			assertEquals(1, types.get("R"));
			assertTrue(types.get("S") >= 3 && types.get("unused") >= 1 && types.get("unused") <= 2, types::toString);
			long lockedInFlats = of(plan, RawClass.FLAT_ON).getFirst().arms().stream().filter(view -> !view.used())
					.count();
			assertEquals(1, lockedInFlats);
			double angle = science.state().angleDegrees();
			assertTrue(angle > 20 && angle < 100, "lamps at 0 and 60 degrees serve " + angle);
		}
	}

	private static void isSane(Target target, Band band) {
		switch (target) {
		case Star star -> assertTrue(
				star.magnitude() >= 14 && star.magnitude() <= 17 && Math.abs(star.xArcsec()) < 0.3);
		case Blend blend -> {
			Star first = blend.stars().getFirst();
			Star second = blend.stars().getLast();
			double separation = Math.hypot(first.xArcsec() - second.xArcsec(), first.yArcsec() - second.yArcsec());
			assertTrue(separation > 0.5 && separation < 1);
			assertTrue(Math.max(Math.abs(second.xArcsec()), Math.abs(second.yArcsec())) < TargetText.HALF_IFU_ARCSEC);
		}
		case Disc disc -> {
			double halpha = 0.65646 * (1 + disc.redshift());
			assertTrue(halpha > band.firstMicron() && halpha < band.lastMicron(), "Hα at " + halpha);
			assertTrue(disc.lineFlux() >= 1e-19 && disc.lineFlux() <= 5e-19);
			assertTrue(disc.magnitude() >= 18 && disc.magnitude() <= 20);
		}
		case Target.CubeFile cube -> throw new AssertionError(cube);
		}
	}

	@Test
	void targetsThatAreAskedForAreInTheirArms() throws Exception {
		List<NightExposure> plan = plan(10, "targets",
				"arm=3 kind=star name=A magnitude=15,arm=17 kind=disc magnitude=19 redshift=1.5");
		for (NightExposure exposure : of(plan, RawClass.SCIENCE)) {
			boolean sky = isSky(exposure);
			assertEquals(sky ? Set.of() : Set.of(3, 17), exposure.arms().stream()
					.filter(view -> view.target().isPresent()).map(ArmView::arm).collect(Collectors.toSet()));
			assertEquals("A", exposure.keywords().get("ESO OCS ARM3 NAME"));
		}
	}

	/** Also with the name that made-up reference stars have, a target is none unless somebody says so. */
	@Test
	void referenceStarsThatAreAskedForAreMarked() throws Exception {
		List<NightExposure> plan = plan(13, "targets", "arm=3 kind=star name=FIELD-H-star magnitude=15,"
				+ "arm=17 kind=star name=REF magnitude=14 reference=true,arm=18 kind=star name=REF magnitude=14");
		for (NightExposure exposure : of(plan, RawClass.SCIENCE)) {
			boolean sky = isSky(exposure);
			assertEquals(sky ? "S" : "O", exposure.keywords().get("ESO OCS ARM3 TYPE"));
			assertEquals(sky ? "S" : "R", exposure.keywords().get("ESO OCS ARM17 TYPE"));
			assertEquals(sky ? "S" : "O", exposure.keywords().get("ESO OCS ARM18 TYPE"));
			assertEquals("REF", exposure.keywords().get("ESO OCS ARM17 NAME"));
			assertEquals("REF", exposure.keywords().get("ESO OCS ARM18 NAME"));
		}
	}

	@Test
	void bandsThatDoNotFitIntoAShortNightAreObservedInTheNext() throws Exception {
		List<NightExposure> plan = plan(11, "size", "full", "start", "2013-12-20");
		double last = -1;
		for (NightExposure exposure : plan) {
			assertTrue(exposure.secondsOfNight() > last);
			last = exposure.secondsOfNight();
			if (exposure.rawClass() == RawClass.SCIENCE || exposure.rawClass() == RawClass.STD) {
				assertEquals(0, exposure.conditions().twilightFactor(), exposure.fileName());
			}
		}
		assertEquals(5, of(plan, RawClass.SCIENCE).stream().map(one -> one.state().band()).distinct().count());
		assertTrue(last > 86_400);
	}
}
