package org.armillary.kmos.lookup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.slitlet.DetectorTraces;
import org.armillary.kmos.slitlet.EdgeTrace;
import org.armillary.kmos.slitlet.SlitletTrace;
import org.armillary.numerics.fitting.Covariance;
import org.armillary.numerics.fitting.Polynomial;
import org.armillary.numerics.fitting.PolynomialBasis;

/** Small detectors with three slitlets of the first IFU of each half segment, slightly inclined, and tables of them. */
final class TestSlitlets {

	static final int NY = 40;
	static final int NX = 128;

	private static final double WIDTH = 13.6;
	private static final double FIRST_EDGE = 9.3137;
	private static final double INCLINATION = 0.03;

	private TestSlitlets() {
	}

	/** Left edge of a slitlet at a row; index 0 to 5. */
	static double left(int index, int row, double shift) {
		return FIRST_EDGE + Slitlet.PITCH_PIXEL * index + (index >= 3 ? 3 : 0) + INCLINATION * row + shift;
	}

	/** Width of a slitlet; index 0 to 5. */
	static double width(int index) {
		return WIDTH + 0.05 * index;
	}

	/** The slitlet of an index, 0 to 5: slices 1, 2, 14 of the first and fifth IFU of the detector. */
	static Slitlet slitlet(int detector, int index) {
		return new Slitlet((detector - 1) * 8 + (index < 3 ? 1 : 5), index % 3 == 2 ? 14 : index % 3 + 1);
	}

	/** Traces with each half segment moved by so many pixels. */
	static DetectorTraces traces(int detector, double shift, double otherShift) {
		List<SlitletTrace> traces = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			double moved = i < 3 ? shift : otherShift;
			traces.add(new SlitletTrace(slitlet(detector, i), edge(left(i, 0, moved), left(i, NY - 1, moved)),
					edge(left(i, 0, moved) + width(i), left(i, NY - 1, moved) + width(i))));
		}
		return new DetectorTraces(detector, traces);
	}

	static byte[] allGood() {
		byte[] good = new byte[NY * NX];
		Arrays.fill(good, (byte) 1);
		return good;
	}

	/** What is written into a set of tables. */
	record Tables(Path xcal, Path ycal, Path lcal) {
	}

	/**
	 * Writes tables.
	 *
	 * @param shift
	 *            shift of the first half segment by index of the angle; that of the other is minus half of it
	 * @param good
	 *            good pixels by index of the angle
	 */
	static Tables write(Path folder, double[] angles, IntToDoubleFunction shift, IntFunction<byte[]> good,
			String grating) throws IOException {
		Tables tables = new Tables(folder.resolve("XCAL.fits"), folder.resolve("YCAL.fits"),
				folder.resolve("LCAL.fits"));
		try (FitsWriter x = FitsWriter.create(tables.xcal);
				FitsWriter y = FitsWriter.create(tables.ycal);
				FitsWriter wave = FitsWriter.create(tables.lcal)) {
			x.primary(primary("XCAL", grating));
			y.primary(primary("YCAL", grating));
			wave.primary(primary("LCAL", grating));
			AngleStackWriter xcal = new AngleStackWriter(x);
			AngleStackWriter ycal = new AngleStackWriter(y);
			AngleStackWriter lcal = new AngleStackWriter(wave);
			for (int i = 0; i < angles.length; i++) {
				for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
					double moved = shift.applyAsDouble(i);
					PlacePlanes planes = PlacePlanes.of(traces(detector, moved, -moved / 2), NY, NX, good.apply(i));
					xcal.image("DATA", detector, angles[i], FitsHeader.EMPTY, "", planes.x(), NY, NX);
					ycal.image("DATA", detector, angles[i], FitsHeader.EMPTY, "", planes.y(), NY, NX);
					lcal.image("DATA", detector, angles[i], FitsHeader.EMPTY, "um", micron(planes, i), NY, NX);
				}
			}
			for (int i = 0; i < angles.length; i++) {
				for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
					byte[] mask = new byte[NY * NX];
					Arrays.fill(mask, 0, 10 * NX, (byte) 1);
					lcal.image("MASK", detector, angles[i], FitsHeader.EMPTY, mask, NY, NX);
				}
			}
			x.commit();
			y.commit();
			wave.commit();
		}
		return tables;
	}

	/** Wavelength of a pixel: tilted lines that move with the angle. */
	static double micron(int pixel, int angle) {
		return 1.5 + 0.001 * (pixel / NX + 0.02 * (pixel % NX) + 0.7 * angle);
	}

	private static float[] micron(PlacePlanes planes, int angle) {
		float[] micron = new float[NY * NX];
		for (int i = 0; i < micron.length; i++) {
			micron[i] = Float.isNaN(planes.x()[i]) ? Float.NaN : (float) micron(i, angle);
		}
		return micron;
	}

	private static FitsHeader primary(String category, String grating) {
		return FitsHeader.builder().set("ESO PRO CATG", category).set("ESO INS GRAT1 ID", grating).build();
	}

	private static EdgeTrace edge(double first, double last) {
		return new EdgeTrace(
				new Polynomial(PolynomialBasis.LEGENDRE, 0, NY - 1.0, new double[] { (first + last) / 2,
						(last - first) / 2 }),
				Covariance.unknown(2), 0, NY - 1, NY, 0);
	}
}
