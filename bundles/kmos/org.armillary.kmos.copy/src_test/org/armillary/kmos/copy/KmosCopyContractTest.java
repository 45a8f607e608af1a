package org.armillary.kmos.copy;

import java.util.List;

import org.armillary.actor.provider.ActorProvider;
import org.armillary.testkit.ActorContract;
import org.armillary.testkit.ContractCase;

/** {@code kmos.copy} passes the contract of actors. */
class KmosCopyContractTest extends ActorContract {

	@Override
	protected ActorProvider actor() {
		return typed(new KmosCopy());
	}

	@Override
	protected List<ContractCase> cases() {
		return List.of(
				ContractCase.named("region").parameter("x1", "2").parameter("x2", "4").parameter("range", "1.252,1.255")
						.input("data", file -> TestCubes.file(file, 8))
						.enlarged(ContractCase.named("long cubes").input("data", file -> TestCubes.file(file, 4000))),
				ContractCase.named("plane of one IFU").parameter("ifu", "7").parameter("z1", "2").parameter("z2", "2")
						.input("data", file -> TestCubes.file(file, 4)),
				ContractCase.named("spaxel, cropped").parameter("x1", "3").parameter("x2", "3").parameter("y1", "4")
						.parameter("y2", "4").parameter("autocrop", "true")
						.input("data", file -> TestCubes.file(file, 4)));
	}
}
