package org.armillary.data.fits;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

import org.armillary.data.Cube;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.FitsMessage;
import org.armillary.data.Image;
import org.armillary.data.Pixels;
import org.armillary.data.Spectrum;
import org.armillary.data.Table;
import org.jspecify.annotations.Nullable;

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
	private static final OptionalInt NONE = OptionalInt.empty();
	private static final Set<Integer> STREAMED = Set.of(8, 16, 32, -32, -64);

	/** Appends the data of an HDU. */
	@FunctionalInterface
	private interface Data {
		void append() throws IOException;
	}

	private final Path target;
	private final Path unfinished;
	private final FileChannel channel;
	private final HduOutput output;
	private final ExtensionNames names = new ExtensionNames();
	private boolean primaryWritten;
	private boolean durable;
	private boolean complete = true;
	private boolean committed;
	private @Nullable ImageStream stream;

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
		primary(header, "", 8, 0, PixelEncoders::nothing);
	}

	/**
	 * Writes the primary HDU with an image; comes first.
	 *
	 * @param image
	 *            image with neither variance nor mask, for which there is no place here
	 */
	public void primaryImage(Image image) throws FitsException {
		if (image.variance().isPresent() || image.mask().isPresent()) {
			throw new IllegalArgumentException("variance and mask need extensions: see image(name, image)");
		}
		Pixels values = image.values();
		primary(image.header(), image.unit(), PixelEncoders.bitpix(values), values.length(), PixelEncoders.of(values),
				image.nx(), image.ny());
	}

	/** Writes the primary HDU with pixels of 32-bit floating point; comes first. Parameters as of an extension. */
	public void primaryImage(FitsHeader header, String unit, float[] pixels, int... dimensions) throws FitsException {
		primary(header, unit, -32, pixels.length, PixelEncoders.of(pixels, 0, pixels.length),
				Dimensions.longs(dimensions));
	}

	/** Writes the primary HDU with pixels of 16-bit integers; comes first. Parameters as of an extension. */
	public void primaryImage(FitsHeader header, String unit, short[] pixels, int... dimensions) throws FitsException {
		primary(header, unit, 16, pixels.length, PixelEncoders.of(pixels, 0, pixels.length),
				Dimensions.longs(dimensions));
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
		image(name, header, unit, -32, NONE, pixels.length, PixelEncoders.of(pixels, 0, pixels.length),
				Dimensions.longs(dimensions));
	}

	/** Writes an extension of pixels of 64-bit floating point; parameters as above. */
	public void image(String name, FitsHeader header, String unit, double[] pixels, int... dimensions)
			throws FitsException {
		image(name, header, unit, -64, NONE, pixels.length, PixelEncoders.of(pixels, 0, pixels.length),
				Dimensions.longs(dimensions));
	}

	/** Writes an extension of pixels of 32-bit integers, none of which stands for "no data"; parameters as above. */
	public void image(String name, FitsHeader header, String unit, int[] pixels, int... dimensions)
			throws FitsException {
		image(name, header, unit, pixels, NONE, dimensions);
	}

	/** Writes an extension of pixels of 32-bit integers; that one which stands for "no data" becomes BLANK. */
	public void image(String name, FitsHeader header, String unit, int[] pixels, OptionalInt blank, int... dimensions)
			throws FitsException {
		image(name, header, unit, 32, blank, pixels.length, PixelEncoders.of(pixels, 0, pixels.length),
				Dimensions.longs(dimensions));
	}

	/** Writes an extension of pixels of 16-bit integers, none of which stands for "no data"; parameters as above. */
	public void image(String name, FitsHeader header, String unit, short[] pixels, int... dimensions)
			throws FitsException {
		image(name, header, unit, pixels, NONE, dimensions);
	}

	/** Writes an extension of pixels of 16-bit integers; that one which stands for "no data" becomes BLANK. */
	public void image(String name, FitsHeader header, String unit, short[] pixels, OptionalInt blank, int... dimensions)
			throws FitsException {
		image(name, header, unit, 16, blank, pixels.length, PixelEncoders.of(pixels, 0, pixels.length),
				Dimensions.longs(dimensions));
	}

	/** Writes an extension of pixels of unsigned 8-bit integers, such as a mask; parameters as above. */
	public void image(String name, FitsHeader header, String unit, byte[] pixels, int... dimensions)
			throws FitsException {
		image(name, header, unit, 8, NONE, pixels.length, PixelEncoders.of(pixels, 0, pixels.length),
				Dimensions.longs(dimensions));
	}

	/** Writes an extension without pixels, as KMOS does for unused IFUs. */
	public void empty(String name, FitsHeader header) throws FitsException {
		image(name, header, "", 8, NONE, 0, PixelEncoders::nothing);
	}

	/**
	 * Begins an extension whose pixels come piece by piece; nothing else can be written until it is finished.
	 *
	 * @param name
	 *            EXTNAME; empty for none
	 * @param header
	 *            keywords
	 * @param unit
	 *            BUNIT; empty for none
	 * @param bitpix
	 *            8 (unsigned), 16 or 32 for integers of so many bits, -32 or -64 for floating point
	 * @param dimensions
	 *            lengths of the axes, NAXIS1 first
	 */
	public ImageStream beginImage(String name, FitsHeader header, String unit, int bitpix, long... dimensions)
			throws FitsException {
		if (!STREAMED.contains(bitpix)) {
			throw new IllegalArgumentException("BITPIX " + bitpix + ", expected one of " + STREAMED);
		}
		ready();
		FitsHeader cards = named(HduCards.image(bitpix, dimensions), name).unit(unit).with(header);
		complete = false;
		output.begin(cards, Math.multiplyExact(Dimensions.pixels(dimensions), Math.abs(bitpix) / Byte.SIZE));
		var begun = new ImageStream(this, output, name, bitpix);
		stream = begun;
		return begun;
	}

	/**
	 * Writes an image: its values alone as extension {@code name}; with variance or mask as {@code name.DATA}, {@code
	 * name.NOISE} (standard deviation, as KMOS files have it) and {@code name.MASK}. Values held as {@code double} are
	 * written with 64 bits, others with 32, the standard deviation like the values, and a mask with as few of 8, 16 or
	 * 32 bits as hold its flags. {@link FitsFile#readImage} reads it back.
	 *
	 * @param name
	 *            such as {@code DET.1}; a trailing {@code .DATA} does not matter
	 */
	public void image(String name, Image image) throws FitsException {
		SampleParts.write(this, name, image.header(), image.unit(), image.values(), image.variance(), image.mask(),
				image.nx(),
				image.ny());
	}

	/** Writes a spectrum, in extensions like those of an image; {@link FitsFile#readSpectrum} reads it back. */
	public void spectrum(String name, Spectrum spectrum) throws FitsException {
		SampleParts.write(this, name, spectrum.header(), spectrum.unit(), spectrum.values(), spectrum.variance(),
				spectrum.mask(),
				spectrum.length());
	}

	/** Writes a cube, in extensions like those of an image; {@link FitsFile#readCube} reads it back. */
	public void cube(String name, Cube cube) throws FitsException {
		SampleParts.write(this, name, cube.header(), cube.unit(), cube.values(), cube.variance(), cube.mask(),
				cube.nx(), cube.ny(),
				cube.nz());
	}

	/**
	 * Copies an HDU as it is stored: scaled integers stay scaled, compressed images compressed. The primary HDU of a
	 * file becomes the primary HDU if it comes first, else an image extension. EXTVER stays as it is, unless another
	 * extension of the same name has it already.
	 *
	 * @param name
	 *            EXTNAME of the copy; of no meaning where it becomes the primary HDU, which keeps that of {@code hdu}
	 * @param hdu
	 *            what is copied
	 * @param header
	 *            keywords of the copy; those of structure are always those of {@code hdu}
	 */
	public void copy(String name, Hdu hdu, FitsHeader header) throws FitsException {
		boolean primary = !primaryWritten && hdu.index() == 0;
		if (!primary) {
			ready();
		}
		primaryWritten = true;
		HduCards cards = HduCopy.cards(hdu, primary);
		String kept = primary ? hdu.storedHeader().findText("EXTNAME").orElse("") : name;
		HduCards named = HduCopy.meaning(names.add(cards, kept, hdu.storedHeader().findInteger("EXTVER")), hdu);
		write(named.with(header), hdu.dataSize(), () -> HduCopy.data(hdu, output));
	}

	/** Writes a binary table; EXTNAME is its name. */
	public void table(Table table) throws FitsException {
		ready();
		var encoder = new TableEncoder(table);
		FitsHeader cards = named(HduCards.table(encoder), table.name()).with(table.header());
		long bytes = Math.addExact((long) encoder.rows() * encoder.rowBytes(), encoder.heapBytes());
		write(cards, bytes, () -> {
			output.append(encoder.rows(), encoder.rowBytes(), encoder::encode);
			encoder.heap(output);
		});
	}

	/**
	 * Completes the file and gives it its name.
	 *
	 * @return the digest of its content, see {@link ContentDigest}
	 */
	public String commit() throws FitsException {
		if (committed || !complete) {
			throw new IllegalStateException(target + (committed ? " is committed already" : " is not complete"));
		}
		ready();
		try {
			if (durable) {
				channel.force(true);
			}
			channel.close();
			Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			committed = true;
			return output.digest();
		} catch (IOException e) {
			throw failure(e);
		}
	}

	/** Ends the writing; without a {@link #commit()} nothing of the file stays. */
	@Override
	public void close() throws FitsException {
		try {
			try {
				channel.close();
			} finally {
				if (!committed) {
					Files.deleteIfExists(unfinished);
				}
			}
		} catch (IOException e) {
			throw FileErrors.writing(target, e);
		}
	}

	/** The message for an exception while writing: a full disk is told apart, with what is missing. */
	FitsException failure(IOException cause) {
		complete = false;
		return cause instanceof FitsException already ? already
				: DiskSpace.explain(target, output.missingBytes(), cause)
						.orElseGet(() -> FileErrors.writing(target, cause));
	}

	boolean isStreaming(ImageStream asking) {
		return stream == asking;
	}

	/** The open stream has all its pixels. */
	void streamed() {
		stream = null;
		complete = true;
	}

	private void primary(FitsHeader header, String unit, int bitpix, int pixels, HduOutput.Encoder encoder,
			long... dimensions) throws FitsException {
		if (primaryWritten) {
			throw new IllegalStateException("the primary HDU of " + target + " is written already");
		}
		Dimensions.check("the primary HDU", pixels, dimensions);
		primaryWritten = true;
		write(HduCards.primary(bitpix, dimensions).unit(unit).with(header), pixels, bitpix, encoder);
	}

	/** Writes an extension of pixels that are encoded by {@code encoder}. */
	void image(String name, FitsHeader header, String unit, int bitpix, OptionalInt blank, int pixels,
			HduOutput.Encoder encoder, long... dimensions) throws FitsException {
		Dimensions.check(name, pixels, dimensions);
		ready();
		HduCards cards = named(HduCards.image(bitpix, dimensions), name).unit(unit);
		if (blank.isPresent()) {
			cards.set("BLANK", blank.getAsInt(), "no data");
		}
		write(cards.with(header), pixels, bitpix, encoder);
	}

	/** Before an extension: the primary HDU is there, no stream is open. */
	private void ready() throws FitsException {
		ImageStream open = stream;
		if (open != null) {
			throw new IllegalStateException(open.name() + " of " + target + " is not finished");
		}
		if (!primaryWritten) {
			primary(FitsHeader.EMPTY);
		}
	}

	private void write(FitsHeader header, int pixels, int bitpix, HduOutput.Encoder encoder) throws FitsException {
		int pixelBytes = Math.abs(bitpix) / Byte.SIZE;
		write(header, (long) pixels * pixelBytes, () -> output.append(pixels, pixelBytes, encoder));
	}

	private void write(FitsHeader header, long dataBytes, Data data) throws FitsException {
		try {
			complete = false;
			output.begin(header, dataBytes);
			data.append();
			output.end();
			complete = true;
		} catch (IOException e) {
			throw failure(e);
		}
	}

	private HduCards named(HduCards cards, String name) {
		return names.add(cards, name, OptionalLong.empty());
	}
}
