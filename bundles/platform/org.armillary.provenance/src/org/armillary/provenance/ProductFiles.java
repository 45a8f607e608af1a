package org.armillary.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.InputFiles;
import org.armillary.engine.MadeProduct;

/**
 * Where the content of a product is to be had. Other runs put products of the same name into the same folder, and users
 * change files: what lies where a run once put a product is that product only if it says the same.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
public final class ProductFiles {

	private final InputFiles files;

	/**
	 * Looks at files.
	 *
	 * @param files
	 *            reads them, or remembers what they say
	 */
	public ProductFiles(InputFiles files) {
		this.files = files;
	}

	/**
	 * A file with the content of a product: in the store, else where a run put it, if that still is the product; empty
	 * where neither has it any more.
	 *
	 * @param published
	 *            where a run put it; empty where that is not known
	 */
	public Optional<Path> find(MadeProduct product, Optional<Path> published) {
		return Optional.of(product.path()).filter(Files::isRegularFile)
				.or(() -> published.filter(file -> holds(file, product)));
	}

	/** Whether a file is there and has the content of a product. */
	public boolean holds(Path file, MadeProduct product) {
		return holds(file, product.digest()) || isCopy(file, product.path());
	}

	/** Earlier versions had other digests for some contents; they published plain copies. */
	private static boolean isCopy(Path file, Path stored) {
		if (file.equals(stored) || !Files.isRegularFile(file) || !Files.isRegularFile(stored)) {
			return false;
		}
		try {
			return Files.mismatch(file, stored) < 0;
		} catch (IOException e) {
			System.getLogger(ProductFiles.class.getName()).log(System.Logger.Level.DEBUG,
					"what cannot be read is not what it was", e);
			return false;
		}
	}

	/**
	 * Whether a file is there and has a content.
	 *
	 * @param digest
	 *            digest of the whole content
	 */
	public boolean holds(Path file, String digest) {
		return digest(file).filter(digest::equals).isPresent();
	}

	/** The digest of the whole content; empty where there is no file that can be read. */
	Optional<String> digest(Path file) {
		if (!Files.isRegularFile(file)) {
			return Optional.empty();
		}
		try {
			return Optional.of(files.digest(file.toAbsolutePath().normalize(), ExtensionSelection.ALL));
		} catch (IOException e) {
			System.getLogger(ProductFiles.class.getName()).log(System.Logger.Level.DEBUG,
					"what cannot be read is not what it was", e);
			return Optional.empty();
		}
	}
}
