package org.armillary.kmos.simulator.optics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.junit.jupiter.api.Test;

class FlexureTest {

	private static final Settings STANDARD = Settings.standard();

	@Test
	void withinTheLargestShiftsAndNearThem() {
		double columns = STANDARD.get(Setting.FLEXURE_SPATIAL) + STANDARD.get(Setting.FLEXURE_HARMONIC);
		double rows = STANDARD.get(Setting.FLEXURE_SPECTRAL);
		for (List<Shift> turn : turns()) {
			double largestColumns = largest(turn, Shift::columns);
			double largestRows = largest(turn, Shift::rows);
			assertTrue(largestColumns <= columns && largestColumns >= 0.7 * columns, "columns: " + largestColumns);
			assertTrue(largestRows <= rows && largestRows >= 0.75 * rows, "rows: " + largestRows);
		}
	}

	@Test
	void linearInterpolationBetweenSixAnglesIsGoodEnough() {
		for (List<Shift> turn : turns()) {
			for (int angle = 0; angle < 360; angle++) {
				Shift before = turn.get(angle / 60 * 60);
				Shift after = turn.get((angle / 60 + 1) * 60 % 360);
				double share = angle % 60 / 60.0;
				double columns = before.columns() + share * (after.columns() - before.columns());
				double rows = before.rows() + share * (after.rows() - before.rows());
				assertEquals(turn.get(angle).columns(), columns, 0.15);
				assertEquals(turn.get(angle).rows(), rows, 0.15);
			}
		}
	}

	/** Along the dispersion a sine fits exactly, along the slitlets it does not (figure 14 of the paper). */
	@Test
	void sineAlongTheDispersionAndNotQuiteAlongTheSlitlets() {
		for (List<Shift> turn : turns()) {
			assertEquals(0, restOfSine(turn, Shift::rows), 1e-12);
			double rest = restOfSine(turn, Shift::columns);
			assertTrue(rest > 0.015 && rest < 0.025, "rms beside a sine: " + rest);
		}
	}

	@Test
	void halvesDifferLittleSegmentsMuch() {
		List<Shift> one = Spectrograph.of(1, STANDARD, 0).flexure(100);
		assertNotEquals(one.get(0), one.get(1));
		assertEquals(one.get(0).columns(), one.get(1).columns(), 0.25);
		assertEquals(one.get(0).rows(), one.get(1).rows(), 0.25);
		Shift other = Spectrograph.of(1, STANDARD, 1).flexure(100).get(0);
		assertTrue(Math.hypot(other.columns() - one.get(0).columns(), other.rows() - one.get(0).rows()) > 0.1);
	}

	@Test
	void movesOfTheGratingAreNormalAndAlongTheSlitletsOnly() {
		Spectrograph spectrograph = Spectrograph.of(6, STANDARD, 2);
		double sum = 0;
		double squares = 0;
		int moves = 2000;
		for (int move = 0; move < moves; move++) {
			double shift = spectrograph.gratingShift(move);
			sum += shift;
			squares += shift * shift;
		}
		// within four standard errors
		assertEquals(0, sum / moves, 4 * 0.2 / Math.sqrt(moves));
		assertEquals(0.2, Math.sqrt(squares / moves), 4 * 0.2 / Math.sqrt(2.0 * moves));
		var state = new InstrumentState(Band.H, 40, 5, 120);
		Shift shift = spectrograph.shifts(state).get(1);
		Shift flexure = spectrograph.flexure(40).get(1);
		assertEquals(flexure.rows(), shift.rows());
		assertEquals(spectrograph.gratingShift(5), shift.columns() - flexure.columns(), 1e-12);
	}

	/** Shifts of all half segments of three seeds, in steps of one degree. */
	private static List<List<Shift>> turns() {
		var turns = new ArrayList<List<Shift>>();
		for (long seed = 1; seed <= 3; seed++) {
			for (int detector = 0; detector < 3; detector++) {
				Spectrograph spectrograph = Spectrograph.of(seed, STANDARD, detector);
				for (int half = 0; half < 2; half++) {
					var turn = new ArrayList<Shift>();
					for (int angle = 0; angle < 360; angle++) {
						turn.add(spectrograph.flexure(angle).get(half));
					}
					turns.add(turn);
				}
			}
		}
		return turns;
	}

	private static double largest(List<Shift> turn, ToDoubleFunction<Shift> axis) {
		return turn.stream().mapToDouble(axis).map(Math::abs).max().orElseThrow();
	}

	/** Root mean square of what constant and sine leave; over a full turn these are orthogonal. */
	private static double restOfSine(List<Shift> turn, ToDoubleFunction<Shift> axis) {
		double constant = 0;
		double sine = 0;
		double cosine = 0;
		for (int angle = 0; angle < 360; angle++) {
			double value = axis.applyAsDouble(turn.get(angle));
			constant += value / 360;
			sine += value * Math.sin(Math.toRadians(angle)) / 180;
			cosine += value * Math.cos(Math.toRadians(angle)) / 180;
		}
		double squares = 0;
		for (int angle = 0; angle < 360; angle++) {
			double rest = axis.applyAsDouble(turn.get(angle)) - constant - sine * Math.sin(Math.toRadians(angle))
					- cosine * Math.cos(Math.toRadians(angle));
			squares += rest * rest / 360;
		}
		return Math.sqrt(squares);
	}
}
