package org.armillary.data;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The place on the sky of each pixel of an image or of each spaxel of a cube, in gnomonic projection (RA---TAN,
 * DEC--TAN; Calabretta and Greisen 2002, A&amp;A 395, 1077, section 5.1.3). The two axes may stand in either order; x
 * and y run along the first and the second of them, counted as in FITS, the centre of the first pixel being 1. Other
 * projections and distortions are refused. Immutable.
 */
public final class SkyWcs {

	private static final Map<String, Double> DEGREES = Map.of("", 1.0, "deg", 1.0, "degree", 1.0, "degrees", 1.0,
			"arcmin", 1 / 60.0, "arcsec", 1 / 3600.0, "rad", Math.toDegrees(1));
	private static final String EXPECTED = "RA---TAN and DEC--TAN";

	private final double xReference;
	private final double yReference;
	private final double raReference;
	private final double decReference;
	/** Cosine and sine of the angle from the native to the sky's orientation, 180 deg - LONPOLE. */
	private final double cosTurn;
	private final double sinTurn;
	/** Degrees per pixel: {@code { { d lon / dx, d lon / dy }, { d lat / dx, d lat / dy } }}. */
	private final double[][] matrix;

	private SkyWcs(FitsHeader header, WcsVersion version, int longitude, int latitude) throws FitsException {
		int x = Math.min(longitude, latitude);
		int y = Math.max(longitude, latitude);
		double longitudeUnit = degrees(header, longitude);
		double latitudeUnit = degrees(header, latitude);
		this.xReference = version.referencePixel(x);
		this.yReference = version.referencePixel(y);
		this.raReference = version.real("CRVAL", longitude, 0) * longitudeUnit;
		this.decReference = version.real("CRVAL", latitude, 0) * latitudeUnit;
		if (!(Math.abs(decReference) <= 90)) {
			throw new FitsException(FitsMessage.WCS_UNSUPPORTED.with(header.source(), "CRVAL" + latitude, decReference,
					"-90 to 90 deg"));
		}
		double pole = header.findReal("PV" + longitude + "_3")
				.orElse(header.findReal("LONPOLE").orElse(decReference >= 90 ? 0 : 180));
		double turn = Math.toRadians(180 - pole);
		this.cosTurn = Math.cos(turn);
		this.sinTurn = Math.sin(turn);
		this.matrix = new double[][] {
				{ version.element(longitude, x) * longitudeUnit, version.element(longitude, y) * longitudeUnit },
				{ version.element(latitude, x) * latitudeUnit, version.element(latitude, y) * latitudeUnit } };
		double determinant = determinant();
		if (determinant == 0 || !Double.isFinite(1 / determinant)) {
			throw new FitsException(FitsMessage.WCS_SINGULAR.with(header.source()));
		}
	}

	/**
	 * The sky coordinates of a header.
	 *
	 * @throws FitsException
	 *             if there are none, or they are of another kind, or change along a third axis
	 */
	public static SkyWcs of(FitsHeader header) throws FitsException {
		WcsVersion version = WcsVersion.main(header);
		int longitude = 0;
		int latitude = 0;
		for (int axis = 1; axis <= version.axes(); axis++) {
			String type = version.type(axis);
			if (version.isCelestial(axis) && !type.equals("RA---TAN") && !type.equals("DEC--TAN")) {
				throw new FitsException(
						FitsMessage.WCS_UNSUPPORTED.with(header.source(), "CTYPE" + axis, type, EXPECTED));
			}
			longitude = type.equals("RA---TAN") ? axis : longitude;
			latitude = type.equals("DEC--TAN") ? axis : latitude;
		}
		if (longitude == 0 || latitude == 0) {
			String found = version.type(1).isEmpty() ? "missing" : version.type(1);
			throw new FitsException(FitsMessage.WCS_UNSUPPORTED.with(header.source(), "CTYPE1", found, EXPECTED));
		}
		refuseDistortion(header, longitude, latitude);
		for (int pixel = 1; pixel <= version.axes(); pixel++) {
			for (int world : new int[] { longitude, latitude }) {
				if (pixel != longitude && pixel != latitude
						&& version.isCoupled(world, pixel, List.of(longitude, latitude))) {
					throw new FitsException(
							FitsMessage.WCS_COUPLED.with(header.source(), world, pixel, version.element(world, pixel)));
				}
			}
		}
		return new SkyWcs(header, version, longitude, latitude);
	}

