package org.armillary.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.armillary.actor.ActorException;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.ProductFile;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.provider.PortDescriptor;

/** What plan() predicts is what run() makes, and what run() makes is what the ports promise. */
final class PlanRules {

	private static final int REPEATS = 50;

	private PlanRules() {
	}

	/** Ports, counts, categories and predicted keywords agree. */
	static void check(ContractJobs jobs, ContractCase contractCase) throws IOException, InterruptedException {
		JobResult result = jobs.result(contractCase);
		ActorDescriptor actor = jobs.actor();
		ports(actor, contractCase, result);
		List<PredictedProduct> predicted = plan(jobs, contractCase, jobs.parameters(contractCase),
				jobs.planInput(contractCase))
				.products();
		if (!result.outcome().equals("Ok")) {
			return; // a Partial or NoWork makes less than was predicted
		}
		for (PortDescriptor port : actor.outputs()) {
			var expected = predicted.stream().filter(product -> product.port().equals(port.name())).toList();
			var made = result.products().port(port.name());
			String expectedText = port.name()
					+ expected.stream().map(product -> product.description().category()).toList();
			String madeText = port.name() + made.stream().map(ProductFile::category).toList();
			if (!expectedText.equals(madeText)) {
				throw new ContractViolation(
						ContractMessage.PLAN_PRODUCTS.with(actor.id(), contractCase.name(), expectedText, madeText));
			}
			for (int i = 0; i < made.size(); i++) {
				keywords(actor, contractCase, expected.get(i), made.get(i));
			}
		}
		for (PredictedProduct product : predicted) {
			if (actor.output(product.port()).isEmpty()) {
				throw new ContractViolation(ContractMessage.PLAN_PRODUCTS.with(actor.id(), contractCase.name(),
						"a product for an unknown port ‘" + product.port() + "’", "none there"));
			}
		}
	}

	/** Milliseconds that plan() takes for a case, the median of several calls. */
	static double milliseconds(ContractJobs jobs, ContractCase contractCase) throws IOException {
		ParameterValues parameters = jobs.parameters(contractCase);
		PlanInput input = jobs.planInput(contractCase);
		var times = new ArrayList<Long>();
		for (int i = 0; i < REPEATS; i++) {
			long start = System.nanoTime();
			plan(jobs, contractCase, parameters, input);
			times.add(System.nanoTime() - start);
		}
		return times.stream().sorted().toList().get(REPEATS / 2) / 1e6;
	}

	private static Plan plan(ContractJobs jobs, ContractCase contractCase, ParameterValues parameters,
			PlanInput input) {
		try {
			return jobs.provider().plan(parameters, input);
		} catch (ActorException e) {
			throw jobs.failed(contractCase, e);
		}
	}

	private static void ports(ActorDescriptor actor, ContractCase contractCase, JobResult result) {
		for (var port : result.products().ports().entrySet()) {
			PortDescriptor output = actor.output(port.getKey()).orElseThrow(() -> new ContractViolation(
					ContractMessage.PORT.with(actor.id(), contractCase.name(), port.getKey(), "nothing", "products")));
			for (ProductFile product : port.getValue()) {
				if (!result.written().contains(product)) {
					throw new ContractViolation(ContractMessage.FOREIGN_PRODUCT.with(actor.id(), contractCase.name(),
							product.path().getFileName(), port.getKey()));
				}
				if (!output.categories().isEmpty() && !output.categories().contains(product.category())) {
					throw new ContractViolation(
							ContractMessage.PORT.with(actor.id(), contractCase.name(), port.getKey(),
									output.categories(), product.category()));
				}
				String stated = product.description().keywords().text("ESO PRO CATG").orElse(product.category());
				if (!stated.equals(product.category())) {
					throw new ContractViolation(
							ContractMessage.CATEGORY.with(actor.id(), contractCase.name(), port.getKey(),
									stated, product.category()));
				}
			}
		}
		for (PortDescriptor output : actor.outputs()) {
			int count = result.products().port(output.name()).size();
			if (result.outcome().equals("Ok") && (count < output.min() || count > output.max())) {
				throw new ContractViolation(ContractMessage.PORT.with(actor.id(), contractCase.name(), output.name(),
						output.cardinality(), count));
			}
		}
	}

	private static void keywords(ActorDescriptor actor, ContractCase contractCase, PredictedProduct predicted,
			ProductFile made) {
		predicted.description().keywords().values().forEach((keyword, value) -> {
			Object found = made.description().keywords().values().get(keyword);
			if (!same(value, found)) {
				throw new ContractViolation(
						ContractMessage.PLAN_KEYWORD.with(actor.id(), contractCase.name(), keyword, value,
								predicted.port(), found == null ? "none" : found));
			}
		});
	}

	private static boolean same(Object predicted, Object found) {
		if (predicted instanceof Number one && found instanceof Number other) {
			return Math.abs(one.doubleValue() - other.doubleValue()) <= 1e-12 * Math.abs(one.doubleValue());
		}
		return Objects.equals(predicted, found);
	}
}
