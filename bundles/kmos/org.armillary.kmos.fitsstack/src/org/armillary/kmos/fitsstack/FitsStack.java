package org.armillary.kmos.fitsstack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.ActorType;
import org.armillary.actor.Alias;
import org.armillary.actor.Associated;
import org.armillary.actor.Default;
import org.armillary.actor.Help;
import org.armillary.actor.Keywords;
import org.armillary.actor.Label;
import org.armillary.actor.Ordered;
import org.armillary.actor.Outcome;
import org.armillary.actor.Payload;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.Port;
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.Presence;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.Trigger;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.ProductHeader;
import org.armillary.kmos.SampleGrid;
import org.osgi.service.component.annotations.Component;

/**
 * Builds a KMOS file from plain images; ESO's recipe {@code kmo_fits_stack}.
 *
 * <p>In: files with one spectrum, image or cube each, and optionally as many with their noise, in order. Out: one file
 * with the extensions of the chosen type, named as KMOS recipes expect them.
 */
@ActorType(id = "kmos.fits-stack", algorithm = 1, title = "Stack into a KMOS file", category = "kmos/tools", references = "Davies et al. 2013, A&A 558, A56", help = """
		Builds a KMOS file of a chosen type from plain FITS files with one spectrum, image or cube each, for example \
		to pass data of other origin to KMOS recipes. The order of the files is that of the detectors or IFUs.

		RAW takes three images, F1D, F2D and B2D three or a multiple of three, F1I, F2I and F3I one to 24, F1S one. \
		Noise may be given as further files, or stand beside the data in theirs. Keywords and world coordinates of \
		each file stay with its extension.""")
@Component(service = Actor.class)
public final class FitsStack implements Actor<FitsStack.Parameters, FitsStack.Inputs, FitsStack.Outputs> {

	private static final String ID = "kmos.fits-stack";
	private static final String ALL_VALID = "none";
	private static final int IFUS = 24;

	/**
	 * Parameters.
	 *
	 * @param type
	 *            type of the file
	 * @param valid
	 *            {@code none}, or 1 and 0 separated by semicolons
	 * @param mainKeywords
	 *            keywords of the primary header
	 * @param subKeywords
	 *            keywords of each extension
	 */
	public record Parameters(
			@Label("Type") @Default("F3I") @Help("Type of the file: RAW, F1D, F2D, B2D for detectors, F1I, F2I, F3I for IFUs, F1S for a single vector.") StackType type,
			@Label("Valid IFUs") @Default("none") @Help("Which IFUs the files belong to: 1 for an IFU with a file, 0 for one without, as 1;0;1. Those without get empty extensions; none means one after the other from IFU 1.") String valid,
			@Label("Primary keywords") @Default("") @Alias("mainkey") @Help("Keywords to set in the primary header, as keyword;type;value and so on; types are string, int, float, double and bool.") String mainKeywords,
			@Label("Extension keywords") @Default("") @Alias("subkey") @Help("Keywords to set in each extension, as keyword;type;value and so on; BUNIT sets the unit.") String subKeywords) {

		/** Refuses malformed lists. */
		public Parameters {
			KeywordSettings.parse("mainKeywords", mainKeywords);
			KeywordSettings.parse("subKeywords", subKeywords);
			if (!valid.strip().equals(ALL_VALID)) {
				String[] flags = valid.strip().split("\\s*;\\s*", -1);
				boolean wellFormed = Arrays.stream(flags).allMatch(flag -> flag.equals("0") || flag.equals("1"));
				if (!wellFormed || flags.length > IFUS) {
					throw new IllegalArgumentException("the parameter valid is ‘" + valid
							+ "’, expected none, or at most 24 times 1 or 0 separated by semicolons");
				}
				if (!type.isOfIfus()) {
					throw new IllegalArgumentException(
							"the parameter valid is about IFUs; a file of type " + type + " has none");
				}
			}
		}

		/** For each extension whether it has data. */
		private boolean[] places(int files) {
			boolean[] places = new boolean[files];
			Arrays.fill(places, true);
			if (!valid.strip().equals(ALL_VALID)) {
				String[] flags = valid.strip().split("\\s*;\\s*", -1);
				places = new boolean[flags.length];
				for (int i = 0; i < flags.length; i++) {
					places[i] = flags[i].equals("1");
				}
			}
			return places;
		}
	}

	/**
	 * Inputs.
	 *
	 * @param data
	 *            the data, in order
	 * @param noise
	 *            their noise, in the same order
	 */
	public record Inputs(
			@Trigger @Ordered @Port(payload = Payload.FILE, variance = Presence.NONE, mask = Presence.NONE, help = "Files with one spectrum, image or cube each, in the order of detectors or IFUs.") List<ProductFile> data,
			@Associated(min = 0) @Ordered @Port(payload = Payload.FILE, variance = Presence.NONE, mask = Presence.NONE, help = "The noise (standard deviation) of each file of data, in the same order; nothing if there is none, or it stands in the files of data.") List<ProductFile> noise) {
	}

	/**
	 * Outputs.
	 *
	 * @param stack
	 *            the file
	 */
	public record Outputs(
			@Port(payload = Payload.CUBE, category = {
					"F3I", "RAW", "F1D", "F2D", "B2D", "F1I", "F2I",
					"F1S" }, mask = Presence.NONE, help = "A file of the chosen type; its category is the name of the type.") ProductFile stack){
	}

