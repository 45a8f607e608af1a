package org.armillary.kmos.simulator.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import org.armillary.kmos.simulator.config.Effect;
import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.junit.jupiter.api.Test;

/** Where targets truly lie on their IFUs. */
class ArmPointingTest {

	private static final Settings NONE = Settings.standard().without(EnumSet.of(Effect.POINTING, Effect.AIRGLOW));
	private static final SkyField FIELD = SkyField.science(new SplittableRandom(1), "F", 10, -40, Map.of(), Set.of(),
			Set.of());

	private static List<ArmView> views(Settings settings, int template, double angle) {
		return new ArmPointing(settings, new RandomStreams(1), Set.of(7)).at(FIELD, template, angle, 0, 0);
	}

	@Test
	void withoutEffectsAllIsWhereItShouldBe() {
		for (ArmView view : views(NONE, 1, 30)) {
			assertEquals(0, view.xArcsec());
			assertEquals(0, view.yArcsec());
			assertEquals(1, view.skyFactor());
		}
	}

	@Test
	void allMoveTogetherOnACircleWithTheRotator() {
		Settings flexure = NONE.with(Setting.POINTING_FLEXURE, 0.3);
		for (double angle = 0; angle < 360; angle += 45) {
			List<ArmView> views = views(flexure, 1, angle);
			List<ArmView> opposite = views(flexure, 2, angle + 180);
			ArmView first = views.getFirst();
			assertEquals(0.3, Math.hypot(first.xArcsec(), first.yArcsec()), 1e-12);
			for (ArmView view : views) {
				assertEquals(first.xArcsec(), view.xArcsec(), 1e-12);
				assertEquals(-first.yArcsec(), opposite.get(view.arm() - 1).yArcsec(), 1e-12);
			}
			assertEquals(first.xArcsec(), views(flexure, 1, angle - 360).getFirst().xArcsec(), 1e-12);
		}
	}

	@Test
	void armsArePutDownAnewInEachTemplateAndStayThere() {
		Settings placement = NONE.with(Setting.PLACEMENT, 0.05);
		double squares = 0;
		int count = 0;
		for (int template = 0; template < 40; template++) {
			List<ArmView> views = views(placement, template, 0);
			for (ArmView view : views) {
				assertEquals(view, views(placement, template, 90).get(view.arm() - 1));
				squares += view.xArcsec() * view.xArcsec() + view.yArcsec() * view.yArcsec();
				count += 2;
			}
		}
		assertNotEquals(views(placement, 1, 0).getFirst(), views(placement, 2, 0).getFirst());
		assertEquals(0.05, Math.sqrt(squares / count), 0.05 * 4 / Math.sqrt(2.0 * count) + 0.0007);
	}

	@Test
	void eachArmBendsByItself() {
		Settings arms = NONE.with(Setting.ARM_FLEXURE, 0.03);
		double largest = 0;
		for (ArmView view : views(arms, 1, 75)) {
			largest = Math.max(largest, Math.abs(view.xArcsec()));
			ArmView opposite = views(arms, 1, 255).get(view.arm() - 1);
			assertEquals(-view.xArcsec(), opposite.xArcsec(), 1e-12);
		}
		assertEquals(0.025, largest, 0.005);
	}

	@Test
	void theSkyDiffersBetweenArmsByTheStrengthOfItsGradient() {
		Settings gradient = NONE.with(Setting.SKY_GRADIENT, 0.01);
		double squares = 0;
		int count = 0;
		for (int template = 0; template < 200; template++) {
			for (ArmView view : views(gradient, template, 0)) {
				squares += Math.pow(view.skyFactor() - 1, 2);
				count++;
			}
		}
		assertEquals(0.01, Math.sqrt(squares / count), 0.002);
	}

	@Test
	void lockedArmsSeeNothingOfTheLamps() {
		var pointing = new ArmPointing(NONE, new RandomStreams(1), Set.of(7));
		for (ArmView view : pointing.parked()) {
			assertEquals(view.arm() != 7, view.used());
		}
		assertEquals(pointing.parked(), pointing.twilight(3));
	}
}
