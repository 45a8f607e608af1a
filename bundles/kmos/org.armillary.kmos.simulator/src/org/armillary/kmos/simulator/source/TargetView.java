package org.armillary.kmos.simulator.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.armillary.data.FitsException;
import org.armillary.kmos.simulator.light.Emission;
import org.armillary.kmos.simulator.light.Light;
import org.armillary.kmos.simulator.light.Light.Component;
import org.armillary.kmos.simulator.light.SlitletProfile;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.IfuField;
import org.armillary.kmos.simulator.optics.IfuOrientation;
import org.armillary.kmos.simulator.optics.SlitletGeometry;
import org.armillary.kmos.simulator.source.DiscImages.Channel;
import org.armillary.kmos.simulator.source.DiscSpectrum.Group;
import org.armillary.kmos.simulator.source.DiscSpectrum.Line;
import org.armillary.kmos.simulator.source.Target.Blend;
import org.armillary.kmos.simulator.source.Target.CubeFile;
import org.armillary.kmos.simulator.source.Target.Disc;
import org.armillary.kmos.simulator.source.Target.Star;

/**
 * How targets look in an exposure: through its air and clouds, with its seeing and velocity. A target's offset is added to the
 * place aimed at, and what the air does to places at each wavelength to both. Velocities multiply wavelengths by
 * {@code 1 + v/c}, the redshift of a disc by {@code 1 + z} besides. Immutable; safe for threads.
 */
public final class TargetView {

	private static final int STAR_NODES = 18;
	private static final int DISC_NODES = 6;
	private static final int CUBE_NODES = 4;
	/** Lines closer than this have the same seeing, as a share of the wavelength. */
	private static final double SAME_SEEING = 0.002;
	private static final double MAS = 1000;

	private final Targets targets;
	private final Conditions conditions;
	private final double[] transmission;
	private final PointSpread pointSpread;
	private final Refraction refraction;

	TargetView(Targets targets, Conditions conditions, double[] transmission) {
		this.targets = targets;
		this.conditions = conditions;
		this.transmission = transmission.clone();
		for (int i = 0; i < transmission.length; i++) {
			this.transmission[i] *= conditions.cloudTransmission();
		}
		pointSpread = PointSpread.of(conditions, targets.settings());
		refraction = Refraction.of(conditions, targets.settings());
	}

	/** The image of a star. */
	public PointSpread pointSpread() {
		return pointSpread;
	}

	/** What the air does to places. */
	public Refraction refraction() {
		return refraction;
	}

	/**
	 * The light of a target in an IFU.
	 *
	 * @param ifu
	 *            IFU, from 1
	 * @param xArcsec
	 *            the place aimed at, from the middle of the IFU, to which the target's own offset is added
	 * @param yArcsec
	 *            likewise
	 * @throws FitsException
	 *             if the file of a cube cannot be used
	 */
	public List<Light> lights(int ifu, double xArcsec, double yArcsec, Target target) throws FitsException {
		return switch (target) {
		case Star star -> List.of(star(ifu, xArcsec, yArcsec, star));
		case Blend blend -> blend.stars().stream().map(star -> star(ifu, xArcsec, yArcsec, star)).toList();
		case Disc disc -> disc(ifu, xArcsec, yArcsec, disc);
		case CubeFile file -> cube(ifu, xArcsec, yArcsec, file);
		};
	}

	/**
	 * Spectrum of a whole target above the atmosphere at the velocity of the exposure, photons s⁻¹ m⁻² µm⁻¹ by sample of the
	 * grid.
	 *
	 * @throws FitsException
	 *             if the file of a cube cannot be used
	 */
	public double[] photons(Target target) throws FitsException {
		return switch (target) {
		case Star star -> starlight(star);
		case Blend blend -> {
			var sum = new double[targets.grid().size()];
			for (Star star : blend.stars()) {
				double[] starlight = starlight(star);
				for (int i = 0; i < sum.length; i++) {
					sum[i] += starlight[i];
				}
			}
			yield sum;
		}
		case Disc disc -> new DiscTotal(targets, disc, conditions.kmPerSecond()).photons();
		case CubeFile file -> {
			SourceCube cube = targets.cube(file.file());
			yield cube.grid().spectrum(cube.sum(), targets.grid(), velocity(file));
		}
		};
	}

