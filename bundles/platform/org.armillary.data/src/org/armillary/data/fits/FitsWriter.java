package org.armillary.data.fits;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.armillary.data.Cube;
import org.armillary.data.FitsCard;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.FitsMessage;
import org.armillary.data.Mask;
import org.armillary.data.Pixels;
import org.armillary.data.Table;

/**
 * Writes a FITS file that appears under its name only when it is complete: until {@link #commit()} it is a hidden file
 * in the same folder, and {@link #close()} without a commit leaves nothing. The same calls give the same bytes; nothing
 * is dated. Every HDU carries DATASUM and CHECKSUM.
 *
 * <p>Keywords of a given header that describe structure (BITPIX, NAXISn, EXTNAME, BSCALE, BUNIT, TFORMn, CHECKSUM …)
 * are left out and written afresh; all others are kept as they are, in order. Where an EXTNAME occurs a second time,
 * EXTVER counts on from 2. Not for use by several threads.
 */
public final class FitsWriter implements Closeable {

	/** Keyword of a mask that names the flag of a bit, followed by the number of the bit. */
	static final String FLAG = "FLAG";

	private static final Set<String> STRUCTURE = Set.of("SIMPLE", "XTENSION", "BITPIX", "NAXIS", "PCOUNT", "GCOUNT",
			"EXTEND",
			"EXTNAME", "EXTVER", "BSCALE", "BZERO", "BLANK", "BUNIT", "CHECKSUM", "DATASUM", "TFIELDS", "THEAP",
			"GROUPS",
			"END", "CONTINUE", "BLOCKED");
	private static final Pattern NUMBERED_STRUCTURE = Pattern
			.compile("(NAXIS|TTYPE|TFORM|TUNIT|TSCAL|TZERO|TNULL|TDIM|TDISP|TBCOL)\\d{1,3}");
	private static final Pattern COMPRESSION = Pattern.compile(
			"ZIMAGE|ZTABLE|ZCMPTYPE|ZBITPIX|ZNAXIS\\d*|ZTILE\\d+|ZNAME\\d+|ZVAL\\d+|ZSIMPLE|ZTENSION|ZEXTEND|ZPCOUNT|ZGCOUNT"
					+ "|ZHECKSUM|ZDATASUM|ZQUANTIZ|ZDITHER0|ZSCALE|ZZERO|ZBLANK");

	private final Path target;
	private final Path unfinished;
	private final FileChannel channel;
	private final HduOutput output;
	private final Map<String, Integer> versions = new HashMap<>();
	private boolean primaryWritten;
	private boolean durable;
	private boolean complete = true;
	private boolean committed;

	private FitsWriter(Path target) throws IOException {
		this.target = target;
		this.unfinished = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
		this.channel = FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
		this.output = new HduOutput(channel);
	}

	/**
	 * Begins a file.
	 *
	 * @param target
	 *            its name; a file that is there is replaced by {@link #commit()}
	 * @throws FitsException
	 *             if the folder does not exist or cannot be written
	 */
	public static FitsWriter create(Path target) throws FitsException {
		try {
			if (Files.isDirectory(target)) {
				throw new FitsException(
						FitsMessage.UNWRITABLE.with(target).withDetail("There is a folder of this name."));
			}
			return new FitsWriter(target);
		} catch (IOException e) {
			throw FileErrors.writing(target, e);
		}
	}

	/** Makes {@link #commit()} wait until the content is on the disk, so that a loss of power cannot take it away. */
	public void durable() {
		durable = true;
	}

	/** Writes the primary HDU, without pixels; comes first. Without this call it is written by itself. */
	public void primary(FitsHeader header) throws FitsException {
		if (primaryWritten) {
			throw new IllegalStateException("the primary HDU of " + target + " is written already");
		}
		primaryWritten = true;
		FitsHeader.Builder cards = FitsHeader.builder().set("SIMPLE", true, "conforms to the FITS standard");
		shape(cards, 8).set("EXTEND", true, "extensions may follow");
		write(addKept(cards, header).build(), 0, 1, (_, _, _) -> {
		});
	}

