package org.armillary.kmos.lookup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.Message;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.IfuOrientation;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.ProductHeader;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.RotatorAngle;
import org.armillary.kmos.Slitlet;

/**
 * The look-up tables XCAL, YCAL and perhaps LCAL at all calibrated angles of the rotator, of ours or of other
 * software. Planes are read when a detector is asked for, one at a time. Files stay as they are: what is interpolated
 * to an angle is the caller's copy (Davies et al. 2013, section 5.1). For use by several threads.
 */
public final class CalibrationTables {

	private static final String X = "XCAL";
	private static final String Y = "YCAL";
	private static final String WAVELENGTH = "LCAL";
	private static final String GRATING = "ESO INS GRAT%d ID";

	/** A calibrated angle this close needs no interpolation, degrees. */
	private static final double SAME_TABLE_DEGREES = 0.01;
	/** Between angles farther apart than this, flexure is not linear at all. */
	private static final double WIDEST_GAP_DEGREES = 120;
	/** Calibrations are usually taken every 60 degrees; a table farther away than this is worth a caveat. */
	private static final double FAR_DEGREES = 30.5;
	/** Shifts known as well as this, pixel, are worth no caveat. */
	private static final double CERTAIN_PIXEL = 0.1;
	/** A shift that lies farther off the sine, pixel, is worth a caveat. */
	private static final double DEVIATES_PIXEL = 0.15;
	private static final double SIGNIFICANT = 3;
	private static final int LEAST_ANGLES_OF_SINE = 4;
	/** Number of rows from which shifts are measured. */
	private static final int SAMPLED_ROWS = 128;

	private final AngleStackFile xcal;
	private final AngleStackFile ycal;
	private final Optional<AngleStackFile> lcal;
	private final double[] angles;
	private final AtomicReferenceArray<HalfSegmentShifts> shifts = new AtomicReferenceArray<>(RawFrame.DETECTORS);

	private CalibrationTables(AngleStackFile xcal, AngleStackFile ycal, Optional<AngleStackFile> lcal) {
		this.xcal = xcal;
		this.ycal = ycal;
		this.lcal = lcal;
		this.angles = xcal.angles();
	}

	/**
	 * Opens tables and checks that they belong together; reads no pixels.
	 *
	 * @param xcal
	 *            XCAL
	 * @param ycal
	 *            YCAL
	 * @param lcal
	 *            LCAL, if wavelengths are needed
	 * @throws ActorException
	 *             if their angles, dimensions or gratings differ, or one of them is no table of its kind
	 */
	public static CalibrationTables open(Path xcal, Path ycal, Optional<Path> lcal)
			throws ActorException, FitsException {
		AngleStackFile x = open(xcal, X);
		AngleStackFile y = open(ycal, Y);
		checkAlike(x, y);
		Optional<AngleStackFile> wavelengths = Optional.empty();
		if (lcal.isPresent()) {
			wavelengths = Optional.of(open(lcal.get(), WAVELENGTH));
			checkAlike(x, wavelengths.get());
		}
		return new CalibrationTables(x, y, wavelengths);
	}

	/** The calibrated angles as the files have them, in order of the normalised angle, degrees. */
	public double[] angles() {
		return angles.clone();
	}

	/** The calibrated angle that is nearest, modulo 360, as the files have it. */
	public double nearest(double angleDegrees) {
		return angles[xcal.nearest(angleDegrees)];
	}

	/** Rows of a detector. */
	public int ny() {
		return xcal.ny();
	}

	/** Columns of a detector. */
	public int nx() {
		return xcal.nx();
	}

	/** The primary header of XCAL. */
	public FitsHeader primary() {
		return xcal.primary();
	}

	/** The primary header of YCAL. */
	public FitsHeader yPrimary() {
		return ycal.primary();
	}

	/** The primary header of LCAL, if there is one. */
	public Optional<FitsHeader> wavelengthPrimary() {
		return lcal.map(AngleStackFile::primary);
	}