	/** Share of a star's image that falls on the 14 slitlets of an IFU, before vignetting; 0 to 1. */
	public double shareInside(int ifu, double xArcsec, double yArcsec, Star star, double micron) {
		return share(ifu, xArcsec, yArcsec, star, micron, (_, _) -> 1);
	}

	/**
	 * As {@link #shareInside}, times the throughput of slitlets and field where it falls.
	 *
	 * @param slitletFactors
	 *            throughput of the 14 slitlets over their mean
	 */
	public double shareDetected(int ifu, double xArcsec, double yArcsec, Star star, double micron,
			double[] slitletFactors) {
		FieldVignetting vignetting = FieldVignetting.of(targets.seed(), targets.settings(), ifu);
		return share(ifu, xArcsec, yArcsec, star, micron, (along, across) -> {
			int slice = StrictMath.clamp((int) ((across - IfuAperture.lowerEdge(0)) / IfuField.SLICE_MAS), 0,
					SlitletGeometry.SLICES - 1);
			return slitletFactors[slice] * vignetting.factor(along, across);
		});
	}

	private double share(int ifu, double xArcsec, double yArcsec, Star star, double micron, FieldSum.Factor factor) {
		double x = xArcsec + star.xArcsec() + refraction.xArcsec(micron);
		double y = yArcsec + star.yArcsec() + refraction.yArcsec(micron);
		IfuOrientation orientation = IfuOrientation.of(ifu);
		return FieldSum.over((along, across) -> factor.at(along, across) / (MAS * MAS) * pointSpread.density(
				orientation.x(along, across) / MAS - x, orientation.y(along, across) / MAS - y, micron));
	}

	private Light star(int ifu, double xArcsec, double yArcsec, Star star) {
		IfuAperture aperture = targets.aperture(ifu);
		var rows = rows(STAR_NODES);
		var shares = new double[rows.length][][];
		for (int node = 0; node < rows.length; node++) {
			double micron = targets.grid().band().micron(rows[node]);
			Place place = place(ifu, xArcsec + star.xArcsec(), yArcsec + star.yArcsec(), micron);
			shares[node] = image(ifu, micron).shares(aperture, place.along(), place.across());
		}
		return light(ifu, continuum(ifu, starlight(star)), rows, shares);
	}

	private List<Light> disc(int ifu, double xArcsec, double yArcsec, Disc disc) {
		DiscImages images = targets.images(disc, IfuOrientation.of(ifu));
		var spectrum = new DiscSpectrum(disc, targets.grid(), conditions.kmPerSecond());
		double x = xArcsec + disc.xArcsec();
		double y = yArcsec + disc.yArcsec();
		var lights = new ArrayList<Light>();
		double[] rows = rows(DISC_NODES);
		UnaryOperator<double[][]> distorted = targets.aperture(ifu)::distorted;
		var all = new double[rows.length][][];
		for (int node = 0; node < rows.length; node++) {
			all[node] = distorted.apply(kernel(ifu, images.all(), x, y, rows[node]).blur(images.all()));
		}
		lights.add(light(ifu, continuum(ifu, spectrum.continuum()), rows, all));
		for (Group group : spectrum.groups()) {
			double[] ends = ends(group);
			var kernels = new SeeingKernel[ends.length];
			for (int node = 0; node < ends.length; node++) {
				kernels[node] = kernel(ifu, images.all(), x, y, ends[node]);
			}
			for (Channel channel : images.channels()) {
				var shares = new double[ends.length][][];
				for (int node = 0; node < ends.length; node++) {
					shares[node] = distorted.apply(kernels[node].blur(channel.image()));
				}
				lights.add(
						light(ifu, lines(ifu, spectrum.parts(group, channel.kmPerSecond(), images.dispersion())), ends,
								shares));
			}
		}
		return lights;
	}

