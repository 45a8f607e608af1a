package org.armillary.kmos.wavecal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.armillary.actor.message.Message;
import org.armillary.kmos.Band;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.detector.PixelFlag;
import org.armillary.kmos.slitlet.DetectorTraces;
import org.armillary.kmos.slitlet.SlitletTrace;
import org.armillary.kmos.tables.ArcLine;
import org.armillary.kmos.tables.ArcLines;
import org.armillary.kmos.tables.Gas;
import org.junit.jupiter.api.Test;

/** One detector at one angle: what is told of it, and its lines on the grid of wavelengths. */
class ArcUnitTest {

	private static final Set<Gas> BOTH = EnumSet.allOf(Gas.class);

	@Test
	void darkAndMissingIfusAreTold() throws InterruptedException {
		List<SlitletTrace> slitlets = ArcFrames.traces(1).slitlets();
		SlitletTrace other = slitlets.get(1);
		var traces = new DetectorTraces(1,
				List.of(slitlets.get(0), new SlitletTrace(new Slitlet(2, 1), other.left(), other.right())));
		DetectorFrame arc = new ArcFrames(1, Band.K).dark(Set.of(1)).frame(1, 0);
		ArcUnit unit = unit(Band.K, arc, traces, Set.of(1, 2, 3));
		assertTrue(told(unit, WaveCalMessage.IFU_DARK).summary().contains("IFU 2"));
		assertTrue(told(unit, WaveCalMessage.IFU_MISSING).summary().contains("IFU 3"));
		assertTrue(told(unit, WaveCalMessage.SLITLET_MISSING).summary().contains("IFU 1 slitlet"));
		assertEquals(3 * Slitlet.SLICES - 1, unit.unsolved());
		assertEquals(1, unit.solution().slitlets().size());
	}

	@Test
	void anArcWithoutLinesIsTold() throws InterruptedException {
		ArcUnit unit = unit(Band.H, new ArcFrames(2, Band.H).lamps(Set.of(), BOTH).frame(1, 0), ArcFrames.traces(1),
				Set.of(1));
		told(unit, WaveCalMessage.NO_LINES);
		assertEquals(0, unit.saturatedPeaks());
	}

	@Test
	void fewLinesAndWhatTheyDoNotCoverAreTold() throws InterruptedException {
		double middle = 0.5 * (Band.H.usefulFirstMicron() + Band.H.usefulLastMicron());
		ArcUnit unit = unit(Band.H, new ArcFrames(3, Band.H).until(middle).frame(1, 0), ArcFrames.traces(1),
				Set.of(1));
		told(unit, WaveCalMessage.FEW_LINES);
		String summary = told(unit, WaveCalMessage.EXTRAPOLATED).summary();
		assertTrue(summary.contains("IFU 1"), summary);
		assertFalse(isTold(unit, WaveCalMessage.FEW_UNSATURATED));
		int share = Integer.parseInt(summary.replaceAll(".* (\\d+) %.*", "$1"));
		assertTrue(share > 40 && share < 65, summary);
		// the slitlet that is named agrees with the share
		int[] rows = Arrays.stream(summary.replaceAll(".* rows (\\d+) to (\\d+) of (\\d+).*", "$1 $2 $3").split(" "))
				.mapToInt(Integer::parseInt).toArray();
		assertEquals(share, 100 - 100.0 * (rows[1] - rows[0]) / rows[2], 5, summary);
	}

	@Test
	void saturatedLinesAreCountedAndAskForAShorterExposure() throws InterruptedException {
		DetectorFrame arc = new ArcFrames(4, Band.K).frame(1, 0);
		for (int i = 0; i < arc.value().length; i++) {
			arc.flags()[i] = arc.value()[i] > 700 ? PixelFlag.NON_LINEAR.value() : 0;
		}
		ArcUnit unit = unit(Band.K, arc, ArcFrames.traces(1), Set.of(1));
		assertFalse(unit.solution().slitlets().isEmpty());
		assertTrue(unit.saturatedPeaks() > 20, unit.saturatedPeaks() + " of " + unit.peaks());
		assertTrue(UnitReport.isSaturated(unit.saturatedPeaks(), unit.peaks()));
		Message few = told(unit, WaveCalMessage.FEW_UNSATURATED);
		assertTrue(few.remedies().toString().contains("shorter"), few.toString());
		assertFalse(isTold(unit, WaveCalMessage.FEW_LINES));
	}

