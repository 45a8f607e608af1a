package org.armillary.engine.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.armillary.actor.Keywords;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.engine.Job;
import org.armillary.engine.Job.Source;
import org.armillary.engine.RunDatasets;
import org.armillary.engine.RunDatasets.Choice;
import org.armillary.engine.RunDatasets.Dataset;
import org.armillary.engine.RunDatasets.InputFile;
import org.armillary.engine.RunDatasets.Rules;
import org.armillary.engine.RunPlan;
import org.armillary.engine.RunRequest.JobSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random workflows whose actors predict wrongly: however the truth arrives, planning again gives what planning afresh gives
 * where the actors predict the truth as far as it is known.
 */
class ReplanPropertyTest extends PlanFixture {

	private static final int WORKFLOWS = 120;

	/** Keys of jobs of which the truth is known; a key names the node, its parameters and the identities of all inputs. */
	private Set<String> known = Set.of();
	private int deviations;
	private int corrections;
	private boolean byDataset;
	private int ofDatasets;

	@ParameterizedTest
	@ValueSource(longs = { 1, 20260, 987654321 })
	void planningAgainIsPlanningAfreshWithTheTruth(long seed) throws Exception {
		follow(seed);
	}

	@ParameterizedTest
	@ValueSource(longs = { 2, 20261, 987654322 })
	void alsoWhereJobsAreMadeByDataset(long seed) throws Exception {
		byDataset = true;
		follow(seed);
		assertTrue(ofDatasets > WORKFLOWS, "jobs of datasets: " + ofDatasets);
	}

	private void follow(long seed) throws Exception {
		for (int number = 0; number < WORKFLOWS; number++) {
			follow(new Random(seed * 1000 + number));
		}
		assertTrue(deviations > WORKFLOWS, "the property is about something: " + deviations + " deviations");
		assertTrue(corrections > WORKFLOWS / 4, "jobs that had ended had to run again: " + corrections);
	}

	private void follow(Random random) throws Exception {
		inputs.clear();
		actors.clear();
		overrides.clear();
		known = Set.of();
		int files = 1 + random.nextInt(5);
		for (int i = 0; i < files; i++) {
			file("raw", i + ".fits", "ID", "file" + i, "A", (long) random.nextInt(3), "T", random.nextDouble());
		}
		datasets = byDataset ? Optional.of(randomDatasets(random, inputs.get("raw"))) : Optional.empty();
		String flow = randomFlow(random);
		Planning planning = begin(flow);
		var done = new LinkedHashMap<String, String>();
		for (int step = 0; step < 300; step++) {
			List<Job> ready = planning.plan().jobs().stream()
					.filter(job -> !done.containsKey(job.id()) && upstream(job).allMatch(done::containsKey)).toList();
			if (ready.isEmpty()) {
				break;
			}
			Job job = ready.get(random.nextInt(ready.size()));
			ofDatasets += job.datasets().isEmpty() ? 0 : 1;
			String key = key(job);
			boolean deviates = false;
			// jobs of two datasets may have all in common; whoever knows of one knows of both
			for (Job twin : ready.stream().filter(other -> key(other).equals(key)).toList()) {
				done.put(twin.id(), key);
				deviates |= planning.settle(twin.id(), Map.of("out",
						truth(key).stream().map(header -> new ProductDescription("TEXT", header)).toList()));
			}
			deviations += deviates ? 1 : 0;
			if (deviates || random.nextInt(6) == 0) {
				RunPlan before = planning.plan();
				Replan replan = planning.replan();
				check(before, replan, done);
				replan.changed().forEach(changed -> corrections += done.remove(changed.id()) == null ? 0 : 1);
				replan.removed().keySet().forEach(done::remove);
				known = new HashSet<>(done.values());
				assertEquals(canonical(plan(flow), known), canonical(replan.plan(), known), flow);
			}
		}
		planning.replan();
		known = new HashSet<>(done.values());
		assertEquals(canonical(plan(flow), known), canonical(planning.plan(), known), flow);
		assertTrue(planning.replan().isEmpty());
	}

