package org.armillary.kmos.slitlet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.data.Table;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;
import org.armillary.data.fits.HduKind;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.RotatorAngle;
import org.armillary.kmos.Slitlet;

/**
 * The edges of all slitlets at all angles: content of FLAT_EDGE and SKYFLAT_EDGE files, which {@link EdgeTable}
 * describes. Immutable.
 *
 * @param angles
 *            in the order of the file, at least one
 */
public record FlatEdges(List<AngleEdges> angles) {

	/** Copies. */
	public FlatEdges {
		angles = List.copyOf(angles);
		if (angles.isEmpty()) {
			throw new IllegalArgumentException("edges at no angle");
		}
	}

	/**
	 * The edges at one angle.
	 *
	 * @param angle
	 *            angle of the rotator as in the header of the raw frames, degrees
	 * @param detectors
	 *            those of detectors 1 to 3
	 */
	public record AngleEdges(double angle, List<DetectorTraces> detectors) {

		/** Copies. */
		public AngleEdges {
			detectors = List.copyOf(detectors);
			if (detectors.size() != RawFrame.DETECTORS) {
				throw new IllegalArgumentException(detectors.size() + " detectors");
			}
			for (int i = 0; i < RawFrame.DETECTORS; i++) {
				if (detectors.get(i).detector() != i + 1) {
					throw new IllegalArgumentException("detector " + detectors.get(i).detector() + " at " + (i + 1));
				}
			}
		}

		/** The edges of a detector, 1 to 3. */
		public DetectorTraces detector(int detector) {
			return detectors.get(detector - 1);
		}
	}

	/** The edges at the angle that is closest. */
	public AngleEdges nearest(double angle) {
		return angles.get(RotatorAngle.nearest(angle, angles.stream().mapToDouble(AngleEdges::angle).toArray()));
	}

	/** Writes a table for each angle and IFU; the primary header must be written already. */
	public void write(FitsWriter writer) throws FitsException {
		for (AngleEdges each : angles) {
			for (int ifu = 1; ifu <= Slitlet.IFUS; ifu++) {
				writer.table(EdgeTable.of(ifu, each.angle(), each.detector(Slitlet.detectorOf(ifu)).ofIfu(ifu)));
			}
		}
	}

	/**
	 * Reads a file.
	 *
	 * @throws ActorException
	 *             if it has not a table for each IFU at each angle
	 * @throws FitsException
	 *             if it cannot be read, or columns are missing
	 */
	public static FlatEdges read(Path path) throws FitsException, ActorException {
		FitsFile file = FitsFile.open(path);
		List<Hdu> tables = file.hdus().stream()
				.filter(hdu -> hdu.kind() == HduKind.BINARY_TABLE && EdgeTable.isName(hdu.name())).toList();
		if (tables.isEmpty() || tables.size() % Slitlet.IFUS != 0) {
			throw new ActorException(Kind.DATA, KmosMessage.EDGE_TABLES.with(String.valueOf(path.getFileName()),
					tables.size(), "one for each of the " + Slitlet.IFUS + " IFUs at each angle"));
		}
		List<AngleEdges> angles = new ArrayList<>();
		for (int first = 0; first < tables.size(); first += Slitlet.IFUS) {
			double angle = tables.get(first).header().real(RotatorAngle.PRODUCT_KEYWORD);
			List<List<SlitletTrace>> traces = new ArrayList<>();
			for (int detector = 0; detector < RawFrame.DETECTORS; detector++) {
				traces.add(new ArrayList<>());
			}
			for (int ifu = 1; ifu <= Slitlet.IFUS; ifu++) {
				Hdu hdu = tables.get(first + ifu - 1);
				if (!EdgeTable.name(ifu).equals(hdu.name())) {
					throw new ActorException(Kind.DATA, KmosMessage.KEYWORD_VALUE.with(hdu.label(), "EXTNAME",
							hdu.name(), EdgeTable.name(ifu) + ", since tables stand in order of IFUs"));
				}
				Table table = hdu.readTable();
				traces.get(Slitlet.detectorOf(ifu) - 1).addAll(EdgeTable.traces(ifu, hdu.label(), table));
			}
			List<DetectorTraces> detectors = new ArrayList<>();
			for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
				detectors.add(new DetectorTraces(detector, traces.get(detector - 1)));
			}
			angles.add(new AngleEdges(angle, detectors));
		}
		return new FlatEdges(angles);
	}
}
