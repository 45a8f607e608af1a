package org.armillary.data.fits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

import org.armillary.data.Column;
import org.armillary.data.ComplexColumn;
import org.armillary.data.FitsHeader;
import org.armillary.data.IntegerColumn;
import org.armillary.data.LogicalColumn;
import org.armillary.data.RealColumn;
import org.armillary.data.RealColumn.Storage;
import org.armillary.data.Table;
import org.armillary.data.TextColumn;
import org.armillary.data.VariableColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Complex numbers and lists; the other columns are in {@link FitsWriterTest}. */
class TableEncoderTest {

	@TempDir
	Path folder;

	@Test
	void complexNumbersComeBack() throws IOException {
		Table table = Table.builder("T")
				.add(new ComplexColumn("SINGLE", "Jy", 1, new double[] { 1, -2, Double.NaN, 0.5 }, Storage.SINGLE))
				.add(new ComplexColumn("PAIRS", "", 2, new double[] { 1, 2, 3, 4, 5, 6, 7, Math.PI }, Storage.DOUBLE))
				.build();
		Hdu hdu = write(table);
		assertEquals("1C", hdu.header().text("TFORM1"));
		assertEquals("2M", hdu.header().text("TFORM2"));
		assertEquals(table.columns(), hdu.readTable().columns());
	}

	@Test
	void listsComeBack() throws IOException {
		var noData = OptionalLong.of(-99);
		Table table = Table.builder("T")
				.add(list("REALS", new RealColumn("REALS", "um", 1, new double[] { 1, Double.NaN, 3 }, Storage.DOUBLE),
						0, 2, 2, 3))
				.add(list("SINGLES", new RealColumn("SINGLES", "", 1, new double[] { 1.5 }, Storage.SINGLE), 0, 0, 0,
						1))
				.integers("N", "", 1, 2, 3)
				.add(list("SHORTS", new IntegerColumn("SHORTS", "", 1, new long[] { 1, -99, 3, 4, 5 }, 16, noData), 0,
						5, 5, 5))
				.add(list("FLAGS", new LogicalColumn("FLAGS", "", 1, new boolean[] { true, false }), 0, 1, 1, 2))
				.add(list("WAVES", new ComplexColumn("WAVES", "", 1, new double[] { 1, 2, 3, 4 }, Storage.SINGLE), 0, 1,
						2, 2))
				.add(list("NONE", new RealColumn("NONE", "", 1, new double[0], Storage.DOUBLE), 0, 0, 0, 0)).build();
		Hdu hdu = write(table);
		assertEquals("1PD(2)", hdu.header().text("TFORM1"));
		assertEquals("1PI(5)", hdu.header().text("TFORM4"));
		assertEquals(-99, hdu.header().integer("TNULL4"));
		assertEquals(3 * 8 + 4 + 5 * 2 + 2 + 2 * 8, hdu.header().integer("PCOUNT"));
		assertEquals(table.columns(), hdu.readTable().columns());
		Checksums.verify(hdu.path());
		assertEquals(ContentDigest.of(hdu.path()), ContentDigest.of(write(table).path()));
	}

	@Test
	void longListsComeBack() throws IOException {
		for (long seed : new long[] { 1, 2, 3 }) {
			var random = new Random(seed);
			int rows = 5_000;
			int[] starts = new int[rows + 1];
			for (int row = 0; row < rows; row++) {
				starts[row + 1] = starts[row] + random.nextInt(60);
			}
			Table table = Table.builder("T")
					.add(list("A", new RealColumn("A", "", 1, random.doubles(starts[rows]).toArray(), Storage.DOUBLE),
							starts))
					.add(list("B", new IntegerColumn("B", "", 1, random.longs(starts[rows], 0, 256).toArray(), 8,
							OptionalLong.empty()), starts))
					.build();
			Hdu hdu = write(table);
			assertEquals(table.columns(), hdu.readTable().columns());
			Checksums.verify(hdu.path());
		}
	}

	@Test
	void shapesComeBack() throws IOException {
		FitsHeader shapes = FitsHeader.builder().set("TFIELDS", 3, "").set("TTYPE1", "N", "").set("TDIM1", "(3,2)", "")
				.set("TTYPE2", "S", "").set("TDIM2", "(9,2,2)", "").set("TTYPE3", "W", "").set("TDIM3", "(5,5)", "")
				.build();
		Table table = Table.builder("T").header(shapes)
				.add(new RealColumn("N", "", 6, new double[] { 1, 2, 3, 4, 5, 6 }, Storage.SINGLE))
				.add(new TextColumn("S", "", 4, new String[] { "a", "bc", "d", "e" }))
				.add(new RealColumn("W", "", 2, new double[] { 1, 2 }, Storage.DOUBLE)).build();
		Hdu hdu = write(table);
		Table read = hdu.readTable();
		assertEquals(table.columns(), read.columns());
		assertEquals(List.of(3, 2), read.dimensions("N"));
		assertEquals(List.of(2, 2), read.dimensions("S"));
		assertEquals("(2,2,2)", hdu.header().text("TDIM2"));
		assertFalse(hdu.header().contains("TDIM3"));
	}

	@Test
	void shiftedIntegersComeBack() throws IOException {
		String zeros = "-128 32768 2147483648 1099511627776 5";
		String[] forms = { "B", "I", "J", "I", "J" };
		int[] bits = { 16, 32, 64, 64, 64 };
		for (int i = 0; i < forms.length; i++) {
			String zero = zeros.split(" ")[i];
			FitsFile file = FitsFile.open(new FitsBytes().primary()
					.hdu(new byte[8], "XTENSION= 'BINTABLE'", "BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 8",
							"NAXIS2  = 1", "PCOUNT  = 0", "GCOUNT  = 1", "TFIELDS = 1", "TFORM1  = '" + forms[i] + "'",
							"TZERO1  = " + zero, "EXTNAME = 'T'")
					.write(folder.resolve("shifted.fits")));
			Table table = file.hdu("T").readTable();
			IntegerColumn column = write(table).readTable().integers("COLUMN1");
			assertEquals(Long.parseLong(zero), column.at(0, 0));
			assertEquals(bits[i], column.bits());
		}
	}

	@Test
	void refusesListsOfTexts() {
		Column texts = list("A", new TextColumn("A", "", 1, new String[] { "a" }), 0, 1);
		Table table = Table.builder("T").add(texts).build();
		assertThrows(IllegalArgumentException.class, () -> write(table));
	}

	private static VariableColumn list(String name, Column elements, int... starts) {
		return new VariableColumn(name, elements, starts);
	}

	private Hdu write(Table table) throws IOException {
		Path target = folder.resolve("a.fits");
		try (FitsWriter writer = FitsWriter.create(target)) {
			writer.table(table);
			writer.commit();
		}
		return FitsFile.open(target).hdu("T");
	}
}
