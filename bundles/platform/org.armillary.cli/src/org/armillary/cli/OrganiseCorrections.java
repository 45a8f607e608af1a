package org.armillary.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import org.armillary.organiser.Frame;
import org.armillary.organiser.rules.RuleLine;
import org.armillary.organiser.trace.Change;

/** Corrections in words: what they changed in which files, why, and where they stand. */
final class OrganiseCorrections {

	private OrganiseCorrections() {
	}

	/** What is told once for all files for which it is the same. */
	private record Told(RuleLine line, String change, String reason) {
	}

	/** One line for each different change: {@code ESO OCS ROT NAANGLE 0 → 60 in 3 files (a.fits, …), because …, overlay.yaml:4}. */
	static List<String> lines(List<Frame> frames) {
		var files = new LinkedHashMap<Told, List<String>>();
		for (Frame frame : frames) {
			for (Change change : Change.of(frame)) {
				files.computeIfAbsent(
						new Told(change.correction().line(), words(change), change.correction().reason()),
						_ -> new ArrayList<>()).add(frame.name());
			}
		}
		var lines = new ArrayList<String>();
		files.forEach((told, names) -> lines.add(told.change + " in " + names(names) + ", because "
				+ Shown.of(told.reason) + ", " + Shown.of(told.line.toString())));
		return lines;
	}

	/** {@code ESO OCS ROT NAANGLE 0 → 60}. */
	static String words(Change change) {
		return change.keyword() + " " + change.before().map(Shown::value).orElse("absent") + " → "
				+ change.after().map(Shown::value).orElse("removed");
	}

	/** With the reason and the place. */
	static String full(Change change) {
		return words(change) + ", because " + Shown.of(change.correction().reason()) + ", "
				+ Shown.of(change.correction().line().toString());
	}

	private static String names(List<String> names) {
		return Shown.of(names.getFirst())
				+ (names.size() == 1 ? "" : " and " + Amounts.count(names.size() - 1L, "more file"));
	}
}
