package org.armillary.kmos.fitprofile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.Message;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.SkyWcs;
import org.armillary.kmos.KmosExtension;
import org.armillary.numerics.fitting.Covariance;
import org.armillary.numerics.fitting.Estimate;
import org.armillary.numerics.fitting.ImageProfileFitter;
import org.armillary.numerics.fitting.ProfileFit;
import org.armillary.numerics.fitting.ProfileParameter;
import org.jspecify.annotations.Nullable;

/**
 * Fits a source to an image. Positions are in FITS pixels, the centre of the first pixel being 1, and on the sky
 * where the header gives that.
 *
 * @param fitter
 *            shape and background
 * @param range
 *            which columns and rows
 */
record SourceFitting(ImageProfileFitter fitter, FitRange range) implements ExtensionFitting {

	private static final String PIXEL = "pixel";

	@Override
	public List<ProfileParameter> parameters() {
		return fitter.parameters();
	}

	@Override
	public List<Quantity> unknown() {
		return quantities(null, 0, 0, Optional.empty(), "");
	}

	@Override
	public FittedExtension fit(KmosExtension extension, List<Message> caveats) throws ActorException, FitsException {
		if (!range.isForImage()) {
			throw new ActorException(Kind.USER,
					FitProfileMessage.RANGE_FORM.with(extension.data().label(), range.text()));
		}
		ExtensionFitting.checkExtension(extension);
		Samples samples = Samples.read(extension);
		int nx = samples.nx();
		int ny = samples.ny();
		int[] x = span(extension, 1, nx);
		int[] y = span(extension, 2, ny);
		int width = x[1] - x[0] + 1;
		int height = y[1] - y[0] + 1;
		ExtensionFitting.checkPart(extension, (long) width * height);
		double[] errors = samples.errors();
		ProfileFit fit = fitter.fit(width, height, cut(samples.values(), nx, x, y),
				errors == null ? null : cut(errors, nx, x, y));
		double[] model = new double[nx * ny];
		Arrays.fill(model, Double.NaN);
		for (int row = 0; row < height; row++) {
			System.arraycopy(fit.model(), row * width, model, (y[0] + row) * nx + x[0], width);
		}
		Optional<SkyWcs> sky = sky(extension, caveats);
		return new FittedExtension(extension, samples, fit, quantities(fit, x[0] + 1, y[0] + 1, sky, extension.unit()),
				fit.covariance().elements(), model);
	}

	/** First and last pixel, from 0, of an axis within the range. */
	private int[] span(KmosExtension extension, int axis, int length) throws ActorException {
		int first = 1;
		while (first <= length && !range.containsPixel(axis, first)) {
			first++;
		}
		int last = length;
		while (last >= first && !range.containsPixel(axis, last)) {
			last--;
		}
		if (last < first) {
			throw new ActorException(Kind.USER,
					FitProfileMessage.RANGE_OUTSIDE.with(extension.data().label(), range.text(),
							"pixels of axis " + axis, 1, length));
		}
		return new int[] { first - 1, last - 1 };
	}

	private static double[] cut(double[] values, int nx, int[] x, int[] y) {
		int width = x[1] - x[0] + 1;
		double[] part = new double[width * (y[1] - y[0] + 1)];
		for (int row = y[0]; row <= y[1]; row++) {
			System.arraycopy(values, row * nx + x[0], part, (row - y[0]) * width, width);
		}
		return part;
	}

	/** The place on the sky, if the header speaks of any; what is wrong with it does not stop the fit. */
	private static Optional<SkyWcs> sky(KmosExtension extension, List<Message> caveats) throws FitsException {
		FitsHeader header = extension.header();
		if (header.findText("CTYPE1").isEmpty() || !header.contains("CRVAL1")) {
			return Optional.empty();
		}
		try {
			return Optional.of(SkyWcs.of(header));
		} catch (FitsException e) {
			caveats.add(FitProfileMessage.NO_SKY.with(extension.name(), e.explanation().summary()));
			return Optional.empty();
		}
	}

