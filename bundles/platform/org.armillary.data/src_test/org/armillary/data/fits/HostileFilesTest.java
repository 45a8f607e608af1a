package org.armillary.data.fits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.armillary.data.FitsException;
import org.armillary.data.IntegerColumn;
import org.armillary.data.Table;
import org.armillary.data.VariableColumn;
import org.armillary.data.Wcs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that would take more memory, stack or time than they deserve, and legal files that only look like them. */
class HostileFilesTest {

	@TempDir
	Path folder;

	private Hdu open(FitsBytes bytes) throws IOException {
		return FitsFile.open(bytes.write(folder.resolve("a.fits"))).hdus().get(1);
	}

	private Hdu lists(int rows, int heap, int[]... placesOfColumns) throws IOException {
		ByteBuffer data = ByteBuffer.allocate(rows * placesOfColumns.length * 8 + heap);
		for (int row = 0; row < rows; row++) {
			for (int[] places : placesOfColumns) {
				data.putInt(places[2 * row]).putInt(places[2 * row + 1]);
			}
		}
		for (int i = 0; i < heap; i++) {
			data.put((byte) (i % 251));
		}
		var header = new ArrayList<String>(List.of("XTENSION= 'BINTABLE'", "BITPIX  = 8", "NAXIS   = 2",
				"NAXIS1  = " + 8 * placesOfColumns.length, "NAXIS2  = " + rows, "PCOUNT  = " + heap, "GCOUNT  = 1",
				"TFIELDS = " + placesOfColumns.length));
		for (int i = 1; i <= placesOfColumns.length; i++) {
			header.add("TFORM%-3d= '1PB'".formatted(i));
		}
		return open(new FitsBytes().primary().hdu(data.array(), header.toArray(String[]::new)));
	}

	@Test
	void columnsTogetherMayNotMultiplyTheHeap() throws IOException {
		int heap = 1 << 20;
		int[][] columns = new int[40][];
		for (int i = 0; i < columns.length; i++) {
			columns[i] = new int[] { heap, 0 };
		}
		assertEquals("fits.bad-structure", id(lists(1, heap, columns)::readTable));
	}

	@Test
	void rowsMayShareAFewElements() throws IOException {
		int rows = 1000;
		int[] places = new int[2 * rows];
		for (int row = 0; row < rows; row++) {
			places[2 * row] = 4;
		}
		VariableColumn column = lists(rows, 4, places).readTable().variables("COLUMN1");
		assertEquals(4, column.count(rows - 1));
		assertEquals(3, ((IntegerColumn) column.elements()).at(4 * rows - 1, 0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ascending", "descending", "random" })
	@EnabledOnOs(OS.LINUX)
	void theHeapIsReadFewTimesInAnyOrder(String order) throws IOException {
		int length = 40;
		for (int heap : new int[] { 4 << 20, 20 << 20 }) {
			int rows = heap / length / (order.equals("random") && heap > 16 << 20 ? 1000 : 1);
			var offsets = new ArrayList<Integer>();
			for (int row = 0; row < rows; row++) {
				offsets.add(row * length);
			}
			switch (order) {
			case "descending" -> Collections.reverse(offsets);
			case "random" -> Collections.shuffle(offsets, new Random(1));
			default -> assertEquals("ascending", order);
			}
			int[] places = new int[2 * rows];
			for (int row = 0; row < rows; row++) {
				places[2 * row] = length;
				places[2 * row + 1] = offsets.get(row);
			}
			Hdu hdu = lists(rows, heap, places);
			long before = bytesRead();
			var elements = (IntegerColumn) hdu.readTable().variables("COLUMN1").elements();
			long read = bytesRead() - before;
			for (int row = 0; row < rows; row++) {
				assertEquals((offsets.get(row) + 7) % 251, elements.at(row * length + 7, 0));
			}
			assertTrue(read >= (long) rows * length && read < 3L * hdu.dataSize(), order + " took " + read + " bytes");
		}
	}

	/** Bytes that this process has read so far, out of caches too. */
	private static long bytesRead() throws IOException {
		return Files.readAllLines(Path.of("/proc/self/io")).stream().filter(line -> line.startsWith("rchar: "))
				.mapToLong(line -> Long.parseLong(line.substring(7))).sum();
	}

	@Test
	void overlappingFieldsAreFew() throws IOException {
		assertEquals("fits.bad-structure", id(fields(10, 3)::readTable));
		assertArrayEquals(new long[] { 1, 2, 3 }, fields(3, 2).readTable().integers("COLUMN2").values());
	}

	private Hdu fields(int rows, int count) throws IOException {
		var header = new ArrayList<String>(List.of("XTENSION= 'TABLE'", "BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 1",
				"NAXIS2  = " + rows, "PCOUNT  = 0", "GCOUNT  = 1", "TFIELDS = " + count));
		for (int i = 1; i <= count; i++) {
			header.addAll(List.of("TFORM%-3d= 'I1'".formatted(i), "TBCOL%-3d= 1".formatted(i)));
		}
		return open(new FitsBytes().primary().hdu("1234567890".substring(0, rows).getBytes(StandardCharsets.US_ASCII),
				header.toArray(String[]::new)));
	}

	@Test
	void aShapeOfManyAxesIsRead() throws IOException {
		var header = new ArrayList<String>(List.of("XTENSION= 'BINTABLE'", "BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 4",
				"NAXIS2  = 1", "PCOUNT  = 0", "GCOUNT  = 1", "TFIELDS = 1", "TFORM1  = '1J'"));
		header.addAll(FuzzSeeds.longText("TDIM1", "(" + "1,".repeat(20_000) + "1)"));
		Table table = open(new FitsBytes().primary().hdu(new byte[4], header.toArray(String[]::new))).readTable();
		assertEquals(20_001, table.dimensions("COLUMN1").size());
	}

	@Test
	void aUnitOfManyBlanksIsRefusedSoon() throws IOException {
		assertEquals("fits.wcs-unsupported", unit("log" + " ".repeat(20_000) + ")x"));
		assertEquals("fits.wcs-unsupported", unit("log(" + "[".repeat(20_000) + ")x"));
		for (String unit : List.of("log(nm)", "LOG10 ( nm )", "log [ nm", "log nm", "nm")) {
			assertEquals("values", unit(unit));
		}
	}

	private String unit(String unit) throws IOException {
		var header = new ArrayList<String>(List.of("XTENSION= 'IMAGE'", "BITPIX  = 8", "NAXIS   = 1", "NAXIS1  = 2",
				"PCOUNT  = 0", "GCOUNT  = 1", "CTYPE1  = 'LOGWAVE'", "CRVAL1  = 3.1", "CDELT1  = 0.01",
				"CRPIX1  = 1."));
		header.addAll(FuzzSeeds.longText("CUNIT1", unit));
		Hdu hdu = open(new FitsBytes().primary().hdu(new byte[2], header.toArray(String[]::new)));
		return assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
			try {
				assertEquals(Math.pow(10, 3.11) / 1000, Wcs.wavelengthsMicron(hdu.header(), 1, 2)[1], 1e-12);
				return "values";
			} catch (FitsException e) {
				return e.explanation().id();
			}
		});
	}

	private static String id(Executable executable) {
		return assertThrows(FitsException.class, executable).explanation().id();
	}
}
