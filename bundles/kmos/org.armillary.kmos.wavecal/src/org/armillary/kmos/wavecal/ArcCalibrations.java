package org.armillary.kmos.wavecal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.ProductFile;
import org.armillary.actor.message.Message;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.Band;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.ProductHeader;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.RotatorAngle;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.detector.PixelFlag;
import org.armillary.kmos.lookup.AngleStackFile;
import org.armillary.kmos.lookup.CalibrationTables;
import org.armillary.kmos.lookup.PlaceCode;
import org.armillary.kmos.slitlet.DetectorTraces;
import org.armillary.kmos.slitlet.FlatEdges;
import org.armillary.kmos.tables.ArcLine;
import org.armillary.kmos.tables.ArcLines;
import org.armillary.kmos.tables.ReferenceLine;
import org.armillary.kmos.tables.ReferenceLines;
import org.armillary.kmos.tables.WaveBands;
import org.armillary.kmos.wavecal.identification.RowLaw;
import org.armillary.numerics.RobustStatistics;

/**
 * What arcs are calibrated with: places and edges of the slitlets, bad pixels, response, and tables of lines. Pixels
 * are read when a detector is asked for. For use by several threads.
 *
 * @param headers
 *            primary headers of the products of the flat, by category
 * @param xcal
 *            XCAL
 * @param edges
 *            edges of the slitlets
 * @param badPixels
 *            BADPIXEL_FLAT, 1 good, 0 bad
 * @param flat
 *            MASTER_FLAT
 * @param list
 *            arc lines; ours if there is none
 * @param references
 *            reference lines, a hint
 * @param bands
 *            limits of the bands
 */
