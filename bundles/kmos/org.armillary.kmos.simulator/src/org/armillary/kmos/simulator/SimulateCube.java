package org.armillary.kmos.simulator;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
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
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.Presence;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.Range;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.Unit;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.osgi.service.component.annotations.Component;

/**
 * Makes one small synthetic combined cube, as {@code kmos_combine} would write it, from parameters alone. See
 * {@link CubeModel} for what is in it.
 *
 * <p>Out: a FITS file with {@code IFU.1.DATA} and {@code IFU.1.NOISE}, both {@code float[planes][14][14]} in adu/s.
 */
@ActorType(id = "kmos.simulate-cube", algorithm = 1, title = "Simulate a cube", category = "kmos/simulation", references = "Moffat 1969, A&A 3, 455", help = """
		Makes a small synthetic cube of one IFU in the grating YJ: a flat sky level, a point source with an emission \
		line, noise that grows with wavelength, and a border without data.

		What is in the cube is written into its header as ESO SIM keywords, to compare with what is measured. The same \
		parameters always make the same cube.""")
@Component(service = Actor.class)
public final class SimulateCube implements Actor<SimulateCube.Parameters, SimulateCube.Inputs, SimulateCube.Outputs> {

	/** Category of the product. */
	static final String CATEGORY = "COMBINED_CUBE";

	private static final String UNIT = "adu/s";
	private static final int BYTES_PER_PIXEL = 4;

	/**
	 * Parameters.
	 *
	 * @param seed
	 *            seed of the noise
	 * @param planes
	 *            number of wavelength planes between 1.000 and 1.359 µm
	 * @param level
	 *            sky level, adu/s
	 * @param noise
	 *            standard deviation of the noise in the middle of the band, adu/s
	 * @param noiseGradient
	 *            difference of the noise between last and first plane, relative to the middle
	 * @param continuum
	 *            flux of the source in each plane, adu/s
	 * @param linePeak
	 *            flux of the source in the emission line above the continuum, adu/s
	 * @param lineWavelength
	 *            centre of the line, µm, vacuum
	 * @param lineFwhm
	 *            full width at half maximum of the line, µm
	 * @param seeing
	 *            full width at half maximum of the source, arcsec
	 * @param moffatBeta
	 *            power of the Moffat profile
	 * @param offsetX
	 *            position of the source from the centre along x, arcsec
	 * @param offsetY
	 *            position of the source from the centre along y, arcsec
	 * @param border
	 *            width of the border without data, spaxels
	 */
	public record Parameters(
			@Label("Seed") @Default("1") @Help("Another number gives other noise of the same kind.") long seed,
			@Label("Planes") @Default("256") @Unit("pixel") @Range(min = 1, max = 4096) @Help("Number of wavelength planes from 1.000 to 1.359 um; real cubes have 2048.") int planes,
			@Label("Sky level") @Default("100.0") @Unit("adu/s") @Help("What every spaxel holds without source and noise.") double level,
			@Label("Noise") @Default("2.0") @Unit("adu/s") @Range(min = 0) @Help("Standard deviation of the noise in the middle of the band.") double noise,
			@Label("Noise gradient") @Default("0.5") @Range(min = 0, max = 2) @Help("How much the noise grows from the first to the last plane, as a share of that in the middle.") double noiseGradient,
			@Label("Continuum") @Default("60.0") @Unit("adu/s") @Help("Flux of the whole source in each plane.") double continuum,
			@Label("Line peak") @Default("400.0") @Unit("adu/s") @Help("Flux of the whole source in the centre of its emission line, above the continuum; 0 for no line.") double linePeak,
			@Label("Line wavelength") @Default("1.18") @Unit("um") @Range(min = 0, minExcluded = true) @Help("Centre of the emission line in vacuum.") double lineWavelength,
			@Label("Line width") @Default("0.003") @Unit("um") @Range(min = 0, minExcluded = true) @Help("Full width of the emission line at half its maximum.") double lineFwhm,
			@Label("Seeing") @Default("0.6") @Unit("arcsec") @Range(min = 0.1, max = 10) @Help("Full width of the source at half its maximum.") double seeing,
			@Label("Moffat power") @Default("3.0") @Range(min = 1, minExcluded = true, max = 100) @Help("Power of the Moffat profile; smaller numbers give wider wings.") double moffatBeta,
			@Label("Offset in x") @Default("0.0") @Unit("arcsec") @Range(min = -2, max = 2) @Help("Position of the source from the centre of the field along x.") double offsetX,
			@Label("Offset in y") @Default("0.0") @Unit("arcsec") @Range(min = -2, max = 2) @Help("Position of the source from the centre of the field along y.") double offsetY,
			@Label("Border") @Default("1") @Unit("pixel") @Range(min = 0, max = 6) @Help("Width of the border without data, as combination leaves it.") int border) {
	}

	/** Inputs: none. */
	public record Inputs() {
	}

	/**
	 * Outputs.
	 *
	 * @param cube
	 *            the cube
	 */
	public record Outputs(
			@Port(payload = Payload.CUBE, category = CATEGORY, variance = Presence.REQUIRED, mask = Presence.NONE, help = "The cube, with its noise in a second extension.") ProductFile cube) {
	}

	@Override
	public Plan plan(Parameters parameters, PlanInput inputs) {
		FitsHeader header = SimulatedHeaders.primary(new CubeModel(parameters));
		long bytes = 2L * BYTES_PER_PIXEL * CubeModel.SPAXELS * CubeModel.SPAXELS * parameters.planes();
		return new Plan(List.of(
				new PredictedProduct("cube", new ProductDescription(CATEGORY, new Keywords(header.values())))),
				new ResourceEstimate(bytes, 0, 1));
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		var model = new CubeModel(parameters);
		var random = new SplittableRandom(parameters.seed());
		double[] profile = model.profile();
		var data = new float[profile.length * parameters.planes()];
		var noise = new float[data.length];
		for (int plane = 0; plane < parameters.planes(); plane++) {
			context.checkpoint();
			model.fill(plane, profile, random.split(), data, noise);
			context.progress(plane + 1L, parameters.planes(), "plane");
		}
		context.publish(new QcValue("true sky level", "IFU.1.DATA", parameters.level(), UNIT));
		context.publish(new QcValue("true noise", "IFU.1.DATA", model.noiseRms(), UNIT));
		FitsHeader header = SimulatedHeaders.extension(model);
		return Outcome.ok(new Outputs(context.write("cube", file -> {
			try (FitsWriter writer = FitsWriter.create(file)) {
				writer.primary(SimulatedHeaders.primary(model));
				writer.image("IFU.1.DATA", header, UNIT, data, CubeModel.SPAXELS, CubeModel.SPAXELS,
						parameters.planes());
				writer.image("IFU.1.NOISE", header, UNIT, noise, CubeModel.SPAXELS, CubeModel.SPAXELS,
						parameters.planes());
				writer.commit();
			}
		})));
	}
}
