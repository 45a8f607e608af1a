package org.armillary.report.preview;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.armillary.data.FitsException;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.numerics.KappaSigma;
import org.armillary.numerics.RobustStatistics;

/**
 * Cubes: their white-light images as one picture, and spectra of the brightest places. White light is the mean of a
 * spaxel after its values beyond three standard deviations are left out, so that neither sky lines nor bad voxels
 * make a source.
 */
final class CubePreview {

	/** Voxels that are read at once. */
	private static final int STRIP = 1 << 22;
	/** Cubes of more voxels are looked at in every other plane, or fewer. */
	private static final long MANY_VOXELS = 1L << 25;
	private static final KappaSigma CLIP = new KappaSigma(3, 3, 3);
	/** Half the side of the square over which a spectrum is averaged, spaxels. */
	private static final int HALF_APERTURE = 1;

	private final FitsFile file;
	private final HduGroup group;
	private final String title;
	private final PreviewOptions options;
	private final int nx;
	private final int ny;
	private final int nz;
	private final int planeStep;

	private CubePreview(FitsFile file, HduGroup group, String title, PreviewOptions options) {
		this.file = file;
		this.group = group;
		this.title = title;
		this.options = options;
		this.nx = group.shape().length(0);
		this.ny = group.shape().length(1);
		this.nz = group.shape().length(2);
		long voxels = (long) nx * ny * nz * group.members().size();
		this.planeStep = Math.clamp(voxels / MANY_VOXELS + (voxels > MANY_VOXELS ? 1 : 0), 1, nz);
	}

	/**
	 * The brightest place of a cube.
	 *
	 * @param member
	 *            the cube
	 * @param x
	 *            column of its middle, from 0
	 * @param y
	 *            row of its middle, from 0
	 * @param height
	 *            by how much it is brighter than half of the image, in the unit of the cube
	 */
	private record Peak(HduGroup.Member member, int x, int y, double height) {
	}

	/** White-light images and, for values, spectra. */
	static List<Preview> of(FitsFile file, HduGroup group, String title, PreviewOptions options) throws FitsException {
		return new CubePreview(file, group, title, options).previews();
	}

	private List<Preview> previews() throws FitsException {
		List<Panel> whole = new ArrayList<>();
		for (HduGroup.Member member : group.members()) {
			whole.add(whiteLight(member));
		}
		List<Integer> numbers = group.members().stream().map(HduGroup.Member::number).toList();
		PictureMaker.Made made = new PictureMaker(options, ColourMap.BLUE_YELLOW).make(numbers, nx, ny,
				factor -> whole.stream().map(panel -> smaller(panel, factor)).toList());
		String unit = group.members().getFirst().hdu().header().findText("BUNIT").orElse("");
		String planes = planeStep == 1 ? nz + " planes" : "every " + planeStep + ". of " + nz + " planes";
		var previews = new ArrayList<Preview>();
		previews.add(new Preview.Picture(
				title + (group.role() == HduGroup.Role.DATA ? ", white light" : ", mean over wavelength"),
				(whole.size() > 1 ? whole.size() + " × " : "") + nx + " × " + ny + " spaxels; mean of " + planes
						+ " after clipping at 3 standard deviations; " + made.words(ColourMap.BLUE_YELLOW, unit),
				made.width(), made.height(), made.png()));
		if (group.role() == HduGroup.Role.DATA) {
			spectra(whole, unit).ifPresent(previews::add);
		}
		return previews;
	}

	private Panel whiteLight(HduGroup.Member member) throws FitsException {
		float[] white = new float[nx * ny];
		int planes = Math.ceilDiv(nz, planeStep);
		int rows = Math.clamp((long) STRIP / Math.max(1, (long) planes * nx), 1, ny);
		float[] strip = new float[Math.multiplyExact(Math.multiplyExact(planes, rows), nx)];
		double[] spaxel = new double[planes];
		long missing = 0;
		for (int first = 0; first < ny; first += rows) {
			int count = Math.min(rows, ny - first) * nx;
			read(member.hdu(), first, count, strip);
			for (int i = 0; i < count; i++) {
				int finite = 0;
				for (int z = 0; z < planes; z++) {
					float value = strip[z * count + i];
					if (Float.isFinite(value)) {
						spaxel[finite++] = value;
					}
				}
				missing += finite == 0 ? 1 : 0;
				white[first * nx + i] = finite == 0 ? Float.NaN
						: (float) RobustStatistics.of(spaxel, 0, finite, null, CLIP).clippedMean();
			}
		}
		return new Panel(member.number(), white, nx, ny, missing, (long) nx * ny, false);
	}

	/** Reads {@code count} voxels of some rows in each plane that is looked at. */
	private void read(Hdu hdu, int firstRow, int count, float[] strip) throws FitsException {
		if (count == nx * ny && planeStep == 1) {
			hdu.readFloats(0, strip, 0, nz * count);
			return;
		}
		for (int z = 0; z * planeStep < nz; z++) {
			hdu.readFloats(((long) z * planeStep * ny + firstRow) * nx, strip, z * count, count);
		}
	}

