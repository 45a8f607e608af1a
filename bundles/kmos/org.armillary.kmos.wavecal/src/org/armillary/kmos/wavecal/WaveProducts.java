package org.armillary.kmos.wavecal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.ProductFile;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.Band;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.Lamps;
import org.armillary.kmos.OrderedWork;
import org.armillary.kmos.ProductHeader;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.lookup.AngleStack;
import org.armillary.kmos.lookup.AngleStackWriter;
import org.armillary.kmos.lookup.LineSpreadFile;
import org.armillary.kmos.lookup.LineSpreadMap;
import org.armillary.kmos.slitlet.DetectorTraces;
import org.armillary.kmos.tables.WaveBands;

/**
 * Makes the products, detector by detector: several at a time are calibrated, and each is written as soon as those
 * before it are, so that few are in memory.
 */
final class WaveProducts {

	private static final String MICRON = "um";

	private final KmosWaveCal.Parameters parameters;
	private final ArcSet arcs;
	private final ArcCalibrations calibrations;
	private final ActorContext context;
	private final Caveats caveats;
	private final List<AngleStack.Group<RawFrame>> groups;
	private final List<Profile> profiles = new ArrayList<>();
	private final List<byte[]> masks = new ArrayList<>();
	/** Units of the angle that is being written. */
	private final List<ArcUnit> units = new ArrayList<>();
	private int solved;
	private int peaks;
	private int saturatedPeaks;

	WaveProducts(KmosWaveCal.Parameters parameters, ArcSet arcs, ArcCalibrations calibrations, ActorContext context,
			Caveats caveats) {
		this.parameters = parameters;
		this.arcs = arcs;
		this.calibrations = calibrations;
		this.context = context;
		this.caveats = caveats;
		groups = arcs.groups();
	}

	/** One detector at one angle, ready to be written. */
	private record Made(int ny, int nx, FitsHeader header, float[] micron, byte[] mask, ResampledArc grid,
			float[] image, LineSpreadMap profile, ArcUnit unit, WaveQuality quality) {
	}

	private record Profile(FitsHeader header, LineSpreadMap map) {
	}

	/** Calibrates all detectors at all angles and writes the products. */
	KmosWaveCal.Outputs write() throws ActorException, IOException, InterruptedException {
		var image = new ArrayList<ProductFile>();
		ProductFile lcal = context.write("lcal", lcalFile -> {
			try (FitsWriter lcalWriter = FitsWriter.create(lcalFile)) {
				lcalWriter.primary(header(KmosWaveCal.LCAL));
				var lcalStack = new AngleStackWriter(lcalWriter);
				image.add(context.write("image", imageFile -> {
					try (FitsWriter imageWriter = FitsWriter.create(imageFile)) {
						imageWriter.primary(header(KmosWaveCal.IMAGE));
						stream(lcalStack, new AngleStackWriter(imageWriter));
						imageWriter.commit();
					}
				}));
				writeMasks(lcalStack);
				lcalWriter.commit();
			}
		});
		ProductFile profile = context.write("profile", file -> {
			try (FitsWriter writer = FitsWriter.create(file)) {
				writer.primary(header(KmosWaveCal.PROFILE));
				for (Profile map : profiles) {
					LineSpreadFile.write(writer, map.header(), map.map());
				}
				writer.commit();
			}
		});
		return new KmosWaveCal.Outputs(lcal, image.getFirst(), profile);
	}

	private void stream(AngleStackWriter lcal, AngleStackWriter image)
			throws ActorException, IOException, InterruptedException {
		int units = groups.size() * RawFrame.DETECTORS;
		int threads = OrderedWork.threads(parameters.threads());
		context.progress(0, units, "detector");
		OrderedWork.run(units, threads, this::make, (unit, made) -> {
			context.checkpoint();
			take(unit, made, lcal, image);
			context.progress(unit + 1L, units, "detector");
		});
		if (solved == 0) {
			List<RawFrame> frames = arcs.arcs();
			String names = frames.stream().map(frame -> frame.setup().file()).collect(Collectors.joining(", "));
			throw new ActorException(Kind.DATA, WaveCalMessage.NOTHING_SOLVED.with(names, peaks, saturatedPeaks));
		}
	}

