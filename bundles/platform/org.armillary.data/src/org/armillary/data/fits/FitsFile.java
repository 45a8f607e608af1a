package org.armillary.data.fits;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.armillary.data.Cube;
import org.armillary.data.FitsCard;
import org.armillary.data.FitsException;
import org.armillary.data.FitsMessage;
import org.armillary.data.Mask;

/**
 * A FITS file whose headers have been read and checked: every data unit that a header promises lies within the file.
 * Immutable, holds no open file, may be used by several threads at once.
 */
public final class FitsFile {

	private final Path path;
	private final long size;
	private final List<Hdu> hdus;

	private FitsFile(Path path, long size, List<Hdu> hdus) {
		this.path = path;
		this.size = size;
		this.hdus = hdus;
	}

	/**
	 * Reads all headers, no data.
	 *
	 * @throws FitsException
	 *             if the file is missing, unreadable, empty, compressed as a whole, not FITS, truncated or breaks the
	 *             standard where its structure hangs on it
	 */
	public static FitsFile open(Path path) throws FitsException {
		HeaderScanner.Scan scan = HeaderScanner.scan(path);
		return new FitsFile(path, scan.size(), scan.hdus());
	}

	/** The file. */
	public Path path() {
		return path;
	}

	/** Its length in bytes. */
	public long size() {
		return size;
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
		return find(name).orElseThrow(() -> new FitsException(FitsMessage.EXTENSION_MISSING.with(path, name,
				hdus.stream().map(Hdu::name).filter(other -> !other.isEmpty()).collect(Collectors.joining(", ")))));
	}

	/**
	 * Reads a cube with what belongs to it: values from extension {@code name} or {@code name.DATA}; the variance as
	 * the square of {@code name.NOISE}, which in KMOS files is a standard deviation; the mask from {@code name.MASK}.
	 * The latter two may be missing.
	 *
	 * @param name
	 *            such as {@code IFU.7}; a trailing {@code .DATA} does not matter
	 */
	public Cube readCube(String name) throws FitsException {
		String stem = name.toUpperCase(Locale.ROOT).endsWith(".DATA")
				? name.substring(0, name.length() - ".DATA".length())
				: name;
		Optional<Hdu> named = find(stem + ".DATA");
		Hdu data = named.isPresent() ? named.get() : hdu(stem);
		Cube cube = data.readCube();
		Optional<Hdu> noise = find(stem + ".NOISE");
		if (noise.isPresent() && noise.get().hasImage()) {
			checkSameDimensions(noise.get(), data);
			cube = cube.withNoise(noise.get().readCube().values());
		}
		Optional<Hdu> mask = find(stem + ".MASK");
		if (mask.isPresent() && mask.get().hasImage()) {
			checkSameDimensions(mask.get(), data);
			cube = cube.withMask(readMask(mask.get()));
		}
		return cube;
	}

	private static void checkSameDimensions(Hdu hdu, Hdu other) throws FitsException {
		if (!hdu.dimensions().equals(other.dimensions())) {
			throw new FitsException(FitsMessage.DIMENSIONS_DIFFER.with(hdu.label(), hdu.dimensionText(), other.label(),
					other.dimensionText()));
		}
	}

	private static Mask readMask(Hdu hdu) throws FitsException {
		double[] values = hdu.readDoubles();
		int[] bits = new int[values.length];
		for (int i = 0; i < bits.length; i++) {
			bits[i] = (int) values[i];
		}
		var flags = new ArrayList<Mask.Flag>();
		for (int bit = 0; bit < 31; bit++) {
			String keyword = FitsWriter.FLAG + bit;
			Optional<String> name = hdu.header().findText(keyword);
			if (name.isPresent()) {
				flags.add(new Mask.Flag(name.get(), bit, hdu.header().card(keyword).map(FitsCard::comment).orElse("")));
			}
		}
		return new Mask(flags, bits);
	}

	@Override
	public String toString() {
		return path + " (" + hdus.size() + " HDUs)";
	}
}
