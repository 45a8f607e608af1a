package org.armillary.kmos.simulator;

import java.util.List;
import java.util.Set;

import org.armillary.actor.provider.ActorProvider;
import org.armillary.testkit.ActorContract;
import org.armillary.testkit.ContractCase;

/** {@code kmos.simulate-darks} passes the contract of actors. */
class SimulateDarksContractTest extends ActorContract {

	@Override
	protected ActorProvider actor() {
		return typed(new SimulateDarks());
	}

	@Override
	protected List<ContractCase> cases() {
		return List.of(
				ContractCase.named("default").parameter("size", "SMALL").parameter("exposures", "2")
						.enlarged(ContractCase.named("large").parameter("size", "FULL").parameter("exposures", "3")),
				ContractCase.named("other").parameter("size", "SMALL").parameter("exposures", "1")
						.parameter("seed", "-7").parameter("dit", "2.5").parameter("ndit", "4")
						.parameter("gain", "2.1,0.5,4").parameter("hotPixels", "0,500,100000")
						.parameter("cosmicRate", "400").parameter("darkCurrent", "3"));
	}

	@Override
	protected Set<String> pureNumbers() {
		return Set.of("hotPairs");
	}
}
