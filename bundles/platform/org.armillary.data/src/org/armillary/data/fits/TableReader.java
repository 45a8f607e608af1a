package org.armillary.data.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.armillary.data.Column;
import org.armillary.data.FitsException;
import org.armillary.data.FitsMessage;
import org.armillary.data.Table;
import org.armillary.data.TextColumn;
import org.armillary.data.VariableColumn;
import org.armillary.data.fits.TableLayout.ColumnFormat;
import org.armillary.data.fits.TableLayout.Descriptor;

/**
 * Reads binary tables: columns of fixed length out of the rows, then those of variable length out of the heap. Memory
 * is taken for what the file has been found to hold.
 */
final class TableReader {

	private static final int CHUNK_BYTES = 1 << 20;
	/** How many times over the descriptors of a table may point to its heap; rows may share elements. */
	private static final long MOST_SHARING = 16;
	/** Bytes of shared elements that are no matter of concern in any table. */
	private static final long FEW_BYTES = 2 << 20;
	/** A heap of so many bytes is read as a whole. */
	private static final int SMALL_HEAP = 16 << 20;
	/** What is read of a larger one where rows do not follow one another in it. */
	private static final int SCATTERED_BYTES = 1 << 16;

	private final Hdu hdu;
	private final TableLayout layout;
	/** Bytes of the elements in the heap, of all rows and columns so far. */
	private long listBytes;

	/** A column of fixed length while it is read. */
	private record Fixed(ColumnFormat format, CellDecoder decoder, int width) {

		Column column(String unit) {
			return decoder.column(format.name(), unit, width);
		}
	}

	private TableReader(Hdu hdu) throws FitsException {
		this.hdu = hdu;
		this.layout = TableLayout.of(hdu);
	}

	static Table read(Hdu hdu) throws FitsException {
		if (hdu.kind() != HduKind.BINARY_TABLE) {
			throw new FitsException(FitsMessage.NO_TABLE.with(hdu.label(), hdu.kind().words()));
		}
		if (hdu.header().findLogical("ZTABLE").orElse(false)) {
			throw new FitsException(FitsMessage.COMPRESSED.with(hdu.label(), "table"));
		}
		return new TableReader(hdu).read();
	}

	/** A table of these columns, with the header of the HDU. */
	static Table table(Hdu hdu, List<Column> columns) throws FitsException {
		try {
			return new Table(hdu.header().findText("EXTNAME").orElse(""), columns, hdu.header());
		} catch (IllegalArgumentException e) {
			throw new FitsException(
					FitsMessage.BAD_STRUCTURE.with(hdu.label(), "TTYPEn", e.getMessage(), "columns of different names"),
					e);
		}
	}

	private Table read() throws FitsException {
		var fixed = new ArrayList<Fixed>();
		for (ColumnFormat format : layout.columns()) {
			if (!format.isVariable() && format.repeat() > 0) {
				int length = CellDecoder.textLength(hdu.header(), format);
				int width = format.letter() == 'A' ? format.repeat() / length : format.repeat();
				int elements = TableLayout.size(hdu, (long) width * layout.rows());
				fixed.add(new Fixed(format, CellDecoder.of(hdu, format, length, elements), width));
			}
		}
		var columns = new ArrayList<Column>();
		try (FileContent.Access access = hdu.content().open()) {
			readRows(access, fixed);
			var heap = new Heap(access);
			int next = 0;
			for (ColumnFormat format : layout.columns()) {
				if (format.repeat() > 0) {
					columns.add(format.isVariable() ? readVariable(access, heap, format)
							: fixed.get(next++).column(unit(format)));
				}
			}
		} catch (IOException e) {
			throw FileErrors.reading(hdu.path(), e);
		}
		return table(hdu, columns);
	}

	private String unit(ColumnFormat format) throws FitsException {
		return hdu.header().findText("TUNIT" + format.number()).orElse("");
	}

	@FunctionalInterface
	private interface RowConsumer {
		void accept(ByteBuffer rows, int start, int row) throws IOException;
	}

	private void readRows(FileContent.Access access, List<Fixed> columns) throws IOException {
		if (layout.rows() == 0) {
			return;
		}
		int rowBytes = layout.rowBytes();
		int chunkRows = Math.max(1, CHUNK_BYTES / rowBytes);
		ByteBuffer buffer = ByteBuffer.allocate(Math.min(chunkRows, layout.rows()) * rowBytes);
		Chunks.forEach(layout.rows(), chunkRows, (row, count) -> {
			buffer.clear().limit(count * rowBytes);
			layout.read(access, buffer, (long) row * rowBytes);
			for (Fixed column : columns) {
				int offset = column.format().offset();
				for (int i = 0; i < count; i++) {
					column.decoder().decode(buffer, i * rowBytes + offset, column.width(),
							(row + i) * column.width());
				}
			}
		});
	}

