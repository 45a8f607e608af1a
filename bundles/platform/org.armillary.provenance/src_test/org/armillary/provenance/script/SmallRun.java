package org.armillary.provenance.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.HeaderCorrection;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.InputOrigin;
import org.armillary.engine.JobFacts.Maker;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobFacts.UsedParameter;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.KeyPart;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.RunEnvironment;
import org.armillary.engine.RunEnvironment.BundleVersion;
import org.armillary.engine.RunEvent.Outline;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.JobState;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.RunState;
import org.armillary.engine.run.RunSummary;
import org.armillary.engine.store.Store;
import org.armillary.workflow.WorkflowReader;

/**
 * A run with files and a store as a run leaves them: {@code dark} combines two raw files, one with a name that is meant to
 * do harm, {@code flat} uses its product, {@code broken} failed.
 */
public final class SmallRun {

	/** A name that a shell must not understand. */
	public static final String EVIL = "it's $HOME `touch x` $(touch x)\n\"; rm -rf \\ .fits";

	private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

	private final Path folder;
	private final Store store;

	/** The raw files. */
	public final List<Path> raw;

	/** The run. */
	public final RunRecord record;

	/** Makes the files of the run in a folder. */
	public SmallRun(Path folder, Store store) throws Exception {
		this.folder = folder;
		this.store = store;
		raw = List.of(fits(folder.resolve("raw/a.fits"), "A"), fits(folder.resolve("raw").resolve(EVIL), "B"));
		JobReport dark = adopt("dark", List.of(used("frames", "DARK", raw.get(0), Optional.empty()),
				new UsedInput("frames", "DARK", raw.get(1), digest(raw.get(1)),
						new ExtensionSelection(List.of("CHIP?.INT*")),
						List.of(new HeaderCorrection("ESO DPR TYPE", Optional.of("IT'S DARK"), "log", "night.yaml:3"),
								new HeaderCorrection("EXPTIME", Optional.of(1.0), "log", "/home/me/night.yaml:4"),
								new HeaderCorrection("ESO OLD", Optional.empty(), "log", "night.yaml:5")),
						new InputOrigin(EVIL, digest(raw.get(1)), Files.size(raw.get(1)), "", Optional.empty()))),
				"MASTER_DARK");
		Path master = published(dark);
		JobReport flat = adopt("flat",
				List.of(used("dark", "MASTER_DARK", master, Optional.of(new Maker(dark.key().hash(), "out", 0)))),
				"MASTER_FLAT");
		record = record(List.of(job("flat#1", "flat", flat, flat.result()), job("dark#1", "dark", dark, dark.result()),
				failed(dark)));
	}

	private static Path fits(Path file, String object) throws IOException {
		Files.createDirectories(file.getParent());
		String header = card("SIMPLE  =                    T") + card("BITPIX  =                    8")
				+ card("NAXIS   =                    0") + card("OBJECT  = '" + object + "'") + card("END");
		Files.write(file, (header + " ".repeat(2880 - header.length())).getBytes(StandardCharsets.US_ASCII));
		return file;
	}

	private static String card(String text) {
		return text + " ".repeat(80 - text.length());
	}

	private String digest(Path file) throws IOException {
		return store.files().digest(file, ExtensionSelection.ALL);
	}

	private UsedInput used(String port, String category, Path file, Optional<Maker> maker) throws IOException {
		String digest = digest(file);
		return new UsedInput(port, category, file, digest, ExtensionSelection.ALL, List.of(),
				new InputOrigin(String.valueOf(file.getFileName()), digest, Files.size(file), "", maker));
	}

	private JobReport adopt(String node, List<UsedInput> inputs, String category) throws IOException {
		Path made = fits(folder.resolve("made/" + category + ".fits"), category);
		JobKey key = key(node, inputs, UnaryOperator.identity());
		var result = new JobResult(node + "#1", Status.OK, Map.of(),
				List.of(new QcValue("read noise", "CHIP1", 7.5, "ADU"), new QcValue("bad", "", Double.NaN, "")),
				List.of(),
				Optional.empty(), "", Duration.ofSeconds(2), new ResourceUse(1, 2 << 20, 1.5), Optional.empty());
		var facts = new JobFacts(List.of(new UsedParameter("kappa", "4.0", "3.0", true),
				new UsedParameter("title", "it's", "", true)), inputs, Map.of("keep", "1 2"));
		return store.adopt(new JobReport("r", "test." + node, key, result,
				Map.of("out", List.of(new MadeProduct(made, digest(made), Files.size(made),
						new ProductDescription(category, Keywords.NONE)))),
				NOON, Map.of("origin", "test.bundle 1.0.0"), facts));
	}

	private static JobKey key(String node, List<UsedInput> inputs, UnaryOperator<String> called) {
		var parts = new ArrayList<>(List.of(new KeyPart(KeyPart.Kind.ACTOR, "", "test." + node),
				new KeyPart(KeyPart.Kind.ALGORITHM, "", "3")));
		inputs.forEach(input -> parts.add(new KeyPart(KeyPart.Kind.INPUT, input.port(),
				input.received() + " " + input.category(), called.apply(input.origin().name()))));
		return JobKey.of(parts);
	}

