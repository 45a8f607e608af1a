package org.armillary.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.armillary.actor.message.Message;
import org.armillary.workflow.RunFile;

/** Says which files a run file takes, and remembers what of its exclusions left out any. */
final class Exclusions implements Predicate<Path> {

	private final Map<String, Predicate<Path>> patterns = new LinkedHashMap<>();
	private final Set<String> unmet = new LinkedHashSet<>();

	Exclusions(RunFile file) {
		for (String pattern : file.exclude()) {
			patterns.put(pattern, RunFile.matching(List.of(pattern)));
		}
		unmet.addAll(patterns.keySet());
	}

	@Override
	public boolean test(Path file) {
		boolean taken = true;
		for (var pattern : patterns.entrySet()) {
			if (pattern.getValue().test(file)) {
				unmet.remove(pattern.getKey());
				taken = false;
			}
		}
		return taken;
	}

	/** What left out no file so far. */
	List<Message> notes() {
		return unmet.stream().map(pattern -> CliMessage.EXCLUDE_UNMET.with(pattern)).toList();
	}
}
