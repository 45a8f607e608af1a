package org.armillary.data.fits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

import org.armillary.data.Column;
import org.armillary.data.FitsException;
import org.armillary.data.IntegerColumn;
import org.armillary.data.LogicalColumn;
import org.armillary.data.RealColumn;
import org.armillary.data.Table;
import org.armillary.data.TextColumn;
import org.armillary.data.VariableColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Binary and ASCII tables; what astropy can write is compared in {@link AstropyTest}. */
class TableReadTest {

	@TempDir
	Path folder;

	private Hdu table(String type, int rows, byte[] data, int heap, String... records) throws IOException {
		int fields = (int) Arrays.stream(records).filter(record -> record.startsWith("TFORM")).count();
		int rowBytes = rows == 0 ? 8 : (data.length - heap) / rows;
		var header = new ArrayList<String>(List.of("XTENSION= '" + type + "'", "BITPIX  = 8", "NAXIS   = 2",
				"NAXIS1  = " + rowBytes, "NAXIS2  = " + rows, "PCOUNT  = " + heap, "GCOUNT  = 1",
				"TFIELDS = " + fields));
		header.addAll(List.of(records));
		return FitsFile.open(new FitsBytes().primary().hdu(data, header.toArray(String[]::new))
				.write(folder.resolve("a.fits"))).hdus().get(1);
	}

	@Test
	void integersShiftedAndMissing() throws IOException {
		ByteBuffer data = ByteBuffer.allocate(2 * 23);
		data.put((byte) 0).putShort((short) -1).putInt(7).putLong(Long.MIN_VALUE).putLong(5);
		data.put((byte) 255).putShort((short) 3).putInt(8).putLong(Long.MAX_VALUE).putLong(6);
		Table table = table("BINTABLE", 2, data.array(), 0, "TFORM1  = 'B'", "TTYPE1  = 'signed'", "TZERO1  = -128",
				"TFORM2  = 'I'", "TTYPE2  = 'gaps'", "TNULL2  = -1", "TFORM3  = 'J'", "TTYPE3  = 'scaled'",
				"TSCAL3  = 0.5", "TNULL3  = 8", "TFORM4  = 'K'", "TTYPE4  = 'unsigned'",
				"TZERO4  = 9223372036854775808",
				"TFORM5  = 'K'", "TTYPE5  = 'odd'", "TZERO5  = 0.5").readTable();
		assertArrayEquals(new long[] { -128, 127 }, table.integers("SIGNED").values());
		assertEquals(OptionalLong.of(-1), table.integers("gaps").noData());
		assertTrue(table.integers("gaps").isNull(0));
		assertArrayEquals(new double[] { 3.5, Double.NaN }, table.reals("scaled").values());
		assertArrayEquals(new double[] { 0, 0x1p64 }, table.reals("unsigned").values());
		assertArrayEquals(new double[] { 5.5, 6.5 }, table.reals("odd").values());
	}

	@Test
	void textsInPiecesAndShapes() throws IOException {
		byte[] data = "ab cd efghx \u0000yzMMMMMMMMMMMMMMMMMMMMMMMM".getBytes(StandardCharsets.US_ASCII);
		Table table = table("BINTABLE", 1, data, 0, "TFORM1  = '6A3'", "TTYPE1  = 'a'", "TFORM2  = '4A'",
				"TTYPE2  = 'b'", "TFORM3  = '5A'", "TTYPE3  = 'c'", "TFORM4  = '6E'", "TTYPE4  = 'd'",
				"TDIM4   = '(3,2)'").readTable();
		assertArrayEquals(new String[] { "ab", "cd" }, table.texts("a").values());
		assertEquals("efgh", table.texts("b").at(0));
		assertEquals("x", table.texts("c").at(0));
		assertEquals(List.of(3, 2), table.dimensions("D"));
		assertEquals(List.of(2), table.dimensions("a"));
		assertEquals("fits.column-missing", id(() -> table.dimensions("e")));
	}