	/**
	 * How places would be found at an angle: what is asked for, or less if the calibrated angles do not suffice. {@link
	 * XcalInterpolation#NONE} at a calibrated angle.
	 */
	public XcalInterpolation interpolation(double angleDegrees, XcalInterpolation asked) {
		AngleGap gap = AngleGap.around(angleDegrees, angles);
		boolean isCalibrated = RotatorAngle.distance(angleDegrees, nearest(angleDegrees)) <= SAME_TABLE_DEGREES;
		if (asked == XcalInterpolation.NONE || angles.length == 1 || isCalibrated) {
			return XcalInterpolation.NONE;
		}
		boolean wantsSine = asked == XcalInterpolation.SINE
				|| asked == XcalInterpolation.AUTO && angles.length >= LEAST_ANGLES_OF_SINE;
		boolean isNarrow = gap.degrees() <= WIDEST_GAP_DEGREES + SAME_TABLE_DEGREES;
		// what the other way leaves of a sine of one pixel
		double otherwise = isNarrow ? 1 - StrictMath.cos(Math.toRadians(gap.degrees() / 2))
				: 2 * StrictMath.sin(Math.toRadians(RotatorAngle.distance(angleDegrees, nearest(angleDegrees)) / 2));
		if (wantsSine && angles.length >= FlexureFit.LEAST_ANGLES
				&& FlexureFit.expectedError(angleDegrees, angles) < Math.max(CERTAIN_PIXEL, otherwise / 2)) {
			return XcalInterpolation.SINE;
		}
		return isNarrow ? XcalInterpolation.LINEAR : XcalInterpolation.NONE;
	}

	/** What users should know of tables at an angle: that they are too few for the interpolation, or far away. */
	public List<Message> caveats(double angleDegrees, XcalInterpolation asked) {
		var caveats = new ArrayList<Message>();
		XcalInterpolation used = interpolation(angleDegrees, asked);
		double nearest = nearest(angleDegrees);
		double distance = RotatorAngle.distance(angleDegrees, nearest);
		boolean isGap = asked != XcalInterpolation.NONE && angles.length > 1 && distance > SAME_TABLE_DEGREES;
		if (used == XcalInterpolation.NONE && (isGap || distance > FAR_DEGREES)) {
			caveats.add(KmosMessage.ANGLE_FAR.with(X, AngleStackFile.text(angleDegrees),
					AngleStackFile.text(nearest), AngleStackFile.text(distance)));
		} else if (used == XcalInterpolation.LINEAR && (asked == XcalInterpolation.SINE
				|| asked == XcalInterpolation.AUTO && angles.length >= LEAST_ANGLES_OF_SINE)) {
			caveats.add(KmosMessage.SINE_UNDETERMINED.with(X, AngleStackFile.text(angleDegrees),
					xcal.angleText()));
		} else if (used == XcalInterpolation.SINE) {
			double error = FlexureFit.expectedError(angleDegrees, angles);
			if (error > CERTAIN_PIXEL) {
				caveats.add(KmosMessage.FLEXURE_UNCERTAIN.with(X, AngleStackFile.text(angleDegrees),
						String.format(Locale.ROOT, "%.2f", error), xcal.angleText()));
			}
		}
		return caveats;
	}

