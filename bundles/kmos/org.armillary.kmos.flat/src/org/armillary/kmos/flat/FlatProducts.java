package org.armillary.kmos.flat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ProductFile;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.FrameOrder;
import org.armillary.kmos.OrderedWork;
import org.armillary.kmos.ProductHeader;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.lookup.AngleStack;
import org.armillary.kmos.lookup.AngleStackWriter;
import org.armillary.kmos.lookup.PlacePlanes;
import org.armillary.kmos.slitlet.DetectorTraces;
import org.armillary.kmos.slitlet.FlatEdges;

/**
 * Writes the products. Extensions have the header of the raw image of the first frame of their angle, with QC keywords.
 *
 * @param inputs
 *            the frames
 * @param threads
 *            number of threads that make planes
 * @param context
 *            the job
 */
record FlatProducts(FlatInputs inputs, int threads, ActorContext context) {

	/** Gives the reduced detectors, angle by angle. */
	@FunctionalInterface
	interface Source {
		void run(OrderedWork.Taker<FlatDetector> taker) throws ActorException, IOException, InterruptedException;
	}

	/** Writes MASTER_FLAT while the detectors are reduced. */
	ProductFile master(Source source) throws ActorException, IOException, InterruptedException {
		return write("masterFlat", KmosFlat.MASTER_FLAT, writer -> {
			var stack = new AngleStackWriter(writer);
			source.run((_, detector) -> {
				UnitResult unit = detector.result();
				FitsHeader raw = raw(unit);
				stack.image(AngleStackWriter.DATA, unit.detector(), angle(unit), unit.quality().addTo(raw), "",
						detector.master().value(), unit.ny(), unit.nx());
				stack.image(AngleStackWriter.NOISE, unit.detector(), angle(unit), raw, "", detector.master().noise(),
						unit.ny(), unit.nx());
			});
		});
	}

	/** Writes XCAL or YCAL. */
	ProductFile places(String port, String category, List<UnitResult> units, Function<PlacePlanes, float[]> plane)
			throws ActorException, IOException, InterruptedException {
		return write(port, category, writer -> {
			var stack = new AngleStackWriter(writer);
			OrderedWork.<float[]>run(units.size(), threads, number -> {
				UnitResult unit = units.get(number);
				return plane.apply(PlacePlanes.of(unit.traces(), unit.ny(), unit.nx(), unit.bad().good()));
			}, (number, pixels) -> {
				context.checkpoint();
				UnitResult unit = units.get(number);
				stack.image(AngleStackWriter.DATA, unit.detector(), angle(unit), unit.quality().addTo(raw(unit)), "",
						pixels, unit.ny(), unit.nx());
			});
		});
	}

	/** Writes BADPIXEL_FLAT. */
	ProductFile badPixels(List<UnitResult> units) throws ActorException, IOException, InterruptedException {
		return write("badPixels", KmosFlat.BADPIXEL_FLAT, writer -> {
			var stack = new AngleStackWriter(writer);
			for (UnitResult unit : units) {
				context.checkpoint();
				stack.image(AngleStackWriter.DATA, unit.detector(), angle(unit), unit.quality().addTo(raw(unit)),
						unit.bad().good(), unit.ny(), unit.nx());
			}
		});
	}

	/** Writes FLAT_EDGE. */
	ProductFile edges(List<UnitResult> units) throws ActorException, IOException, InterruptedException {
		return write("edges", KmosFlat.FLAT_EDGE, writer -> {
			var angles = new ArrayList<FlatEdges.AngleEdges>();
			for (int i = 0; i < units.size(); i += RawFrame.DETECTORS) {
				List<DetectorTraces> traces = units.subList(i, i + RawFrame.DETECTORS).stream()
						.map(UnitResult::traces).toList();
				angles.add(new FlatEdges.AngleEdges(angle(units.get(i)), traces));
			}
			new FlatEdges(angles).write(writer);
		});
	}

	@FunctionalInterface
	private interface Content {
		void write(FitsWriter writer) throws ActorException, IOException, InterruptedException;
	}

	private ProductFile write(String port, String category, Content content)
			throws ActorException, IOException, InterruptedException {
		long frames = inputs.on().groups().stream().mapToLong(group -> group.frames().size()).sum()
				+ inputs.off().size();
		FitsHeader primary = ProductHeader.of(first().primary(), category, KmosFlat.ID).with("ESO PRO DATANCOM",
				frames, "Number of frames combined");
		return context.write(port, path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.primary(primary);
				content.write(writer);
				writer.commit();
			}
		});
	}

	/** The frame whose primary header products get: the first in time. */
	private RawFrame first() {
		return FrameOrder
				.sorted(inputs.on().groups().stream().flatMap(group -> group.frames().stream()).toList()).getFirst();
	}

	private FitsHeader raw(UnitResult unit) {
		return group(unit).frames().getFirst().detectors().get(unit.detector() - 1).header();
	}

	private double angle(UnitResult unit) {
		return group(unit).angleDegrees();
	}

	private AngleStack.Group<RawFrame> group(UnitResult unit) {
		return inputs.on().groups().get(unit.angle());
	}
}
