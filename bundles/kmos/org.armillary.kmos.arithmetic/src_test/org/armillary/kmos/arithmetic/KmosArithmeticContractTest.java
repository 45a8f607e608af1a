package org.armillary.kmos.arithmetic;

import java.util.List;
import java.util.Set;

import org.armillary.actor.provider.ActorProvider;
import org.armillary.testkit.ActorContract;
import org.armillary.testkit.ContractCase;

/** {@code kmos.arithmetic} passes the contract of actors. */
class KmosArithmeticContractTest extends ActorContract {

	@Override
	protected ActorProvider actor() {
		return typed(new KmosArithmetic());
	}

	@Override
	protected Set<String> pureNumbers() {
		return Set.of("scalar");
	}

	@Override
	protected List<ContractCase> cases() {
		return List.of(
				ContractCase.named("cube over spectrum").parameter("operator", "/")
						.input("first", file -> Operands.cubes(file, 1, 3, 4, 5))
						.input("second", file -> Operands.spectrum(file, 2, 1.2, 0.001)),
				ContractCase.named("cube minus cube").parameter("operator", "-")
						.input("first", file -> Operands.cubes(file, 1, 3, 4, 5))
						.input("second", file -> Operands.cubes(file, 20, 3, 4, 5)),
				ContractCase.named("square").parameter("operator", "^").parameter("scalar", "2")
						.input("first", file -> Operands.cubes(file, 1, 3, 4))
						.enlarged(ContractCase.named("many cubes").parameter("operator", "*").parameter("scalar", "2")
								.input("first", file -> Operands.night(file, 12, 1000))));
	}
}
