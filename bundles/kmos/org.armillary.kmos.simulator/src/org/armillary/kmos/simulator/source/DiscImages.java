package org.armillary.kmos.simulator.source;

import java.util.ArrayList;
import java.util.List;

import org.armillary.kmos.simulator.optics.IfuOrientation;

/**
 * A disc sorted by velocity, before seeing, in the axes of an IFU. Light is shared among three neighbouring channels by
 * quadratic B-splines: mean velocity is kept exactly, and at every place the channels add the same variance, a quarter of
 * their squared distance, which the spectra of the channels lack in turn. Immutable.
 */
final class DiscImages {

	/** A channel: light that recedes with one velocity over that of the middle, km/s. */
	record Channel(double kmPerSecond, SourceImage image) {
	}

	private static final double WIDEST_KM_PER_SECOND = 15;
	private static final double SHARE_OF_DISPERSION = 1.2;
	private static final int USUAL_CHANNELS = 40;
	private static final int MOST_CHANNELS = 150;
	/** Light farther than this from the middle of a disc is left out, mas. */
	private static final double FARTHEST_MAS = 4000;
	/** Farther than this from the middle every other point is enough, mas. */
	private static final double SMOOTH_MAS = 500;
	private static final int MIDDLE_PARTS = 12;
	private static final int MIDDLE_POINTS = 4;
	private static final double MAS = 1000;

	private final SourceImage all;
	private final List<Channel> channels;
	private final double dispersion;

	DiscImages(DiscModel model, IfuOrientation orientation) {
		double reach = model.reachKmPerSecond();
		double gas = model.disc().dispersion();
		double distance = distance(reach, gas);
		dispersion = StrictMath.sqrt(StrictMath.max(0, gas * gas - distance * distance / 4));
		int half = (int) StrictMath.ceil(reach / distance) + 1;
		double reachMas = StrictMath.min(FARTHEST_MAS, MAS * model.reachArcsec());
		int halfAlong = even(SourceImage.halfAlong(reachMas));
		int halfAcross = even(SourceImage.halfAcross(reachMas));
		int width = 2 * halfAlong + 1;
		int size = width * (2 * halfAcross + 1);
		var total = new double[size];
		var sorted = new double[2 * half + 1][size];
		// an even number, so that none lies half-way between two points
		int usual = model.parts(SourceImage.ACROSS_MAS / MAS);
		for (int point = 0; point < size; point++) {
			int across = point / width - halfAcross;
			int along = point % width - halfAlong;
			boolean middle = StrictMath.abs(across) <= MIDDLE_POINTS && StrictMath.abs(along) <= MIDDLE_POINTS;
			int parts = middle ? StrictMath.max(usual, MIDDLE_PARTS) : usual;
			double area = SourceImage.ALONG_MAS * SourceImage.ACROSS_MAS / (MAS * MAS * parts * parts);
			for (int part = 0; part < parts * parts; part++) {
				double i = along + (part % parts + 0.5) / parts - 0.5;
				double j = across + (part / parts + 0.5) / parts - 0.5;
				double u = i * SourceImage.ALONG_MAS;
				double v = j * SourceImage.ACROSS_MAS;
				double x = orientation.x(u, v) / MAS;
				double y = orientation.y(u, v) / MAS;
				double light = area * model.brightness(x, y);
				if (light > 0) {
					boolean smooth = StrictMath.abs(u) > SMOOTH_MAS || StrictMath.abs(v) > SMOOTH_MAS;
					int target = smooth ? (nearestEven(j) + halfAcross) * width + nearestEven(i) + halfAlong : point;
					total[target] += light;
					sort(sorted, target, light, model.velocity(x, y) / distance + half);
				}
			}
		}
		all = SourceImage.of(halfAlong, halfAcross, total);
		var list = new ArrayList<Channel>();
		for (int channel = 0; channel < sorted.length; channel++) {
			SourceImage image = SourceImage.of(halfAlong, halfAcross, sorted[channel]);
			if (image.points().length > 0) {
				list.add(new Channel((channel - half) * distance, image));
			}
		}
		channels = List.copyOf(list);
	}

	/** All light of the disc: shares that add up to 1 where the disc is not too large. */
	SourceImage all() {
		return all;
	}

	/** The channels in order of velocity; their images add up to {@link #all}. */
	List<Channel> channels() {
		return channels;
	}

	/** Standard deviation of the velocities that the spectrum of each channel has, km/s. */
	double dispersion() {
		return dispersion;
	}

	/** Distance of channels, km/s: fine enough for the dispersion, and not too many of them if that is possible. */
	private static double distance(double reach, double gas) {
		double fine = StrictMath.max(2 * reach / MOST_CHANNELS,
				StrictMath.min(SHARE_OF_DISPERSION * gas, WIDEST_KM_PER_SECOND));
		double few = 2 * reach / USUAL_CHANNELS;
		// channels cannot add more variance than the gas has
		return StrictMath.max(1e-3, StrictMath.max(fine, StrictMath.min(few, 1.8 * gas)));
	}

	private static int even(int number) {
		return number + number % 2;
	}

	private static int nearestEven(double position) {
		return 2 * (int) StrictMath.rint(position / 2);
	}

	private static void sort(double[][] sorted, int point, double light, double position) {
		int nearest = (int) StrictMath.rint(position);
		double f = position - nearest;
		sorted[nearest - 1][point] += light * 0.5 * (0.5 - f) * (0.5 - f);
		sorted[nearest][point] += light * (0.75 - f * f);
		sorted[nearest + 1][point] += light * 0.5 * (0.5 + f) * (0.5 + f);
	}
}
