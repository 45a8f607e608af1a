package org.armillary.nights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.armillary.actor.message.Message;
import org.armillary.kmos.simulator.header.Arm;
import org.armillary.kmos.simulator.night.NightPlan;
import org.armillary.kmos.simulator.night.SimulatedFrame;
import org.armillary.kmos.simulator.night.SimulatedNight;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.Frame;
import org.armillary.organiser.Member;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.Organiser;
import org.armillary.organiser.header.Header;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.RuleReader;
import org.armillary.organiser.rules.RuleSet;
import org.junit.jupiter.api.Test;

/** Simulated nights of KMOS with the shipped rules; {@code -Darmillary.nights.seed=SEED} tries one again. */
class KmosNightsTest {

	private static final long FIRST_SEED = Nights.FIRST_SEED;
	private static final double SHARE = 0.4;
	private static final int FEWEST = 25;
	private static final int CALM_NIGHTS = 40;
	private static final Map<String, String> NO_SCIENCE = Map.of("angles", "-60,0,60", "science", "0", "bands", "H");

	@Test
	void withAllFaultsTheOrganiserAgreesWithTheReference() throws Exception {
		Long only = Long.getLong("armillary.nights.seed");
		if (only != null) {
			compare(only);
			return;
		}
		long end = System.nanoTime() + (long) (Nights.SECONDS * SHARE * 1e9);
		for (long seed = FIRST_SEED; seed < FIRST_SEED + FEWEST || System.nanoTime() < end; seed++) {
			compare(seed);
		}
	}

	private static void compare(long seed) throws Exception {
		Night night = KmosNights.spoilt(seed);
		assertTrue(night.ruleSet().datasets().size() > 4);
		if (!Nights.differences(night).orElseThrow().isEmpty()) {
			fail(Nights.report("KMOS night of seed " + seed, night));
		}
	}

	@Test
	void withoutFaultsEachFileIsWhatItWasSimulatedAs() throws Exception {
		RuleSet rules = RuleReader.parse(KmosNights.RULES_TEXT, "kmos.rules.yaml");
		for (int seed = 1; seed <= CALM_NIGHTS; seed++) {
			SimulatedNight night = SimulatedNight.of(NightPlan.of(KmosNights.parameters(new Random(seed * 7919L))),
					seed);
			Organisation organisation = new Organiser(rules, Overlay.NONE, Differences.NOW)
					.organise(KmosNights.files(night));
			var found = new TreeMap<String, String>();
			for (Frame frame : organisation.frames()) {
				found.put(frame.name(), frame.category());
			}
			var truth = new TreeMap<String, String>();
			var together = new TreeMap<String, TreeSet<String>>();
			for (SimulatedFrame frame : night.frames()) {
				truth.put(frame.name(), frame.category());
				if (!frame.dataset().isEmpty()) {
					together.computeIfAbsent(frame.dataset(), _ -> new TreeSet<>()).add(frame.name());
				}
			}
			assertEquals(truth, found, "seed " + seed);
			var datasets = new TreeSet<String>();
			for (Dataset dataset : organisation.datasets()) {
				datasets.add(
						dataset.members().stream().map(member -> member.frame().name()).sorted().toList().toString());
			}
			assertEquals(targets(night), organisation.datasets().stream()
					.filter(dataset -> dataset.rule().type().equals("target"))
					.map(dataset -> dataset.key().get("target").text()).collect(Collectors.toCollection(TreeSet::new)),
					"seed " + seed);
			assertTrue(organisation.problems().stream().allMatch(problem -> problem.id().equals("organise.incomplete")),
					() -> organisation.problems().toString());
			for (var entry : together.entrySet()) {
				assertTrue(datasets.contains(entry.getValue().toString()),
						"seed " + seed + ": no dataset has just the files of " + entry);
			}
		}
	}

	@Test
	void exposuresThatStareAtTargetsWithoutSkyAreTold() throws Exception {
		RuleSet rules = RuleReader.parse(KmosNights.RULES_TEXT, "kmos.rules.yaml");
		SimulatedNight night = SimulatedNight.of(NightPlan.of(Map.of("science", "3")), 5);
		List<HeaderFile> crowded = KmosNights.files(night).stream().map(KmosNightsTest::withoutSky).toList();
		assertEquals(List.of(), checks(rules, KmosNights.files(night)));
		assertEquals(List.of("organise.check"), checks(rules, crowded));
		assertEquals(List.of(), checks(rules.with(Map.of("exposures", "container")), crowded));
	}

	/** Lamp frames of a night in which the headers of some are changed, as the type says. */
	private static List<Dataset> organised(Map<String, String> plan, int seed, Map<String, Map<String, Object>> byType,
			String only) throws Exception {
		var files = new ArrayList<HeaderFile>();
		for (HeaderFile file : KmosNights.files(SimulatedNight.of(NightPlan.of(plan), seed))) {
			var keywords = new LinkedHashMap<>(file.header().keywords().values());
			if (only.isEmpty() || only.equals(String.valueOf(keywords.get("ESO OCS ROT NAANGLE")))) {
				keywords.putAll(byType.getOrDefault(String.valueOf(keywords.get("ESO DPR TYPE")), Map.of()));
			}
			files.add(new HeaderFile(file.name(), file.path(), Header.of(keywords), file.bytes(), file.identity()));
		}
		return new Organiser(RuleReader.parse(KmosNights.RULES_TEXT, "kmos.rules.yaml"), Overlay.NONE, Differences.NOW)
				.organise(files).datasets();
	}

