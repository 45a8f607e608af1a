package org.armillary.kmos.simulator.source;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.armillary.data.FitsException;
import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.IfuOrientation;
import org.armillary.kmos.simulator.source.Target.Disc;
import org.jspecify.annotations.Nullable;

/**
 * What arms are pointed at, in one band of a night. What does not depend on the exposure is made once and kept: throughput
 * and field of each IFU, discs sorted by velocity, cubes. Safe for threads.
 */
public final class Targets {

	private final long seed;
	private final Settings settings;
	private final SpectralGrid grid;
	private final Throughput throughput;
	private final Moffat moffat;
	private final double[] empty;
	private final Map<Integer, double[]> electrons = new ConcurrentHashMap<>();
	private final Map<Integer, IfuAperture> apertures = new ConcurrentHashMap<>();
	private final Map<SeenDisc, DiscImages> discs = new ConcurrentHashMap<>();
	private final Map<Path, SourceCube> cubes = new ConcurrentHashMap<>();

	private record SeenDisc(Disc disc, IfuOrientation orientation) {
	}

	private Targets(long seed, Settings settings, SpectralGrid grid) {
		this.seed = seed;
		this.settings = settings;
		this.grid = grid;
		throughput = new Throughput(seed, settings);
		moffat = new Moffat(settings.get(Setting.MOFFAT_BETA));
		empty = new double[grid.size()];
	}

	/** Those of a night. */
	public static Targets of(long seed, Settings settings, SpectralGrid grid) {
		return new Targets(seed, settings, grid);
	}

	/**
	 * Checks that a file has a cube that can be a target.
	 *
	 * @throws FitsException
	 *             if there is none, or its axes or units are others than {@link Target.CubeFile} says
	 */
	public static void checkCube(Path file) throws FitsException {
		CubeReader.read(file);
	}

	/**
	 * How they look in an exposure.
	 *
	 * @param conditions
	 *            air and sky
	 * @param transmission
	 *            of the air by sample of the grid, without clouds, {@code double[grid.size()]}
	 */
	public TargetView view(Conditions conditions, double[] transmission) {
		return new TargetView(this, conditions, transmission);
	}

	long seed() {
		return seed;
	}

	Settings settings() {
		return settings;
	}

	SpectralGrid grid() {
		return grid;
	}

	Moffat moffat() {
		return moffat;
	}

	/** A continuum of nothing, one array for all that has only lines. */
	double[] empty() {
		return empty;
	}

	/** Electrons/s for each photon s⁻¹ m⁻² µm⁻¹ by sample of the grid; not to be changed. */
	double[] electrons(int ifu) {
		return electrons.computeIfAbsent(ifu, number -> throughput.electronsPerFluxDensity(grid, number));
	}

	IfuAperture aperture(int ifu) {
		return apertures.computeIfAbsent(ifu, number -> new IfuAperture(seed, settings, number));
	}

	DiscImages images(Disc disc, IfuOrientation orientation) {
		return discs.computeIfAbsent(new SeenDisc(disc, orientation),
				seen -> new DiscImages(DiscModel.of(seen.disc()), seen.orientation()));
	}

	/** A cube, read once; two threads that ask for it at once may both read it. */
	SourceCube cube(Path file) throws FitsException {
		@Nullable
		SourceCube known = cubes.get(file);
		if (known == null) {
			known = CubeReader.read(file);
			cubes.put(file, known);
		}
		return known;
	}
}
