package org.armillary.provenance.crate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.InputFiles;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.RunRequest;
import org.armillary.engine.json.JsonText;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.RunRequestJson;
import org.armillary.provenance.Ancestry.Step;
import org.armillary.provenance.GivenFiles;
import org.armillary.provenance.ProductFiles;
import org.armillary.provenance.Provenance;
import org.armillary.provenance.ProvenanceMessage;
import org.armillary.provenance.crate.CrateRun.InputFile;
import org.armillary.provenance.script.ProductPlaces;
import org.armillary.provenance.script.RunSteps;
import org.jspecify.annotations.Nullable;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;

/**
 * Packs a run into a crate:
 *
 * <pre>
 * ro-crate-metadata.json    what is in it and how it came to be, for people and programs of any kind
 * README.md                 the same in few words, and how to make it again
 * workflow/NAME.flow.yaml   the workflow
 * products/NODE/NAME.fits   all products, named as in the output folder of the run
 * raw/NAME.fits             the files that the run was given, if they are wanted
 * armillary/run.json        what is needed to run it again; see {@link CrateRun}
 * </pre>
 */
public final class RunCrate {

	private static final int DIGITS = 12;

	private final Provenance provenance;
	private final InputFiles files;
	private final RunRecord run;
	private final RunRequest request;
	private final Map<String, CrateTarget.Written> written = new LinkedHashMap<>();

	/**
	 * What was packed.
	 *
	 * @param products
	 *            number of products
	 * @param inputs
	 *            number of the files that the run was given
	 * @param bytes
	 *            size of all files of the crate, bytes
	 * @param notes
	 *            what is not in the crate and could be expected there
	 */
	public record Packed(int products, int inputs, long bytes, List<Message> notes) {

		/** Copies the list. */
		public Packed {
			notes = List.copyOf(notes);
		}
	}

	private RunCrate(Provenance provenance, RunRecord run, RunRequest request) {
		this.provenance = provenance;
		this.files = provenance.store().files();
		this.run = run;
		this.request = request;
	}

	/**
	 * Packs a run.
	 *
	 * @param place
	 *            a new folder, or an archive whose name ends in {@code .zip}
	 * @param withInputs
	 *            whether the files that the run was given are packed, too
	 * @throws CrateException
	 *             where something is missing that a crate needs
	 * @throws IOException
	 *             where the crate cannot be written; nothing is left of it then
	 */
	public static Packed write(Provenance provenance, RunRecord run, Path place, boolean withInputs)
			throws IOException {
		RunRequest request = run.request().orElseThrow(
				() -> new CrateException(ProvenanceMessage.CRATE_REQUEST.with(run.summary().id())));
		try (CrateTarget target = CrateTarget.at(place)) {
			Packed packed = new RunCrate(provenance, run, request).write(target, withInputs);
			target.commit();
			return packed;
		}
	}

	private Packed write(CrateTarget target, boolean withInputs) throws IOException {
		RunSteps steps = RunSteps.of(run, provenance::report).placed(new GivenFiles(run, files));
		var notes = new ArrayList<Message>();
		steps.gaps().forEach((job, why) -> notes.add(ProvenanceMessage.CRATE_WITHOUT_JOB.with(job, why)));
		JsonObject placed = RunRequestJson.of(request, ExecutionOptions.of(1L << 30), run.summary().created());
		List<String> paths = CrateRun.places(placed);
		List<InputFile> inputs = new CrateInputs(run, files, steps.steps()).of(paths);
		if (withInputs) {
			inputs = CrateInputs.packed(target, files, paths, inputs, written);
		}
		List<CrateRun.Job> jobs = jobs(target, steps.steps());
		String workflow = "workflow/" + CratePlaces.safe(request.workflow().name(), "workflow.flow.yaml");
		written.put(workflow, target.write(workflow, request.workflow().source()));
		var numbers = new HashMap<String, Integer>();
		var byDigest = new HashMap<String, Integer>();
		for (int i = 0; i < paths.size(); i++) {
			numbers.put(paths.get(i), i);
			byDigest.putIfAbsent(inputs.get(i).digest(), i);
		}
		String version = run.environments().isEmpty() ? "" : run.environments().getLast().version();
		var told = new CrateRun(run.summary().id(), version, CrateRun.placeless(placed, numbers), inputs, jobs);
		written.put(CrateRun.NAME, target.write(CrateRun.NAME, JsonText.of(told.json()) + "\n"));
		written.put(CrateMetadata.README, target.write(CrateMetadata.README, readme(told, withInputs)));
		var contents = new CrateContents(run, steps.steps(), told, byDigest, workflow, written);
		JsonObject metadata = new CrateMetadata(contents, Instant.now()).json();
		target.write(CrateMetadata.NAME, new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create()
				.toJson(metadata) + "\n");
		return new Packed(told.products(), inputs.size(),
				written.values().stream().mapToLong(CrateTarget.Written::bytes).sum(), notes);
	}

