package org.armillary.kmos.lookup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.RotatorAngle;
import org.armillary.kmos.Slitlet;

/**
 * LSF_MAP files. Each detector at each angle has an extension {@code DET.n.LSF} with EXTVER counting the angles from
 * 1: a cube of rows (every {@value #STEP_KEYWORD}th from {@value #ROW_KEYWORD}) by 112 slitlets by six planes:
 * wavelength, full width at half maximum and its error, third moment and its error, skewness. Immutable.
 *
 * @param name
 *            name of the file, for messages
 * @param maps
 *            in the order of the file
 */
public record LineSpreadFile(String name, List<LineSpreadMap> maps) {

	/** Row (from 1) of the first value of each slitlet. */
	public static final String ROW_KEYWORD = "ESO PRO LSF ROW1";
	/** Distance of the rows of two values. */
	public static final String STEP_KEYWORD = "ESO PRO LSF STEP";

	private static final String EXTENSION = "DET.%d.LSF";
	private static final String[] PLANE_NAMES = { "wavelength in the middle, um", "FWHM, pixel", "error of FWHM, pixel",
			"third moment, pixel3", "error of third moment, pixel3", "skewness" };

	/** Copies the list. */
	public LineSpreadFile {
		maps = List.copyOf(maps);
	}

	/**
	 * Writes an extension; those of an angle come after those of the one before, detectors 1 to 3.
	 *
	 * @param header
	 *            of the raw image of the detector, with QC keywords
	 */
	public static void write(FitsWriter writer, FitsHeader header, LineSpreadMap map) throws FitsException {
		FitsHeader.Builder builder = header.toBuilder()
				.set(RotatorAngle.PRODUCT_KEYWORD, map.angleDegrees(), "[deg] Angle of the rotator")
				.set(ROW_KEYWORD, map.firstRow() + 1, "[pixel] Row of the first value, from 1")
				.set(STEP_KEYWORD, map.rowStep(), "[pixel] Distance of the rows of two values");
		builder.set("CTYPE1", "ROW", "Row of the detector, from 1").set("CRPIX1", 1.0, "Reference pixel")
				.set("CRVAL1", map.firstRow() + 1.0, "[pixel] Row there")
				.set("CDELT1", (double) map.rowStep(), "[pixel] Distance of two rows")
				.set("CTYPE2", "SLITLET", "IFU 1 slitlet 1 to IFU 8 slitlet 14 of a detector")
				.set("CRPIX2", 1.0, "Reference pixel")
				.set("CRVAL2", 1.0, "Slitlet there").set("CDELT2", 1.0, "Step")
				.set("CTYPE3", "PLANE", "What it holds is in ESO PRO LSF PLANEn").set("CRPIX3", 1.0, "Reference pixel")
				.set("CRVAL3", 1.0, "Plane there").set("CDELT3", 1.0, "Step");
		for (int plane = 0; plane < LineSpreadMap.PLANES; plane++) {
			builder.set("ESO PRO LSF PLANE" + (plane + 1), PLANE_NAMES[plane], "What a plane holds");
		}
		float[][] planes = map.planes();
		float[] cube = new float[planes.length * planes[0].length];
		for (int plane = 0; plane < planes.length; plane++) {
			System.arraycopy(planes[plane], 0, cube, plane * planes[0].length, planes[0].length);
		}
		writer.image(EXTENSION.formatted(map.detector()), builder.build(), "", cube, map.rows(),
				Slitlet.PER_DETECTOR, planes.length);
	}

	/**
	 * Reads a file.
	 *
	 * @throws ActorException
	 *             if it has no such extension, one of another size, or without its keywords
	 */
	public static LineSpreadFile read(Path path) throws ActorException, FitsException {
		FitsFile file = FitsFile.open(path);
		String name = String.valueOf(path.getFileName());
		List<LineSpreadMap> maps = new ArrayList<>();
		for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
			String extension = EXTENSION.formatted(detector);
			for (Hdu hdu : file.hdus()) {
				if (hdu.name().equals(extension)) {
					maps.add(read(hdu, detector));
				}
			}
		}
		if (maps.isEmpty()) {
			throw new ActorException(Kind.DATA, KmosMessage.DETECTOR_COUNT.with(name, 0, RawFrame.DETECTORS));
		}
		return new LineSpreadFile(name, maps);
	}

	/**
	 * The map of a detector at the nearest angle, modulo 360.
	 *
	 * @throws ActorException
	 *             if the file has none of that detector
	 */
	public LineSpreadMap nearest(int detector, double angleDegrees) throws ActorException {
		List<LineSpreadMap> candidates = maps.stream().filter(map -> map.detector() == detector).toList();
		if (candidates.isEmpty()) {
			throw new ActorException(Kind.DATA, KmosMessage.TABLE_PLANES.with(name, 0, "LSF", detector,
					AngleStackFile.text(angleDegrees)));
		}
		double[] angles = candidates.stream().mapToDouble(LineSpreadMap::angleDegrees).toArray();
		return candidates.get(RotatorAngle.nearest(angleDegrees, angles));
	}

	private static LineSpreadMap read(Hdu hdu, int detector) throws ActorException, FitsException {
		List<Long> size = hdu.dimensions();
		if (size.size() != 3 || size.get(0) < 2 || size.get(1) != Slitlet.PER_DETECTOR
				|| size.get(2) != LineSpreadMap.PLANES) {
			throw new ActorException(Kind.DATA, KmosMessage.TABLE_SIZE.with(hdu.label(), hdu.dimensionText(),
					"rows x " + Slitlet.PER_DETECTOR + " slitlets x " + LineSpreadMap.PLANES + " planes"));
		}
		int rows = size.get(0).intValue();
		int length = rows * Slitlet.PER_DETECTOR;
		float[][] planes = new float[LineSpreadMap.PLANES][];
		for (int plane = 0; plane < planes.length; plane++) {
			planes[plane] = hdu.readFloats((long) plane * length, length);
		}
		double angle = hdu.header().findReal(RotatorAngle.PRODUCT_KEYWORD)
				.orElseThrow(() -> missing(hdu, RotatorAngle.PRODUCT_KEYWORD, "the angle of the rotator in degrees"));
		return LineSpreadMap.of(detector, angle, whole(hdu, ROW_KEYWORD) - 1, whole(hdu, STEP_KEYWORD), rows, planes);
	}

	private static int whole(Hdu hdu, String keyword) throws ActorException, FitsException {
		OptionalLong value = hdu.header().findInteger(keyword);
		if (value.isEmpty()) {
			throw missing(hdu, keyword, "a row of the detector");
		}
		if (value.getAsLong() < 1 || value.getAsLong() > Short.MAX_VALUE) {
			throw new ActorException(Kind.DATA, KmosMessage.KEYWORD_VALUE.with(hdu.label(), keyword,
					value.getAsLong(), "a row of the detector"));
		}
		return (int) value.getAsLong();
	}

	private static ActorException missing(Hdu hdu, String keyword, String expected) {
		return new ActorException(Kind.DATA, KmosMessage.KEYWORD_MISSING.with(hdu.label(), keyword, expected));
	}
}