	private static void check(RunPlan before, Replan replan, Map<String, String> done) {
		Map<String, Job> old = before.jobs().stream().collect(Collectors.toMap(Job::id, job -> job));
		Map<String, Job> now = replan.plan().jobs().stream().collect(Collectors.toMap(Job::id, job -> job));
		assertEquals(now.keySet().stream().filter(id -> !old.containsKey(id)).collect(Collectors.toSet()),
				replan.added().stream().map(Job::id).collect(Collectors.toSet()));
		assertEquals(old.keySet().stream().filter(id -> !now.containsKey(id)).collect(Collectors.toSet()),
				replan.removed().keySet());
		assertEquals(Map.of(), replan.refused());
		Set<String> changed = replan.changed().stream().map(Job::id).collect(Collectors.toSet());
		for (Job job : replan.plan().jobs()) {
			Job earlier = old.get(job.id());
			if (earlier != null && !changed.contains(job.id())) {
				assertEquals(earlier.parameters(), job.parameters());
				assertEquals(upstreamWords(earlier), upstreamWords(job));
				// what has ended and still holds was made of what still holds
				if (done.containsKey(job.id())) {
					assertTrue(upstream(job).noneMatch(changed::contains), job.id());
				}
			}
		}
	}

	private static Stream<String> upstream(Job job) {
		return job.inputs().values().stream().flatMap(List::stream)
				.flatMap(source -> source instanceof Source.Upstream made ? Stream.of(made.job()) : Stream.empty());
	}

	private static Map<String, List<String>> upstreamWords(Job job) {
		var words = new LinkedHashMap<String, List<String>>();
		job.inputs().forEach((port, sources) -> words.put(port, sources.stream().map(Source::words).toList()));
		return words;
	}

	/** The jobs in order, by what they are made of instead of by their ids. */
	private static List<String> canonical(RunPlan plan, Set<String> known) {
		var byId = new HashMap<String, String>();
		var jobs = new ArrayList<String>();
		for (Job job : plan.jobs()) {
			var text = new StringBuilder(job.node()).append(job.parameters().text()).append(job.stem())
					.append(job.datasets());
			job.inputs().forEach((port, sources) -> {
				text.append("\n ").append(port);
				sources.forEach(source -> text.append("\n  ").append(switch (source) {
				case Source.Existing existing -> existing.toString();
				case Source.Upstream made -> "(" + byId.get(made.job()) + ")" + made.category() + made.index()
						+ made.description() + made.selection();
				}));
			});
			text.append("\n ").append(known.contains(key(job)) ? "known" : job.plan());
			byId.put(job.id(), Integer.toHexString(text.toString().hashCode()));
			jobs.add(text.toString());
		}
		plan.idle().stream().filter(idle -> idle.why().id().equals("run.condition"))
				.forEach(idle -> jobs.add("idle " + idle.node()));
		return jobs;
	}

	// the random world

	private String randomFlow(Random random) {
		var nodes = new StringBuilder(
				"parameters:\n  p: {binds: [n0.text], value: \"" + random.nextInt(3) + "\"}\nnodes:\n");
		var connections = new StringBuilder("connections:\n");
		int number = 2 + random.nextInt(5);
		for (int i = 0; i < number; i++) {
			String id = "test.n" + i;
			int kind = random.nextInt(5);
			String node = "n" + i;
			PlanActor.Planning planning = (parameters, headers) -> predict(node, parameters, headers);
			actors.add(kind == 0 ? PlanActor.source(id, planning)
					: kind < 3 ? PlanActor.step(id, planning) : PlanActor.collector(id, 1, planning));
			nodes.append("  ").append(node).append(": {actor: ").append(id);
			if (kind >= 3 && random.nextInt(3) > 0) {
				nodes.append(", group: [A").append(random.nextBoolean() ? ", B" : "").append("]");
			}
			if (kind > 0 && random.nextInt(3) == 0) {
				nodes.append(", when: \"").append(random.nextBoolean() ? "[A] != 2" : "[A] == 0 or [B] > $p")
						.append('"');
			}
			nodes.append("}\n");
			var sources = new ArrayList<>(List.of("raw"));
			for (int j = 0; j < i; j++) {
				sources.add("n" + j + ".out");
			}
			if (kind > 0) {
				connect(random, connections, sources, node + ".in", "");
				connect(random, connections, sources, node + ".all", random.nextBoolean() ? "" : ", match: [A]");
				connect(random, connections, sources, node + ".some",
						(random.nextBoolean() ? "" : ", match: [A]") + ", nearest: T");
				connect(random, connections, sources, node + ".calibration", "");
			}
			if (random.nextInt(4) == 0) {
				overrides.add(new JobSettings("[A] == 1", Map.of(node + ".number", "7")));
			}
		}
		return nodes.append(connections).toString();
	}

