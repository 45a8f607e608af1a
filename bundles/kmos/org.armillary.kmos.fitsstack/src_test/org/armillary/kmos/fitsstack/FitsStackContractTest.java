package org.armillary.kmos.fitsstack;

import java.util.List;

import org.armillary.actor.provider.ActorProvider;
import org.armillary.testkit.ActorContract;
import org.armillary.testkit.ContractCase;

/** {@code kmos.fits-stack} passes the contract of actors. */
class FitsStackContractTest extends ActorContract {

	@Override
	protected ActorProvider actor() {
		return typed(new FitsStack());
	}

	@Override
	protected List<ContractCase> cases() {
		ContractCase large = ContractCase.named("long cubes");
		for (int i = 0; i < 6; i++) {
			int seed = i;
			large = large.input("data", file -> PlainFiles.image(file, seed, 14, 14, 1000));
		}
		return List.of(
				ContractCase.named("cubes with noise").parameter("valid", "0;1;0;1")
						.parameter("subkey", "ESO PRO ROT NAANGLE;double;60")
						.input("data", file -> PlainFiles.image(file, 1, 4, 3, 5))
						.input("data", file -> PlainFiles.image(file, 2, 4, 3, 5))
						.input("noise", file -> PlainFiles.image(file, 3, 4, 3, 5))
						.input("noise", file -> PlainFiles.image(file, 4, 4, 3, 5)).enlarged(large),
				ContractCase.named("raw frame").parameter("type", "RAW")
						.parameter("mainkey", "ESO DPR TYPE;string;DARK;EXPTIME;float;60;ESO DET NDIT;int;2")
						.input("data", file -> PlainFiles.image(file, 1, 8, 8))
						.input("data", file -> PlainFiles.image(file, 2, 8, 8))
						.input("data", file -> PlainFiles.image(file, 3, 8, 8)),
				ContractCase.named("vector").parameter("type", "F1S")
						.input("data", file -> PlainFiles.image(file, 1, 20)));
	}
}
