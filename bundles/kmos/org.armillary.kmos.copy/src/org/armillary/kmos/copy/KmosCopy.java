package org.armillary.kmos.copy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.ActorType;
import org.armillary.actor.Alias;
import org.armillary.actor.Default;
import org.armillary.actor.Help;
import org.armillary.actor.Keywords;
import org.armillary.actor.Label;
import org.armillary.actor.Outcome;
import org.armillary.actor.Payload;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.Port;
import org.armillary.actor.ProductFile;
import org.armillary.actor.Range;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.Trigger;
import org.armillary.actor.message.Message;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.KmosExtension;
import org.armillary.kmos.KmosFile;
import org.armillary.kmos.ProductHeader;
import org.armillary.kmos.SampleGrid;
import org.armillary.kmos.WavelengthRanges;
import org.osgi.service.component.annotations.Component;

/**
 * Cuts a region out of cubes, images or spectra and selects IFUs; ESO's recipe {@code kmo_copy}.
 *
 * <p>In: a file of cubes {@code [nz][ny][nx]}, images or spectra. Out: the region of each, with noise and mask, and with
 * the world coordinates that each pixel had. One plane of a cube becomes an image, one spaxel a spectrum.
 */
@ActorType(id = "kmos.copy", algorithm = 1, title = "Copy", category = "kmos/tools", references = "Davies et al. 2013, A&A 558, A56", help = """
		Cuts a region out of each cube, image or spectrum of a file, and selects IFUs. Noise and mask follow, and \
		every pixel keeps its place on the sky and its wavelength.

		Pixels count from 1, both ends belong to the region, and 0 stands for the first or the last pixel. Where one \
		pixel of an axis is asked for, the axis goes: one plane of a cube gives an image, one spaxel a spectrum. One \
		column or row of the sky keeps its axis of one pixel, because half a place on the sky means nothing. Zeros \
		that mean “no data” in the cubes of other pipelines are written as NaN. IFUs that were not used stay empty.""")
@Component(service = Actor.class)
public final class KmosCopy implements Actor<KmosCopy.Parameters, KmosCopy.Inputs, KmosCopy.Outputs> {

	private static final String CATEGORY = "COPY";
	private static final String ID = "kmos.copy";

	/**
	 * Parameters.
	 *
	 * @param extensions
	 *            names of extensions or numbers of IFUs; empty for all
	 * @param x1
	 *            first pixel along axis 1; 0 for the first
	 * @param x2
	 *            last pixel along axis 1; 0 for the last
	 * @param y1
	 *            first pixel along axis 2; 0 for the first
	 * @param y2
	 *            last pixel along axis 2; 0 for the last
	 * @param z1
	 *            first pixel along axis 3; 0 for the first
	 * @param z2
	 *            last pixel along axis 3; 0 for the last
	 * @param range
	 *            wavelengths, {@code from,to} in µm; empty for all
	 * @param autocrop
	 *            whether borders without a finite value go
	 */
	public record Parameters(
			@Label("Extensions") @Default("") @Alias("ifu") @Help("Numbers of IFUs, such as 3,7, or names of extensions; empty copies all.") List<String> extensions,
			@Label("From x") @Default("0") @Range(min = 0) @Help("First pixel along x, counted from 1; 0 for the first of the data. The only axis of a spectrum is x.") int x1,
			@Label("To x") @Default("0") @Range(min = 0) @Help("Last pixel along x; 0 for the last of the data.") int x2,
			@Label("From y") @Default("0") @Range(min = 0) @Help("First pixel along y, counted from 1; 0 for the first of the data.") int y1,
			@Label("To y") @Default("0") @Range(min = 0) @Help("Last pixel along y; 0 for the last of the data.") int y2,
			@Label("From plane") @Default("0") @Range(min = 0) @Help("First plane of a cube, counted from 1; 0 for the first of the data.") int z1,
			@Label("To plane") @Default("0") @Range(min = 0) @Help("Last plane of a cube; 0 for the last of the data.") int z2,
			@Label("Wavelengths") @Default("") @Help("Range of wavelengths from,to in µm, such as 1.25,1.31, instead of planes: all pixels with their centre within; empty for all.") String range,
			@Label("Crop borders") @Default("false") @Help("Leave out borders of the region that hold no finite value.") boolean autocrop) {

		/** Refuses ranges that end before they begin, and two ways to say the same. */
		public Parameters {
			extensions = List.copyOf(extensions);
			check("x", x1, x2);
			check("y", y1, y2);
			check("z", z1, z2);
			WavelengthRanges wavelengths = WavelengthRanges.parse(range);
			if (wavelengths.ranges().size() > 1) {
				throw new IllegalArgumentException("the parameter range has " + wavelengths.ranges().size()
						+ " ranges, expected one: a copy has no gaps");
			}
			if (!wavelengths.ranges().isEmpty() && (z1 > 0 || z2 > 0)) {
				throw new IllegalArgumentException("both range and z1, z2 are given; choose one of them");
			}
		}

		private static void check(String axis, int first, int last) {
			if (last > 0 && first > last) {
				throw new IllegalArgumentException("the region ends before it begins: " + axis + "1 = " + first + ", "
						+ axis + "2 = " + last);
			}
		}

		private CopyRegion region() {
			return new CopyRegion(List.of(new CopyRegion.PixelRange(x1, x2), new CopyRegion.PixelRange(y1, y2),
					new CopyRegion.PixelRange(z1, z2)), WavelengthRanges.parse(range));
		}
	}

