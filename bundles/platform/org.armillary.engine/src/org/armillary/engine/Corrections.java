package org.armillary.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.armillary.actor.message.Message;
import org.armillary.engine.JobDescriptor.Input;

/** Tells which headers were corrected, and why: once for files in which the same was corrected. */
public final class Corrections {

	private static final int TOLD_FILES = 3;
	private static final int TOLD_VALUES = 3;

	/** The same said of several files. */
	private record Said(List<String> words, String reason, String where) {
	}

	/** Of which files it was said, and what these say themselves, for each of the words. */
	private record Files(List<String> names, List<Set<String>> before) {

		private void take(Path path, List<HeaderCorrection> corrections) {
			names.add(String.valueOf(path.getFileName()));
			for (int i = 0; i < corrections.size(); i++) {
				if (before.size() == i) {
					before.add(new LinkedHashSet<>());
				}
				before.get(i).add(corrections.get(i).wordsBefore());
			}
		}
	}

	private Corrections() {
	}

	/** What was corrected in some files. */
	public static List<Message> told(Map<Path, List<HeaderCorrection>> byFile) {
		var files = new LinkedHashMap<Said, Files>();
		byFile.forEach((path, corrections) -> {
			var together = new LinkedHashMap<Said, List<HeaderCorrection>>();
			for (HeaderCorrection correction : corrections) {
				together.computeIfAbsent(new Said(List.of(), correction.reason(), correction.where()),
						_ -> new ArrayList<>()).add(correction);
			}
			together.forEach((why, changes) -> files.computeIfAbsent(
					new Said(changes.stream().map(HeaderCorrection::words).toList(), why.reason(), why.where()),
					_ -> new Files(new ArrayList<>(), new ArrayList<>())).take(path, changes));
		});
		var told = new ArrayList<Message>();
		files.forEach((said, of) -> told.add(RunMessage.CORRECTED.with(words(of.names()), changes(said.words(), of),
				said.reason(), said.where())));
		return told;
	}

	/** A result with what was corrected in the inputs of the job, in the place of what it said of that before. */
	public static JobResult in(JobResult result, Map<String, List<Input>> inputs) {
		var byFile = new LinkedHashMap<Path, List<HeaderCorrection>>();
		inputs.values().stream().flatMap(List::stream).filter(input -> !input.corrections().isEmpty())
				.forEach(input -> byFile.put(input.path(), input.corrections()));
		var messages = new ArrayList<>(result.messages());
		boolean changed = messages.removeIf(Corrections::isCorrection);
		if (!changed && byFile.isEmpty()) {
			return result;
		}
		messages.addAll(told(byFile));
		return result.withMessages(messages);
	}

	/** Whether a message tells of a correction. */
	public static boolean isCorrection(Message message) {
		return message.id().equals(RunMessage.CORRECTED.text().id());
	}

	/** What is said, and what the files say: {@code A = 2 (was 1)}. */
	private static String changes(List<String> words, Files of) {
		var changes = new ArrayList<String>();
		for (int i = 0; i < words.size(); i++) {
			List<String> before = of.before().get(i).stream().filter(value -> !value.isEmpty()).toList();
			changes.add(words.get(i) + (before.isEmpty() ? ""
					: " (was " + before.stream().limit(TOLD_VALUES).collect(Collectors.joining(" or "))
							+ (before.size() > TOLD_VALUES ? " …" : "") + ")"));
		}
		return String.join(", ", changes);
	}

	private static String words(List<String> names) {
		return names.size() == 1 ? names.getFirst()
				: names.size() + " files (" + names.stream().limit(TOLD_FILES).collect(Collectors.joining(", "))
						+ (names.size() > TOLD_FILES ? ", …" : "") + ")";
	}
}
