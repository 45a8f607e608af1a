package org.armillary.engine.store;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.InputOrigin;
import org.armillary.engine.JobFacts.Maker;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;

/**
 * Gives results whose digests and keys are the same objects where they are equal: tens of thousands of results name the same
 * few files again and again.
 *
 * <p><b>Threads.</b> For one thread.
 */
final class SharedFacts {

	private final Map<String, String> texts = new HashMap<>();
	private final Map<Maker, Optional<Maker>> makers = new HashMap<>();

	/** The same result with shared parts. */
	JobReport of(JobReport report) {
		if (report.facts().inputs().isEmpty()) {
			return report;
		}
		List<UsedInput> inputs = report.facts().inputs().stream().map(this::of).toList();
		var products = new LinkedHashMap<String, List<MadeProduct>>();
		report.products().forEach((port, list) -> products.put(port, list.stream().map(product -> new MadeProduct(
				product.path(), share(product.digest()), product.bytes(), product.description())).toList()));
		return new JobReport(report.run(), report.actor(), report.key(), report.result(), products, report.ended(),
				report.circumstances(),
				new JobFacts(report.facts().parameters(), inputs, report.facts().decisions()));
	}

	private UsedInput of(UsedInput input) {
		InputOrigin origin = input.origin();
		return new UsedInput(input.port(), input.category(), input.path(), share(input.received()), input.selection(),
				input.corrections(), new InputOrigin(origin.name(), share(origin.digest()), origin.bytes(),
						origin.identity(), origin.maker().flatMap(this::share)));
	}

	private Optional<Maker> share(Maker maker) {
		return makers.computeIfAbsent(maker,
				_ -> Optional.of(new Maker(share(maker.key()), share(maker.port()), maker.index())));
	}

	private String share(String text) {
		return texts.computeIfAbsent(text, same -> same);
	}
}
