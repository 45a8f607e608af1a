package org.armillary.kmos.fitsstrip;

import java.util.List;

import org.armillary.actor.provider.ActorProvider;
import org.armillary.testkit.ActorContract;
import org.armillary.testkit.ContractCase;

/** {@code kmos.fits-strip} passes the contract of actors. */
class FitsStripContractTest extends ActorContract {

	@Override
	protected ActorProvider actor() {
		return typed(new FitsStrip());
	}

	@Override
	protected List<ContractCase> cases() {
		return List.of(
				ContractCase.named("noise and empty").parameter("noise", "true").parameter("empty", "true")
						.input("file", file -> StripFiles.cubes(file, 3))
						.enlarged(ContractCase.named("long cubes").parameter("noise", "true").input("file",
								file -> StripFiles.cubes(file, 2_000_000))),
				ContractCase.named("one angle").parameter("angle", "-60")
						.input("file", file -> StripFiles.angles(file, 300, 0, 60)),
				ContractCase.named("listed ones").parameter("extension", "1,LIST").parameter("drop", "NUMBERS")
						.input("file", file -> StripFiles.cubes(file, 3)));
	}
}
