package org.armillary.kmos.lookup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

class AngleStackTest {

	@Test
	void framesAreGroupedAndSortedByNormalisedAngle() {
		AngleStack<Double> stack = AngleStack.of(List.of(-60.0, 120.0, 0.0, 300.2, 120.1, 60.0, 0.0), angle -> angle);
		assertArrayEquals(new double[] { 0, 60, 120, -60 }, stack.angles());
		assertEquals(List.of(0.0, 0.0), stack.groups().get(0).frames());
		assertEquals(List.of(120.0, 120.1), stack.groups().get(2).frames());
		assertEquals(List.of(-60.0, 300.2), stack.groups().get(3).frames());
	}

	@Test
	void anglesOnBothSidesOfZeroBelongTogether() {
		AngleStack<Double> stack = AngleStack.of(List.of(0.1, 359.8, 90.0, -0.1), angle -> angle);
		assertArrayEquals(new double[] { 0.1, 90 }, stack.angles());
		assertEquals(List.of(0.1, 359.8, -0.1), stack.groups().getFirst().frames());
	}

	@Test
	void anglesStayInOrderWhereTheFirstLiesBelowZero() {
		AngleStack<Double> stack = AngleStack.of(List.of(359.9, 0.1, 60.0), angle -> angle);
		assertArrayEquals(new double[] { 60, 359.9 }, stack.angles());
		assertEquals(List.of(359.9, 0.1), stack.groups().getLast().frames());
	}

	@Test
	void oneAngleAndNoneWork() {
		assertEquals(1, AngleStack.of(List.of(-0.2, 0.2), angle -> angle).groups().size());
		assertEquals(0, AngleStack.of(List.<Double>of(), angle -> angle).groups().size());
	}
}
