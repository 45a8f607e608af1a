package org.armillary.kmos.simulator;

import java.util.List;
import java.util.Set;

import org.armillary.actor.provider.ActorProvider;
import org.armillary.testkit.ActorContract;
import org.armillary.testkit.ContractCase;

/** {@code kmos.simulate-cube} passes the contract of actors. */
class SimulateCubeContractTest extends ActorContract {

	@Override
	protected ActorProvider actor() {
		return typed(new SimulateCube());
	}

	@Override
	protected List<ContractCase> cases() {
		return List.of(
				ContractCase.named("default").parameter("planes", "64")
						.enlarged(ContractCase.named("large").parameter("planes", "4096")),
				ContractCase.named("other").parameter("seed", "-7").parameter("planes", "1").parameter("border", "3")
						.parameter("offsetX", "0.35").parameter("moffatBeta", "2.5"));
	}

	@Override
	protected Set<String> pureNumbers() {
		return Set.of("noiseGradient", "moffatBeta");
	}
}
