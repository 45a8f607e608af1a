package org.armillary.kmos.makeimage;

import java.util.List;
import java.util.Set;

import org.armillary.actor.provider.ActorProvider;
import org.armillary.testkit.ActorContract;
import org.armillary.testkit.ContractCase;

/** {@code kmos.make-image} passes the contract of actors. */
class MakeImageContractTest extends ActorContract {

	@Override
	protected ActorProvider actor() {
		return typed(new MakeImage());
	}

	@Override
	protected Set<String> pureNumbers() {
		return Set.of("threshold", "minimumCoverage");
	}

	@Override
	protected List<ContractCase> cases() {
		return List.of(ContractCase.named("all planes").input("cubes", file -> TestCubes.write(file, 1, 1)),
				ContractCase.named("median of two ranges without OH lines").parameter("range", "1.01,1.04;1.05,1.07")
						.parameter("cmethod", "median").input("cubes", file -> TestCubes.write(file, 2, 1e-19))
						.input("ohSpectrum", file -> TestCubes.ohSpectrum(file, 1)));
	}
}
