package org.armillary.kmos.lookup;

import java.util.LinkedHashMap;
import java.util.Map;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.RotatorAngle;

/**
 * Writes the extensions of a product that has an image of each detector at each angle of the rotator: MASTER_FLAT,
 * BADPIXEL_FLAT, XCAL, YCAL, LCAL and DET_IMG_WAVE. Extensions are named {@code DET.n.DATA} with EXTVER counting the
 * angles from 1, and state their angle as {@value RotatorAngle#PRODUCT_KEYWORD}. Those of a part (DATA, NOISE, MASK)
 * come angle by angle, detectors 1 to 3 of the first one first. Not for use by several threads.
 */
public final class AngleStackWriter {

	/** What a pixel holds. */
	public static final String DATA = "DATA";
	/** Standard deviation of DATA. */
	public static final String NOISE = "NOISE";
	/** Flags of DATA. */
	public static final String MASK = "MASK";

	private static final String DEGREES = "[deg] Angle of the rotator";

	private final FitsWriter writer;
	/** Number of images of each part so far, and the angle of its last one. */
	private final Map<String, Integer> counts = new LinkedHashMap<>();
	private final Map<String, Double> angles = new LinkedHashMap<>();

	/**
	 * Begins with what the file has so far.
	 *
	 * @param writer
	 *            file whose primary header is written
	 */
	public AngleStackWriter(FitsWriter writer) {
		this.writer = writer;
	}

	/**
	 * Writes an image of floating point.
	 *
	 * @param part
	 *            {@link #DATA}, {@link #NOISE} or {@link #MASK}
	 * @param detector
	 *            1 to 3
	 * @param angleDegrees
	 *            angle as the raw header has it, degrees, not normalised
	 * @param header
	 *            of the raw image of the detector, with QC keywords
	 * @param unit
	 *            BUNIT; empty for none
	 * @param pixels
	 *            {@code float[ny][nx]} in one array
	 * @param ny
	 *            rows
	 * @param nx
	 *            columns
	 * @throws IllegalArgumentException
	 *             if it is another image's turn
	 */
	public void image(String part, int detector, double angleDegrees, FitsHeader header, String unit, float[] pixels,
			int ny, int nx) throws FitsException {
		writer.image(name(part, detector, angleDegrees), header(header, angleDegrees), unit, pixels, nx, ny);
	}

	/** Writes an image of flags, {@code byte[ny][nx]}; parameters as of the other. */
	public void image(String part, int detector, double angleDegrees, FitsHeader header, byte[] pixels, int ny, int nx)
			throws FitsException {
		writer.image(name(part, detector, angleDegrees), header(header, angleDegrees), "", pixels, nx, ny);
	}

	private String name(String part, int detector, double angleDegrees) {
		int count = counts.getOrDefault(part, 0);
		int expected = count % RawFrame.DETECTORS + 1;
		if (detector != expected) {
			throw new IllegalArgumentException(
					part + " of detector " + detector + ", but detector " + expected + " comes next");
		}
		Double last = angles.put(part, angleDegrees);
		boolean same = last != null && last == angleDegrees;
		if (count > 0 && same == (detector == 1)) {
			throw new IllegalArgumentException(part + " of detector " + detector + " at " + angleDegrees
					+ " degrees after one at " + last + " degrees");
		}
		counts.put(part, count + 1);
		return "DET." + detector + "." + part;
	}

	private static FitsHeader header(FitsHeader header, double angleDegrees) {
		return header.with(RotatorAngle.PRODUCT_KEYWORD, angleDegrees, DEGREES);
	}
}
