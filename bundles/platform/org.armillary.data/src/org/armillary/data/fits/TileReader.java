package org.armillary.data.fits;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import org.armillary.data.FitsException;
import org.armillary.data.FitsMessage;
import org.armillary.data.fits.PixelReader.PixelConsumer;
import org.armillary.data.fits.TableLayout.ColumnFormat;
import org.armillary.data.fits.TableLayout.Descriptor;
import org.armillary.data.fits.TileLayout.Algorithm;

/**
 * Reads a run of pixels out of a tile-compressed image, tile by tile. Before any memory is taken each tile that is
 * needed is checked: that its compressed bytes lie within the file, and that so many bytes can hold so many pixels.
 */
final class TileReader {

	private static final int CHUNK_BYTES = 1 << 20;
	/** No deflate stream gives more bytes for one. */
	private static final long MOST_DEFLATED = 1032;
	/** A block of equal pixels takes at least three bits. */
	private static final long FEWEST_RICE_BITS = 3;

	private final Hdu hdu;
	private final TableLayout table;
	private final TileLayout tiles;
	private final Optional<Quantization> quantization;
	private final Optional<ColumnFormat> compressed;
	private final Optional<ColumnFormat> gzipped;
	private final Optional<ColumnFormat> uncompressed;
	private final long first;
	private final int count;

	/** Where the bytes of a tile stand. */
	private record Stored(ColumnFormat column, long offset, int bytes) {
	}

	@FunctionalInterface
	private interface TileConsumer {
		void accept(long tile, Stored stored, ByteBuffer rows, int row) throws IOException;
	}

	private TileReader(Hdu hdu, long first, int count) throws FitsException {
		this.hdu = hdu;
		this.table = TableLayout.of(hdu);
		this.tiles = TileLayout.of(hdu);
		this.quantization = Quantization.of(hdu, table);
		this.compressed = variable("COMPRESSED_DATA");
		this.gzipped = variable("GZIP_COMPRESSED_DATA");
		this.uncompressed = variable("UNCOMPRESSED_DATA");
		this.first = first;
		this.count = count;
		if (tiles.algorithm() == Algorithm.RICE_1 && quantization.isEmpty()
				&& (hdu.bitpix() < 0 || hdu.bitpix() == Long.SIZE)) {
			throw TableLayout.bad(hdu, "ZBITPIX", hdu.bitpix(), "8, 16 or 32 for RICE_1 without ZSCALE");
		}
	}

	/** A reading of {@code count} pixels from pixel {@code first} on, checked. */
	static TileReader of(Hdu hdu, long first, int count) throws FitsException {
		var reader = new TileReader(hdu, first, count);
		long[] bytes = new long[1];
		reader.forEach((tile, stored, _, _) -> {
			reader.checkCapacity(tile, stored);
			bytes[0] += stored.bytes();
			if (bytes[0] > reader.table.heapBytes()) {
				throw new FitsException(FitsMessage.TILE_DAMAGED.with(hdu.label(), tile + 1,
						"it shares its bytes with other tiles"));
			}
		});
		return reader;
	}

	static FitsException unsupported(Hdu hdu, String algorithm) {
		return new FitsException(FitsMessage.COMPRESSED.with(hdu.label(), algorithm));
	}

	/** Gives all pixels in pieces, in no particular order. */
	void read(PixelConsumer consumer) throws FitsException {
		Map<Long, ByteBuffer> kept = hdu.begunTiles().get();
		var begun = new HashMap<Long, ByteBuffer>();
		try (FileContent.Access access = hdu.content().open()) {
			forEach((tile, stored, rows, row) -> {
				ByteBuffer pixels = kept.get(tile);
				if (pixels == null) {
					pixels = pixels(access, tile, stored, rows, row);
				}
				if (lastPixel(tile) >= first + count) {
					begun.put(tile, pixels);
				}
				deliver(tile, pixels, consumer);
			});
		} catch (IOException e) {
			throw FileErrors.reading(hdu.path(), e);
		}
		hdu.begunTiles().set(begun);
	}

