package org.armillary.engine.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.ProductFile;
import org.armillary.actor.provider.PortProducts;
import org.armillary.data.FitsCard;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.HeaderEdit;
import org.armillary.engine.InputFiles;
import org.armillary.engine.Job;
import org.armillary.engine.JobDescriptor.Input;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.job.JobRunner;
import org.armillary.engine.job.ProductHistory;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that what is published tells in its header how the job made it whose product it is: the store keeps a
 * content once, with the header that came first, though several jobs may have made it. Only headers are read, and
 * written only where they differ. For use by one thread.
 */
final class PublishedHeaders {

	private static final String PRODUCT = "ESO PRO ";
	private static final String LONG_TEXTS = "LONGSTRN";

	private final JobFacts facts;
	private final Map<String, List<Input>> inputs;
	private final InputFiles files;
	private final ProductHistory history;
	private @Nullable PortProducts received;

	/**
	 * Makes the headers of the products of a job.
	 *
	 * @param report
	 *            the result with what the job worked with when it was executed
	 * @param inputs
	 *            the same inputs where they lie now, in the order in which the job receives them
	 */
	PublishedHeaders(Job job, JobReport report, Map<String, List<Input>> inputs, InputFiles files) {
		this.facts = report.facts();
		this.inputs = inputs;
		this.files = files;
		this.history = new ProductHistory(job.actor().descriptor(), facts, this::received,
				JobRunner.software(report.circumstances()));
	}

	/** Gives a file with the content of a product, on its way to its place, the header of the product. */
	void complete(Path file, MadeProduct product) throws IOException {
		if (areKnown()) {
			try {
				HeaderEdit.primary(file, header -> of(product, header));
			} catch (UncheckedIOException e) {
				note(file, e);
			}
		}
	}

	private FitsHeader of(MadeProduct product, FitsHeader header) {
		return history.instead(header, product.description().keywords());
	}

	/** Whether a published file with the content of a product tells how it was made, as a new copy would. */
	boolean areIn(Path published, MadeProduct product) throws IOException {
		if (!areKnown()) {
			return true;
		}
		Optional<FitsHeader> there = HeaderEdit.read(published);
		try {
			return told(there).equals(told(HeaderEdit.read(product.path()).map(header -> of(product, header))));
		} catch (FitsException e) {
			// the file to copy cannot be read: then copying it says why
			note(product.path(), e);
			return false;
		} catch (UncheckedIOException e) {
			note(product.path(), e);
			return true;
		}
	}

	/** Results of versions that kept less stay as they are. */
	private boolean areKnown() {
		return !facts.equals(JobFacts.UNKNOWN);
	}

	private static List<String> told(Optional<FitsHeader> header) {
		return header.map(FitsHeader::cards).orElse(List.of()).stream()
				.filter(card -> card.keyword().startsWith(PRODUCT) || card.keyword().equals(LONG_TEXTS))
				.map(FitsCard::image).toList();
	}

	private PortProducts received() {
		PortProducts known = received;
		if (known == null) {
			var ports = new LinkedHashMap<String, List<ProductFile>>();
			try {
				for (var port : inputs.entrySet()) {
					var products = new ArrayList<ProductFile>(port.getValue().size());
					for (Input input : port.getValue()) {
						products.add(new ProductFile(input.path(), files.facts(input.path()).description()));
					}
					ports.put(port.getKey(), products);
				}
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
			known = new PortProducts(ports);
			received = known;
		}
		return known;
	}

	private static void note(Path file, Exception problem) {
		System.getLogger(PublishedHeaders.class.getName()).log(System.Logger.Level.DEBUG,
				"the header stays as it is: " + file, problem);
	}
}
