package org.armillary.kmos.slitlet;

import java.util.Arrays;

import org.armillary.kmos.Slitlet;

/**
 * The profile of edges all over a detector. Optics do not blur alike everywhere, and an edge whose profile is thought
 * too sharp or too soft lies too far in or out: the width of the blur is found for each IFU in some sections of the
 * rows, while wings and the width of pixels are the same everywhere. For one thread.
 */
final class EdgeProfiles {

	/** Sections along the dispersion. */
	static final int SECTIONS = 4;

	private static final int EDGES = 2 * Slitlet.SLICES;
	/** IFUs on each side whose blur is much the same, and by how much it may differ from theirs, pixel. */
	private static final int NEIGHBOURS = 2;
	private static final double MOST_APART = 0.02;

	private final int bins;
	private final EdgeProfile[] cells;
	private final double[] blurs;
	private EdgeProfile common;

	/**
	 * The same profile everywhere.
	 *
	 * @param edges
	 *            number of edges
	 * @param bins
	 *            number of bins of rows
	 */
	EdgeProfiles(int edges, int bins, EdgeProfile profile) {
		this.bins = bins;
		this.cells = new EdgeProfile[(edges + EDGES - 1) / EDGES * SECTIONS];
		this.blurs = new double[cells.length];
		this.common = profile;
		Arrays.fill(cells, profile);
	}

	/** The profile of all edges together. */
	EdgeProfile common() {
		return common;
	}

	/** The profile of an edge in a bin. */
	EdgeProfile at(int edge, int bin) {
		return cells[edge / EDGES * SECTIONS + bin * SECTIONS / bins];
	}

	/** First bin of a section; the number of bins for that after the last. */
	int firstBin(int section) {
		return (section * bins + SECTIONS - 1) / SECTIONS;
	}

	/** Takes a profile for all. */
	void set(EdgeProfile profile) {
		common = profile;
		Arrays.fill(cells, profile);
	}

	/**
	 * Adds what fits with the common profile leave.
	 *
	 * @param leftOver
	 *            of each edge, about the section alone; is forgotten
	 */
	void add(int section, EdgeLight[] leftOver) {
		for (int first = 0; first < leftOver.length; first += EDGES) {
			var fit = new ProfileFit(common);
			for (int edge = first; edge < Math.min(first + EDGES, leftOver.length); edge++) {
				fit.add(leftOver[edge]);
			}
			blurs[first / EDGES * SECTIONS + section] = fit.blur();
		}
	}

	/**
	 * Takes the width of the blur of each IFU in each section from what was added: the mean of the IFU and the
	 * departure of the section in the median of all IFUs, so that chance has no say. It counts as far as it is like
	 * that of the neighbours: where light ends before the slitlets do, an edge is sharper than any image.
	 */
	void improve() {
		double[] ofIfu = new double[blurs.length / SECTIONS];
		double[] ofSection = new double[SECTIONS];
		for (int i = 0; i < blurs.length; i++) {
			ofIfu[i / SECTIONS] += blurs[i] / SECTIONS;
		}
		double[] departures = new double[ofIfu.length];
		for (int section = 0; section < SECTIONS; section++) {
			for (int group = 0; group < ofIfu.length; group++) {
				departures[group] = blurs[group * SECTIONS + section] - ofIfu[group];
			}
			ofSection[section] = CombFinder.median(departures, 0, departures.length - 1);
		}
		for (int group = 0; group < ofIfu.length; group++) {
			double usual = CombFinder.median(ofIfu, group - NEIGHBOURS, group + NEIGHBOURS);
			double blur = Math.clamp(ofIfu[group], usual - MOST_APART, usual + MOST_APART);
			for (int section = 0; section < SECTIONS; section++) {
				cells[group * SECTIONS + section] = EdgeProfile.of(blur + ofSection[section], common.wing(),
						common.pixel());
			}
		}
	}
}
