package org.armillary.nights;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.armillary.nights.SlowDataset.SlowMember;
import org.armillary.nights.SlowDataset.SlowShortage;
import org.armillary.organiser.Shortage.Kind;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.ClassRule;
import org.armillary.organiser.rules.DatasetRule;
import org.armillary.organiser.rules.MemberRule;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.Overlay.Correction;
import org.armillary.organiser.rules.Overlay.Exclusion;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.rules.Value;

/**
 * Organises files in the plainest way that there is: everything is computed anew whenever it is asked for, every pair
 * is looked at. Written from the documentation of the rules, not from the organiser.
 */
final class SlowOrganiser {

	/**
	 * What it makes of files.
	 *
	 * @param frames
	 *            files that take part, by name
	 * @param datasets
	 *            datasets by time, then by name
	 */
	record Result(List<SlowFrame> frames, List<SlowDataset> datasets) {
	}

	private static final Comparator<SlowMember> ORDER = Comparator
			.comparingDouble((SlowMember member) -> member.frame().mjd())
			.thenComparing(member -> member.frame().identity()).thenComparing(member -> member.frame().name());

	private static final double FIRST_MJD = -678575;
	private static final double END_MJD = 2973484;
	private static final int MOST_KEYS = 1000;

	private final RuleSet rules;
	private final Overlay overlay;

	SlowOrganiser(RuleSet rules, Overlay overlay) {
		this.rules = rules;
		this.overlay = overlay;
	}

	Result organise(List<HeaderFile> files) {
		List<SlowFrame> frames = frames(files);
		var bare = new ArrayList<SlowDataset>();
		for (DatasetRule rule : rules.datasets()) {
			bare.addAll(datasets(rule, frames));
		}
		List<SlowDataset> named = named(bare);
		var done = new ArrayList<SlowDataset>();
		for (DatasetRule rule : rules.datasets()) {
			var ofThisKind = new ArrayList<SlowDataset>();
			for (SlowDataset dataset : named) {
				if (dataset.rule().type().equals(rule.type())) {
					ofThisKind.add(new SlowChoices(rules, overlay, done).associated(dataset));
				}
			}
			done.addAll(ofThisKind);
		}
		done.sort(Comparator.comparingDouble(SlowDataset::mjd).thenComparing(SlowDataset::name));
		return new Result(frames, List.copyOf(done));
	}

	private List<SlowFrame> frames(List<HeaderFile> files) {
		var corrected = new ArrayList<SlowFrame>();
		for (HeaderFile file : files) {
			SlowFrame frame = corrected(file);
			if (overlay.exclusions().stream().noneMatch(exclusion -> excludes(exclusion, frame))) {
				corrected.add(frame);
			}
		}
		corrected.sort(Comparator.comparing(SlowFrame::name).thenComparing(frame -> frame.file().identity())
				.thenComparing(frame -> frame.file().path().map(Path::toString).orElse("")));
		var seen = new HashSet<String>();
		corrected.removeIf(frame -> !seen.add(frame.file().identity()));
		List<SlowFrame> meant = corrected.stream().filter(this::applies).toList();
		var frames = new ArrayList<SlowFrame>();
		for (SlowFrame frame : corrected) {
			boolean taken = meant.contains(frame) && !claimedByOthers(frame, meant);
			frames.add(new SlowFrame(frame.file(), frame.keywords(), frame.corrections(), taken ? category(frame) : "",
					mjd(frame), frame.identity()));
		}
		return List.copyOf(frames);
	}

	boolean applies(SlowFrame frame) {
		return rules.applies().map(values(frame)::test).orElse(true);
	}

	boolean claimedByOthers(SlowFrame frame, List<SlowFrame> frames) {
		if (rules.frame().isEmpty()) {
			return false;
		}
		Optional<Value> name = first(frame, rules.frame().get());
		return name.isPresent() && frames.stream()
				.anyMatch(other -> other != frame && first(other, rules.frame().get()).equals(name));
	}

	private double mjd(SlowFrame frame) {
		double mjd = first(frame, rules.time()).map(value -> value instanceof Value.Number(double number) ? number
				: Double.NaN).orElse(Double.NaN);
		return mjd >= FIRST_MJD && mjd < END_MJD ? mjd : Double.NaN;
	}

	private SlowFrame corrected(HeaderFile file) {
		Map<String, Object> original = file.header().keywords().values();
		Map<String, Object> now = new LinkedHashMap<>(original);
		var acted = new ArrayList<Integer>();
		for (int i = 0; i < overlay.corrections().size(); i++) {
			Correction correction = overlay.corrections().get(i);
			Map<String, Object> before = new LinkedHashMap<>(now);
			if (fits(correction.files(), file.name()) && correction.where()
					.map(where -> where.test(_ -> Optional.empty(), name -> Optional.ofNullable(before.get(name))))
					.orElse(true)) {
				for (var entry : correction.set().entrySet()) {
					if (!now.containsKey(entry.getKey()) || !same(now.get(entry.getKey()), entry.getValue())) {
						now.put(entry.getKey(), entry.getValue());
					}
				}
				correction.remove().forEach(now::remove);
				if (!now.equals(before)) {
					acted.add(i);
				}
			}
		}
		var changes = new ArrayList<String>();
		var keywords = new TreeSet<>(original.keySet());
		keywords.addAll(now.keySet());
		for (String keyword : keywords) {
			if (!now.containsKey(keyword)) {
				changes.add(keyword + " removed");
			} else if (!original.containsKey(keyword) || !same(original.get(keyword), now.get(keyword))) {
				changes.add(keyword + "=" + text(now.get(keyword)));
			}
		}
		String identity = changes.isEmpty() ? file.identity()
				: sha256("frame\n" + file.identity() + "\n" + String.join("\n", changes));
		return new SlowFrame(file, now, List.copyOf(acted), "", Double.NaN, identity);
	}

