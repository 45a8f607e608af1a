package org.armillary.kmos.simulator.light;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.kmos.simulator.optics.DetectorGeometry;
import org.armillary.kmos.simulator.optics.SlitletGeometry;

/**
 * Makes the image of light on a detector: electrons/s of each pixel, without noise.
 *
 * <p>At a pixel it is the spectrum at the canonical row of the pixel's centre, convolved with the line profile of
 * slitlet and row, times the share of the source that falls into the pixel across the slitlet, after the blur, times
 * the throughput factor of the slitlet, times the canonical rows for each row. So the image of a source adds up to
 * its electrons/s times its shares times the factors.
 *
 * <p>Immutable; a call uses one thread and gives the same bytes on any machine.
 */
public final class FrameRenderer {

	/** Columns of a detector. */
	public static final int COLUMNS = 2048;

	private final DetectorGeometry geometry;
	private final LineKernels kernels;
	private final ColumnBlur blur;
	private final int rows;

	private FrameRenderer(DetectorGeometry geometry, LineKernels kernels) {
		this.geometry = geometry;
		this.kernels = kernels;
		blur = kernels.blur();
		rows = geometry.slitlets().getFirst().left().length;
	}

	/** For a detector in a state of the instrument; the kernels are those of its band. */
	public static FrameRenderer of(DetectorGeometry geometry, LineKernels kernels) {
		return new FrameRenderer(geometry, kernels);
	}

	/** The image of lights; see {@link #render(List, Map, Spectra)}. */
	public float[] render(List<Light> lights, Map<Integer, double[]> factors) {
		return render(lights, factors, new Spectra(kernels));
	}

	/**
	 * The image of lights.
	 *
	 * @param lights
	 *            those of IFUs of other detectors are left out
	 * @param factors
	 *            throughput of the slitlets by IFU and slice; 1 for IFUs that are not there
	 * @param spectra
	 *            spectra convolved so far, to share them between detectors; with the kernels of this renderer
	 * @return electrons/s, {@code [y][x]}, {@value #COLUMNS} columns
	 */
	public float[] render(List<Light> lights, Map<Integer, double[]> factors, Spectra spectra) {
		if (spectra.kernels() != kernels) {
			throw new IllegalArgumentException("Spectra of other line kernels than those of the frame");
		}
		var image = new float[rows * COLUMNS];
		var columns = new IdentityHashMap<SlitletProfile, ColumnProfile>();
		var painter = new SlitletPainter(kernels, blur, image, mostColumns());
		for (SlitletGeometry slitlet : geometry.slitlets()) {
			var shining = new ArrayList<SlitletLight>();
			for (Light light : lights) {
				if (light.ifu() == slitlet.ifu() && light.scale() != 0) {
					var column = columns.computeIfAbsent(light.slitlets().get(slitlet.slice()),
							profile -> new ColumnProfile(profile, blur));
					if (!column.dark()) {
						shining.add(new SlitletLight(spectra.of(light.emission()), column, light.scale()));
					}
				}
			}
			if (!shining.isEmpty()) {
				double[] factor = factors.get(slitlet.ifu());
				painter.paint(slitlet, shining, factor == null ? 1 : factor[slitlet.slice()]);
			}
		}
		return image;
	}

	/** The images of each kind of light that is there; they add up to that of all. */
	public Map<Light.Component, float[]> renderComponents(List<Light> lights, Map<Integer, double[]> factors,
			Spectra spectra) {
		var byComponent = new EnumMap<Light.Component, List<Light>>(Light.Component.class);
		lights.forEach(light -> byComponent.computeIfAbsent(light.component(), _ -> new ArrayList<>()).add(light));
		var images = new EnumMap<Light.Component, float[]>(Light.Component.class);
		byComponent.forEach((component, some) -> images.put(component, render(some, factors, spectra)));
		return images;
	}

	private int mostColumns() {
		double most = 0;
		for (SlitletGeometry slitlet : geometry.slitlets()) {
			for (int y = 0; y < rows; y++) {
				most = Math.max(most, slitlet.right()[y] - slitlet.left()[y]);
			}
		}
		double share = 1 + 2.0 * blur.reach() / SlitletProfile.BINS;
		return (int) Math.ceil(most * share) + 4;
	}

	/**
	 * A light on one slitlet.
	 *
	 * @param spectrum
	 *            its spectrum
	 * @param column
	 *            its profile
	 * @param scale
	 *            factor
	 */
	record SlitletLight(RowSpectrum spectrum, ColumnProfile column, double scale) {
	}
}
