package org.armillary.kmos.wavecal.solution;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.armillary.kmos.Slitlet;
import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.lookup.LineSpreadMap;
import org.armillary.kmos.slitlet.DetectorTraces;
import org.armillary.kmos.tables.ArcLine;
import org.armillary.kmos.tables.Gas;
import org.armillary.kmos.wavecal.profile.LineProfile;
import org.armillary.kmos.wavecal.profile.ProfileScatter;

/**
 * The wavelength solution of a detector at one angle with the line profile and what is to be said of their quality.
 * Immutable.
 *
 * @param slitlets
 *            slitlets that were solved, in order of x
 * @param unsolved
 *            slitlets that had an approximate solution but too few lines
 * @param departing
 *            slitlets whose lines seemed to fit, but lie elsewhere than those of the other slitlets
 * @param profile
 *            line profile over the detector
 * @param scatter
 *            how much lines differ from that profile
 * @param lines
 *            the lines of the list over all slitlets, in order of wavelength
 * @param counts
 *            what became of the lines
 * @param residuals
 *            of the lines that were used
 * @param error
 *            how wrong the wavelengths are likely to be
 * @param frameRows
 *            rows of the detector
 * @param frameColumns
 *            columns of the detector
 */
public record DetectorSolution(List<SlitletSolution> slitlets, List<Slitlet> unsolved,
		List<Departure> departing, LineProfile profile,
		ProfileScatter scatter, List<LineQuality> lines, LineCounts counts, Residuals residuals, SolutionError error,
		int frameRows, int frameColumns) {

	/** Copies the lists. */
	public DetectorSolution {
		slitlets = List.copyOf(slitlets);
		unsolved = List.copyOf(unsolved);
		departing = List.copyOf(departing);
		lines = List.copyOf(lines);
	}

	/**
	 * Measures and fits. Single-threaded; several detectors may be solved at the same time.
	 *
	 * @param arc
	 *            lamps on minus off, adu, with variance; pixels with any flag are left out
	 * @param traces
	 *            edges of the slitlets
	 * @param approximate
	 *            slitlets that were identified; others remain without solution
	 * @param list
	 *            lines of the lamps that are on
	 * @param checkpoint
	 *            called slitlet by slitlet
	 * @throws InterruptedException
	 *             where it was cancelled
	 */
	public static DetectorSolution solve(DetectorFrame arc, DetectorTraces traces,
			List<ApproximateSolution> approximate, List<ArcLine> list, SolutionSettings settings, Checkpoint checkpoint)
			throws InterruptedException {
		return new Refinement(arc, traces, approximate, list, settings, checkpoint).solve();
	}

	/** The solution of a slitlet, if it was solved. */
	public Optional<SlitletSolution> find(Slitlet slitlet) {
		return slitlets.stream().filter(solution -> solution.trace().slitlet().equals(slitlet)).findFirst();
	}

	/** Residuals of the lines of a gas: their medians over the slitlets, by their number. */
	public Residuals residuals(Gas gas) {
		List<LineQuality> used = lines.stream()
				.filter(quality -> quality.line().gas() == gas && Double.isFinite(quality.residual())).toList();
		return Residuals.of(used.stream().mapToDouble(LineQuality::residual).toArray(),
				used.stream().mapToDouble(LineQuality::slitlets).toArray());
	}

	/**
	 * Width and third moment of the line profile along all slitlets that were solved.
	 *
	 * @param detector
	 *            1 to 3
	 * @param angleDegrees
	 *            angle of the rotator as in the raw header, degrees
	 * @param checkpoint
	 *            called slitlet by slitlet
	 * @throws InterruptedException
	 *             where it was cancelled
	 */
	public LineSpreadMap lineSpread(int detector, double angleDegrees, Checkpoint checkpoint)
			throws InterruptedException {
		return new LineSpreadSampler(profile, scatter, frameRows, frameColumns, checkpoint).map(detector, angleDegrees,
				slitlets);
	}

	/**
	 * Writes the wavelengths of all slitlets.
	 *
	 * @param micron
	 *            {@code [frameRows][frameColumns]} in one, µm; NaN where there is no solution
	 * @param mask
	 *            likewise; {@link SlitletSolution#EXTRAPOLATED} or 0
	 */
	public void fill(float[] micron, byte[] mask) {
		Arrays.fill(micron, Float.NaN);
		Arrays.fill(mask, (byte) 0);
		for (SlitletSolution slitlet : slitlets) {
			slitlet.fill(micron, mask, frameColumns);
		}
	}
}