	private Made make(int number) throws ActorException, IOException, InterruptedException {
		context.checkpoint();
		AngleStack.Group<RawFrame> group = groups.get(number / RawFrame.DETECTORS);
		int detector = number % RawFrame.DETECTORS + 1;
		RawFrame frame = group.frames().getFirst();
		double angle = group.angleDegrees();
		Band band = arcs.band(detector);
		DetectorFrame arc = arcs.arc(group, detector, context::checkpoint);
		context.checkpoint();
		byte[] places = calibrations.places(detector, angle);
		context.checkpoint();
		calibrations.apply(arc, detector, angle, places);
		context.checkpoint();
		DetectorTraces traces = calibrations.traces(detector, angle);
		Lamps lamps = ArcSet.lamps(group);
		var given = new ArcUnit.Given(ArcSet.files(group), angle, detector, band, lamps.toString(),
				ArcSet.gases(lamps), ArcSet.used(group, detector), calibrations.lines(band),
				calibrations.hint(band, detector, arc.ny()), parameters.order());
		ArcUnit unit = ArcUnit.of(given, arc, traces, context::checkpoint);
		context.checkpoint();
		float[] micron = new float[places.length];
		byte[] mask = new byte[places.length];
		unit.solution().fill(micron, mask);
		context.checkpoint();
		for (int i = 0; i < places.length; i++) {
			if (places[i] == 0) {
				micron[i] = Float.NaN;
				mask[i] = 0;
			}
		}
		WaveBands.Limits limits = parameters.limits(band, calibrations.bands().of(band));
		ResampledArc grid = ResampledArc.between(limits.firstMicron(), limits.lastMicron(), parameters.samples());
		WaveQuality quality = WaveQuality.of(unit, arc, frame.setup().ditSeconds());
		FitsHeader header = quality.addTo(frame.detectors().get(detector - 1).header());
		context.checkpoint();
		float[] image = grid.image(arc, unit.solution(), context::checkpoint);
		context.checkpoint();
		LineSpreadMap profile = unit.solution().lineSpread(detector, angle, context::checkpoint);
		context.checkpoint();
		return new Made(arc.ny(), arc.nx(), header, micron, mask, grid, image, profile, unit, quality);
	}

	private void take(int number, Made made, AngleStackWriter lcal, AngleStackWriter image) throws FitsException {
		double angle = groups.get(number / RawFrame.DETECTORS).angleDegrees();
		int detector = number % RawFrame.DETECTORS + 1;
		made.quality().publish(String.format(Locale.ROOT, "detector %d, angle %.0f", detector, angle + 0.0), context);
		made.unit().caveats().forEach(caveats::add);
		tellSaturated(number, made.unit());
		peaks += made.unit().peaks();
		saturatedPeaks += made.unit().saturatedPeaks();
		solved += made.unit().solution().slitlets().size();
		lcal.image(AngleStackWriter.DATA, detector, angle, made.header(), MICRON, made.micron(), made.ny(), made.nx());
		masks.add(made.mask());
		profiles.add(new Profile(made.header(), made.profile()));
		image.image(AngleStackWriter.DATA, detector, angle, made.grid().header(made.header()), "adu", made.image(),
				made.grid().planes(), ResampledArc.COLUMNS);
	}

	/** Says how many lines are saturated on all detectors of an angle, once the last of them is there. */
	private void tellSaturated(int number, ArcUnit unit) {
		AngleStack.Group<RawFrame> group = groups.get(number / RawFrame.DETECTORS);
		units.add(unit);
		if (units.size() < RawFrame.DETECTORS) {
			return;
		}
		if (units.stream().anyMatch(other -> UnitReport.isSaturated(other.saturatedPeaks(), other.peaks()))) {
			String counts = IntStream.range(0, units.size()).mapToObj(i -> "%d of %d on detector %d"
					.formatted(units.get(i).saturatedPeaks(), units.get(i).peaks(), i + 1))
					.collect(Collectors.joining(", "));
			caveats.add(WaveCalMessage.SATURATED.with(ArcSet.files(group),
					ArcCalibrations.text(group.angleDegrees()), counts));
		}
		units.clear();
	}

	private void writeMasks(AngleStackWriter lcal) throws FitsException {
		for (int number = 0; number < masks.size(); number++) {
			AngleStack.Group<RawFrame> group = groups.get(number / RawFrame.DETECTORS);
			int detector = number % RawFrame.DETECTORS + 1;
			RawFrame frame = group.frames().getFirst();
			FitsHeader header = frame.detectors().get(detector - 1).header();
			lcal.image(AngleStackWriter.MASK, detector, group.angleDegrees(), header, masks.get(number),
					frame.channels().ny(), frame.channels().nx());
		}
	}

	private FitsHeader header(String category) {
		return ProductHeader.of(arcs.first().primary(), category, KmosWaveCal.ID).with("ESO PRO DATANCOM",
				(long) arcs.arcs().size(), "Number of arcs");
	}
}
