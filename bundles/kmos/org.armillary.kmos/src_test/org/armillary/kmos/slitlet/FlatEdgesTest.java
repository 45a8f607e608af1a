package org.armillary.kmos.slitlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsHeader;
import org.armillary.data.Table;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.slitlet.FlatEdges.AngleEdges;
import org.armillary.numerics.fitting.Covariance;
import org.armillary.numerics.fitting.Polynomial;
import org.armillary.numerics.fitting.PolynomialBasis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlatEdgesTest {

	@TempDir
	Path folder;

	private final Random random = new Random(1);

	@Test
	void fileIsReadAsItWasWritten() throws Exception {
		FlatEdges edges = new FlatEdges(List.of(angle(-60), angle(0)));
		Path file = written(edges);
		FlatEdges read = FlatEdges.read(file);
		assertEquals(2, read.angles().size());
		assertEquals(-60, read.nearest(299).angle());
		assertEquals(0, read.nearest(359).angle());
		for (int i = 0; i < 2; i++) {
			for (int detector = 1; detector <= 3; detector++) {
				List<SlitletTrace> expected = edges.angles().get(i).detector(detector).slitlets();
				List<SlitletTrace> found = read.angles().get(i).detector(detector).slitlets();
				assertEquals(expected.size(), found.size());
				for (int k = 0; k < expected.size(); k++) {
					assertEquals(expected.get(k).slitlet(), found.get(k).slitlet());
					assertSame(expected.get(k).left(), found.get(k).left());
					assertSame(expected.get(k).right(), found.get(k).right());
				}
			}
		}
	}

	@Test
	void otherSoftwareEvaluatesThePowerSeries() throws Exception {
		FlatEdges edges = new FlatEdges(List.of(angle(60), angle(120)));
		FitsFile file = FitsFile.open(written(edges));
		Table table = file.find("IFU.10.EDGES", 2).orElseThrow().readTable();
		assertEquals(28, table.rows());
		assertEquals(120, file.find("IFU.10.EDGES", 2).orElseThrow().header().real("ESO PRO ROT NAANGLE"));
		EdgeTrace edge = edges.angles().get(1).detector(2).find(new Slitlet(10, 3)).orElseThrow().right();
		assertEquals(3, table.integers("SLITLET").at(5));
		assertEquals("R", table.texts("SIDE").at(5).strip());
		for (int row = 1; row <= 2048; row += 89) {
			double column = 0;
			for (int power = 6; power >= 0; power--) {
				column = column * row + table.reals("A" + power).at(5);
			}
			assertEquals(edge.at(row - 1) + 1, column, 1e-9);
		}
		assertEquals(edge.firstRow() + 1, table.reals("ROWLOW").at(5));
		assertEquals(0, file.find("IFU.24.EDGES").orElseThrow().readTable().rows());
	}

	@Test
	void incompleteFileIsRefused() throws Exception {
		Path file = folder.resolve("incomplete.fits");
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(FitsHeader.EMPTY);
			writer.table(EdgeTable.of(1, 0, List.of()));
			writer.commit();
		}
		ActorException thrown = assertThrows(ActorException.class, () -> FlatEdges.read(file));
		assertEquals(KmosMessage.EDGE_TABLES.text().id(), thrown.explanation().id());
	}

	private static void assertSame(EdgeTrace expected, EdgeTrace found) {
		assertArrayEquals(expected.polynomial().coefficients(), found.polynomial().coefficients());
		assertEquals(expected.polynomial().upper(), found.polynomial().upper());
		assertEquals(expected.covariance(), found.covariance());
		assertEquals(expected.firstRow(), found.firstRow());
		assertEquals(expected.lastRow(), found.lastRow());
		assertEquals(expected.points(), found.points());
		assertEquals(expected.rms(), found.rms());
	}

	private Path written(FlatEdges edges) throws Exception {
		Path file = folder.resolve("FLAT_EDGE.fits");
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(FitsHeader.EMPTY);
			edges.write(writer);
			writer.commit();
		}
		return file;
	}

	/** All slitlets but those of IFU 24. */
	private AngleEdges angle(double angle) {
		List<DetectorTraces> detectors = new ArrayList<>();
		for (int detector = 1; detector <= 3; detector++) {
			List<SlitletTrace> traces = new ArrayList<>();
			for (int i = 0; i < Slitlet.PER_DETECTOR; i++) {
				Slitlet slitlet = Slitlet.at(detector, i);
				if (slitlet.ifu() != Slitlet.IFUS) {
					traces.add(new SlitletTrace(slitlet, trace(20 + 18 * i), trace(34 + 18 * i)));
				}
			}
			detectors.add(new DetectorTraces(detector, traces));
		}
		return new AngleEdges(angle, detectors);
	}

	private EdgeTrace trace(double column) {
		int order = 2 + random.nextInt(5);
		double[] coefficients = new double[order + 1];
		coefficients[0] = column;
		for (int k = 1; k <= order; k++) {
			coefficients[k] = 3 * random.nextGaussian() / k / k;
		}
		double[] elements = new double[(order + 1) * (order + 1)];
		for (int i = 0; i < elements.length; i++) {
			elements[i] = 1e-6 * (1 + random.nextDouble());
		}
		return new EdgeTrace(new Polynomial(PolynomialBasis.LEGENDRE, 0, 2047, coefficients),
				new Covariance(order + 1, elements), 7.5, 2031.5, 250, 0.01);
	}
}