	/**
	 * What users should know of the flexure of a detector: the angle of each half segment that fits worst to the
	 * others, if it does not fit. Reads some rows.
	 */
	public List<Message> caveats(int detector) throws FitsException {
		var caveats = new ArrayList<Message>();
		if (angles.length < LEAST_ANGLES_OF_SINE) {
			return caveats;
		}
		HalfSegmentShifts measured = shifts(detector);
		for (int half = 0; half < HalfSegmentShifts.HALVES; half++) {
			int first = (detector - 1) * Slitlet.IFUS_PER_DETECTOR + half * Slitlet.IFUS_PER_DETECTOR / 2 + 1;
			String ifus = first + " to " + (first + Slitlet.IFUS_PER_DETECTOR / 2 - 1);
			FlexureFit.Deviation worst = Arrays.stream(measured.fit(half).deviations())
					.max(Comparator.comparingDouble(deviation -> Math.abs(deviation.pixel()))).orElse(null);
			if (worst != null && Math.abs(worst.pixel()) > Math.max(DEVIATES_PIXEL, SIGNIFICANT * worst.errorPixel())) {
				caveats.add(KmosMessage.ANGLE_DEVIATES.with(X, detector, ifus,
						AngleStackFile.text(worst.angleDegrees()), String.format(Locale.ROOT, "%.2f", worst.pixel())));
			}
		}
		return caveats;
	}

	/**
	 * The table of a detector at an angle.
	 *
	 * @param detector
	 *            1 to 3
	 * @param angleDegrees
	 *            angle of the rotator of a frame, degrees
	 * @param asked
	 *            how to find places between calibrated angles; see {@link #interpolation}. Wavelengths are those of the
	 *            nearest angle
	 */
	public DetectorLookup detector(int detector, double angleDegrees, XcalInterpolation asked) throws FitsException {
		XcalInterpolation used = interpolation(angleDegrees, asked);
		int near = xcal.nearest(angleDegrees);
		SlitletPlane nearPlane = plane(near, detector);
		byte[] flags = flags(near, detector);
		float[] micron = micron(near, detector);
		if (used == XcalInterpolation.NONE) {
			return lookup(detector, angles[near], nearPlane, micron, flags);
		}
		AngleGap gap = AngleGap.around(angleDegrees, angles);
		int far = gap.lower() == near ? gap.upper() : gap.lower();
		SlitletPlane farPlane = plane(far, detector);
		HalfSegmentShifts measured = shifts(detector);
		boolean linear = used == XcalInterpolation.LINEAR;
		double[] target = new double[HalfSegmentShifts.HALVES];
		for (int half = 0; half < target.length; half++) {
			target[half] = linear
					? (1 - gap.fraction()) * measured.at(half, gap.lower())
							+ gap.fraction() * measured.at(half, gap.upper())
					: measured.fit(half).at(angleDegrees);
		}
		double weight = linear ? near == gap.lower() ? gap.fraction() : 1 - gap.fraction() : Double.NaN;
		SlitletPlane places = new TableInterpolation(nearPlane, farPlane, weight, measured, target, near, far)
				.apply(flags);
		if (lcal.isPresent()) {
			WavelengthPlane.complete(places, nearPlane, farPlane, micron, micron(far, detector), flags);
		}
		return lookup(detector, angleDegrees, places, micron, flags);
	}

	private static AngleStackFile open(Path path, String category) throws ActorException, FitsException {
		AngleStackFile file = AngleStackFile.open(path);
		String found = file.primary().findText(ProductHeader.CATEGORY).orElse(category);
		if (!found.startsWith(category)) {
			throw new ActorException(Kind.DATA,
					KmosMessage.KEYWORD_VALUE.with(file.name(), ProductHeader.CATEGORY, found, category));
		}
		return file;
	}

