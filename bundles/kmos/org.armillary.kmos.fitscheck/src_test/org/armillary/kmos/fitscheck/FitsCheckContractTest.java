package org.armillary.kmos.fitscheck;

import java.util.List;

import org.armillary.actor.provider.ActorProvider;
import org.armillary.testkit.ActorContract;
import org.armillary.testkit.ContractCase;

/** {@code kmos.fits-check} passes the contract of actors. */
class FitsCheckContractTest extends ActorContract {

	@Override
	protected ActorProvider actor() {
		return typed(new FitsCheck());
	}

	@Override
	protected List<ContractCase> cases() {
		return List.of(
				ContractCase.named("cubes").input("file", file -> CheckedFiles.cubes(file, 5))
						.enlarged(ContractCase.named("long cubes").input("file",
								file -> CheckedFiles.cubes(file, 400_000))),
				ContractCase.named("headers only").parameter("pixels", "false")
						.input("file", file -> CheckedFiles.cubes(file, 5)),
				ContractCase.named("much that is wrong").input("file", CheckedFiles::wrong));
	}
}