	/**
	 * Writes an extension of pixels of 32-bit floating point.
	 *
	 * @param name
	 *            EXTNAME; empty for none
	 * @param header
	 *            keywords
	 * @param unit
	 *            BUNIT; empty for none
	 * @param pixels
	 *            pixels, first axis fastest; NaN for "no data"
	 * @param dimensions
	 *            lengths of the axes, NAXIS1 first
	 */
	public void image(String name, FitsHeader header, String unit, float[] pixels, int... dimensions)
			throws FitsException {
		image(name, header, unit, -32, pixels.length, dimensions,
				(target, first, count) -> target.asFloatBuffer().put(pixels, first, count));
	}

	/** Writes an extension of pixels of 64-bit floating point; parameters as above. */
	public void image(String name, FitsHeader header, String unit, double[] pixels, int... dimensions)
			throws FitsException {
		image(name, header, unit, -64, pixels.length, dimensions,
				(target, first, count) -> target.asDoubleBuffer().put(pixels, first, count));
	}

	/** Writes an extension of pixels of 32-bit integers; parameters as above. */
	public void image(String name, FitsHeader header, String unit, int[] pixels, int... dimensions)
			throws FitsException {
		image(name, header, unit, 32, pixels.length, dimensions,
				(target, first, count) -> target.asIntBuffer().put(pixels, first, count));
	}

	/** Writes an extension of pixels of 16-bit integers; parameters as above. */
	public void image(String name, FitsHeader header, String unit, short[] pixels, int... dimensions)
			throws FitsException {
		image(name, header, unit, 16, pixels.length, dimensions,
				(target, first, count) -> target.asShortBuffer().put(pixels, first, count));
	}

	/** Writes an extension of pixels of unsigned 8-bit integers, such as a mask; parameters as above. */
	public void image(String name, FitsHeader header, String unit, byte[] pixels, int... dimensions)
			throws FitsException {
		image(name, header, unit, 8, pixels.length, dimensions,
				(target, first, count) -> target.put(pixels, first, count));
	}

	/** Writes an extension without pixels, as KMOS does for unused IFUs. */
	public void empty(String name, FitsHeader header) throws FitsException {
		image(name, header, "", 8, 0, new int[0], (_, _, _) -> {
		});
	}

	/**
	 * Writes a cube: its values alone as extension {@code name}; with variance or mask as {@code name.DATA}, {@code
	 * name.NOISE} (standard deviation, as KMOS files have it) and {@code name.MASK}. Values held as {@code double} are
	 * written with 64 bits, others with 32, and the standard deviation like the values. {@link FitsFile#readCube} reads
	 * it back.
	 *
	 * @param name
	 *            such as {@code IFU.7}; a trailing {@code .DATA} does not matter
	 */
	public void cube(String name, Cube cube) throws FitsException {
		int[] dimensions = { cube.nx(), cube.ny(), cube.nz() };
		if (cube.variance().isEmpty() && cube.mask().isEmpty()) {
			image(name, cube, cube.values(), dimensions);
			return;
		}
		String stem = name.toUpperCase(Locale.ROOT).endsWith(".DATA")
				? name.substring(0, name.length() - ".DATA".length())
				: name;
		image(stem + ".DATA", cube, cube.values(), dimensions);
		if (cube.variance().isPresent()) {
			Pixels noise = Pixels.of(squareRoots(cube.variance().get()));
			image(stem + ".NOISE", cube, cube.values().isDouble() ? noise : Pixels.of(noise.floats()), dimensions);
		}
		if (cube.mask().isPresent()) {
			Mask mask = cube.mask().get();
			FitsHeader.Builder header = cube.header().toBuilder();
			mask.flags().forEach(flag -> header.set(FLAG + flag.bit(), flag.name(), flag.description()));
			image(stem + ".MASK", header.build(), "", mask.bits(), dimensions);
		}
	}

	/** Writes a binary table; EXTNAME is its name. */
	public void table(Table table) throws FitsException {
		primaryFirst();
		var encoder = new TableEncoder(table);
		FitsHeader.Builder cards = FitsHeader.builder().set("XTENSION", "BINTABLE", "binary table");
		shape(cards, 8, encoder.rowBytes(), table.rows());
		encoder.describe(counts(cards));
		nameAndVersion(cards, table.name());
		write(addKept(cards, table.header()).build(), table.rows(), encoder.rowBytes(), encoder::encode);
	}

	/**
	 * Completes the file and gives it its name.
	 *
	 * @return the digest of its content, see {@link ContentDigest}
	 */
	public String commit() throws FitsException {
		if (committed || !complete) {
			throw new IllegalStateException(target + (committed ? " is committed already" : " could not be written"));
		}
		primaryFirst();
		try {
			if (durable) {
				channel.force(true);
			}
			channel.close();
			Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			committed = true;
			return output.digest();
		} catch (IOException e) {
			throw FileErrors.writing(target, e);
		}
	}

