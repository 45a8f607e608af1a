package org.armillary.nights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.armillary.actor.ActorException;
import org.armillary.kmos.simulator.night.NightPlan;
import org.armillary.kmos.simulator.night.SimulatedFrame;
import org.armillary.kmos.simulator.night.SimulatedNight;
import org.armillary.organiser.header.Header;
import org.armillary.organiser.header.HeaderFile;

/** Simulated nights of KMOS with the rules that are shipped. */
final class KmosNights {

	private static final String RULES = "bundles/kmos/org.armillary.kmos/rules/kmos.rules.yaml";

	/** The whole rule file, as text. */
	static final String RULES_TEXT = text();

	private KmosNights() {
	}

	private static String text() {
		Path folder = Path.of("").toAbsolutePath();
		while (!Files.exists(folder.resolve(RULES))) {
			folder = folder.getParent();
			if (folder == null) {
				throw new IllegalStateException("no " + RULES + " above " + Path.of("").toAbsolutePath());
			}
		}
		try {
			return Files.readString(folder.resolve(RULES));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Parameters of a random plan. */
	static Map<String, String> parameters(Random random) {
		var parameters = new LinkedHashMap<String, String>();
		parameters.put("bands", one(random, "H", "K", "H,K", "YJ,H", "IZ,YJ/H/K", "HK,H/H/K"));
		parameters.put("nights", one(random, "1", "1", "2", "3"));
		parameters.put("angles", one(random, "0", "-60,0", "-60,0,60", "0,60,120,180"));
		parameters.put("darkTimes", one(random, "60", "10,60"));
		parameters.put("darks", one(random, "3", "5"));
		parameters.put("flats", one(random, "0", "1", "3"));
		parameters.put("arcs", one(random, "0", "1"));
		parameters.put("skyFlats", one(random, "0", "4"));
		parameters.put("standards", one(random, "0", "1", "2"));
		parameters.put("science", one(random, "0", "1", "2"));
		parameters.put("exposures", one(random, "1", "2", "3", "4"));
		parameters.put("targets", one(random, "1", "3", "12"));
		parameters.put("containers", one(random, "false", "true"));
		parameters.put("nightCalibrations", one(random, "false", "true"));
		parameters.put("masters", one(random, "false", "true"));
		return parameters;
	}

	/** A random night with all faults. */
	static Night spoilt(long seed) throws ActorException {
		var random = new Random(seed);
		random.nextInt(); // the first numbers of neighbouring seeds resemble each other
		Map<String, String> parameters = parameters(random);
		parameters.put("faults", "all");
		parameters.put("faultCount", one(random, "1", "1", "3"));
		Map<String, String> settings = random.nextBoolean() ? Map.of()
				: Map.of("calibrations", one(random, "raw-per-level", "master-per-level", "raw", "master"), "exposures",
						one(random, "template", "container"));
		var rules = new RandomRules(random);
		Map<String, Object> overlay = random.nextInt(3) > 0 ? Map.of() : overlay(random, rules);
		return night(files(SimulatedNight.of(NightPlan.of(parameters), seed)), overlay, settings);
	}

	static Night night(List<HeaderFile> files, Map<String, Object> overlay, Map<String, String> settings) {
		return new Night(Tree.map("text", RULES_TEXT), overlay, settings, files);
	}

	/** The files whose headers can be read. */
	static List<HeaderFile> files(SimulatedNight night) {
		var files = new ArrayList<HeaderFile>();
		for (SimulatedFrame frame : night.frames()) {
			if (frame.readable()) {
				files.add(new HeaderFile(frame.name(), Optional.empty(), Header.of(frame.keywords()), frame.bytes(),
						frame.identity()));
			}
		}
		return files;
	}

	private static Map<String, Object> overlay(Random random, RandomRules rules) {
		if (random.nextBoolean()) {
			return rules.overlay();
		}
		return Tree.map("armillary-overlay", 1, "corrections",
				List.of(Tree.map("files", List.of("KMOS.*0.fits"), "where", "[ESO DPR TYPE] like 'FLAT*'", "set",
						Tree.map("ESO OCS ROT NAANGLE", 60), "reason", "r")),
				"choose",
				List.of(Tree.map("never", List.of("dark-*1", "flat-*"), "for", List.of("*3"), "reason", "r")));
	}

	private static String one(Random random, String... of) {
		return of[random.nextInt(of.length)];
	}
}