	@Test
	void listsOfEveryKind() throws IOException {
		ByteBuffer data = ByteBuffer.allocate(3 * 40 + 40);
		int[][] rows = { { 3, 0, 9, 20, 2, 0, 5, 28 }, { 0, 999, 0, 0, 0, 0, 0, 0 }, { 1, 2, 3, 20, 1, 8, 2, 31 } };
		for (int[] row : rows) {
			for (int value : row) {
				data.putInt(value);
			}
			data.putInt(1).putInt(row[0]);
		}
		data.put((byte) 'T').put((byte) 'F').put((byte) 'T').position(120 + 8).putFloat(2.5f).putFloat(-1)
				.position(120 + 20).put((byte) 0b1010_0000).put((byte) 0x80).position(120 + 28)
				.put("hello  ".getBytes(StandardCharsets.US_ASCII));
		Table table = table("BINTABLE", 3, data.array(), 40, "TFORM1  = '1PL(3)'", "TFORM2  = 'PX'",
				"TFORM3  = '1PC(2)'",
				"TFORM4  = '1PA(5)'", "TFORM5  = '0PJ'", "TFORM6  = '1PB(1)'").readTable();
		assertEquals(List.of("COLUMN1", "COLUMN2", "COLUMN3", "COLUMN4", "COLUMN6"),
				table.columns().stream().map(Column::name).toList());
		VariableColumn logicals = table.variables("COLUMN1");
		assertEquals(List.of(3, 0, 1), List.of(logicals.count(0), logicals.count(1), logicals.count(2)));
		assertArrayEquals(new boolean[] { true, false, true, true }, ((LogicalColumn) logicals.elements()).values());
		VariableColumn bits = table.variables("COLUMN2");
		assertArrayEquals(
				new boolean[] { true, false, true, false, false, false, false, false, true, true, false, true },
				((LogicalColumn) bits.elements()).values());
		assertEquals("lists of complex numbers", table.find("COLUMN3").orElseThrow().content());
		assertArrayEquals(new String[] { "hello", "", "lo" }, table.texts("COLUMN4").values());
		assertEquals("fits.column-type", id(() -> table.variables("COLUMN4")));
		assertEquals("fits.column-type", id(() -> table.complexes("COLUMN3")));
		assertEquals(3, ((IntegerColumn) table.variables("COLUMN6").elements()).rows());
	}

	@ParameterizedTest
	@CsvSource({ "1, 9, fits.cell-malformed", "-1, 0, fits.cell-malformed", "1, -1, fits.cell-malformed",
			"2147483647, 0, fits.cell-malformed", "2, 8, fits.cell-malformed" })
	void listsOutsideTheHeapAreRefused(int count, int offset, String id) throws IOException {
		byte[] data = ByteBuffer.allocate(24).putInt(count).putInt(offset).array();
		assertEquals(id, id(table("BINTABLE", 1, data, 16, "TFORM1  = '1PD(1)'")::readTable));
	}

