package org.armillary.kmos.wavecal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.Band;
import org.armillary.kmos.ProductHeader;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.lookup.AngleStackWriter;
import org.armillary.kmos.lookup.PlacePlanes;
import org.armillary.kmos.slitlet.DetectorTraces;
import org.armillary.kmos.slitlet.EdgeTrace;
import org.armillary.kmos.slitlet.FlatEdges;
import org.armillary.kmos.slitlet.SlitletTrace;
import org.armillary.kmos.tables.ArcLine;
import org.armillary.kmos.tables.ArcLines;
import org.armillary.kmos.tables.Gas;
import org.armillary.numerics.fitting.Polynomial;
import org.armillary.numerics.fitting.PolynomialBasis;
import org.armillary.numerics.fitting.PolynomialFit;

/**
 * Small arcs with known truth: detectors of 2048 rows but only 64 columns, with the first two slitlets of IFUs 1, 9
 * and 17. Rows are a cubic of the wavelength, lines are tilted, each slitlet has an offset of its own. Written for
 * the tests alone.
 */
final class ArcFrames {

	static final int NX = 64;
	static final int NY = 2048;
	static final int SLITLETS = 2;
	static final double TILT = 0.03;
	static final double GAIN = 2.1;
	static final double READ_NOISE = 8;
	static final double DIT = 30;

	private static final double SIGMA_ROWS = 0.78;
	private static final double BRIGHTEST = 15_000;
	private static final double FULL = 60_000;
	private static final int REACH = 6;
	private static final int SUBPIXELS = 5;

	private final long seed;
	private final Band band;
	private Set<Gas> burning = EnumSet.allOf(Gas.class);
	private Set<Gas> declared = EnumSet.allOf(Gas.class);
	private Set<Integer> darkSlitlets = Set.of();
	private double lastMicron = Double.POSITIVE_INFINITY;
	private double kelvin = 120;
	private double brightness = 1;

	ArcFrames(long seed, Band band) {
		this.seed = seed;
		this.band = band;
	}

	/** Lamps that truly burn, and those that the header names. */
	ArcFrames lamps(Set<Gas> truly, Set<Gas> header) {
		burning = truly;
		declared = header;
		return this;
	}

	/** Slitlets (numbers from 0) of detector 1 that see nothing. */
	ArcFrames dark(Set<Integer> slitlets) {
		darkSlitlets = slitlets;
		return this;
	}

	/** Lines above a wavelength, µm, do not shine. */
	ArcFrames until(double micron) {
		lastMicron = micron;
		return this;
	}

	/** Longer exposures, by this factor; detectors are full at {@value #FULL} adu. */
	ArcFrames brighter(double factor) {
		brightness = factor;
		return this;
	}

	/** A detector as it is when levels are taken off. */
	DetectorFrame frame(int detector, double angle) {
		float[] value = pixels(detector, angle, true);
		float[] variance = new float[value.length];
		for (int i = 0; i < value.length; i++) {
			value[i] -= level(i);
			variance[i] = (float) (READ_NOISE * READ_NOISE / GAIN / GAIN + Math.max(0, value[i]) / GAIN);
		}
		return new DetectorFrame(NY, NX, value, variance, new byte[value.length]);
	}

	private static float level(int pixel) {
		return 1000 + 10 * (pixel % NX);
	}

	/** Temperature of the optics in the arcs, K; that of the flat is 120. */
	ArcFrames temperature(double degrees) {
		kelvin = degrees;
		return this;
	}

	/** Place of a wavelength from -1 to 1 over the useful range. */
	private double u(double micron) {
		return (2 * micron - band.usefulFirstMicron() - band.usefulLastMicron())
				/ (band.usefulLastMicron() - band.usefulFirstMicron());
	}

	/** True row of a wavelength. */
	double row(double micron, int detector, int slitlet, double column, double angle) {
		double u = u(micron);
		double offset = -12 + 9.0 * detector + 0.7 * slitlet + 1.5 * Math.cos(Math.toRadians(angle)) + seed % 7;
		return 1023.5 + 1019.5 * u + offset + 8 * u + 12 * (0.5 - 1.5 * u * u) - 2.5 * u * u * u
				+ TILT * (column - middle(slitlet));
	}

