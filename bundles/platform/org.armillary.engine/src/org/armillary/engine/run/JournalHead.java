package org.armillary.engine.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;

/**
 * What a list of runs tells of the first event of a journal, read without making the event of it.
 *
 * @param time
 *            when the run began
 * @param workflow
 *            name of the workflow; empty where the first event does not say it
 * @param jobs
 *            number of jobs
 */
record JournalHead(Instant time, String workflow, int jobs) {

	/** Reads the head of a line whose check sum is right; empty where it is none. */
	static Optional<JournalHead> parse(byte[] bytes, int from, int to) {
		if (!JournalLine.isIntact(bytes, from, to)) {
			return Optional.empty();
		}
		Instant time = Instant.EPOCH;
		String workflow = "";
		int jobs = 0;
		try (var json = new JsonReader(
				new InputStreamReader(new ByteArrayInputStream(bytes, from, to - from), StandardCharsets.UTF_8))) {
			json.beginObject();
			while (json.hasNext()) {
				switch (json.nextName()) {
				case "time" -> time = Instant.parse(json.nextString());
				case "workflow" -> workflow = json.nextString();
				case "jobs" -> jobs = count(json);
				default -> json.skipValue();
				}
			}
			return Optional.of(new JournalHead(time, workflow, jobs));
		} catch (IOException | JsonParseException | IllegalStateException | DateTimeException _) {
			// what the check sum covers was written so: by a later version, which says other things
			return Optional.empty();
		}
	}

	private static int count(JsonReader json) throws IOException {
		int number = 0;
		json.beginArray();
		while (json.hasNext()) {
			json.skipValue();
			number++;
		}
		json.endArray();
		return number;
	}
}
