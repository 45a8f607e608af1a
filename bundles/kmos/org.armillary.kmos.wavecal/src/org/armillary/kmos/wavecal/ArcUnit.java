package org.armillary.kmos.wavecal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.armillary.actor.message.Message;
import org.armillary.kmos.Band;
import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.slitlet.DetectorTraces;
import org.armillary.kmos.tables.ArcLine;
import org.armillary.kmos.tables.Gas;
import org.armillary.kmos.wavecal.identification.RowLaw;
import org.armillary.kmos.wavecal.identification.SlitletMatch;
import org.armillary.kmos.wavecal.solution.ApproximateSolution;
import org.armillary.kmos.wavecal.solution.DetectorSolution;
import org.armillary.kmos.wavecal.solution.SolutionSettings;

/**
 * One detector at one angle: lines identified, wavelengths solved, and what is to be said of both.
 *
 * @param solution
 *            the wavelengths; of no slitlet if nothing was identified
 * @param gases
 *            gases that shine
 * @param unsolved
 *            slitlets of used IFUs without solution
 * @param peaks
 *            peaks in all spectra
 * @param saturatedPeaks
 *            how many of them are saturated
 * @param caveats
 *            what users should know
 */
record ArcUnit(DetectorSolution solution, Set<Gas> gases, int unsolved, int peaks, int saturatedPeaks,
		List<Message> caveats) {

	/**
	 * What is given of a detector at one angle.
	 *
	 * @param file
	 *            names of the arcs, for messages
	 * @param angle
	 *            of the rotator, degrees
	 * @param detector
	 *            1 to 3
	 * @param band
	 *            band of the detector
	 * @param lamps
	 *            lamps that are on, for messages
	 * @param declared
	 *            gases whose lamps are on according to the header
	 * @param used
	 *            IFUs of the detector whose arms are used
	 * @param list
	 *            arc lines of all gases
	 * @param hint
	 *            a law of rows that may be right
	 * @param order
	 *            degree of the solution; 0 for the one that suits the band
	 */
	record Given(String file, double angle, int detector, Band band, String lamps, Set<Gas> declared, Set<Integer> used,
			List<ArcLine> list, Optional<RowLaw> hint, int order) {
	}

	/** Calibrates. */
	static ArcUnit of(Given given, DetectorFrame arc, DetectorTraces traces, Checkpoint checkpoint)
			throws InterruptedException {
		List<SlitletSpectrum> spectra = SlitletSpectra.of(arc, traces, checkpoint);
		checkpoint.check();
		ArcIdentification found = ArcIdentification.of(spectra, given.list(), given.declared(),
				RowLaw.Nominal.of(given.band(), arc.ny()), given.hint(), checkpoint);
		checkpoint.check();
		var approximate = new ArrayList<ApproximateSolution>();
		for (int i = 0; i < spectra.size(); i++) {
			Optional<SlitletMatch> match = found.matches().get(i);
			if (match.isPresent()) {
				approximate.add(new ApproximateSolution(spectra.get(i).trace(),
						match.orElseThrow().law().micronByRow(), spectra.get(i).tilt()));
			}
		}
		List<ArcLine> lines = given.list().stream().filter(line -> found.gases().contains(line.gas())).toList();
		DetectorSolution solution = DetectorSolution.solve(arc, traces, approximate, lines,
				SolutionSettings.of(given.band(), given.order()), checkpoint);
		var report = new UnitReport(given, found, solution);
		int unsolved = report.slitlets(spectra);
		report.lamps();
		report.lines();
		report.extrapolation(arc.ny());
		return new ArcUnit(solution, found.gases(), unsolved, found.peakCount(), found.saturatedPeakCount(),
				report.caveats());
	}
}