	private List<Light> cube(int ifu, double xArcsec, double yArcsec, CubeFile file) throws FitsException {
		SourceCube cube = targets.cube(file.file());
		IfuOrientation orientation = IfuOrientation.of(ifu);
		double[] rows = rows(CUBE_NODES);
		List<SourceImage> images = cube.parts().stream().map(part -> cube.grid().image(part.image(), orientation))
				.toList();
		var shares = new double[images.size()][rows.length][][];
		for (int node = 0; node < rows.length && !images.isEmpty(); node++) {
			SeeingKernel kernel = kernel(ifu, images.getFirst(), xArcsec + file.xArcsec(), yArcsec + file.yArcsec(),
					rows[node]);
			for (int part = 0; part < images.size(); part++) {
				shares[part][node] = targets.aperture(ifu).distorted(kernel.blur(images.get(part)));
			}
		}
		var lights = new ArrayList<Light>();
		for (int part = 0; part < images.size(); part++) {
			double[] photons = cube.grid().spectrum(cube.parts().get(part).spectrum(), targets.grid(), velocity(file));
			lights.add(light(ifu, continuum(ifu, photons), rows, shares[part]));
		}
		return lights;
	}

	private double[] starlight(Star star) {
		return StellarSpectrum.of(star.type(), star.magnitude(), velocity(star), targets.grid(),
				targets.seed() + 31L * star.name().hashCode(), targets.settings());
	}

	private double velocity(Target target) {
		return target.kmPerSecond() + conditions.kmPerSecond();
	}

	private record Place(double along, double across) {
	}

	/** Where light of a wavelength falls in an IFU, mas. */
	private Place place(int ifu, double xArcsec, double yArcsec, double micron) {
		IfuOrientation orientation = IfuOrientation.of(ifu);
		double x = MAS * (xArcsec + refraction.xArcsec(micron));
		double y = MAS * (yArcsec + refraction.yArcsec(micron));
		return new Place(orientation.along(x, y), orientation.across(x, y));
	}

	private PointImage image(int ifu, double micron) {
		return new PointImage(targets.moffat(), pointSpread, IfuOrientation.of(ifu), micron);
	}

	private SeeingKernel kernel(int ifu, SourceImage image, double xArcsec, double yArcsec, double row) {
		double micron = targets.grid().band().micron(row);
		Place place = place(ifu, xArcsec, yArcsec, micron);
		return new SeeingKernel(image(ifu, micron), image.halfAlong(), image.halfAcross(), place.along(),
				place.across());
	}

	private Emission continuum(int ifu, double[] photons) {
		double[] factors = targets.electrons(ifu);
		for (int i = 0; i < photons.length; i++) {
			photons[i] *= factors[i] * transmission[i];
		}
		return Emission.continuum(targets.grid(), photons);
	}

	private Emission lines(int ifu, List<Line> lines) {
		SpectralGrid grid = targets.grid();
		double[] factors = targets.electrons(ifu);
		var rows = new double[lines.size()];
		var rates = new double[lines.size()];
		for (int i = 0; i < rows.length; i++) {
			rows[i] = grid.band().row(lines.get(i).micron());
			int sample = StrictMath.clamp((int) ((rows[i] - SpectralGrid.FIRST_ROW) * SpectralGrid.PER_ROW), 0,
					grid.size() - 1);
			double width = grid.band().micronPerRow(grid.row(sample)) / SpectralGrid.PER_ROW;
			rates[i] = lines.get(i).photons() * factors[sample] / width * transmission[sample];
		}
		return new Emission(grid, targets.empty(), rows, rates);
	}

	private static Light light(int ifu, Emission emission, double[] rows, double[][][] shares) {
		var profiles = new ArrayList<SlitletProfile>();
		for (int slice = 0; slice < SlitletGeometry.SLICES; slice++) {
			var nodes = new double[rows.length][];
			for (int node = 0; node < rows.length; node++) {
				nodes[node] = shares[node][slice];
			}
			profiles.add(new SlitletProfile(rows, nodes));
		}
		return new Light(Component.OBJECT, ifu, emission, profiles);
	}

	/** Canonical rows from end to end of the grid. */
	private static double[] rows(int nodes) {
		var rows = new double[nodes];
		for (int node = 0; node < nodes; node++) {
			rows[node] = SpectralGrid.FIRST_ROW + (double) SpectralGrid.ROWS * node / (nodes - 1);
		}
		return rows;
	}

	private double[] ends(Group group) {
		double first = group.firstMicron();
		double last = group.lastMicron();
		return last - first < SAME_SEEING * first ? new double[] { targets.grid().band().row((first + last) / 2) }
				: new double[] { targets.grid().band().row(first), targets.grid().band().row(last) };
	}
}
