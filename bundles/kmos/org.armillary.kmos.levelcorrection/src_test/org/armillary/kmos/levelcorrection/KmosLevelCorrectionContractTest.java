package org.armillary.kmos.levelcorrection;

import java.nio.file.Path;
import java.util.List;

import org.armillary.actor.provider.ActorProvider;
import org.armillary.data.FitsHeader;
import org.armillary.testkit.ActorContract;
import org.armillary.testkit.ContractCase;

/** {@code kmos.level-correction} passes the contract of actors. */
class KmosLevelCorrectionContractTest extends ActorContract {

	@Override
	protected ActorProvider actor() {
		return typed(new KmosLevelCorrection());
	}

	@Override
	protected List<ContractCase> cases() {
		return List.of(frame("levels of the reference pixels"),
				frame("levels of windows, bad pixels and an earlier frame").parameter("lcmethod", "slices_mean")
						.input("lcal", LevelFrames::writeLcal).input("badPixels", LevelFrames::writeMask)
						.input("earlier", "SCIENCE", (Path file) -> LevelFrames.write(file, 0, FitsHeader.EMPTY)));
	}

	private static ContractCase frame(String name) {
		return ContractCase.named(name).input("frame", "SCIENCE",
				(Path file) -> LevelFrames.write(file, 1, FitsHeader.EMPTY));
	}
}