	private static Dataset first(List<Dataset> datasets, String type) {
		return datasets.stream().filter(dataset -> dataset.rule().type().equals(type)).findFirst().orElseThrow();
	}

	@Test
	void framesThatSeeTheWrongLightNeitherCountNorServe() throws Exception {
		for (int seed = 1; seed <= 3; seed++) {
			List<Dataset> calm = organised(NO_SCIENCE, seed, Map.of(), "");
			for (String type : List.of("dark", "flat", "arc", "illumination")) {
				assertTrue(first(calm, type).complete(), type);
				assertTrue(first(calm, type).members().stream().noneMatch(Member::skipped), type);
			}
			assertSkipped(organised(NO_SCIENCE, seed, Map.of("WAVE,LAMP", unlit()), ""), "arc", 3);
			assertSkipped(organised(NO_SCIENCE, seed, Map.of("FLAT,LAMP", unlit()), ""), "flat", 9);
			assertSkipped(organised(NO_SCIENCE, seed, Map.of("FLAT,LAMP", unlit()), ""), "illumination", 9);
			Map<String, Object> lit = Map.of("ESO INS LAMP3 ST", true, "ESO INS FILT1 ID", "H");
			assertSkipped(organised(NO_SCIENCE, seed, Map.of("FLAT,OFF", lit), ""), "flat", 3);
			assertSkipped(organised(NO_SCIENCE, seed, Map.of("WAVE,OFF", lit), ""), "arc", 1);
			assertSkipped(organised(NO_SCIENCE, seed, Map.of("DARK", lit), ""), "dark", 5);
			// behind a closed filter a lamp does no harm
			Map<String, Object> behind = Map.of("ESO INS LAMP3 ST", true, "ESO INS FILT1 ID", "Block");
			assertTrue(first(organised(NO_SCIENCE, seed, Map.of("FLAT,OFF", behind), ""), "flat").complete());
		}
	}

	private static Map<String, Object> unlit() {
		var off = new LinkedHashMap<String, Object>();
		for (int lamp = 1; lamp <= 4; lamp++) {
			off.put("ESO INS LAMP" + lamp + " ST", false);
		}
		return off;
	}

	private static void assertSkipped(List<Dataset> datasets, String type, int count) {
		Dataset dataset = first(datasets, type);
		assertEquals(count, dataset.members().stream().filter(Member::skipped).count(), dataset.name());
		assertFalse(dataset.complete(), dataset.name());
	}

	@Test
	void arcsAtAnAngleWithoutFlatsHaveFlatsOfLevelOne() throws Exception {
		for (int seed = 1; seed <= 3; seed++) {
			assertEquals(0, level(organised(NO_SCIENCE, seed, Map.of(), "")));
			assertEquals(0, level(organised(NO_SCIENCE, seed, turned(-64.6), "-60.0")));
			assertEquals(0, level(organised(NO_SCIENCE, seed, turned(300), "-60.0")));
			assertEquals(1, level(organised(NO_SCIENCE, seed, turned(-70), "-60.0")));
			// the angle of lamp-off frames means nothing
			assertEquals(0, level(organised(NO_SCIENCE, seed,
					Map.of("WAVE,OFF", Map.of("ESO OCS ROT NAANGLE", 77.0)), "")));
		}
	}

	private static Map<String, Map<String, Object>> turned(double angle) {
		return Map.of("WAVE,LAMP", Map.of("ESO OCS ROT NAANGLE", angle));
	}

	private static int level(List<Dataset> datasets) {
		return first(datasets, "arc").associations().getFirst().choices().getFirst().level().number();
	}

	private static List<String> checks(RuleSet rules, List<HeaderFile> files) {
		return new Organiser(rules, Overlay.NONE, Differences.NOW).organise(files).problems().stream()
				.map(Message::id).filter(id -> !id.equals("organise.incomplete")).toList();
	}

	/** The same file, in which arms on sky see objects where the template stares. */
	private static HeaderFile withoutSky(HeaderFile file) {
		var keywords = new LinkedHashMap<>(file.header().keywords().values());
		if ("KMOS_spec_obs_stare".equals(keywords.get("ESO TPL ID"))) {
			keywords.replaceAll((_, value) -> value.equals("S") ? "O" : value);
		}
		return new HeaderFile(file.name(), file.path(), Header.of(keywords), file.bytes(), file.identity());
	}

	/** What arms see that is no sky. */
	private static TreeSet<String> targets(SimulatedNight night) {
		var targets = new TreeSet<String>();
		for (SimulatedFrame frame : night.frames()) {
			for (int arm = 1; arm <= Arm.COUNT; arm++) {
				Object type = frame.keywords().getOrDefault("ESO OCS ARM" + arm + " TYPE", "S");
				if (frame.category().equals("SCIENCE") && !type.equals("S")) {
					targets.add(frame.keywords().get("ESO OCS ARM" + arm + " NAME").toString());
				}
			}
		}
		return targets;
	}
}
