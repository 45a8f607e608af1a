package org.armillary.kmos.wavecal.identification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

import org.armillary.kmos.Band;
import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.tables.ArcLines;
import org.armillary.kmos.tables.Gas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Identification on peaks of made-up spectrographs. */
class DetectorIdentificationTest {

	private static final Set<Gas> BOTH = EnumSet.allOf(Gas.class);

	@ParameterizedTest
	@EnumSource(Band.class)
	void allSlitletsAreIdentifiedWhateverTheLaw(Band band) throws InterruptedException {
		for (long seed = 1; seed <= 2; seed++) {
			var random = new SplittableRandom(seed);
			double offset = 120 * random.nextDouble() - 60;
			double stretch = 44 * random.nextDouble() - 22;
			double bend = 20 * random.nextDouble() - 10;
			double cube = 6 * random.nextDouble() - 3;
			var laws = new ArrayList<DoubleUnaryOperator>();
			var slitlets = new ArrayList<LinePeaks>();
			for (int slitlet = 0; slitlet < 30; slitlet++) {
				// curved image of the slit, jumps from slitlet to slitlet
				double place = offset + 23 * Math.pow((slitlet - 15) / 15.0, 2) + 0.6 * random.nextGaussian();
				DoubleUnaryOperator law = u -> 1023.5 + 1019.5 * u + place + stretch * u + bend * (1.5 * u * u - 0.5)
						+ cube * u * u * u;
				laws.add(law);
				slitlets.add(new SyntheticPeaks(band, 100 * seed + slitlet).lines(law, BOTH, 0.15).spurious(4).peaks());
			}
			List<Optional<SlitletMatch>> found = identify(band, BOTH, slitlets);
			for (int slitlet = 0; slitlet < slitlets.size(); slitlet++) {
				String name = band + " seed " + seed + " slitlet " + slitlet;
				assertTrue(found.get(slitlet).isPresent(), name);
				assertEquals(0, error(found.get(slitlet).orElseThrow().law(), laws.get(slitlet)), 1, name);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Band.class)
	void peaksAtRandomAreNoArc(Band band) throws InterruptedException {
		var slitlets = new ArrayList<LinePeaks>();
		for (int slitlet = 0; slitlet < 12; slitlet++) {
			slitlets.add(new SyntheticPeaks(band, 500 + slitlet).spurious(15 + 4 * slitlet).peaks());
		}
		assertTrue(identify(band, BOTH, slitlets).stream().allMatch(Optional::isEmpty));
	}

	@Test
	void theArcOfAnotherBandIsNotAccepted() throws InterruptedException {
		var slitlets = new ArrayList<LinePeaks>();
		for (int slitlet = 0; slitlet < 12; slitlet++) {
			slitlets.add(new SyntheticPeaks(Band.YJ, slitlet).lines(u -> 1023.5 + 1010 * u, BOTH, 0.1).peaks());
		}
		assertTrue(identify(Band.H, BOTH, slitlets).stream().allMatch(Optional::isEmpty));
	}

	@ParameterizedTest
	@EnumSource(Gas.class)
	void oneGasAloneSuffices(Gas gas) throws InterruptedException {
		for (Band band : List.of(Band.H, Band.HK)) {
			DoubleUnaryOperator law = u -> 1050 + 1025 * u - 9 * u * u;
			var slitlets = new ArrayList<LinePeaks>();
			for (int slitlet = 0; slitlet < 12; slitlet++) {
				slitlets.add(new SyntheticPeaks(band, slitlet).lines(law, Set.of(gas), 0).peaks());
			}
			List<Optional<SlitletMatch>> found = identify(band, Set.of(gas), slitlets);
			LinePattern both = LinePattern.of(ArcLines.of(band), RowLaw.Nominal.of(band, SyntheticPeaks.ROWS));
			var judged = new ArrayList<SlitletMatch>();
			for (int slitlet = 0; slitlet < slitlets.size(); slitlet++) {
				SlitletMatch match = found.get(slitlet).orElseThrow();
				assertEquals(0, Math.abs(match.law().rowAt(0) - law.applyAsDouble(0)), 1, band + " " + slitlet);
				judged.add(SlitletMatch.of(both, match.law(), slitlets.get(slitlet)));
			}
			GasCheck check = GasCheck.of(both, judged);
			for (Gas other : Gas.values()) {
				assertEquals(other != gas, check.isDark(other, slitlets.size()), band + " " + other);
			}
		}
	}

	@Test
	void aSlitletThatShowsSomethingElseIsLeftOut() throws InterruptedException {
		DoubleUnaryOperator law = u -> 1023.5 + 1019.5 * u + 15 - 12 * u * u;
		var slitlets = new ArrayList<LinePeaks>();
		for (int slitlet = 0; slitlet < 20; slitlet++) {
			var peaks = new SyntheticPeaks(Band.K, slitlet);
			slitlets.add(slitlet == 9 ? peaks.spurious(40).peaks() : peaks.lines(law, BOTH, 0.1).peaks());
		}
		List<Optional<SlitletMatch>> found = identify(Band.K, BOTH, slitlets);
		for (int slitlet = 0; slitlet < 20; slitlet++) {
			assertEquals(slitlet != 9, found.get(slitlet).isPresent(), "slitlet " + slitlet);
		}
	}

	@Test
	void wavelengthsByRowInvertTheLaw() throws InterruptedException {
		RowLaw law = new RowLaw(RowLaw.Nominal.of(Band.H, 2048), new double[] { 20, -15, 12, 2, 0.5 });
		for (double micron = 1.46; micron < 1.84; micron += 0.01) {
			assertEquals(micron, law.micronByRow().at(law.row(micron)), 2e-6);
		}
		assertTrue(law.isPlausible(0.1));
		assertFalse(new RowLaw(law.nominal(), new double[] { 0, 0, 150 }).isPlausible(0.2));
	}

	private static List<Optional<SlitletMatch>> identify(Band band, Set<Gas> gases, List<LinePeaks> slitlets)
			throws InterruptedException {
		LinePattern pattern = LinePattern.of(
				ArcLines.of(band).stream().filter(line -> gases.contains(line.gas())).toList(),
				RowLaw.Nominal.of(band, SyntheticPeaks.ROWS));
		return DetectorIdentification.identify(pattern, slitlets, Optional.empty(), Checkpoint.NONE);
	}

	/** Greatest error over the useful range but for its ends, rows. */
	private static double error(RowLaw law, DoubleUnaryOperator truth) {
		double most = 0;
		for (double u = -0.85; u <= 0.851; u += 0.05) {
			most = Math.max(most, Math.abs(law.rowAt(u) - truth.applyAsDouble(u)));
		}
		return most;
	}
}