record ArcCalibrations(Map<String, FitsHeader> headers, AngleStackFile xcal, FlatEdges edges,
		Optional<AngleStackFile> badPixels,
		Optional<AngleStackFile> flat, Optional<List<ArcLine>> list, Optional<ReferenceLines> references,
		WaveBands bands) {

	/** Calibrations farther away than this are worth a caveat, degrees. */
	private static final double FAR_DEGREES = 5;
	/** Below this share of the usual response a pixel says nothing. */
	private static final float LEAST_RESPONSE = 0.05f;

	/** Opens the files. */
	static ArcCalibrations open(KmosWaveCal.Inputs inputs, boolean usesReferences)
			throws ActorException, IOException {
		Map<String, FitsHeader> headers = new TreeMap<>();
		for (Map.Entry<String, ProductFile> product : products(inputs).entrySet()) {
			FitsHeader header = FitsFile.open(product.getValue().path()).primary().header();
			checkCategory(product.getKey(), header.values(), true);
			headers.put(product.getKey(), header);
		}
		for (Map.Entry<String, Optional<ProductFile>> table : Map.of(ArcLines.CATEGORY, inputs.arcList(),
				ReferenceLines.CATEGORY, inputs.referenceLines(), WaveBands.CATEGORY, inputs.waveBand()).entrySet()) {
			if (table.getValue().isPresent()) {
				checkCategory(table.getKey(),
						FitsFile.open(table.getValue().get().path()).primary().header().values(), false);
			}
		}
		Path x = inputs.xcal().path();
		// checks that both belong together
		CalibrationTables.open(x, inputs.ycal().path(), Optional.empty());
		Path edges = inputs.flatEdge().path();
		Optional<List<ArcLine>> list = Optional.empty();
		if (inputs.arcList().isPresent()) {
			list = Optional.of(ArcLines.read(inputs.arcList().orElseThrow().path()));
		}
		Optional<ReferenceLines> references = Optional.empty();
		if (usesReferences && inputs.referenceLines().isPresent()) {
			references = Optional.of(ReferenceLines.read(inputs.referenceLines().orElseThrow().path()));
		}
		WaveBands bands = inputs.waveBand().isPresent() ? WaveBands.read(inputs.waveBand().orElseThrow().path())
				: WaveBands.ours();
		return new ArcCalibrations(headers, AngleStackFile.open(x), FlatEdges.read(edges), open(inputs.badPixels()),
				open(inputs.masterFlat()), list, references, bands);
	}

	/**
	 * Checks that they fit to the frames.
	 *
	 * @throws ActorException
	 *             if they are of another band or of detectors of another size
	 */
	void check(List<RawFrame> frames) throws ActorException, FitsException {
		int ny = frames.getFirst().channels().ny();
		int nx = frames.getFirst().channels().nx();
		Map<String, Optional<AngleStackFile>> files = new TreeMap<>(
				Map.of(KmosWaveCal.XCAL, Optional.of(xcal), KmosWaveCal.BADPIXEL_FLAT, badPixels,
						KmosWaveCal.MASTER_FLAT, flat));
		for (Map.Entry<String, Optional<AngleStackFile>> entry : files.entrySet()) {
			if (entry.getValue().isPresent()) {
				AngleStackFile file = entry.getValue().orElseThrow();
				if (file.ny() != ny || file.nx() != nx) {
					throw new ActorException(Kind.DATA,
							WaveCalMessage.SIZES_DIFFER.with(frames.getFirst().setup().file(), nx + " x " + ny,
									entry.getKey(), file.nx() + " x " + file.ny()));
				}
			}
		}
		for (RawFrame frame : frames) {
			for (Map.Entry<String, FitsHeader> product : headers.entrySet()) {
				checkBands(frame.setup().file(), frame.primary().values(), product.getKey(),
						product.getValue().values());
			}
		}
	}

	private static SortedMap<String, ProductFile> products(KmosWaveCal.Inputs inputs) {
		var products = new TreeMap<String, ProductFile>();
		products.put(KmosWaveCal.XCAL, inputs.xcal());
		products.put(KmosWaveCal.YCAL, inputs.ycal());
		products.put(KmosWaveCal.FLAT_EDGE, inputs.flatEdge());
		inputs.badPixels().ifPresent(file -> products.put(KmosWaveCal.BADPIXEL_FLAT, file));
		inputs.masterFlat().ifPresent(file -> products.put(KmosWaveCal.MASTER_FLAT, file));
		return products;
	}

	/** Checks that a file is of the category that it was given as; tables of other origin may not say. */
	static void checkCategory(String expected, Map<String, Object> keywords, boolean isNeeded) throws ActorException {
		Object category = keywords.get(ProductHeader.CATEGORY);
		if (category == null && isNeeded) {
			throw new ActorException(Kind.DATA,
					KmosMessage.KEYWORD_MISSING.with(expected, ProductHeader.CATEGORY, expected));
		}
		if (category != null && !category.equals(expected)) {
			throw new ActorException(Kind.DATA,
					KmosMessage.KEYWORD_VALUE.with(expected, ProductHeader.CATEGORY, category, expected));
		}
	}

	/** Checks that an arc and a table of the flat are of the same bands. */
	static void checkBands(String file, Map<String, Object> keywords, String table,
			Map<String, Object> tableKeywords) throws ActorException {
		for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
			Band band = Band.of(file, keywords, detector);
			Band other = Band.of(table, tableKeywords, detector);
			if (band != other) {
				throw new ActorException(Kind.DATA,
						WaveCalMessage.BANDS_DIFFER.with(file, detector, band, table, other));
			}
		}
	}

	/** Says whether the flat is far away in angle. */
	void check(String file, double angle, Caveats caveats) {
		double flatAngle = xcal.angles()[xcal.nearest(angle)];
		double edgeAngle = edges.nearest(angle).angle();
		if (RotatorAngle.distance(angle, flatAngle) > FAR_DEGREES) {
			caveats.add(far(file, angle, KmosWaveCal.XCAL, flatAngle));
		} else if (RotatorAngle.distance(angle, edgeAngle) > FAR_DEGREES) {
			caveats.add(far(file, angle, KmosWaveCal.FLAT_EDGE, edgeAngle));
		}
	}

	/** Edges of the slitlets of a detector (1 to 3) at the nearest angle. */
	DetectorTraces traces(int detector, double angle) {
		return edges.nearest(angle).detectors().get(detector - 1);
	}

	/** Which pixels of a detector belong to an IFU at the nearest angle: 1 or 0, {@code byte[ny][nx]} in one. */
	byte[] places(int detector, double angle) throws FitsException {
		float[] codes = xcal.data(xcal.nearest(angle), detector).readFloats();
		byte[] places = new byte[codes.length];
		for (int i = 0; i < places.length; i++) {
			places[i] = (byte) (PlaceCode.ifu(codes[i]) > 0 ? 1 : 0);
		}
		return places;
	}

	/** Flags bad pixels of an arc and takes out the response of its pixels; changes the frame in place. */
	void apply(DetectorFrame arc, int detector, double angle, byte[] places) throws ActorException, FitsException {
		byte bad = PixelFlag.BAD.value();
		for (int i = 0; i < places.length; i++) {
			arc.flags()[i] |= places[i] == 0 ? bad : 0;
		}
		if (badPixels.isPresent()) {
			AngleStackFile file = badPixels.orElseThrow();
			float[] good = file.data(file.nearest(angle), detector).readFloats();
			for (int i = 0; i < good.length; i++) {
				arc.flags()[i] |= good[i] == 1 ? 0 : bad;
				if (!(good[i] == 0 || good[i] == 1) && !Float.isNaN(good[i])) {
					throw new ActorException(Kind.DATA, WaveCalMessage.MASK_VALUE.with(KmosWaveCal.BADPIXEL_FLAT,
							detector, text(angle), i % arc.nx() + 1, i / arc.nx() + 1, good[i]));
				}
			}
		}
		if (flat.isPresent()) {
			AngleStackFile file = flat.orElseThrow();
			Hdu hdu = file.data(file.nearest(angle), detector);
			divide(arc, hdu.readFloats());
		}
	}

	private static void divide(DetectorFrame arc, float[] response) {
		float[] value = arc.value();
		float[] variance = arc.variance();
		for (int i = 0; i < value.length; i++) {
			if (response[i] > LEAST_RESPONSE) {
				value[i] /= response[i];
				variance[i] /= response[i] * response[i];
			} else if (arc.flags()[i] == 0) {
				arc.flags()[i] = PixelFlag.BAD.value();
			}
		}
	}

	/** The arc lines of a band. */
	List<ArcLine> lines(Band band) {
		List<ArcLine> ours = ArcLines.of(band);
		return list.map(lines -> lines.stream()
				.filter(line -> line.micron() >= band.firstMicron() && line.micron() <= band.lastMicron())
				.sorted(Comparator.comparingDouble(ArcLine::micron)).toList()).orElse(ours);
	}

	/** The law that the reference lines suggest: an offset and a stretch, robustly. */
	Optional<RowLaw> hint(Band band, int detector, int rows) {
		List<ReferenceLine> lines = references.map(all -> all.of(band, detector)).orElse(List.of());
		if (lines.size() < 2) {
			return Optional.empty();
		}
		RowLaw.Nominal nominal = RowLaw.Nominal.of(band, rows);
		double[] u = lines.stream().mapToDouble(line -> nominal.u(line.micron())).toArray();
		double[] offsets = lines.stream().mapToDouble(line -> line.row() - nominal.row(nominal.u(line.micron())))
				.toArray();
		double[] slopes = new double[u.length * (u.length - 1) / 2];
		int at = 0;
		for (int i = 0; i < u.length; i++) {
			for (int j = 0; j < i; j++) {
				slopes[at++] = u[i] == u[j] ? 0 : (offsets[i] - offsets[j]) / (u[i] - u[j]);
			}
		}
		double slope = RobustStatistics.median(slopes);
		for (int i = 0; i < u.length; i++) {
			offsets[i] -= slope * u[i];
		}
		return Optional.of(new RowLaw(nominal, new double[] { RobustStatistics.median(offsets), slope }));
	}

	private static Message far(String file, double angle, String table, double other) {
		return WaveCalMessage.ANGLE_FAR.with(file, text(angle), table, text(other),
				text(RotatorAngle.distance(angle, other)), text(FAR_DEGREES));
	}

	/** An angle as messages show it. */
	static String text(double degrees) {
		return String.format(Locale.ROOT, "%.1f", degrees + 0.0);
	}

	private static Optional<AngleStackFile> open(Optional<ProductFile> file) throws ActorException, FitsException {
		return file.isEmpty() ? Optional.empty() : Optional.of(AngleStackFile.open(file.orElseThrow().path()));
	}
}
