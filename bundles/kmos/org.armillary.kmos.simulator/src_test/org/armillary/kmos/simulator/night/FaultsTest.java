package org.armillary.kmos.simulator.night;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.armillary.actor.ActorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each fault does, beside the same night without it. */
class FaultsTest {

	private static final int SEEDS = 5;

	private static SimulatedNight night(long seed, String faults) throws ActorException {
		return SimulatedNight.of(NightPlan.of(Map.of("bands", "H,K", "faults", faults)), seed);
	}

	private static Map<String, SimulatedFrame> byName(SimulatedNight night) {
		return night.frames().stream().collect(Collectors.toMap(SimulatedFrame::name, Function.identity()));
	}

	private static Set<String> changed(SimulatedFrame good, SimulatedFrame bad) {
		var differences = new HashMap<String, String>();
		good.keywords().forEach((keyword, value) -> {
			if (!value.equals(bad.keywords().get(keyword))) {
				differences.put(keyword, "");
			}
		});
		return differences.keySet();
	}

	@ParameterizedTest
	@EnumSource(Fault.class)
	void eachFaultActsAndIsListedAndLeavesAllElse(Fault fault) throws ActorException {
		for (int seed = 1; seed <= SEEDS; seed++) {
			var good = byName(night(seed, ""));
			SimulatedNight night = night(seed, fault.text());
			List<SimulatedFrame> bad = night.frames().stream().filter(frame -> !frame.faults().isEmpty()).toList();
			assertEquals(1, Math.max(bad.size(), Math.min(1, night.gaps().size())), fault.text());
			for (SimulatedFrame frame : night.frames()) {
				if (frame.faults().isEmpty()) {
					assertEquals(good.get(frame.name()).identity(), frame.identity());
				} else {
					assertEquals(Set.of(fault), frame.faults());
				}
			}
			assertEquals(good.size() - night.gaps().size(),
					night.frames().stream().filter(frame -> good.containsKey(frame.name())).count());
			assertTrue(night.truth().contains('"' + fault.text() + '"'));
			check(fault, night, good, bad);
		}
	}

	private static void check(Fault fault, SimulatedNight night, Map<String, SimulatedFrame> good,
			List<SimulatedFrame> bad) {
		switch (fault) {
		case MISSING_FRAME -> assertEquals(1, night.gaps().size());
		case MISSING_OFF -> {
			String dataset = night.gaps().getFirst().dataset();
			assertTrue(night.gaps().stream().allMatch(gap -> gap.category().endsWith("_OFF")
					&& gap.dataset().equals(dataset)));
			assertFalse(night.frames().stream().anyMatch(frame -> frame.dataset().equals(dataset)
					&& frame.category().endsWith("_OFF")));
		}
		case ABORTED -> assertEquals(2, night.frames().stream()
				.filter(frame -> frame.dataset().equals(night.gaps().getFirst().dataset())).count());
		case COPY -> assertEquals(good.get(last(bad)).identity(), bad.getFirst().identity());
		case SAME_ARCHIVE_NAME ->
			assertEquals(Set.of("ESO INS TEMP7 VAL"), changed(good.get(last(bad)), bad.getFirst()));
		case WRONG_TYPE -> assertChanged(Set.of("ESO DPR TYPE"), good, bad);
		case WRONG_ANGLE -> assertChanged(Set.of("ESO OCS ROT NAANGLE"), good, bad);
		case MISSING_GRATING -> assertChanged(Set.of("ESO INS GRAT1 ID", "ESO INS GRAT2 ID", "ESO INS GRAT3 ID",
				"ESO INS GRAT1 NAME", "ESO INS GRAT2 NAME", "ESO INS GRAT3 NAME"), good, bad);
		case MISSING_TIME -> assertChanged(Set.of("MJD-OBS"), good, bad);
		case TEMPLATE_START -> assertChanged(Set.of("ESO TPL START"), good, bad);
		case CLOCK_BACKWARDS, FUTURE -> assertChanged(Set.of("MJD-OBS", "DATE-OBS"), good, bad);
		case DATE_MISMATCH -> assertChanged(Set.of("DATE-OBS"), good, bad);
		case UNKNOWN_TEMPLATE -> assertChanged(Set.of("ESO TPL ID"), good, bad);
		case LAMP_OFF -> assertChanged(Set.of("ESO INS LAMP1 ST", "ESO INS LAMP2 ST"), good, bad);
		case TRUNCATED -> assertTrue(bad.getFirst().bytes() < good.get(last(bad)).bytes());
		case FOREIGN -> assertEquals("XSHOOTER", bad.getFirst().keywords().get("INSTRUME"));
		case NOT_FITS -> assertFalse(bad.getFirst().readable());
		}
	}

	private static void assertChanged(Set<String> keywords, Map<String, SimulatedFrame> good,
			List<SimulatedFrame> bad) {
		assertEquals(keywords, changed(good.get(bad.getFirst().name()), bad.getFirst()));
	}

	private static String last(List<SimulatedFrame> bad) {
		return bad.getFirst().name().replaceFirst(".*/", "");
	}

	@Test
	void aFrameOutOfOrderIsEarlierThanTheOneBefore() throws ActorException {
		for (int seed = 1; seed <= SEEDS; seed++) {
			SimulatedNight night = night(seed, Fault.CLOCK_BACKWARDS.text());
			SimulatedFrame late = night.frames().stream().filter(frame -> !frame.faults().isEmpty()).findFirst()
					.orElseThrow();
			double first = night.frames().stream().filter(frame -> frame.dataset().equals(late.dataset())
					&& frame.faults().isEmpty()).mapToDouble(frame -> (Double) frame.keywords().get("MJD-OBS")).min()
					.orElseThrow();
			assertTrue((Double) late.keywords().get("MJD-OBS") < first);
			assertTrue((Long) late.keywords().get("ESO TPL EXPNO") > 1);
		}
	}

	@Test
	void allFaultsTogetherActOnDifferentFrames() throws ActorException {
		var counts = new TreeMap<Fault, Integer>();
		SimulatedNight night = SimulatedNight.of(
				NightPlan.of(Map.of("bands", "H,K,YJ", "nights", "2", "faults", "all", "faultCount", "2")), 11);
		for (SimulatedFrame frame : night.frames()) {
			assertTrue(frame.faults().size() <= 1);
			frame.faults().forEach(fault -> counts.merge(fault, 1, Integer::sum));
		}
		night.gaps().forEach(gap -> counts.merge(gap.fault(), 1, Integer::sum));
		assertEquals(Set.of(Fault.values()), counts.keySet());
		assertTrue(counts.values().stream().allMatch(count -> count >= 2), counts.toString());
	}
}
