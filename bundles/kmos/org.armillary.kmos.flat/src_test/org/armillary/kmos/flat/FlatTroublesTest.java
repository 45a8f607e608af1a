package org.armillary.kmos.flat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.armillary.actor.message.Message;
import org.armillary.data.FitsHeader;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.ExposureSetup;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.lookup.AngleStack;
import org.armillary.kmos.slitlet.DetectorTraces;
import org.armillary.kmos.slitlet.EdgeTrace;
import org.armillary.kmos.slitlet.SlitletProblem;
import org.armillary.kmos.slitlet.SlitletProblem.Reason;
import org.armillary.kmos.slitlet.SlitletTrace;
import org.armillary.numerics.fitting.Covariance;
import org.armillary.numerics.fitting.Polynomial;
import org.armillary.numerics.fitting.PolynomialBasis;
import org.junit.jupiter.api.Test;

class FlatTroublesTest {

	private final List<SlitletProblem> problems = new ArrayList<>();

	@Test
	void eachDarkIfuIsNamedWithAngleAndFile() {
		for (int slice = 1; slice <= Slitlet.SLICES; slice++) {
			problem(new Slitlet(17, slice), Reason.NOT_LIT);
			problem(new Slitlet(20, slice), Reason.NOT_LIT);
		}
		var caveats = new Caveats();
		FlatTroubles.tell(unit(0, 0, 0), group(60, "a.fits"), caveats);
		FlatTroubles.tell(unit(1, 0, 0), group(0, "b.fits"), caveats);
		assertEquals(List.of(FlatMessage.IFU_DARK.id()), caveats.all().stream().map(Message::id).toList());
		Message told = caveats.all().getFirst();
		assertTrue(told.summary().contains("IFU 17") && told.summary().contains("a.fits"), told.summary());
		assertEquals("also IFU 20; IFU 17, 20 (0 deg, b.fits)", told.detail().orElseThrow());
	}

	@Test
	void slitletsAreToldByWhatTheyLack() {
		problem(new Slitlet(3, 1), Reason.NOT_LIT);
		problem(new Slitlet(3, 2), Reason.NO_LEFT_EDGE);
		problem(new Slitlet(3, 3), Reason.VIGNETTED);
		List<Message> told = tell(unit(0, 0, 0));
		assertEquals(
				List.of(FlatMessage.SLITLET_DARK.id(), FlatMessage.SLITLET_LOST.id(), FlatMessage.SLITLET_ODD.id()),
				told.stream().map(Message::id).toList());
		for (int i = 0; i < told.size(); i++) {
			assertTrue(told.get(i).summary().contains("IFU 3 slitlet " + (i + 1)), told.get(i).summary());
		}
	}

	@Test
	void anIfuThatIsHalfLitIsOneMessage() {
		for (int slice = 1; slice <= Slitlet.SLICES; slice++) {
			double lit = slice == 1 ? Double.NaN : 40 + slice;
			problems.add(new SlitletProblem(new Slitlet(12, slice), Reason.HALF_LIT, lit, 100));
		}
		List<Message> told = tell(unit(0, 0, 0));
		assertEquals(List.of(FlatMessage.IFU_HALF_LIT.id()), told.stream().map(Message::id).toList());
		String summary = told.getFirst().summary();
		assertTrue(summary.contains("IFU 12 ") && summary.contains(" 48 %"), summary);
	}

	@Test
	void numbersAreWholeAndNoneIsMissing() {
		problems.add(new SlitletProblem(new Slitlet(3, 1), Reason.TOO_FEW_ROWS, 208, 504));
		problems.add(new SlitletProblem(new Slitlet(6, 1), Reason.NOT_LIT, Double.NaN, 900));
		problems.add(new SlitletProblem(new Slitlet(7, 1), Reason.NOT_LIT, -0.3, 900));
		problems.add(new SlitletProblem(new Slitlet(9, 1), Reason.VIGNETTED, -0.01, 0.6));
		for (int slice = 1; slice <= Slitlet.SLICES; slice++) {
			problems.add(new SlitletProblem(new Slitlet(12, slice), Reason.HALF_LIT, Double.NaN, 100));
		}
		String told = tell(unit(0, 0, 0)).toString();
		assertTrue(told.contains("208 rows, 504 are"), told);
		assertTrue(told.contains("0 % of the light of the other, at least 60 %"), told);
		assertTrue(!told.contains("NaN") && !told.contains("-0"), told);
	}

	@Test
	void aSaturatedDetectorIsToldAlone() {
		for (int slice = 1; slice <= Slitlet.SLICES; slice++) {
			problems.add(new SlitletProblem(new Slitlet(18, slice), Reason.SATURATED, 51.2, 20));
		}
		List<Message> told = tell(unit(0, 900, 5.1));
		assertEquals(List.of(FlatMessage.DETECTOR_SATURATED.id()), told.stream().map(Message::id).toList());
		String summary = told.getFirst().summary();
		assertTrue(summary.contains("detector 3") && summary.contains("51 %") && summary.contains("20 %")
				&& summary.contains("a.fits"), summary);
	}

	@Test
	void brightPixelsAndDriftsAreToldBeyondTheirLimits() {
		assertEquals(List.of(), tell(unit(0, 10, 4.9)));
		List<Message> told = tell(unit(0, 11, 5.1));
		assertEquals(List.of(FlatMessage.NON_LINEAR.id(), FlatMessage.LAMP_DRIFT.id()),
				told.stream().map(Message::id).toList());
		assertTrue(told.stream().allMatch(message -> message.summary().contains("a.fits")), told.toString());
	}

	@Test
	void aDetectorWithoutSlitletsIsToldAlone() {
		UnitResult lit = unit(0, 11, 5.1);
		List<Message> told = tell(new UnitResult(0, 3, 8, 8, new DetectorTraces(3, List.of()), List.of(), lit.bad(),
				lit.quality()));
		assertEquals(List.of(FlatMessage.DETECTOR_DARK.id()), told.stream().map(Message::id).toList());
		assertTrue(told.getFirst().summary().contains("a.fits"), told.getFirst().summary());
	}

	private void problem(Slitlet slitlet, Reason reason) {
		problems.add(new SlitletProblem(slitlet, reason, 1, 2));
	}

	private static List<Message> tell(UnitResult unit) {
		var caveats = new Caveats();
		FlatTroubles.tell(unit, group(60, "a.fits"), caveats);
		return caveats.all();
	}

	/** A detector with 1000 lit pixels. */
	private UnitResult unit(int angle, int nonLinear, double driftPercent) {
		var bad = new ColdPixels(new byte[64], 0, 0, 0, 0, 0, 1000);
		FlatQuality.Spread spread = FlatQuality.Spread.of(new double[] { 1, 2 });
		var quality = new FlatQuality(1, 1, 1, nonLinear, 0, 0, driftPercent, spread, spread, 1, 1, 1, bad);
		var edge = new EdgeTrace(new Polynomial(PolynomialBasis.LEGENDRE, 0, 7, new double[] { 5 }),
				new Covariance(1, new double[] { 1 }), 0, 7, 8,
				0.1);
		var traces = new DetectorTraces(3, List.of(new SlitletTrace(new Slitlet(18, 1), edge, edge.moved(12))));
		return new UnitResult(angle, 3, 8, 8, traces, problems, bad, quality);
	}

	private static AngleStack.Group<RawFrame> group(double angle, String file) {
		return new AngleStack.Group<>(angle, List.of(new RawFrame(Path.of(file), FitsHeader.EMPTY,
				new ExposureSetup(file, 3, 1, "", 0), List.of())));
	}
}
