package org.armillary.kmos.simulator.source;

import java.nio.file.Path;
import java.util.List;

/** Something that an arm is pointed at. Places are offsets on the sky from the middle of the IFU at which it is aimed, arcsec, x to the east and y to the north where the field is not rotated. */
public sealed interface Target {

	/** Its name. */
	String name();

	/** Velocity away from the barycentre of the solar system, km/s. */
	double kmPerSecond();

	/** Spectral types of stars. */
	enum SpectralType {
		/** About 9500 K, with lines of hydrogen. */
		A0V,
		/** About 5800 K, with lines of the sun. */
		G2V
	}

	/**
	 * A star.
	 *
	 * @param magnitude
	 *            Vega magnitude in the band
	 */
	record Star(String name, SpectralType type, double magnitude, double xArcsec, double yArcsec,
			double kmPerSecond) implements Target {
	}

	/** Several stars whose images overlap. */
	record Blend(String name, List<Star> stars) implements Target {

		/** Copies the list. */
		public Blend {
			stars = List.copyOf(stars);
		}

		@Override
		public double kmPerSecond() {
			return 0;
		}
	}

	/**
	 * An inclined, rotating disc of exponential profile with a continuum and emission lines: Hα, [N II], [S II], Hβ, [O III]
	 * and [O II] as far as they fall into the band.
	 *
	 * @param magnitude
	 *            Vega magnitude of the continuum in the band
	 * @param lineFlux
	 *            flux of Hα, W/m²
	 * @param redshift
	 *            redshift
	 * @param scaleArcsec
	 *            scale length
	 * @param inclinationDegrees
	 *            0 face on
	 * @param positionAngleDegrees
	 *            of the receding side of the major axis, from north over east
	 * @param rotation
	 *            speed of the flat part of the rotation curve, km/s
	 * @param turnoverArcsec
	 *            radius at which the arctangent curve turns over
	 * @param dispersion
	 *            velocity dispersion of the gas, km/s
	 */
	record Disc(String name, double magnitude, double lineFlux, double redshift, double scaleArcsec,
			double inclinationDegrees, double positionAngleDegrees, double rotation, double turnoverArcsec,
			double dispersion, double xArcsec, double yArcsec) implements Target {

		@Override
		public double kmPerSecond() {
			return 0;
		}
	}

	/**
	 * What a cube in a FITS file shows, without seeing; ph s-1 m-2 um-1 in each spaxel, wavelengths in µm in vacuum.
	 *
	 * @param file
	 *            first image extension, or the primary, with three axes and a linear WCS
	 */
	record CubeFile(String name, Path file, double xArcsec, double yArcsec, double kmPerSecond) implements Target {
	}
}
