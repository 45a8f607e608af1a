package org.armillary.provenance.methods;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.Payload;
import org.armillary.actor.Presence;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.actor.provider.PortDescriptor.Role;
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
import org.armillary.engine.RunEvent.Outline;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.JobState;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.RunState;
import org.armillary.engine.run.RunSummary;

/** Runs that never were. */
final class MethodsFixture {

	private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

	private final List<MethodsJob> jobs = new ArrayList<>();
	private List<RunEnvironment> environments = List.of(environment("0.1.0.202601311200"));
	private String workflow = "night";
	private int files;

	/** A job; its inputs, its report, how it ended. */
	final class MethodsJob {
		private final String node;
		private final String actor;
		private final Map<String, String> settings;
		private final List<UsedInput> inputs = new ArrayList<>();
		private final Map<String, String> circumstances = new HashMap<>();
		private final Map<String, List<MadeProduct>> products = new HashMap<>();
		private Status status = Status.OK;
		private boolean known = true;
		private boolean facts = true;

		private MethodsJob(String node, String actor, Map<String, String> settings) {
			this.node = node;
			this.actor = actor;
			this.settings = settings;
		}

		MethodsJob made(String category, int combined) {
			return made(category, combined, actor);
		}

		MethodsJob made(String category, int combined, String recipe) {
			var keywords = combined == 0 ? Keywords.NONE
					: new Keywords(Map.of("ESO PRO DATANCOM", Long.valueOf(combined), "ESO PRO REC1 ID", recipe));
			products.put("out", List.of(new MadeProduct(Path.of("/store/x.fits"), "d", 1,
					new ProductDescription(category, keywords))));
			return this;
		}

		MethodsJob origin(String bundle) {
			circumstances.put("origin", bundle);
			return this;
		}

		MethodsJob ended(Status how) {
			status = how;
			return this;
		}

		MethodsJob forgotten() {
			known = false;
			return this;
		}

		MethodsJob withoutFacts() {
			facts = false;
			return this;
		}

		private JobKey key() {
			var parts = new ArrayList<>(List.of(new KeyPart(KeyPart.Kind.ACTOR, "", actor),
					new KeyPart(KeyPart.Kind.ALGORITHM, "", "1"),
					new KeyPart(KeyPart.Kind.PARAMETER, "kappa", settings.getOrDefault("kappa", "3.0"))));
			inputs.forEach(input -> parts.add(new KeyPart(KeyPart.Kind.INPUT, input.port(),
					input.received() + " " + input.category(), input.origin().name())));
			return JobKey.of(parts);
		}

		private JobResult result() {
			return new JobResult(node, status, Map.of(), List.of(), List.of(),
					status == Status.FAILED ? Optional.of(ActorException.Kind.DATA) : Optional.empty(), "",
					Duration.ZERO, ResourceUse.UNKNOWN, Optional.empty());
		}

		private JobReport report() {
			var used = new JobFacts(List.of(
					new UsedParameter("kappa", settings.getOrDefault("kappa", "3.0"), "3.0", true),
					new UsedParameter("threads", "7", "0", false)), inputs, Map.of());
			return new JobReport("r", actor, key(), result(), products, NOON, circumstances,
					facts ? used : JobFacts.UNKNOWN);
		}

		private JobRecord job(int number) {
			return new JobRecord(new Outline(node + "#" + number, node, actor, "s" + number), JobState.of(status),
					false,
					Optional.empty(), Optional.of(key()), List.of(), Optional.of(result()), Optional.of(NOON),
					Optional.empty());
		}
	}

	@SafeVarargs
	final MethodsJob job(String node, String actor, Map<String, String> settings, List<UsedInput>... inputs) {
		var job = new MethodsJob(node, actor, settings);
		List.of(inputs).forEach(job.inputs::addAll);
		jobs.add(job);
		return job;
	}

	static RunEnvironment environment(String version) {
		return new RunEnvironment(version, List.of(), "VM 25", "Linux", "", 2, 0, "coma", "me");
	}

	void environments(List<RunEnvironment> others) {
		environments = others;
	}

	void workflow(String name) {
		workflow = name;
	}

	/** So many frames from outside, at the trigger port. */
	List<UsedInput> raw(String category, int number) {
		var inputs = new ArrayList<UsedInput>();
		for (int i = 0; i < number; i++) {
			inputs.add(input("frames", category, Optional.empty()));
		}
		return inputs;
	}

	/** So many frames whose headers were corrected. */
	List<UsedInput> corrected(String category, int number) {
		var correction = new HeaderCorrection("ESO DPR TYPE", Optional.of("DARK"), "it is one", "overlay.yaml:3");
		return raw(category, number).stream().map(input -> new UsedInput(input.port(), input.category(), input.path(),
				input.received(), input.selection(), List.of(correction), input.origin())).toList();
	}

	/** A product of another node, at the port for calibrations. */
	List<UsedInput> made(String node, String category) {
		return List.of(input("calibration", category, Optional.of(new Maker(node, "out", 0))));
	}

	private UsedInput input(String port, String category, Optional<Maker> maker) {
		files++;
		return new UsedInput(port, category, Path.of("/data/f" + files + ".fits"), "d" + files, ExtensionSelection.ALL,
				List.of(), new InputOrigin("f" + files + ".fits", "d" + files, 1, "", maker));
	}

	Methods methods() {
		var reports = new HashMap<String, JobReport>();
		var records = new ArrayList<JobRecord>();
		for (MethodsJob job : jobs) {
			records.add(job.job(records.size() + 1));
			if (job.known) {
				reports.put(job.key().hash(), job.report());
			}
		}
		var run = new RunRecord(new RunSummary("r", RunState.DONE, workflow, NOON, Optional.of(NOON), Optional.of(NOON),
				records.size(), Optional.empty(), Optional.empty()), Optional.empty(), records, List.of(), List.of(),
				List.of(), List.of(), List.of(), environments, Duration.ZERO, 0);
		return Methods.of(run, key -> Optional.ofNullable(reports.get(key)), new Catalog());
	}

	/** Four actors. */
	private static final class Catalog implements ActorCatalog {
		@Override
		public List<Entry> entries() {
			return List.of(actor("kmos.dark", "Master dark", "Davies et al. 2013, A&A 558, A56"),
					actor("kmos.flat", "Master flat", "Horne 1986, PASP 98, 609"),
					actor("kmos.cube", "Cube", "Davies et al. 2013, A&A 558, A56"),
					actor("kmos.simulate", "Simulate", "Moffat 1969, A&A 3, 455"));
		}

		@Override
		public Optional<ActorProvider> provider(String id) {
			return Optional.empty();
		}

		private static Entry actor(String id, String title, String reference) {
			var kappa = new ParameterDescriptor("kappa", ParameterDescriptor.Type.NUMBER, false, "Kappa", "3.0",
					"sigma",
					ParameterDescriptor.ValueRange.ALL, List.of(), "", List.of(), true);
			List<PortDescriptor> inputs = id.equals("kmos.simulate") ? List.of()
					: List.of(port("frames", Role.TRIGGER), port("calibration", Role.ASSOCIATED));
			return new Entry.Available(new ActorDescriptor(id, 1, title, "kmos", "", List.of(reference), List.of(kappa),
					inputs, List.of(port("out", Role.OUTPUT))), "org.armillary." + id + " 0.1.0");
		}

		private static PortDescriptor port(String name, Role role) {
			return new PortDescriptor(name, role, Payload.IMAGE, List.of(), Presence.OPTIONAL, Presence.OPTIONAL, 0, 99,
					true, false, "fits", "");
		}
	}
}
