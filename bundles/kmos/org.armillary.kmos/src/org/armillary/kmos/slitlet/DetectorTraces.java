package org.armillary.kmos.slitlet;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.armillary.kmos.Slitlet;

/**
 * The slitlets of a detector at one angle of the rotator. Those that could not be traced are missing. Immutable.
 *
 * @param detector
 *            1 to 3
 * @param slitlets
 *            in order of x
 */
public record DetectorTraces(int detector, List<SlitletTrace> slitlets) {

	/** Sorts and copies. */
	public DetectorTraces {
		slitlets = slitlets.stream().sorted(Comparator.comparing(SlitletTrace::slitlet)).toList();
	}

	/** The slitlet, if it was traced. */
	public Optional<SlitletTrace> find(Slitlet slitlet) {
		return slitlets.stream().filter(trace -> trace.slitlet().equals(slitlet)).findFirst();
	}

	/** The slitlets of an IFU that were traced. */
	public List<SlitletTrace> ofIfu(int ifu) {
		return slitlets.stream().filter(trace -> trace.slitlet().ifu() == ifu).toList();
	}
}