	/**
	 * Inputs.
	 *
	 * @param data
	 *            what to copy from
	 */
	public record Inputs(
			@Trigger @Port(payload = Payload.FILE, help = "A file of cubes, images or spectra.") ProductFile data) {
	}

	/**
	 * Outputs.
	 *
	 * @param copy
	 *            the region
	 */
	public record Outputs(
			@Port(payload = Payload.CUBE, category = CATEGORY, help = "The region of each extension: cubes, or images or spectra where the input has them or one plane or spaxel was asked for.") ProductFile copy) {
	}

	@Override
	public Plan plan(Parameters parameters, PlanInput inputs) {
		Keywords input = inputs.keywords("data");
		return new Plan(List.of(ProductHeader.predict("copy", CATEGORY, input, ID)),
				ResourceEstimate.UNKNOWN);
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		KmosFile file = KmosFile.open(inputs.data().path());
		List<KmosExtension> extensions = file.select(parameters.extensions());
		if (extensions.stream().allMatch(KmosExtension::isEmpty)) {
			throw new ActorException(Kind.USER, CopyMessage.NO_DATA.with(file.path().getFileName()));
		}
		boolean withNoise = extensions.stream().anyMatch(extension -> extension.noise().isPresent());
		var caveats = new ArrayList<Message>();
		ProductFile copy = context.write("copy", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.primary(ProductHeader.of(file.primary(), CATEGORY, ID));
				int written = 0;
				int done = 0;
				for (KmosExtension extension : extensions) {
					context.checkpoint();
					Optional<SampleGrid> region = extension.isEmpty() ? Optional.empty()
							: region(extension, parameters);
					if (region.isPresent()) {
						region.get().write(writer, extension);
						written++;
					} else {
						SampleGrid.writeEmpty(writer, extension, withNoise);
						if (!extension.isEmpty()) {
							caveats.add(CopyMessage.NOTHING_FINITE.with(extension.data().label()));
						}
					}
					context.progress(++done, extensions.size(), "extension");
				}
				if (written == 0) {
					throw new ActorException(Kind.DATA, CopyMessage.NOTHING_LEFT.with(file.path().getFileName()));
				}
				context.checkpoint();
				writer.commit();
			}
		});
		return new Outcome.Ok<>(new Outputs(copy), caveats);
	}

	/** The region of one extension; empty where nothing is left of it after cropping. */
	private static Optional<SampleGrid> region(KmosExtension extension, Parameters parameters)
			throws ActorException, IOException {
		CopyRegion region = parameters.region();
		SampleGrid cut = region.cut(SampleGrid.read(extension), extension.data().label());
		Optional<SampleGrid> cropped = parameters.autocrop() ? CopyRegion.crop(cut) : Optional.of(cut);
		return cropped.isPresent() ? Optional.of(region.drop(cropped.get())) : Optional.empty();
	}
}