	/**
	 * The place on the sky of a pixel.
	 *
	 * @param x
	 *            position along the first axis, pixels
	 * @param y
	 *            position along the second axis, pixels
	 * @return right ascension (0 to 360) and declination, deg
	 */
	public double[] toSky(double x, double y) {
		double dx = x - xReference;
		double dy = y - yReference;
		double longitude = Math.toRadians(matrix[0][0] * dx + matrix[0][1] * dy);
		double latitude = Math.toRadians(matrix[1][0] * dx + matrix[1][1] * dy);
		double east = longitude * cosTurn - latitude * sinTurn;
		double north = longitude * sinTurn + latitude * cosTurn;
		double cosDec = Math.cos(Math.toRadians(decReference));
		double sinDec = Math.sin(Math.toRadians(decReference));
		double towards = cosDec - north * sinDec;
		double ra = raReference + Math.toDegrees(Math.atan2(east, towards));
		double dec = Math.toDegrees(Math.atan2(sinDec + north * cosDec, Math.hypot(east, towards)));
		return new double[] { turned(ra), dec };
	}

	/**
	 * The pixel at a place on the sky.
	 *
	 * @param ra
	 *            right ascension, deg
	 * @param dec
	 *            declination, deg
	 * @return positions along the first and the second axis, pixels; NaN where the place is 90 deg or more away, which
	 *         the projection does not reach
	 */
	public double[] toPixel(double ra, double dec) {
		double distance = Math.toRadians(ra - raReference);
		double cosReference = Math.cos(Math.toRadians(decReference));
		double sinReference = Math.sin(Math.toRadians(decReference));
		double cosDec = Math.cos(Math.toRadians(dec));
		double sinDec = Math.sin(Math.toRadians(dec));
		double towards = sinDec * sinReference + cosDec * cosReference * Math.cos(distance);
		if (!(towards > 0)) {
			return new double[] { Double.NaN, Double.NaN };
		}
		double east = cosDec * Math.sin(distance) / towards;
		double north = (sinDec * cosReference - cosDec * sinReference * Math.cos(distance)) / towards;
		double longitude = Math.toDegrees(east * cosTurn + north * sinTurn);
		double latitude = Math.toDegrees(north * cosTurn - east * sinTurn);
		double determinant = determinant();
		return new double[] { xReference + (matrix[1][1] * longitude - matrix[0][1] * latitude) / determinant,
				yReference + (matrix[0][0] * latitude - matrix[1][0] * longitude) / determinant };
	}

	/** Steps on the sky along x and along y at the reference pixel, arcsec, positive. */
	public double[] pixelScalesArcsec() {
		return new double[] { 3600 * Math.hypot(matrix[0][0], matrix[1][0]),
				3600 * Math.hypot(matrix[0][1], matrix[1][1]) };
	}

	private double determinant() {
		return matrix[0][0] * matrix[1][1] - matrix[0][1] * matrix[1][0];
	}

	private static double turned(double angle) {
		double turned = angle % 360;
		// the sum of 360 and a tiny negative number is 360
		return turned < 0 ? (turned + 360) % 360 : turned;
	}

	private static double degrees(FitsHeader header, int axis) throws FitsException {
		String unit = header.findText("CUNIT" + axis).orElse("").strip();
		Double degrees = DEGREES.get(unit.toLowerCase(Locale.ROOT));
		if (degrees == null) {
			throw new FitsException(FitsMessage.WCS_UNSUPPORTED.with(header.source(), "CUNIT" + axis, "'" + unit + "'",
					"deg, arcmin, arcsec or rad"));
		}
		return degrees;
	}

	/** Parameters of TAN that it does not have are distortions by another convention; 1 and 2 move the origin. */
	private static void refuseDistortion(FitsHeader header, int longitude, int latitude) throws FitsException {
		for (FitsCard card : header.cards()) {
			String keyword = card.keyword();
			boolean distorted = keyword.equals("A_ORDER") || keyword.equals("B_ORDER") || keyword.startsWith("CPDIS")
					|| keyword.startsWith("CQDIS");
			boolean parameter = WcsKeyword.parse(keyword)
					.filter(wcs -> wcs.stem().equals("PV") && wcs.version().isEmpty()
							&& (wcs.axis() == latitude || wcs.axis() == longitude && wcs.second() < 3
									|| wcs.axis() == longitude && wcs.second() > 4))
					.isPresent();
			boolean matters = !(card.value() instanceof Number number) || number.doubleValue() != 0;
			if (distorted || parameter && matters) {
				throw new FitsException(FitsMessage.WCS_DISTORTED.with(header.source(), keyword));
			}
		}
	}
}
