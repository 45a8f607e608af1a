package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.QcValue;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.JobSettings;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.json.JsonText;
import org.armillary.engine.run.RunDifference.InputChange;
import org.armillary.engine.run.RunDifference.InputKind;
import org.armillary.engine.run.RunDifference.JobChange;
import org.armillary.engine.run.RunDifference.ProductChange;
import org.armillary.engine.run.RunDifference.QcChange;
import org.armillary.engine.run.RunDifference.SettingChange;
import org.armillary.engine.run.RunDifference.SettingKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

class RunComparisonTest {

	@TempDir
	Path folder;
	private final Map<JobKey, JobReport> reports = new HashMap<>();

	private RunFolder run(RunRequest request, RunEvent... events) throws IOException {
		RunFolder run = RunFolder.create(folder, request, RunSamples.OPTIONS, RunSamples.NOON);
		RunSamples.write(run, events);
		return run;
	}

	private RunDifference diff(RunFolder before, RunFolder now) throws IOException {
		return new Runs(folder, key -> Optional.ofNullable(reports.get(key))).diff(before, now);
	}

	/** Lets the store know what the job with a key made. */
	private void made(JobKey key, String... digests) {
		var products = new ArrayList<MadeProduct>();
		for (String digest : digests) {
			products.add(new MadeProduct(Path.of("/objects/" + digest), digest, 1,
					new ProductDescription("MASTER", Keywords.NONE)));
		}
		reports.put(key, new JobReport("r", "a", key, RunSamples.ok("x"), Map.of("out", products), RunSamples.NOON,
				Map.of()));
	}

	@Test
	void equalRunsDoNotDiffer() throws IOException {
		JobKey key = RunSamples.key("test.dark", "5", "a.fits", "d1");
		RunEvent[] events = { RunSamples.started("dark#1"),
				RunSamples.ended(RunSamples.ok("dark#1", new QcValue("median", "", Double.NaN, "adu")), key) };
		RunDifference difference = diff(run(RunSamples.request(), events), run(RunSamples.request(), events));
		assertTrue(difference.isEmpty());
		JsonObject json = RunRecordJson.of(difference);
		assertTrue(json.get("equal").getAsBoolean());
		for (String array : List.of("settings", "workflow", "inputs", "versions", "datasets", "jobs")) {
			assertEquals(0, json.getAsJsonArray(array).size(), array);
		}
	}

	@Test
	void tellsSettingsOverridesDecisionsAndWorkflow() throws IOException {
		var one = new RunRequest(RunSamples.flow("night", "3"), Map.of("dark.sigma", "5"),
				List.of(new JobSettings("[OBJECT] = 'a'", Map.of("dark.sigma", "7"))), Map.of(), Path.of("/out"),
				Layout.BY_NODE, Map.of("dark.reject", "no"));
		var other = new RunRequest(RunSamples.flow("night", "4"), Map.of("dark.sigma", "6", "flat.x", "1"), List.of(),
				Map.of(), Path.of("/elsewhere"), Layout.BY_NODE, Map.of("dark.reject", "yes"));
		RunDifference difference = diff(run(one), run(other));
		assertEquals(List.of(new SettingChange(SettingKind.SETTING, "dark.sigma", "5", "6"),
				new SettingChange(SettingKind.SETTING, "flat.x", "", "1"),
				new SettingChange(SettingKind.OVERRIDE, "where [OBJECT] = 'a': dark.sigma", "7", ""),
				new SettingChange(SettingKind.DECISION, "dark.reject", "no", "yes")), difference.settings());
		assertEquals(List.of("~ parameter dark.sigma: 3 -> 4"), difference.workflow().orElseThrow().lines());
		assertEquals(List.of(), difference.inputs());
	}

	private RunFolder withInputs(String... inputs) throws IOException {
		var files = new ArrayList<Path>();
		for (int i = 0; i < inputs.length; i += 2) {
			files.add(Path.of("/data/" + inputs[i]));
		}
		JobKey key = RunSamples.key("test.dark", "5", inputs);
		return run(RunSamples.request(RunSamples.flow("night", "3"), Map.of(), files), RunSamples.started("dark#1"),
				RunSamples.ended(RunSamples.ok("dark#1"), key));
	}

	@Test
	void tellsInputsByContent() throws IOException {
		RunFolder before = withInputs("a.fits", "d1", "b.fits", "d2", "c.fits", "d3");
		assertEquals(List.of(new InputChange(InputKind.CHANGED, "b.fits")),
				diff(before, withInputs("a.fits", "d1", "b.fits", "dX", "c.fits", "d3")).inputs());
		assertEquals(List.of(), diff(before, withInputs("b.fits", "d1", "a.fits", "d2", "z.fits", "d3")).inputs(),
				"other names, the same contents");
		assertEquals(List.of(new InputChange(InputKind.REMOVED, "c.fits"), new InputChange(InputKind.ADDED, "n.fits")),
				diff(before, withInputs("a.fits", "d1", "b.fits", "d2", "n.fits", "d4")).inputs());
	}

