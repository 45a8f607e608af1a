package org.armillary.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.armillary.actor.message.Message;
import org.armillary.engine.JobDescriptor.Input;

/** Tells which headers were corrected, and why: once for files in which the same was corrected. */
public final class Corrections {

	private static final int TOLD_FILES = 3;

	/** The same said of several files. */
	private record Said(String words, String reason, String where) {
	}

	private Corrections() {
	}

	/** What was corrected in some files. */
	public static List<Message> told(Map<Path, List<HeaderCorrection>> byFile) {
		var files = new LinkedHashMap<Said, List<String>>();
		byFile.forEach((path, corrections) -> {
			var words = new LinkedHashMap<Said, List<String>>();
			for (HeaderCorrection correction : corrections) {
				words.computeIfAbsent(new Said("", correction.reason(), correction.where()), _ -> new ArrayList<>())
						.add(correction.words());
			}
			words.forEach((why, changes) -> files
					.computeIfAbsent(new Said(String.join(", ", changes), why.reason(), why.where()),
							_ -> new ArrayList<>())
					.add(String.valueOf(path.getFileName())));
		});
		var told = new ArrayList<Message>();
		files.forEach((said, names) -> told
				.add(RunMessage.CORRECTED.with(words(names), said.words(), said.reason(), said.where())));
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

	private static String words(List<String> names) {
		return names.size() == 1 ? names.getFirst()
				: names.size() + " files (" + names.stream().limit(TOLD_FILES).collect(Collectors.joining(", "))
						+ (names.size() > TOLD_FILES ? ", …" : "") + ")";
	}
}
