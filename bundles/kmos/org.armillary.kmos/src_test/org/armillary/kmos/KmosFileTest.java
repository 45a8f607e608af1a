package org.armillary.kmos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.data.Cube;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.FitsMessage;
import org.armillary.data.Table;
import org.armillary.data.fits.FitsWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KmosFileTest {

	@TempDir
	private Path folder;

	@Test
	void noiseBelongsToTheDataOfItsName() throws IOException, ActorException {
		KmosFile file = open(FitsHeader.EMPTY, writer -> {
			cube(writer, "IFU_22_22_2_etc.DATA", 5);
			cube(writer, "IFU_22_22_2_etc.NOISE", 3);
			writer.empty("IFU.2.DATA", FitsHeader.EMPTY);
			writer.empty("IFU.2.NOISE", FitsHeader.EMPTY);
			cube(writer, "DATA", 7);
			cube(writer, "NOISE", 2);
		});
		assertEquals(List.of("IFU_22_22_2_etc.DATA", "IFU.2.DATA", "DATA"),
				file.extensions().stream().map(KmosExtension::name).toList());
		assertEquals(List.of(22, 2, 0), file.extensions().stream().map(KmosFileTest::number).toList());
		Cube cube = file.extensions().getFirst().cube();
		assertEquals(5, cube.at(1, 0, 1));
		assertEquals(9, cube.variance().orElseThrow().at(0));
		assertTrue(file.extensions().get(1).isEmpty());
		assertEquals(4, file.extensions().get(2).cube().variance().orElseThrow().at(0));
		assertEquals("IFU_22_22_2_etc", file.extensions().getFirst().stem());
		assertEquals("", file.extensions().get(2).stem());
	}

	@Test
	void repeatedNamesPairInTurn() throws IOException, ActorException {
		KmosFile file = open(FitsHeader.EMPTY, writer -> {
			for (int angle = 1; angle <= 2; angle++) {
				cube(writer, "DET.1.DATA", 10 * angle);
				cube(writer, "DET.1.NOISE", angle);
			}
		});
		assertEquals(List.of("DET.1.DATA#1", "DET.1.DATA#3"),
				file.extensions().stream().map(KmosExtension::name).toList());
		assertEquals(4, file.extensions().get(1).variance().orElseThrow().at(0));
	}

	@Test
	void zeroIsNoDataInForeignCubesOnly() throws IOException, ActorException {
		FileBody body = writer -> writer.image("IFU.1.DATA", FitsHeader.EMPTY, "", new float[] { 0, 1, 2, 3, 0, 5 }, 1,
				3, 2);
		assertEquals(Double.NaN, open(FitsHeader.EMPTY, body).extensions().getFirst().cube().at(1, 1, 0));
		FitsHeader ours = ProductHeader.of(FitsHeader.EMPTY, "COPY", "kmos.copy");
		assertEquals(0, open(ours, body).extensions().getFirst().cube().at(1, 1, 0));
	}

	@Test
	void extensionsAreSelectedByNameStemOrNumber() throws IOException, ActorException {
		KmosFile file = open(FitsHeader.EMPTY, writer -> {
			cube(writer, "IFU.3.DATA", 1);
			cube(writer, "IFU.13.DATA", 1);
		});
		assertEquals(1, file.select(List.of("3")).size());
		assertEquals("IFU.13.DATA", file.select(List.of("IFU.13")).getFirst().name());
		assertEquals(2, file.select(List.of("ifu.13.data", "3")).size());
		assertEquals(2, file.select(List.of()).size());
		var failure = assertThrows(ActorException.class, () -> file.select(List.of("4")));
		assertEquals(KmosMessage.EXTENSION_UNKNOWN.id(), failure.explanation().id());
	}

	@Test
	void numbersSelectIfusAlone() throws IOException, ActorException {
		KmosFile file = open(FitsHeader.EMPTY, writer -> cube(writer, "SKY", 1));
		var failure = assertThrows(ActorException.class, () -> file.select(List.of("0")));
		assertEquals(KmosMessage.EXTENSION_UNKNOWN.id(), failure.explanation().id());
	}

	@Test
	void aNoiseOfAnotherSizeIsRefused() {
		var failure = assertThrows(FitsException.class, () -> open(FitsHeader.EMPTY, writer -> {
			cube(writer, "IFU.3.DATA", 1);
			writer.image("IFU.3.NOISE", FitsHeader.EMPTY, "", new float[4], 2, 2);
		}));
		assertEquals(FitsMessage.DIMENSIONS_DIFFER.id(), failure.explanation().id());
	}

	@Test
	void aFileOfTablesIsRefused() {
		var failure = assertThrows(ActorException.class, () -> open(FitsHeader.EMPTY,
				writer -> writer.table(Table.builder("STATS").reals("x", "", 1, 2).build())));
		assertEquals(KmosMessage.NO_IMAGE.id(), failure.explanation().id());
	}

	@Test
	void anotherNumberOfAxesIsRefused() throws IOException, ActorException {
		KmosExtension image = open(FitsHeader.EMPTY,
				writer -> writer.image("A", FitsHeader.EMPTY, "", new float[4], 2, 2)).extensions().getFirst();
		var failure = assertThrows(ActorException.class, image::cube);
		assertEquals(KmosMessage.AXES.id(), failure.explanation().id());
		assertEquals(2, image.image().nx());
	}

	@FunctionalInterface
	private interface FileBody {
		void write(FitsWriter writer) throws IOException;
	}

	private KmosFile open(FitsHeader primary, FileBody body) throws IOException, ActorException {
		Path file = folder.resolve("file.fits");
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary);
			body.write(writer);
			writer.commit();
		}
		return KmosFile.open(file);
	}

	private static void cube(FitsWriter writer, String name, float value) throws FitsException {
		float[] values = new float[8];
		java.util.Arrays.fill(values, value);
		writer.image(name, FitsHeader.EMPTY, "adu/s", values, 2, 2, 2);
	}

	private static int number(KmosExtension extension) {
		try {
			return extension.ifu().orElse(0);
		} catch (FitsException e) {
			throw new AssertionError(e);
		}
	}
}
