package org.armillary.report.preview;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.armillary.data.FitsException;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.report.plot.Axis;
import org.armillary.report.plot.LinePlot;
import org.armillary.report.plot.PlotGrid;
import org.armillary.report.plot.Series;

/** Curves of spectra with their errors. */
final class SpectrumPreview {

	/** Longer vectors are not read. */
	static final int LONGEST = 4 << 20;
	/** Spectra that are shown of a group. */
	static final int MOST = 4;
	private static final int WIDTH = 640;
	private static final int HEIGHT = 260;
	private static final int SMALL_HEIGHT = 190;

	private SpectrumPreview() {
	}

	/**
	 * One spectrum.
	 *
	 * @param name
	 *            what it is the spectrum of
	 * @param values
	 *            its samples
	 * @param errors
	 *            standard deviation of each; of length 0 where not known
	 */
	record Curve(String name, Wavelengths wavelengths, double[] values, double[] errors, String unit) {

		LinePlot plot(String title, int width, int height) {
			Series line = Series.line(name, wavelengths.values(), values);
			return LinePlot.titled(title).size(width, height).x(wavelengths.axis())
					.y(Axis.of("", unit).robust())
					.add(errors.length == 0 ? line : line.withErrors(errors)).build();
		}
	}

	/** The spectra of a group of vectors; the first few. */
	static Preview of(FitsFile file, HduGroup group, String title) throws FitsException {
		var curves = new ArrayList<Curve>();
		for (HduGroup.Member member : group.members().subList(0, Math.min(MOST, group.members().size()))) {
			Hdu hdu = member.hdu();
			Shape shape = Shape.of(hdu);
			if (shape.lengths().getFirst() > LONGEST) {
				return new Preview.Words(title, "A vector of " + shape.words() + " samples, too long to be shown.");
			}
			Optional<Hdu> noise = group.partner(file, member, HduGroup.Role.NOISE);
			curves.add(new Curve(hdu.name(), Wavelengths.of(hdu.header(), shape.axes().getFirst(), shape.length(0)),
					hdu.readDoubles(), noise.isPresent() ? errors(noise.get()) : new double[0],
					hdu.header().findText("BUNIT").orElse("")));
		}
		String left = group.members().size() > curves.size()
				? curves.size() + " of " + group.members().size() + " shown; "
				: "";
		return together(curves, title, left);
	}

	private static double[] errors(Hdu noise) throws FitsException {
		Uncertainty uncertainty = Uncertainty.of(noise.name());
		return Arrays.stream(noise.readDoubles()).map(uncertainty::standardDeviation).toArray();
	}

	/** The rows of an image of very few rows, each as a curve. */
	static Preview rows(HduGroup group, String title) throws FitsException {
		Hdu hdu = group.members().getFirst().hdu();
		int length = group.shape().length(0);
		if ((long) length * group.shape().length(1) > LONGEST) {
			return new Preview.Words(title, group.shape().words() + " pixels, too many to be shown.");
		}
		double[] pixels = hdu.readDoubles();
		Wavelengths wavelengths = Wavelengths.of(hdu.header(), group.shape().axes().getFirst(), length);
		var curves = new ArrayList<Curve>();
		for (int row = 0; row < group.shape().length(1); row++) {
			curves.add(new Curve("Row " + (row + 1), wavelengths,
					Arrays.copyOfRange(pixels, row * length, (row + 1) * length), new double[0], ""));
		}
		return together(curves, title, "");
	}

	/** One or more curves as one preview. */
	static Preview together(List<Curve> curves, String title, String detail) {
		Curve first = curves.getFirst();
		String words = detail + (curves.stream().anyMatch(curve -> curve.errors().length > 0)
				? "the band is one standard deviation to either side; "
				: "") + "arrows mark values beyond the frame";
		if (curves.size() == 1) {
			return new Preview.Curve(title, words, first.plot(first.name(), WIDTH, HEIGHT).svg());
		}
		List<LinePlot> plots = curves.stream().map(curve -> curve.plot(curve.name(), WIDTH / 2, SMALL_HEIGHT)).toList();
		return new Preview.Curve(title, words, new PlotGrid("Spectra", title, plots, 2).svg());
	}
}
