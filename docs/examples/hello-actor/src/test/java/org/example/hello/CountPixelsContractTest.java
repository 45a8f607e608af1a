package org.example.hello;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.armillary.actor.provider.ActorProvider;
import org.armillary.data.Cube;
import org.armillary.data.fits.FitsWriter;
import org.armillary.testkit.ActorContract;
import org.armillary.testkit.ContractCase;

/** The actor passes the contract that every actor passes. */
class CountPixelsContractTest extends ActorContract {

	@Override
	protected ActorProvider actor() {
		return typed(new CountPixels());
	}

	@Override
	protected List<ContractCase> cases() {
		return List.of(ContractCase.named("ramp").parameter("threshold", "10").input("cube", file -> ramp(file, 10))
				.enlarged(ContractCase.named("large ramp").input("cube", file -> ramp(file, 2000))));
	}

	/** A cube {@code [planes][14][14]} whose values are 0, 1, 2 …, and one NaN. */
	private static void ramp(Path file, int planes) throws IOException {
		var values = new float[planes * 14 * 14];
		for (int i = 0; i < values.length; i++) {
			values[i] = i;
		}
		values[20] = Float.NaN;
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.cube("IFU.1.DATA", Cube.of(planes, 14, 14, values));
			writer.commit();
		}
	}
}
