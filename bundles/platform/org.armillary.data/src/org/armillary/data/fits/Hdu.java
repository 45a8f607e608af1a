package org.armillary.data.fits;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.armillary.data.Cube;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.FitsMessage;
import org.armillary.data.Image;
import org.armillary.data.Mask;
import org.armillary.data.Pixels;
import org.armillary.data.Spectrum;
import org.armillary.data.Table;

/**
 * One header and data unit of a file: the header is in memory, the data stay in the file until they are read. An image
 * that is stored compressed, tile by tile, in a binary table (FITS 4.0, section 10) is an image here, with the header,
 * the dimensions and the pixels of that image. Immutable, holds no open file, may be read by several threads at once.
 */
public final class Hdu {

	private final FileContent content;
	private final int index;
	private final String name;
	private final long version;
	private final FitsHeader storedHeader;
	private final HduStructure stored;
	private final FitsHeader header;
	private final HduStructure structure;
	private final long dataOffset;
	private final BegunTiles begunTiles = new BegunTiles();

	private Hdu(FileContent content, int index, FitsHeader storedHeader, HduStructure stored, FitsHeader header,
			HduStructure structure, long dataOffset) throws FitsException {
		this.content = content;
		this.index = index;
		this.name = name(index, storedHeader);
		this.version = version(storedHeader);
		this.storedHeader = storedHeader;
		this.stored = stored;
		this.header = header;
		this.structure = structure;
		this.dataOffset = dataOffset;
	}

	/** An HDU with the header and the structure that stand in the file. */
	static Hdu of(FileContent content, int index, FitsHeader storedHeader, HduStructure stored, long dataOffset)
			throws FitsException {
		boolean compressed = stored.kind() == HduKind.BINARY_TABLE
				&& storedHeader.findLogical("ZIMAGE").orElse(false);
		FitsHeader header = compressed ? TileHeader.imageHeader(storedHeader) : storedHeader;
		HduStructure structure = compressed ? HduStructure.of(header, false) : stored;
		return new Hdu(content, index, storedHeader, stored, header, structure, dataOffset);
	}

	/** File and extension, as messages name them. */
	static String label(Path path, int index, FitsHeader header) throws FitsException {
		String name = name(index, header);
		long version = version(header);
		return path + "[" + (name.isEmpty() ? String.valueOf(index) : name) + (version == 1 ? "" : "," + version) + "]";
	}

	/** The file. */
	public Path path() {
		return content.path();
	}

	/** Place in the file; the primary HDU is 0. */
	public int index() {
		return index;
	}

	/** EXTNAME; without one {@code PRIMARY} for the primary HDU and empty for an extension. */
	public String name() {
		return name;
	}

	/** EXTVER; 1 if there is none. */
	public long version() {
		return version;
	}

	/** What it holds. */
	public HduKind kind() {
		return structure.kind();
	}

	/** Whether this is an image that is stored compressed, tile by tile. */
	public boolean isCompressed() {
		return header != storedHeader;
	}

	/** All its keywords; of an image stored compressed, those of the image. */
	public FitsHeader header() {
		return header;
	}

	/** All keywords as they stand in the file; of an image stored compressed, those of the table that holds it. */
	public FitsHeader storedHeader() {
		return storedHeader;
	}

	/** 8 (unsigned), 16, 32, 64 for integers of so many bits, -32 and -64 for floating point. */
	public int bitpix() {
		return structure.bitpix();
	}

	/** Lengths of the axes, NAXIS1, the fastest, first; no axes at all for an empty unit. */
	public List<Long> dimensions() {
		return structure.axes();
	}

	/** Where the data begin, in bytes from the beginning of the file; of a gzip file, of its uncompressed content. */
	public long dataOffset() {
		return dataOffset;
	}

	/** Length of the data in bytes as they are stored, without padding. */
	public long dataSize() {
		return stored.dataBytes();
	}

	/** File and extension, as messages name them. */
	public String label() {
		return header.source();
	}

	/** Whether there are pixels: an image with at least one. Unused IFUs are images without. */
	public boolean hasImage() {
		return structure.hasImage();
	}

	/** Number of pixels; 0 if this is not an image. */
	public long pixelCount() {
		return hasImage() ? structure.axes().stream().reduce(1L, Math::multiplyExact) : 0;
	}

	/** Reads all pixels as {@code float}, scaled by BSCALE and BZERO; BLANK gives NaN. */
	public float[] readFloats() throws FitsException {
		return readFloats(0, PixelReader.countAll(this));
	}

	/** Reads {@code count} pixels from pixel {@code first} (from 0, NAXIS1 fastest), as {@link #readFloats()} does. */
	public float[] readFloats(long first, int count) throws FitsException {
		return PixelReader.floats(this, first, count);
	}

	/** Reads pixels as {@link #readFloats(long, int)} does, into {@code target} from index {@code offset} on. */
	public void readFloats(long first, float[] target, int offset, int count) throws FitsException {
		PixelReader.floats(this, first, target, offset, count);
	}

