package org.armillary.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.armillary.actor.Keywords;
import org.armillary.actor.Payload;
import org.armillary.actor.ProductDescription;
import org.armillary.data.fits.ContentDigest;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.data.fits.HduKind;
import org.armillary.engine.files.FitsFiles;
import org.armillary.engine.files.Sha256;

/**
 * Reads files each time it is asked and remembers nothing. A file that is called like a FITS file must be one; any
 * other is taken as FITS where its content is.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
public final class HeaderFiles implements InputFiles {

	private static final String PRODUCT_CATEGORY = "ESO PRO CATG";

	@Override
	public FileFacts facts(Path file) throws IOException {
		Optional<FitsFile> fits = FitsFiles.open(file);
		if (fits.isEmpty()) {
			return new FileFacts(new ProductDescription("", Keywords.NONE), Set.of(Payload.FILE), Files.size(file));
		}
		var keywords = new Keywords(fits.get().primary().header().values());
		String category = keywords.text(PRODUCT_CATEGORY).orElse("");
		return new FileFacts(new ProductDescription(category, keywords), payloads(fits.get()), Files.size(file));
	}

	@Override
	public String digest(Path file, ExtensionSelection selection) throws IOException {
		Optional<FitsFile> fits = FitsFiles.open(file);
		return fits.isPresent() ? ContentDigest.of(fits.get(), hdu -> selection.accepts(hdu.name()))
				: Sha256.of(file);
	}

	private static Set<Payload> payloads(FitsFile file) {
		var payloads = EnumSet.of(Payload.FILE);
		for (Hdu hdu : file.hdus()) {
			boolean table = hdu.kind() == HduKind.BINARY_TABLE || hdu.kind() == HduKind.ASCII_TABLE;
			int axes = hdu.hasImage() ? hdu.dimensions().size() : 0;
			if (table) {
				payloads.add(Payload.TABLE);
				payloads.add(Payload.SPECTRUM);
			}
			switch (axes) {
			case 1 -> payloads.add(Payload.SPECTRUM);
			case 2 -> payloads.add(Payload.IMAGE);
			case 3 -> payloads.add(Payload.CUBE);
			default -> {
				// no payload of ours has another number of axes
			}
			}
		}
		return payloads;
	}
}
