package org.armillary.engine.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.armillary.actor.message.Reason;

/** What the process of a run wrote to its standard output and error. */
final class RunLog {

	private static final int MOST_BYTES = 8192;
	private static final int MOST_LINES = 10;

	private RunLog() {
	}

	/** The last lines; empty where nothing was written. */
	static String lastLines(Path log) {
		if (!Files.exists(log)) {
			return "";
		}
		try (var in = new RandomAccessFile(log.toFile(), "r")) {
			int length = (int) Math.min(MOST_BYTES, in.length());
			in.seek(in.length() - length);
			byte[] bytes = new byte[length];
			in.readFully(bytes);
			List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank())
					.toList();
			return String.join("\n", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
		} catch (IOException e) {
			return log + ": " + Reason.of(e);
		}
	}
}
