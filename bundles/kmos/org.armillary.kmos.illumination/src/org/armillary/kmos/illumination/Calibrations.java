package org.armillary.kmos.illumination;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.OpticsTemperature;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.RotatorAngle;
import org.armillary.kmos.lookup.AngleStackFile;
import org.armillary.kmos.lookup.AngleStackWriter;
import org.armillary.kmos.lookup.CalibrationTables;
import org.armillary.kmos.slitlet.DetectorTraces;
import org.armillary.kmos.slitlet.FlatEdges;
import org.armillary.numerics.RobustStatistics;

/**
 * What the exposures are calibrated with.
 *
 * @param dark
 *            the master dark, if there is one
 * @param flat
 *            the master flat
 * @param tables
 *            places and wavelengths
 * @param edges
 *            edges of the slitlets in the flat, if they are to be measured again
 */
record Calibrations(Optional<FitsFile> dark, AngleStackFile flat, CalibrationTables tables,
		Optional<FlatEdges> edges) {

	private static final String DIT = "ESO DET SEQ1 DIT";
	private static final String DATA = "DET.%d.DATA";
	private static final String NOISE = "DET.%d.NOISE";
	private static final double SAME_SECONDS = 0.002;
	/** A dark below this share of the light may be of any integration time. */
	private static final double NEGLIGIBLE = 0.001;
	private static final double PERCENT = 100;
	private static final int SAMPLED_ROWS = 64;
	/** Calibrations of the same day begin within it, modified Julian date. */
	private static final double SAME_FRAME_DAYS = 1e-6;

	/** Opens the files; reads no pixels. */
	static Calibrations open(KmosIllumination.Inputs inputs, boolean measuresEdges)
			throws ActorException, IOException {
		Optional<FitsFile> dark = Optional.empty();
		if (inputs.dark().isPresent()) {
			dark = Optional.of(FitsFile.open(inputs.dark().get().path()));
		}
		Optional<FlatEdges> edges = Optional.empty();
		if (measuresEdges && inputs.flatEdge().isPresent()) {
			edges = Optional.of(FlatEdges.read(inputs.flatEdge().get().path()));
		}
		return new Calibrations(dark, AngleStackFile.open(inputs.masterFlat().path()), CalibrationTables.open(
				inputs.xcal().path(), inputs.ycal().path(), Optional.of(inputs.lcal().path())), edges);
	}

	/**
	 * Checks that they fit to each other and to the exposures.
	 *
	 * @throws ActorException
	 *             if one is of another band
	 */
	void check(KmosIllumination.Inputs inputs, Exposures exposures, Caveats caveats)
			throws ActorException, FitsException {
		RawFrame first = exposures.used().getFirst();
		var headers = new LinkedHashMap<String, FitsHeader>();
		headers.put("MASTER_FLAT", flat.primary());
		headers.put("XCAL", tables.primary());
		headers.put("YCAL", tables.yPrimary());
		headers.put("LCAL", tables.wavelengthPrimary().orElseThrow());
		for (Map.Entry<String, FitsHeader> product : headers.entrySet()) {
			checkProduct(product.getKey(), product.getValue(), first);
		}
		if (dark.isPresent()) {
			checkProduct("MASTER_DARK", dark.get().primary().header(), first);
		}
		if (inputs.flatEdge().isPresent()) {
			InputChecks.checkProduct("FLAT_EDGE", inputs.flatEdge().get().description().keywords().values(),
					"FLAT_EDGE", first.setup().file(), first.primary().values());
		}
		checkSizes(first);
		var temperatures = new ArrayList<OpticsTemperature>();
		OpticsTemperature.of(first).ifPresent(temperatures::add);
		FitsHeader xcal = tables.primary();
		for (Map.Entry<String, FitsHeader> product : headers.entrySet()) {
			FitsHeader header = product.getValue();
			OpticsTemperature.of(product.getKey(), header.values()).ifPresent(temperatures::add);
			boolean ofLamp = !product.getKey().equals("LCAL");
			if (ofLamp && started(header).isPresent() && started(xcal).isPresent()
					&& Math.abs(started(header).get() - started(xcal).get()) > SAME_FRAME_DAYS) {
				caveats.add(IlluminationMessage.OTHER_REDUCTION.with(product.getKey(), "MJD-OBS",
						started(header).get(), "XCAL", started(xcal).get()));
			}
		}
		OpticsTemperature.caveat(temperatures).ifPresent(caveats::add);
		checkDark(inputs, exposures, caveats);
	}

	private static void checkProduct(String category, FitsHeader header, RawFrame first)
			throws ActorException, FitsException {
		InputChecks.checkProduct(category, header.values(), category, first.setup().file(), first.primary().values());
	}

	/** Refuses calibrations of detectors of another size. */
	private void checkSizes(RawFrame first) throws ActorException, FitsException {
		int rows = first.channels().ny();
		int columns = first.channels().nx();
		checkSize("MASTER_FLAT", flat.nx(), flat.ny(), columns, rows);
		checkSize("XCAL", tables.nx(), tables.ny(), columns, rows);
		for (int detector = 1; dark.isPresent() && detector <= RawFrame.DETECTORS; detector++) {
			for (String part : List.of(DATA, NOISE)) {
				List<Long> size = dark.get().hdu(part.formatted(detector)).dimensions();
				if (size.size() != 2) {
					throw new ActorException(Kind.DATA, KmosMessage.AXES.with("MASTER_DARK", size.size(), 2));
				}
				checkSize("MASTER_DARK", size.get(0).intValue(), size.get(1).intValue(), columns, rows);
			}
		}
	}

	private static void checkSize(String category, int nx, int ny, int columns, int rows) throws ActorException {
		if (nx != columns || ny != rows) {
			throw new ActorException(Kind.DATA, KmosMessage.TABLE_SIZE.with(category, nx + " x " + ny,
					columns + " x " + rows + " as the flats have"));
		}
	}

	/** A caveat where a dark of another integration time takes off more than a trifle. */
	private void checkDark(KmosIllumination.Inputs inputs, Exposures exposures, Caveats caveats) throws FitsException {
		double seconds = exposures.meanDit();
		if (dark.isEmpty() || Math.abs(darkSeconds(seconds) - seconds) <= SAME_SECONDS) {
			return;
		}
		double worst = 0;
		for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
			int of = detector - 1;
			double light = exposures.levels().stream().mapToDouble(level -> level[of]).min().orElseThrow();
			worst = Math.max(worst, Math.abs(darkLevel(detector) * seconds / darkSeconds(seconds)) / light);
		}
		if (worst > NEGLIGIBLE) {
			caveats.add(IlluminationMessage.DARK_SCALED.with(inputs.dark().orElseThrow().category(),
					darkSeconds(seconds), String.format(Locale.ROOT, "%.3f", seconds),
					String.format(Locale.ROOT, "%.2f", PERCENT * worst)));
		}
	}

	/** Median of the dark, adu: that of its good pixels. */
	private double darkLevel(int detector) throws FitsException {
		Hdu hdu = dark.orElseThrow().hdu(DATA.formatted(detector));
		int columns = hdu.dimensions().get(0).intValue();
		int rows = hdu.dimensions().get(1).intValue();
		int step = Math.max(1, rows / SAMPLED_ROWS);
		float[] some = new float[rows / step * columns];
		for (int i = 0; i < rows / step; i++) {
			hdu.readFloats((long) (i * step + step / 2) * columns, some, i * columns, columns);
		}
		float[] finite = new float[some.length];
		int count = 0;
		for (float value : some) {
			if (Float.isFinite(value)) {
				finite[count++] = value;
			}
		}
		return count == 0 ? 0 : RobustStatistics.median(Arrays.copyOf(finite, count));
	}

	/** Checks that MASTER_FLAT and the tables have the same angle next to an angle. */
	void check(KmosIllumination.Inputs inputs, double angle, Caveats caveats) {
		double nearest = tables.nearest(angle);
		double ofFlat = flat.angles()[flat.nearest(angle)];
		if (RotatorAngle.distance(nearest, ofFlat) > RotatorAngle.SAME_DEGREES) {
			caveats.add(IlluminationMessage.FLAT_ANGLE.with(inputs.masterFlat().category(), degrees(angle),
					degrees(ofFlat), inputs.xcal().category(), degrees(nearest)));
		}
	}

	/** Level of the dark, adu, and its variance for exposures of so many seconds; nothing without a dark. */
	Optional<float[][]> dark(int detector, double seconds) throws FitsException {
		if (dark.isEmpty()) {
			return Optional.empty();
		}
		float scale = (float) (seconds / darkSeconds(seconds));
		float[] level = dark.get().hdu(DATA.formatted(detector)).readFloats();
		float[] variance = dark.get().hdu(NOISE.formatted(detector)).readFloats();
		for (int i = 0; i < level.length; i++) {
			level[i] *= scale;
			variance[i] = scale * scale * variance[i] * variance[i];
		}
		return Optional.of(new float[][] { level, variance });
	}

	/** The master flat at the angle that is nearest, and its noise. */
	float[][] flat(int detector, double angle) throws FitsException {
		int nearest = flat.nearest(angle);
		float[] value = flat.data(nearest, detector).readFloats();
		var noise = flat.find(AngleStackWriter.NOISE, nearest, detector);
		return new float[][] { value, noise.isPresent() ? noise.get().readFloats() : new float[value.length] };
	}

	/** The edges of a detector in the flat at the angle that is nearest. */
	Optional<DetectorTraces> traces(int detector, double angle) {
		return edges.flatMap(all -> all.nearest(angle).detectors().stream()
				.filter(traces -> traces.detector() == detector).findFirst());
	}

	static String degrees(double angle) {
		return String.format(Locale.ROOT, "%.1f", angle + 0.0);
	}

	private double darkSeconds(double otherwise) throws FitsException {
		double seconds = dark.isPresent() ? dark.get().primary().header().findReal(DIT).orElse(otherwise) : otherwise;
		return seconds > 0 ? seconds : otherwise;
	}

	private static Optional<Double> started(FitsHeader header) {
		return header.values().get("MJD-OBS") instanceof Number date ? Optional.of(date.doubleValue())
				: Optional.empty();
	}
}