	/** Some datasets of two kinds, one of them called like a node; a file may be in several or in none. */
	private static RunDatasets randomDatasets(Random random, List<Path> raw) {
		var names = new ArrayList<String>();
		var sets = new ArrayList<Dataset>();
		var files = new LinkedHashMap<Path, InputFile>();
		raw.forEach(path -> files.put(path, new InputFile("", List.of())));
		int number = 1 + random.nextInt(3);
		for (int i = 0; i < number; i++) {
			List<Path> members = raw.stream().filter(_ -> random.nextInt(3) > 0).toList();
			List<Choice> chosen = names.stream().filter(_ -> random.nextBoolean())
					.map(name -> new Choice(name, 0, 0, "")).toList();
			String name = "set" + i;
			sets.add(new Dataset(name, random.nextBoolean() ? "t" : "n2", name, name, members,
					chosen.isEmpty() ? Map.of() : Map.of("need", chosen)));
			names.add(name);
		}
		return new RunDatasets(new Rules("rules", 1, "rules.yaml", List.of("t", "n2"), List.of("A")), files, sets);
	}

	private static void connect(Random random, StringBuilder connections, List<String> sources, String to,
			String rule) {
		var rest = new ArrayList<>(sources);
		// the trigger has one or two sources, most of them late ones; other ports have one or none; port calibration may
		// receive too much and then gets nothing or what has the same origin, which the choice below keeps to one
		int number = to.endsWith(".in") ? 1 + random.nextInt(2) : random.nextInt(2);
		for (int i = 0; i < number && !rest.isEmpty(); i++) {
			String from = rest.remove(rest.size() - 1 - random.nextInt(Math.min(2, rest.size())));
			String more = to.endsWith(".calibration") ? ", nearest: T" : rule;
			connections.append("  - {from: ").append(from).append(", to: ").append(to).append(more).append("}\n");
		}
	}

	private Plan predict(String node, ParameterValues parameters, PlanInput inputs) {
		var ids = new LinkedHashMap<String, List<String>>();
		inputs.ports().forEach((port, headers) -> ids.put(port, headers.stream().map(header -> id(header)).toList()));
		String key = key(node, parameters, ids);
		List<Keywords> headers = known.contains(key) ? truth(key) : prediction(key, inputs.keywords("in"));
		return new Plan(headers.stream()
				.map(header -> new PredictedProduct("out", new ProductDescription("TEXT", header))).toList(),
				ResourceEstimate.UNKNOWN);
	}

	private static String id(ProductDescription product) {
		return product.keywords().text("ID").orElseThrow();
	}

	private static String key(Job job) {
		var ids = new LinkedHashMap<String, List<String>>();
		job.inputs().forEach((port, sources) -> ids.put(port,
				sources.stream().map(source -> id(source.description())).toList()));
		return key(job.node(), job.parameters(), ids);
	}

	private static String key(String node, ParameterValues parameters, Map<String, List<String>> ids) {
		return node + parameters.text() + ids;
	}

	/** What the job with this key makes; often what is predicted. */
	private static List<Keywords> truth(String key) {
		var random = new Random(key.hashCode() * 31L + 5);
		var headers = new ArrayList<Keywords>();
		int number = random.nextInt(4) > 0 ? 1 : random.nextInt(3);
		for (int i = 0; i < number; i++) {
			headers.add(
					header("ID", "p" + Integer.toHexString((key + i).hashCode()), "A", (long) random.nextInt(3), "B",
							(long) random.nextInt(2), "T", random.nextDouble(), "DATE", "now"));
		}
		return headers;
	}

	private static List<Keywords> prediction(String key, Keywords trigger) {
		var random = new Random(key.hashCode() * 31L + 6);
		var headers = new ArrayList<Keywords>();
		int number = random.nextInt(4) > 0 ? 1 : random.nextInt(3);
		for (int i = 0; i < number; i++) {
			Keywords header = trigger.with("ID", "p" + Integer.toHexString((key + i).hashCode()));
			headers.add(random.nextBoolean() ? header : header.with("A", (long) random.nextInt(3)));
		}
		return headers;
	}
}