	/** Ends the writing; without a {@link #commit()} nothing of the file stays. */
	@Override
	public void close() throws FitsException {
		try {
			channel.close();
			if (!committed) {
				Files.deleteIfExists(unfinished);
			}
		} catch (IOException e) {
			throw FileErrors.writing(target, e);
		}
	}

	/** Writes samples of a cube in the precision in which they are held. */
	private void image(String name, Cube cube, Pixels samples, int[] dimensions) throws FitsException {
		if (samples.isDouble()) {
			image(name, cube.header(), cube.unit(), samples.doubles(), dimensions);
		} else {
			image(name, cube.header(), cube.unit(), samples.floats(), dimensions);
		}
	}

	private void image(String name, FitsHeader header, String unit, int bitpix, int pixels, int[] dimensions,
			HduOutput.Encoder encoder) throws FitsException {
		long expected = dimensions.length == 0 ? 0 : 1;
		for (int length : dimensions) {
			expected = Math.multiplyExact(expected, length);
		}
		if (expected != pixels) {
			throw new IllegalArgumentException(name + " has " + pixels + " pixels, the dimensions say " + expected);
		}
		primaryFirst();
		FitsHeader.Builder cards = FitsHeader.builder().set("XTENSION", "IMAGE", "image extension");
		counts(shape(cards, bitpix, dimensions));
		nameAndVersion(cards, name);
		if (!unit.isEmpty()) {
			cards.set("BUNIT", unit, "unit of the pixels");
		}
		write(addKept(cards, header).build(), pixels, Math.abs(bitpix) / Byte.SIZE, encoder);
	}

	private void primaryFirst() throws FitsException {
		if (!primaryWritten) {
			primary(FitsHeader.EMPTY);
		}
	}

	private void write(FitsHeader header, int elements, int elementBytes, HduOutput.Encoder encoder)
			throws FitsException {
		try {
			complete = false;
			output.write(announceLongTexts(header), elements, elementBytes, encoder);
			complete = true;
		} catch (IOException e) {
			throw FileErrors.writing(target, e);
		}
	}

	/** Adds the keyword by which other programs recognise texts over several records. */
	private static FitsHeader announceLongTexts(FitsHeader header) {
		boolean longText = header.cards().stream()
				.anyMatch(card -> card.kind() == FitsCard.Kind.TEXT && card.image().length() > FitsCard.RECORD);
		return longText && !header.contains("LONGSTRN") ? header.with("LONGSTRN", "OGIP 1.0", "texts may continue")
				: header;
	}

	private static FitsHeader.Builder shape(FitsHeader.Builder cards, int bitpix, int... dimensions) {
		cards.set("BITPIX", bitpix, "bits of a data value");
		cards.set("NAXIS", dimensions.length, "number of axes");
		for (int i = 0; i < dimensions.length; i++) {
			cards.set("NAXIS" + (i + 1), dimensions[i], "length of axis " + (i + 1));
		}
		return cards;
	}

	private static FitsHeader.Builder counts(FitsHeader.Builder cards) {
		return cards.set("PCOUNT", 0, "").set("GCOUNT", 1, "");
	}

	private void nameAndVersion(FitsHeader.Builder cards, String name) {
		if (!name.isEmpty()) {
			int version = versions.merge(name.toUpperCase(Locale.ROOT), 1, Integer::sum);
			cards.set("EXTNAME", name, "name of this extension");
			if (version > 1) {
				cards.set("EXTVER", version, "number among extensions of this name");
			}
		}
	}

	private static FitsHeader.Builder addKept(FitsHeader.Builder cards, FitsHeader header) {
		header.cards().stream().filter(FitsWriter::isKept).forEach(cards::add);
		return cards;
	}

	private static boolean isKept(FitsCard card) {
		return !STRUCTURE.contains(card.keyword()) && !NUMBERED_STRUCTURE.matcher(card.keyword()).matches()
				&& !COMPRESSION.matcher(card.keyword()).matches();
	}

	private static double[] squareRoots(Pixels variance) {
		double[] roots = new double[variance.length()];
		for (int i = 0; i < roots.length; i++) {
			roots[i] = Math.sqrt(variance.at(i));
		}
		return roots;
	}
}
