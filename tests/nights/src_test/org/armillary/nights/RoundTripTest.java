package org.armillary.nights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

import org.armillary.kmos.simulator.night.Fault;
import org.armillary.kmos.simulator.night.NightPlan;
import org.armillary.kmos.simulator.night.SimulatedFrame;
import org.armillary.kmos.simulator.night.SimulatedNight;
import org.armillary.organiser.Organiser;
import org.armillary.organiser.header.Header;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.header.KeywordSelection;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.RuleReader;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.scan.HeaderArchive;
import org.armillary.organiser.scan.HeaderMemory;
import org.armillary.organiser.scan.HeaderScan;
import org.armillary.organiser.scan.ScannedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night is the same in memory, on disk, remembered, and as an archive of headers. */
class RoundTripTest {

	private static final int NIGHTS = 6;
	private static final int MOST_FILES = 70;

	@TempDir
	Path folder;

	@Test
	void memoryDiskAndArchiveGiveTheSameDatasets() throws Exception {
		RuleSet rules = RuleReader.parse(KmosNights.RULES_TEXT, "kmos.rules.yaml");
		for (int seed = 1; seed <= NIGHTS; seed++) {
			Path place = Files.createDirectories(folder.resolve("night" + seed));
			SimulatedNight night = smallNight(seed);
			night.write(place, (_, _, _) -> {
			});
			ScannedFiles scanned = scan(rules, HeaderMemory.none(), place);
			List<HeaderFile> inMemory = inMemory(night, scanned, rules.selection());
			assertEquals(organise(rules, inMemory), organise(rules, scanned.files()), "seed " + seed);

			HeaderMemory memory = HeaderMemory.in(folder.resolve("memory" + seed));
			assertEquals(organise(rules, scanned.files()), organise(rules, scan(rules, memory, place).files()));
			assertEquals(organise(rules, scanned.files()), organise(rules, scan(rules, memory, place).files()));

			Path zip = folder.resolve("night" + seed + ".zip");
			HeaderArchive.write(List.of(place), zip);
			ScannedFiles archived = HeaderArchive.read(zip, rules.selection());
			assertEquals(scanned.files().stream().map(RoundTripTest::line).toList(),
					archived.files().stream().map(RoundTripTest::line).toList(), "seed " + seed);
			assertEquals(organise(rules, scanned.files()), organise(rules, archived.files()), "seed " + seed);
		}
	}

	private static ScannedFiles scan(RuleSet rules, HeaderMemory memory, Path place) throws Exception {
		return new HeaderScan(rules.selection(), memory, 2).scan(List.of(place));
	}

	/** A night with all faults and few files. */
	private static SimulatedNight smallNight(long seed) throws Exception {
		var random = new Random(seed);
		while (true) {
			Map<String, String> parameters = new LinkedHashMap<>(KmosNights.parameters(random));
			parameters.put("faults", "all");
			SimulatedNight night = SimulatedNight.of(NightPlan.of(parameters), seed);
			if (night.frames().size() <= MOST_FILES && night.frames().size() > MOST_FILES / 3) {
				return night;
			}
		}
	}

	/** The files as they were simulated, with the identities that the scan gave them. */
	private static List<HeaderFile> inMemory(SimulatedNight night, ScannedFiles scanned, KeywordSelection selection) {
		var byName = new TreeMap<String, HeaderFile>();
		scanned.files().forEach(file -> byName.put(file.name(), file));
		var files = new ArrayList<HeaderFile>();
		var identities = new HashMap<String, String>();
		var readable = new TreeSet<String>();
		for (SimulatedFrame frame : night.frames()) {
			if (!frame.readable() || frame.faults().contains(Fault.TRUNCATED)) {
				assertTrue(scanned.unfinished().contains(frame.name()) || scanned.problems().stream()
						.anyMatch(problem -> problem.summary().contains(frame.name())), frame.name() + " is not told");
				continue;
			}
			readable.add(frame.name());
			HeaderFile file = byName.get(frame.name());
			assertTrue(file != null, frame.name() + " was not scanned " + frame.faults());
			var keywords = new LinkedHashMap<String, Object>();
			frame.keywords().forEach((keyword, value) -> {
				if (selection.accepts(keyword)) {
					keywords.put(keyword, value);
				}
			});
			var read = new TreeMap<>(file.header().keywords().values());
			if (frame.faults().contains(Fault.FOREIGN)) {
				read.keySet().retainAll(keywords.keySet()); // its header is filled up with keywords that nobody chose
			}
			assertEquals(new TreeMap<>(keywords), read, frame.name());
			assertEquals(frame.bytes(), file.bytes(), frame.name());
			assertEquals(identities.computeIfAbsent(frame.identity(), _ -> file.identity()), file.identity());
			files.add(new HeaderFile(frame.name(), Optional.empty(), Header.of(keywords), frame.bytes(),
					file.identity()));
		}
		assertEquals(readable, new TreeSet<>(byName.keySet()));
		assertEquals(identities.size(), identities.values().stream().distinct().count());
		return files;
	}

	private static List<String> organise(RuleSet rules, List<HeaderFile> files) {
		return Snapshot.of(new Organiser(rules, Overlay.NONE, Differences.NOW).organise(files));
	}

	private static String line(HeaderFile file) {
		return file.name() + " " + file.identity() + " " + file.bytes() + " "
				+ new TreeMap<>(file.header().keywords().values());
	}
}
