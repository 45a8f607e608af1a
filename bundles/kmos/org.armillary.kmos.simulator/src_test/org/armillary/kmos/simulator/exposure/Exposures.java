package org.armillary.kmos.simulator.exposure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.header.RawClass;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.optics.InstrumentState;
import org.armillary.kmos.simulator.plan.ArmView;
import org.armillary.kmos.simulator.plan.NightExposure;
import org.armillary.kmos.simulator.plan.NightSettings;
import org.armillary.kmos.simulator.plan.NightSettings.Maps;
import org.armillary.kmos.simulator.plan.NightSettings.Size;
import org.armillary.kmos.simulator.source.Conditions;
import org.armillary.kmos.simulator.source.Target;
import org.armillary.kmos.simulator.source.Target.SpectralType;

/** Exposures for tests. */
final class Exposures {

	static final double GAIN = 2.1;

	private Exposures() {
	}

	/** A night with strengths of effects. */
	static NightSettings night(long seed, Settings strengths, Band band) {
		return new NightSettings(seed, strengths, Size.SMALL, List.of(band), List.of(0.0, 60.0),
				LocalDate.of(2026, 3, 1), List.of(GAIN, GAIN, GAIN), List.of(SpectralType.A0V), Map.of(), Set.of(),
				Maps.NONE, false);
	}

	/** An exposure in which some arms see a target and all others sky. */
	static NightExposure of(int number, RawClass rawClass, Band band, double dit, double readNoise,
			Map<Integer, Target> targets, double xArcsec, double yArcsec) {
		var arms = new ArrayList<ArmView>();
		for (int arm = 1; arm <= 24; arm++) {
			arms.add(new ArmView(arm, true, Optional.ofNullable(targets.get(arm)), xArcsec, yArcsec, 1));
		}
		return new NightExposure(number, "frame-" + number + ".fits", rawClass, "test", number * 700.0, dit, 1,
				"Nondest", readNoise, new InstrumentState(band, 30, 0, 120), Conditions.usual(), 1, arms, Map.of());
	}
}
