package org.armillary.engine.planning;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

import org.armillary.actor.Keywords;
import org.armillary.actor.Payload;
import org.armillary.actor.ProductDescription;
import org.armillary.data.FitsException;
import org.armillary.data.fits.ContentDigest;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.data.fits.HduKind;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.FileFacts;
import org.armillary.engine.InputFiles;

/**
 * Reads headers each time it is asked and remembers nothing. A file that is called like a FITS file must be one; any other is
 * taken as FITS where its content is.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
public final class HeaderFiles implements InputFiles {

	private static final String PRODUCT_CATEGORY = "ESO PRO CATG";
	private static final String BEGINNING = "SIMPLE  =";
	private static final int BUFFER_BYTES = 1 << 16;

	@Override
	public FileFacts facts(Path file) throws IOException {
		try {
			FitsFile fits = FitsFile.open(file);
			var keywords = new Keywords(fits.primary().header().values());
			String category = keywords.text(PRODUCT_CATEGORY).orElse("");
			return new FileFacts(new ProductDescription(category, keywords), payloads(fits), Files.size(file));
		} catch (FitsException e) {
			if (!isOther(file)) {
				throw e;
			}
			return new FileFacts(new ProductDescription("", Keywords.NONE), Set.of(Payload.FILE), Files.size(file));
		}
	}

	@Override
	public String digest(Path file, ExtensionSelection selection) throws IOException {
		try {
			return ContentDigest.of(FitsFile.open(file), hdu -> selection.accepts(hdu.name()));
		} catch (FitsException e) {
			if (!isOther(file)) {
				throw e;
			}
			return digestOfBytes(file);
		}
	}

	/** Whether a file that does not read as FITS need not. */
	private static boolean isOther(Path file) throws IOException {
		return !FileNames.isFits(file) && Files.isRegularFile(file) && Files.isReadable(file) && !beginsLikeFits(file);
	}

	private static boolean beginsLikeFits(Path file) throws IOException {
		try (var in = Files.newInputStream(file)) {
			return new String(in.readNBytes(BEGINNING.length()), StandardCharsets.ISO_8859_1).equals(BEGINNING);
		}
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

	private static String digestOfBytes(Path file) throws IOException {
		try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
			byte[] buffer = new byte[BUFFER_BYTES];
			int read;
			do {
				read = in.read(buffer);
			} while (read >= 0);
			return HexFormat.of().formatHex(in.getMessageDigest().digest());
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}
}