	private static void checkAlike(AngleStackFile first, AngleStackFile other) throws ActorException {
		Map<String, Object> firstKeywords = first.primary().values();
		Map<String, Object> otherKeywords = other.primary().values();
		for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
			String keyword = GRATING.formatted(detector);
			Object one = firstKeywords.get(keyword);
			Object another = otherKeywords.get(keyword);
			if (one != null && another != null && !one.toString().strip().equals(another.toString().strip())) {
				throw new ActorException(Kind.DATA,
						KmosMessage.SETUPS_DIFFER.with(other.name(), keyword, another, first.name(), one));
			}
		}
		if (first.ny() != other.ny() || first.nx() != other.nx()) {
			throw new ActorException(Kind.DATA, KmosMessage.TABLE_SIZE.with(other.name(),
					other.data(0, 1).dimensionText(), first.data(0, 1).dimensionText() + " as in " + first.name()));
		}
		double[] angles = first.angles();
		double[] others = other.angles();
		boolean same = angles.length == others.length;
		for (double angle : angles) {
			same &= RotatorAngle.distance(angle, others[other.nearest(angle)]) <= RotatorAngle.SAME_DEGREES;
		}
		if (!same) {
			throw new ActorException(Kind.DATA, KmosMessage.TABLE_ANGLES.with(other.name(), other.angleText(),
					first.name(), first.angleText()));
		}
	}

	private SlitletPlane plane(int angle, int detector) throws FitsException {
		return SlitletPlane.of(detector, nx(), xcal.data(angle, detector).readFloats(),
				ycal.data(ycal.nearest(angles[angle]), detector).readFloats());
	}

	private float[] micron(int angle, int detector) throws FitsException {
		if (lcal.isEmpty()) {
			float[] none = new float[ny() * nx()];
			Arrays.fill(none, Float.NaN);
			return none;
		}
		return WavelengthPlane.read(lcal.get().data(lcal.get().nearest(angles[angle]), detector));
	}

	private byte[] flags(int angle, int detector) throws FitsException {
		byte[] flags = new byte[ny() * nx()];
		if (lcal.isPresent()) {
			Optional<Hdu> mask = lcal.get().find(AngleStackWriter.MASK, lcal.get().nearest(angles[angle]), detector);
			if (mask.isPresent()) {
				float[] bits = mask.get().readFloats();
				for (int i = 0; i < flags.length; i++) {
					flags[i] = (byte) ((int) bits[i] & DetectorLookup.EXTRAPOLATED);
				}
			}
		}
		return flags;
	}

	/** The shifts of a detector, measured when they are first asked for; several threads find the same. */
	private HalfSegmentShifts shifts(int detector) throws FitsException {
		HalfSegmentShifts known = shifts.get(detector - 1);
		if (known == null) {
			SlitletPlane[] planes = new SlitletPlane[angles.length];
			for (int i = 0; i < planes.length; i++) {
				planes[i] = SlitletPlane.of(detector, nx(), sample(xcal.data(i, detector)),
						sample(ycal.data(ycal.nearest(angles[i]), detector)));
			}
			known = HalfSegmentShifts.measure(planes, angles);
			shifts.set(detector - 1, known);
		}
		return known;
	}

	private float[] sample(Hdu hdu) throws FitsException {
		int step = Math.max(1, ny() / SAMPLED_ROWS);
		int rows = ny() / step;
		float[] sampled = new float[rows * nx()];
		for (int row = 0; row < rows; row++) {
			hdu.readFloats((long) (row * step + step / 2) * nx(), sampled, row * nx(), nx());
		}
		return sampled;
	}

	private DetectorLookup lookup(int detector, double angleDegrees, SlitletPlane places, float[] micron,
			byte[] flags) {
		IfuOrientation[] orientations = SlitletPlane.orientations(detector);
		byte[] ifus = new byte[flags.length];
		float[] x = new float[flags.length];
		float[] y = new float[flags.length];
		int before = (detector - 1) * Slitlet.IFUS_PER_DETECTOR;
		for (int i = 0; i < ifus.length; i++) {
			int slitlet = places.slitlet()[i];
			if (slitlet == 0) {
				x[i] = Float.NaN;
				y[i] = Float.NaN;
				micron[i] = Float.NaN;
				flags[i] = 0;
			} else {
				int code = SlitletPlane.ifuOnDetector(slitlet);
				ifus[i] = (byte) (before + code);
				x[i] = (float) orientations[code].x(places.along()[i], places.across()[i]);
				y[i] = (float) orientations[code].y(places.along()[i], places.across()[i]);
			}
		}
		return new DetectorLookup(detector, angleDegrees, ny(), nx(), ifus, x, y, micron, flags);
	}
}