	@Test
	void aSlitletLostToSaturationIsToldApart() throws InterruptedException {
		DetectorFrame arc = new ArcFrames(4, Band.K).frame(1, 0);
		int first = (int) ArcFrames.left(1);
		for (int i = 0; i < arc.value().length; i++) {
			arc.flags()[i] = i % arc.nx() >= first && arc.value()[i] > 60 ? PixelFlag.SATURATED.value() : 0;
		}
		ArcUnit unit = unit(Band.K, arc, ArcFrames.traces(1), Set.of(1));
		assertEquals(1, unit.solution().slitlets().size());
		Message lost = told(unit, WaveCalMessage.SLITLET_SATURATED);
		assertTrue(lost.summary().contains("slitlet " + ArcFrames.traces(1).slitlets().get(1).slitlet().slice()),
				lost.summary());
		assertFalse(isTold(unit, WaveCalMessage.SLITLET_UNSOLVED));
	}

	@Test
	void aLineLiesAtItsWavelengthInTheResampledArc() throws InterruptedException {
		Band band = Band.K;
		DetectorFrame arc = new ArcFrames(5, band).frame(2, 0);
		ArcUnit unit = unit(band, arc, ArcFrames.traces(2), Set.of(9));
		ResampledArc grid = ResampledArc.between(band.firstMicron(), band.lastMicron(), 2048);
		float[] image = grid.image(arc, unit.solution(), Checkpoint.NONE);
		List<ArcLine> lines = ArcLines.of(band);
		int compared = 0;
		for (int line = 1; line < lines.size() - 1; line++) {
			double micron = lines.get(line).micron();
			double place = (micron - grid.firstMicron()) / grid.stepMicron();
			int plane = (int) Math.rint(place);
			boolean alone = lines.get(line + 1).micron() - micron > 12 * grid.stepMicron()
					&& micron - lines.get(line - 1).micron() > 12 * grid.stepMicron();
			for (int slitlet = 0; slitlet < ArcFrames.SLITLETS && alone; slitlet++) {
				double all = 0;
				double mean = 0;
				for (int column = 1; column < Slitlet.SLICES - 1; column++) {
					double sum = 0;
					double moment = 0;
					for (int k = plane - 5; k <= plane + 5; k++) {
						float value = image[k * ResampledArc.COLUMNS + slitlet * Slitlet.SLICES + column];
						sum += value;
						moment += value * (k - place);
					}
					if (sum > 8000) {
						assertEquals(0, moment / sum, 0.2, micron + " um, column " + column);
					}
					all += sum;
					mean += moment;
				}
				if (all > 20_000) {
					assertEquals(0, mean / all, 0.1, micron + " um");
					compared++;
				}
			}
		}
		assertTrue(compared >= 5, compared + " lines");
	}

	private static ArcUnit unit(Band band, DetectorFrame arc, DetectorTraces traces, Set<Integer> used)
			throws InterruptedException {
		var given = new ArcUnit.Given("arc.fits", 0, traces.detector(), band, "argon, neon", BOTH, new TreeSet<>(used),
				ArcLines.of(band), Optional.empty(), 0);
		return ArcUnit.of(given, arc, traces, Checkpoint.NONE);
	}

	private static boolean isTold(ArcUnit unit, WaveCalMessage message) {
		return unit.caveats().stream().anyMatch(caveat -> caveat.id().equals(message.id()));
	}

	private static Message told(ArcUnit unit, WaveCalMessage message) {
		return unit.caveats().stream().filter(caveat -> caveat.id().equals(message.id())).findFirst()
				.orElseThrow(() -> new AssertionError(message.id() + " is not among "
						+ unit.caveats().stream().map(Message::id).distinct().toList()));
	}
}
