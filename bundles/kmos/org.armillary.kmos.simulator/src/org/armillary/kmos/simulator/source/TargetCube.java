package org.armillary.kmos.simulator.source;

import org.armillary.data.FitsException;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.source.Target.Blend;
import org.armillary.kmos.simulator.source.Target.CubeFile;
import org.armillary.kmos.simulator.source.Target.Disc;
import org.armillary.kmos.simulator.source.Target.Star;

/**
 * Cubes of extended targets before air and telescope, as the barycentre of the solar system sees them, in a band:
 * {@value #PLANES} planes over its useful range, each with {@value #SIDE} × {@value #SIDE} spaxels of
 * {@value #SPAXEL_ARCSEC} arcsec. These cover the field of an IFU and 0.2 arcsec around it, x and y of the IFU rising, and the
 * place aimed at is in the middle.
 *
 * @param band
 *            the band
 */
public record TargetCube(Band band) {

	/** Spaxels along each side. */
	public static final int SIDE = 32;
	/** Number of planes. */
	public static final int PLANES = 2048;
	/** Side of a spaxel, arcsec. */
	public static final double SPAXEL_ARCSEC = 0.1;

	/** Whether a target has more than points. */
	public static boolean isExtended(Target target) {
		return switch (target) {
		case Disc _,CubeFile _ -> true;
		case Star _,Blend _ -> false;
		};
	}

	/** Width of a plane, µm. */
	public double stepMicron() {
		return (band.lastMicron() - band.firstMicron()) / PLANES;
	}

	/** Wavelength in the middle of a plane, from 0, µm in vacuum. */
	public double micron(int plane) {
		return band.firstMicron() + (plane + 0.5) * stepMicron();
	}

	/**
	 * Mean flux density in each plane and spaxel.
	 *
	 * @param targets
	 *            targets of the band
	 * @param target
	 *            one that is {@link #isExtended extended}
	 * @return photons s⁻¹ m⁻² µm⁻¹ in each spaxel, {@code [plane][y][x]} in one array
	 * @throws FitsException
	 *             if the file of a cube cannot be used
	 */
	public float[] photons(Targets targets, Target target) throws FitsException {
		return switch (target) {
		case Disc disc -> new DiscCube(this, disc, new SpectralGrid(band)).photons();
		case CubeFile file -> photons(targets.cube(file.file()), file);
		case Star _,Blend _ -> throw new IllegalArgumentException(target.name() + " is not extended");
		};
	}

	private float[] photons(SourceCube cube, CubeFile file) {
		var shares = new SpaxelShares(cube.grid(), file.xArcsec(), file.yArcsec());
		var sum = new double[PLANES * SIDE * SIDE];
		for (SourceCube.Part part : cube.parts()) {
			double[] image = shares.of(part.image());
			double[] spectrum = cube.grid().means(part.spectrum(), this, file.kmPerSecond());
			for (int plane = 0; plane < PLANES; plane++) {
				for (int spaxel = 0; spaxel < image.length; spaxel++) {
					sum[plane * image.length + spaxel] += spectrum[plane] * image[spaxel];
				}
			}
		}
		var photons = new float[sum.length];
		for (int i = 0; i < photons.length; i++) {
			photons[i] = (float) sum[i];
		}
		return photons;
	}
}
