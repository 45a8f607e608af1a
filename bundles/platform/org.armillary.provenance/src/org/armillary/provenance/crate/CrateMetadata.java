package org.armillary.provenance.crate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.engine.RunEnvironment;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.RunRecord;
import org.armillary.provenance.Ancestry.Step;
import org.armillary.provenance.crate.Entities.Entity;
import org.armillary.workflow.WorkflowInput;
import org.armillary.workflow.WorkflowNode;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/**
 * What a crate says of itself: RO-Crate 1.1 with the terms of the profiles Process, Workflow and Provenance Run Crate 0.5,
 * and beside them those of W3C PROV-O. A job is a {@code CreateAction} and a {@code prov:Activity}, a file a {@code File}
 * and a {@code prov:Entity}, an actor a {@code SoftwareApplication} and a {@code prov:SoftwareAgent}. Files that are not
 * in the crate are no data entities but {@code CreativeWork}s, known by name and digest.
 */
final class CrateMetadata {

	/** Name of the file in a crate. */
	static final String NAME = "ro-crate-metadata.json";

	/** Name of the file for people. */
	static final String README = "README.md";

	private static final String CONTEXT = "https://w3id.org/ro/crate/1.1/context";
	private static final String TERMS = "https://w3id.org/ro/terms/workflow-run#";
	private static final String PROV = "http://www.w3.org/ns/prov#";
	private static final List<String> PROFILES = List.of("https://w3id.org/ro/wfrun/process/0.5",
			"https://w3id.org/ro/wfrun/workflow/0.5", "https://w3id.org/ro/wfrun/provenance/0.5",
			"https://w3id.org/workflowhub/workflow-ro-crate/1.0");
	private static final Map<String, String> PROFILE_NAMES = Map.of(PROFILES.get(0), "Process Run Crate",
			PROFILES.get(1),
			"Workflow Run Crate", PROFILES.get(2), "Provenance Run Crate", PROFILES.get(3), "Workflow RO-Crate");

	private static final Pattern NUMBER = Pattern.compile("\\d[\\w.+-]*");
	private static final int DIGITS = 12;

	private final CrateContents contents;
	private final RunRecord run;
	private final Instant published;
	private final Entities entities = new Entities();
	private final Entity descriptor;
	private final Entity root;
	private final Entity engine;
	private final List<Entity> data = new ArrayList<>();
	private final Map<String, JobRecord> records = new HashMap<>();

	/** Tells of a crate whose files are all written. */
	CrateMetadata(CrateContents contents, Instant published) {
		this.contents = contents;
		this.run = contents.run();
		this.published = published;
		descriptor = entities.add(NAME, "CreativeWork");
		root = entities.add("./", "Dataset");
		engine = entities.add("#armillary", "SoftwareApplication", "prov:SoftwareAgent");
		run.jobs().forEach(job -> records.put(job.id(), job));
	}

	/** The document. */
	JsonObject json() {
		describe();
		Entity agent = agent();
		root.to("author", agent);
		environment();
		file(README, "text/markdown").text("name", "How to read and reproduce this").to("about", root);
		Entity file = file(CrateRun.NAME, "application/json").text("name",
				"All that is needed to run it again with Armillary");
		Entity workflow = workflow();
		var jobs = new CrateJobs(contents, entities, agent, engine);
		List<Entity> inputs = inputs();
		var controls = new ArrayList<Entity>();
		var results = new ArrayList<Entity>();
		var parameters = new ArrayList<Entity>();
		var tools = new ArrayList<Entity>();
		Map<String, List<Entity>> byNode = new LinkedHashMap<>();
		for (int i = 0; i < contents.steps().size(); i++) {
			Step step = contents.steps().get(i);
			CrateJobs.Told told = jobs.add(i, Optional.ofNullable(records.get(step.job())));
			byNode.computeIfAbsent(step.node(), _ -> new ArrayList<>()).addAll(told.actions());
			results.addAll(told.products());
			parameters.addAll(told.parameters());
			tools.add(told.tool());
		}
		jobs.addFailures(run.jobs()).forEach(
				(node, actions) -> byNode.computeIfAbsent(node, _ -> new ArrayList<>()).addAll(actions));
		data.addAll(results);
		var steps = new ArrayList<Entity>();
		byNode.forEach((node, actions) -> {
			Entity step = step(node, steps.size() + 1, jobs, tools);
			steps.add(step);
			controls.add(entities.add(Entities.local("control", node), "ControlAction")
					.text("name", "Jobs of the node " + node).to("instrument", step).to("object", actions));
		});
		workflow.to("step", steps).to("hasPart", tools);
		Entity whole = entities.add("#run", "CreateAction", "prov:Activity")
				.text("name", "Run " + run.summary().id()).to("instrument", workflow).to("agent", agent)
				.text("description", contents.steps().size() + " of " + run.jobs().size()
						+ " jobs of the workflow have a result.")
				.text("actionStatus", status()).to("result", results).to("prov:wasAssociatedWith", engine);
		var objects = new ArrayList<>(inputs);
		objects.addAll(parameters);
		whole.to("object", objects).to("prov:used", inputs);
		times(whole);
		Entity organised = entities.add("#organise", "OrganizeAction", "prov:Activity")
				.text("name", "Armillary executed " + run.summary().id()).to("instrument", engine).to("agent", agent)
				.to("object", controls).to("result", whole);
		times(organised);
		var actions = new ArrayList<>(List.of(organised, whole));
		byNode.values().forEach(actions::addAll);
		root.to("hasPart", data).to("mainEntity", workflow).to("mentions", actions);
		file.to("about", whole);
		return document();
	}

