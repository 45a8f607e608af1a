package org.armillary.provenance.difference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.ContentDigest;
import org.armillary.data.fits.FitsWriter;
import org.armillary.engine.HeaderFiles;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.KeyPart;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.RunEvent.Outline;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.JobState;
import org.armillary.engine.run.RunDifference;
import org.armillary.engine.run.RunDifference.JobChange;
import org.armillary.engine.run.RunDifference.ProductChange;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.RunState;
import org.armillary.engine.run.RunSummary;
import org.armillary.provenance.ProvenanceMessage;
import org.armillary.provenance.difference.FileDifference.Pixels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductComparisonTest {

	private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

	@TempDir
	Path folder;
	private final Map<String, JobReport> reports = new HashMap<>();
	private Path stored;
	private Path published;
	private RunRecord before;
	private RunRecord now;

	@BeforeEach
	void makeRuns() throws FitsException {
		before = run("one", 1, 2);
		now = run("two", 1, 4);
	}

	/** A run of one job with one product, in the store and in the output folder. */
	private RunRecord run(String id, float... pixels) throws FitsException {
		stored = write(id + "-stored.fits", pixels);
		published = write(id + ".fits", pixels);
		JobKey key = JobKey.of(List.of(new KeyPart(KeyPart.Kind.PARAMETER, "run", id)));
		var description = new ProductDescription("MASTER", Keywords.NONE);
		var result = new JobResult("dark", Status.OK, Map.of("out", List.of(new ProductFile(published, description))),
				List.of(), List.of(), Optional.empty(), "", Duration.ZERO, ResourceUse.UNKNOWN, Optional.empty());
		reports.put(key.hash(), new JobReport(id, "test.dark", key, result, Map.of("out",
				List.of(new MadeProduct(stored, ContentDigest.of(stored), 1, description))), NOON, Map.of()));
		var job = new JobRecord(new Outline("dark", "dark", "test.dark", ""), JobState.OK, false, Optional.empty(),
				Optional.of(key), List.of(), Optional.of(result), Optional.of(NOON), Optional.empty());
		return new RunRecord(new RunSummary(id, RunState.DONE, "w", NOON, Optional.of(NOON), Optional.of(NOON), 1,
				Optional.empty(), Optional.empty()), Optional.empty(), List.of(job), List.of(), List.of(), List.of(),
				List.of(), List.of(), List.of(), Duration.ZERO, 0);
	}

	private Path write(String name, float... pixels) throws FitsException {
		Path file = folder.resolve(name);
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(FitsHeader.EMPTY);
			writer.image("X", FitsHeader.EMPTY, "adu", pixels, pixels.length);
			writer.commit();
		}
		return file;
	}

	private List<ProductDifference> compare(int most, List<String> told) throws IOException {
		var products = List.of(new ProductChange("out", "MASTER", 0, ContentDigest.of(folder.resolve("one.fits")),
				reports.values().stream().filter(report -> report.run().equals("two")).findFirst().orElseThrow()
						.products().get("out").getFirst().digest()),
				new ProductChange("out", "OTHER", 0, "", "new"));
		var difference = new RunDifference("one", "two", List.of(), Optional.empty(), List.of(), List.of(), List.of(),
				List.of(new JobChange("dark", "", "dark", "dark", Optional.of(JobState.OK), Optional.of(JobState.OK),
						List.of(), List.of(), products)));
		return new ProductComparison(key -> Optional.ofNullable(reports.get(key)), new HeaderFiles(), before, now)
				.compare(difference, most, told::add);
	}

	private static void assertCompared(List<ProductDifference> products) {
		assertEquals(1, products.size(), "a product of one run alone has nothing to be compared with");
		assertEquals("two.fits", products.getFirst().name());
		var pixels = (Pixels) products.getFirst().difference().orElseThrow().parts().getFirst().data();
		assertEquals(1, pixels.different());
		assertEquals(2, pixels.size().maximum());
		assertEquals(List.of(2L), pixels.size().position());
	}

	@Test
	void comparesWhatLiesInTheStore() throws IOException {
		var told = new ArrayList<String>();
		write("two.fits", 7, 7);
		assertCompared(compare(9, told));
		assertEquals(List.of("two.fits"), told);
	}

	@Test
	void comparesWhatTheUserHasWhereTheStoreHasItNoMore() throws IOException {
		Files.delete(stored);
		assertCompared(compare(9, new ArrayList<>()));
	}

	@Test
	void whatTheUserHasChangedIsNoProductOfTheRun() throws IOException {
		Files.delete(stored);
		write("two.fits", 7, 7);
		ProductDifference product = compare(9, new ArrayList<>()).getFirst();
		assertEquals(Optional.empty(), product.difference());
		assertEquals(ProvenanceMessage.DIFFERENCE_GONE.id(), product.problem().orElseThrow().id());
		Files.write(published, new byte[100]);
		assertEquals(ProvenanceMessage.DIFFERENCE_GONE.id(),
				compare(9, new ArrayList<>()).getFirst().problem().orElseThrow().id(), "not FITS any more");
	}

	@Test
	void aDamagedFileIsToldAndDoesNotEndTheComparison() throws IOException {
		Files.write(stored, new byte[5760]);
		ProductDifference product = compare(9, new ArrayList<>()).getFirst();
		assertEquals(Optional.empty(), product.difference());
		assertTrue(product.problem().orElseThrow().id().startsWith("fits."), product.toString());
	}

	@Test
	void noMoreAreComparedThanAsked() throws IOException {
		ProductDifference product = compare(0, new ArrayList<>()).getFirst();
		assertEquals(Optional.empty(), product.difference());
		assertEquals(Optional.empty(), product.problem());
	}
}
