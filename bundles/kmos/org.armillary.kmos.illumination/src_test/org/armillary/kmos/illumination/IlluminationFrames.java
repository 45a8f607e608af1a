package org.armillary.kmos.illumination;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.lookup.PlacePlanes;
import org.armillary.kmos.slitlet.DetectorTraces;
import org.armillary.kmos.slitlet.EdgeTrace;
import org.armillary.kmos.slitlet.SlitletTrace;
import org.armillary.numerics.fitting.Covariance;
import org.armillary.numerics.fitting.Polynomial;
import org.armillary.numerics.fitting.PolynomialBasis;

/**
 * Small flats with known truth for the tests of this bundle: the first IFU of each detector, 14 slitlets with sloping edges
 * blurred by a smooth step, on 320 × 200 pixels; twilight or lamp light, whose fields are low polynomials. Written for
 * the tests alone.
 */
final class IlluminationFrames {

	static final int NX = 320;
	static final int NY = 152;
	static final double GAIN = 2.1;
	static final double READ_NOISE = 10;
	static final int SIDE = Slitlet.SLICES;
	private static final double FIRST_MICRON = 1.45;
	private static final double MICRON_PER_ROW = 0.00265;
	private static final double WIDTH = 13.6;
	private static final double PITCH = 20;
	private static final double BLUR = 2.2;
	/** Rate of warm pixels, adu/s. */
	private static final double WARM = 150;

	/** By how much twilight rises from the middle to the right end of slitlets, by number of the exposure. */
	final Map<Integer, Double> slopes = new HashMap<>();
	private final long seed;
	private final Map<List<Object>, float[]> images = new HashMap<>();

	IlluminationFrames(long seed) {
		this.seed = seed;
	}

	/** The IFU of a detector, 1 to 3. */
	static int ifu(int detector) {
		return (detector - 1) * Slitlet.IFUS_PER_DETECTOR + 1;
	}

	/** Light of the sky or the lamp over the field of the IFU of a detector. */
	private final class Field {

		private final double[] terms = new double[5];

		Field(boolean sky, int detector) {
			var random = new SplittableRandom(seed * 10 + detector + (sky ? 1000 : 0));
			for (int i = 0; i < terms.length; i++) {
				terms[i] = (sky ? 0.015 : 0.04) * random.nextGaussian();
			}
		}

		/** At a place along (-1 to 1) of a slice (0 to 13). */
		double at(double t, int slice) {
			double u = (slice - 6.5) / 7;
			return 1 + terms[0] * t + terms[1] * u + terms[2] * t * u + terms[3] * (t * t - 1 / 3.0)
					+ terms[4] * (u * u - 1 / 3.0);
		}
	}

	/** What the correction shall be, over its mean, {@code [slice][place]}. */
	double[][] truth(int detector) {
		double[][] truth = new double[SIDE][SIDE];
		var sky = new Field(true, detector);
		var lamp = new Field(false, detector);
		double sum = 0;
		for (int slice = 0; slice < SIDE; slice++) {
			for (int place = 0; place < SIDE; place++) {
				double t = (place - 6.5) / 7;
				truth[slice][place] = sky.at(t, slice) / lamp.at(t, slice);
				sum += truth[slice][place];
			}
		}
		for (double[] row : truth) {
			for (int place = 0; place < SIDE; place++) {
				row[place] *= SIDE * SIDE / sum;
			}
		}
		return truth;
	}

	static FitsHeader primary(String type, int number, double dit) {
		FitsHeader.Builder header = FitsHeader.builder().set("INSTRUME", "KMOS").set("EXPTIME", dit)
				.set("MJD-OBS", 56634.4 + number * 8e-4).set("ARCFILE", "KMOS." + type + number)
				.set("ESO DPR TYPE", type).set("ESO DET SEQ1 DIT", dit).set("ESO DET NDIT", 1L)
				.set("ESO DET CHIP RON", READ_NOISE).set("ESO OCS ROT NAANGLE", 61.0).set("ESO INS TEMP7 VAL", 120.0)
				.set("ESO TPL EXPNO", (long) number + 1);
		for (int i = 1; i <= 3; i++) {
			header.set("ESO INS GRAT" + i + " ID", "H").set("ESO INS FILT" + i + " ID", "H");
		}
		for (int ifu = 1; ifu <= Slitlet.IFUS; ifu++) {
			if (ifu % Slitlet.IFUS_PER_DETECTOR != 1) {
				header.set("ESO OCS ARM" + ifu + " NOTUSED", "parked");
			}
		}
		return header.build();
	}

