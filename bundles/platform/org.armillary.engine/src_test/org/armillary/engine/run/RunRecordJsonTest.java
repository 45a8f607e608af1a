package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;

import org.armillary.actor.QcValue;
import org.armillary.engine.JobKey;
import org.armillary.engine.RunEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;

class RunRecordJsonTest {

	private static final JobKey KEY = RunSamples.key("test.dark", "5", "a.fits", "d1");

	@TempDir
	Path folder;
	private RunFolder run;
	private Runs runs;

	@BeforeEach
	void create() throws IOException {
		run = RunFolder.create(folder, RunSamples.request(), RunSamples.OPTIONS, RunSamples.NOON);
		runs = new Runs(folder);
	}

	/** What programs read: JSON without any of the liberties that Gson takes. */
	private static JsonObject strict(JsonObject object) throws IOException {
		String text = new Gson().toJson(object);
		try (var reader = new JsonReader(new StringReader(text))) {
			reader.setStrictness(Strictness.STRICT);
			reader.skipValue();
		}
		return JsonParser.parseString(text).getAsJsonObject();
	}

	@Test
	void aRecordOfAllThatCanHappenIsStrictJson() throws IOException {
		RunSamples.write(run, RunSamples.allKinds().toArray(RunEvent[]::new));
		JsonObject json = strict(RunRecordJson.of(runs.read(run)));
		assertEquals("failed", json.get("state").getAsString());
		assertEquals("2026-01-31T12:00:00.000Z", json.get("created").getAsString());
		assertEquals(2, json.getAsJsonArray("jobs").size());
		assertEquals(2, json.getAsJsonObject("counts").get("all").getAsInt());
		assertEquals(80, json.getAsJsonObject("memory").getAsJsonObject("test.dark").get("peakBytes").getAsInt());
		assertEquals("5", json.getAsJsonObject("settings").get("dark.sigma").getAsString());
	}

	@Test
	void aValueThatIsNoNumberIsNotThere() throws IOException {
		RunSamples.write(run, RunSamples.started("dark#1"), RunSamples.ended(RunSamples.ok("dark#1",
				new QcValue("a", "", Double.NaN, ""), new QcValue("b", "", Double.NEGATIVE_INFINITY, "")), KEY));
		JsonObject job = strict(RunRecordJson.of(runs.read(run))).getAsJsonArray("jobs").get(0).getAsJsonObject();
		job.getAsJsonObject("result").getAsJsonArray("qc")
				.forEach(value -> assertFalse(value.getAsJsonObject().has("value")));
	}

	@Test
	void answersAndSummariesAreStrictJson() throws IOException {
		RunSamples.write(run, RunSamples.allKinds().toArray(RunEvent[]::new));
		JsonObject why = strict(RunRecordJson.of(runs.why(run).getFirst()));
		assertEquals("dark#1", why.get("job").getAsString());
		assertTrue(why.has("text"));
		try (Lease lease = run.lease().orElseThrow()) {
			RunSamples.write(run, new RunEvent.Waiting("flat"));
			JsonObject summary = strict(RunRecordJson.of(runs.list().getFirst()));
			assertEquals(lease.holder().pid(), summary.getAsJsonObject("holder").get("pid").getAsLong());
			assertEquals("running", summary.get("state").getAsString());
			assertEquals(List.of("run", "state", "workflow", "created", "begun", "latest", "jobCount", "out", "holder"),
					List.copyOf(summary.keySet()));
		}
	}
}