	private void forEachRow(FileContent.Access access, RowConsumer consumer) throws IOException {
		if (layout.rows() == 0) {
			return;
		}
		int rowBytes = layout.rowBytes();
		int chunkRows = Math.max(1, CHUNK_BYTES / rowBytes);
		ByteBuffer buffer = ByteBuffer.allocate(Math.min(chunkRows, layout.rows()) * rowBytes);
		Chunks.forEach(layout.rows(), chunkRows, (row, count) -> {
			buffer.clear().limit(count * rowBytes);
			layout.read(access, buffer, (long) row * rowBytes);
			for (int i = 0; i < count; i++) {
				consumer.accept(buffer, i * rowBytes, row + i);
			}
		});
	}

	/** Reads a column of variable length in two passes, so that its elements stand in one array. */
	private Column readVariable(FileContent.Access access, Heap heap, ColumnFormat format) throws IOException {
		int[] starts = new int[layout.rows() + 1];
		long most = Math.max(MOST_SHARING * layout.heapBytes(), FEW_BYTES);
		long[] total = new long[1];
		forEachRow(access, (rows, start, row) -> {
			Descriptor descriptor = format.descriptor(rows, start);
			listBytes += layout.bytes(format, row, descriptor);
			total[0] += descriptor.count();
			if (listBytes > most) {
				throw TableLayout.bad(hdu, format.name(),
						listBytes + " bytes of lists up to this column, row " + (row + 1),
						"at most " + most + " bytes in a table with a heap of " + layout.heapBytes() + " bytes");
			}
			starts[row + 1] = TableLayout.size(hdu, total[0]);
		});
		if (format.letter() == 'A') {
			String[] texts = new String[layout.rows()];
			forEachRow(access, (rows, start, row) -> {
				Descriptor descriptor = format.descriptor(rows, start);
				int bytes = layout.bytes(format, row, descriptor);
				texts[row] = bytes == 0 ? "" : CellDecoder.text(heap.read(descriptor.offset(), bytes), 0, bytes);
			});
			return new TextColumn(format.name(), unit(format), 1, texts);
		}
		CellDecoder decoder = CellDecoder.of(hdu, format, 1, (int) total[0]);
		forEachRow(access, (rows, start, row) -> {
			Descriptor descriptor = format.descriptor(rows, start);
			int bytes = layout.bytes(format, row, descriptor);
			if (bytes > 0) {
				decoder.decode(heap.read(descriptor.offset(), bytes), 0, (int) descriptor.count(), starts[row]);
			}
		});
		return new VariableColumn(format.name(), decoder.column(format.name(), unit(format), 1), starts);
	}

	/** Reads the heap through a window: all of a small one, else what follows, since rows mostly do so in it. */
	private final class Heap {

		private final FileContent.Access access;
		private ByteBuffer window = ByteBuffer.allocate(0);
		private long windowStart;

		Heap(FileContent.Access access) {
			this.access = access;
		}

		/** Bytes of the heap, from 0 of the buffer on. */
		ByteBuffer read(long offset, int bytes) throws IOException {
			if (offset < windowStart || offset + bytes > windowStart + window.limit()) {
				if (layout.heapBytes() <= SMALL_HEAP) {
					fill(0, (int) layout.heapBytes());
				} else if (offset >= windowStart && offset <= windowStart + window.limit() + CHUNK_BYTES) {
					fill(offset, Math.max(bytes, CHUNK_BYTES));
				} else {
					// so that rows in reverse order find the row before them
					int length = Math.max(bytes, SCATTERED_BYTES);
					fill(Math.max(0, offset + bytes - length), length);
				}
			}
			return window.slice((int) (offset - windowStart), bytes);
		}

		private void fill(long start, int most) throws IOException {
			int length = (int) Math.min(most, layout.heapBytes() - start);
			if (window.capacity() < length) {
				window = ByteBuffer.allocate(length);
			}
			window.clear().limit(length);
			layout.read(access, window, layout.heapOffset() + start);
			windowStart = start;
		}
	}
}
