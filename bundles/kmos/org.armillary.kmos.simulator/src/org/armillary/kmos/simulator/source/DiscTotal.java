package org.armillary.kmos.simulator.source;

import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.IfuOrientation;
import org.armillary.kmos.simulator.source.DiscImages.Channel;
import org.armillary.kmos.simulator.source.DiscSpectrum.Group;
import org.armillary.kmos.simulator.source.DiscSpectrum.Line;
import org.armillary.kmos.simulator.source.Target.Disc;

/** The spectrum of all of a disc, above the atmosphere. */
record DiscTotal(Targets targets, Disc disc, double kmPerSecond) {

	/** Photons s⁻¹ m⁻² µm⁻¹ by sample of the grid. */
	double[] photons() {
		SpectralGrid grid = targets.grid();
		double[] widths = grid.widths();
		DiscImages images = targets.images(disc, IfuOrientation.FLIPPED_Y);
		double all = images.all().total();
		var spectrum = new DiscSpectrum(disc, grid, kmPerSecond);
		double[] photons = spectrum.continuum();
		for (Group group : spectrum.groups()) {
			for (Channel channel : images.channels()) {
				double share = channel.image().total() / all;
				for (Line part : spectrum.parts(group, channel.kmPerSecond(), images.dispersion())) {
					add(photons, widths, grid.band().row(part.micron()), share * part.photons());
				}
			}
		}
		return photons;
	}

	/** Shares a line between the two samples around it, which keeps its place. */
	private static void add(double[] photons, double[] widths, double row, double light) {
		double position = (row - SpectralGrid.FIRST_ROW) * SpectralGrid.PER_ROW - 0.5;
		int left = (int) StrictMath.floor(position);
		if (left >= 0 && left + 1 < photons.length) {
			double f = position - left;
			photons[left] += (1 - f) * light / widths[left];
			photons[left + 1] += f * light / widths[left + 1];
		}
	}
}
