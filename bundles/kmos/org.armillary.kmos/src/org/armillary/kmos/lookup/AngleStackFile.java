package org.armillary.kmos.lookup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.data.fits.HduKind;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.ProductHeader;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.RotatorAngle;

/**
 * A file with an image of each detector at each angle of the rotator: MASTER_FLAT, BADPIXEL_FLAT, XCAL, YCAL, LCAL,
 * DET_IMG_WAVE, of ours or of other software. Which detector and part an extension is of is told by its name ({@code
 * DET.n.DATA}, {@code .NOISE}, {@code .MASK}), without one by the order; the angle by {@value
 * RotatorAngle#PRODUCT_KEYWORD} of the extension, without it of the primary header, or {@value RotatorAngle#KEYWORD}.
 * Opening reads no pixels. Immutable.
 */
public final class AngleStackFile {

	/** Angles closer than this are one: that of the three detectors of an exposure. */
	private static final double ONE_DEGREES = 0.01;
	private static final Pattern NAME = Pattern.compile("(?:DET|CHIP)[._]?([1-3])(?:\\D.*)?", Pattern.CASE_INSENSITIVE);
	private static final Pattern PART = Pattern.compile(".*?(DATA|NOISE|MASK)", Pattern.CASE_INSENSITIVE);

	private final String name;
	private final FitsHeader primary;
	private final double[] angles;
	/** By part: place is angle index times three and detector from 0. */
	private final Map<String, List<Hdu>> parts;

	private AngleStackFile(String name, FitsHeader primary, double[] angles, Map<String, List<Hdu>> parts) {
		this.name = name;
		this.primary = primary;
		this.angles = angles;
		this.parts = parts;
	}

	private record Plane(String part, int detector, double angle, Hdu hdu) {
	}

	/**
	 * Opens a file and checks its structure.
	 *
	 * @throws ActorException
	 *             if an angle has not all three detectors or has one twice, images differ in size or state no angle
	 */
	public static AngleStackFile open(Path path) throws ActorException, FitsException {
		FitsFile file = FitsFile.open(path);
		FitsHeader primary = file.primary().header();
		// the name of a file in a store says nothing
		String name = primary.findText(ProductHeader.CATEGORY).orElse(String.valueOf(path.getFileName()));
		var planes = new ArrayList<Plane>();
		var counts = new HashMap<String, Integer>();
		for (Hdu hdu : file.hdus()) {
			if (hdu.kind() == HduKind.IMAGE && hdu.hasImage()) {
				Matcher matcher = PART.matcher(hdu.name());
				String part = matcher.matches() ? matcher.group(1).toUpperCase(Locale.ROOT) : AngleStackWriter.DATA;
				int order = counts.merge(part, 1, Integer::sum) - 1;
				planes.add(new Plane(part, detector(hdu).orElse(order % RawFrame.DETECTORS + 1),
						angle(name, hdu, primary), hdu));
			}
		}
		if (planes.stream().noneMatch(plane -> plane.part.equals(AngleStackWriter.DATA))) {
			throw new ActorException(Kind.DATA, KmosMessage.DETECTOR_COUNT.with(name, 0, RawFrame.DETECTORS));
		}
		checkSizes(name, planes);
		double[] angles = angles(planes);
		var parts = new HashMap<String, List<Hdu>>();
		for (String part : counts.keySet()) {
			parts.put(part, ordered(name, angles, planes.stream().filter(plane -> plane.part.equals(part)).toList()));
		}
		return new AngleStackFile(name, primary, angles, parts);
	}

	/** Its category; where it has none, the name of the file. For messages. */
	public String name() {
		return name;
	}

	/** Its primary header. */
	public FitsHeader primary() {
		return primary;
	}

	/** The angles as the file has them, in order of the normalised angle, degrees. */
	public double[] angles() {
		return angles.clone();
	}

	/** Place of the nearest angle, modulo 360. */
	public int nearest(double angleDegrees) {
		return RotatorAngle.nearest(angleDegrees, angles);
	}

	/** Rows of each image. */
	public int ny() {
		return data().dimensions().get(1).intValue();
	}