	private JsonObject document() {
		var own = new JsonObject();
		own.addProperty("prov", PROV);
		own.addProperty("sha256", TERMS + "sha256");
		own.addProperty("resourceUsage", TERMS + "resourceUsage");
		var context = new JsonArray();
		context.add(CONTEXT);
		context.add(own);
		var document = new JsonObject();
		document.add("@context", context);
		document.add("@graph", entities.graph());
		return document;
	}

	private void describe() {
		descriptor.to("about", root).to("conformsTo",
				List.of(entities.add("https://w3id.org/ro/crate/1.1", "CreativeWork").text("name", "RO-Crate")
						.text("version", "1.1"), profile(PROFILES.get(3))));
		String name = run.request().map(request -> request.workflow().workflow().name())
				.orElse(run.summary().workflow());
		root.text("name", name + ": products of the run " + run.summary().id())
				.text("description", "Products of the workflow ‘" + name + "’ with their provenance, and what is needed"
						+ " to make them again: " + contents.told().products() + " products of "
						+ contents.steps().size() + " jobs, from " + contents.told().files().size() + " files.")
				.text("datePublished", published.truncatedTo(ChronoUnit.SECONDS).toString())
				.to("conformsTo", PROFILES.stream().map(this::profile).toList())
				.to("license", entities.add("#licence", "CreativeWork").text("name", "No licence is stated")
						.text("description", "Whoever made this crate has not stated a licence; ask them before use."));
	}

	private Entity profile(String id) {
		return entities.add(id, "CreativeWork").text("name", PROFILE_NAMES.getOrDefault(id, id)).text("version",
				id.substring(id.lastIndexOf('/') + 1));
	}

	/** Who executed the run, as the machine called them. */
	private Entity agent() {
		String user = run.environments().isEmpty() ? "" : run.environments().getLast().user();
		return person(entities, user);
	}

	/** A person, as a machine called them. */
	static Entity person(Entities entities, String user) {
		return entities.add(Entities.local("person", user.isEmpty() ? "unknown" : user), "Person", "prov:Person")
				.text("name", user.isEmpty() ? "unknown" : user);
	}

	/** A parameter, an input or an output, whatever value it has. */
	static Entity formal(Entities entities, String id) {
		return entities.add(id, "FormalParameter").to("conformsTo", bioschemas(entities, "FormalParameter"));
	}

	private static Entity bioschemas(Entities entities, String profile) {
		return entities.add("https://bioschemas.org/profiles/" + profile + "/1.0-RELEASE", "CreativeWork")
				.text("name", "Bioschemas profile " + profile).text("version", "1.0-RELEASE");
	}

	private void environment() {
		engine.text("name", "Armillary");
		if (!run.environments().isEmpty()) {
			RunEnvironment environment = run.environments().getLast();
			engine.text("softwareVersion", environment.version()).text("operatingSystem", environment.system())
					.to("softwareRequirements", entities.add("#java", "SoftwareApplication")
							.text("name", environment.java()).text("softwareVersion", number(environment.java())))
					.to("softwareAddOn", environment.bundles().stream()
							.map(bundle -> entities.add(Entities.local("bundle", bundle.name()), "SoftwareApplication")
									.text("name", bundle.name()).text("softwareVersion", bundle.version()))
							.toList());
		}
	}

