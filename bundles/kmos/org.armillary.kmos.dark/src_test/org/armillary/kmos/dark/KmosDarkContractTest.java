package org.armillary.kmos.dark;

import java.nio.file.Path;
import java.util.List;

import org.armillary.actor.provider.ActorProvider;
import org.armillary.data.FitsHeader;
import org.armillary.testkit.ActorContract;
import org.armillary.testkit.ContractCase;

/** {@code kmos.dark} passes the contract of actors. */
class KmosDarkContractTest extends ActorContract {

	@Override
	protected ActorProvider actor() {
		return typed(new KmosDark());
	}

	@Override
	protected List<ContractCase> cases() {
		return List.of(with(ContractCase.named("five darks"), 5).enlarged(with(ContractCase.named("ten darks"), 10)),
				with(ContractCase.named("three darks, the scatter as noise").parameter("noise", "scatter")
						.parameter("cmethod", "median").parameter("pos_bad_pix_rej", "20"), 3),
				with(ContractCase.named("a single dark as it is").parameter("oscan", "false")
						.parameter("cmethod", "average"), 1));
	}

	private static ContractCase with(ContractCase start, int frames) {
		ContractCase filled = start;
		for (int frame = 0; frame < frames; frame++) {
			int number = frame;
			filled = filled.input("darks", "DARK",
					(Path file) -> DarkFrames.of(4).write(file, number, FitsHeader.EMPTY));
		}
		return filled;
	}
}
