package org.armillary.engine.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.QcValue;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.ContentDigest;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.HeaderFiles;
import org.armillary.engine.JobDescriptor;
import org.armillary.engine.JobDescriptor.Input;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a job: products with digest and header, failures by kind, the contract of actors. */
class JobRunnerTest extends JobFixture {

	@Test
	void theReportTellsAllAndIsInTheFolder() throws Exception {
		JobFolder folder = folder("fits", "NGC 1");
		JobReport report = run(folder);
		assertEquals(Status.OK, report.result().status());
		MadeProduct product = product(report, "out");
		assertEquals(ContentDigest.of(product.path()), product.digest());
		assertEquals(Files.size(product.path()), product.bytes());
		assertEquals("MADE", product.description().category());
		assertEquals(Optional.of("NGC 1"), product.description().keywords().text("OBJECT"));
		assertEquals(List.of(new QcValue("level", "all", 1.5, "ADU")), report.result().qc());
		assertEquals("run-1", report.run());
		assertEquals(key("fits", "NGC 1", 3), report.key());
		assertEquals("built in", report.circumstances().get("origin"));
		assertTrue(report.circumstances().keySet().containsAll(List.of("host", "user", "java")));
		assertTrue(report.result().use().cpuSeconds() > 0);
		assertEquals(Optional.of(report), new JobFolder(folder.path()).report());
		assertEquals(
				List.of(RunEvent.QcPublished.class, RunEvent.Progress.class, RunEvent.Logged.class),
				events.stream().map(Object::getClass).toList());
	}

	@Test
	void nothingIsLeftButDescriptionProductsAndResult() throws Exception {
		JobFolder folder = folder("fits", "x");
		run(folder);
		assertEquals(List.of("job.json", "products", "products/MADE-1.fits", "result.json"), files(folder.path()));
		folder.delete();
		assertFalse(Files.exists(folder.path()));
	}

	private static List<String> files(Path folder) throws IOException {
		try (var files = Files.walk(folder)) {
			return files.filter(file -> !file.equals(folder)).map(file -> folder.relativize(file).toString()).sorted()
					.toList();
		}
	}

	@Test
	void aFolderThatWasMovedIsReadAndExecutedInItsNewPlace() throws Exception {
		JobFolder folder = folder("fits", "x");
		Path moved = Files.move(folder.path(), temporary.resolve("moved"));
		JobReport report = run(new JobFolder(moved));
		assertEquals(moved.resolve("products/MADE-1.fits"), product(report, "out").path());
		Path again = Files.move(moved, temporary.resolve("again"));
		JobReport read = new JobFolder(again).verifiedReport(_ -> false).orElseThrow();
		assertEquals(again.resolve("products/MADE-1.fits"), product(read, "out").path());
	}

	@Test
	void inputsAreDescribedByTheirHeadersAndTheCategoryOfTheJob() throws Exception {
		Path fits = temporary.resolve("a.fits");
		ActingActor.writeFits(fits, "M 31");
		Path text = Files.writeString(temporary.resolve("b.txt"), "b");
		JobReport report = run("describe", "", new Input(fits, "RETAGGED", ExtensionSelection.ALL),
				new Input(text, "TEXT", ExtensionSelection.ALL));
		assertEquals("RETAGGED M 31 [PRIMARY]\nTEXT -\ndecision 3,4", text(report));
	}

	@Test
	void aSelectionGivesPrimaryAndSelectedExtensionsAndLeavesNoCopy() throws Exception {
		Path fits = temporary.resolve("cube.fits");
		try (FitsWriter writer = FitsWriter.create(fits)) {
			writer.primary(FitsHeader.builder().set("OBJECT", "GOODS-S").build());
			for (String name : List.of("IFU.1.DATA", "IFU.1.NOISE", "IFU.11.DATA", "IFU.2.DATA")) {
				writer.image(name, FitsHeader.EMPTY, "", new float[] { 1, 2 }, 2);
			}
			writer.commit();
		}
		JobFolder folder = folder("describe", "",
				new Input(fits, "CUBE", new ExtensionSelection(List.of("IFU.1.*"))),
				new Input(fits, "CUBE", new ExtensionSelection(List.of("IFU.2.DATA", "IFU.11.DATA"))),
				new Input(fits, "CUBE", ExtensionSelection.ALL));
		assertEquals("""
				CUBE GOODS-S [PRIMARY, IFU.1.DATA, IFU.1.NOISE]
				CUBE GOODS-S [PRIMARY, IFU.11.DATA, IFU.2.DATA]
				CUBE GOODS-S [PRIMARY, IFU.1.DATA, IFU.1.NOISE, IFU.11.DATA, IFU.2.DATA]
				decision 3,4""", text(run(folder)));
		assertFalse(Files.exists(folder.path().resolve("inputs")));
	}

