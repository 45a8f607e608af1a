package org.armillary.kmos.extractspec;

import java.util.List;
import java.util.Set;

import org.armillary.actor.provider.ActorProvider;
import org.armillary.data.FitsHeader;
import org.armillary.testkit.ActorContract;
import org.armillary.testkit.ContractCase;

/** {@code kmos.extract-spec} passes the contract of actors. */
class ExtractSpecContractTest extends ActorContract {

	@Override
	protected ActorProvider actor() {
		return typed(new ExtractSpec());
	}

	@Override
	protected Set<String> pureNumbers() {
		return Set.of("minimumCoverage", "covariance");
	}

	@Override
	protected List<ContractCase> cases() {
		return List.of(
				ContractCase.named("circle").parameter("save_mask", "true").input("cubes",
						file -> TestCubes.write(file, 1, FitsHeader.EMPTY)),
				ContractCase.named("mean of a mask").parameter("region", "mask").parameter("statistic", "mean")
						.parameter("covariance", "1.1,0.4")
						.input("cubes", file -> TestCubes.write(file, 2, FitsHeader.EMPTY))
						.input("mask", file -> TestCubes.mask(file, 0.5f, TestCubes.SIDE)),
				ContractCase.named("optimal").parameter("region", "optimal").parameter("range", "1.0,1.03")
						.input("cubes", file -> TestCubes.write(file, 3, FitsHeader.EMPTY)));
	}
}
