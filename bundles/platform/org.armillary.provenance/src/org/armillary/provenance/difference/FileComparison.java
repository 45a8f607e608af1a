package org.armillary.provenance.difference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.armillary.data.FitsException;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.data.fits.HduKind;
import org.armillary.provenance.difference.FileDifference.DataDifference;
import org.armillary.provenance.difference.FileDifference.KeywordChange;
import org.armillary.provenance.difference.FileDifference.Missing;
import org.armillary.provenance.difference.FileDifference.Part;
import org.armillary.provenance.difference.FileDifference.Same;
import org.armillary.provenance.difference.FileDifference.Unlike;

/**
 * Compares two files: FITS files HDU by HDU, which are matched by their names, of equal names the first with the first and so
 * on, and without names by their order; others byte by byte. The memory that this takes does not grow with the files.
 */
public final class FileComparison {

	private static final Pattern FITS_NAME = Pattern.compile("(?i).*\\.(fits?|fts)(\\.gz|\\.fz)?");
	private static final byte[] FITS_BEGINNING = "SIMPLE  =".getBytes(StandardCharsets.US_ASCII);
	/** Tables of no more bytes are read whole and compared cell by cell. */
	private static final long TABLE_BYTES = 32L << 20;

	private final FitsFile before;
	private final FitsFile now;
	private final long tableBytes;

	private FileComparison(FitsFile before, FitsFile now, long tableBytes) {
		this.before = before;
		this.now = now;
		this.tableBytes = tableBytes;
	}

	/**
	 * Compares two files.
	 *
	 * @throws FitsException
	 *             if one of them is a FITS file and cannot be read as such
	 * @throws IOException
	 *             if one of them cannot be read
	 */
	public static FileDifference between(Path before, Path now) throws IOException {
		return between(before, now, TABLE_BYTES);
	}

	/**
	 * Compares two files.
	 *
	 * @param tableBytes
	 *            tables of no more bytes are compared cell by cell
	 */
	static FileDifference between(Path before, Path now, long tableBytes) throws IOException {
		if (isFits(before) && isFits(now)) {
			FitsFile one = FitsFile.open(before);
			FitsFile other = FitsFile.open(now);
			return new FileDifference(before, now, new FileComparison(one, other, tableBytes).parts());
		}
		return new FileDifference(before, now, ByteComparison.files(before, now).stream()
				.map(bytes -> new Part("", List.of(), bytes)).toList());
	}

	private static boolean isFits(Path file) throws IOException {
		if (FITS_NAME.matcher(file.getFileName().toString()).matches()) {
			return true;
		}
		try (InputStream input = Files.newInputStream(file)) {
			return Arrays.equals(input.readNBytes(FITS_BEGINNING.length), FITS_BEGINNING);
		}
	}

	private List<Part> parts() throws IOException {
		var parts = new ArrayList<Part>();
		Set<Integer> met = new HashSet<>();
		for (Hdu old : before.hdus()) {
			Optional<Hdu> partner = partner(old);
			if (partner.isPresent() && met.add(partner.get().index())) {
				part(old, partner.get()).ifPresent(parts::add);
			} else {
				parts.add(new Part(name(old), List.of(), new Missing(true)));
			}
		}
		for (Hdu hdu : now.hdus()) {
			if (!met.contains(hdu.index())) {
				parts.add(new Part(name(hdu), List.of(), new Missing(false)));
			}
		}
		return parts;
	}

	private Optional<Hdu> partner(Hdu hdu) {
		if (hdu.index() == 0) {
			return Optional.of(now.primary());
		}
		if (!hdu.name().isEmpty()) {
			long rank = before.hdus().stream().skip(1)
					.filter(other -> other.index() < hdu.index() && isCalledAlike(other, hdu)).count();
			return now.hdus().stream().skip(1).filter(other -> isCalledAlike(other, hdu)).skip(rank).findFirst();
		}
		return now.hdus().stream().filter(other -> other.index() == hdu.index() && other.name().isEmpty()).findFirst();
	}

	private static boolean isCalledAlike(Hdu one, Hdu other) {
		return one.name().equalsIgnoreCase(other.name()) && one.version() == other.version();
	}

	private static String name(Hdu hdu) {
		return hdu.name().isEmpty() ? "#" + hdu.index()
				: hdu.name() + (hdu.version() == 1 ? "" : "," + hdu.version());
	}

	private Optional<Part> part(Hdu old, Hdu hdu) throws IOException {
		List<KeywordChange> keywords = HeaderComparison.between(old.header(), hdu.header());
		Optional<? extends DataDifference> data = data(old, hdu);
		return data.isEmpty() && keywords.isEmpty() ? Optional.empty()
				: Optional.of(new Part(name(hdu), keywords, data.isPresent() ? data.get() : new Same()));
	}

	private Optional<? extends DataDifference> data(Hdu old, Hdu hdu) throws IOException {
		if (old.kind() != hdu.kind()) {
			return Optional.of(new Unlike(words(old), words(hdu)));
		}
		return switch (hdu.kind()) {
		case IMAGE -> !old.dimensions().equals(hdu.dimensions()) ? Optional.of(new Unlike(words(old), words(hdu)))
				: new PixelComparison(old, hdu, NoisePartner.of(before, old)).difference();
		case BINARY_TABLE, ASCII_TABLE -> rows(old, hdu);
		case OTHER -> before.isGzip() || now.isGzip() ? Optional.empty() : ByteComparison.data(old, hdu);
		};
	}

	private Optional<? extends DataDifference> rows(Hdu old, Hdu hdu) throws IOException {
		boolean small = Math.max(old.dataSize(), hdu.dataSize()) <= tableBytes;
		if (small || before.isGzip() || now.isGzip()) {
			return new TableComparison(old.readTable(), hdu.readTable()).difference();
		}
		return old.dimensions().getFirst().equals(hdu.dimensions().getFirst()) ? ByteComparison.rows(old, hdu)
				: Optional.of(new Unlike(words(old), words(hdu)));
	}

	/** {@code an image, 2048 x 2048}; {@code a binary table, 100 rows of 24 bytes}. */
	private static String words(Hdu hdu) {
		List<Long> axes = hdu.dimensions();
		if (hdu.kind() == HduKind.IMAGE) {
			return hdu.hasImage() ? hdu.kind().words() + ", " + hdu.dimensionText() : "no data";
		}
		return hdu.kind().words()
				+ (axes.size() > 1 ? ", " + axes.get(1) + " rows of " + axes.getFirst() + " bytes" : "");
	}
}
