package org.armillary.engine.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.ProductFile;
import org.armillary.actor.provider.PortProducts;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.HeaderCorrection;
import org.armillary.engine.JobDescriptor;
import org.armillary.engine.JobDescriptor.Input;
import org.armillary.engine.RunMessage;
import org.armillary.engine.files.FileNames;
import org.armillary.engine.files.FitsFiles;

/**
 * Gives a job its inputs: the files where they are, or copies with those extensions that it receives and with what is
 * corrected in their headers. Pixels are copied as they are stored, piece by piece.
 */
final class InputStaging {

	private final JobFolder folder;
	private final Map<Input, ProductFile> copies = new LinkedHashMap<>();

	InputStaging(JobFolder folder) {
		this.folder = folder;
	}

	/** Whether anything was copied. */
	boolean hasCopies() {
		return !copies.isEmpty();
	}

	/** The products at each port, with their headers. */
	PortProducts inputs(JobDescriptor job) throws ActorException, IOException {
		var ports = new LinkedHashMap<String, List<ProductFile>>();
		for (var port : job.inputs().entrySet()) {
			var products = new ArrayList<ProductFile>();
			for (Input input : port.getValue()) {
				products.add(product(input));
			}
			ports.put(port.getKey(), products);
		}
		return new PortProducts(ports);
	}

	private ProductFile product(Input input) throws ActorException, IOException {
		ProductFile known = copies.get(input);
		if (known != null) {
			return known;
		}
		Path path = input.path();
		if (!FileNames.isFits(path) && !Files.isReadable(path)) {
			throw new ActorException(Kind.DATA, RunMessage.INPUT_FILE.with(path,
					Files.exists(path) ? "permission denied" : "there is no such file"));
		}
		Optional<FitsFile> fits = FitsFiles.open(path);
		if (fits.isEmpty() || input.selection().isAll() && input.corrections().isEmpty()) {
			return new ProductFile(path, ProductFiles.describe(fits, input.category()));
		}
		ProductFile made = copy(input, fits.get());
		copies.put(input, made);
		return made;
	}

	private ProductFile copy(Input input, FitsFile original) throws IOException {
		Files.createDirectories(folder.inputs());
		Path copy = folder.inputs().resolve("input-" + (copies.size() + 1) + ".fits");
		try (FitsWriter writer = FitsWriter.create(copy)) {
			for (Hdu hdu : original.hdus()) {
				if (hdu.index() == 0 || receives(input.selection(), hdu)) {
					writer.copy(hdu.index() == 0 ? "" : hdu.name(), hdu,
							hdu.index() == 0 ? corrected(hdu.header(), input.corrections()) : hdu.header());
				}
			}
			writer.commit();
		}
		return new ProductFile(copy, ProductFiles.describe(
				input.corrections().isEmpty() ? Optional.of(original) : FitsFiles.open(copy), input.category()));
	}

	private static FitsHeader corrected(FitsHeader header, List<HeaderCorrection> corrections) {
		FitsHeader.Builder right = header.toBuilder();
		for (HeaderCorrection correction : corrections) {
			correction.value().ifPresentOrElse(value -> right.set(correction.keyword(), value),
					() -> right.remove(correction.keyword()));
		}
		return right.build();
	}

	private static boolean receives(ExtensionSelection selection, Hdu hdu) {
		return selection.accepts(hdu.name());
	}
}
