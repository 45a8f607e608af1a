package org.armillary.organiser;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.armillary.organiser.rules.Value;

/** Gives datasets names that people can read and that differ. */
final class Naming {

	private static final long MILLISECONDS_OF_DAY = 86_400_000;
	private static final long UNIX_EPOCH_MJD = 40_587;
	private static final int FEWEST_DIGITS = 4;
	private static final int ALL_DIGITS = 64;
	private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9.+_]");
	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
	private static final Comparator<Group> BY_KEY = Comparator.comparingInt(Group::place)
			.thenComparing(group -> group.key().entrySet().stream()
					.map(entry -> entry.getKey() + "=" + entry.getValue().text()).collect(Collectors.joining(",")));

	private Naming() {
	}

	/** A name for each group. */
	static Map<Group, String> names(List<Group> groups) {
		var byName = new LinkedHashMap<String, List<Group>>();
		groups.forEach(group -> byName.computeIfAbsent(plain(group), _ -> new ArrayList<>()).add(group));
		var names = new IdentityHashMap<Group, String>();
		byName.forEach((name, same) -> {
			if (same.size() == 1) {
				names.put(same.getFirst(), name);
			} else {
				tellApart(name, same, names);
			}
		});
		return names;
	}

	private static String plain(Group group) {
		var parts = new ArrayList<String>();
		parts.add(group.rule().type());
		for (String quantity : group.rule().label()) {
			Value value = group.key().get(quantity);
			if (value != null) {
				parts.add(NOT_IN_NAMES.matcher(value.text()).replaceAll("_"));
			}
		}
		parts.add(utc(group.mjd()));
		return String.join("-", parts);
	}

	/** The time to the second, which a modified Julian date of eight decimals may miss by a millisecond. */
	static String utc(double mjd) {
		long seconds = Math.floorDiv(Math.round(mjd * MILLISECONDS_OF_DAY), 1000L)
				- UNIX_EPOCH_MJD * (MILLISECONDS_OF_DAY / 1000);
		return TIME.format(LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC));
	}

	private static void tellApart(String name, List<Group> same, Map<Group, String> names) {
		int digits = FEWEST_DIGITS;
		while (digits < ALL_DIGITS && !differ(same, digits)) {
			digits++;
		}
		if (differ(same, digits)) {
			for (Group group : same) {
				names.put(group, name + "-" + group.filesIdentity().substring(0, digits));
			}
			return;
		}
		var sorted = new ArrayList<>(same);
		sorted.sort(BY_KEY);
		for (int i = 0; i < sorted.size(); i++) {
			names.put(sorted.get(i), name + "-" + sorted.get(i).filesIdentity() + "-" + (i + 1));
		}
	}

	private static boolean differ(List<Group> same, int digits) {
		var beginnings = new HashSet<String>();
		return same.stream().allMatch(group -> beginnings.add(group.filesIdentity().substring(0, digits)));
	}
}
