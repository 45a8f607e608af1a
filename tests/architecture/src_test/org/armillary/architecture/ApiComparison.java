package org.armillary.architecture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares the committed list of what a bundle publishes with what it publishes now. */
final class ApiComparison {

	/** What authors are told about versions. */
	static final String VERSION_RULE = "The version of an exported package is a promise to plug-ins: raise its second number in the"
			+ " manifest for additions; raise its first number where something was removed or changed, or where a @ConsumerType got"
			+ " a new abstract method. While the first number is 0, the second is raised for both."
			+ " Then run ‘./armillary api’ and commit the lists in api/ with the change.";

	private static final Pattern TYPE_NAME = Pattern.compile("(?:interface|enum|record|class) ([\\w.]+)");

	/**
	 * What a package publishes.
	 *
	 * @param lines
	 *            declarations of types; members with the name of their type before them, so that each line speaks for itself
	 * @param consumerTypes
	 *            types that plug-ins implement
	 */
	private record PackageApi(String version, List<String> lines, Set<String> consumerTypes) {
	}

	private ApiComparison() {
	}

	/** Packages whose signatures changed while their version was not raised enough, one report each. */
	static List<String> unannounced(String committed, String current) {
		Map<String, PackageApi> before = packages(committed);
		var reports = new ArrayList<String>();
		packages(current).forEach((name, now) -> {
			PackageApi then = before.get(name);
			if (then != null) {
				report(name, then, now, reports);
			}
		});
		for (String name : before.keySet()) {
			if (!packages(current).containsKey(name)) {
				reports.add("the package " + name
						+ " is not exported any more; where that is meant, delete the list and write it anew");
			}
		}
		return reports;
	}

	private static void report(String name, PackageApi then, PackageApi now, List<String> reports) {
		Set<String> removed = difference(then.lines(), now.lines());
		Set<String> added = difference(now.lines(), then.lines());
		boolean breaking = !removed.isEmpty() || added.stream().anyMatch(line -> burdensConsumers(line, then));
		int needed = removed.isEmpty() && added.isEmpty() ? -1 : breaking && number(then.version(), 0) > 0 ? 0 : 1;
		if (isOlder(now.version(), then.version())) {
			reports.add("the version of " + name + " went back from " + then.version() + " to " + now.version());
		} else if (needed >= 0 && !raised(then.version(), now.version(), needed)) {
			var text = new StringBuilder(name).append(" changed, its version went from ").append(then.version())
					.append(" to ")
					.append(now.version()).append("; expected at least ").append(next(then.version(), needed));
			removed.forEach(line -> text.append("\n  - ").append(line));
			added.forEach(line -> text.append("\n  + ").append(line));
			reports.add(text.toString());
		}
	}

	/** Whether an added line is an abstract method that those who implement an existing type would have to write. */
	private static boolean burdensConsumers(String line, PackageApi then) {
		return then.consumerTypes().stream().anyMatch(type -> line.startsWith(type + ": method "))
				&& line.contains(" abstract ");
	}

	private static Set<String> difference(List<String> some, List<String> others) {
		var difference = new TreeSet<>(some);
		others.forEach(difference::remove);
		return difference;
	}

	private static Map<String, PackageApi> packages(String list) {
		var packages = new LinkedHashMap<String, PackageApi>();
		var current = new PackageApi("", new ArrayList<>(), new HashSet<>());
		String type = "";
		for (String line : list.lines().toList()) {
			if (line.startsWith("package ")) {
				String[] words = line.split(" ");
				current = new PackageApi(words[2], new ArrayList<>(), new HashSet<>());
				packages.put(words[1], current);
			} else if (line.startsWith("\t\t")) {
				current.lines().add(type + ": " + line.strip());
			} else if (line.startsWith("\t")) {
				Matcher name = TYPE_NAME.matcher(line);
				type = name.find() ? name.group(1) : line.strip();
				current.lines().add(line.strip());
				if (line.contains("@ConsumerType ")) {
					current.consumerTypes().add(type);
				}
			}
		}
		return packages;
	}

	private static boolean raised(String then, String now, int position) {
		for (int i = 0; i <= position; i++) {
			if (number(now, i) != number(then, i)) {
				return number(now, i) > number(then, i);
			}
		}
		return false;
	}

	private static boolean isOlder(String version, String other) {
		return raised(version, other, 2);
	}

	private static String next(String version, int position) {
		return position == 0 ? number(version, 0) + 1 + ".0.0"
				: number(version, 0) + "." + (number(version, 1) + 1) + ".0";
	}

	private static int number(String version, int position) {
		return Integer.parseInt(version.split("\\.")[position]);
	}
}
