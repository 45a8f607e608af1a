package org.armillary.kmos.stats;

import java.util.List;

import org.armillary.actor.provider.ActorProvider;
import org.armillary.testkit.ActorContract;
import org.armillary.testkit.ContractCase;

/** {@code kmos.stats} passes the contract of actors. */
class KmosStatsContractTest extends ActorContract {

	@Override
	protected ActorProvider actor() {
		return typed(new KmosStats());
	}

	@Override
	protected List<ContractCase> cases() {
		return List.of(
				ContractCase.named("cube with mask").input("cube", file -> TestFrames.cube(file, 1, 20))
						.input("mask", TestFrames::spaxelMask)
						.enlarged(
								ContractCase.named("many IFUs").input("cube", file -> TestFrames.night(file, 16, 512))),
				ContractCase.named("one extension, tighter clipping").parameter("extensions", "IFU.3.NOISE")
						.parameter("cpos_rej", "2.5").parameter("cneg_rej", "4").parameter("citer", "10")
						.input("cube", file -> TestFrames.cube(file, 5, 10)),
				ContractCase.named("frame and spectrum").input("cube", TestFrames::mixture));
	}
}
