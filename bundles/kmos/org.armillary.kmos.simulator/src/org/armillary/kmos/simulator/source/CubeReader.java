package org.armillary.kmos.simulator.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.armillary.data.Cube;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.Wcs;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.simulator.config.SimulatorMessage;

/** Reads cubes of targets. */
final class CubeReader {

	private static final int LARGEST = 64;
	private static final int MOST_PLANES = 20_000;
	private static final Set<String> LENGTHS = Set.of("um", "micron", "nm", "angstrom", "m");
	private static final String FLUX = "ph s-1 m-2 um-1";
	private static final Set<String> FLUXES = Set.of(FLUX, "ph.s-1.m-2.um-1", "photon s-1 m-2 um-1",
			"photon.s-1.m-2.um-1", "ph/s/m2/um", "ph/s/m**2/um", "photon/s/m**2/um");
	private static final double DEGREE = 3600;

	private CubeReader() {
	}

	/**
	 * Reads the first image of three axes; pixels without a value have no light.
	 *
	 * @throws FitsException
	 *             if there is none, or its axes or units are others than {@link Target.CubeFile} says
	 */
	static SourceCube read(Path path) throws FitsException {
		FitsFile file = FitsFile.open(path);
		Optional<Hdu> hdu = file.hdus().stream().filter(CubeReader::isCube).findFirst();
		if (hdu.isEmpty()) {
			throw new FitsException(SimulatorMessage.NO_CUBE.with(path));
		}
		for (int axis = 1; axis <= 2; axis++) {
			long spaxels = hdu.get().dimensions().get(axis - 1);
			check(path, "NAXIS" + axis, spaxels <= LARGEST, spaxels, "at most " + LARGEST + " spaxels");
		}
		long planes = hdu.get().dimensions().get(2);
		check(path, "NAXIS3", planes <= MOST_PLANES, planes, "at most " + MOST_PLANES + " planes");
		Cube cube = hdu.get().readCube();
		FitsHeader header = cube.header();
		Optional<String> flux = header.findText("BUNIT").map(String::strip);
		check(path, "BUNIT", flux.isEmpty() || FLUXES.contains(flux.get()), flux.orElse(""), FLUX);
		var grid = new CubeGrid(cube.nx(), cube.ny(), microns(path, header, cube.nz()),
				steps(path, header));
		int spaxels = cube.nx() * cube.ny();
		var spectra = new double[spaxels][cube.nz()];
		for (int z = 0; z < cube.nz(); z++) {
			for (int spaxel = 0; spaxel < spaxels; spaxel++) {
				double value = cube.values().at(z * spaxels + spaxel);
				spectra[spaxel][z] = Double.isFinite(value) ? value : 0;
			}
		}
		return new SourceCube(grid, spectra);
	}

	private static boolean isCube(Hdu hdu) {
		return hdu.hasImage() && hdu.dimensions().stream().filter(length -> length > 1).count() == 3
				&& hdu.dimensions().subList(0, 3).stream().allMatch(length -> length > 1);
	}

	private static double[] microns(Path path, FitsHeader header, int planes) throws FitsException {
		String unit = header.findText("CUNIT3").map(String::strip)
				.orElseThrow(() -> new FitsException(
						SimulatorMessage.CUBE_SILENT.with(path, "CUNIT3", "um, nm, Angstrom or m")));
		check(path, "CUNIT3", LENGTHS.contains(unit.toLowerCase(Locale.ROOT)), unit, "um, nm, Angstrom or m");
		check(path, "CTYPE3", !Wcs.isAir(header, 3), header.findText("CTYPE3").orElse("AIRORVAC"),
				"wavelengths in vacuum, WAVE");
		double[] microns = Wcs.wavelengthsMicron(header, 3, planes);
		String step = header.contains("CD3_3") ? "CD3_3" : "CDELT3";
		check(path, step, microns[1] > microns[0] && microns[0] > 0, header.findReal(step).orElse(1),
				"a positive step");
		return microns;
	}

	/** Steps in the order of {@link CubeGrid#steps}, from CD, or from CDELT and PC. */
	private static double[] steps(Path path, FitsHeader header) throws FitsException {
		boolean matrix = header.contains("CD1_1") || header.contains("CD2_2") || header.contains("CD1_2");
		var steps = new double[4];
		for (int world = 1; world <= 2; world++) {
			String unit = header.findText("CUNIT" + world).map(String::strip).orElse("deg");
			check(path, "CUNIT" + world, List.of("deg", "arcsec").contains(unit), unit, "deg or arcsec");
			double arcsec = unit.equals("deg") ? DEGREE : 1;
			if (!matrix && !header.contains("CDELT" + world)) {
				throw new FitsException(
						SimulatorMessage.CUBE_SILENT.with(path, "CDELT" + world, "the size of a spaxel, deg"));
			}
			for (int pixel = 1; pixel <= 2; pixel++) {
				double element = matrix ? header.findReal("CD" + world + "_" + pixel).orElse(0)
						: header.real("CDELT" + world)
								* header.findReal("PC" + world + "_" + pixel).orElse(world == pixel ? 1 : 0);
				steps[2 * (world - 1) + pixel - 1] = arcsec * element;
			}
		}
		double area = StrictMath.abs(steps[0] * steps[3] - steps[1] * steps[2]);
		check(path, matrix ? "CD1_1" : "CDELT1", area > 1e-6 && area < 4, StrictMath.sqrt(area) / DEGREE,
				"the size of a spaxel, from 0.001 to 2 arcsec");
		return steps;
	}

	private static void check(Path path, String keyword, boolean good, Object value, String expected)
			throws FitsException {
		if (!good) {
			throw new FitsException(SimulatorMessage.CUBE_KEYWORD.with(path, keyword, value, expected));
		}
	}
}
