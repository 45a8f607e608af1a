package org.armillary.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.Payload;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.InputOrigin;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobFacts.UsedParameter;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReason;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.KeyPart;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.RunEnvironment;
import org.armillary.engine.RunEnvironment.BundleVersion;
import org.armillary.engine.RunEvent.Outline;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.quality.Measurement;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.JobRecord.Attempt;
import org.armillary.engine.run.JobState;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.RunState;
import org.armillary.engine.run.RunSummary;
import org.armillary.provenance.methods.Methods;
import org.armillary.report.preview.Preview;
import org.armillary.workflow.Connection;
import org.armillary.workflow.PortReference;
import org.armillary.workflow.Workflow;
import org.armillary.workflow.WorkflowDocument;
import org.armillary.workflow.WorkflowInput;
import org.armillary.workflow.WorkflowNode;
import org.armillary.workflow.WorkflowOutput;

/** A run that never was, with jobs as a test wants them. */
final class SampleRun implements ReportSource {

	static final Instant BEGIN = Instant.parse("2026-03-01T20:00:00Z");

	private static final byte[] PIXEL = Base64.getDecoder().decode(
			"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==");

	private final List<JobRecord> jobs = new ArrayList<>();
	private final Map<String, JobReport> reports = new HashMap<>();
	private final Map<String, org.armillary.engine.store.Mark> marks = new HashMap<>();
	private final List<Message> notes = new ArrayList<>();
	private final List<Measurement> history = new ArrayList<>();
	private final List<WorkflowNode> nodes = new ArrayList<>();
	private final List<Connection> connections = new ArrayList<>();
	private final List<WorkflowInput> inputs = new ArrayList<>();
	private final List<WorkflowOutput> outputs = new ArrayList<>();
	private Optional<RunState> state = Optional.empty();
	private String name = "sample";
	private String paragraph = "Frames were reduced.";
	private byte[] picture = PIXEL;
	private Instant latest = BEGIN;
	private Path out = Path.of("/data/night/out");

	SampleRun state(RunState wanted) {
		state = Optional.of(wanted);
		return this;
	}

	SampleRun out(Path folder) {
		out = folder;
		return this;
	}

	SampleRun named(String workflow) {
		name = workflow;
		return this;
	}

	SampleRun methods(String text) {
		paragraph = text;
		return this;
	}

	/** Has something told before the run began. */
	SampleRun told(Message note) {
		notes.add(note);
		return this;
	}

	SampleRun picture(byte[] png) {
		picture = png;
		return this;
	}

	SampleRun input(String id) {
		inputs.add(new WorkflowInput(id, Payload.IMAGE, List.of(), ""));
		return this;
	}

	/** A node that takes from others. */
	SampleRun node(String id, String actor, String... from) {
		nodes.add(WorkflowNode.of(id, actor));
		for (String other : from) {
			boolean input = inputs.stream().anyMatch(known -> known.name().equals(other));
			connections.add(Connection.of(input ? PortReference.ofInput(other) : new PortReference(other, "made"),
					new PortReference(id, "frames")));
		}
		return this;
	}

	/** Makes products of a node what the workflow is for. */
	SampleRun output(String node) {
		outputs.add(new WorkflowOutput(node, new PortReference(node, "made")));
		return this;
	}

	/** What a job is to be. */
	static final class Spec {
		String id = "job";
		String node = "job";
		String actor = "test.actor";
		String subject = "";
		JobState state = JobState.OK;
		boolean reused;
		double from;
		double seconds = 1;
		long declared;
		long peak;
		List<Message> messages = List.of();
		List<QcValue> qc = List.of();
		List<String> products = List.of();
		Map<String, String> parameters = Map.of();
		List<String> inputs = List.of();
		int failedAttempts;
		/** Why somebody marked the result as out of date; empty where nobody did. */
		String outOfDate = "";
		/** When an attempt before the last was cut off, in seconds from begin to end. */
		List<Double> cutOff = List.of();

		/** Where a product lies in the store. */
		static Path object(String product) {
			return Path.of("/store/objects").resolve(String.format("%064x.fits", product.hashCode() & 0xffffffffL));
		}
	}

