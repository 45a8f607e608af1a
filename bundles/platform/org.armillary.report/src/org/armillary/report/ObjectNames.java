package org.armillary.report;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.actor.ProductFile;
import org.armillary.actor.message.Message;
import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.run.JobRecord;

/**
 * What products are called whose files jobs read in the store: a job that complains of one of them names a path that says
 * nothing to those who have the report alone.
 */
final class ObjectNames {

	/** No names. */
	static final ObjectNames NONE = new ObjectNames(Optional.empty());

	/** What files in the store are called: a digest, and what the name of the product ended in. */
	private static final Pattern OBJECT = Pattern.compile("[0-9a-f]{64}(?:\\.\\w+)*");

	private final Map<String, Named> byFile = new HashMap<>();
	private final Optional<Path> outputFolder;

	/** A file in the store, and what its product is called. */
	private record Named(String path, String name) {
	}

	ObjectNames(Optional<Path> outputFolder) {
		this.outputFolder = outputFolder;
	}

	/** Takes notice of what a job made. */
	void add(JobRecord job, JobReport report) {
		job.result().ifPresent(result -> result.products().forEach((port, files) -> {
			List<MadeProduct> made = report.products().getOrDefault(port, List.of());
			for (int i = 0; i < Math.min(files.size(), made.size()); i++) {
				Path object = made.get(i).path();
				byFile.putIfAbsent(String.valueOf(object.getFileName()),
						new Named(object.toString(), name(files.get(i))));
			}
		}));
	}

	private String name(ProductFile file) {
		return outputFolder.filter(file.path()::startsWith).map(base -> base.relativize(file.path()))
				.orElse(file.path()).toString();
	}

	/** The text with the names of products in place of their files in the store. */
	String in(String text) {
		if (byFile.isEmpty()) {
			return text;
		}
		var named = new StringBuilder();
		Matcher matcher = OBJECT.matcher(text);
		int at = 0;
		while (matcher.find()) {
			Named known = byFile.get(matcher.group());
			int begin = known == null ? -1 : matcher.end() - known.path().length();
			if (known != null && begin >= at && text.startsWith(known.path(), begin)) {
				named.append(text, at, begin).append(known.name());
				at = matcher.end();
			}
		}
		return named.append(text, at, text.length()).toString();
	}

	/** The message with the names of products in place of their files in the store. */
	Message in(Message message) {
		return new Message(message.id(), in(message.summary()), message.detail().map(this::in),
				message.remedies().stream().map(this::in).toList());
	}
}
