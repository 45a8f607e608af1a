package org.armillary.data.fits;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.armillary.data.Cube;
import org.armillary.data.FitsCard;
import org.armillary.data.FitsException;
import org.armillary.data.FitsMessage;
import org.armillary.data.Image;
import org.armillary.data.Mask;
import org.armillary.data.Pixels;
import org.armillary.data.Spectrum;

/**
 * A FITS file whose headers have been read and checked: every data unit that a header promises lies within the file.
 * Immutable, holds no open file, may be used by several threads at once. A file compressed by gzip as a whole is
 * recognised by its first bytes and reads like any other, with at most 4 GiB of uncompressed content; opening it goes
 * through all of it once.
 */
public final class FitsFile {

	/** All bits of a pixel of a mask, read without a sign. */
	private static final long MOST_FLAGS = 0xffff_ffffL;

	private final FileContent content;
	private final List<Hdu> hdus;

	private FitsFile(FileContent content, List<Hdu> hdus) {
		this.content = content;
		this.hdus = hdus;
	}

	/**
	 * Reads all headers, no data.
	 *
	 * @throws FitsException
	 *             if the file is missing, unreadable, empty, compressed by another program than gzip, not FITS, damaged,
	 *             truncated or breaks the standard where its structure hangs on it
	 */
	public static FitsFile open(Path path) throws FitsException {
		HeaderScanner.Scan scan = HeaderScanner.scan(path);
		return new FitsFile(scan.content(), scan.hdus());
	}

	/** The file. */
	public Path path() {
		return content.path();
	}

	/** The length of its content in bytes; of a gzip file uncompressed. */
	public long size() {
		return content.size();
	}

	/** Whether it is compressed by gzip as a whole. */
	public boolean isGzip() {
		return content instanceof GzipContent;
	}

	/** All HDUs, the primary first. */
	public List<Hdu> hdus() {
		return hdus;
	}

	/** The primary HDU. */
	public Hdu primary() {
		return hdus.getFirst();
	}

	/** The first HDU of that name, in upper or lower case. */
	public Optional<Hdu> find(String name) {
		return hdus.stream().filter(hdu -> hdu.name().equalsIgnoreCase(name)).findFirst();
	}

	/** The HDU of that name and EXTVER. */
	public Optional<Hdu> find(String name, long version) {
		return hdus.stream().filter(hdu -> hdu.name().equalsIgnoreCase(name) && hdu.version() == version).findFirst();
	}

	/** The first HDU of that name, which must be there. */
	public Hdu hdu(String name) throws FitsException {
		return find(name).orElseThrow(() -> new FitsException(FitsMessage.EXTENSION_MISSING.with(path(), name,
				hdus.stream().map(Hdu::name).filter(other -> !other.isEmpty()).collect(Collectors.joining(", ")))));
	}

	/**
	 * Reads a cube with what belongs to it: values from extension {@code name} or {@code name.DATA}; the variance as
	 * the square of {@code name.NOISE}, which in KMOS files is a standard deviation; the mask from {@code name.MASK}.
	 * The latter two may be missing, or empty extensions.
	 *
	 * @param name
	 *            such as {@code IFU.7}; a trailing {@code .DATA} does not matter
	 */
	public Cube readCube(String name) throws FitsException {
		Parts parts = parts(name);
		Cube cube = parts.data().readCube();
		Optional<Pixels> noise = parts.readNoise();
		Optional<Mask> mask = parts.readMask();
		cube = noise.isPresent() ? cube.withNoise(noise.get()) : cube;
		return mask.isPresent() ? cube.withMask(mask.get()) : cube;
	}

	/** Reads an image with what belongs to it, as {@link #readCube(String)} does. */
	public Image readImage(String name) throws FitsException {
		Parts parts = parts(name);
		Image image = parts.data().readImage();
		Optional<Pixels> noise = parts.readNoise();
		Optional<Mask> mask = parts.readMask();
		image = noise.isPresent() ? image.withNoise(noise.get()) : image;
		return mask.isPresent() ? image.withMask(mask.get()) : image;
	}

	/** Reads a spectrum with what belongs to it, as {@link #readCube(String)} does. */
	public Spectrum readSpectrum(String name) throws FitsException {
		Parts parts = parts(name);
		Spectrum spectrum = parts.data().readSpectrum();
		Optional<Pixels> noise = parts.readNoise();
		Optional<Mask> mask = parts.readMask();
		spectrum = noise.isPresent() ? spectrum.withNoise(noise.get()) : spectrum;
		return mask.isPresent() ? spectrum.withMask(mask.get()) : spectrum;
	}

	private Parts parts(String name) throws FitsException {
		String stem = SampleParts.stem(name);
		Optional<Hdu> named = find(stem + "DATA");
		Hdu data = named.isPresent() ? named.get() : hdu(name);
		return new Parts(data, find(stem + "NOISE").filter(Hdu::hasImage), find(stem + "MASK").filter(Hdu::hasImage));
	}

	/** The extensions of one cube, image or spectrum. */
	private record Parts(Hdu data, Optional<Hdu> noise, Optional<Hdu> mask) {

		Optional<Pixels> readNoise() throws FitsException {
			return noise.isPresent() ? Optional.of(likeData(noise.get()).readPixels()) : Optional.empty();
		}

		Optional<Mask> readMask() throws FitsException {
			return mask.isPresent() ? Optional.of(FitsFile.readMask(likeData(mask.get()))) : Optional.empty();
		}

		private Hdu likeData(Hdu hdu) throws FitsException {
			if (!hdu.dimensions().equals(data.dimensions())) {
				throw new FitsException(FitsMessage.DIMENSIONS_DIFFER.with(hdu.label(), hdu.dimensionText(),
						data.label(), data.dimensionText()));
			}
			return hdu;
		}
	}

	static Mask readMask(Hdu hdu) throws FitsException {
		double[] values = hdu.readDoubles();
		int[] bits = new int[values.length];
		for (int i = 0; i < bits.length; i++) {
			long value = (long) values[i];
			if (value != values[i] || value < Integer.MIN_VALUE || value > MOST_FLAGS) {
				throw new FitsException(FitsMessage.NOT_INTEGERS.with(hdu.label(), "pixel " + position(hdu, i),
						values[i], "flags, an integer of 32 bits"));
			}
			bits[i] = (int) value;
		}
		return new Mask(flags(hdu), bits);
	}

	/** The names of flags; what other instruments say by numbers under these keywords is something else. */
	private static List<Mask.Flag> flags(Hdu hdu) throws FitsException {
		var flags = new ArrayList<Mask.Flag>();
		for (int bit = 0; bit < 31; bit++) {
			String keyword = FitsWriter.FLAG + bit;
			FitsCard card = hdu.header().card(keyword).orElse(null);
			if (card != null && card.value() instanceof String name) {
				if (flags.stream().anyMatch(flag -> flag.name().equals(name))) {
					throw new FitsException(FitsMessage.KEYWORD_TYPE.with(hdu.label(), keyword, "'" + name + "'",
							"a name that no other bit has"));
				}
				flags.add(new Mask.Flag(name, bit, card.comment()));
			}
		}
		return flags;
	}

	/** A pixel as FITS counts them, {@code (x, y, z)} from 1. */
	private static String position(Hdu hdu, long pixel) {
		var places = new ArrayList<String>();
		long rest = pixel;
		for (long length : hdu.dimensions()) {
			places.add(String.valueOf(rest % length + 1));
			rest /= length;
		}
		return "(" + String.join(", ", places) + ")";
	}

	@Override
	public String toString() {
		return path() + " (" + hdus.size() + " HDUs)";
	}
}