	/** What counts for the key is what the job gets, whatever the file is called. */
	@Test
	void aFitsFileOfAnotherNameIsReadAndStagedAsSuch() throws Exception {
		Path fits = temporary.resolve("x.dat");
		try (FitsWriter writer = FitsWriter.create(fits)) {
			writer.primary(FitsHeader.EMPTY.with("OBJECT", "NGC 7"));
			writer.image("A", FitsHeader.EMPTY, "adu", new float[] { 1 }, 1, 1);
			writer.image("B", FitsHeader.EMPTY, "adu", new float[] { 2 }, 1, 1);
			writer.commit();
		}
		var justB = new ExtensionSelection(List.of("B"));
		var staging = new InputStaging(folder("nowork", ""));
		var job = descriptor("nowork", "", new Input(fits, "X", justB), new Input(fits, "Y", ExtensionSelection.ALL));
		var products = staging.inputs(job).port("in");
		assertEquals(Optional.of("NGC 7"), products.getFirst().description().keywords().text("OBJECT"));
		assertEquals(new HeaderFiles().digest(fits, justB), ContentDigest.of(products.getFirst().path()));
		assertEquals(Optional.of("NGC 7"), products.getLast().description().keywords().text("OBJECT"));
		assertEquals(fits, products.getLast().path());
		assertEquals(new HeaderFiles().digest(fits, ExtensionSelection.ALL), ProductFiles.digest(fits));
	}

	@Test
	void aSelectionKeepsThePixelsOfTheOriginal() throws Exception {
		Path fits = temporary.resolve("cube.fits");
		try (FitsWriter writer = FitsWriter.create(fits)) {
			writer.image("A", FitsHeader.EMPTY, "", new short[] { 1, -2 }, 2);
			writer.image("B", FitsHeader.EMPTY, "ADU", new double[] { 0.1, Double.NaN }, 2);
			writer.commit();
		}
		JobFolder folder = folder("nowork", "");
		var staging = new InputStaging(folder);
		var descriptor = descriptor("nowork", "", new Input(fits, "X", new ExtensionSelection(List.of("B"))));
		Path copy = staging.inputs(descriptor).port("in").getFirst().path();
		assertTrue(copy.startsWith(folder.path()));
		Hdu hdu = FitsFile.open(copy).hdu("B");
		assertEquals(List.of("PRIMARY", "B"), FitsFile.open(copy).hdus().stream().map(Hdu::name).toList());
		assertEquals(0.1, hdu.readDoubles()[0]);
		assertTrue(Double.isNaN(hdu.readDoubles()[1]));
		assertEquals("ADU", hdu.header().text("BUNIT"));
	}

	@Test
	void anInputThatIsNotThereFailsWithItsName() throws Exception {
		Path absent = temporary.resolve("absent.fits");
		JobReport report = run("describe", "", new Input(absent, "", ExtensionSelection.ALL));
		assertFailed(Kind.DATA, "fits.missing", report);
		assertTrue(message(report).summary().contains(absent.toString()));
		assertFailed(Kind.DATA, "run.input-file",
				run("describe", "", new Input(temporary.resolve("absent.txt"), "", ExtensionSelection.ALL)));
	}

	@ParameterizedTest
	@EnumSource(Kind.class)
	void aFailureKeepsItsKindAndHasATrace(Kind kind) throws Exception {
		JobFolder folder = folder("fail", kind.name());
		JobReport report = run(folder);
		assertFailed(kind, "test.why", report);
		assertTrue(report.result().trace().contains("ActingActor.act("), report.result().trace());
		assertEquals(Optional.of(report), new JobFolder(folder.path()).report());
		assertEquals(kind == Kind.BUG,
				message(report).remedies().stream().anyMatch(text -> text.contains("exec-job " + folder.path())));
	}

	@ParameterizedTest
	@CsvSource({ "defect, BUG, actor.defect", "interrupt, BUG, run.contract", "memory, RESOURCE, actor.memory",
			"wrong-port, BUG, run.contract", "wrong-category, BUG, run.contract", "nothing, BUG, run.contract",
			"folder, BUG, run.contract", "twice, BUG, run.contract", "many, BUG, run.contract",
			"unknown-output, BUG, run.contract", "removed, BUG, run.contract" })
	void whatActorsShouldNotDoIsReported(String act, Kind kind, String id) throws Exception {
		try (var executor = new InProcessExecutor(ActingActor.catalog())) {
			JobReport report = executor.execute(folder(act, ""), Optional.empty(), RunListener.NONE);
			assertFailed(kind, id, report);
			assertEquals(Map.of(), report.products());
			assertEquals(id.equals("actor.memory"), JobExecutor.ranOutOfMemory(report.result()));
		}
	}

