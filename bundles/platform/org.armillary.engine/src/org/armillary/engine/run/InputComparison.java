package org.armillary.engine.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.armillary.engine.KeyPart;
import org.armillary.engine.run.RunDifference.InputChange;
import org.armillary.engine.run.RunDifference.InputKind;

/**
 * Compares the input files of two runs by what they say. What a file says stands in the keys of the jobs that received it; a
 * file that no job received is known by its name alone.
 */
final class InputComparison {

	private InputComparison() {
	}

	/** The files that differ, in the order of the requests. */
	static List<InputChange> between(RunRecord before, RunRecord now) {
		Map<String, Set<String>> one = contents(before);
		Map<String, Set<String>> other = contents(now);
		Set<String> contentsBefore = all(one);
		Set<String> contentsNow = all(other);
		var names = new LinkedHashSet<>(one.keySet());
		names.addAll(other.keySet());
		var changes = new ArrayList<InputChange>();
		for (String name : names) {
			Set<String> old = one.getOrDefault(name, Set.of());
			Set<String> contents = other.getOrDefault(name, Set.of());
			if (one.containsKey(name) && other.containsKey(name)) {
				if (differ(old, contents) && !(contentsNow.containsAll(old) && contentsBefore.containsAll(contents))) {
					changes.add(new InputChange(InputKind.CHANGED, name));
				}
			} else if (one.containsKey(name) && (old.isEmpty() || !contentsNow.containsAll(old))) {
				changes.add(new InputChange(InputKind.REMOVED, name));
			} else if (other.containsKey(name) && (contents.isEmpty() || !contentsBefore.containsAll(contents))) {
				changes.add(new InputChange(InputKind.ADDED, name));
			}
		}
		return changes;
	}

	/** Whether two files of a name say something else; jobs may have received other parts of them. */
	private static boolean differ(Set<String> one, Set<String> other) {
		return !one.isEmpty() && !other.isEmpty() && !one.containsAll(other) && !other.containsAll(one);
	}

	private static Set<String> all(Map<String, Set<String>> contents) {
		var all = new HashSet<String>();
		contents.values().forEach(all::addAll);
		return all;
	}

	/** What jobs received of each input file, by its name. */
	private static Map<String, Set<String>> contents(RunRecord run) {
		var contents = new LinkedHashMap<String, Set<String>>();
		run.request().ifPresent(request -> request.inputs().values().forEach(files -> files.stream()
				.map(Path::getFileName).forEach(name -> contents.put(name.toString(), new TreeSet<>()))));
		for (JobRecord job : run.jobs()) {
			job.key().ifPresent(key -> key.parts().stream().filter(part -> part.kind() == KeyPart.Kind.INPUT)
					.filter(part -> contents.containsKey(part.label()))
					.forEach(part -> contents.get(part.label()).add(digest(part))));
		}
		return contents;
	}

	/** The digest alone; behind it stands the category, which the workflow may change. */
	private static String digest(KeyPart part) {
		int blank = part.value().indexOf(' ');
		return blank < 0 ? part.value() : part.value().substring(0, blank);
	}
}