	/** The version number in what a Java platform calls itself. */
	private static String number(String java) {
		Matcher number = NUMBER.matcher(java);
		return number.find() ? number.group() : java;
	}

	private Entity workflow() {
		Entity language = entities.add("#workflow-language", "ComputerLanguage").text("name", "Armillary workflow")
				.text("version", "1");
		Entity workflow = file(contents.workflow(), "application/yaml", "File", "SoftwareSourceCode",
				"ComputationalWorkflow", "HowTo", "prov:Plan").to("programmingLanguage", language)
				.to("conformsTo", bioschemas(entities, "ComputationalWorkflow"));
		// a workflow file states no version: its content tells one from another
		CrateTarget.Written file = contents.written().get(contents.workflow());
		if (file != null) {
			workflow.text("version", file.sha256().substring(0, DIGITS));
		}
		run.request().map(request -> request.workflow().workflow()).ifPresent(graph -> {
			workflow.text("name", graph.name()).text("description", graph.description());
			workflow.to("input", graph.inputs().stream().map(this::input).toList());
			workflow.to("output", outputs());
		});
		return workflow;
	}

	private Entity input(WorkflowInput input) {
		return formal(entities, Entities.local("input", input.name())).text("name", input.name())
				.text("description", input.help()).text("additionalType", "File")
				.value("multipleValues", new JsonPrimitive(true));
	}

	private List<Entity> outputs() {
		var outputs = new ArrayList<Entity>();
		for (Step step : contents.steps()) {
			step.report().products().keySet()
					.forEach(port -> outputs.add(CrateJobs.output(entities, step.node(), port)));
		}
		return outputs;
	}

	/** A step of the workflow; its actor is one of the tools, also where all of its jobs failed. */
	private Entity step(String node, int position, CrateJobs jobs, List<Entity> tools) {
		String actor = run.request().flatMap(request -> request.workflow().workflow().node(node))
				.flatMap(WorkflowNode::actor).orElse("");
		Entity step = entities.add(Entities.local("step", node), "HowToStep").text("name", node).text("position",
				String.valueOf(position));
		if (!actor.isEmpty()) {
			Entity tool = jobs.tool(actor);
			tools.add(tool);
			step.to("workExample", tool);
		}
		return step;
	}

	/** The files that the run was given: data entities where they are in the crate. */
	private List<Entity> inputs() {
		var inputs = new ArrayList<Entity>();
		List<WorkflowInput> known = run.request().map(request -> request.workflow().workflow().inputs())
				.orElse(List.of());
		Map<Integer, Set<String>> formals = contents.told().inputNames(known);
		for (int i = 0; i < contents.told().files().size(); i++) {
			CrateRun.InputFile input = contents.told().files().get(i);
			Entity entity = input.place().isEmpty()
					? entities.add(CrateJobs.inputId(contents, i), "CreativeWork", "prov:Entity")
							.text("encodingFormat", format(input.name()))
					: file(input.place(), format(input.name()));
			entity.text("name", input.name()).text("identifier", CrateJobs.digest(input.digest())).to("exampleOfWork",
					formals.getOrDefault(i, Set.of()).stream()
							.map(name -> formal(entities, Entities.local("input", name))).toList());
			inputs.add(entity);
		}
		return inputs;
	}

	/** A file of the crate as a data entity. */
	private Entity file(String place, String format, String... types) {
		CrateTarget.Written written = contents.written().get(place);
		Entity file = entities
				.add(Entities.file(place), types.length == 0 ? new String[] { "File", "prov:Entity" } : types)
				.text("encodingFormat", format);
		if (written != null) {
			file.text("contentSize", String.valueOf(written.bytes())).text("sha256", written.sha256());
		}
		data.add(file);
		return file;
	}

	/** The media type of a file; that of FITS is registered by RFC 4047. */
	static String format(String name) {
		return name.matches("(?i).*\\.(fits|fit|fts)") ? "application/fits"
				: name.endsWith(".gz") ? "application/gzip"
						: name.endsWith(".json") ? "application/json" : "application/octet-stream";
	}

	private String status() {
		var counts = run.counts();
		return CrateJobs.status(counts.failed() + counts.skipped() + counts.cancelled() + counts.open() == 0);
	}

	private void times(Entity action) {
		run.summary().begun().ifPresent(time -> action.text("startTime", time.toString()));
		run.summary().latest().ifPresent(time -> action.text("endTime", time.toString()));
	}
}