	/** The results; {@code firstX} and {@code firstY} are the FITS pixel at which the fitted part begins. */
	private List<Quantity> quantities(@Nullable ProfileFit fit, int firstX, int firstY, Optional<SkyWcs> sky,
			String unit) {
		Estimate x = moved(get(fit, ProfileParameter.CENTRE_X), firstX);
		Estimate y = moved(get(fit, ProfileParameter.CENTRE_Y), firstY);
		Estimate fwhm = fit == null ? Estimate.UNKNOWN : fit.fwhm();
		Estimate angle = get(fit, ProfileParameter.ANGLE);
		Estimate ra = Estimate.UNKNOWN;
		Estimate dec = Estimate.UNKNOWN;
		Estimate fwhmOnSky = Estimate.UNKNOWN;
		Estimate positionAngle = Estimate.UNKNOWN;
		if (fit != null && sky.isPresent() && fit.isConverged()) {
			var place = new Place(sky.get(), x.value(), y.value());
			ra = place.coordinate(0, fit.covariance());
			dec = place.coordinate(1, fit.covariance());
			double[] scales = sky.get().pixelScalesArcsec();
			fwhmOnSky = fwhm.times(Math.sqrt(scales[0] * scales[1]));
			positionAngle = new Estimate(place.positionAngle(angle.value()), angle.error());
		}
		double[] reference = fit == null ? new double[] { Double.NaN, Double.NaN } : fit.reference();
		return List.of(new Quantity("x", PIXEL, x), new Quantity("y", PIXEL, y), new Quantity("ra", "deg", ra),
				new Quantity("dec", "deg", dec), new Quantity("fwhm", PIXEL, fwhm),
				new Quantity("fwhm_sky", "arcsec", fwhmOnSky),
				new Quantity("fwhm_major", PIXEL, get(fit, ProfileParameter.FWHM_MAJOR)),
				new Quantity("fwhm_minor", PIXEL, get(fit, ProfileParameter.FWHM_MINOR)),
				new Quantity("angle", "deg", angle), new Quantity("position_angle", "deg", positionAngle),
				new Quantity("beta", "", get(fit, ProfileParameter.BETA)),
				new Quantity("amplitude", unit, get(fit, ProfileParameter.AMPLITUDE)),
				new Quantity("level", unit, get(fit, ProfileParameter.LEVEL)),
				new Quantity("level_x", PIXEL, new Estimate(reference[0] + firstX, Double.NaN)),
				new Quantity("level_y", PIXEL, new Estimate(reference[1] + firstY, Double.NaN)),
				new Quantity("slope_x", ExtensionFitting.unit(unit, PIXEL, true), get(fit, ProfileParameter.SLOPE_X)),
				new Quantity("slope_y", ExtensionFitting.unit(unit, PIXEL, true), get(fit, ProfileParameter.SLOPE_Y)),
				new Quantity("flux", unit, fit == null ? Estimate.UNKNOWN : fit.flux()));
	}

	private static Estimate get(@Nullable ProfileFit fit, ProfileParameter parameter) {
		return fit == null ? Estimate.UNKNOWN : fit.get(parameter);
	}

	private static Estimate moved(Estimate position, int by) {
		return new Estimate(position.value() + by, position.error());
	}

	/** A place in an image, seen on the sky. */
	private record Place(SkyWcs sky, double x, double y) {

		/** Right ascension (0) or declination (1) in degrees, with the error of the coordinate. */
		Estimate coordinate(int which, Covariance covariance) {
			double[] gradient = new double[covariance.size()];
			gradient[0] = difference(which, 1, 0);
			gradient[1] = difference(which, 0, 1);
			return new Estimate(sky.toSky(x, y)[which], Math.sqrt(covariance.variance(gradient)));
		}

		/** By how many degrees a coordinate changes over a step of one pixel around this place. */
		private double difference(int which, double dx, double dy) {
			double difference = sky.toSky(x + dx / 2, y + dy / 2)[which] - sky.toSky(x - dx / 2, y - dy / 2)[which];
			return which == 0 ? Math.IEEEremainder(difference, 360) : difference;
		}

		/** The direction of the longer axis from north towards east, 0 to 180 degrees. */
		double positionAngle(double angle) {
			double dx = StrictMath.cos(Math.toRadians(angle));
			double dy = StrictMath.sin(Math.toRadians(angle));
			double east = difference(0, dx, dy) * StrictMath.cos(Math.toRadians(sky.toSky(x, y)[1]));
			double north = difference(1, dx, dy);
			double degrees = Math.toDegrees(StrictMath.atan2(east, north));
			return degrees < 0 ? degrees + 180 : degrees >= 180 ? degrees - 180 : degrees;
		}
	}
}
