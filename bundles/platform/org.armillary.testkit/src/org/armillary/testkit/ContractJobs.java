package org.armillary.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.ParameterValues;

/** Runs the cases of a contract in folders of their own, and keeps the first result of each case. */
final class ContractJobs {

	private final ActorProvider provider;
	private final Path folder;
	private final Map<String, StagedInputs> staged = new HashMap<>();
	private final Map<String, JobResult> results = new HashMap<>();
	private int count;

	ContractJobs(ActorProvider provider) throws IOException {
		this.provider = provider;
		folder = Files.createTempDirectory("contract-");
	}

	ActorProvider provider() {
		return provider;
	}

	ActorDescriptor actor() {
		return provider.descriptor();
	}

	/** A new empty folder. */
	Path newFolder(String name) throws IOException {
		return Files.createDirectories(folder.resolve(++count + "-" + name));
	}

	/** The inputs of a case, made once. */
	StagedInputs inputs(ContractCase contractCase) throws IOException {
		StagedInputs inputs = staged.get(contractCase.name());
		if (inputs == null) {
			inputs = StagedInputs.make(contractCase, actor(), newFolder("inputs"));
			staged.put(contractCase.name(), inputs);
		}
		return inputs;
	}

	/** The parameters of a case; a violation where they are refused. */
	ParameterValues parameters(ContractCase contractCase) {
		try {
			return ParameterValues.parse(actor(), contractCase.parameters());
		} catch (ActorException e) {
			throw failed(contractCase, e);
		}
	}

	/** A context in a new folder. */
	TestContext context(ContractCase contractCase) throws IOException {
		return TestContext.of(actor(), newFolder("job"), contractCase.decisions());
	}

	/** Runs a job. */
	JobResult run(ParameterValues parameters, StagedInputs inputs, TestContext context)
			throws ActorException, InterruptedException {
		return JobResult.of(provider.run(parameters, inputs.products(), context), context);
	}

	/** The result of a case as it stands, run once; a violation where it fails. */
	JobResult result(ContractCase contractCase) throws IOException, InterruptedException {
		JobResult result = results.get(contractCase.name());
		if (result == null) {
			try {
				result = run(parameters(contractCase), inputs(contractCase), context(contractCase));
			} catch (ActorException e) {
				throw failed(contractCase, e);
			}
			results.put(contractCase.name(), result);
		}
		return result;
	}

	/** The violation of a case that should not have failed. */
	ContractViolation failed(ContractCase contractCase, ActorException e) {
		return new ContractViolation(
				ContractMessage.RUN_FAILED.with(actor().id(), contractCase.name(), e.kind(), e.explanation().text()),
				e);
	}

	/** What plan() sees of a case. */
	PlanInput planInput(ContractCase contractCase) throws IOException {
		var ports = new LinkedHashMap<String, List<ProductDescription>>();
		inputs(contractCase).products().ports()
				.forEach((port, products) -> ports.put(port, products.stream().map(ProductFile::description).toList()));
		var declared = new ArrayList<PredictedProduct>();
		for (var port : actor().outputs()) {
			if (port.min() > 0) {
				declared.add(
						new PredictedProduct(port.name(), new ProductDescription(port.usualCategory(), Keywords.NONE)));
			}
		}
		return new PlanInput(ports, new Plan(declared, ResourceEstimate.UNKNOWN));
	}

	/** Deletes all that was written. */
	void remove() throws IOException {
		try (var files = Files.walk(folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}
}