	private ByteBuffer pixels(FileContent.Access access, long tile, Stored stored, ByteBuffer rows, int row)
			throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(stored.bytes());
		table.read(access, bytes, table.heapOffset() + stored.offset());
		try {
			return decode(tile, stored, bytes.array(), rows, row).rewind();
		} catch (IOException e) {
			// decoding reads no file: whatever goes wrong is in the data
			throw new FitsException(FitsMessage.TILE_DAMAGED.with(hdu.label(), tile + 1, reason(e)), e);
		}
	}

	private static String reason(IOException cause) {
		return cause.getMessage() == null ? "its data end too early" : cause.getMessage();
	}

	private Optional<ColumnFormat> variable(String name) {
		return table.find(name).filter(ColumnFormat::isVariable);
	}

	private void forEach(TileConsumer consumer) throws FitsException {
		if (count == 0) {
			return;
		}
		long[] range = tiles.range(first, count);
		int chunkRows = Math.max(1, CHUNK_BYTES / table.rowBytes());
		int number = (int) (range[1] - range[0] + 1);
		try (FileContent.Access access = hdu.content().open()) {
			ByteBuffer rows = ByteBuffer.allocate(Math.min(chunkRows, number) * table.rowBytes());
			Chunks.forEach(number, chunkRows, (from, length) -> {
				rows.clear().limit(length * table.rowBytes());
				table.read(access, rows, (range[0] + from) * table.rowBytes());
				for (int i = 0; i < length; i++) {
					long tile = range[0] + from + i;
					if (isNeeded(tile)) {
						int row = i * table.rowBytes();
						consumer.accept(tile, stored(tile, rows, row), rows, row);
					}
				}
			});
		} catch (IOException e) {
			throw FileErrors.reading(hdu.path(), e);
		}
	}

	private boolean isNeeded(long tile) {
		long[] origin = tiles.origin(tile);
		long begin = 0;
		for (int axis = origin.length - 1; axis >= 0; axis--) {
			begin = begin * tiles.axes()[axis] + origin[axis];
		}
		return begin < first + count && lastPixel(tile) >= first;
	}

	/** The number of the last pixel of a tile in the image, from 0. */
	private long lastPixel(long tile) {
		long[] origin = tiles.origin(tile);
		long end = 0;
		for (int axis = origin.length - 1; axis >= 0; axis--) {
			end = end * tiles.axes()[axis] + origin[axis] + tiles.length(origin, axis) - 1;
		}
		return end;
	}

	/** The first of the columns that may hold a tile in which it stands. */
	private Stored stored(long tile, ByteBuffer rows, int row) throws FitsException {
		for (Optional<ColumnFormat> column : List.of(compressed, uncompressed, gzipped)) {
			if (column.isPresent()) {
				Descriptor descriptor = column.get().descriptor(rows, row);
				int bytes = table.bytes(column.get(), tile, descriptor);
				if (bytes > 0) {
					return new Stored(column.get(), descriptor.offset(), bytes);
				}
			}
		}
		throw new FitsException(FitsMessage.TILE_DAMAGED.with(hdu.label(), tile + 1, "nothing is stored of it"));
	}

	private Algorithm algorithm(Stored stored) {
		if (compressed.isPresent() && stored.column() == compressed.get()) {
			return tiles.algorithm();
		}
		return gzipped.isPresent() && stored.column() == gzipped.get() ? Algorithm.GZIP_1 : Algorithm.NOCOMPRESS;
	}

	private void checkCapacity(long tile, Stored stored) throws FitsException {
		long pixels = tiles.pixels(tiles.origin(tile));
		long most = switch (algorithm(stored)) {
		case RICE_1 -> ((long) stored.bytes() * Byte.SIZE / FEWEST_RICE_BITS + 1) * tiles.block();
		case GZIP_1, GZIP_2 -> stored.bytes() * MOST_DEFLATED;
		case NOCOMPRESS -> stored.bytes();
		};
		if (pixels > most || pixels > TableLayout.MOST_ELEMENTS / Long.BYTES) {
			throw new FitsException(FitsMessage.TILE_DAMAGED.with(hdu.label(), tile + 1,
					stored.bytes() + " bytes cannot hold " + pixels + " pixels"));
		}
	}

	/** The pixels of a tile as an uncompressed image would have them. */
	private ByteBuffer decode(long tile, Stored stored, byte[] bytes, ByteBuffer rows, int row) throws IOException {
		int pixels = (int) tiles.pixels(tiles.origin(tile));
		Algorithm algorithm = algorithm(stored);
		boolean quantized = quantization.isPresent() && compressed.isPresent() && stored.column() == compressed.get();
		int width = Math.abs(hdu.bitpix()) / Byte.SIZE;
		if (algorithm == Algorithm.RICE_1) {
			int[] integers = new int[pixels];
			RiceDecoder.decode(bytes, tiles.bytesOfPixel(), tiles.block(), integers);
			return quantized ? restored(integers, tile, rows, row) : narrowed(integers, width);
		}
		byte[] plain = algorithm == Algorithm.NOCOMPRESS ? bytes : inflated(bytes, pixels);
		int found = plain.length / pixels;
		if (plain.length % pixels != 0) {
			throw new ZipException(plain.length + " bytes are no whole number of bytes for " + pixels + " pixels");
		}
		ByteBuffer values = ByteBuffer.wrap(algorithm == Algorithm.GZIP_2 ? unshuffled(plain, found) : plain);
		if (quantized) {
			return restored(integers(values, found, pixels), tile, rows, row);
		}
		if (found == width) {
			return values;
		}
		// fpack's first versions stored all integers with 32 bits
		if (hdu.bitpix() > 0 && width < found && found == Integer.BYTES) {
			return narrowed(integers(values, found, pixels), width);
		}
		throw new ZipException(plain.length + " bytes for " + pixels + " pixels of " + width + " bytes");
	}

	private ByteBuffer restored(int[] integers, long tile, ByteBuffer rows, int row) {
		boolean single = hdu.bitpix() == -32;
		ByteBuffer result = ByteBuffer.allocate(integers.length * (single ? Float.BYTES : Double.BYTES));
		quantization.orElseThrow().restore(integers, tile, rows, row, single, result);
		return result;
	}

	private static int[] integers(ByteBuffer values, int width, int pixels) throws ZipException {
		if (width != Integer.BYTES) {
			throw new ZipException(width + " bytes for each integer, expected 4");
		}
		int[] integers = new int[pixels];
		values.asIntBuffer().get(integers);
		return integers;
	}

	private static ByteBuffer narrowed(int[] integers, int width) {
		ByteBuffer result = ByteBuffer.allocate(integers.length * width);
		switch (width) {
		case 1 -> {
			for (int value : integers) {
				result.put((byte) value);
			}
		}
		case 2 -> {
			for (int value : integers) {
				result.putShort((short) value);
			}
		}
		default -> result.asIntBuffer().put(integers);
		}
		return result;
	}

	/** Uncompresses at most what pixels of eight bytes take, and one byte more to see what is too long. */
	private static byte[] inflated(byte[] bytes, int pixels) throws IOException {
		try (var stream = new GZIPInputStream(new ByteArrayInputStream(bytes),
				Math.clamp(bytes.length, 512, 1 << 16))) {
			return stream.readNBytes(pixels * Long.BYTES + 1);
		}
	}

	private static byte[] unshuffled(byte[] shuffled, int width) {
		byte[] result = new byte[shuffled.length];
		int pixels = shuffled.length / width;
		for (int part = 0; part < width; part++) {
			for (int i = 0; i < pixels; i++) {
				result[i * width + part] = shuffled[part * pixels + i];
			}
		}
		return result;
	}

	/** Hands over those rows of a tile that belong to the pixels wanted. */
	private void deliver(long tile, ByteBuffer pixels, PixelConsumer consumer) {
		long[] origin = tiles.origin(tile);
		int length = (int) tiles.length(origin, 0);
		long lines = tiles.pixels(origin) / length;
		for (long line = 0; line < lines; line++) {
			long rest = line;
			long begin = 0;
			long stride = tiles.axes()[0];
			for (int axis = 1; axis < origin.length; axis++) {
				long own = tiles.length(origin, axis);
				begin += (origin[axis] + rest % own) * stride;
				rest /= own;
				stride *= tiles.axes()[axis];
			}
			begin += origin[0];
			long from = Math.max(begin, first);
			long to = Math.min(begin + length, first + count);
			if (from < to) {
				consumer.accept(pixels, (int) (line * length + from - begin), (int) (from - first), (int) (to - from));
			}
		}
	}
}
