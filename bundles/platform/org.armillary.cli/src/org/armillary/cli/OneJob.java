package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.HeaderCorrection;
import org.armillary.engine.HeaderFiles;
import org.armillary.engine.JobDescriptor;
import org.armillary.engine.JobFacts.InputOrigin;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.RunMessage;
import org.armillary.engine.job.JobFolder;
import org.armillary.engine.job.JobRunner;
import org.armillary.engine.json.JobJson;
import org.armillary.provenance.script.CorrectionText;

import com.google.gson.JsonObject;

/**
 * Does one job without engine and store: the files go to the actor as they are given. What scripts that repeat a run
 * are made of.
 *
 * @param invocation
 *            where to tell what happens
 * @param actor
 *            the actor
 * @param options
 *            what is said of the job
 */
record OneJob(Invocation invocation, ActorDescriptor actor, OneJobOptions options) {

	private static final String FOLDER = "job";

	/** Does the job and returns the exit code. */
	int run(RunOptions common) throws CliException {
		Path out = common.out(Optional.empty());
		Map<String, List<Path>> names = productNames(out);
		Map<String, List<String>> expected = byPort("--expect", options.expectations(), "PORT=DIGEST");
		String id = actor.id().substring(actor.id().lastIndexOf('.') + 1);
		var job = new JobDescriptor("", id, id, 1, JobKey.of(List.of()), actor.id(), parameters(common),
				inputs(common.inputs()), decisions(), 0, Optional.empty());
		OutputFolder output = OutputFolder.open(out);
		Path hidden = output.hidden();
		try {
			JobReport report = executed(JobFolder.create(hidden.resolve(FOLDER), job));
			report = report.withProducts(published(report, out, names));
			return tell(report, out, expected);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return ExitCode.CANCELLED;
		} catch (IOException e) {
			throw new CliException(ExitCode.REFUSED, List.of(RunMessage.OUTPUT_FOLDER.with(out, Reason.of(e))), e);
		} finally {
			TemporaryStore.delete(hidden);
			output.removeIfEmpty();
		}
	}

	private JobReport executed(JobFolder folder) throws IOException, InterruptedException {
		return new JobRunner(invocation.catalog()).run(folder, new RunReporter(invocation, RemainingTime.unknown()));
	}

	private Map<String, String> parameters(RunOptions common) throws CliException {
		try {
			return ParameterValues.parse(actor, common.settings("", "PARAMETER=VALUE")).text();
		} catch (ActorException e) {
			throw new CliException(ExitCode.REFUSED, List.of(e.explanation()), e);
		}
	}

	private Map<String, List<JobDescriptor.Input>> inputs(Map<String, List<Path>> paths) throws CliException {
		RecipeCommand.checkPorts(actor, paths);
		Map<String, List<String>> categories = byFile("--category", options.categories(), paths);
		Map<String, List<String>> selections = byFile("--select", options.selections(), paths);
		Map<String, List<String>> corrections = byFile("--correct", options.corrections(), paths);
		var inputs = new LinkedHashMap<String, List<JobDescriptor.Input>>();
		// a job knows all its ports, also those without files
		actor.inputs().forEach(port -> inputs.put(port.name(), new ArrayList<>()));
		for (var port : paths.entrySet()) {
			for (Path file : port.getValue()) {
				String place = port.getKey() + "." + (inputs.get(port.getKey()).size() + 1);
				List<String> told = categories.getOrDefault(place, List.of());
				inputs.get(port.getKey())
						.add(new JobDescriptor.Input(file, told.isEmpty() ? category(file) : told.getLast(),
								new ExtensionSelection(selections.getOrDefault(place, List.of())),
								corrected(corrections.getOrDefault(place, List.of())), origin(file)));
			}
		}
		return inputs;
	}

	/** The category that the header of a file states. */
	private static String category(Path file) throws CliException {
		try {
			return new HeaderFiles().facts(file).description().category();
		} catch (IOException e) {
			throw new CliException(ExitCode.REFUSED, List.of(e instanceof HasMessage told
					? told.explanation()
					: RunMessage.INPUT_FILE.with(file, Reason.of(e))), e);
		}
	}

	private static InputOrigin origin(Path file) {
		return new InputOrigin(String.valueOf(file.getFileName()), "", 0, "", Optional.empty());
	}

	private static List<HeaderCorrection> corrected(List<String> texts) throws CliException {
		var corrections = new ArrayList<HeaderCorrection>();
		for (String text : texts) {
			try {
				corrections.add(CorrectionText.read(text, "--correct"));
			} catch (IllegalArgumentException e) {
				throw new CliException(ExitCode.REFUSED, List.of(CliMessage.CORRECTION.with(text)), e);
			}
		}
		return corrections;
	}

