package org.armillary.kmos.fitprofile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.ActorType;
import org.armillary.actor.Default;
import org.armillary.actor.Help;
import org.armillary.actor.Keywords;
import org.armillary.actor.Label;
import org.armillary.actor.Outcome;
import org.armillary.actor.Payload;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.Port;
import org.armillary.actor.Presence;
import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.Trigger;
import org.armillary.actor.message.Message;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.Table;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.KmosExtension;
import org.armillary.kmos.KmosFile;
import org.armillary.kmos.ProductHeader;
import org.armillary.numerics.fitting.Background;
import org.armillary.numerics.fitting.FitStatus;
import org.armillary.numerics.fitting.ImageProfileFitter;
import org.armillary.numerics.fitting.PeakSign;
import org.armillary.numerics.fitting.ProfileFitter;
import org.armillary.numerics.fitting.ProfileParameter;
import org.armillary.numerics.fitting.ProfileShape;
import org.osgi.service.component.annotations.Component;

/**
 * Fits the profile of a line in each spectrum, or of a source in each image, of a file; ESO's recipe
 * {@code kmo_fit_profile}.
 *
 * <p>In: spectra {@code [n]} or images {@code [ny][nx]}, with their noise where they have one. Out: a table with a
 * row for each extension, position, width, flux and so on with errors and the covariance of the fitted parameters;
 * and for each extension the profile and the residuals as {@code NAME.MODEL} and {@code NAME.RESIDUAL}, in the unit
 * and with the coordinates of the data. The fit is that of {@link ProfileFitter} or {@link ImageProfileFitter}.
 */
@ActorType(id = FitProfile.ID, algorithm = 1, title = "Fit profiles", category = "kmos/tools", references = {
		"Davies et al. 2013, A&A 558, A56", "Moffat 1969, A&A 3, 455",
		"Moré 1978, Lecture Notes in Mathematics 630, 105" }, help = """
				Fits a Gaussian, a Moffat profile or a Lorentzian on a constant or linear background to each spectrum of a file, \
				or a two-dimensional elliptical Gaussian or Moffat profile to each image, by weighted least squares.

				Weights come from the noise extension. Without one the noise is taken to be the same everywhere and estimated \
				from the residuals. Errors come from the covariance matrix and take pixels for independent. Positions in pixels \
				count from 1 as in FITS; lines are given in µm too, sources as right ascension and declination. Extensions \
				that cannot be fitted have NaN in their row and a caveat that says why.""")
@Component(service = Actor.class)
public final class FitProfile implements Actor<FitProfile.Parameters, FitProfile.Inputs, FitProfile.Outputs> {

	static final String ID = "kmos.fit-profile";
	static final String CATEGORY = "FIT_PROFILE";

	/** Shape of the profile. */
	public enum Method {
		/** Gaussian. */
		GAUSS,
		/** Moffat profile, with its exponent. */
		MOFFAT,
		/** Lorentzian; for spectra. */
		LORENTZ
	}

	/** What lies below the profile. */
	public enum Ground {
		/** A level. */
		CONSTANT,
		/** A level and a slope along each axis. */
		LINEAR
	}

	/** What the range of a spectrum counts. */
	public enum RangeUnit {
		/** µm; pixels where the spectrum has no wavelengths. */
		WAVELENGTH,
		/** Pixels, the first being 1. */
		PIXEL
	}

	/** Which peaks are looked for. */
	public enum Peak {
		/** Of either sign in spectra, positive ones in images. */
		AUTOMATIC,
		/** Above the background. */
		POSITIVE,
		/** Below the background. */
		NEGATIVE
	}

