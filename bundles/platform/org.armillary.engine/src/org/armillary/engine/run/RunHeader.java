package org.armillary.engine.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;

/**
 * The first members of a request, read without the rest, for lists of runs.
 *
 * @param created
 *            when the run was asked for; {@link Instant#EPOCH} where that is damaged
 * @param workflow
 *            name of the workflow; empty where that is damaged
 * @param outputFolder
 *            where products go; empty where that is damaged
 */
record RunHeader(Instant created, String workflow, Optional<Path> outputFolder) {

	private static final System.Logger LOG = System.getLogger(RunHeader.class.getName());
	private static final RunHeader DAMAGED = new RunHeader(Instant.EPOCH, "", Optional.empty());

	/** Whether any of it is missing. */
	boolean isDamaged() {
		return created.equals(Instant.EPOCH) || outputFolder.isEmpty();
	}

	/** Reads the header of a run. */
	static RunHeader of(RunFolder run) {
		Instant created = Instant.EPOCH;
		String workflow = "";
		try (BufferedReader in = Files.newBufferedReader(run.requestFile()); var json = new JsonReader(in)) {
			json.beginObject();
			while (json.hasNext()) {
				switch (json.nextName()) {
				case "created" -> created = Instant.parse(json.nextString());
				case "name" -> workflow = json.nextString();
				case "out" -> {
					return new RunHeader(created, workflow, Optional.of(Path.of(json.nextString())));
				}
				default -> json.skipValue();
				}
			}
		} catch (IOException | JsonParseException | IllegalStateException | DateTimeException
				| InvalidPathException e) {
			// tells no more than it can; whoever opens the run learns what is wrong
			LOG.log(System.Logger.Level.DEBUG, run.path() + ": the request is damaged", e);
		}
		return created.equals(Instant.EPOCH) && workflow.isEmpty() ? DAMAGED
				: new RunHeader(created, workflow, Optional.empty());
	}
}
