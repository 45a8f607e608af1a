package org.armillary.provenance.crate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobReport;
import org.armillary.engine.KeyPart;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.JobRecord.Attempt;
import org.armillary.engine.run.JobState;
import org.armillary.provenance.Ancestry.Step;
import org.armillary.provenance.crate.CrateObjects.Objects;
import org.armillary.provenance.crate.Entities.Entity;

import com.google.gson.JsonPrimitive;

/** The jobs of a run as actions, with what they used and made. */
final class CrateJobs {

	private static final String VALUE = CrateObjects.VALUE;
	/** What the measures of resources are, and their units, by what others call them. */
	private static final String CPU_TIME = "http://dbpedia.org/resource/CPU_time";
	private static final String MEMORY = "http://dbpedia.org/resource/Memory_footprint";
	private static final String SECOND = "http://qudt.org/vocab/unit/SEC";
	private static final String BYTE = "http://qudt.org/vocab/unit/BYTE";

	private final CrateContents contents;
	private final Entities entities;
	private final Entity agent;
	private final Entity engine;
	private final CrateObjects objects;
	private final CrateWords words;

	/** What was told of a job; of its actions the last made the products, those before failed. */
	record Told(List<Entity> actions, Entity tool, List<Entity> products, List<Entity> parameters) {
	}

	CrateJobs(CrateContents contents, Entities entities, Entity agent, Entity engine) {
		this.contents = contents;
		this.entities = entities;
		this.agent = agent;
		this.engine = engine;
		this.objects = new CrateObjects(contents, entities);
		this.words = new CrateWords(contents.run(), contents.steps(), contents.told());
	}

	/** Adds the job of a step, after those before it. */
	Told add(int number, Optional<JobRecord> record) {
		Step step = contents.steps().get(number);
		JobReport report = step.report();
		boolean reused = record.map(JobRecord::reused).orElse(false);
		Entity tool = tool(report.actor()).text("softwareVersion", report.circumstances().getOrDefault("origin", ""));
		report.key().parts().stream().filter(part -> part.kind() == KeyPart.Kind.ALGORITHM).findFirst()
				.ifPresent(part -> tool.text("description", "Algorithm number " + part.value()));
		Entity action = reused ? ofOther(step, tool) : action(Entities.local("job", step.job()), step.job(), tool);
		Objects used = objects.of(step);
		List<Entity> products = products(number, step, action, used.files());
		List<Entity> qc = qc(step);
		action.to("object", used.all()).to("result", joined(products, qc)).to("prov:used", used.files())
				.to("resourceUsage", usage(step.job(), report.result().use()))
				.text("actionStatus", status(true)).text("description", description(step, record, reused));
		Instant end = report.ended();
		action.text("startTime", end.minus(report.result().duration()).toString()).text("endTime", end.toString());
		var actions = new ArrayList<Entity>();
		record.filter(job -> job.state().isFinished()).ifPresent(job -> actions.addAll(failures(job)));
		actions.add(action);
		return new Told(actions, tool, products, used.parameters());
	}

	private String description(Step step, Optional<JobRecord> record, boolean reused) {
		var words = new StringBuilder("A job of the node ").append(step.node());
		List<String> datasets = record.map(job -> job.outline().datasets()).orElse(List.of());
		words.append(datasets.isEmpty() ? "." : " for " + String.join(", ", datasets) + ".");
		if (reused) {
			words.append(" The result of the run ").append(step.report().run()).append(" was used again.");
		}
		step.report().result().messages()
				.forEach(caveat -> words.append(" Caveat: ").append(this.words.of(caveat.summary())).append('.'));
		return words.toString();
	}

	/** Adds the jobs that failed, by node. */
	Map<String, List<Entity>> addFailures(List<JobRecord> jobs) {
		var failures = new LinkedHashMap<String, List<Entity>>();
		for (JobRecord job : jobs) {
			if (job.state() == JobState.FAILED) {
				failures.computeIfAbsent(job.outline().node(), _ -> new ArrayList<>()).addAll(failures(job));
			}
		}
		return failures;
	}

	/** The attempts of a job that failed, in their order; of a job that never was at work its failure alone. */
	private List<Entity> failures(JobRecord job) {
		var failures = new ArrayList<Entity>();
		int number = 0;
		for (Attempt attempt : job.attempts()) {
			number++;
			boolean last = job.state() == JobState.FAILED && number == job.attempts().size();
			if (last || attempt.failure().isPresent()) {
				Entity action = failure(job, last ? "" : "attempt-" + number, attempt.facts(),
						attempt.failure().or(() -> message(job)));
				action.text("startTime", attempt.started().toString());
				attempt.ended().or(() -> last ? job.ended() : Optional.empty())
						.ifPresent(time -> action.text("endTime", time.toString()));
				action.to("resourceUsage", usage(job.id() + " attempt " + number, attempt.use()));
				failures.add(action);
			}
		}
		if (failures.isEmpty() && job.state() == JobState.FAILED) {
			Entity action = failure(job, "", Optional.empty(), message(job));
			job.ended().ifPresent(time -> action.text("endTime", time.toString()));
			failures.add(action);
		}
		return failures;
	}

	private static Optional<Message> message(JobRecord job) {
		return job.result().flatMap(result -> result.messages().stream().findFirst());
	}