	/**
	 * Parameters.
	 *
	 * @param extensions
	 *            names of extensions or numbers of IFUs; empty for all
	 * @param method
	 *            shape of the profile
	 * @param background
	 *            what lies below it
	 * @param range
	 *            what part of the data is fitted; empty for all
	 * @param rangeUnit
	 *            what the range of a spectrum counts
	 * @param peak
	 *            which peaks are looked for
	 */
	public record Parameters(
			@Label("Extensions") @Default("") @Help("Names (EXTNAME) or IFU numbers, such as IFU.3.DATA or 3,4; empty takes all.") List<String> extensions,
			@Label("Method") @Default("gauss") @Help("Shape of the profile: gauss, moffat, or for spectra lorentz.") Method method,
			@Label("Background") @Default("constant") @Help("What lies below the profile: a constant level, or one that changes linearly along each axis.") Ground background,
			@Label("Range") @Default("") @Help("What is fitted: wavelengths in µm for spectra, as 1.2945,1.2995 (several are separated by semicolons); columns and rows x1,x2;y1,y2 for images, in pixels, the first being 1. Empty takes all.") String range,
			@Label("Unit of the range") @Default("wavelength") @Help("Whether the range of a spectrum is in µm (wavelength) or counts pixels, the first being 1 (pixel). Ranges of images are in pixels always.") RangeUnit rangeUnit,
			@Label("Peak") @Default("automatic") @Help("Whether peaks above (positive) or below (negative) the background are fitted; automatic takes the more significant one in spectra, and a positive one in images.") Peak peak) {

		/** Refuses ranges that are none. */
		public Parameters {
			extensions = List.copyOf(extensions);
			FitRange.parse(range);
		}
	}

	/**
	 * Inputs.
	 *
	 * @param data
	 *            spectra or images
	 */
	public record Inputs(
			@Trigger @Port(payload = Payload.FILE, help = "A file of spectra or of images; each is fitted on its own, weighted by its noise where it has one.") ProductFile data) {
	}

	/**
	 * Outputs.
	 *
	 * @param profile
	 *            results, profiles and residuals
	 */
	public record Outputs(
			@Port(payload = Payload.TABLE, category = CATEGORY, variance = Presence.NONE, mask = Presence.NONE, help = "A table with a row of results for each extension; further extensions hold the fitted profiles and the residuals.") ProductFile profile) {
	}

