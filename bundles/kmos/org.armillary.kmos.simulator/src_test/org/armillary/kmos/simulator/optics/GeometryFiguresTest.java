package org.armillary.kmos.simulator.optics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.optics.GeometryFigures.Figure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeometryFiguresTest {

	@ParameterizedTest
	@CsvSource({ "1, H", "2, IZ", "3, HK" })
	void agreeWithThePublishedOnes(long seed, Band band) {
		List<Figure> figures = GeometryFigures.of(seed, Settings.standard(), band);
		assertEquals(18, figures.size());
		assertEquals(List.of(), figures.stream().filter(figure -> !figure.agrees()).toList());
	}

	@Test
	void disagreeWhereTheInstrumentIsAnother() {
		List<Figure> figures = GeometryFigures.of(1, Settings.plain(), Band.H);
		assertTrue(figures.stream().filter(figure -> !figure.agrees()).count() >= 9);
		List<Figure> sharp = GeometryFigures.of(1, Settings.standard().with(Setting.RESOLUTION, 1.1), Band.H);
		assertEquals(List.of("Resolving power in the middle of H"),
				sharp.stream().filter(figure -> !figure.agrees()).map(Figure::quantity).toList());
	}
}
