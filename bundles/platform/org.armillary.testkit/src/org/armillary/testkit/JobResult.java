package org.armillary.testkit;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.armillary.actor.Outcome;
import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.provider.PortProducts;

/**
 * How a job of the contract ended when it did not fail.
 *
 * @param outcome
 *            {@code Ok}, {@code Partial} or {@code NoWork}
 * @param products
 *            its products by output port
 * @param written
 *            all that was written with the context
 * @param published
 *            the values that it published, in the order of their text
 */
record JobResult(String outcome, PortProducts products, List<ProductFile> written, List<QcValue> published) {

	static JobResult of(Outcome<PortProducts> outcome, TestContext context) {
		PortProducts products = switch (outcome) {
		case Outcome.Ok<PortProducts> ok -> ok.outputs();
		case Outcome.Partial<PortProducts> partial -> partial.outputs();
		case Outcome.NoWork<PortProducts> _ -> PortProducts.NONE;
		};
		return new JobResult(outcome.getClass().getSimpleName(), products, context.products(), context.published());
	}

	/** All that must be the same in another run, as text by what it is. */
	Map<String, String> fingerprint() throws IOException {
		var print = new LinkedHashMap<String, String>();
		print.put("outcome", outcome);
		for (var port : products.ports().entrySet()) {
			int number = 1;
			for (ProductFile product : port.getValue()) {
				print.put(port.getKey() + "[" + number++ + "]",
						product.category() + " " + ProductFiles.digest(product.path()));
			}
		}
		print.put("published values",
				published.stream().map(Record::toString).sorted().collect(Collectors.joining("\n")));
		return print;
	}

	/** What differs between two fingerprints, in words; empty where nothing does. */
	static String difference(Map<String, String> one, Map<String, String> other) {
		var names = new java.util.LinkedHashSet<>(one.keySet());
		names.addAll(other.keySet());
		return names.stream().filter(name -> !Objects.equals(one.get(name), other.get(name)))
				.map(name -> name + " was " + brief(one.get(name)) + ", is " + brief(other.get(name)))
				.collect(Collectors.joining("; "));
	}

	private static String brief(String text) {
		String line = text == null ? "absent" : text.lines().findFirst().orElse("empty");
		return line.length() > 60 ? line.substring(0, 60) + "…" : line;
	}
}