	/** Columns of each image. */
	public int nx() {
		return data().dimensions().get(0).intValue();
	}

	/**
	 * The image of a detector.
	 *
	 * @param angle
	 *            place of the angle, from 0
	 * @param detector
	 *            1 to 3
	 */
	public Hdu data(int angle, int detector) {
		return find(AngleStackWriter.DATA, angle, detector).orElseThrow();
	}

	/**
	 * An image that belongs to {@link #data}.
	 *
	 * @param part
	 *            such as {@link AngleStackWriter#NOISE}
	 * @param angle
	 *            place of the angle, from 0
	 * @param detector
	 *            1 to 3
	 */
	public Optional<Hdu> find(String part, int angle, int detector) {
		List<Hdu> planes = parts.get(part);
		return planes == null ? Optional.empty()
				: Optional.of(planes.get(angle * RawFrame.DETECTORS + detector - 1));
	}

	/** The angles as a message shows them. */
	String angleText() {
		return Arrays.stream(angles).mapToObj(AngleStackFile::text).collect(Collectors.joining(", ")) + " deg";
	}

	/** An angle as a message shows it. */
	static String text(double angleDegrees) {
		return String.format(Locale.ROOT, "%.1f", angleDegrees + 0.0);
	}

	private Hdu data() {
		return data(0, 1);
	}

	private static OptionalInt detector(Hdu hdu) {
		Matcher matcher = NAME.matcher(hdu.name());
		return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
	}

	private static double angle(String name, Hdu hdu, FitsHeader primary) throws ActorException, FitsException {
		for (FitsHeader header : List.of(hdu.header(), primary)) {
			for (String keyword : List.of(RotatorAngle.PRODUCT_KEYWORD, RotatorAngle.KEYWORD)) {
				OptionalDouble angle = header.findReal(keyword);
				if (angle.isPresent() && Double.isFinite(angle.getAsDouble())) {
					return angle.getAsDouble();
				}
			}
		}
		throw new ActorException(Kind.DATA, KmosMessage.KEYWORD_MISSING.with(label(name, hdu),
				RotatorAngle.PRODUCT_KEYWORD, "the angle of the rotator in degrees"));
	}

	private static void checkSizes(String name, List<Plane> planes) throws ActorException {
		Hdu first = planes.getFirst().hdu;
		for (Plane plane : planes) {
			if (plane.hdu.dimensions().size() != 2 || !plane.hdu.dimensions().equals(first.dimensions())) {
				throw new ActorException(Kind.DATA, KmosMessage.TABLE_SIZE.with(label(name, plane.hdu),
						plane.hdu.dimensionText(), plane == planes.getFirst() ? "2048 x 2048"
								: first.dimensionText() + " as in " + first.name()));
			}
		}
	}

	private static String label(String name, Hdu hdu) {
		return hdu.name().isEmpty() ? name : name + " [" + hdu.name() + "]";
	}

	private static double[] angles(List<Plane> planes) {
		var angles = new ArrayList<Double>();
		for (Plane plane : planes) {
			if (angles.stream().noneMatch(angle -> isOne(angle, plane.angle))) {
				angles.add(plane.angle);
			}
		}
		return angles.stream().sorted(Comparator.comparingDouble(RotatorAngle::normalised))
				.mapToDouble(Double::doubleValue).toArray();
	}

	private static List<Hdu> ordered(String name, double[] angles, List<Plane> planes) throws ActorException {
		var ordered = new ArrayList<Hdu>();
		for (double angle : angles) {
			for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
				int wanted = detector;
				List<Plane> found = planes.stream()
						.filter(plane -> plane.detector == wanted && isOne(plane.angle, angle)).toList();
				if (found.size() != 1) {
					throw new ActorException(Kind.DATA, KmosMessage.TABLE_PLANES.with(name, found.size(),
							planes.isEmpty() ? AngleStackWriter.DATA : planes.getFirst().part, detector, text(angle)));
				}
				ordered.add(found.getFirst().hdu);
			}
		}
		return List.copyOf(ordered);
	}

	private static boolean isOne(double angle, double other) {
		return RotatorAngle.distance(angle, other) <= ONE_DEGREES;
	}
}