	@Override
	public Plan plan(Parameters parameters, PlanInput inputs) {
		Keywords input = inputs.keywords("data");
		return new Plan(List.of(ProductHeader.predict("profile", CATEGORY, input, ID)),
				ResourceEstimate.UNKNOWN);
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		KmosFile file = KmosFile.open(inputs.data().path());
		List<KmosExtension> extensions = file.select(parameters.extensions());
		if (extensions.stream().allMatch(KmosExtension::isEmpty)) {
			return new Outcome.NoWork<>(FitProfileMessage.ALL_EMPTY.with(file.path().getFileName()));
		}
		ExtensionFitting fitting = fitting(file, extensions, parameters);
		var caveats = new ArrayList<Message>();
		var rows = new ArrayList<FittedExtension>();
		for (KmosExtension extension : extensions) {
			context.checkpoint();
			FittedExtension row = extension.isEmpty()
					? new FittedExtension(extension, null, null, fitting.unknown(), new double[0], new double[0])
					: fitting.fit(extension, caveats);
			rows.add(row);
			context.progress(rows.size(), extensions.size(), "extension");
		}
		refuseNothing(file, rows);
		explain(rows, caveats);
		for (FittedExtension row : rows) {
			publish(row, context);
		}
		context.checkpoint();
		Table table = FitTable.of(rows, fitting.parameters(), header(parameters));
		ProductFile product = context.write("profile", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.primary(ProductHeader.of(file.primary(), CATEGORY, ID));
				writer.table(table);
				for (FittedExtension row : rows) {
					row.write(writer);
				}
				writer.commit();
			}
		});
		return new Outcome.Ok<>(new Outputs(product), caveats);
	}

	/** How all extensions are fitted: they must all be spectra, or all images. */
	private static ExtensionFitting fitting(KmosFile file, List<KmosExtension> extensions, Parameters parameters)
			throws ActorException {
		List<KmosExtension> used = extensions.stream().filter(extension -> !extension.isEmpty()).toList();
		for (KmosExtension extension : used) {
			if (extension.axes() > 2) {
				throw new ActorException(Kind.DATA,
						FitProfileMessage.AXES.with(extension.data().label(), extension.axes()));
			}
			if (extension.axes() != used.getFirst().axes()) {
				throw new ActorException(Kind.USER, FitProfileMessage.MIXED.with(file.path().getFileName(),
						used.getFirst().name(), used.getFirst().axes(), extension.name(), extension.axes()));
			}
		}
		boolean images = used.getFirst().axes() == 2;
		if (images && parameters.method() == Method.LORENTZ) {
			throw new ActorException(Kind.USER, FitProfileMessage.LORENTZ.with(file.path().getFileName()));
		}
		ProfileShape shape = ProfileShape.valueOf(parameters.method().name());
		Background background = Background.valueOf(parameters.background().name());
		FitRange range = FitRange.parse(parameters.range());
		PeakSign sign = switch (parameters.peak()) {
		case POSITIVE -> PeakSign.POSITIVE;
		case NEGATIVE -> PeakSign.NEGATIVE;
		case AUTOMATIC -> images ? PeakSign.POSITIVE : PeakSign.EITHER;
		};
		return images ? new SourceFitting(new ImageProfileFitter(shape, background, sign), range)
				: new LineFitting(new ProfileFitter(shape, background, sign), range,
						parameters.rangeUnit() == RangeUnit.PIXEL);
	}

	private static void refuseNothing(KmosFile file, List<FittedExtension> rows) throws ActorException {
		List<FittedExtension> tried = rows.stream().filter(row -> row.fit() != null).toList();
		if (tried.stream().noneMatch(FittedExtension::isConverged)) {
			throw new ActorException(Kind.DATA, FitProfileMessage.NOTHING_FITTED.with(file.path().getFileName(),
					tried.size(), tried.getFirst().extension().name(), tried.getFirst().status()));
		}
	}

	private static void explain(List<FittedExtension> rows, List<Message> caveats) {
		for (FittedExtension row : rows) {
			String name = row.extension().name();
			if (row.fit() == null) {
				caveats.add(FitProfileMessage.EMPTY.with(name));
			} else if (!row.isConverged()) {
				caveats.add(FitProfileMessage.FAILED.with(name, row.status()));
			} else if (row.fit().status() == FitStatus.BETA_AT_LIMIT) {
				caveats.add(FitProfileMessage.BETA_AT_LIMIT.with(name, String.format(Locale.ROOT, "%.1f",
						row.fit().get(ProfileParameter.BETA).value())));
			}
			if (row.samples() != null && row.samples().zeros() > 0) {
				caveats.add(FitProfileMessage.ZERO_BORDER.with(name, row.samples().zeros()));
			}
		}
		String estimated = rows.stream().filter(row -> row.isConverged() && !row.fit().errorsKnown())
				.map(row -> row.extension().name()).collect(Collectors.joining(", "));
		if (!estimated.isEmpty()) {
			caveats.add(FitProfileMessage.NOISE_ESTIMATED.with(estimated));
		}
	}

	private static FitsHeader header(Parameters parameters) {
		return FitsHeader.builder()
				.set("ESO PRO FIT METHOD", parameters.method().name().toLowerCase(Locale.ROOT), "shape of the profile")
				.set("ESO PRO FIT BACKGROUND", parameters.background().name().toLowerCase(Locale.ROOT),
						"what lies below it")
				.set("ESO PRO FIT RANGE", parameters.range(), "what was fitted").build();
	}

	private static void publish(FittedExtension row, ActorContext context) throws FitsException {
		if (row.fit() == null) {
			return;
		}
		String subject = row.extension().name();
		for (Quantity quantity : row.quantities()) {
			if (FitTable.hasError(quantity) && (!row.isConverged() || Double.isFinite(quantity.estimate().value()))) {
				context.publish(new QcValue(quantity.words(), subject, quantity.estimate().value(), quantity.unit()));
				context.publish(new QcValue(quantity.words() + " error", subject, quantity.estimate().error(),
						quantity.unit()));
			}
		}
		context.publish(new QcValue("reduced chi-square", subject, row.fit().reducedChiSquare(), ""));
		if (!row.fit().errorsKnown()) {
			context.publish(new QcValue("noise", subject, row.fit().noise(), row.extension().unit()));
		}
	}
}