	private static Panel smaller(Panel panel, int factor) {
		if (factor == 1) {
			return panel;
		}
		int width = Math.ceilDiv(panel.width(), factor);
		int height = Math.ceilDiv(panel.height(), factor);
		double[] sums = new double[width * height];
		int[] counts = new int[width * height];
		for (int y = 0; y < panel.height(); y++) {
			for (int x = 0; x < panel.width(); x++) {
				float value = panel.values()[y * panel.width() + x];
				if (Float.isFinite(value)) {
					sums[y / factor * width + x / factor] += value;
					counts[y / factor * width + x / factor]++;
				}
			}
		}
		float[] means = new float[sums.length];
		for (int i = 0; i < means.length; i++) {
			means[i] = counts[i] == 0 ? Float.NaN : (float) (sums[i] / counts[i]);
		}
		return new Panel(panel.number(), means, width, height, panel.missing(), panel.total(), panel.isTwoValued());
	}

	private Optional<Preview> spectra(List<Panel> whole, String unit) throws FitsException {
		var peaks = new ArrayList<Peak>();
		for (int i = 0; i < whole.size(); i++) {
			peak(group.members().get(i), whole.get(i)).ifPresent(peaks::add);
		}
		List<Peak> brightest = peaks.stream().sorted(Comparator.comparingDouble(Peak::height).reversed())
				.limit(SpectrumPreview.MOST).sorted(Comparator.comparingInt(peak -> peak.member().number())).toList();
		if (brightest.isEmpty()) {
			return Optional.empty();
		}
		var curves = new ArrayList<SpectrumPreview.Curve>();
		for (Peak peak : brightest) {
			curves.add(curve(peak, unit));
		}
		String detail = "means of 3 × 3 spaxels around the brightest place"
				+ (curves.size() > 1 ? " of " + curves.size() + " cubes, the brightest" : "") + " (column, row): "
				+ String.join(", ", brightest.stream().map(peak -> "(" + (peak.x() + 1) + ", " + (peak.y() + 1) + ")"
						+ (whole.size() > 1 ? " of " + peak.member().number() : "")).toList())
				+ "; ";
		return Optional.of(SpectrumPreview.together(curves, title + ", spectra", detail));
	}

	/** Where the mean of 3 × 3 spaxels, at least five of them with data, is largest. */
	private Optional<Peak> peak(HduGroup.Member member, Panel white) {
		double best = Double.NEGATIVE_INFINITY;
		int place = -1;
		for (int y = 0; y < ny; y++) {
			for (int x = 0; x < nx; x++) {
				double sum = 0;
				int finite = 0;
				int inside = 0;
				for (int i : aperture(x, y)) {
					inside++;
					if (Float.isFinite(white.values()[i])) {
						sum += white.values()[i];
						finite++;
					}
				}
				if (2 * finite > inside && sum / finite > best) {
					best = sum / finite;
					place = y * nx + x;
				}
			}
		}
		if (place < 0) {
			return Optional.empty();
		}
		return Optional.of(new Peak(member, place % nx, place / nx, best - RobustStatistics.median(white.values())));
	}

	/** The spaxels around a place that are in the image. */
	private int[] aperture(int x, int y) {
		int[] spaxels = new int[(2 * HALF_APERTURE + 1) * (2 * HALF_APERTURE + 1)];
		int count = 0;
		for (int row = Math.max(0, y - HALF_APERTURE); row <= Math.min(ny - 1, y + HALF_APERTURE); row++) {
			for (int column = Math.max(0, x - HALF_APERTURE); column <= Math.min(nx - 1, x + HALF_APERTURE); column++) {
				spaxels[count++] = row * nx + column;
			}
		}
		return Arrays.copyOf(spaxels, count);
	}

	private SpectrumPreview.Curve curve(Peak peak, String unit) throws FitsException {
		int[] aperture = aperture(peak.x(), peak.y());
		double[] values = mean(peak.member().hdu(), aperture, false);
		Optional<Hdu> noise = group.partner(file, peak.member(), HduGroup.Role.NOISE);
		double[] errors = noise.isPresent() ? mean(noise.get(), aperture, true) : new double[0];
		Hdu hdu = peak.member().hdu();
		return new SpectrumPreview.Curve(hdu.name(), Wavelengths.of(hdu.header(), group.shape().axes().get(2), nz),
				values,
				errors, unit);
	}

	/** The mean over spaxels of each plane, or the error of that mean from standard deviations. */
	private double[] mean(Hdu hdu, int[] aperture, boolean errors) throws FitsException {
		int first = aperture[0] / nx * nx;
		int count = aperture[aperture.length - 1] / nx * nx + nx - first;
		double[] means = new double[nz];
		Uncertainty uncertainty = Uncertainty.of(hdu.name());
		boolean together = (long) nx * ny * nz <= STRIP;
		float[] pixels = together ? hdu.readFloats() : new float[count];
		for (int z = 0; z < nz; z++) {
			if (!together) {
				hdu.readFloats((long) z * nx * ny + first, pixels, 0, count);
			}
			int start = together ? z * nx * ny : -first;
			double sum = 0;
			int finite = 0;
			for (int spaxel : aperture) {
				double value = errors ? uncertainty.standardDeviation(pixels[start + spaxel]) : pixels[start + spaxel];
				if (Double.isFinite(value)) {
					sum += errors ? value * value : value;
					finite++;
				}
			}
			means[z] = finite == 0 ? Double.NaN : (errors ? Math.sqrt(sum) : sum) / finite;
		}
		return means;
	}
}
