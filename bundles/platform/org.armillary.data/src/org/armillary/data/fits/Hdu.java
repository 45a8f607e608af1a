package org.armillary.data.fits;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.armillary.data.Cube;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.FitsMessage;
import org.armillary.data.Pixels;
import org.armillary.data.Table;

/**
 * One header and data unit of a file: the header is in memory, the data stay in the file until they are read.
 * Immutable, holds no open file, may be read by several threads at once.
 */
public final class Hdu {

	private final Path path;
	private final int index;
	private final String name;
	private final long version;
	private final FitsHeader header;
	private final HduStructure structure;
	private final long dataOffset;

	Hdu(Path path, int index, String name, long version, FitsHeader header, HduStructure structure, long dataOffset) {
		this.path = path;
		this.index = index;
		this.name = name;
		this.version = version;
		this.header = header;
		this.structure = structure;
		this.dataOffset = dataOffset;
	}

	/** The file. */
	public Path path() {
		return path;
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

	/** All its keywords. */
	public FitsHeader header() {
		return header;
	}

	/** 8 (unsigned), 16, 32, 64 for integers of so many bits, -32 and -64 for floating point. */
	public int bitpix() {
		return structure.bitpix();
	}

	/** Lengths of the axes, NAXIS1, the fastest, first; no axes at all for an empty unit. */
	public List<Long> dimensions() {
		return structure.axes();
	}

	/** Where the data begin, in bytes from the beginning of the file. */
	public long dataOffset() {
		return dataOffset;
	}

	/** Length of the data in bytes, without padding. */
	public long dataSize() {
		return structure.dataBytes();
	}

	/** File and extension, as messages name them. */
	public String label() {
		return header.source();
	}

	/** Whether there are pixels: an image with at least one. Unused IFUs are images without. */
	public boolean hasImage() {
		return kind() == HduKind.IMAGE && structure.dataBytes() > 0;
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
	 * Reads a cube of three axes: values with unit (BUNIT) and header, without variance and mask. Floating point of
	 * 64 bits stays so, all else becomes {@code float}.
	 */
	public Cube readCube() throws FitsException {
		List<Long> axes = dimensions();
		if (kind() == HduKind.IMAGE && axes.size() != 3) {
			throw new FitsException(FitsMessage.NOT_CUBE.with(label(), dimensionText()));
		}
		Pixels values = bitpix() == -64 ? Pixels.of(readDoubles()) : Pixels.of(readFloats());
		return new Cube(axes.get(2).intValue(), axes.get(1).intValue(), axes.get(0).intValue(), values,
				Optional.empty(),
				Optional.empty(), header.findText("BUNIT").orElse(""), header);
	}

	/** Reads a binary table with all its columns. */
	public Table readTable() throws FitsException {
		return TableReader.read(this);
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
}
