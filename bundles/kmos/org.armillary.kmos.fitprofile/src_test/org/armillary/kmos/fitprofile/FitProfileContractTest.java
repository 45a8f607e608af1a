package org.armillary.kmos.fitprofile;

import java.util.List;

import org.armillary.actor.provider.ActorProvider;
import org.armillary.testkit.ActorContract;
import org.armillary.testkit.ContractCase;

/** {@code kmos.fit-profile} passes the contract of actors. */
class FitProfileContractTest extends ActorContract {

	@Override
	protected ActorProvider actor() {
		return typed(new FitProfile());
	}

	@Override
	protected List<ContractCase> cases() {
		return List.of(
				ContractCase.named("spectra").parameter("background", "linear").parameter("range", "1.285,1.31")
						.input("data", file -> TestFrames.spectra(file, 10, 2))
						.enlarged(ContractCase.named("many spectra").parameter("method", "moffat")
								.input("data", file -> TestFrames.spectra(file, 10, 200))),
				ContractCase.named("images").input("data", file -> TestFrames.images(file, 20, 2)),
				ContractCase.named("part of an image, Moffat").parameter("method", "moffat")
						.parameter("background", "linear").parameter("range", "2,13;3,12")
						.parameter("extensions", "2").input("data", file -> TestFrames.images(file, 30, 2)));
	}
}