	private Map<String, String> decisions() throws CliException {
		var decisions = new LinkedHashMap<String, String>();
		for (String decision : options.decisions()) {
			String[] parts = Invocation.assignment("--decide", decision, "NAME=VALUE");
			decisions.put(parts[0], parts[1]);
		}
		return decisions;
	}

	/** What is said of the N-th file of a port, by {@code PORT.N}. */
	private static Map<String, List<String>> byFile(String option, List<String> texts, Map<String, List<Path>> files)
			throws CliException {
		Map<String, List<String>> said = byPort(option, texts, "PORT.N=…");
		for (var entry : said.entrySet()) {
			int point = entry.getKey().lastIndexOf('.');
			String port = point < 0 ? entry.getKey() : entry.getKey().substring(0, point);
			String number = point < 0 ? "" : entry.getKey().substring(point + 1);
			int known = files.getOrDefault(port, List.of()).size();
			if (!number.matches("[1-9]\\d{0,8}") || Integer.parseInt(number) > known) {
				throw new CliException(CliMessage.ONE_JOB_FILE.with(option, entry.getValue().getFirst(), number, port,
						Amounts.count(known, "file")));
			}
		}
		return said;
	}

	private static Map<String, List<String>> byPort(String option, List<String> texts, String form)
			throws CliException {
		var values = new LinkedHashMap<String, List<String>>();
		for (String text : texts) {
			String[] parts = Invocation.assignment(option, text, form);
			values.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(parts[1]);
		}
		return values;
	}

	private Map<String, List<Path>> productNames(Path out) throws CliException {
		var names = new LinkedHashMap<String, List<Path>>();
		for (var port : byPort("--product", options.products(), "PORT=NAME").entrySet()) {
			var places = new ArrayList<Path>();
			for (String name : port.getValue()) {
				Path place = out.resolve(Invocation.path(name)).normalize();
				if (name.isBlank() || name.startsWith("/") || place.equals(out) || !place.startsWith(out)) {
					throw new CliException(CliMessage.PRODUCT_PLACE.with(name));
				}
				places.add(place);
			}
			names.put(port.getKey(), places);
		}
		return names;
	}

	/** Moves the products to their places, each complete at once. */
	private static Map<String, List<MadeProduct>> published(JobReport report, Path out,
			Map<String, List<Path>> names) throws IOException {
		var published = new LinkedHashMap<String, List<MadeProduct>>();
		for (var port : report.products().entrySet()) {
			var placed = new ArrayList<MadeProduct>();
			for (MadeProduct product : port.getValue()) {
				List<Path> wanted = names.getOrDefault(port.getKey(), List.of());
				Path place = placed.size() < wanted.size() ? wanted.get(placed.size())
						: out.resolve(product.path().getFileName());
				Files.createDirectories(place.getParent());
				Files.move(product.path(), place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
				placed.add(product.at(place));
			}
			published.put(port.getKey(), placed);
		}
		return published;
	}

	private int tell(JobReport report, Path out, Map<String, List<String>> expected) {
		JobResult result = report.resultWithProducts();
		List<Message> differences = result.status().isFailure() ? List.of() : differences(report, out, expected);
		boolean failed = result.status().isFailure() || !differences.isEmpty();
		if (invocation.format().json()) {
			JsonObject json = JobJson.of(report, out);
			json.add("differences", Json.messages(differences));
			invocation.terminal().print(Json.text(json));
		} else {
			RunTold.tell(invocation, result);
			if (!expected.isEmpty() && !failed) {
				invocation.terminal().print("    content as recorded: "
						+ Amounts.count(report.products().values().stream().mapToInt(List::size).sum(), "product"));
			}
			differences.forEach(message -> invocation.terminal().tell("error", message));
		}
		return result.status() == JobResult.Status.CANCELLED ? ExitCode.CANCELLED
				: failed ? ExitCode.FAILED : ExitCode.OK;
	}

	private static List<Message> differences(JobReport report, Path out, Map<String, List<String>> expected) {
		var differences = new ArrayList<Message>();
		expected.forEach((port, digests) -> {
			List<MadeProduct> made = report.products().getOrDefault(port, List.of());
			if (made.size() != digests.size()) {
				differences.add(CliMessage.PRODUCT_NOT_MADE.with(port, Amounts.count(made.size(), "product"),
						digests.size()));
			}
			for (int i = 0; i < Math.min(made.size(), digests.size()); i++) {
				if (!made.get(i).digest().equals(digests.get(i))) {
					differences.add(CliMessage.PRODUCT_DIFFERS.with(out.relativize(made.get(i).path()),
							made.get(i).digest(), digests.get(i)));
				}
			}
		});
		return differences;
	}
}