	private String readme(CrateRun told, boolean withInputs) {
		String name = String.join(" ", request.workflow().workflow().name().split("\\R"));
		return "# " + name + ": products of the run " + told.run() + "\n\n"
				+ "This is a crate of the form RO-Crate 1.1. `ro-crate-metadata.json` tells what is in it and how it"
				+ " came to be.\n\n"
				+ "- `products/`: " + told.products() + " products of " + told.jobs().size() + " jobs\n"
				+ "- `workflow/`: the workflow\n"
				+ (withInputs ? "- `raw/`: the " + told.files().size() + " files that the run was given\n" : "")
				+ "- `" + CrateRun.NAME + "`: what is needed to run it again\n\n"
				+ "To make the products again and compare them, with Armillary"
				+ (told.version().isEmpty() ? "" : " " + told.version()) + ":\n\n"
				+ "    armillary reproduce THIS_CRATE" + (withInputs ? "" : " --data FOLDER_WITH_THE_FILES")
				+ " --out again\n\n"
				+ (withInputs ? ""
						: "The " + told.files().size() + " files that the run was given are not in the"
								+ " crate. They are found by their content, whatever their names are.\n\n")
				+ "Whoever made this crate has not stated a licence unless the metadata do; ask them before use.\n";
	}

	private List<CrateRun.Job> jobs(CrateTarget target, List<Step> steps) throws IOException {
		var places = new ProductPlaces(run, steps);
		var published = new HashMap<String, JobRecord>();
		run.jobs().forEach(job -> published.put(job.id(), job));
		var taken = new HashSet<String>();
		var jobs = new ArrayList<CrateRun.Job>();
		for (int i = 0; i < steps.size(); i++) {
			Step step = steps.get(i);
			var ports = new LinkedHashMap<String, List<CrateRun.Product>>();
			for (var port : step.report().products().entrySet()) {
				var products = new ArrayList<CrateRun.Product>();
				for (MadeProduct product : port.getValue()) {
					String place = CratePlaces.free(
							"products/" + CratePlaces.safePath(places.of(i, port.getKey(), products.size())), taken);
					Path file = content(product, published.get(step.job()), port.getKey(), products.size());
					written.put(place, target.copy(file, place));
					products.add(new CrateRun.Product(place, product.digest(), product.bytes()));
				}
				ports.put(port.getKey(), products);
			}
			jobs.add(new CrateRun.Job(step.job(), step.node(), step.report().actor(), step.report().key(), ports));
		}
		return jobs;
	}

	/** A file with the content of a product, also where that in the store is damaged. */
	private Path content(MadeProduct product, @Nullable JobRecord job, String port, int index)
			throws CrateException {
		var places = new ProductFiles(files);
		Optional<Path> published = Optional.ofNullable(job).flatMap(JobRecord::result)
				.map(result -> result.products().get(port)).filter(list -> index < list.size())
				.map(list -> list.get(index).path());
		return places.find(product, published).filter(file -> places.holds(file, product.digest()))
				.or(() -> published.filter(file -> places.holds(file, product.digest())))
				.orElseThrow(() -> new CrateException(ProvenanceMessage.CRATE_PRODUCT.with(
						published.orElse(product.path()),
						product.digest().substring(0, Math.min(DIGITS, product.digest().length())))));
	}
}
