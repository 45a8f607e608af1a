package org.armillary.kmos.simulator.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of the arc lamps lie where they are commonly quoted. */
class ArcLineTest {

	/** Commonly quoted wavelengths, Angstrom in air; to vacuum by the formula of Ciddor 1996. */
	@ParameterizedTest
	@CsvSource({ "Ne,8377.6080", "Ne,8495.3598", "Ne,8780.6226", "Ar,8115.311", "Ar,9122.9674", "Ar,9657.786",
			"Ar,10470.054", "Ne,10844.477", "Ne,11143.020", "Ne,11177.528", "Ne,11522.7459", "Ne,11766.7924",
			"Ar,12402.827", "Ar,12487.663", "Ar,12702.281", "Ar,12956.659", "Ar,13008.264", "Ne,12912.014",
			"Ar,15046.50",
			"Ne,15230.714", "Ar,15989.49", "Ar,16519.86", "Ar,16940.58", "Ne,18276.668", "Ar,20616.23", "Ar,20986.11",
			"Ne,21708.145", "Ne,22530.404", "Ar,23133.20", "Ne,23636.515", "Ne,23951.417" })
	void wavelengthsAreThoseCommonlyQuoted(String gas, double airAngstrom) {
		double micron = vacuum(airAngstrom * 1e-4);
		double nearest = ArcLine.all().stream().filter(line -> line.gas().equals(gas)).mapToDouble(ArcLine::micron)
				.map(found -> found - micron).reduce((a, b) -> Math.abs(a) < Math.abs(b) ? a : b).orElseThrow();
		assertEquals(0, nearest, 3e-6);
	}

	@Test
	void linesAreDistinctAndPositive() {
		var places = new HashSet<Double>();
		for (ArcLine line : ArcLine.all()) {
			assertTrue(line.gas().equals("Ar") || line.gas().equals("Ne"), line.gas());
			assertTrue(line.micron() > 0.76 && line.micron() < 2.51 && line.strength() > 0, line.toString());
			assertTrue(places.add(line.micron()), line.toString());
		}
	}

	static double vacuum(double airMicron) {
		double square = 1 / (airMicron * airMicron);
		return airMicron * (1 + 0.05792105 / (238.0185 - square) + 0.00167917 / (57.362 - square));
	}
}
