package org.armillary.kmos.simulator.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.junit.jupiter.api.Test;

class FillerValuesTest {

	@Test
	void fillersLieWhereRealValuesLie() throws FitsException {
		FitsHeader header = new PrimaryHeader(2000).of(Map.of());
		for (int arm = 1; arm <= 24; arm++) {
			String start = "ESO OCS ARM" + arm + " ";
			assertEquals(2000, header.findReal(start + "EQUINOX").orElseThrow());
			double angle = header.findReal(start + "POSANG").orElseThrow();
			assertTrue(angle >= 0 && angle <= 360, () -> "position angle " + angle);
			assertEquals(arm, header.findInteger(start + "ORIGARM").orElseThrow());
		}
		for (int sensor = 8; sensor < 60; sensor++) {
			String start = "ESO INS TEMP" + sensor + " ";
			double value = header.findReal(start + "VAL").orElseThrow();
			assertTrue(value >= 75 && value <= 125, () -> "temperature " + value);
			assertTrue(header.findReal(start + "MIN").orElseThrow() < value);
			assertTrue(header.findReal(start + "MAX").orElseThrow() > value);
		}
		double airmass = header.findReal("ESO TEL AIRM START").orElseThrow();
		assertTrue(airmass >= 1 && airmass <= 1.5, () -> "air mass " + airmass);
		assertEquals(2000, header.findReal("ESO TEL TARG EQUINOX").orElseThrow());
	}
}
