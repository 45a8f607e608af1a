package org.armillary.kmos.fitscheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.TypedActorProvider;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.Table;
import org.armillary.data.fits.FitsFile;
import org.armillary.testkit.TestContext;
import org.armillary.testkit.TestData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitsCheckTest {

	@TempDir
	private Path folder;

	private Path file;
	private TestContext context;

	@BeforeEach
	void makeContext() throws IOException, DescriptionException {
		context = TestContext.of(TypedActorProvider.of(new FitsCheck()).descriptor(), folder.resolve("job"));
		file = folder.resolve("file.fits");
	}

	private Outcome.Ok<FitsCheck.Outputs> run(Path path) throws ActorException, IOException, InterruptedException {
		var input = new ProductFile(path, new ProductDescription("", Keywords.NONE));
		return (Outcome.Ok<FitsCheck.Outputs>) new FitsCheck().run(new FitsCheck.Parameters(true),
				new FitsCheck.Inputs(input), context);
	}

	private FitsFile report(Path path) throws ActorException, IOException, InterruptedException {
		return FitsFile.open(run(path).outputs().report().path());
	}

	private Table structure(Path path) throws ActorException, IOException, InterruptedException {
		return report(path).hdu("CHECK").readTable();
	}

	private String type() throws ActorException, IOException, InterruptedException {
		return report(file).hdu("CHECK").header().text("ESO CHECK TYPE");
	}

	private Set<String> problems() throws ActorException, IOException, InterruptedException {
		return run(file).caveats().stream().map(Message::id).collect(Collectors.toSet());
	}

	@Test
	void theStructureOfAFileIsListed() throws ActorException, IOException, InterruptedException {
		CheckedFiles.cubes(file, 2);
		Outcome.Ok<FitsCheck.Outputs> outcome = run(file);
		assertEquals(List.of(), outcome.caveats());
		FitsFile report = FitsFile.open(outcome.outputs().report().path());
		Table table = report.hdu("CHECK").readTable();
		assertEquals(5, table.rows());
		assertEquals("IFU.1.DATA", table.texts("extname").at(1));
		assertEquals(List.of("empty", "image", "image", "empty", "empty"),
				IntStream.range(0, 5).mapToObj(row -> text(table, "kind", row)).toList());
		assertEquals("4 x 3 x 2", table.texts("dimensions").at(1));
		assertEquals("adu/s", table.texts("unit").at(2));
		assertEquals(-32, table.integers("bitpix").at(1));
		assertEquals(23, table.integers("finite").at(1));
		assertEquals(1, table.integers("nan").at(1));
		float[] values = CheckedFiles.values(2, 24);
		double least = IntStream.range(0, 24).mapToDouble(i -> values[i]).min().orElseThrow();
		assertEquals(least, table.reals("minimum").at(2));
		assertTrue(Double.isNaN(table.reals("maximum").at(3)));
		for (int row = 0; row < 5; row++) {
			assertEquals("verified", table.texts("datasum").at(row));
			assertEquals("verified", table.texts("checksum").at(row));
		}
		assertEquals("F3I", report.hdu("CHECK").header().text("ESO CHECK TYPE"));
		assertEquals(0, report.hdu("PROBLEMS").readTable().rows());
		assertEquals(0, context.value("problems", "").orElseThrow());
		assertEquals("CHECK", report.primary().header().text("ESO PRO CATG"));
	}

	private static String text(Table table, String column, int row) {
		try {
			return table.texts(column).at(row);
		} catch (FitsException e) {
			throw new AssertionError(e);
		}
	}

	@Test
	void countsOfManyStripsAreThoseOfAll() throws ActorException, IOException, InterruptedException {
		int size = 700_000;
		float[] values = CheckedFiles.values(3, size);
		values[0] = Float.NaN;
		values[300_000] = -7;
		values[699_999] = 9;
		values[400_000] = 0;
		values[500_000] = Float.NEGATIVE_INFINITY;
		CheckedFiles.write(file, writer -> writer.image("LONG", FitsHeader.EMPTY, "", values, size));
		Table table = structure(file);
		assertEquals(size - 2, table.integers("finite").at(1));
		assertEquals(1, table.integers("nan").at(1));
		assertEquals(1, table.integers("infinite").at(1));
		assertEquals(1, table.integers("zero").at(1));
		assertEquals(-7, table.reals("minimum").at(1));
		assertEquals(9, table.reals("maximum").at(1));
	}

	@Test
	void wrongChecksumsAreFound() throws ActorException, IOException, InterruptedException {
		CheckedFiles.cubes(file, 2);
		CheckedFiles.corrupt(file, 2);
		Outcome.Ok<FitsCheck.Outputs> outcome = run(file);
		assertEquals(Set.of(CheckMessage.DATASUM_WRONG.id(), CheckMessage.CHECKSUM_WRONG.id()),
				outcome.caveats().stream().map(Message::id).collect(Collectors.toSet()));
		Table table = FitsFile.open(outcome.outputs().report().path()).hdu("CHECK").readTable();
		assertEquals("wrong", table.texts("datasum").at(2));
		assertEquals("verified", table.texts("datasum").at(1));
		assertFalse(outcome.caveats().stream().anyMatch(caveat -> !caveat.summary().contains("file.fits")));
		CheckedFiles.cubes(file, 2);
		CheckedFiles.replace(file, "EXTNAME = 'IFU.1.DATA'", "EXTNAME = 'IFU.3.DATA'");
		assertTrue(problems().contains(CheckMessage.CHECKSUM_WRONG.id()));
		assertFalse(problems().contains(CheckMessage.DATASUM_WRONG.id()));
		CheckedFiles.cubes(file, 2);
		CheckedFiles.replace(file, "CHECKSUM=", "CHECKSOM=");
		CheckedFiles.replace(file, "DATASUM =", "DATASOM =");
		Table without = structure(file);
		assertEquals("absent", without.texts("checksum").at(1));
		assertEquals("absent", without.texts("datasum").at(1));
	}

	@Test
	void typesAreRecognised() throws ActorException, IOException, InterruptedException {
		float[] image = CheckedFiles.values(1, 4);
		for (String[] expected : new String[][] { { "RAW", "CHIP%d.INT1", "2" }, { "F2D", "DET.%d.DATA", "2" },
				{ "F1D", "DET.%d.DATA", "1" }, { "F1I", "IFU.%d.DATA", "1" }, { "F2I", "IFU.%d.DATA", "2" },
				{ "F3I", "IFU.%d.DATA", "3" }, { "RAW", "", "2" } }) {
			int[] dimensions = Arrays.copyOf(new int[] { 4, 1, 1 }, Integer.parseInt(expected[2]));
			CheckedFiles.write(file, writer -> {
				for (int number = 1; number <= 3; number++) {
					writer.image(expected[1].formatted(number), FitsHeader.EMPTY, "", image, dimensions);
				}
			});
			assertEquals(expected[0], type(), expected[1] + expected[2]);
		}
		CheckedFiles.write(file, writer -> {
			for (int number = 1; number <= 3; number++) {
				writer.image("DET." + number + ".DATA", FitsHeader.EMPTY, "", new byte[] { 0, 1, 1, 0 }, 2, 2);
			}
		});
		assertEquals("B2D", type());
		CheckedFiles.write(file, writer -> writer.image("DATA", FitsHeader.EMPTY, "", image, 4));
		assertEquals("F1S", type());
		CheckedFiles.write(file, writer -> {
			writer.image("DATA", FitsHeader.EMPTY, "", image, 4, 1, 1);
			writer.image("NOISE", FitsHeader.EMPTY, "", image, 4, 1, 1);
		});
		assertEquals("F3I", type());
		CheckedFiles.write(file, writer -> writer.table(Table.builder("L").reals("a", "", 1).build()));
		assertEquals("F1L", type());
		assertEquals(Set.of(), problems());
		CheckedFiles.write(file, writer -> {
			writer.image("A", FitsHeader.EMPTY, "", image, 4);
			writer.image("B", FitsHeader.EMPTY, "", image, 2, 2);
		});
		assertEquals("none", type());
	}

	@Test
	void whatIsWrongIsSaid() throws ActorException, IOException, InterruptedException {
		CheckedFiles.wrong(file);
		assertEquals(Set.of(CheckMessage.ZEROS.id(), CheckMessage.NUMBER_DIFFERS.id(),
				CheckMessage.DIMENSIONS_DIFFER.id(), CheckMessage.NOISE_NEGATIVE.id(), CheckMessage.NUMBER_RANGE.id(),
				CheckMessage.NO_FINITE_PIXEL.id(), CheckMessage.INFINITE.id(), CheckMessage.NOISE_ALONE.id(),
				CheckMessage.NOISE_MISSING.id(), CheckMessage.DETECTOR_COUNT.id(), CheckMessage.NAME_MISSING.id()),
				problems());
		Table table = report(file).hdu("PROBLEMS").readTable();
		for (int row = 0; row < table.rows(); row++) {
			assertFalse(table.texts("problem").at(row).contains("file.fits"));
			if (table.texts("id").at(row).equals(CheckMessage.DIMENSIONS_DIFFER.id())) {
				assertEquals(2, table.integers("hdu").at(row));
			}
		}
	}

	@Test
	void namesThatRepeatWithoutVersionAreFound() throws ActorException, IOException, InterruptedException {
		float[] image = CheckedFiles.values(1, 4);
		CheckedFiles.write(file, writer -> {
			for (int number = 0; number < 6; number++) {
				writer.image("DET." + (number % 3 + 1) + ".DATA", FitsHeader.EMPTY, "", image, 2, 2);
			}
		});
		assertEquals(Set.of(), problems());
		CheckedFiles.replace(file, "EXTVER  =", "EXTVUR  =");
		assertTrue(problems().contains(CheckMessage.NAME_REPEATED.id()));
	}

	@Test
	void filesWithoutDataAreListedToo() throws ActorException, IOException, InterruptedException {
		CheckedFiles.write(file, _ -> {
		});
		assertEquals(Set.of(CheckMessage.NO_DATA.id()), problems());
		assertThrows(FitsException.class, () -> run(Files.writeString(folder.resolve("text"), "no FITS")));
		assertThrows(FitsException.class, () -> run(folder.resolve("missing")));
	}

	@Test
	void theRealCubeHasZerosWhereNaNIsExpected() throws ActorException, IOException, InterruptedException {
		file = TestData.require("real/kmos/ecdfsf3_ifu22.fits");
		assertTrue(problems().contains(CheckMessage.ZEROS.id()));
		assertEquals("F3I", type());
		Table table = structure(file);
		assertEquals("15 x 14 x 2048", table.texts("dimensions").at(1));
		assertEquals(15 * 14 * 2048L, table.integers("finite").at(1) + table.integers("nan").at(1));
	}
}
