package org.armillary.engine.planning;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.armillary.actor.Keywords;
import org.armillary.actor.Payload;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.FileFacts;
import org.armillary.engine.InputFiles;
import org.armillary.engine.Job;
import org.armillary.engine.Job.Source;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunDatasets;
import org.armillary.engine.RunPlan;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.JobSettings;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.workflow.WorkflowDocument;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.WorkflowReader;

/** Plans small workflows of test actors on files that exist in memory only. */
abstract class PlanFixture {

	/** The files, and how often each was asked for. */
	static final class MemoryFiles implements InputFiles {

		private final Map<Path, FileFacts> files = new LinkedHashMap<>();
		final Map<Path, Integer> asked = new LinkedHashMap<>();

		Path add(String name, String category, Keywords keywords, Payload... payloads) {
			Path path = Path.of("/nowhere").resolve(name);
			var all = new ArrayList<>(List.of(payloads));
			all.add(Payload.FILE);
			files.put(path, new FileFacts(new ProductDescription(category, keywords), Set.copyOf(all), 1));
			return path;
		}

		@Override
		public FileFacts facts(Path file) throws IOException {
			asked.merge(file, 1, Integer::sum);
			FileFacts facts = files.get(file);
			if (facts == null) {
				throw new NoSuchFileException(file.toString());
			}
			return facts;
		}

		@Override
		public String digest(Path file, ExtensionSelection selection) {
			throw new AssertionError("planning needs no digest");
		}
	}

	final MemoryFiles files = new MemoryFiles();
	final List<JobSettings> overrides = new ArrayList<>();
	final Map<String, String> settings = new LinkedHashMap<>();
	final Map<String, List<Path>> inputs = new LinkedHashMap<>();
	Optional<RunDatasets> datasets = Optional.empty();
	final List<PlanActor> actors = new ArrayList<>(List.of(PlanActor.step("test.step", PlanActor::passOn),
			PlanActor.needy("test.needy", PlanActor::passOn),
			PlanActor.collector("test.all", 1, PlanActor::passOn),
			PlanActor.source("test.source", (_, _) -> PlanActor.one(Keywords.NONE))));

	/** A workflow with one input {@code raw} and, where files are given for it, {@code other}. */
	WorkflowDocument flow(String text) {
		String input = text.startsWith("inputs:") || text.startsWith("rules:") ? ""
				: "inputs:\n  raw: {payload: file}\n" + (text.contains("other") ? "  other: {payload: file}\n" : "");
		try {
			return WorkflowReader.parse("armillary-workflow: 1\nname: test\n" + input + text, "test.flow.yaml");
		} catch (DocumentException e) {
			throw new AssertionError(e.explanation().text(), e);
		}
	}

	static Keywords header(Object... keywordsAndValues) {
		var values = new LinkedHashMap<String, Object>();
		for (int i = 0; i < keywordsAndValues.length; i += 2) {
			values.put((String) keywordsAndValues[i], keywordsAndValues[i + 1]);
		}
		return new Keywords(values);
	}

	/** Adds a file for an input. */
	void file(String input, String name, Object... keywordsAndValues) {
		inputs.computeIfAbsent(input, _ -> new ArrayList<>()).add(files.add(name, "", header(keywordsAndValues)));
	}

	RunRequest request(String flow) {
		return new RunRequest(flow(flow), settings, overrides, inputs, Path.of("/nowhere/out"), Layout.BY_NODE,
				Map.of(), datasets);
	}

	Planner planner() {
		return new Planner(ActorCatalog.of(actors.toArray(PlanActor[]::new)), files);
	}

	Planning begin(String flow) throws RefusedException {
		return planner().begin(request(flow));
	}

	RunPlan plan(String flow) throws RefusedException {
		return planner().plan(request(flow));
	}

	RefusedException refusal(String flow) {
		return assertThrows(RefusedException.class, () -> plan(flow));
	}

	List<String> refusals(String flow) {
		return refusal(flow).messages().stream().map(Message::id).toList();
	}

	static List<String> ids(RunPlan plan) {
		return plan.jobs().stream().map(Job::id).toList();
	}

	static List<String> idle(RunPlan plan) {
		return plan.idle().stream().map(idle -> idle.node() + " " + idle.why().id()).toList();
	}

	static Job job(RunPlan plan, String id) {
		return plan.jobs().stream().filter(job -> job.id().equals(id)).findFirst()
				.orElseThrow(() -> new AssertionError("no job " + id + " among " + ids(plan)));
	}

	/** What a job gets at a port, in words. */
	static List<String> words(RunPlan plan, String id, String port) {
		return job(plan, id).inputs().get(port).stream().map(Source::words).toList();
	}

	/** What a job made at the port {@code out}. */
	static Map<String, List<ProductDescription>> made(Keywords... headers) {
		return Map.of("out", Stream.of(headers).map(header -> new ProductDescription("TEXT", header))
				.toList());
	}

}
