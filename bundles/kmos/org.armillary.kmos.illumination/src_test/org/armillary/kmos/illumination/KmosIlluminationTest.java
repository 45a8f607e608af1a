package org.armillary.kmos.illumination;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.armillary.actor.Outcome;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.IfuOrientation;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.slitlet.FlatEdges;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KmosIlluminationTest {

	@TempDir
	private Path folder;

	private IlluminationJob job;

	@BeforeEach
	void makeJob() throws IOException, DescriptionException {
		job = new IlluminationJob(folder, 1);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2 })
	void twilightTellsTheTruth(long seed) throws Exception {
		job = new IlluminationJob(Files.createDirectory(folder.resolve("seed" + seed)), seed);
		sky(4, 0);
		Outcome.Ok<KmosIllumination.Outputs> outcome = job.run();
		for (int detector = 1; detector <= 3; detector++) {
			double[][] correction = slices(outcome.outputs().correction().path(), detector);
			double[][] truth = job.frames.truth(detector);
			// 180 rows of 4 % noise a pixel: 0.3 % a spaxel
			assertTrue(rms(correction, truth, 1, 12) < 0.005,
					rms(correction, truth, 1, 12) + " of detector " + detector);
			assertTrue(rms(correction, truth, 0, 13) < 0.008,
					rms(correction, truth, 0, 13) + " of detector " + detector);
		}
		assertEquals(1, job.context.value("exposures skipped", "").orElseThrow());
		assertEquals(3, job.context.value("exposures used", "").orElseThrow());
		assertEquals(60, job.context.value("calibration angle", "angle 61").orElseThrow());
		FitsFile file = FitsFile.open(outcome.outputs().correction().path());
		assertEquals(49, file.hdus().size());
		assertFalse(file.hdu("IFU.2.DATA").hasImage());
		assertFalse(file.hdu("IFU.24.NOISE").hasImage());
		assertEquals("ILLUM_CORR", file.primary().header().text("ESO PRO CATG"));
	}

	@Test
	void theNoiseKnowsHowTwilightChanges() throws Exception {
		// the mean of the three exposures that are used rises by a part of the slope of each
		job.frames.slopes.putAll(Map.of(1, 0.02, 2, -0.014, 3, 0.016));
		sky(4, 0);
		double sigma = sigma(pulls(job.run().outputs().correction().path()));
		assertTrue(sigma > 0.6 && sigma < 1.3, sigma + " standard deviations");
	}

	@Test
	void twilightThatDoesNotChangeAddsNoNoise() throws Exception {
		sky(4, 0);
		Path correction = job.run().outputs().correction().path();
		double sigma = sigma(pulls(correction));
		assertTrue(sigma < 1.2, sigma + " standard deviations");
		for (double[] slice : slices(correction, 2, "NOISE")) {
			// a slope of 2 % would add some 1 % at the ends
			assertTrue(slice[10] < 0.002, slice[10] + "");
		}
	}

	/** Deviations from the truth over their noise. */
	private double[] pulls(Path correction) throws IOException {
		double[] pulls = new double[3 * 14 * 14];
		int at = 0;
		for (int detector = 1; detector <= 3; detector++) {
			double[][] found = slices(correction, detector, "DATA");
			double[][] noise = slices(correction, detector, "NOISE");
			double[][] truth = job.frames.truth(detector);
			for (int slice = 0; slice < 14; slice++) {
				for (int place = 0; place < 14; place++) {
					pulls[at++] = (found[slice][place] - truth[slice][place]) / noise[slice][place];
				}
			}
		}
		return pulls;
	}

	/** Half the width of the central 68 %. */
	private static double sigma(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return (sorted[(int) (0.8413 * sorted.length)] - sorted[(int) (0.1587 * sorted.length)]) / 2;
	}

	@Test
	void slitletsThatHaveMovedAreFoundAgain() throws Exception {
		double shift = 0.3;
		Path edges = job.path("FLAT_EDGE");
		try (FitsWriter writer = FitsWriter.create(edges)) {
			writer.primary(IlluminationFrames.primary("FLAT,LAMP", 50, 3).toBuilder()
					.set("ESO PRO CATG", "FLAT_EDGE").build());
			new FlatEdges(List.of(new FlatEdges.AngleEdges(60, List.of(IlluminationFrames.traces(1),
					IlluminationFrames.traces(2), IlluminationFrames.traces(3))))).write(writer);
			writer.commit();
		}
		job.add("FLAT_EDGE");
		job.table("XCAL", 100, FitsHeader.EMPTY, List.of());
		job.table("YCAL", 100, FitsHeader.EMPTY, List.of());
		job.table("LCAL", 100, FitsHeader.EMPTY, List.of());
		job.table("MASTER_FLAT", 100, FitsHeader.EMPTY, List.of());
		sky(4, shift);
		Outcome.Ok<KmosIllumination.Outputs> outcome = job.run();
		// the slitlets were found: that the tables are 39 degrees away does not matter
		assertFalse(ids(outcome).contains(KmosMessage.ANGLE_FAR.id()));
		for (int detector = 1; detector <= 3; detector++) {
			assertEquals(shift, job.context.value("edge shift", "half segment " + (2 * detector - 1) + ", angle 61")
					.orElseThrow(), 0.02);
			double all = rms(slices(outcome.outputs().correction().path(), detector), job.frames.truth(detector), 0,
					13);
			assertTrue(all < 0.008, all + " of detector " + detector);
		}
		FlatEdges moved = FlatEdges.read(outcome.outputs().edges().orElseThrow().path());
		assertEquals(IlluminationFrames.traces(2).slitlets().get(5).left().at(100) + shift,
				moved.nearest(61).detectors().get(1).slitlets().get(5).left().at(100), 0.02);
	}

	@Test
	void lampLightTellsMostOfTheTruth() throws Exception {
		job.flats(false, 3, 12000, 0, 0, FitsHeader.EMPTY);
		Outcome.Ok<KmosIllumination.Outputs> outcome = job.run();
		double before = 0;
		double after = 0;
		for (int detector = 1; detector <= 3; detector++) {
			double[][] truth = job.frames.truth(detector);
			double[][] even = new double[14][14];
			for (double[] row : even) {
				Arrays.fill(row, 1);
			}
			before += rms(even, truth, 0, 13);
			after += rms(slices(outcome.outputs().correction().path(), detector), truth, 0, 13);
		}
		assertTrue(after < 0.6 * before, after + " after, " + before + " before");
	}

	@Test
	void neitherThreadsNorOrderChangeABit() throws Exception {
		sky(3, 0);
		job.threads = 1;
		float[] one = FitsFile.open(job.run().outputs().correction().path()).hdu("IFU.9.DATA").readFloats();
		Collections.reverse(job.flats);
		job.threads = 3;
		float[] other = FitsFile.open(job.run().outputs().correction().path()).hdu("IFU.9.DATA").readFloats();
		assertArrayEquals(one, other);
	}

	@Test
	void fineSpaxelsHaveTheSameMean() throws Exception {
		sky(2, 0);
		job.scale = 0.1;
		FitsFile file = FitsFile.open(job.run().outputs().correction().path());
		float[] fine = file.hdu("IFU.17.DATA").readFloats();
		assertEquals(28 * 28, fine.length);
		double sum = 0;
		for (float value : fine) {
			sum += value;
		}
		assertEquals(1, sum / fine.length, 0.003);
	}

	private void sky(int count, double shift) throws IOException {
		job.flats(true, count, 9000, 0, shift, FitsHeader.EMPTY);
	}

	private static List<String> ids(Outcome.Ok<KmosIllumination.Outputs> outcome) {
		return outcome.caveats().stream().map(Message::id).toList();
	}

	/** The correction of the IFU of a detector by slice and place along the slitlets. */
	private static double[][] slices(Path file, int detector) throws IOException {
		return slices(file, detector, "DATA");
	}

	private static double[][] slices(Path file, int detector, String part) throws IOException {
		int ifu = IlluminationFrames.ifu(detector);
		float[] image = FitsFile.open(file).hdu("IFU." + ifu + "." + part).readFloats();
		double[][] slices = new double[14][14];
		IfuOrientation orientation = IfuOrientation.of(ifu);
		for (int slice = 0; slice < 14; slice++) {
			for (int place = 0; place < 14; place++) {
				double along = (place - 6.5) * 200;
				double across = new Slitlet(ifu, slice + 1).acrossMas();
				int column = (int) Math.rint(orientation.x(along, across) / 200 + 6.5);
				int row = (int) Math.rint(orientation.y(along, across) / 200 + 6.5);
				slices[slice][place] = image[row * 14 + column];
			}
		}
		return slices;
	}

	private static double rms(double[][] correction, double[][] truth, int first, int last) {
		double squares = 0;
		int count = 0;
		for (int slice = 0; slice < 14; slice++) {
			for (int place = first; place <= last; place++) {
				double deviation = correction[slice][place] / truth[slice][place] - 1;
				squares += deviation * deviation;
				count++;
			}
		}
		return Math.sqrt(squares / count);
	}
}