	SampleRun job(Spec spec) {
		var key = JobKey.of(List.of(new KeyPart(KeyPart.Kind.ACTOR, "", spec.actor),
				new KeyPart(KeyPart.Kind.PARAMETER, "job", spec.id)));
		Instant start = at(spec.from);
		Instant end = at(spec.from + spec.seconds);
		var attempts = new ArrayList<Attempt>();
		boolean ran = !spec.reused && spec.state != JobState.SKIPPED && spec.state != JobState.PENDING
				&& spec.state != JobState.WAITING;
		var use = new ResourceUse(spec.declared, spec.peak, spec.seconds / 2);
		Optional<Message> why = spec.messages.stream().findFirst();
		for (int i = 0; ran && i < spec.failedAttempts; i++) {
			attempts.add(new Attempt(i + 1, at(spec.from - spec.failedAttempts + i), Optional.of(at(spec.from
					- spec.failedAttempts + i + 0.5)), why, Map.of(), use));
		}
		if (!spec.cutOff.isEmpty()) {
			attempts.add(new Attempt(1, at(spec.cutOff.getFirst()), Optional.of(at(spec.cutOff.getLast())),
					Optional.empty()));
		}
		var facts = facts(spec);
		boolean ended = spec.state.ordinal() >= JobState.OK.ordinal();
		if (ran) {
			boolean failed = spec.state == JobState.FAILED;
			attempts.add(new Attempt(attempts.size() + 1, start, ended ? Optional.of(end) : Optional.empty(),
					failed ? why : Optional.empty(), Map.of(), use, failed ? Optional.of(facts) : Optional.empty()));
		}
		var files = new ArrayList<ProductFile>();
		var made = new ArrayList<MadeProduct>();
		for (String product : spec.products) {
			var description = new ProductDescription("PRODUCT", Keywords.NONE);
			files.add(new ProductFile(out.resolve(product), description));
			made.add(new MadeProduct(Spec.object(product), "ab12".repeat(16), 1_234_567, description));
		}
		var result = new JobResult(spec.id, status(spec.state), files.isEmpty() ? Map.of() : Map.of("made", files),
				spec.qc, spec.messages,
				spec.state == JobState.FAILED ? Optional.of(ActorException.Kind.DATA) : Optional.empty(), "",
				Duration.ofMillis(Math.round(spec.seconds * 1000)), use,
				spec.reused ? Optional.of("earlier") : Optional.empty());
		jobs.add(new JobRecord(new Outline(spec.id, spec.node, spec.actor, spec.subject), spec.state, spec.reused,
				Optional.of(spec.reused ? JobReason.reused("earlier")
						: new JobReason(JobReason.Kind.NEW, "", List.of(), List.of())),
				Optional.of(key), attempts, ended ? Optional.of(result) : Optional.empty(),
				ended ? Optional.of(end) : Optional.empty(), Optional.empty()));
		if (!spec.outOfDate.isEmpty()) {
			marks.put(key.hash(), new org.armillary.engine.store.Mark(spec.outOfDate, "anna", BEGIN));
		}
		if (spec.state.isFinished()) {
			reports.put(key.hash(), new JobReport("sample-run", spec.actor, key, result,
					made.isEmpty() ? Map.of() : Map.of("made", made), end, new LinkedHashMap<>(), facts));
		}
		if (ran) {
			Instant told = ended ? end : start;
			latest = told.isAfter(latest) ? told : latest;
		}
		return this;
	}

	private static JobFacts facts(Spec spec) {
		var parameters = new ArrayList<UsedParameter>();
		spec.parameters.forEach((parameter, value) -> parameters.add(new UsedParameter(parameter, value, "1", true)));
		var used = new ArrayList<UsedInput>();
		spec.inputs.forEach(input -> used.add(new UsedInput("frames", "RAW", Path.of("/raw").resolve(input),
				"cd".repeat(32), ExtensionSelection.ALL, List.of(),
				new InputOrigin(input, Integer.toHexString(input.hashCode()), 16_000_000, "ARC." + input,
						Optional.empty()))));
		return new JobFacts(parameters, used, Map.of());
	}

	/** A value that an earlier run published. */
	SampleRun earlier(String actor, QcValue value, int daysBefore) {
		history.add(new Measurement(actor, "old", "old-run", "00" + history.size(),
				BEGIN.minus(Duration.ofDays(daysBefore)), OptionalDouble.empty(), value, List.of()));
		return this;
	}

	private static Instant at(double seconds) {
		return BEGIN.plusNanos(Math.round(seconds * 1e9));
	}

	private static JobResult.Status status(JobState state) {
		return switch (state) {
		case PARTIAL -> JobResult.Status.PARTIAL;
		case NO_WORK -> JobResult.Status.NO_WORK;
		case FAILED -> JobResult.Status.FAILED;
		case SKIPPED -> JobResult.Status.SKIPPED;
		case CANCELLED -> JobResult.Status.CANCELLED;
		default -> JobResult.Status.OK;
		};
	}

	RunRecord record() {
		boolean failed = jobs.stream().anyMatch(job -> job.state() == JobState.FAILED);
		Optional<RunRequest> request = Optional.empty();
		if (!nodes.isEmpty()) {
			var workflow = new Workflow(name, "A workflow of a test.", Optional.empty(), inputs, List.of(), nodes,
					connections, outputs);
			request = Optional.of(new RunRequest(WorkflowDocument.of(workflow, "sample.flow.yaml"), Map.of(), Map.of(),
					out, Layout.BY_NODE).withNotes(notes));
		}
		var environment = new RunEnvironment("0.1.0", List.of(new BundleVersion("org.armillary.kmos.dark", "0.1.0")),
				"Java 25", "Linux 6.1 amd64", "A processor", 8, 32_000_000_000L, "observatory", "astronomer");
		return new RunRecord(
				new RunSummary("sample-20260301-200000", state.orElse(failed ? RunState.FAILED : RunState.DONE), name,
						BEGIN,
						Optional.of(BEGIN), Optional.of(latest), jobs.size(), Optional.of(out), Optional.empty()),
				request, jobs, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(environment),
				Duration.between(BEGIN, latest), 0);
	}

	@Override
	public Optional<JobReport> report(String key) {
		return Optional.ofNullable(reports.get(key));
	}

	@Override
	public Optional<org.armillary.engine.store.Mark> outOfDate(String key) {
		return Optional.ofNullable(marks.get(key));
	}

	@Override
	public List<Measurement> history(String actor) {
		return history.stream().filter(measurement -> measurement.actor().equals(actor)).toList();
	}

	@Override
	public Methods methods(RunRecord run) {
		return new Methods(paragraph, List.of(), List.of());
	}

	@Override
	public List<Preview> previews(Path product) {
		return List.of(new Preview.Picture("median over wavelength", "1 px = 1 px", 1, 1, picture));
	}

	@Override
	public Optional<Path> file(MadeProduct product, Path published) {
		return Optional.of(published).filter(Files::isRegularFile);
	}
}
