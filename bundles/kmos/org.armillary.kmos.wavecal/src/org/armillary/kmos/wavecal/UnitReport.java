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
import org.armillary.kmos.wavecal.identification.MatchQuality;
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
	/** If more than this share of the peaks is saturated, that is what other trouble comes from. */
	private static final double MANY_SATURATED = 0.1;
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

	/** Whether so many of the peaks are saturated that users should know. */
	static boolean isSaturated(int saturated, int peaks) {
		return saturated > MANY_SATURATED * peaks;
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
		Map<Integer, LinePeaks> peaks = new TreeMap<>();
		for (int i = 0; i < spectra.size(); i++) {
			peaks.put(spectra.get(i).trace().slitlet().index(), found.peaks().get(i));
		}
		int most = found.peaks().stream().mapToInt(LinePeaks::count).max().orElse(0);
		long identified = found.matches().stream().filter(Optional::isPresent).count();
		boolean isUnsolved = solution.slitlets().isEmpty() && !given.used().isEmpty();
		if (isUnsolved) {
			caveats.add(identified > 0
					? of(WaveCalMessage.UNSOLVABLE, identified, found.saturatedPeakCount(), found.peakCount())
					: of(WaveCalMessage.NO_LINES, given.lamps(), most, MatchQuality.FEW));
		}
		int unsolved = 0;
		for (int ifu : given.used()) {
			var missing = new ArrayList<Message>();
			int highest = -1;
			for (int slice = 1; slice <= Slitlet.SLICES; slice++) {
				Slitlet slitlet = new Slitlet(ifu, slice);
				Optional<LinePeaks> own = Optional.ofNullable(peaks.get(slitlet.index()));
				highest = Math.max(highest, own.map(LinePeaks::count).orElse(-1));
				why(slitlet, own).ifPresent(missing::add);
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
	private Optional<Message> why(Slitlet slitlet, Optional<LinePeaks> peaks) {
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
		if (peaks.isEmpty()) {
			return Optional.of(of(WaveCalMessage.SLITLET_MISSING, slitlet.ifu(), slitlet.slice()));
		}
		int count = peaks.orElseThrow().count();
		int saturated = peaks.orElseThrow().saturatedCount();
		return Optional.of(isSaturated(saturated, count)
				? of(WaveCalMessage.SLITLET_SATURATED, slitlet.ifu(), slitlet.slice(), count, saturated)
				: of(WaveCalMessage.SLITLET_UNSOLVED, slitlet.ifu(), slitlet.slice(), count));
	}

	/** Says which lamps are not as the header has them. */
	void lamps() {
		if (found.gases().isEmpty() || given.declared().isEmpty()) {
			return;
		}
		List<SlitletSolution> solved = solution.slitlets();
		String rows = solved.isEmpty() ? "none"
				: row(solved, SlitletSolution::firstRow) + " to " + row(solved, SlitletSolution::lastRow);
		String seen = found.gases().stream().map(UnitReport::name).collect(Collectors.joining(", "));
		List<Gas> others = found.gases().stream().filter(gas -> !given.declared().contains(gas)).toList();
		for (Gas gas : others) {
			caveats.add(of(WaveCalMessage.LAMP_WRONG, given.lamps(), name(gas), seen));
		}
		for (Gas gas : given.declared()) {
			// a lamp in place of another is told once
			if (others.isEmpty() && !found.gases().contains(gas)
					&& found.check().expected().getOrDefault(gas, 0) > 0) {
				caveats.add(of(WaveCalMessage.LAMP_DARK, name(gas), Math.round(100 * found.check().share(gas)), rows));
			}
		}
	}

	/** A gas as messages name it, like the lamps of headers. */
	private static String name(Gas gas) {
		return gas.name().toLowerCase(Locale.ROOT);
	}

	/** Says how many slitlets have few lines. */
	void lines() {
		if (solution.slitlets().isEmpty()) {
			return;
		}
		int least = given.band() == Band.IZ ? FEW_LINES_IZ : FEW_LINES;
		List<SlitletSolution> few = solution.slitlets().stream().filter(slitlet -> slitlet.lines() < least)
				.sorted(Comparator.comparingInt(SlitletSolution::lines)).toList();
		if (!few.isEmpty()) {
			Slitlet fewest = few.getFirst().trace().slitlet();
			caveats.add(of(
					isSaturated(found.saturatedPeakCount(), found.peakCount()) ? WaveCalMessage.FEW_UNSATURATED
							: WaveCalMessage.FEW_LINES,
					few.size(), solution.slitlets().size(), least, few.getFirst().lines(), fewest.ifu(),
					fewest.slice()));
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
			double least = Double.POSITIVE_INFINITY;
			Object[] worst = {};
			for (SlitletSolution slitlet : own) {
				double from = Math.clamp(slitlet.firstRow(), first, last);
				double to = Math.clamp(slitlet.lastRow(), first, last);
				covered += (to - from) / (last - first) / own.size();
				if (to - from < least) {
					least = to - from;
					worst = new Object[] { slitlet.trace().slitlet().slice(), Math.round(from) + 1,
							Math.round(to) + 1, ny };
				}
			}
			if (worst.length > 0 && covered < WELL_COVERED) {
				var arguments = new ArrayList<Object>(List.of(ifu, Math.round(100 * (1 - covered))));
				arguments.addAll(List.of(worst));
				caveats.add(of(WaveCalMessage.EXTRAPOLATED, arguments.toArray()));
			}
		}
	}

	/** The median of the first or the last rows, from 1. */
	private static long row(List<SlitletSolution> slitlets, ToDoubleFunction<SlitletSolution> row) {
		return Math.round(RobustStatistics.median(slitlets.stream().mapToDouble(row).toArray()) + 1);
	}
}
