package org.armillary.kmos.noisemap;

import java.util.List;

import org.armillary.actor.provider.ActorProvider;
import org.armillary.testkit.ActorContract;
import org.armillary.testkit.ContractCase;

/** {@code kmos.noise-map} passes the contract of actors. */
class NoiseMapContractTest extends ActorContract {

	@Override
	protected ActorProvider actor() {
		return typed(new NoiseMap());
	}

	@Override
	protected List<ContractCase> cases() {
		return List.of(
				ContractCase.named("raw frame")
						.input("frame", file -> RawFrames.frame(file, RawFrames.primary(), 1, 32))
						.enlarged(ContractCase.named("large frame").input("frame",
								file -> RawFrames.frame(file, RawFrames.primary(), 2, 512))),
				ContractCase.named("read noise and gain given").parameter("readNoise", "5").parameter("gain", "2")
						.input("frame", file -> RawFrames.frame(file,
								RawFrames.primary().with("ESO DET CHIP RON", 0.0).with("ESO DET NDIT", 4L), 3, 32)));
	}
}
