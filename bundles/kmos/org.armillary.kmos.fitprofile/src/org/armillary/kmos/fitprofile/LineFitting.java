package org.armillary.kmos.fitprofile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.Message;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.Wcs;
import org.armillary.kmos.KmosExtension;
import org.armillary.numerics.fitting.Covariance;
import org.armillary.numerics.fitting.Estimate;
import org.armillary.numerics.fitting.ProfileFit;
import org.armillary.numerics.fitting.ProfileFitter;
import org.armillary.numerics.fitting.ProfileParameter;
import org.jspecify.annotations.Nullable;

/**
 * Fits a line to a spectrum: in µm where the header gives wavelengths, else in pixels, the first pixel being 1.
 *
 * @param fitter
 *            shape and background
 * @param range
 *            what part of the spectrum
 * @param rangeInPixels
 *            whether the range counts pixels even where there are wavelengths
 */
record LineFitting(ProfileFitter fitter, FitRange range, boolean rangeInPixels) implements ExtensionFitting {

	/** Speed of light, km/s. */
	private static final double LIGHT = 299_792.458;
	private static final String MICRON = "um";
	private static final String PIXEL = "pixel";

	@Override
	public List<ProfileParameter> parameters() {
		return fitter.parameters();
	}

	@Override
	public List<Quantity> unknown() {
		return quantities(null, null, "", null);
	}

	@Override
	public FittedExtension fit(KmosExtension extension, List<Message> caveats) throws ActorException, FitsException {
		ExtensionFitting.checkExtension(extension);
		Samples samples = Samples.read(extension);
		int n = samples.nx();
		double[] pixels = IntStream.rangeClosed(1, n).asDoubleStream().toArray();
		Optional<double[]> wavelengths = wavelengths(extension.header(), n);
		if (wavelengths.isEmpty()) {
			caveats.add(FitProfileMessage.NO_WAVELENGTH.with(extension.name()));
		}
		double[] x = wavelengths.orElse(pixels);
		double[] measure = rangeInPixels ? pixels : x;
		int[] inside = IntStream.range(0, n).filter(i -> range.contains(measure[i])).toArray();
		if (inside.length == 0) {
			throw new ActorException(Kind.USER,
					FitProfileMessage.RANGE_OUTSIDE.with(extension.data().label(), range.text(),
							measure == pixels ? PIXEL : "µm", measure[0], measure[n - 1]));
		}
		ExtensionFitting.checkPart(extension, inside.length);
		double[] errors = samples.errors();
		ProfileFit fit = fitter.fit(pick(x, inside), pick(samples.values(), inside),
				errors == null ? null : pick(errors, inside));
		double[] model = new double[n];
		Arrays.fill(model, Double.NaN);
		for (int k = 0; k < inside.length; k++) {
			model[inside[k]] = fit.model()[k];
		}
		return new FittedExtension(extension, samples, fit,
				quantities(fit, wavelengths.isPresent() ? x : null, extension.unit(), extension),
				fit.covariance().elements(), model);
	}

	private static double[] pick(double[] from, int[] indices) {
		return Arrays.stream(indices).mapToDouble(i -> from[i]).toArray();
	}

	/** The wavelength of each pixel, if the header speaks of any. */
	private Optional<double[]> wavelengths(FitsHeader header, int length) throws FitsException {
		boolean described = header.contains("CRVAL1") && (header.contains("CDELT1") || header.contains("CD1_1"));
		String type = header.findText("CTYPE1").orElse("").strip();
		boolean other = type.equalsIgnoreCase("PIXEL")
				|| rangeInPixels && !type.isEmpty() && !type.matches("(?i)(A?WAV|LAMBDA).*");
		return described && !other ? Optional.of(Wcs.wavelengthsMicron(header, 1, length)) : Optional.empty();
	}

	private List<Quantity> quantities(@Nullable ProfileFit fit, double @Nullable [] wavelengths, String unit,
			@Nullable KmosExtension extension) {
		String axis = extension == null || wavelengths != null ? MICRON : PIXEL;
		Estimate centre = get(fit, ProfileParameter.CENTRE);
		Estimate fwhm = fit == null ? Estimate.UNKNOWN : fit.fwhm();
		Estimate sigma = fit == null ? Estimate.UNKNOWN : fit.sigma();
		boolean micron = wavelengths != null;
		double step = wavelengths == null ? 1 : Math.abs(step(wavelengths, centre.value()));
		Estimate centrePixel = wavelengths == null ? centre
				: new Estimate(pixel(wavelengths, centre.value()), centre.error() / step);
		return List.of(new Quantity("centre", MICRON, micron ? centre : Estimate.UNKNOWN),
				new Quantity("centre_pixel", PIXEL, centrePixel),
				new Quantity("sigma", MICRON, micron ? sigma : Estimate.UNKNOWN),
				new Quantity("fwhm", MICRON, micron ? fwhm : Estimate.UNKNOWN),
				new Quantity("fwhm_pixel", PIXEL, fwhm.times(1 / step)),
				new Quantity("fwhm_velocity", "km/s", micron ? velocity(fit, centre, fwhm) : Estimate.UNKNOWN),
				new Quantity("beta", "", get(fit, ProfileParameter.BETA)),
				new Quantity("amplitude", unit, get(fit, ProfileParameter.AMPLITUDE)),
				new Quantity("level", unit, get(fit, ProfileParameter.LEVEL)),
				new Quantity("level_position", axis,
						new Estimate(fit == null ? Double.NaN : fit.reference()[0], Double.NaN)),
				new Quantity("slope", ExtensionFitting.unit(unit, axis, true), get(fit, ProfileParameter.SLOPE)),
				new Quantity("flux", ExtensionFitting.unit(unit, axis, false),
						fit == null ? Estimate.UNKNOWN : fit.flux()));
	}

	private static Estimate get(@Nullable ProfileFit fit, ProfileParameter parameter) {
		return fit == null ? Estimate.UNKNOWN : fit.get(parameter);
	}

	/** Full width at half maximum as a velocity, with the part that its error owes to the centre. */
	private static Estimate velocity(@Nullable ProfileFit fit, Estimate centre, Estimate fwhm) {
		if (fit == null) {
			return Estimate.UNKNOWN;
		}
		double value = LIGHT * fwhm.value() / centre.value();
		Covariance covariance = fit.covariance();
		double[] gradient = new double[covariance.size()];
		gradient[fit.parameters().indexOf(ProfileParameter.CENTRE)] = -value / centre.value();
		gradient[fit.parameters().indexOf(ProfileParameter.FWHM)] = LIGHT / centre.value();
		return new Estimate(value, Math.sqrt(covariance.variance(gradient)));
	}

	/** The interval of pixels, from 0, that holds a wavelength or lies nearest to it. */
	private static int interval(double[] wavelengths, double wavelength) {
		boolean ascending = wavelengths[wavelengths.length - 1] > wavelengths[0];
		int i = 0;
		while (i < wavelengths.length - 2
				&& (ascending ? wavelengths[i + 1] < wavelength : wavelengths[i + 1] > wavelength)) {
			i++;
		}
		return i;
	}

	private static double step(double[] wavelengths, double wavelength) {
		int i = interval(wavelengths, wavelength);
		return wavelengths.length < 2 ? Double.NaN : wavelengths[i + 1] - wavelengths[i];
	}

	/** The pixel of a wavelength, the first pixel being 1. */
	private static double pixel(double[] wavelengths, double wavelength) {
		int i = interval(wavelengths, wavelength);
		return i + 1 + (wavelength - wavelengths[i]) / step(wavelengths, wavelength);
	}
}