	@Override
	public Plan plan(Parameters parameters, PlanInput inputs) throws ActorException {
		List<ProductDescription> data = inputs.port("data");
		checkCounts(parameters, data.size(), inputs.port("noise").size());
		String category = parameters.type().name();
		var predicted = new LinkedHashMap<>(
				ProductHeader.predicted(data.getFirst().keywords(), category, ID).values());
		predicted.putAll(KeywordSettings.parse("mainKeywords", parameters.mainKeywords()).values());
		return new Plan(
				List.of(new PredictedProduct("stack", new ProductDescription(category, new Keywords(predicted)))),
				ResourceEstimate.UNKNOWN);
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		checkCounts(parameters, inputs.data().size(), inputs.noise().size());
		List<PlainImage> data = open(inputs.data(), parameters.type());
		List<PlainImage> noise = open(inputs.noise(), parameters.type());
		for (PlainImage image : data) {
			image.checkSize(data.getFirst());
		}
		for (PlainImage image : noise) {
			image.checkSize(data.getFirst());
		}
		boolean withNoise = !noise.isEmpty() || checkOwnNoise(data, parameters.type());
		String category = parameters.type().name();
		FitsHeader primary = KeywordSettings.parse("mainKeywords", parameters.mainKeywords())
				.apply(ProductHeader.of(data.getFirst().primary(), category, ID));
		KeywordSettings keywords = KeywordSettings.parse("subKeywords", parameters.subKeywords());
		boolean[] places = parameters.places(data.size());
		ProductFile stack = context.write("stack", category, path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.primary(primary);
				int next = 0;
				for (int place = 0; place < places.length; place++) {
					context.checkpoint();
					String name = parameters.type().extensionName(place);
					if (places[place]) {
						PlainImage image = data.get(next);
						Optional<PlainImage> its = noise.isEmpty() ? Optional.empty() : Optional.of(noise.get(next));
						write(writer, name, parameters.type(), image, image.read(its, primary, keywords));
						next++;
					} else {
						writeEmpty(writer, name, withNoise, keywords.apply(FitsHeader.EMPTY));
					}
					context.progress(place + 1L, places.length, "extension");
				}
				context.checkpoint();
				writer.commit();
			}
		});
		return Outcome.ok(new Outputs(stack));
	}

	private static void checkCounts(Parameters parameters, int data, int noise) throws ActorException {
		StackType type = parameters.type();
		int wanted = 0;
		for (boolean place : parameters.places(data)) {
			wanted += place ? 1 : 0;
		}
		if (!type.takes(data) || data != wanted) {
			throw new ActorException(Kind.USER, StackMessage.COUNT.with(type, data,
					data != wanted ? wanted + " for valid = " + parameters.valid() : type.expected()));
		}
		if (noise > 0 && !type.mayHaveNoise()) {
			throw new ActorException(Kind.USER, StackMessage.NOISE_UNWANTED.with(type));
		}
		if (noise > 0 && noise != data) {
			throw new ActorException(Kind.USER, StackMessage.NOISE_COUNT.with(noise, data));
		}
	}

	/** Whether the files of data have their own noise; refuses some that have and some that have not. */
	private static boolean checkOwnNoise(List<PlainImage> data, StackType type) throws ActorException {
		long count = data.stream().filter(PlainImage::hasNoise).count();
		if (count > 0 && !type.mayHaveNoise()) {
			throw new ActorException(Kind.USER, StackMessage.NOISE_UNWANTED.with(type));
		}
		if (count > 0 && count < data.size()) {
			throw new ActorException(Kind.DATA, StackMessage.NOISE_COUNT.with(count, data.size()));
		}
		return count > 0;
	}

	private static List<PlainImage> open(List<ProductFile> files, StackType type)
			throws ActorException, FitsException {
		var images = new ArrayList<PlainImage>();
		for (ProductFile file : files) {
			PlainImage image = PlainImage.open(file.path(), type);
			if (image.data().mask().isPresent()) {
				throw new ActorException(Kind.DATA, StackMessage.MASK_UNWANTED.with(file.path().getFileName()));
			}
			images.add(image);
		}
		return images;
	}

	/** Writes data and noise; a mask of bad pixels as bytes. */
	private static void write(FitsWriter writer, String name, StackType type, PlainImage image, SampleGrid grid)
			throws ActorException, FitsException {
		if (type != StackType.B2D) {
			grid.write(writer, name);
			return;
		}
		byte[] mask = new byte[grid.values().length()];
		for (int i = 0; i < mask.length; i++) {
			double value = grid.values().at(i);
			if (value != 0 && value != 1) {
				int columns = grid.length(1);
				throw new ActorException(Kind.DATA, StackMessage.MASK_VALUE.with(image.path().getFileName(),
						"(" + (i % columns + 1) + ", " + (i / columns + 1) + ")", value));
			}
			mask[i] = (byte) value;
		}
		writer.image(name, grid.header(), grid.unit(), mask, grid.length(1), grid.length(2));
	}

	private static void writeEmpty(FitsWriter writer, String name, boolean withNoise, FitsHeader header)
			throws FitsException {
		writer.empty(name, header);
		if (withNoise) {
			writer.empty(name.replace(".DATA", ".NOISE"), header);
		}
	}
}