	/** Writes a raw frame; keywords replace the usual ones. */
	void raw(Path file, boolean sky, int number, double level, double shift, FitsHeader keywords) throws IOException {
		raw(file, sky, number, new double[] { level, level, level }, shift, keywords, 0);
	}

	/** Writes a raw frame with a level for each detector; so many columns have each a warm pixel of 150 adu/s. */
	void raw(Path file, boolean sky, int number, double[] levels, double shift, FitsHeader keywords, int warm)
			throws IOException {
		FitsHeader.Builder primary = primary(sky ? "FLAT,SKY" : "FLAT,LAMP", number, 3).toBuilder();
		keywords.cards().forEach(card -> primary.set(card.keyword(), card.value()));
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary.build());
			for (int detector = 1; detector <= 3; detector++) {
				var random = new SplittableRandom(seed * 100 + number * 10L + detector);
				int of = detector;
				double slope = slopes.getOrDefault(number, 0.0);
				float[] light = images.computeIfAbsent(List.of(sky, detector, shift, slope),
						_ -> image(sky, of, shift, slope, true)).clone();
				for (int i = 0; i < light.length; i++) {
					double signal = levels[detector - 1] * light[i] + (isWarm(i, warm) ? 3 * WARM : 0);
					double noise = Math.sqrt(signal / GAIN + READ_NOISE * READ_NOISE / GAIN / GAIN);
					light[i] = (float) (1000 + 3 * (i % NX % 2) + signal + noise * gaussian(random));
				}
				writer.image("CHIP" + detector + ".INT1", FitsHeader.builder().set("ESO DET CHIP GAIN", GAIN)
						.set("ESO DET CHIP INDEX", (long) detector).build(), "", light, NX, NY);
			}
			writer.commit();
		}
	}

	/** Writes a master dark of 60 s with warm pixels and a level on all pixels, adu/s. */
	static void dark(Path file, int warm, double level) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary("DARK", 40, 60).toBuilder().set("ESO PRO CATG", "MASTER_DARK").build());
			for (int detector = 1; detector <= 3; detector++) {
				float[] value = new float[NX * NY];
				float[] noise = new float[NX * NY];
				for (int i = 0; i < value.length; i++) {
					value[i] = (float) (60 * (level + (isWarm(i, warm) ? WARM : 0)));
					noise[i] = 2;
				}
				writer.image("DET." + detector + ".DATA", FitsHeader.EMPTY, "", value, NX, NY);
				writer.image("DET." + detector + ".NOISE", FitsHeader.EMPTY, "", noise, NX, NY);
			}
			writer.commit();
		}
	}

	private static boolean isWarm(int pixel, int columns) {
		return columns > 0 && pixel / NX % 3 == 0 && pixel % NX % (NX / columns) == 9;
	}

	/** Writes MASTER_FLAT, XCAL, YCAL or LCAL of one angle. */
	void table(Path file, String category) throws IOException {
		table(file, category, 60, FitsHeader.EMPTY, List.of());
	}

	/** Writes MASTER_FLAT, XCAL, YCAL or LCAL of one angle; keywords replace the usual ones, slices are left out. */
	void table(Path file, String category, double angle, FitsHeader keywords, List<Integer> without)
			throws IOException {
		FitsHeader.Builder primary = primary("FLAT,LAMP", 50, 3).toBuilder().set("ESO PRO CATG", category)
				.set("ESO PRO REC1 PIPE ID", "armillary");
		keywords.cards().forEach(card -> primary.set(card.keyword(), card.value()));
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary.build());
			for (int detector = 1; detector <= 3; detector++) {
				FitsHeader header = FitsHeader.builder().set("ESO PRO ROT NAANGLE", angle).build();
				byte[] good = new byte[NX * NY];
				Arrays.fill(good, (byte) 1);
				PlacePlanes planes = PlacePlanes.of(new DetectorTraces(detector,
						traces(detector).slitlets().stream().filter(trace -> !without.contains(trace.slitlet().slice()))
								.toList()),
						NY, NX, good);
				float[] data = switch (category) {
				case "XCAL" -> planes.x();
				case "YCAL" -> planes.y();
				case "LCAL" -> microns(planes.x());
				default -> image(false, detector, 0, 0, false);
				};
				writer.image("DET." + detector + ".DATA", header, "", data, NX, NY);
				if (category.equals("MASTER_FLAT")) {
					float[] noise = new float[NX * NY];
					Arrays.fill(noise, 0.004f);
					writer.image("DET." + detector + ".NOISE", header, "", noise, NX, NY);
				}
			}
			writer.commit();
		}
	}

	/** Edges of the slitlets. */
	static DetectorTraces traces(int detector) {
		return new DetectorTraces(detector, IntStream.range(0, Slitlet.SLICES)
				.mapToObj(i -> new SlitletTrace(Slitlet.at(detector, i), edge(left(i)), edge(left(i) + WIDTH)))
				.toList());
	}

	static List<Integer> ifus() {
		return List.of(ifu(1), ifu(2), ifu(3));
	}

	private static double left(int slice) {
		return 20.3 + PITCH * slice;
	}

	private static EdgeTrace edge(double column) {
		return new EdgeTrace(new Polynomial(PolynomialBasis.LEGENDRE, 0, NY - 1.0, new double[] { column, 1.2, 0.3 }),
				Covariance.unknown(3), 4, NY - 5.0, 100, 0.01);
	}

	private static float[] microns(float[] where) {
		float[] microns = new float[where.length];
		for (int i = 0; i < where.length; i++) {
			microns[i] = Float.isNaN(where[i]) ? Float.NaN : (float) (FIRST_MICRON + MICRON_PER_ROW * (i / NX));
		}
		return microns;
	}

	/** Light over its mean; with or without its spectrum. */
	private float[] image(boolean sky, int detector, double shift, double slope, boolean spectrum) {
		float[] image = new float[NX * NY];
		var field = new Field(sky, detector);
		var response = new SplittableRandom(seed + 77 * detector);
		List<SlitletTrace> slitlets = traces(detector).slitlets();
		double[] factors = IntStream.range(0, Slitlet.SLICES).mapToDouble(_ -> 1 + 0.03 * gaussian(response)).toArray();
		for (int y = 4; y < NY - 4; y++) {
			double bright = spectrum ? sky ? 0.7 + 0.2 * Math.sin(y / 17.0) + 0.1 * Math.sin(y / 2.0) : 0.5 + 0.002 * y
					: 1;
			for (int slice = 0; slice < slitlets.size(); slice++) {
				double left = slitlets.get(slice).left().at(y) + shift;
				double right = slitlets.get(slice).right().at(y) + shift;
				for (int x = (int) left - 3; x < right + 4; x++) {
					double t = Math.clamp(2 * (x - left) / (right - left) - 1, -1.2, 1.2);
					double ends = 0.25 * (1 + Math.tanh(BLUR * (x - left) / 1.3))
							* (1 + Math.tanh(BLUR * (right - x) / 1.3));
					image[y * NX
							+ x] += (float) (bright * factors[slice] * field.at(t, slice) * (1 + slope * t) * ends);
				}
			}
			for (int x = 4; x < NX - 4; x++) {
				image[y * NX + x] *= (float) (1 + 0.03 * gaussian(response));
			}
		}
		return image;
	}

	private static double gaussian(SplittableRandom random) {
		return random.nextGaussian();
	}
}