	private Entity failure(JobRecord job, String attempt, Optional<JobFacts> facts, Optional<Message> why) {
		String actor = job.outline().actor();
		String id = attempt.isEmpty() ? Entities.local("job", job.id()) : Entities.local("job", job.id(), attempt);
		Entity action = action(id, job.id(), tool(actor)).text("actionStatus", status(false))
				.text("error", why.map(message -> words.of(message.summary())).orElse("It is not known why it failed."))
				.text("description", (attempt.isEmpty() ? "A job" : "An earlier attempt at a job") + " of the node "
						+ job.outline().node() + ", which failed.");
		facts.map(known -> objects.of(job.id(), actor, known))
				.or(() -> job.key().map(key -> objects.of(job.id(), actor, key)))
				.ifPresent(used -> action.to("object", used.all()).to("prov:used", used.files()));
		return action;
	}

	private Entity action(String id, String job, Entity tool) {
		return entities.add(id, "CreateAction", "prov:Activity").text("name", job + ": " + tool.name())
				.to("instrument", tool).to("agent", agent).to("prov:wasAssociatedWith", List.of(tool, engine));
	}

	/** A job that another run executed: by whom and with what is that run's. */
	private Entity ofOther(Step step, Entity tool) {
		Map<String, String> circumstances = step.report().circumstances();
		Entity person = CrateMetadata.person(entities, circumstances.getOrDefault("user", ""));
		var associated = new ArrayList<>(List.of(tool));
		String software = circumstances.getOrDefault("software", "");
		if (!software.isEmpty()) {
			associated.add(entities
					.add(Entities.local("software", software), "SoftwareApplication", "prov:SoftwareAgent")
					.text("name", "Armillary").text("softwareVersion", software.substring(software.indexOf('/') + 1)));
		}
		return entities.add(Entities.local("job", step.job()), "CreateAction", "prov:Activity")
				.text("name", step.job() + ": " + tool.name()).to("instrument", tool).to("agent", person)
				.to("prov:wasAssociatedWith", associated);
	}

	/** An actor. */
	Entity tool(String actor) {
		return entities.add(Entities.local("actor", actor), "SoftwareApplication", "prov:SoftwareAgent").text("name",
				actor);
	}

	/** Id of a file that the run was given. */
	static String inputId(CrateContents contents, int number) {
		String place = contents.told().files().get(number).place();
		return place.isEmpty() ? Entities.local("given", String.valueOf(number)) : Entities.file(place);
	}

	/** A digest of what a file says, which is not that of its bytes. */
	static String digest(String digest) {
		return "armillary-content-sha256:" + digest;
	}

	/** What came of an action. */
	static String status(boolean completed) {
		return completed ? "http://schema.org/CompletedActionStatus" : "http://schema.org/FailedActionStatus";
	}

	/** An output of a node. */
	static Entity output(Entities entities, String node, String port) {
		return CrateMetadata.formal(entities, Entities.local("output", node, port)).text("name", node + "." + port)
				.text("additionalType", "File").value("multipleValues", new JsonPrimitive(true));
	}

	private List<Entity> products(int number, Step step, Entity action, List<Entity> inputs) {
		var products = new ArrayList<Entity>();
		contents.told().jobs().get(number).products().forEach((port, list) -> list.forEach(product -> {
			CrateTarget.Written written = contents.written().get(product.place());
			products.add(entities.add(Entities.file(product.place()), "File", "prov:Entity")
					.text("name", product.place().substring(product.place().lastIndexOf('/') + 1))
					.text("encodingFormat", CrateMetadata.format(product.place()))
					.text("contentSize", String.valueOf(written.bytes())).text("sha256", written.sha256())
					.text("identifier", digest(product.digest()))
					.to("exampleOfWork", output(entities, step.node(), port)).to("prov:wasGeneratedBy", action)
					.to("prov:wasDerivedFrom", inputs));
		}));
		return products;
	}

	private List<Entity> qc(Step step) {
		var values = new ArrayList<Entity>();
		for (QcValue value : step.report().result().qc()) {
			values.add(entities.add(Entities.local("qc", step.job(), String.valueOf(values.size() + 1)), VALUE)
					.text("name", value.subject().isEmpty() ? value.name() : value.name() + " of " + value.subject())
					.value("value", number(value.value())).text("unitText", value.unit()));
		}
		return values;
	}

	/** JSON has no word for what is not finite. */
	private static JsonPrimitive number(double value) {
		return Double.isFinite(value) ? new JsonPrimitive(value) : new JsonPrimitive(String.valueOf(value));
	}

	private List<Entity> usage(String job, ResourceUse use) {
		if (use.equals(ResourceUse.UNKNOWN)) {
			return List.of();
		}
		var usage = new ArrayList<Entity>();
		usage.add(entities.add(Entities.local("use", job, "cpu"), VALUE).text("name", "CPU time")
				.text("propertyID", CPU_TIME).text("unitCode", SECOND)
				.value("value", new JsonPrimitive(use.cpuSeconds())).text("unitText", "s"));
		if (use.peakMemoryBytes() > 0) {
			usage.add(entities.add(Entities.local("use", job, "memory"), VALUE).text("name", "peak of the heap")
					.text("propertyID", MEMORY).text("unitCode", BYTE)
					.value("value", new JsonPrimitive(use.peakMemoryBytes())).text("unitText", "B"));
		}
		return usage;
	}

	private static List<Entity> joined(List<Entity> first, List<Entity> second) {
		var joined = new ArrayList<>(first);
		joined.addAll(second);
		return joined;
	}
}