	@Test
	void listsThatAllPointToTheSameAreBounded() throws IOException {
		int rows = 1000;
		ByteBuffer data = ByteBuffer.allocate(8 * rows + 8000);
		for (int row = 0; row < rows; row++) {
			data.putInt(1000).putInt(0);
		}
		assertEquals("fits.bad-structure",
				id(table("BINTABLE", rows, data.array(), 8000, "TFORM1  = '1PD(1000)'")::readTable));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			TFORM1  = 'J'    | GCOUNT  = 0         | fits.bad-structure
			TFORM1  = '2PJ'  |                     | fits.bad-structure
			TFORM1  = 'PP'   |                     | fits.column-unsupported
			TFORM1  = 'P'    |                     | fits.column-unsupported
			TFORM1  = '1Z'   |                     | fits.column-unsupported
			TFORM1  = '3J'   |                     | fits.bad-structure
			TFORM1  = '?'    |                     | fits.bad-structure
			TFORM1  = 'J'    | ZTABLE  = T         | fits.compressed
			TFORM1  = 'J'    | THEAP   = 1         | fits.bad-structure
			""")
	void refusesTablesThatCannotBe(String form, String record, String id) throws IOException {
		String text = record == null ? "" : record;
		var header = new ArrayList<String>(List.of("XTENSION= 'BINTABLE'", "BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 8",
				"NAXIS2  = 2", "PCOUNT  = 0", text.startsWith("GCOUNT") ? text : "GCOUNT  = 1", "TFIELDS = 1", form,
				text));
		Hdu hdu = FitsFile.open(new FitsBytes().primary().hdu(new byte[16], header.toArray(String[]::new))
				.write(folder.resolve("a.fits"))).hdus().get(1);
		assertEquals(id, id(hdu::readTable));
	}

	@Test
	void tablesWithoutRowsTakeNoMemory() throws IOException {
		FitsFile file = FitsFile.open(new FitsBytes().primary()
				.hdu(new byte[0], "XTENSION= 'BINTABLE'", "BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 2000000000",
						"NAXIS2  = 0", "PCOUNT  = 0", "GCOUNT  = 1", "TFIELDS = 2", "TFORM1  = '200000000D'",
						"TFORM2  = '1PD(0)'")
				.write(folder.resolve("a.fits")));
		Table table = file.hdus().get(1).readTable();
		assertEquals(0, table.rows());
		assertEquals(2, table.columns().size());
	}

	@Test
	void asciiTables() throws IOException {
		String rows = "abc   12 1.5000 -2.5E-10 3.25D+100  15 007"
				+ "d  -9999" + " ".repeat(16) + "         51.+2    ";
		Hdu hdu = table("TABLE", 2, rows.getBytes(StandardCharsets.US_ASCII), 0, "TFORM1  = 'A3'", "TBCOL1  = 1",
				"TTYPE1  = 'name'", "TFORM2  = 'I5'", "TBCOL2  = 4", "TTYPE2  = 'integer'", "TNULL2  = '-9999'",
				"TFORM3  = 'F7.4'", "TBCOL3  = 9", "TUNIT3  = 'm'", "TFORM4  = 'E9.1'", "TBCOL4  = 16",
				"TFORM5  = 'D10.2'",
				"TBCOL5  = 25", "TSCAL5  = 2.", "TFORM6  = 'F4.2'", "TBCOL6  = 35", "TFORM7  = 'I4'", "TBCOL7  = 39",
				"TZERO7  = 10");
		assertEquals(HduKind.ASCII_TABLE, hdu.kind());
		Table table = hdu.readTable();
		assertArrayEquals(new String[] { "abc", "d" }, table.texts("name").values());
		IntegerColumn integer = table.integers("integer");
		assertArrayEquals(new long[] { 12, Long.MIN_VALUE }, integer.values());
		assertTrue(integer.isNull(1));
		assertArrayEquals(new double[] { 1.5, Double.NaN }, table.reals("COLUMN3").values());
		assertEquals("m", table.find("COLUMN3").orElseThrow().unit());
		assertArrayEquals(new double[] { -2.5e-10, Double.NaN }, table.reals("COLUMN4").values());
		// where no decimal point is written, there is one before the last two digits
		assertArrayEquals(new double[] { 6.5e100, 2 * 0.05 }, table.reals("COLUMN5").values());
		assertArrayEquals(new double[] { 0.15, 100 }, table.reals("COLUMN6").values());
		assertArrayEquals(new double[] { 17, Double.NaN }, table.reals("COLUMN7").values());
		assertEquals(RealColumn.Storage.SINGLE, table.reals("COLUMN4").storage());
		assertEquals(TextColumn.class, table.columns().getFirst().getClass());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			TFORM1  = 'I4' | TBCOL1  = 1 | 12x4 | fits.cell-malformed
			TFORM1  = 'F4' | TBCOL1  = 1 | 1..4 | fits.cell-malformed
			TFORM1  = 'I4' | TBCOL1  = 2 | 1234 | fits.bad-structure
			TFORM1  = 'I4' | TBCOL1  = 0 | 1234 | fits.bad-structure
			TFORM1  = 'J'  | TBCOL1  = 1 | 1234 | fits.bad-structure
			TFORM1  = 'I4' | X       = 1 | 1234 | fits.keyword-missing
			""")
	void refusesBadAsciiTables(String form, String begin, String row, String id) throws IOException {
		Hdu hdu = table("TABLE", 1, row.getBytes(StandardCharsets.US_ASCII), 0, form, begin);
		assertEquals(id, id(hdu::readTable));
	}

	private static String id(Executable executable) {
		return assertThrows(FitsException.class, executable).explanation().id();
	}
}