	private static boolean same(Object one, Object other) {
		return switch (one) {
		case Number number -> other instanceof Number second && number.doubleValue() == second.doubleValue();
		case String text -> other instanceof String second && text.stripTrailing().equals(second.stripTrailing());
		default -> one.equals(other);
		};
	}

	private static String text(Object value) {
		return switch (value) {
		case Boolean logical -> logical ? "T" : "F";
		case Double number -> new Value.Number(number).text();
		case String text -> text.stripTrailing();
		default -> value.toString();
		};
	}

	/** Place of the first exclusion that leaves a file out. */
	Optional<Integer> exclusion(HeaderFile file) {
		SlowFrame frame = corrected(file);
		return overlay.exclusions().stream().filter(exclusion -> excludes(exclusion, frame)).findFirst()
				.map(overlay.exclusions()::indexOf);
	}

	private static boolean excludes(Exclusion exclusion, SlowFrame frame) {
		return fits(exclusion.files(), frame.name()) && exclusion.where()
				.map(where -> where.test(_ -> Optional.empty(),
						name -> Optional.ofNullable(frame.keywords().get(name))))
				.orElse(true);
	}

	private String category(SlowFrame frame) {
		for (ClassRule rule : rules.classes()) {
			if (values(frame).test(rule.when())) {
				return rule.category();
			}
		}
		return "";
	}

	private List<SlowDataset> datasets(DatasetRule rule, List<SlowFrame> frames) {
		var all = new ArrayList<SlowFrame>();
		var keys = new LinkedHashSet<Map<String, Value>>();
		for (SlowFrame frame : frames) {
			if (rule.members().stream().anyMatch(member -> member.category().equals(frame.category()))
					&& Double.isFinite(frame.mjd()) && rule.when().map(values(frame)::test).orElse(true)) {
				all.add(frame);
				keys.addAll(keys(rule, frame));
			}
		}
		var datasets = new ArrayList<SlowDataset>();
		for (Map<String, Value> key : keys) {
			var members = new ArrayList<SlowMember>();
			for (SlowFrame frame : all) {
				if (keys(rule, frame).contains(key)) {
					MemberRule member = rule.members().stream()
							.filter(some -> some.category().equals(frame.category())).findFirst().orElseThrow();
					members.add(new SlowMember(frame, member, member.skip().map(values(frame)::test).orElse(false)));
				}
			}
			members.sort(ORDER);
			List<SlowMember> reduced = members.stream().filter(member -> !member.skipped()).toList();
			String filesIdentity = sha256(rule.type() + "\n" + shared(rule, key, reduced)
					+ String.join("\n", reduced.stream().map(member -> member.frame().identity()).sorted().toList()));
			datasets.add(new SlowDataset("", rule, key, List.copyOf(members),
					(reduced.isEmpty() ? members : reduced).getFirst().frame().mjd(), shortages(rule, reduced),
					List.of(), List.of(), false, filesIdentity, ""));
		}
		return datasets;
	}

	/** The values of the key that tell datasets of the same files apart. */
	private String shared(DatasetRule rule, Map<String, Value> key, List<SlowMember> reduced) {
		var text = new StringBuilder();
		for (String quantity : rule.group()) {
			if (key.containsKey(quantity)
					&& reduced.stream().anyMatch(member -> values(member.frame()).of(quantity).size() > 1)) {
				text.append(quantity).append('=').append(key.get(quantity).text()).append('\n');
			}
		}
		return text.toString();
	}

	/** All combinations of the values of the quantities by which a frame is grouped; none where they are too many. */
	private Set<Map<String, Value>> keys(DatasetRule rule, SlowFrame frame) {
		double combinations = 1;
		for (String quantity : rule.group()) {
			combinations *= Math.max(1, values(frame).of(quantity).size());
		}
		if (combinations > MOST_KEYS) {
			return Set.of();
		}
		Set<Map<String, Value>> keys = new LinkedHashSet<>(Set.of(Map.of()));
		for (String quantity : rule.group()) {
			List<Value> values = values(frame).of(quantity);
			if (!values.isEmpty()) {
				var longer = new LinkedHashSet<Map<String, Value>>();
				for (Map<String, Value> key : keys) {
					for (Value value : values) {
						var one = new TreeMap<>(key);
						one.put(quantity, value);
						longer.add(one);
					}
				}
				keys = longer;
			}
		}
		return keys;
	}