	/**
	 * Reads all pixels as {@code double}, scaled by BSCALE and BZERO; BLANK gives NaN. Integers of 64 bits are rounded
	 * to the nearest double.
	 */
	public double[] readDoubles() throws FitsException {
		return readDoubles(0, PixelReader.countAll(this));
	}

	/** Reads {@code count} pixels from pixel {@code first} (from 0, NAXIS1 fastest), as {@link #readDoubles()} does. */
	public double[] readDoubles(long first, int count) throws FitsException {
		return PixelReader.doubles(this, first, count);
	}

	/**
	 * Reads all pixels of an image of integers exactly, shifted by BZERO, which must be an integer; BLANK has no meaning
	 * here. Unsigned integers of 64 bits (BZERO = 2^63) above 2^63 - 1 come as the negative {@code long} of the same
	 * bits.
	 *
	 * @throws FitsException
	 *             if BITPIX is negative, or BSCALE and BZERO make real numbers of the integers
	 */
	public long[] readLongs() throws FitsException {
		return readLongs(0, PixelReader.countAll(this));
	}

	/** Reads {@code count} pixels from pixel {@code first} (from 0, NAXIS1 fastest), as {@link #readLongs()} does. */
	public long[] readLongs(long first, int count) throws FitsException {
		return PixelReader.longs(this, first, count);
	}

	/**
	 * Reads all pixels in the precision that holds them: floating point of 64 bits as {@code double}; so too integers of
	 * 32 and 64 bits, unless {@code float} holds each of them as well; all else as {@code float}.
	 */
	public Pixels readPixels() throws FitsException {
		return switch (bitpix()) {
		case -64 -> Pixels.of(readDoubles());
		case 32, 64 -> PixelReader.narrowed(readDoubles());
		default -> Pixels.of(readFloats());
		};
	}

	/**
	 * Reads a cube of three axes: values as {@link #readPixels()} gives them, unit (BUNIT) and header, without variance
	 * and mask. Further axes of length 1 do not count.
	 */
	public Cube readCube() throws FitsException {
		List<Integer> axes = axes(3, FitsMessage.NOT_CUBE);
		return new Cube(axes.get(2), axes.get(1), axes.get(0), readPixels(), Optional.empty(), Optional.empty(), unit(),
				header);
	}

	/**
	 * Reads an image of two axes: values as {@link #readPixels()} gives them, unit (BUNIT) and header, without variance
	 * and mask. Further axes of length 1 do not count.
	 */
	public Image readImage() throws FitsException {
		List<Integer> axes = axes(2, FitsMessage.NOT_IMAGE);
		return new Image(axes.get(1), axes.get(0), readPixels(), Optional.empty(), Optional.empty(), unit(), header);
	}

	/**
	 * Reads a spectrum of one axis: values as {@link #readPixels()} gives them, unit (BUNIT) and header, without
	 * variance and mask. Further axes of length 1 do not count.
	 */
	public Spectrum readSpectrum() throws FitsException {
		axes(1, FitsMessage.NOT_SPECTRUM);
		return new Spectrum(readPixels(), Optional.empty(), Optional.empty(), unit(), header);
	}

	/** Reads a mask: integers whose bits are flags, named by keywords {@code FLAGn} for bit n. */
	public Mask readMask() throws FitsException {
		return FitsFile.readMask(this);
	}

	/**
	 * Reads a binary or ASCII table with all its columns. Its header has all keywords of this HDU; TDIMn, where it is
	 * given, is what {@link Table#dimensions} tells.
	 */
	public Table readTable() throws FitsException {
		return kind() == HduKind.ASCII_TABLE ? AsciiTableReader.read(this) : TableReader.read(this);
	}

	/** The lengths of the axes as {@code 15 x 14 x 2048}. */
	public String dimensionText() {
		return dimensions().isEmpty() ? "none"
				: dimensions().stream().map(String::valueOf).collect(Collectors.joining(" x "));
	}

	@Override
	public String toString() {
		return label() + ": " + kind().words() + ", dimensions " + dimensionText();
	}

	/** Where its bytes come from. */
	FileContent content() {
		return content;
	}

	/** What is kept of compressed pixels from one reading to the next. */
	BegunTiles begunTiles() {
		return begunTiles;
	}

	/** The structure of what stands in the file. */
	HduStructure stored() {
		return stored;
	}

	/** The lengths of the first axes, after a check that there are as many pixels as an array holds and no more axes. */
	private List<Integer> axes(int count, FitsMessage refusal) throws FitsException {
		List<Long> axes = dimensions();
		if (kind() == HduKind.IMAGE
				&& (axes.size() < count || axes.stream().skip(count).anyMatch(length -> length != 1))) {
			throw new FitsException(refusal.with(label(), dimensionText()));
		}
		PixelReader.countAll(this);
		return axes.stream().limit(count).map(Math::toIntExact).toList();
	}

	private String unit() throws FitsException {
		return header.findText("BUNIT").orElse("");
	}

	private static String name(int index, FitsHeader header) throws FitsException {
		return header.findText("EXTNAME").orElse(index == 0 ? "PRIMARY" : "");
	}

	private static long version(FitsHeader header) throws FitsException {
		return header.findInteger("EXTVER").orElse(1);
	}
}
