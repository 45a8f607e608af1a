package org.armillary.kmos.wavecal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import org.armillary.actor.message.Message;
import org.armillary.kmos.Band;
import org.armillary.kmos.ReadoutChannels;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.tables.Gas;
import org.armillary.kmos.wavecal.identification.LinePeaks;
import org.armillary.kmos.wavecal.solution.Departure;
import org.armillary.kmos.wavecal.solution.DetectorSolution;
import org.armillary.kmos.wavecal.solution.SlitletSolution;
import org.armillary.numerics.RobustStatistics;

/** What is to be said of the wavelengths of a detector at one angle. */
final class UnitReport {

	/** Fewer peaks than this are no arc. */
	private static final int FEWEST_PEAKS = 5;
	/** Fewer lines than this do not fix the wavelengths of a slitlet well; in IZ there are not so many. */
	private static final int FEW_LINES = 30;
	private static final int FEW_LINES_IZ = 20;
	/** So many slitlets are named in a message. */
	private static final int NAMED = 6;
	/** More saturated lines than this share are worth a caveat. */
	private static final double MANY_SATURATED = 0.2;

	/** Lines that cover less than this share of the rows are worth a caveat. */
	private static final double WELL_COVERED = 0.8;

	private final ArcUnit.Given given;
	private final ArcIdentification found;
	private final DetectorSolution solution;
	private final List<Message> caveats = new ArrayList<>();

	UnitReport(ArcUnit.Given given, ArcIdentification found, DetectorSolution solution) {
		this.given = given;
		this.found = found;
		this.solution = solution;
	}

	List<Message> caveats() {
		return caveats;
	}

	private Message of(WaveCalMessage message, Object... arguments) {
		var all = new ArrayList<Object>(
				List.of(given.file(), ArcCalibrations.text(given.angle()), given.detector()));
		all.addAll(List.of(arguments));
		return message.with(all.toArray());
	}

	/** Counts the slitlets without solution and says why. */
	int slitlets(List<SlitletSpectrum> spectra) {
		Map<Integer, Integer> peaks = new TreeMap<>();
		for (int i = 0; i < spectra.size(); i++) {
			peaks.put(spectra.get(i).trace().slitlet().index(), found.peaks().get(i).count());
		}
		int most = found.peaks().stream().mapToInt(LinePeaks::count).max().orElse(0);
		long identified = found.matches().stream().filter(Optional::isPresent).count();
		boolean isUnsolved = solution.slitlets().isEmpty() && !given.used().isEmpty();
		if (isUnsolved) {
			caveats.add(identified > 0 ? of(WaveCalMessage.UNSOLVABLE, identified, solution.counts().saturated())
					: of(WaveCalMessage.NO_LINES, given.lamps(), most));
		}
		int unsolved = 0;
		for (int ifu : given.used()) {
			var missing = new ArrayList<Message>();
			int highest = -1;
			for (int slice = 1; slice <= Slitlet.SLICES; slice++) {
				Slitlet slitlet = new Slitlet(ifu, slice);
				int count = peaks.getOrDefault(slitlet.index(), -1);
				highest = Math.max(highest, count);
				why(slitlet, count).ifPresent(missing::add);
			}
			unsolved += missing.size();
			if (highest < 0) {
				caveats.add(of(WaveCalMessage.IFU_MISSING, ifu));
			} else if (highest < FEWEST_PEAKS && !isUnsolved) {
				caveats.add(of(WaveCalMessage.IFU_DARK, ifu));
			} else if (!isUnsolved) {
				caveats.addAll(missing);
			}
		}
		return unsolved;
	}