	@Test
	void aProductOfSomebodyElseIsNotTakenForOne() throws Exception {
		Path fits = temporary.resolve("a.fits");
		ActingActor.writeFits(fits, "x");
		assertFailed(Kind.BUG, "run.contract", run("foreign", "", new Input(fits, "", ExtensionSelection.ALL)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "link", "hard-link" })
	void aLinkToAnInputBecomesAFileOfItsOwn(String act) throws Exception {
		Path fits = temporary.resolve("a.fits");
		ActingActor.writeFits(fits, "x");
		MadeProduct product = product(run(act, "", new Input(fits, "", ExtensionSelection.ALL)), "out");
		assertFalse(Files.isSymbolicLink(product.path()));
		assertEquals(1, Files.getAttribute(product.path(), "unix:nlink"));
		assertEquals(1, Files.getAttribute(fits, "unix:nlink"));
		assertEquals(ContentDigest.of(fits), product.digest());
	}

	@Test
	void aProductThatIsChangedLaterIsReportedAsItIs() throws Exception {
		MadeProduct product = product(run("late", ""), "out");
		assertEquals(Optional.of("late"), product.description().keywords().text("OBJECT"));
		assertEquals(ContentDigest.of(product.path()), product.digest());
	}

	@Test
	void outcomesThatAreNotOk() throws Exception {
		JobReport partial = run("partial", "x");
		assertEquals(Status.PARTIAL, partial.result().status());
		assertEquals(1, partial.products().get("out").size());
		assertEquals("test.why", message(partial).id());
		JobFolder folder = folder("nowork", "");
		assertEquals(Status.NO_WORK, run(folder).result().status());
		assertEquals(List.of("job.json", "result.json"), files(folder.path()));
	}

	@Test
	void scratchIsBelowTheNamedFolderAndGoes() throws Exception {
		Path elsewhere = temporary.resolve("elsewhere");
		JobFolder folder = folder(descriptor("scratch", "", 0, Optional.of(elsewhere)));
		String place = text(run(folder));
		assertTrue(place.startsWith(elsewhere.resolve(JobFolder.SCRATCH_PREFIX).toString()), place);
		assertEquals(List.of(), files(elsewhere));
		String inside = text(run("scratch", ""));
		assertTrue(inside.startsWith(temporary.resolve("jobs").toString()), inside);
		assertFalse(Files.exists(Path.of(inside)));
	}

	@Test
	void scratchThatCannotBeMadeIsAFailureOfResources() throws Exception {
		Path file = Files.writeString(temporary.resolve("file"), "");
		JobReport report = run(folder(descriptor("scratch", "", 0, Optional.of(file))));
		assertFailed(Kind.RESOURCE, "actor.input-output", report);
		assertTrue(message(report).summary().contains(file.toString()), message(report).summary());
	}

	@Test
	void whatLiesInScratchElsewhereGoesWithTheFolder() throws Exception {
		Path elsewhere = temporary.resolve("elsewhere");
		JobFolder folder = folder(descriptor("scratch", "", 0, Optional.of(elsewhere)));
		Files.createDirectories(folder.scratch().resolve("left"));
		new JobFolder(folder.path()).delete();
		assertEquals(List.of(), files(elsewhere));
	}

	@Test
	void anActorThatIsNotHereIsAFailureOfTheUser() throws Exception {
		var runner = new JobRunner(ActorCatalog.of());
		assertFailed(Kind.USER, "job.actor-missing", runner.run(folder("fits", ""), RunListener.NONE));
	}

	@Test
	void anotherAlgorithmThanPlannedIsRefused() throws Exception {
		for (int algorithm : List.of(2, 4)) {
			JobReport report = run(folder(with(key("fits", "", algorithm), Map.of("act", "fits"))));
			assertFailed(Kind.USER, "job.algorithm", report);
			assertTrue(message(report).summary().contains("algorithm " + algorithm), message(report).summary());
		}
	}

	@Test
	void whatContradictsItsKeyIsRefused() throws Exception {
		assertFailed(Kind.USER, "job.key", run(folder(with(key("fits", "y", 3), Map.of("act", "fits")))));
		JobFolder folder = folder("fits", "");
		String text = Files.readString(folder.path().resolve("job.json"));
		Files.writeString(folder.path().resolve("job.json"), text.replace(key("fits", "", 3).hash(), "0".repeat(64)));
		assertThrows(IOException.class, () -> run(new JobFolder(folder.path())));
		assertFailed(Kind.USER, "parameter.unknown", run(folder(with(key("fits", "", 3), Map.of("no", "x")))));
	}

	private JobDescriptor with(JobKey key, Map<String, String> parameters) {
		return new JobDescriptor("", "job", "node", 1, key, ActingActor.ID, parameters, new LinkedHashMap<>(), Map.of(),
				0, Optional.empty());
	}

	@Test
	void aFullDiskIsNamedWithWhatIsFree() throws Exception {
		JobFolder folder = folder("full", "");
		JobReport report = run(folder);
		assertFailed(Kind.RESOURCE, "run.disk-full", report);
		assertTrue(message(report).summary().contains(folder.path().toString()), message(report).summary());
		assertTrue(message(report).summary().matches(".*\\d+ bytes are free.*"), message(report).summary());
	}

	@Test
	void aDescriptionThatIsNoneIsAnException() throws Exception {
		Path folder = Files.createDirectories(temporary.resolve("broken"));
		assertThrows(IOException.class, () -> run(new JobFolder(folder)));
		Files.writeString(folder.resolve("job.json"), "{\"armillary-job\": 1");
		assertThrows(IOException.class, () -> run(new JobFolder(folder)));
	}

	@Test
	void aTornResultCountsAsNoneAndADamagedProductShows() throws Exception {
		JobFolder folder = folder("fits", "x");
		assertEquals(Optional.empty(), folder.report());
		JobReport report = run(folder);
		assertTrue(folder.verifiedReport(_ -> false).isPresent());
		Path product = product(report, "out").path();
		byte[] bytes = Files.readAllBytes(product);
		bytes[3000] ^= 1;
		Files.write(product, bytes);
		assertTrue(folder.report().isPresent());
		assertEquals(Optional.empty(), folder.verifiedReport(_ -> false));
		String text = Files.readString(folder.path().resolve("result.json"));
		for (int length : List.of(0, 1, text.length() / 2, text.length() - 1)) {
			Files.writeString(folder.path().resolve("result.json"), text.substring(0, length));
			assertEquals(Optional.empty(), folder.report());
		}
	}

	@Test
	void aJobCanBeRepeatedInItsFolder() throws Exception {
		JobFolder folder = folder("many", "");
		assertFailed(Kind.BUG, "run.contract", run(folder));
		assertEquals(4, files(folder.products()).size());
		Files.copy(folder("fits", "").path().resolve("job.json"), folder.path().resolve("job.json"),
				StandardCopyOption.REPLACE_EXISTING);
		Files.createDirectories(folder.scratch().resolve("left"));
		assertEquals(Status.OK, run(new JobFolder(folder.path())).result().status());
		assertEquals(List.of("MADE-1.fits"), files(folder.products()));
	}

	@Test
	void aRepeatedJobThatDoesNotEndLeavesNoOlderResult() throws Exception {
		JobFolder folder = folder("sleep", "0.01");
		assertEquals(Status.OK, run(folder).result().status());
		Thread.currentThread().interrupt();
		assertThrows(InterruptedException.class, () -> run(folder));
		assertEquals(Optional.empty(), folder.report());
	}

	@Test
	void aFolderIsMadeOnce() throws Exception {
		JobFolder folder = folder("fits", "x");
		assertThrows(IOException.class, () -> JobFolder.create(folder.path(), descriptor("fits", "y")));
		assertEquals("x", new JobFolder(folder.path()).descriptor().parameters().get("argument"));
		assertEquals(folder.descriptor(), new JobFolder(folder.path()).descriptor());
	}

	@Test
	void equalJobsHaveEqualProductsWithDifferentKeysForDifferentOnes() throws Exception {
		assertEquals(product(run("fits", "x"), "out").digest(), product(run("fits", "x"), "out").digest());
		assertNotEquals(product(run("fits", "x"), "out").digest(), product(run("fits", "y"), "out").digest());
	}

	@Test
	void interruptingTheThreadCancelsAJobThatRunsOnIt() throws Exception {
		JobFolder folder = folder("sleep", "20");
		var thread = Thread.currentThread();
		Thread.ofVirtual().start(() -> {
			try {
				await(10, () -> !events.isEmpty());
			} catch (InterruptedException e) {
				throw new IllegalStateException(e);
			}
			thread.interrupt();
		});
		assertThrows(InterruptedException.class, () -> run(folder));
		assertEquals(Optional.empty(), folder.report());
	}

	@Test
	void progressIsThinnedOutButItsLastStepIsTold() {
		var collector = new QcCollector("job", events::add);
		for (int i = 1; i <= 100_000; i++) {
			collector.progress(i, 100_000, "row");
		}
		assertTrue(events.size() < 300, () -> String.valueOf(events.size()));
		assertEquals(new RunEvent.Progress("job", 100_000, 100_000, "row"), events.getLast());
	}
}
