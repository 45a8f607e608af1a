package org.armillary.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.armillary.engine.files.Sha256;
import org.armillary.organiser.Association;
import org.armillary.organiser.Choice;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.Frame;
import org.armillary.organiser.Member;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.header.Header;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.DatasetRule;
import org.armillary.organiser.rules.Level;
import org.armillary.organiser.rules.MemberRule;
import org.armillary.organiser.rules.Need;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.Overlay.Correction;
import org.armillary.organiser.rules.RuleLine;
import org.armillary.organiser.rules.RuleSet;

/**
 * What an organiser might say of some files, written down by hand. A need is called like the type of what serves it, or
 * like that of which it is the master.
 */
public final class HandMadeNight {

	/** The kinds of datasets with their categories, in the order of the rules. */
	private static final Map<String, List<String>> TYPES = types();

	private static final RuleLine LINE = new RuleLine("night.rules.yaml", 1);

	private final Map<Path, Frame> frames = new LinkedHashMap<>();
	private final Map<String, Dataset> datasets = new LinkedHashMap<>();

	private static Map<String, List<String>> types() {
		var types = new LinkedHashMap<String, List<String>>();
		types.put("dark", List.of("DARK"));
		types.put("dark-master", List.of("MASTER_DARK"));
		types.put("flat", List.of("FLAT_OFF", "FLAT_ON"));
		types.put("lamp", List.of("FLAT_ON"));
		types.put("arc", List.of("ARC"));
		types.put("science", List.of("SCIENCE"));
		return Collections.unmodifiableMap(types);
	}

	/** A file without corrections, whose identity is its name. */
	public Frame frame(Path path, String category, double mjd) {
		return frame(path, category, mjd, String.valueOf(path.getFileName()), Map.of());
	}

	/** A file with corrections. */
	public Frame frame(Path path, String category, double mjd, String identity, Map<String, Object> header,
			Correction... corrections) {
		var right = new TreeMap<>(header);
		for (Correction correction : corrections) {
			right.putAll(correction.set());
			right.keySet().removeAll(correction.remove());
		}
		var file = new HeaderFile(String.valueOf(path.getFileName()), Optional.of(path),
				Header.of(new TreeMap<>(header)), 1, Sha256.of(identity));
		var frame = new Frame(file, Header.of(right), List.of(corrections), category, mjd,
				right.equals(header) ? file.identity() : Sha256.of(identity + right));
		frames.put(path, frame);
		return frame;
	}

	/** A correction that acts on a file. */
	public static Correction correction(int line, String reason, Map<String, Object> set, String... remove) {
		return new Correction(List.of(), Optional.empty(), set, List.of(remove), reason,
				new RuleLine("night.overlay.yaml", line));
	}

	/** A complete dataset; what serves a need of the name of its type is on level 0. */
	public Dataset dataset(String name, String type, List<Frame> members, String... chosen) {
		return dataset(name, type, true, 0, members, chosen);
	}

	/** A dataset with all that is chosen on one level. */
	public Dataset dataset(String name, String type, boolean complete, int level, List<Frame> members,
			String... chosen) {
		DatasetRule rule = rule(type);
		double mjd = members.getFirst().mjd();
		var byNeed = new LinkedHashMap<String, List<Choice>>();
		for (String other : chosen) {
			Dataset served = datasets.get(other);
			byNeed.computeIfAbsent(served.rule().type().replace("-master", ""), _ -> new ArrayList<>())
					.add(new Choice(served, new Level(level, OptionalDouble.empty(), OptionalDouble.empty(), List.of(),
							LINE), served.mjd() - mjd));
		}
		var associations = new ArrayList<Association>();
		for (String need : TYPES.keySet()) {
			associations
					.add(new Association(need(need), byNeed.containsKey(need), byNeed.getOrDefault(need, List.of())));
		}
		String files = Sha256.of(type
				+ members.stream().map(Frame::identity).sorted().reduce("", (all, next) -> all + "\n" + next));
		String identity = Sha256.of(files + byNeed.values().stream().flatMap(List::stream)
				.map(choice -> choice.dataset().identity()).toList());
		var dataset = new Dataset(name, rule, new LinkedHashMap<>(), members.stream().map(
				frame -> new Member(frame, member(frame.category()), false)).toList(), mjd, List.of(), associations,
				complete, files, identity);
		datasets.put(name, dataset);
		return dataset;
	}

	/** What the organiser says of all this. */
	public Organisation organisation() {
		return new Organisation(rules(), Overlay.NONE, List.copyOf(frames.values()),
				datasets.values().stream().sorted(Comparator.comparingDouble(Dataset::mjd)
						.thenComparing(Dataset::name)).toList(),
				List.of());
	}

	/** All complete datasets, for a run. */
	public RunDatasets run() {
		return RunDatasets.of(organisation(), _ -> true);
	}

	private static RuleSet rules() {
		return new RuleSet("kmos", 1, "Rules of a test.", "night.rules.yaml", Optional.empty(), new LinkedHashMap<>(),
				new LinkedHashMap<>(), "mjd", Optional.empty(), Optional.empty(), Optional.empty(), List.of(),
				List.of(),
				TYPES.keySet().stream().map(HandMadeNight::rule).toList());
	}

	private static DatasetRule rule(String type) {
		return new DatasetRule(type, type.endsWith("-master"), Optional.empty(), List.of(), List.of(),
				TYPES.get(type).stream().map(HandMadeNight::member).toList(),
				Stream.of("dark", "flat", "arc").map(HandMadeNight::need).toList(), "", LINE);
	}

	private static MemberRule member(String category) {
		return new MemberRule(category, Optional.empty(), 1, Integer.MAX_VALUE, 0, Optional.empty(), "", LINE);
	}

	private static Need need(String name) {
		return new Need(name, List.of(new Need.Source(name, Optional.empty())), Need.Preference.CLOSEST,
				Optional.empty(), 0, 1, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(),
				LINE);
	}
}