	/** Why a slitlet has no wavelengths; empty if it has. */
	private Optional<Message> why(Slitlet slitlet, int peaks) {
		Optional<Departure> departure = solution.departing().stream().filter(other -> other.slitlet().equals(slitlet))
				.findFirst();
		if (departure.isPresent()) {
			return Optional.of(of(WaveCalMessage.SLITLET_DEPARTS, slitlet.ifu(), slitlet.slice(),
					String.format(Locale.ROOT, "%.1f", departure.orElseThrow().pixels()),
					String.format(Locale.ROOT, "%.4f", departure.orElseThrow().micron())));
		}
		if (solution.find(slitlet).isPresent()) {
			return Optional.empty();
		}
		return Optional.of(peaks < 0 ? of(WaveCalMessage.SLITLET_MISSING, slitlet.ifu(), slitlet.slice())
				: of(WaveCalMessage.SLITLET_UNSOLVED, slitlet.ifu(), slitlet.slice(), peaks));
	}

	/** Says which lamps are not as the header has them. */
	void lamps() {
		if (found.gases().isEmpty() || given.declared().isEmpty()) {
			return;
		}
		List<SlitletSolution> solved = solution.slitlets();
		String rows = solved.isEmpty() ? "none"
				: row(solved, SlitletSolution::firstRow) + " to " + row(solved, SlitletSolution::lastRow);
		for (Gas gas : given.declared()) {
			if (!found.gases().contains(gas) && found.check().expected().getOrDefault(gas, 0) > 0) {
				caveats.add(of(WaveCalMessage.LAMP_DARK, gas.symbol(), Math.round(100 * found.check().share(gas)),
						rows));
			}
		}
		for (Gas gas : found.gases()) {
			if (!given.declared().contains(gas)) {
				caveats.add(of(WaveCalMessage.LAMP_WRONG, given.lamps(), gas.symbol()));
			}
		}
	}

	/** Says which slitlets have few lines, and whether many are saturated. */
	void lines() {
		if (solution.slitlets().isEmpty()) {
			return;
		}
		int least = given.band() == Band.IZ ? FEW_LINES_IZ : FEW_LINES;
		List<SlitletSolution> few = solution.slitlets().stream().filter(slitlet -> slitlet.lines() < least)
				.sorted(Comparator.comparingInt(SlitletSolution::lines)).toList();
		if (!few.isEmpty()) {
			String names = few.stream().limit(NAMED)
					.map(slitlet -> "IFU " + slitlet.trace().slitlet().ifu() + " slitlet "
							+ slitlet.trace().slitlet().slice() + ": " + slitlet.lines())
					.collect(Collectors.joining(", "));
			caveats.add(of(WaveCalMessage.FEW_LINES, few.size(), solution.slitlets().size(), least,
					few.size() > NAMED ? names + ", …" : names));
		}
		int saturated = solution.counts().saturated();
		int seen = solution.counts().predicted() - solution.counts().unseen();
		if (saturated > MANY_SATURATED * seen) {
			caveats.add(of(WaveCalMessage.SATURATED, saturated, seen));
		}
	}

	/** Says of which IFUs many pixels lie outside the lines. */
	void extrapolation(int ny) {
		double first = ReadoutChannels.REFERENCE;
		double last = ny - ReadoutChannels.REFERENCE - 1.0;
		for (int ifu : given.used()) {
			List<SlitletSolution> own = solution.slitlets().stream()
					.filter(slitlet -> slitlet.trace().slitlet().ifu() == ifu).toList();
			double covered = 0;
			double farthest = 0;
			for (SlitletSolution slitlet : own) {
				double from = Math.clamp(slitlet.firstRow(), first, last);
				double to = Math.clamp(slitlet.lastRow(), first, last);
				covered += (to - from) / (last - first) / own.size();
				farthest = Math.max(farthest, Math.max(from - first, last - to));
			}
			if (!own.isEmpty() && covered < WELL_COVERED) {
				caveats.add(of(WaveCalMessage.EXTRAPOLATED, ifu, row(own, SlitletSolution::firstRow),
						row(own, SlitletSolution::lastRow), Math.round(100 * (1 - covered)), Math.round(farthest)));
			}
		}
	}

	/** The median of the first or the last rows, from 1. */
	private static long row(List<SlitletSolution> slitlets, ToDoubleFunction<SlitletSolution> row) {
		return Math.round(RobustStatistics.median(slitlets.stream().mapToDouble(row).toArray()) + 1);
	}
}
