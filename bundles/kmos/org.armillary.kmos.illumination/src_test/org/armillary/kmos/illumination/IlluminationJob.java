package org.armillary.kmos.illumination;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.TypedActorProvider;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.kmos.lookup.XcalInterpolation;
import org.armillary.testkit.TestContext;

/** A job of kmos.illumination in a folder, for tests: write inputs, run, look. */
final class IlluminationJob {

	final IlluminationFrames frames;
	final TestContext context;
	final List<ProductFile> flats = new ArrayList<>();
	String range = "";
	double scale = 0.2;
	double lampShare = LampStructure.USUAL_SHARE;
	int threads = 2;
	private final Path folder;
	private final Map<String, ProductFile> calibrations = new HashMap<>();

	IlluminationJob(Path folder, long seed) throws IOException, DescriptionException {
		this.folder = folder;
		frames = new IlluminationFrames(seed);
		context = TestContext.of(TypedActorProvider.of(new KmosIllumination()).descriptor(), folder.resolve("job"));
		for (String category : List.of("MASTER_FLAT", "XCAL", "YCAL", "LCAL")) {
			frames.table(path(category), category);
			add(category);
		}
	}

	/** The file of a category. */
	Path path(String category) {
		return folder.resolve(category + ".fits");
	}

	/** Takes the file of a category as input. */
	void add(String category) throws IOException {
		calibrations.put(category, product(path(category), category));
	}

	/** Writes a table anew. */
	void table(String category, double angle, FitsHeader keywords, List<Integer> without) throws IOException {
		frames.table(path(category), category, angle, keywords, without);
		add(category);
	}

	/** Adds exposures of rising level from a number on. */
	void flats(boolean sky, int count, double level, int first, double shift, FitsHeader keywords) throws IOException {
		for (int i = first; i < first + count; i++) {
			Path file = folder.resolve("flat" + sky + i + ".fits");
			frames.raw(file, sky, i, level * (1 + 0.1 * (i - first)), shift, keywords);
			flats.add(product(file, sky ? KmosIllumination.SKY : KmosIllumination.LAMP));
		}
	}

	/** Adds a twilight flat with a level for each detector, and warm pixels. */
	void sky(int number, int warm, double... levels) throws IOException {
		Path file = folder.resolve("sky" + number + ".fits");
		frames.raw(file, true, number, levels, 0, FitsHeader.EMPTY, warm);
		flats.add(product(file, KmosIllumination.SKY));
	}

	Plan plan() throws ActorException {
		var ports = new HashMap<String, List<ProductDescription>>();
		ports.put("flats", flats.stream().map(ProductFile::description).toList());
		Map.of("masterFlat", "MASTER_FLAT", "xcal", "XCAL", "ycal", "YCAL", "lcal", "LCAL")
				.forEach((port, category) -> ports.put(port, List.of(calibrations.get(category).description())));
		return new KmosIllumination().plan(parameters(),
				new PlanInput(ports, new Plan(List.of(), new ResourceEstimate(1, 0, 1))));
	}

	private KmosIllumination.Parameters parameters() {
		return new KmosIllumination.Parameters(range, false, scale, KmosIllumination.Method.KSIGMA, 4, 4, 3,
				XcalInterpolation.AUTO, lampShare, threads);
	}

	Outcome.Ok<KmosIllumination.Outputs> run() throws Exception {
		var inputs = new KmosIllumination.Inputs(flats, find("MASTER_DARK"), calibrations.get("MASTER_FLAT"),
				calibrations.get("XCAL"), calibrations.get("YCAL"), calibrations.get("LCAL"), find("FLAT_EDGE"),
				find("WAVE_BAND"));
		Outcome<KmosIllumination.Outputs> outcome = new KmosIllumination().run(parameters(), inputs, context);
		if (outcome instanceof Outcome.Ok<KmosIllumination.Outputs> ok) {
			return ok;
		}
		throw new AssertionError(outcome);
	}

	/** Ids of the caveats of a run. */
	List<String> caveats() throws Exception {
		return run().caveats().stream().map(Message::id).toList();
	}

	private Optional<ProductFile> find(String category) {
		return Optional.ofNullable(calibrations.get(category));
	}

	private static ProductFile product(Path file, String category) throws IOException {
		return new ProductFile(file,
				new ProductDescription(category, new Keywords(FitsFile.open(file).primary().header().values())));
	}
}
