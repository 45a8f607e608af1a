package org.armillary.kmos.wavecal;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.tables.ArcLine;
import org.armillary.kmos.tables.Gas;
import org.armillary.kmos.wavecal.identification.DetectorIdentification;
import org.armillary.kmos.wavecal.identification.GasCheck;
import org.armillary.kmos.wavecal.identification.LinePattern;
import org.armillary.kmos.wavecal.identification.LinePeaks;
import org.armillary.kmos.wavecal.identification.RowLaw;
import org.armillary.kmos.wavecal.identification.SlitletMatch;

/**
 * Which lines the slitlets of a detector show, and which gases really shine: headers tell which lamps were switched
 * on, not which of them burned.
 *
 * @param matches
 *            of each spectrum; empty where it is not certain
 * @param peaks
 *            the peaks of each spectrum
 * @param gases
 *            gases that shine; of none if nothing was identified
 * @param check
 *            the count of bright lines by gas, of the gases that the header names
 */
record ArcIdentification(List<Optional<SlitletMatch>> matches, List<LinePeaks> peaks, SortedSet<Gas> gases,
		GasCheck check) {

	/** An undeclared gas shines if more than this share of its brightest lines is seen. */
	private static final double SHINES = 0.6;

	/**
	 * Identifies.
	 *
	 * @param spectra
	 *            of the slitlets in order of x
	 * @param list
	 *            arc lines of all gases
	 * @param declared
	 *            gases whose lamps are on according to the header; none if it does not say
	 * @param nominal
	 *            where lines should be
	 * @param hint
	 *            a law that may be right
	 * @param checkpoint
	 *            called slitlet by slitlet
	 */
	static ArcIdentification of(List<SlitletSpectrum> spectra, List<ArcLine> list, Set<Gas> declared,
			RowLaw.Nominal nominal, Optional<RowLaw> hint, Checkpoint checkpoint) throws InterruptedException {
		List<LinePeaks> peaks = spectra.stream().map(SlitletSpectrum::peaks).toList();
		Set<Gas> all = EnumSet.allOf(Gas.class);
		Set<Gas> expected = declared.isEmpty() ? all : declared;
		LinePattern pattern = LinePattern.of(of(list, expected), nominal);
		List<Optional<SlitletMatch>> matches = DetectorIdentification.identify(pattern, peaks, hint, checkpoint);
		if (isEmpty(matches)) {
			for (Gas gas : all) {
				if (isEmpty(matches) && !expected.equals(Set.of(gas))) {
					expected = Set.of(gas);
					pattern = LinePattern.of(of(list, expected), nominal);
					matches = DetectorIdentification.identify(pattern, peaks, hint, checkpoint);
				}
			}
		}
		if (isEmpty(matches)) {
			return new ArcIdentification(matches, peaks, new TreeSet<>(), GasCheck.of(pattern, List.of()));
		}
		// of all gases, so that one shows that the header does not name
		LinePattern full = LinePattern.of(list, nominal);
		GasCheck check = GasCheck.of(full, judged(full, matches, peaks));
		int slitlets = (int) matches.stream().filter(Optional::isPresent).count();
		SortedSet<Gas> shining = new TreeSet<>();
		for (Gas gas : all) {
			boolean isNamed = expected.contains(gas);
			if (isNamed && !check.isDark(gas, slitlets) || !isNamed && check.share(gas) >= SHINES) {
				shining.add(gas);
			}
		}
		if (!shining.isEmpty() && !shining.equals(expected)) {
			// lines of a lamp that is off lead astray
			LinePattern shown = LinePattern.of(of(list, shining), nominal);
			List<Optional<SlitletMatch>> again = DetectorIdentification.identify(shown, peaks, hint, checkpoint);
			matches = again.stream().filter(Optional::isPresent).count() >= 0.5 * slitlets ? again : matches;
		}
		return new ArcIdentification(matches, peaks, shining, check);
	}

	/** Number of peaks in all spectra. */
	int peakCount() {
		return peaks.stream().mapToInt(LinePeaks::count).sum();
	}

	/** How many of them are saturated. */
	int saturatedPeakCount() {
		return peaks.stream().mapToInt(LinePeaks::saturatedCount).sum();
	}

	/** The same laws with the lines of another pattern. */
	private static List<SlitletMatch> judged(LinePattern pattern, List<Optional<SlitletMatch>> matches,
			List<LinePeaks> peaks) {
		var judged = new ArrayList<SlitletMatch>();
		for (int i = 0; i < matches.size(); i++) {
			if (matches.get(i).isPresent()) {
				judged.add(SlitletMatch.of(pattern, matches.get(i).orElseThrow().law(), peaks.get(i)));
			}
		}
		return judged;
	}

	private static boolean isEmpty(List<Optional<SlitletMatch>> matches) {
		return matches.stream().allMatch(Optional::isEmpty);
	}

	private static List<ArcLine> of(List<ArcLine> list, Set<Gas> gases) {
		return list.stream().filter(line -> gases.contains(line.gas())).toList();
	}
}
