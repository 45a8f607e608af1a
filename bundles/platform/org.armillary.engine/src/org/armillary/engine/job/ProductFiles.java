package org.armillary.engine.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.data.fits.ContentDigest;
import org.armillary.data.fits.FitsFile;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.HeaderFiles;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.files.FitsFiles;
import org.armillary.engine.files.Sha256;

/** Reads what is recorded of a product: its header and its digest, which is that of {@link HeaderFiles}. */
final class ProductFiles {

	private ProductFiles() {
	}

	/** All that is recorded of a product; the headers of a FITS file are read once, its data once. */
	static MadeProduct made(Path file, String category, long bytes) throws IOException {
		Optional<FitsFile> fits = FitsFiles.open(file);
		return new MadeProduct(file, fits.isPresent() ? ContentDigest.of(fits.get()) : Sha256.of(file), bytes,
				new ProductDescription(category, fits.map(ProductFiles::lasting).orElse(Keywords.NONE)));
	}

	/** The primary header without the names of files and parameters, which the report has elsewhere. */
	private static Keywords lasting(FitsFile file) {
		var values = new LinkedHashMap<>(file.primary().header().values());
		values.keySet().removeIf(ProductHistory::isPart);
		return new Keywords(values);
	}

	/** The description of a file whose category is known from elsewhere; one that is not FITS has no keywords. */
	static ProductDescription describe(Optional<FitsFile> file, String category) {
		return new ProductDescription(category,
				file.map(fits -> new Keywords(fits.primary().header().values())).orElse(Keywords.NONE));
	}

	/** Digest of what a file says. */
	static String digest(Path file) throws IOException {
		return new HeaderFiles().digest(file, ExtensionSelection.ALL);
	}
}
