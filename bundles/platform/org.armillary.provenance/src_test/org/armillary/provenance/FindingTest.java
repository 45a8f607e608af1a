package org.armillary.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.engine.RefusedException;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.Runs;
import org.armillary.engine.store.Mark;
import org.armillary.engine.store.Store;
import org.armillary.provenance.RandomRuns.Result;
import org.armillary.provenance.RandomRuns.Run;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;

/** Products by name, place and content, and what is told of them. */
class FindingTest {

	/** Of the tests, none of which changes anything. */
	@TempDir(factory = HastyFolder.class)
	private static Path folder;
	private static Store store;
	private static RandomRuns world;
	private static Run run;
	private static RunRecord record;
	private static Provenance provenance;
	private static Result result;

	@BeforeAll
	static void make() throws IOException {
		store = Store.open(folder.resolve("store"));
		world = new RandomRuns(store, folder, 5, false);
		world.family();
		world.family();
		run = world.runs.getFirst();
		record = new Runs(store).read(RunFolder.open(store.runs().resolve(run.id)));
		provenance = new Provenance(store);
		result = run.jobs.stream().filter(job -> job.outputs.size() > 1).findFirst().orElseThrow();
	}

	@AfterAll
	static void close() {
		store.close();
	}

	private String find(String name) throws Exception {
		return provenance.find(record, name).product().digest();
	}

	private String refusal(String name) {
		return assertThrows(RefusedException.class, () -> provenance.find(record, name)).explanation().id();
	}

	@Test
	void byPathNameAndPlace() throws Exception {
		String second = result.outputs.get(1);
		assertEquals(second, find(folder.resolve("out/" + result.job + "-1.txt").toString()));
		assertEquals(second, find(result.job + "-1.txt"));
		assertEquals(second, find(result.job + ".out#2"));
		assertEquals(ProvenanceMessage.AMBIGUOUS_PRODUCT.id(), refusal(result.job + ".out"));
		assertEquals(ProvenanceMessage.UNKNOWN_PRODUCT.id(), refusal(result.job + ".out#99"));
		assertEquals(ProvenanceMessage.UNKNOWN_PRODUCT.id(), refusal("\0"));
		String near = assertThrows(RefusedException.class, () -> provenance.find(record, result.job + "-1.tx"))
				.explanation().summary();
		assertTrue(near.contains(result.job + "-1.txt"), near);
		for (String wrong : List.of(result.job + ".uot", "nothing.out")) {
			String summary = assertThrows(RefusedException.class, () -> provenance.find(record, wrong)).explanation()
					.summary();
			assertTrue(summary.contains(".out"), summary);
		}
		String far = assertThrows(RefusedException.class, () -> provenance.find(record, "quite/something_else"))
				.explanation().summary();
		assertTrue(far.contains("-0.txt"), far);
	}

	@Test
	void byContent() throws Exception {
		Path copy = Files.copy(provenance.report(result.key).orElseThrow().products().get("out").get(1).path(),
				folder.resolve("another name.txt"));
		assertEquals(result.outputs.get(1), find(copy.toString()));
		assertEquals(result.outputs.get(1), provenance.product(record, copy).orElseThrow().digest());
		// of another run of the store
		Run last = world.runs.getLast();
		Result other = last.jobs.stream().filter(job -> !job.outputs.isEmpty() && !run.jobs.contains(job)).findFirst()
				.orElseThrow();
		Path foreign = Files.copy(provenance.report(other.key).orElseThrow().products().get("out").getFirst().path(),
				folder.resolve("foreign.txt"));
		assertEquals(other.outputs.getFirst(), find(foreign.toString()));
		Ancestry ancestry = provenance.ancestry(record, foreign).orElseThrow();
		assertEquals(other.key, ancestry.steps().getLast().report().key().hash());
		assertEquals(Optional.empty(),
				provenance.product(record, Files.writeString(folder.resolve("new.txt"), "never made")));
	}

	@Test
	void theJsonTellsStepsFilesAndMarks() throws Exception {
		FoundProduct found = provenance.find(record, result.job + ".out#2");
		Ancestry ancestry = provenance.ancestry(record, found);
		var mark = new Mark("bad", "anna", Instant.parse("2026-03-01T12:00:00Z"));
		JsonObject json = AncestryJson.of(record, found, ancestry, Map.of(result.key, mark));
		assertEquals(ancestry.steps().size(), json.getAsJsonArray("steps").size());
		assertEquals(ancestry.roots().size(), json.getAsJsonArray("files").size());
		assertTrue(json.get("complete").getAsBoolean());
		JsonObject first = json.getAsJsonArray("steps").get(0).getAsJsonObject();
		assertEquals(1, first.get("number").getAsInt());
		assertEquals(result.key, first.getAsJsonObject("key").get("hash").getAsString());
		assertEquals("bad", first.getAsJsonObject("outOfDate").get("reason").getAsString());
		first.getAsJsonArray("inputs").forEach(input -> assertEquals(input.getAsJsonObject().get("source").isJsonNull(),
				input.getAsJsonObject().has("fileNumber")));
	}

	@Test
	void impactTellsMakersAndPlaces() throws Exception {
		String digest = result.outputs.getFirst();
		assertEquals(List.of(result.key), Impact.of(provenance, digest).makers());
		assertEquals(digest, provenance.digests(digest.substring(0, 12)).iterator().next());
		assertTrue(provenance.digests("zz").isEmpty());
		Result user = world.results.stream().filter(job -> !job.inputs.isEmpty() && !job.outputs.isEmpty()).findFirst()
				.orElseThrow();
		Impact impact = Impact.of(provenance, user.known(user.inputs.getFirst()));
		assertTrue(impact.keys().contains(user.key));
		assertTrue(impact.products() >= user.outputs.size());
		Impact.Use use = impact.uses().stream().filter(one -> one.key().equals(user.key)).findFirst().orElseThrow();
		assertTrue(use.direct());
		assertEquals(Optional.of(folder.resolve("out/" + user.job + "-0.txt")), use.products().getFirst().published());
		assertFalse(impact.runs().isEmpty());
		Impact none = Impact.of(provenance, Digests.sha256("never used"));
		assertEquals(0, none.products());
		assertEquals(0, none.entries());
	}
}
