package org.armillary.kmos.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.armillary.kmos.Band;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReferenceLinesTest {

	@ParameterizedTest
	@EnumSource(Band.class)
	void eachDetectorHasAFewLinesOverTheBand(Band band) {
		for (int detector = 1; detector <= ReferenceLine.DETECTORS; detector++) {
			List<ReferenceLine> lines = ReferenceLines.ours().of(band, detector);
			assertTrue(lines.size() >= 5, lines::toString);
			assertTrue(lines.getFirst().row() < 800 && lines.getLast().row() > 1250, lines::toString);
			for (int i = 1; i < lines.size(); i++) {
				assertTrue(lines.get(i).row() > lines.get(i - 1).row() + 20, lines::toString);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Band.class)
	void theyAreBrightAndAlone(Band band) {
		for (ReferenceLine line : ReferenceLines.ours().of(band, 2)) {
			double fwhm = line.micron() / band.resolvingPower();
			List<ArcLine> near = ArcLines.between(line.micron() - 3 * fwhm, line.micron() + 3 * fwhm);
			ArcLine itself = near.stream().filter(other -> other.micron() == line.micron()).findFirst().orElseThrow();
			double others = near.stream().mapToDouble(ArcLine::strength).sum() - itself.strength();
			assertTrue(others < 0.1 * itself.strength(), line::toString);
			assertEquals(line.gas(), itself.gas());
		}
	}
}