	/** True wavelength of a pixel, µm. */
	double micron(double row, int detector, int slitlet, double column, double angle) {
		double low = band.usefulFirstMicron() - 0.1;
		double high = band.usefulLastMicron() + 0.1;
		for (int step = 0; step < 60; step++) {
			double middle = 0.5 * (low + high);
			if (row(middle, detector, slitlet, column, angle) < row) {
				low = middle;
			} else {
				high = middle;
			}
		}
		return 0.5 * (low + high);
	}

	static double left(int slitlet) {
		return 5.2 + 18 * slitlet;
	}

	static double middle(int slitlet) {
		return left(slitlet) + 0.5 * Slitlet.WIDTH_PIXEL;
	}

	/** Writes an arc. */
	void writeArc(Path file, double angle) throws IOException {
		write(file, angle, true, 1);
	}

	/** Writes a frame with the lamps off. */
	void writeOff(Path file) throws IOException {
		write(file, 0, false, 0);
	}

	private void write(Path file, double angle, boolean lit, int number) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary(lit ? "WAVE,LAMP" : "WAVE,OFF", angle, lit, number));
			for (int detector = 1; detector <= 3; detector++) {
				float[] pixels = pixels(detector, angle, lit);
				writer.image("CHIP" + detector + ".INT1", extension(detector), "", pixels, NX, NY);
			}
			writer.commit();
		}
	}

	private FitsHeader primary(String type, double angle, boolean lit, int number) {
		FitsHeader.Builder header = FitsHeader.builder().set("INSTRUME", "KMOS").set("OBJECT", type)
				.set("EXPTIME", DIT).set("MJD-OBS", 56_824.5 + angle * 1e-4 + number)
				.set("ARCFILE", "KMOS." + number + "." + angle + (declared.size() == 1 ? declared.toString() : ""))
				.set("ESO DPR CATG", "CALIB").set("ESO DPR TYPE", type)
				.set("ESO DET SEQ1 DIT", DIT).set("ESO DET NDIT", 1L).set("ESO DET READ CURNAME", "Nondest")
				.set("ESO DET CHIP RON", READ_NOISE).set("ESO OCS ROT NAANGLE", angle)
				.set("ESO INS TEMP7 VAL", number == 1 ? kelvin : 120.0);
		for (int k = 1; k <= 3; k++) {
			header.set("ESO INS GRAT" + k + " ID", band.name());
		}
		for (Gas gas : Gas.values()) {
			header.set("ESO INS LAMP" + gas.lamp() + " ST", lit && declared.contains(gas));
		}
		for (int arm = 1; arm <= Slitlet.IFUS; arm++) {
			if (arm % Slitlet.IFUS_PER_DETECTOR != 1) {
				header.set("ESO OCS ARM" + arm + " NOTUSED", "test");
			}
		}
		return header.build();
	}

	private static FitsHeader extension(int detector) {
		return FitsHeader.builder().set("ESO DET CHIP GAIN", GAIN).set("ESO DET CHIP INDEX", (long) detector)
				.set("ESO DET CHIP ID", "H2RG-" + detector).build();
	}

	private float[] pixels(int detector, double angle, boolean lit) {
		var random = new SplittableRandom(seed * 1000 + detector * 10L + (lit ? 1 : 0) + Math.round(angle) * 7);
		double[] light = new double[NX * NY];
		if (lit) {
			for (ArcLine line : ArcLines.between(band.usefulFirstMicron() - 0.01, band.usefulLastMicron() + 0.01)) {
				if (burning.contains(line.gas()) && line.micron() < lastMicron) {
					addLine(light, line, detector, angle);
				}
			}
		}
		float[] pixels = new float[light.length];
		for (int pixel = 0; pixel < pixels.length; pixel++) {
			double signal = light[pixel] + Math.sqrt(light[pixel] / GAIN) * random.nextGaussian();
			pixels[pixel] = (float) Math.min(FULL,
					level(pixel) + signal + READ_NOISE / GAIN * random.nextGaussian());
		}
		return pixels;
	}

	private void addLine(double[] light, ArcLine line, int detector, double angle) {
		double strongest = ArcLines.of(band).stream().filter(other -> other.gas() == line.gas())
				.mapToDouble(ArcLine::strength).max().orElse(1);
		double height = brightness * BRIGHTEST * line.strength() / strongest;
		for (int slitlet = 0; slitlet < SLITLETS; slitlet++) {
			if (detector == 1 && darkSlitlets.contains(slitlet)) {
				continue;
			}
			double right = left(slitlet) + Slitlet.WIDTH_PIXEL;
			for (int column = (int) Math.ceil(left(slitlet)); column <= right; column++) {
				double centre = row(line.micron(), detector, slitlet, column, angle);
				for (int row = (int) centre - REACH; row <= centre + REACH; row++) {
					if (row >= 4 && row < NY - 4) {
						light[row * NX + column] += height * share(row - centre);
					}
				}
			}
		}
	}

	/** Mean of the Gaussian profile over a pixel. */
	private static double share(double distance) {
		double sum = 0;
		for (int k = 0; k < SUBPIXELS; k++) {
			double x = (distance + (k + 0.5) / SUBPIXELS - 0.5) / SIGMA_ROWS;
			sum += Math.exp(-0.5 * x * x) / SUBPIXELS;
		}
		return sum;
	}

	/** Edges of the slitlets of a detector. */
	static DetectorTraces traces(int detector) {
		var slitlets = new ArrayList<SlitletTrace>();
		for (int slitlet = 0; slitlet < SLITLETS; slitlet++) {
			slitlets.add(new SlitletTrace(Slitlet.at(detector, slitlet), edge(left(slitlet)),
					edge(left(slitlet) + Slitlet.WIDTH_PIXEL)));
		}
		return new DetectorTraces(detector, slitlets);
	}

	private static EdgeTrace edge(double column) {
		double[] rows = { 4, 500, 1000, 1500, 2043 };
		double[] columns = new double[rows.length];
		Arrays.fill(columns, column);
		PolynomialFit fit = PolynomialFit.of(PolynomialBasis.LEGENDRE, 1, rows, columns, null);
		return new EdgeTrace(new Polynomial(PolynomialBasis.LEGENDRE, 4, 2043, fit.polynomial().coefficients()),
				fit.fit().covariance(), 4, 2043, rows.length, 0);
	}

	/** Writes XCAL or YCAL. */
	void writePlaces(Path file, boolean isX, double... angles) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(ProductHeader.of(primary("FLAT,LAMP", angles[0], false, 2), isX ? "XCAL" : "YCAL", "test"));
			var stack = new AngleStackWriter(writer);
			byte[] good = new byte[NX * NY];
			Arrays.fill(good, (byte) 1);
			for (double angle : angles) {
				for (int detector = 1; detector <= 3; detector++) {
					PlacePlanes planes = PlacePlanes.of(traces(detector), NY, NX, good);
					stack.image(AngleStackWriter.DATA, detector, angle, extension(detector), "mas",
							isX ? planes.x() : planes.y(), NY, NX);
				}
			}
			writer.commit();
		}
	}

	/** Writes FLAT_EDGE. */
	void writeEdges(Path file, double... angles) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(ProductHeader.of(primary("FLAT,LAMP", angles[0], false, 2), "FLAT_EDGE", "test"));
			List<DetectorTraces> detectors = List.of(traces(1), traces(2), traces(3));
			new FlatEdges(Arrays.stream(angles).mapToObj(angle -> new FlatEdges.AngleEdges(angle, detectors)).toList())
					.write(writer);
			writer.commit();
		}
	}

	/** Writes BADPIXEL_FLAT, where the first pixel has a value of its own. */
	void writeMask(Path file, int first) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(ProductHeader.of(primary("FLAT,LAMP", 0, false, 2), "BADPIXEL_FLAT", "test"));
			var stack = new AngleStackWriter(writer);
			byte[] good = new byte[NX * NY];
			Arrays.fill(good, (byte) 1);
			good[0] = (byte) first;
			for (int detector = 1; detector <= 3; detector++) {
				stack.image(AngleStackWriter.DATA, detector, 0, extension(detector), good, NY, NX);
			}
			writer.commit();
		}
	}
}