	private List<SlowShortage> shortages(DatasetRule rule, List<SlowMember> reduced) {
		var shortages = new ArrayList<SlowShortage>();
		for (MemberRule member : rule.members()) {
			List<SlowFrame> frames = reduced.stream().map(SlowMember::frame)
					.filter(frame -> frame.category().equals(member.category())).toList();
			if (member.each().isEmpty() || frames.isEmpty()) {
				judge(member, Optional.empty(), frames.size(), shortages);
				continue;
			}
			String each = member.each().get();
			var values = new LinkedHashSet<Optional<Value>>();
			for (SlowFrame frame : frames) {
				values.addAll(orNone(values(frame).of(each)));
			}
			for (Optional<Value> value : values) {
				int found = (int) frames.stream().filter(frame -> orNone(values(frame).of(each)).contains(value))
						.count();
				judge(member, value, found, shortages);
			}
		}
		return List.copyOf(shortages);
	}

	private static List<Optional<Value>> orNone(List<Value> values) {
		return values.isEmpty() ? List.of(Optional.empty()) : values.stream().map(Optional::of).toList();
	}

	private static void judge(MemberRule rule, Optional<Value> each, int found, List<SlowShortage> shortages) {
		if (found < rule.min()) {
			shortages.add(new SlowShortage(rule.category(), each, found, Kind.TOO_FEW));
		} else if (found > rule.max()) {
			shortages.add(new SlowShortage(rule.category(), each, found, Kind.TOO_MANY));
		} else if (found < rule.plan()) {
			shortages.add(new SlowShortage(rule.category(), each, found, Kind.BELOW_PLAN));
		}
	}

	private List<SlowDataset> named(List<SlowDataset> bare) {
		var named = new ArrayList<SlowDataset>();
		for (SlowDataset dataset : bare) {
			String plain = plainName(dataset);
			List<SlowDataset> rivals = bare.stream().filter(other -> plainName(other).equals(plain)).toList();
			named.add(new SlowDataset(plain + (rivals.size() == 1 ? "" : "-" + distinction(dataset, rivals)),
					dataset.rule(), dataset.key(), dataset.members(), dataset.mjd(), dataset.shortages(),
					dataset.choices(), dataset.wanted(), false, dataset.filesIdentity(), ""));
		}
		return named;
	}

	private String distinction(SlowDataset dataset, List<SlowDataset> rivals) {
		for (int digits = 4; digits <= 64; digits++) {
			int length = digits;
			if (rivals.stream().map(rival -> rival.filesIdentity().substring(0, length)).distinct().count() == rivals
					.size()) {
				return dataset.filesIdentity().substring(0, digits);
			}
		}
		List<SlowDataset> sorted = rivals.stream()
				.sorted(Comparator.comparingInt((SlowDataset rival) -> rules.datasets().indexOf(rival.rule()))
						.thenComparing(rival -> rival.rule().group().stream().filter(rival.key()::containsKey)
								.map(name -> name + "=" + rival.key().get(name).text())
								.collect(Collectors.joining(","))))
				.toList();
		return dataset.filesIdentity() + "-" + (sorted.indexOf(dataset) + 1);
	}

	private static String plainName(SlowDataset dataset) {
		var name = new StringBuilder(dataset.rule().type());
		for (String label : dataset.rule().label()) {
			if (dataset.key().containsKey(label)) {
				name.append('-').append(dataset.key().get(label).text().replaceAll("[^A-Za-z0-9.+_]", "_"));
			}
		}
		long seconds = Math.floorDiv(Math.round(dataset.mjd() * 86400000.0), 1000L);
		return name.append('-').append(LocalDateTime.of(1858, 11, 17, 0, 0).plusSeconds(seconds)
				.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss"))).toString();
	}

	/** Whether one of some patterns fits a name or its last part; where there is no pattern, any name fits. */
	static boolean fits(List<String> patterns, String name) {
		return patterns.isEmpty() || patterns.stream()
				.anyMatch(pattern -> glob(pattern, name) || glob(pattern, name.substring(name.lastIndexOf('/') + 1)));
	}

	static boolean glob(String pattern, String text) {
		if (pattern.isEmpty()) {
			return text.isEmpty();
		}
		return switch (pattern.charAt(0)) {
		case '*' -> glob(pattern.substring(1), text) || !text.isEmpty() && glob(pattern, text.substring(1));
		case '?' -> !text.isEmpty() && glob(pattern.substring(1), text.substring(1));
		default -> !text.isEmpty() && text.charAt(0) == pattern.charAt(0)
				&& glob(pattern.substring(1), text.substring(1));
		};
	}

	static String sha256(String text) {
		try {
			return HexFormat.of().formatHex(
					MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}

	private Optional<Value> first(SlowFrame frame, String quantity) {
		return values(frame).of(quantity).stream().findFirst();
	}

	private SlowValues values(SlowFrame frame) {
		return new SlowValues(rules, frame.keywords());
	}
}