	@Test
	void anInputThatNoJobReceivedIsKnownByName() throws IOException {
		var flow = RunSamples.flow("night", "3");
		RunFolder before = run(RunSamples.request(flow, Map.of(), List.of(Path.of("/x/a.fits"), Path.of("/x/b.fits"))));
		RunFolder now = run(RunSamples.request(flow, Map.of(), List.of(Path.of("/y/a.fits"))));
		assertEquals(List.of(new InputChange(InputKind.REMOVED, "b.fits")), diff(before, now).inputs());
	}

	@Test
	void tellsWhatDiffersInAJob() throws IOException {
		JobKey old = RunSamples.key("test.dark", "5", "a.fits", "d1");
		JobKey changed = RunSamples.key("test.dark", "6", "a.fits", "d1");
		made(old, "p1", "p2");
		made(changed, "p1", "p3", "p4");
		RunFolder before = run(RunSamples.request(), RunSamples.started("dark#1", "flat"),
				RunSamples.ended(RunSamples.ok("dark#1", new QcValue("median", "CHIP1", 10, "adu"),
						new QcValue("noise", "", 1, "adu"), new QcValue("bad", "", 3, "")), old),
				RunSamples.ended(RunSamples.ok("flat"), RunSamples.key("test.flat", "1")));
		RunFolder now = run(RunSamples.request(), RunSamples.started("dark#1", "flat"),
				RunSamples.ended(RunSamples.ok("dark#1", new QcValue("median", "CHIP1", 11, "adu"),
						new QcValue("noise", "", 1, "adu"), new QcValue("hot", "", 4, "")), changed),
				RunSamples.ended(RunSamples.ok("flat"), RunSamples.key("test.flat", "1")));
		RunDifference difference = diff(before, now);
		assertEquals(1, difference.jobs().size());
		JobChange dark = difference.jobs().getFirst();
		assertEquals("dark", dark.node());
		assertEquals("exposure1", dark.subject());
		assertEquals(List.of("sigma 5 → 6"), dark.key().stream().map(key -> key.text()).toList());
		assertEquals(List.of(new QcChange("median", "CHIP1", "adu", Optional.of(10.0), Optional.of(11.0)),
				new QcChange("bad", "", "", Optional.of(3.0), Optional.empty()),
				new QcChange("hot", "", "", Optional.empty(), Optional.of(4.0))), dark.qc());
		assertEquals(List.of(new ProductChange("out", "MASTER", 1, "p2", "p3"),
				new ProductChange("out", "MASTER", 2, "", "p4")), dark.products());
		JsonObject json = RunRecordJson.of(difference);
		assertEquals(json, JsonParser.parseString(JsonText.of(json)));
		assertEquals("p3", json.getAsJsonArray("jobs").get(0).getAsJsonObject().getAsJsonArray("products").get(0)
				.getAsJsonObject().get("now").getAsString());
	}

	@Test
	void aForgottenResultIsNotTakenForADifferentOne() throws IOException {
		JobKey old = RunSamples.key("test.dark", "5");
		JobKey changed = RunSamples.key("test.dark", "6");
		made(changed, "p1");
		RunFolder before = run(RunSamples.request(), RunSamples.started("dark#1"),
				RunSamples.ended(RunSamples.ok("dark#1"), old));
		RunFolder now = run(RunSamples.request(), RunSamples.started("dark#1"),
				RunSamples.ended(RunSamples.ok("dark#1"), changed));
		assertEquals(List.of(), diff(before, now).jobs().getFirst().products());
	}

	@Test
	void matchesJobsByNodeAndSubjectWhateverTheirNumbers() throws IOException {
		var one = new RunEvent.Outline("dark#1", "dark", "test.dark", "night1");
		var other = new RunEvent.Outline("dark#7", "dark", "test.dark", "night1");
		var twin = new RunEvent.Outline("dark#8", "dark", "test.dark", "night1");
		JobKey key = RunSamples.key("test.dark", "5");
		RunFolder before = run(RunSamples.request(),
				new RunEvent.Started("x", "night", List.of(one), List.of(), List.of()),
				RunSamples.ended(RunSamples.ok("dark#1"), key));
		RunFolder now = run(RunSamples.request(),
				new RunEvent.Started("x", "night", List.of(other, twin), List.of(), List.of()),
				RunSamples.ended(RunSamples.ok("dark#7"), key), RunSamples.ended(RunSamples.ok("dark#8"), key));
		List<JobChange> jobs = diff(before, now).jobs();
		assertEquals(1, jobs.size());
		assertEquals("", jobs.getFirst().jobBefore());
		assertEquals("dark#8", jobs.getFirst().jobNow());
		assertEquals(Optional.empty(), jobs.getFirst().stateBefore());
	}

	@Test
	void tellsJobsThatEndedInAnotherWay() throws IOException {
		JobKey key = RunSamples.key("test.dark", "5");
		RunFolder before = run(RunSamples.request(), RunSamples.started("dark#1"),
				RunSamples.ended(RunSamples.ok("dark#1"), key));
		RunFolder now = run(RunSamples.request(), RunSamples.started("dark#1"), new RunEvent.JobEnded(
				JobResult.notRun("dark#1", Status.CANCELLED, RunSamples.WHY), null, null));
		JobChange change = diff(before, now).jobs().getFirst();
		assertEquals(Optional.of(JobState.OK), change.stateBefore());
		assertEquals(Optional.of(JobState.CANCELLED), change.stateNow());
		assertFalse(diff(before, now).isEmpty());
	}
}