	/**
	 * A later run that used all results again, with copies of the raw files.
	 *
	 * @param copies
	 *            the copies, in the order of the raw files
	 */
	public RunRecord again(List<Path> copies) {
		var jobs = new ArrayList<JobRecord>();
		for (JobRecord job : record.jobs()) {
			JobKey key = job.key().orElseThrow();
			var parts = new ArrayList<KeyPart>();
			for (KeyPart part : key.parts()) {
				int copied = raw.stream().map(file -> file.getFileName().toString()).toList().indexOf(part.label());
				parts.add(copied < 0 ? part
						: new KeyPart(part.kind(), part.name(), part.value(),
								copies.get(copied).getFileName().toString()));
			}
			if (job.state().isFinished()) {
				jobs.add(new JobRecord(job.outline(), job.state(), true, Optional.empty(),
						Optional.of(JobKey.of(parts)), List.of(), job.result(), job.ended(), Optional.empty()));
			}
		}
		RunRequest before = record.request().orElseThrow();
		var request = new RunRequest(before.workflow(), before.settings(), Map.of("frames", copies),
				before.outputFolder(), before.layout());
		RunSummary old = record.summary();
		var summary = new RunSummary("r2", RunState.DONE, old.workflow(), old.created(), old.begun(), old.latest(),
				jobs.size(), old.outputFolder(), Optional.empty());
		return new RunRecord(summary, Optional.of(request), jobs, List.of(), List.of(), List.of(), List.of(), List.of(),
				record.environments(), Duration.ofSeconds(1), 0);
	}

	private Path published(JobReport report) throws IOException {
		Path place = folder.resolve("out/dark/x_MASTER_DARK.fits");
		Files.createDirectories(place.getParent());
		Files.copy(report.products().get("out").getFirst().path(), place);
		return place;
	}

	private JobRecord job(String id, String node, JobReport report, JobResult result) {
		Map<String, List<ProductFile>> places = Map.of("out",
				List.of(new ProductFile(
						folder.resolve("out/" + node + "/x_MASTER_" + node.toUpperCase(Locale.ROOT) + ".fits"),
						report.products().get("out").getFirst().description())));
		return new JobRecord(new Outline(id, node, "test." + node, "x", List.of("night\n1")), JobState.OK, false,
				Optional.empty(), Optional.of(report.key()), List.of(), Optional.of(result.withProducts(places)),
				Optional.of(NOON), Optional.empty());
	}

	/** Failed twice: of the first attempt it is known what it worked with, of the second no more than the key tells. */
	private JobRecord failed(JobReport dark) throws IOException {
		var tell = new Message("test.broken", "the frame " + dark.products().get("out").getFirst().path() + " of "
				+ folder.resolve("somewhere/else.txt") + " is dark", Optional.empty(), List.of());
		UsedInput input = used("frames", "DARK", raw.get(0), Optional.empty());
		var facts = new JobFacts(List.of(new UsedParameter("kappa", "5.0", "3.0", true)), List.of(input), Map.of());
		return new JobRecord(new Outline("broken#1", "broken", "test.broken", "x"), JobState.FAILED, false,
				Optional.empty(), Optional.of(key("broken", List.of(input), UnaryOperator.identity())),
				List.of(new JobRecord.Attempt(1, NOON, Optional.of(NOON), Optional.of(tell), Map.of(),
						new ResourceUse(1, 2 << 20, 1.5), Optional.of(facts)),
						new JobRecord.Attempt(2, NOON, Optional.of(NOON), Optional.empty())),
				Optional.of(JobResult.failed("broken#1", Kind.DATA, tell, "", Duration.ZERO)),
				Optional.of(NOON), Optional.empty());
	}

	private RunRecord record(List<JobRecord> jobs) throws Exception {
		var workflow = WorkflowReader.parse("""
				armillary-workflow: 1
				name: night
				inputs:
				  frames: {payload: image}
				nodes:
				  dark: {actor: test.dark}
				  flat: {actor: test.flat}
				  broken: {actor: test.broken}
				connections:
				  - frames -> dark.frames
				  - dark.out -> flat.dark
				""", folder.resolve("flows/night.flow.yaml").toString());
		var request = new RunRequest(workflow, Map.of("dark.kappa", "4.0"), Map.of("frames", raw),
				folder.resolve("out"),
				Layout.BY_NODE);
		var summary = new RunSummary("r", RunState.FAILED, "night", NOON, Optional.of(NOON), Optional.of(NOON), 3,
				Optional.of(folder.resolve("out")), Optional.empty());
		var environment = new RunEnvironment("1.2.3", List.of(new BundleVersion("test.bundle", "1.0.0")), "VM 25",
				"Linux",
				"", 2, 0, "coma", "me & you");
		return new RunRecord(summary, Optional.of(request), jobs, List.of(), List.of(), List.of(), List.of(), List.of(),
				List.of(environment), Duration.ofSeconds(4), 0);
	}
}
